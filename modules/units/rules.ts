import { findForms, findKey } from "#kernel/text/fold.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { NewUnit, UnitOperation } from "./contract.ts";
import { emptyPlan, numbering, type Plan, type PlannedVersion } from "./plan.ts";
import { unitProblem } from "./problems.ts";
import type { UnitLevel, UnitTree, UnitVersion } from "./tree.ts";

/** A parent must stand higher; a body may hang anywhere, and nothing but a body hangs under a body. */
const rank: Record<UnitLevel, number> = { province: 0, district: 1, commune: 2, group: 3, body: 4 };

type Operation<K extends UnitOperation["kind"]> = Extract<UnitOperation, { kind: K }>;

/** Works out one operation; throws the room's problem where it may not be. */
export function planOperation(tree: UnitTree, operation: UnitOperation): Plan {
  switch (operation.kind) {
    case "found":
      return planFound(tree, operation);
    case "rename":
      return planRename(tree, operation);
    case "move":
      return planMove(tree, operation);
    case "merge":
      return planMerge(tree, operation);
    case "split":
      return planSplit(tree, operation);
    case "dissolve":
      return planDissolve(tree, operation);
  }
}

function planFound(tree: UnitTree, { on, unit }: Operation<"found">): Plan {
  const plan = emptyPlan();
  addFounded(tree, plan, -1, unit, on, new Set());
  return plan;
}

function planRename(tree: UnitTree, { on, unitId, name, code, newKind }: Operation<"rename">): Plan {
  const plan = emptyPlan();
  const now = lastVersion(tree, unitId, on);
  const next = {
    ...asPlanned(now, on),
    name: name ?? now.name,
    kind: newKind ?? now.kind,
    code: code === undefined ? now.code : code,
  };
  if (next.name === now.name && next.kind === now.kind && next.code === now.code)
    throw unitProblem("unit.nothing-changes");
  checkKind(tree, next.kind, on, next.kind === now.kind);
  if (tree.kinds.get(next.kind)!.level !== tree.levelOf(now))
    throw unitProblem("unit.parent-level", { fields: { "/newKind": "unit.parent-level" } });
  checkFree(tree, next, new Set([unitId]));
  change(plan, now, next);
  return plan;
}

function planMove(tree: UnitTree, { on, unitId, parentId }: Operation<"move">): Plan {
  const plan = emptyPlan();
  const now = lastVersion(tree, unitId, on);
  if (now.parentId === parentId) throw unitProblem("unit.nothing-changes");
  const next = { ...asPlanned(now, on), parentId };
  checkParent(tree, next, new Set());
  if (parentId !== null && tree.pathOn(parentId, on).some((v) => v.unitId === unitId)) {
    throw unitProblem("unit.cycle", { fields: { "/parentId": "unit.cycle" } });
  }
  checkFree(tree, next, new Set([unitId]));
  change(plan, now, next);
  return plan;
}

function planMerge(tree: UnitTree, { on, unitIds, into }: Operation<"merge">): Plan {
  const plan = emptyPlan();
  const ids = new Set(unitIds);
  if (ids.size < 2) throw unitProblem("unit.merge-needs-two", { fields: { "/unitIds": "unit.merge-needs-two" } });
  const sources = [...ids].map((id) => lastVersion(tree, id, on));
  addFounded(tree, plan, -1, into, on, ids);
  for (const source of sources) {
    end(plan, source, on);
    plan.edges.push({ fromId: source.unitId, toId: -1, on, extent: "full" });
    for (const child of tree.childrenOn(source.unitId, on)) {
      if (ids.has(child.unitId)) continue;
      if (endsWithParent(tree, source, child)) endWithAllBelow(tree, plan, child.unitId, on);
      else change(plan, lastVersion(tree, child.unitId, on), { ...asPlanned(child, on), parentId: -1 });
    }
  }
  return plan;
}

function planSplit(tree: UnitTree, { on, unitId, parts, children }: Operation<"split">): Plan {
  const plan = emptyPlan();
  if (parts.length < 2) throw unitProblem("unit.split-needs-two", { fields: { "/parts": "unit.split-needs-two" } });
  const source = lastVersion(tree, unitId, on);
  const next = numbering();
  const numbers = parts.map((part) => {
    const number = next();
    addFounded(tree, plan, number, part, on, new Set([unitId]));
    plan.edges.push({ fromId: unitId, toId: number, on, extent: "partial" });
    return number;
  });
  end(plan, source, on);
  const chosen = new Map(children.map((c) => [c.unitId, numbers[c.part]]));
  const unplaced: number[] = [];
  for (const child of tree.childrenOn(unitId, on)) {
    const number = chosen.get(child.unitId);
    if (number !== undefined)
      change(plan, lastVersion(tree, child.unitId, on), { ...asPlanned(child, on), parentId: number });
    else if (endsWithParent(tree, source, child)) endWithAllBelow(tree, plan, child.unitId, on);
    else unplaced.push(child.unitId);
  }
  if (unplaced.length > 0) throw unitProblem("unit.children-unplaced", { unitIds: unplaced });
  return plan;
}

