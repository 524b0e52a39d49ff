import { addDays, addMonths, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import {
  parsePeriod,
  type Period,
  periodCode,
  periodContaining,
  periodRange,
  previousPeriod,
  samePeriodLastYear,
  shiftPeriod,
} from "#kernel/period.ts";
import { type Shown, shownTotal, type SmallGroupRule, suppressCount, suppressSecondCut } from "#kernel/suppression.ts";
import type { Measure } from "./measures.ts";
import { overviewProblem } from "./problems.ts";

/** What an overview is about and is held against, all in calendar months `2026-07`. */
export interface Span {
  code: string;
  days: { from: CivilDate; to: CivilDate };
  months: readonly string[];
}
export interface OverviewPeriod extends Span {
  previous: Span;
  lastYear: Span;
  /** Two years that end with the period (or today): every month that any figure or chart needs. */
  window: readonly string[];
  running: boolean;
  /** The months of the period that are over: what is compared while it is running. */
  over: readonly string[];
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let at = asCivilDate(`${monthOf(from)}-01`); monthOf(at) <= monthOf(to); at = addMonths(at, 1))
    months.push(monthOf(at));
  return months;
}

export function lastDayOfMonth(month: string): CivilDate {
  return addDays(addMonths(asCivilDate(`${month}-01`), 1), -1);
}

function spanOf(period: Period): Span {
  const days = periodRange(period);
  return { code: periodCode(period), days, months: monthsBetween(days.from, days.to) };
}

/** @param code null: the last quarter that is over */
export function overviewPeriod(code: string | null, today: CivilDate): OverviewPeriod {
  const period = code === null ? previousPeriod(periodContaining(today, "quarter")) : parsePeriod(code);
  if (period === null || period.year > 2200)
    throw overviewProblem("overview.bad-period", { fields: { "/period": "overview.bad-period" } });
  const span = spanOf(period);
  const last = span.months.at(-1)!;
  const now = monthOf(today);
  const end = last < now ? last : span.months[0]! > now ? last : now;
  const first = monthOf(addMonths(asCivilDate(`${end}-01`), -23));
  const lastYear = spanOf(samePeriodLastYear(period));
  const previous = spanOf(previousPeriod(period));
  const earliest = [first, lastYear.months[0]!, previous.months[0]!].toSorted()[0]!;
  return {
    ...span,
    previous,
    lastYear,
    window: monthsBetween(earliest, end > last ? end : last).filter((m) => m <= end),
    running: last >= now,
    over: span.months.filter((m) => m < now),
  };
}

/** The periods that one may choose: from the running ones back over two years, the longest first. */
export function choosablePeriods(today: CivilDate): string[] {
  const back = (kind: Period["kind"], count: number) =>
    Array.from({ length: count }, (_, i) => periodCode(shiftPeriod(periodContaining(today, kind), -i)));
  return [...back("year", 3), ...back("half", 4), ...back("quarter", 8), ...back("month", 24)];
}

/** The first of the earlier period's months that stand against those that are over. */
export function standingAgainst(period: OverviewPeriod, earlier: Span): readonly string[] {
  return period.running ? earlier.months.slice(0, period.over.length) : earlier.months;
}

/** In hundredths of a per cent, so that a figure reads as it is shown. */
export function percent(of: number, over: number): number | null {
  return over === 0 ? null : Math.round((of * 10_000) / over) / 100;
}

export interface Asked {
  due: number;
  inTime: number;
}
export interface ShownAsked {
  due: Shown;
  inTime: number | null;
}
export const notTold: ShownAsked = { due: null, inTime: null };

export function tellAsked(asked: Asked, rule: SmallGroupRule): ShownAsked {
  const due = suppressCount(asked.due, rule);
  return due === null ? notTold : { due, inTime: asked.inTime };
}

/**
 * A second cut of questions whose sum is told already: the months of a period, its places. All of it is told where no cell
 * is small; else only where nothing follows for a small one by subtraction (kernel/suppression.ts).
 */
export function tellParts(whole: ShownAsked, parts: readonly Asked[], rule: SmallGroupRule): ShownAsked[] {
  if (whole.due === null) return parts.map(() => notTold);
  const told = parts.map((p) => tellAsked(p, rule));
  if (told.every((p) => p.due !== null)) return told;
  const shown = suppressSecondCut(
    [whole.due],
    null,
    parts.map((p) => p.due),
    rule,
  );
  return told.map((p, i) => (shown[i] === null ? notTold : p));
}

/** The sum of what was told, where all of it was: one that leaves a small group out would be read as the whole. */
export function sumTold(parts: readonly (Asked | undefined)[], rule: SmallGroupRule): ShownAsked {
  const told = parts.map((p) => (p === undefined ? notTold : tellAsked(p, rule)));
  if (told.some((p) => p.due === null)) return notTold;
  const due = shownTotal(told.map((p) => p.due));
  return due === null ? notTold : { due, inTime: told.reduce((sum, p) => sum + (p.inTime ?? 0), 0) };
}

export function sumAsked(parts: readonly Asked[]): Asked {
  return parts.reduce((sum, p) => ({ due: sum.due + p.due, inTime: sum.inTime + p.inTime }), { due: 0, inTime: 0 });
}

export function shareAsked({ due, inTime }: ShownAsked): number | null {
  return due === null || inTime === null ? null : percent(inTime, due);
}

export interface Target {
  id: string;
  unitId: number;
  measure: Measure;
  period: string;
  value: number;
  legalBasis: string;
}

/**
 * The target that a figure is held against. A sum and the coverage of places: the unit's own for this very period (another
 * unit has other places, and what is reached in a year need not be in a quarter). Any other share: the unit's own, else that of
 * the nearest unit above; for this period, else for the longer one that holds it.
 * @param near the unit and those above it, the nearest first
 */
export function targetFor(
  targets: readonly Target[],
  measure: Measure,
  period: string,
  near: readonly number[],
): Target | null {
  const own = targets.filter((t) => t.measure === measure);
  if (ownOnly.has(measure)) return own.find((t) => t.unitId === near[0] && t.period === period) ?? null;
  const holds = holdingPeriods(period);
  for (const unitId of near) {
    for (const code of holds) {
      const found = own.find((t) => t.unitId === unitId && t.period === code);
      if (found) return found;
    }
  }
  return null;
}
const ownOnly: ReadonlySet<Measure> = new Set(["talks", "attendance", "coverage"]);

/** The period itself, then the longer ones that hold it. */
export function holdingPeriods(code: string): string[] {
  const period = parsePeriod(code);
  if (period === null) return [code];
  const first = periodRange(period).from;
  const longer = (["quarter", "half", "year"] as const).map((kind) => periodContaining(first, kind));
  const end = periodRange(period).to;
  return [...new Set([code, ...longer.filter((p) => periodRange(p).to >= end).map(periodCode)])];
}

/** From what was set: a value that is reached, by its own direction; every measure here is better when it is more. */
export function reached(value: number | null, target: number): boolean | null {
  return value === null ? null : value >= target;
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
