import { addDays, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { parsePeriod, periodCode, periodContaining, periodRange, periodsWithin, shiftPeriod } from "#kernel/period.ts";
import type { SmallGroupRule } from "#kernel/suppression.ts";
import { type Asked, notTold, type ShownAsked, sumAsked, tellAsked, tellParts } from "./rules.ts";

/** Questions of one month whose place lay there on their day: province, former district, commune; shorter where none is named. */
export interface PathCount extends Asked {
  path: readonly number[];
  month: string;
}
export interface ReleasedCell {
  /** The quarter, or a month of it. */
  period: string;
  unitId: number;
  due: number;
  inTime: number;
}

interface Node {
  unitId: number;
  own: Asked[];
  below: Map<number, Node>;
}

/**
 * What may be said of a quarter outside: a tree of units, each the first cut of what lies under it, and the months of its
 * root as a second cut of the same sum. A unit and a month are never crossed. All else on any sheet is a sum of these cells
 * (`partsOf`), so no two sheets can be subtracted to a small group: docs/decisions/067-overviews-on-paper.md.
 * @param paths every unit that existed in the quarter, those where nobody asked too
 */
export function releaseQuarter(
  quarter: string,
  paths: readonly (readonly number[])[],
  counts: readonly PathCount[],
  rule: SmallGroupRule,
): ReleasedCell[] {
  const roots = new Map<number, Node>();
  const at = (path: readonly number[]): Node => {
    let level = roots;
    let node: Node | undefined;
    for (const unitId of path) {
      node = level.get(unitId) ?? { unitId, own: [], below: new Map() };
      level.set(unitId, node);
      level = node.below;
    }
    return node!;
  };
  for (const path of paths) if (path.length > 0) at(path);
  for (const { path, ...count } of counts) if (path.length > 0) at(path).own.push(count);
  // a unit that was moved within the quarter is two units here: neither is the whole of it
  const standing = new Map<number, number>();
  const cells: ReleasedCell[] = [];
  const keep = (period: string, unitId: number, { due, inTime }: ShownAsked) => {
    if (due !== null && inTime !== null) cells.push({ period, unitId, due, inTime });
  };
  const walk = (node: Node, told: ShownAsked): void => {
    standing.set(node.unitId, (standing.get(node.unitId) ?? 0) + 1);
    keep(quarter, node.unitId, told);
    const below = [...node.below.values()];
    // what names no unit below is a cell too, also where there is none of it: 0 is hidden like 4
    const parts = below.length === 0 ? [] : tellParts(told, [...below.map(total), sumAsked(node.own)], rule);
    for (const [i, child] of below.entries()) walk(child, parts[i] ?? notTold);
  };
  const months = periodsWithin(parsePeriod(quarter)!, "month").map(periodCode);
  for (const root of roots.values()) {
    const told = tellAsked(total(root), rule);
    walk(root, told);
    const inMonth = months.map((m) => sumAsked(counts.filter((c) => c.month === m && c.path[0] === root.unitId)));
    for (const [i, part] of tellParts(told, inMonth, rule).entries()) keep(months[i]!, root.unitId, part);
  }
  return cells.filter((c) => standing.get(c.unitId) === 1);
}

function total(node: Node): Asked {
  return sumAsked([...node.own, ...[...node.below.values()].map(total)]);
}

export interface ReleasePart {
  /** Whose cells: a month, or a quarter. */
  code: string;
  quarter: string;
  days: { from: CivilDate; to: CivilDate };
}

/** The released cells that a period is the sum of: a month is itself, all else its quarters. */
export function partsOf(code: string): ReleasePart[] {
  const period = parsePeriod(code)!;
  const days = periodRange(period);
  if (period.kind === "month") return [{ code, quarter: periodCode(periodContaining(days.from, "quarter")), days }];
  return periodsWithin(period, "quarter").map((q) => ({
    code: periodCode(q),
    quarter: periodCode(q),
    days: periodRange(q),
  }));
}

/** The day from which a quarter may be counted. */
export function releaseDay(quarter: string, afterDays: number): CivilDate {
  return addDays(periodRange(parsePeriod(quarter)!).to, afterDays);
}

/**
 * Quarters that may be counted by `today` and were not, the oldest first. They begin with the rule for small groups and not with
 * the first question: the list would otherwise say when somebody asked it.
 */
export function dueQuarters(begin: CivilDate, last: string | null, today: CivilDate, afterDays: number): string[] {
  let next = last === null ? periodContaining(asCivilDate(begin), "quarter") : shiftPeriod(parsePeriod(last)!, 1);
  const due: string[] = [];
  while (releaseDay(periodCode(next), afterDays) < today) {
    due.push(periodCode(next));
    next = shiftPeriod(next, 1);
  }
  return due;
}