function planDissolve(tree: UnitTree, { on, unitId, withChildren }: Operation<"dissolve">): Plan {
  const plan = emptyPlan();
  lastVersion(tree, unitId, on);
  const below = tree.childrenOn(unitId, on);
  if (below.length > 0 && !withChildren)
    throw unitProblem("unit.has-children", { unitIds: below.map((v) => v.unitId) });
  endWithAllBelow(tree, plan, unitId, on);
  return plan;
}

/**
 * The version of that day, when nothing comes after it: history before a recorded change is closed.
 * A change on the very day of an earlier one is allowed and replaces it.
 */
export function lastVersion(tree: UnitTree, unitId: number, on: CivilDate): UnitVersion {
  const unit = tree.units.get(unitId);
  if (unit === undefined) throw unitProblem("unit.not-found", { id: unitId });
  const version = tree.versionOn(unitId, on);
  if (version === undefined) throw unitProblem("unit.not-on-day", { id: unitId, name: unit.versions.at(-1)?.name, on });
  if (version.to !== null)
    throw unitProblem("unit.later-change", { id: unitId, name: version.name, later: version.to });
  return version;
}

/** Offices of a place end with the place; villages and lower places go on under its successor. */
export function endsWithParent(tree: UnitTree, parent: UnitVersion, child: UnitVersion): boolean {
  return tree.levelOf(child) === "body" && tree.levelOf(parent) !== "body";
}

export function endWithAllBelow(tree: UnitTree, plan: Plan, unitId: number, on: CivilDate): void {
  for (const below of [unitId, ...tree.descendantsOn(unitId, on).map((v) => v.unitId)])
    end(plan, lastVersion(tree, below, on), on);
}

export function end(plan: Plan, version: UnitVersion, on: CivilDate): void {
  // A unit that begins and ends on one day never was: its founding day must lie before.
  if (version.from >= on)
    throw unitProblem("unit.later-change", { id: version.unitId, name: version.name, later: version.from });
  plan.close.push({ unitId: version.unitId, from: version.from, at: on });
  plan.dissolve.push({ unitId: version.unitId, on });
}

export function change(plan: Plan, now: UnitVersion, next: PlannedVersion): void {
  if (now.from === next.from) {
    plan.amend.push({ ...next, was: now.from });
    return;
  }
  plan.close.push({ unitId: now.unitId, from: now.from, at: next.from });
  plan.add.push(next);
}

export function asPlanned(version: UnitVersion, from: CivilDate): PlannedVersion {
  const { unitId, name, kind, code, parentId } = version;
  return { unitId, name, kind, code, parentId, from, to: null };
}

function addFounded(
  tree: UnitTree,
  plan: Plan,
  number: number,
  unit: NewUnit,
  on: CivilDate,
  ending: ReadonlySet<number>,
): void {
  checkKind(tree, unit.kind, on, false);
  const planned: PlannedVersion = {
    unitId: number,
    name: unit.name.normalize("NFC"),
    kind: unit.kind,
    code: unit.code,
    parentId: unit.parentId,
    from: on,
    to: null,
  };
  checkParent(tree, planned, ending);
  checkFree(tree, planned, ending);
  for (const other of plan.add) clash(other, planned);
  plan.found.push({ unitId: number, founded: on, dissolved: null });
  plan.add.push(planned);
}

function checkKind(tree: UnitTree, kind: string, on: CivilDate, kept: boolean): void {
  const known = tree.kinds.get(kind);
  if (known === undefined) throw unitProblem("unit.kind-unknown", { fields: { "/kind": "unit.kind-unknown" }, kind });
  const inEra = (known.eraFrom === null || known.eraFrom <= on) && (known.eraTo === null || on < known.eraTo);
  if (!inEra && !kept) throw unitProblem("unit.kind-era", { fields: { "/kind": "unit.kind-era" }, kind, on });
}

function checkParent(tree: UnitTree, planned: PlannedVersion, ending: ReadonlySet<number>): void {
  const level = tree.kinds.get(planned.kind)!.level;
  if (planned.parentId === null) {
    if (level === "province" || level === "body") return;
    throw unitProblem("unit.parent-needed", { fields: { "/parentId": "unit.parent-needed" } });
  }
  const parent = tree.versionOn(planned.parentId, planned.from);
  const lasts = tree.units.get(planned.parentId)?.dissolved === null;
  if (parent === undefined || !lasts || ending.has(planned.parentId))
    throw unitProblem("unit.parent-gone", { fields: { "/parentId": "unit.parent-gone" } });
  const above = tree.levelOf(parent);
  const fits = level === "body" || (above !== "body" && rank[above] < rank[level]);
  if (!fits) throw unitProblem("unit.parent-level", { fields: { "/parentId": "unit.parent-level" } });
}

