import type { CivilDate } from "#kernel/civil-date.ts";
import { addDays } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { UnitListItem, UnitRef } from "../contract.ts";
import { unitProblem } from "../problems.ts";
import { communeOn, compareCode, filterUnits, type UnitFilter } from "../rules.ts";
import type { Unit, UnitTree, UnitVersion } from "../tree.ts";
import type { UnitNow } from "./load-tree.ts";
import { unitState } from "./unit-state.ts";

/**
 * Every unit whose role holders may act on what belongs to this one, itself included: all that were
 * ever above it and those above what it has become. Empty for a unit that is not there.
 */
export async function unitPath(tx: Tx, unitId: number): Promise<readonly number[]> {
  return (await unitState(tx)).paths.get(unitId) ?? [];
}

export async function findUnit(tx: Tx, unitId: number): Promise<Unit | undefined> {
  return (await unitState(tx)).tree.units.get(unitId);
}

/** The name on that day; where the unit did not exist then, its nearest one. */
export async function unitName(tx: Tx, unitId: number, on: CivilDate): Promise<string | null> {
  return (await unitState(tx)).tree.versionNear(unitId, on)?.name ?? null;
}

/** The unit that carried the code on that day, null where none did. A code is no key: always with a day. */
export async function findUnitByCode(tx: Tx, code: string, on: CivilDate): Promise<number | null> {
  const found = (await unitState(tx)).tree.withCodeOn(code, on);
  if (found.length > 1)
    throw unitProblem("unit.code-ambiguous", { code, on, candidates: found.map((v) => `${v.unitId} ${v.name}`) });
  return found[0]?.unitId ?? null;
}

/** As findUnitByCode, but a miss is the problem `unit.code-unknown`, which names the days it was used. */
export async function getUnitByCode(tx: Tx, code: string, on: CivilDate): Promise<number> {
  const found = await findUnitByCode(tx, code, on);
  if (found !== null) return found;
  const others = (await unitState(tx)).tree
    .versionsWithCode(code)
    .map((v) => `${v.name} (${v.from} – ${lastDay(v.to) ?? ""})`);
  throw unitProblem("unit.code-unknown", { code, on, otherDays: others });
}

/** Units of a day, by code; `under` means strictly below any of these. */
export async function listUnits(tx: Tx, filter: UnitFilter): Promise<UnitListItem[]> {
  const { tree } = await unitState(tx);
  const found = filterUnits(tree, filter);
  if (filter.q === undefined || filter.q === "") found.sort(compareCode);
  return found.map((v) => presentUnit(tree, v, filter.on));
}

/** The unit of commune level that holds it on that day (itself, if it is one). */
export async function communeOf(tx: Tx, unitId: number, on: CivilDate): Promise<number | null> {
  return communeOn((await unitState(tx)).tree, unitId, on);
}

/** Strictly below on that day, parents before children. */
export async function descendants(tx: Tx, unitId: number, on: CivilDate): Promise<number[]> {
  return (await unitState(tx)).tree.descendantsOn(unitId, on).map((v) => v.unitId);
}

/** What each unit is today: `nowId` where that is certain, else null with `withinId`, the unit that surely holds it. */
export async function rollUp(tx: Tx, unitIds: readonly number[]): Promise<Map<number, UnitNow>> {
  const { now } = await unitState(tx);
  return new Map(unitIds.map((id) => [id, now.get(id) ?? { nowId: null, withinId: null }]));
}

/** The newest published population figure of a place up to that day. */
export async function populationOf(tx: Tx, unitId: number, on: CivilDate): Promise<number | null> {
  const row = await tx
    .selectFrom("unit_population")
    .select("people")
    .where("unit_id", "=", unitId)
    .where("as_of", "<=", on)
    .orderBy("as_of", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.people ?? null;
}

/** The last day of a half-open range, as people write it. */
export function lastDay(to: CivilDate | null): CivilDate | null {
  return to === null ? null : addDays(to, -1);
}

export function refOf(version: UnitVersion): UnitRef {
  return { id: version.unitId, name: version.name, code: version.code, kind: version.kind };
}

export function presentUnit(tree: UnitTree, version: UnitVersion, on: CivilDate): UnitListItem {
  const parent = version.parentId === null ? undefined : tree.versionOn(version.parentId, on);
  return {
    id: version.unitId,
    code: version.code,
    name: version.name,
    kind: version.kind,
    level: tree.levelOf(version),
    parentId: parent?.unitId ?? null,
    parentCode: parent?.code ?? null,
    parentName: parent?.name ?? null,
    validFrom: version.from,
    validTo: lastDay(version.to),
  };
}
