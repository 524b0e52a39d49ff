import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import type { RowRemark, SuccessionRow, UnitRow } from "./contract.ts";
import { type ListPlan, type ReadRow, readRows, remarkOn } from "./import-rules.ts";
import { emptyPlan, numbering, type Plan } from "./plan.ts";
import { asPlanned, change, endsWithParent, sameName } from "./rules.ts";
import type { UnitTree, UnitVersion } from "./tree.ts";

/**
 * A whole reorganisation on one day, from the list of units that exist from then on and the list of
 * what went where.
 *
 * - A unit with exactly one predecessor, whole, that has no other successor and the same level, stays
 *   itself: its new name, kind, code or parent is a new version.
 * - Every other new unit is founded; its predecessors end, with succession edges. So a province that
 *   keeps name and code but takes in two others is a new unit, as the resolution founds it.
 * - Whatever lay below a named province and is not continued ends too (the district level), reported
 *   where it is a commune without a successor.
 * - Villages go on under the one successor of their commune; where that is not certain they stand under
 *   the higher unit, reported for a person. Offices of a place end with it.
 * - What has been recorded before is recognised, so the same files can be run again.
 */
export function planReorganisation(
  tree: UnitTree,
  units: readonly UnitRow[],
  successions: readonly SuccessionRow[],
  on: CivilDate,
): ListPlan {
  const remarks: RowRemark[] = [];
  const state = readEdges(tree, successions, on, remarks);
  const rows = readRows(tree, units, remarkOn("units", remarks));
  const plan = emptyPlan();
  const target = new Map<string, number>(); // new code → unit, negative where it will be founded
  const counts = placeNewUnits(tree, rows, state, plan, target, remarks, on);
  const edges = addEdges(tree, state, plan, target, remarks, on);
  endOldUnits(tree, state, plan, edges, remarks, on);
  return { plan, remarks, ...counts };
}

interface Edge {
  row: SuccessionRow;
  /** The old unit as it was on the day before; undefined where no unit had the code. */
  old: UnitVersion | undefined;
}

interface State {
  edges: Edge[];
  byOld: Map<string, Edge[]>;
  byNew: Map<string, Edge[]>;
  /** Old units that go on as themselves. */
  kept: Set<number>;
}

function readEdges(tree: UnitTree, successions: readonly SuccessionRow[], on: CivilDate, remarks: RowRemark[]): State {
  const remark = remarkOn("successions", remarks);
  const state: State = { edges: [], byOld: new Map(), byNew: new Map(), kept: new Set() };
  const before = addDays(on, -1);
  for (const row of successions) {
    const named = { line: row.line, code: row.oldCode };
    if (row.extent !== "full" && row.extent !== "partial") {
      remark(named, "unplaced", "unit.extent-unknown");
      continue;
    }
    const old = tree.withCodeOn(row.oldCode, before)[0];
    if (old === undefined) remark(named, "unplaced", "unit.old-unknown");
    else if (row.oldLevel !== null && row.oldLevel !== levelNumber(tree, old))
      remark({ ...named, name: old.name }, "note", "unit.level-differs");
    const edge = { row, old };
    state.edges.push(edge);
    state.byOld.set(row.oldCode, [...(state.byOld.get(row.oldCode) ?? []), edge]);
    state.byNew.set(row.newCode, [...(state.byNew.get(row.newCode) ?? []), edge]);
  }
  return state;
}

/** Files of the three-level era number the levels 1, 2, 3. */
function levelNumber(tree: UnitTree, version: UnitVersion): number {
  return { province: 1, district: 2, commune: 3, group: 4, body: 0 }[tree.levelOf(version)];
}

function placeNewUnits(
  tree: UnitTree,
  rows: readonly ReadRow[],
  state: State,
  plan: Plan,
  target: Map<string, number>,
  remarks: RowRemark[],
  on: CivilDate,
) {
  const remark = remarkOn("units", remarks);
  const next = numbering();
  let [founded, continued, already] = [0, 0, 0];
  const ending = endingUnits(tree, state, on);
  for (const row of rows) {
    const parentId =
      row.parentCode === null ? null : (target.get(row.parentCode) ?? survivor(tree, row.parentCode, on, ending));
    if (parentId === undefined) {
      remark(row, "unplaced", "unit.parent-unknown");
      continue;
    }
    const holders = tree.versionsWithCode(row.code).filter((v) => v.to === null || v.to > on);
    const begun = holders.find((v) => v.from >= on);
    if (begun !== undefined) {
      const same = begun.from === on && begun.kind === row.kindId && sameName(begun.name, row.name);
      if (same) {
        already++;
        target.set(row.code, begun.unitId);
        if (tree.versionOn(begun.unitId, addDays(on, -1))) state.kept.add(begun.unitId);
      } else remark(row, "unplaced", "unit.code-taken");
      continue;
    }
    const self = continuing(tree, row, state, holders[0]);
    if (self === undefined) {
      const blocked = holders.find((v) => !ending.has(v.unitId));
      if (blocked !== undefined) {
        remark(row, "unplaced", "unit.code-taken");
        continue;
      }
      const unitId = next();
      target.set(row.code, unitId);
      plan.found.push({ unitId, founded: on, dissolved: null });
      plan.add.push({ unitId, name: row.name, kind: row.kindId, code: row.code, parentId, from: on, to: null });
      founded++;
      continue;
    }
    target.set(row.code, self.unitId);
    state.kept.add(self.unitId);
    const sameAsBefore =
      self.name === row.name && self.kind === row.kindId && self.code === row.code && self.parentId === parentId;
    if (sameAsBefore) already++;
    else {
      change(plan, self, {
        unitId: self.unitId,
        name: row.name,
        kind: row.kindId,
        code: row.code,
        parentId,
        from: on,
        to: null,
      });
      continued++;
    }
  }
  return { founded, continued, already };
}

