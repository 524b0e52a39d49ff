import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { UnitHistory, UnitPage, UnitRef } from "../contract.ts";
import { unitProblem } from "../problems.ts";
import { lastDay, presentUnit, refOf } from "./doors.ts";
import { unitState, type UnitState } from "./unit-state.ts";

/** A unit as it was on a day, with where it stood and what it is now. */
export async function getUnitPage(tx: Tx, unitId: number, on: CivilDate): Promise<UnitPage> {
  const state = await unitState(tx);
  const unit = state.tree.units.get(unitId);
  const version = state.tree.versionNear(unitId, on);
  if (unit === undefined || version === undefined) throw unitProblem("unit.not-found", { id: unitId });
  const day = version.from > on ? version.from : version.to !== null && version.to <= on ? lastDay(version.to)! : on;
  const population = await sql<{ asOf: CivilDate; people: number; source: string }>`
    select as_of::text as "asOf", people, source from unit_population
    where unit_id = ${unitId}::int and as_of <= ${on}::date order by as_of desc limit 1`.execute(tx);
  return {
    ...presentUnit(state.tree, version, day),
    founded: unit.founded,
    dissolvedOn: unit.dissolved,
    path: state.tree.pathOn(unitId, day).slice(1).reverse().map(refOf),
    childCount: state.tree.childrenOn(unitId, day).length,
    ...nowOf(state, unitId, on),
    population: population.rows[0] ?? null,
  };
}

/** All its versions, what it came from and what it went into, each with the legal basis. */
export async function getUnitHistory(tx: Tx, unitId: number, today: CivilDate): Promise<UnitHistory> {
  const state = await unitState(tx);
  const { tree } = state;
  const unit = tree.units.get(unitId);
  if (unit === undefined) throw unitProblem("unit.not-found", { id: unitId });
  const bases = await sql<{ from: CivilDate; legalBasis: string | null }>`
    select lower(v.valid)::text as "from", o.legal_basis as "legalBasis"
    from unit_version v join unit_operation o on o.id = v.operation_id where v.unit_id = ${unitId}::int`.execute(tx);
  const basisOf = new Map(bases.rows.map((r) => [r.from, r.legalBasis]));
  const edgeBases = await sql<{ fromId: number; toId: number; legalBasis: string | null }>`
    select from_id as "fromId", to_id as "toId", legal_basis as "legalBasis" from unit_succession
    where from_id = ${unitId}::int or to_id = ${unitId}::int`.execute(tx);
  const edgeBasis = (fromId: number, toId: number) =>
    edgeBases.rows.find((r) => r.fromId === fromId && r.toId === toId)?.legalBasis ?? null;
  const ref = (id: number, day: CivilDate): UnitRef => refOf(tree.versionNear(id, day)!);
  return {
    id: unitId,
    founded: unit.founded,
    dissolvedOn: unit.dissolved,
    versions: unit.versions.map((v) => ({
      name: v.name,
      kind: v.kind,
      code: v.code,
      validFrom: v.from,
      validTo: lastDay(v.to),
      legalBasis: basisOf.get(v.from) ?? null,
      parent: v.parentId === null ? null : ref(v.parentId, v.from),
    })),
    predecessors: (tree.predecessors.get(unitId) ?? []).map((e) => ({
      unit: ref(e.fromId, lastDay(e.on)!),
      on: e.on,
      extent: e.extent,
      legalBasis: edgeBasis(e.fromId, e.toId),
    })),
    successors: (tree.successors.get(unitId) ?? []).map((e) => ({
      unit: ref(e.toId, e.on),
      on: e.on,
      extent: e.extent,
      legalBasis: edgeBasis(e.fromId, e.toId),
    })),
    ...nowOf(state, unitId, today),
  };
}

function nowOf(
  { tree, now }: UnitState,
  unitId: number,
  on: CivilDate,
): { now: UnitRef | null; within: UnitRef | null } {
  const known = now.get(unitId);
  const ref = (id: number | null | undefined) => {
    const version = id === null || id === undefined ? undefined : tree.versionNear(id, on);
    return version === undefined ? null : refOf(version);
  };
  // today's name, whatever day the page is about
  const current = (id: number | null | undefined) => {
    const last = id === null || id === undefined ? undefined : tree.units.get(id)?.versions.at(-1);
    return last === undefined ? ref(id) : refOf(last);
  };
  return { now: current(known?.nowId), within: current(known?.withinId) };
}
