import { contentHash } from "#kernel/canonical.ts";
import type { CutOffRule, DayRange, Period } from "#kernel/period.ts";
import { parsePeriod, periodRange, previousPeriod, samePeriodLastYear } from "#kernel/period.ts";
import { indicatorCodes, type IndicatorCode } from "./indicators.ts";
import { reportProblem } from "./problems.ts";

export interface FigureLines {
  total: number;
  /** By unit below. */
  units: Map<number, number>;
  /** What belongs to units that were split; null where there is none of it. */
  unattributable: number | null;
}
export type Figures = Map<IndicatorCode, FigureLines>;

/** One stored or shown number with what it is compared with; null: nothing to compare with. */
export interface Figure {
  indicator: IndicatorCode;
  line: "total" | "unit" | "unattributable";
  unitId: number | null;
  value: number;
  previous: number | null;
  lastYear: number | null;
}

export interface ReportPeriod {
  code: string;
  period: Period;
  days: DayRange;
  previous: DayRange;
  lastYear: DayRange;
}

export function reportPeriod(code: string, closingDay: number | null): ReportPeriod {
  const period = parsePeriod(code);
  if (period === null)
    throw reportProblem("report.bad-period", { fields: { "/period": "report.bad-period" }, period: code });
  const rule: CutOffRule = {
    id: "template",
    legalBasis: "",
    lastDay: { month: closingDay, quarter: closingDay, half: closingDay, year: closingDay },
  };
  return {
    code,
    period,
    days: periodRange(period, rule),
    previous: periodRange(previousPeriod(period), rule),
    lastYear: periodRange(samePeriodLastYear(period), rule),
  };
}

/** Two places at most: averages and percentages, so that a stored figure reads as it was shown. */
export function shareOf(of: number, over: number, percent: boolean): number {
  return over === 0 ? 0 : Math.round(((percent ? 100 : 1) * of * 100) / over) / 100;
}

/** Figures of three periods side by side, total first, in the order of the catalogue, units by id. */
export function sideBySide(now: Figures, previous: Figures, lastYear: Figures): Figure[] {
  return indicatorCodes.flatMap((indicator): Figure[] => {
    const [a, b, c] = [now, previous, lastYear].map((figures) => figures.get(indicator)!) as [
      FigureLines,
      FigureLines,
      FigureLines,
    ];
    const units = [...new Set([...a.units.keys(), ...b.units.keys(), ...c.units.keys()])].sort((x, y) => x - y);
    const lines: Figure[] = [
      { indicator, line: "total", unitId: null, value: a.total, previous: b.total, lastYear: c.total },
    ];
    for (const unitId of units) {
      const [value, before, year] = [a, b, c].map((f) => f.units.get(unitId) ?? 0) as [number, number, number];
      if (value !== 0 || before !== 0 || year !== 0 || a.units.has(unitId))
        lines.push({ indicator, line: "unit", unitId, value, previous: before, lastYear: year });
    }
    const lost = [a, b, c].map((f) => f.unattributable ?? 0) as [number, number, number];
    if (lost.some((n) => n !== 0))
      lines.push({
        indicator,
        line: "unattributable",
        unitId: null,
        value: lost[0],
        previous: lost[1],
        lastYear: lost[2],
      });
    return lines;
  });
}

/** Change in share of what it was; null where that was nothing. */
export function changeOf(value: number, before: number | null): number | null {
  return before === null || before === 0 ? null : (value - before) / before;
}

export interface FrozenContent {
  unitId: number;
  template: string;
  period: string;
  revision: number;
  asOf: string;
  talksHash: string;
  figures: Record<"as-was" | "as-is", readonly Figure[]>;
}

/** What a frozen state is: anyone who holds the stored rows can compute it again. */
export function frozenHash(content: FrozenContent): string {
  const plain = (figures: readonly Figure[]) =>
    figures.map((f) => [f.indicator, f.line, f.unitId, f.value, f.previous, f.lastYear]).sort(byText);
  return contentHash({
    ...content,
    figures: { "as-was": plain(content.figures["as-was"]), "as-is": plain(content.figures["as-is"]) },
  });
}

function byText(a: unknown[], b: unknown[]): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const SMALLEST_SHOWN = 5;

/**
 * Counts of one to four in a row are not shown outside: which few people asked in a small place could be guessed.
 * A single hidden row could be had by subtracting from the total, so the next smallest is hidden with it.
 */
export function hideSmall<T extends { value: number }>(rows: readonly T[]): Set<T> {
  const hidden = new Set(rows.filter((r) => r.value > 0 && r.value < SMALLEST_SHOWN));
  if (hidden.size === 1) {
    const next = rows.filter((r) => !hidden.has(r) && r.value > 0).sort((a, b) => a.value - b.value)[0];
    if (next) hidden.add(next);
  }
  return hidden;
}