/** The old unit that this row continues, by the identity rule; also one that no succession speaks of. */
function continuing(
  tree: UnitTree,
  row: ReadRow,
  state: State,
  holder: UnitVersion | undefined,
): UnitVersion | undefined {
  const from = state.byNew.get(row.code) ?? [];
  if (from.length === 0) {
    const untouched = holder !== undefined && !state.byOld.has(row.code) && holder.to === null;
    return untouched && holder.kind === row.kindId && sameName(holder.name, row.name) ? holder : undefined;
  }
  const only = from[0];
  if (from.length !== 1 || only?.old === undefined || only.row.extent !== "full") return undefined;
  if ((state.byOld.get(only.row.oldCode) ?? []).length !== 1 || only.old.to !== null) return undefined;
  const level = tree.kinds.get(row.kindId)!.level;
  return tree.levelOf(only.old) === level ? only.old : undefined;
}

function survivor(
  tree: UnitTree,
  code: string,
  on: CivilDate,
  ending: { has(id: number): boolean },
): number | undefined {
  return tree.withCodeOn(code, on).find((v) => !ending.has(v.unitId))?.unitId;
}

/** Old units that this reorganisation speaks of, and administrative units below a province that it names. */
function endingUnits(tree: UnitTree, state: State, on: CivilDate): Map<number, UnitVersion> {
  const before = addDays(on, -1);
  const ending = new Map<number, UnitVersion>();
  for (const { old } of state.edges) if (old !== undefined) ending.set(old.unitId, old);
  for (const { old } of state.edges) {
    if (old === undefined || tree.levelOf(old) !== "province") continue;
    for (const below of tree.descendantsOn(old.unitId, before)) {
      if (["district", "commune"].includes(tree.levelOf(below))) ending.set(below.unitId, below);
    }
  }
  return ending;
}

function addEdges(
  tree: UnitTree,
  state: State,
  plan: Plan,
  target: ReadonlyMap<string, number>,
  remarks: RowRemark[],
  on: CivilDate,
) {
  const remark = remarkOn("successions", remarks);
  const out = new Map<number, { toId: number; extent: string }[]>();
  const seen = new Set<string>();
  for (const { row, old } of state.edges) {
    const toId = target.get(row.newCode);
    if (toId === undefined) remark({ line: row.line, code: row.newCode }, "unplaced", "unit.new-unknown");
    if (toId === undefined || old === undefined || toId === old.unitId || seen.has(`${old.unitId} ${toId}`)) continue;
    seen.add(`${old.unitId} ${toId}`);
    out.set(old.unitId, [...(out.get(old.unitId) ?? []), { toId, extent: row.extent }]);
    const known = tree.successors.get(old.unitId)?.find((s) => s.toId === toId && s.on === on);
    if (known === undefined)
      plan.edges.push({ fromId: old.unitId, toId, on, extent: row.extent as "full" | "partial" });
    else if (known.extent !== row.extent)
      remark({ line: row.line, code: row.oldCode, name: old.name }, "note", "unit.succession-differs");
  }
  return out;
}

function endOldUnits(
  tree: UnitTree,
  state: State,
  plan: Plan,
  edges: ReadonlyMap<number, { toId: number; extent: string }[]>,
  remarks: RowRemark[],
  on: CivilDate,
): void {
  const remark = (version: UnitVersion, outcome: RowRemark["outcome"], reason: RowRemark["reason"]) =>
    void remarks.push({ file: "tree", line: null, code: version.code, name: version.name, outcome, reason });
  const ending = endingUnits(tree, state, on);
  const certain = (id: number) => {
    const full = (edges.get(id) ?? []).filter((e) => e.extent === "full");
    return full.length === 1 ? full[0]!.toId : undefined;
  };
  /** Where the unit above went, for what cannot be attributed below. */
  const within = (version: UnitVersion): number | null => {
    for (const above of tree.pathOn(version.unitId, addDays(on, -1)).slice(1)) {
      const at =
        certain(above.unitId) ?? (ending.has(above.unitId) && !state.kept.has(above.unitId) ? undefined : above.unitId);
      if (at !== undefined) return at;
    }
    return null;
  };
  for (const old of ending.values()) {
    if (state.kept.has(old.unitId)) continue;
    if (!edges.has(old.unitId) && tree.levelOf(old) === "commune") remark(old, "unplaced", "unit.no-successor");
    if (old.to !== null) {
      if (old.to !== on) remark(old, "unplaced", "unit.later-change");
      continue;
    }
    if (old.from >= on) continue;
    plan.close.push({ unitId: old.unitId, from: old.from, at: on });
    plan.dissolve.push({ unitId: old.unitId, on });
    for (const child of tree.childrenOn(old.unitId, addDays(on, -1))) {
      if (ending.has(child.unitId) || state.kept.has(child.unitId) || child.to !== null) continue;
      if (endsWithParent(tree, old, child)) {
        for (const below of [child, ...tree.descendantsOn(child.unitId, addDays(on, -1))]) {
          if (below.to !== null) continue;
          plan.close.push({ unitId: below.unitId, from: below.from, at: on });
          plan.dissolve.push({ unitId: below.unitId, on });
        }
        continue;
      }
      const parentId = certain(old.unitId) ?? within(old);
      if (certain(old.unitId) === undefined) remark(child, "note", "unit.child-to-place");
      change(plan, child, { ...asPlanned(child, on), parentId });
    }
  }
}
