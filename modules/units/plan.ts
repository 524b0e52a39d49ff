import type { CivilDate } from "#kernel/civil-date.ts";
import type { Succession } from "./tree.ts";

/**
 * What an operation will do to the tree, worked out before anything is written: the preview shows
 * it, the server applies it set by set. A unit that is yet to be founded has a negative number.
 */
export interface Plan {
  found: { unitId: number; founded: CivilDate; dissolved: CivilDate | null }[];
  /** The version that began on `from` ends on `at`. */
  close: { unitId: number; from: CivilDate; at: CivilDate }[];
  add: PlannedVersion[];
  /** The version that began on `was` is written anew: a second change on the same day, or an earlier beginning. */
  amend: (PlannedVersion & { was: CivilDate })[];
  dissolve: { unitId: number; on: CivilDate }[];
  /** Units that turn out to be older than was known. */
  foundedEarlier: { unitId: number; founded: CivilDate }[];
  edges: Succession[];
}

export interface PlannedVersion {
  unitId: number;
  name: string;
  kind: string;
  code: string | null;
  parentId: number | null;
  from: CivilDate;
  to: CivilDate | null;
}

export function emptyPlan(): Plan {
  return { found: [], close: [], add: [], amend: [], dissolve: [], foundedEarlier: [], edges: [] };
}

/** Existing units that the plan changes in any way, without the founded ones. */
export function touchedUnits(plan: Plan): number[] {
  const ids = new Set<number>();
  for (const list of [plan.close, plan.add, plan.amend, plan.dissolve, plan.foundedEarlier]) {
    for (const { unitId } of list) ids.add(unitId);
  }
  for (const edge of plan.edges) ids.add(edge.fromId).add(edge.toId);
  return [...ids].filter((id) => id > 0);
}

export function isEmpty(plan: Plan): boolean {
  return Object.values(plan).every((list: unknown[]) => list.length === 0);
}

/** Hands out the negative numbers of one plan. */
export function numbering(): () => number {
  let last = 0;
  return () => --last;
}