/** Neither its code nor its name may be another's at the same time, among those that stay. */
function checkFree(tree: UnitTree, planned: PlannedVersion, ending: ReadonlySet<number>): void {
  if (planned.code !== null) {
    const taken = tree
      .versionsWithCode(planned.code)
      .find((v) => !ending.has(v.unitId) && (v.to === null || v.to > planned.from));
    if (taken)
      throw unitProblem("unit.code-taken", {
        fields: { "/code": "unit.code-taken" },
        takenBy: taken.name,
        takenById: taken.unitId,
      });
  }
  if (planned.parentId === null) return;
  const same = tree
    .childrenOn(planned.parentId, planned.from)
    .find((v) => !ending.has(v.unitId) && v.kind === planned.kind && sameName(v.name, planned.name));
  if (same) throw unitProblem("unit.name-taken", { fields: { "/name": "unit.name-taken" }, takenById: same.unitId });
}

function clash(a: PlannedVersion, b: PlannedVersion): void {
  if (a.code !== null && a.code === b.code)
    throw unitProblem("unit.code-taken", { fields: { "/code": "unit.code-taken" }, takenBy: a.name });
  if (a.parentId === b.parentId && a.kind === b.kind && sameName(a.name, b.name))
    throw unitProblem("unit.name-taken", { fields: { "/name": "unit.name-taken" } });
}

/** Hòa and Hoà, capitals or not, are one name; Hòa and Hóa are two. */
export function sameName(a: string, b: string): boolean {
  return toneKey(a) === toneKey(b);
}

export interface UnitFilter {
  on: CivilDate;
  /** Strictly below any of these. */
  under?: readonly number[];
  /** Directly below this unit; 0 for those that stand at the top. */
  parent?: number;
  kinds?: readonly string[];
  level?: UnitLevel;
  /** Typed without diacritics, or a code. */
  q?: string;
}

/** Units of a day; found by name, those whose name begins with the words come first. */
export function filterUnits(tree: UnitTree, filter: UnitFilter): UnitVersion[] {
  const base = candidates(tree, filter);
  const kinds = filter.kinds && new Set(filter.kinds.flatMap((k) => kindsNamed(tree, k)));
  const q = filter.q === undefined ? "" : findKey(filter.q);
  const found = base.filter(
    (v) =>
      (kinds === undefined || kinds.has(v.kind)) &&
      (filter.level === undefined || tree.levelOf(v) === filter.level) &&
      (q === "" || ` ${foundUnder(v)}`.includes(` ${q}`) || v.code === filter.q?.trim()),
  );
  return q === ""
    ? found
    : found.sort((a, b) => matchRank(tree, a, filter.q!, q) - matchRank(tree, b, filter.q!, q) || compareCode(a, b));
}

function candidates(tree: UnitTree, { on, under, parent }: UnitFilter): UnitVersion[] {
  if (under !== undefined) return uniqueUnits(under.flatMap((id) => tree.descendantsOn(id, on)));
  if (parent !== undefined && parent > 0) return tree.childrenOn(parent, on);
  const all = [...tree.versionsOn(on)];
  return parent === undefined
    ? all
    : all.filter((v) => v.parentId === null || tree.versionOn(v.parentId, on) === undefined);
}

/** Kinds by their id or by the word that official files use for them. */
export function kindsNamed(tree: UnitTree, word: string): string[] {
  return [...tree.kinds.values()].filter((k) => k.id === word || k.fileName === word).map((k) => k.id);
}

/** What a unit is found under: also "dran" for D'Ran. Most names have one form, which is kept. */
function foundUnder(v: UnitVersion): string {
  return /[^\p{L}\p{M}\p{N} ]/u.test(v.name) ? findForms(v.name) : v.nameKey;
}

function matchRank(tree: UnitTree, v: UnitVersion, typed: string, q: string): number {
  const exact = toneKey(v.name).includes(toneKey(typed)) ? 0 : 1;
  const ends = foundUnder(v)
    .split(" ǁ ")
    .some((form) => form.endsWith(q))
    ? 0
    : 1;
  return ends * 20 + exact * 10 + rank[tree.levelOf(v)];
}

export function compareCode(a: UnitVersion, b: UnitVersion): number {
  const [x, y] = [a.code ?? "￿", b.code ?? "￿"];
  return x < y ? -1 : x > y ? 1 : a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : a.unitId - b.unitId;
}

function uniqueUnits(versions: UnitVersion[]): UnitVersion[] {
  return [...new Map(versions.map((v) => [v.unitId, v])).values()];
}

/** The unit of commune level that holds it (itself, if it is one) on that day. */
export function communeOn(tree: UnitTree, unitId: number, on: CivilDate): number | null {
  return tree.pathOn(unitId, on).find((v) => tree.levelOf(v) === "commune")?.unitId ?? null;
}
