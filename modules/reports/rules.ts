import { contentHash } from "#kernel/canonical.ts";
import type { CutOffRule, DayRange, Period, PeriodKind } from "#kernel/period.ts";
import {
  parsePeriod,
  periodCode,
  periodLabel,
  periodRange,
  previousPeriod,
  samePeriodLastYear,
  shiftPeriod,
} from "#kernel/period.ts";
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
  /** Null for months of one's own choosing: an interim or a final review. */
  period: Period | null;
  kind: PeriodKind | "span";
  days: DayRange;
  previous: DayRange;
  lastYear: DayRange;
}

/** `2025`, `2025-H1`, `2025-Q3`, `2025-07`, or whole months of one's own choosing: `2024-03..2026-02`. */
export function reportPeriod(code: string, closingDay: number | null): ReportPeriod {
  const rule: CutOffRule = {
    id: "template",
    legalBasis: "",
    lastDay: { month: closingDay, quarter: closingDay, half: closingDay, year: closingDay },
  };
  const span = spanOf(code);
  if (span !== null) {
    const days = (shift: number): DayRange => ({
      from: periodRange(shiftPeriod(span.first, shift), rule).from,
      to: periodRange(shiftPeriod(span.last, shift), rule).to,
    });
    return { code, period: null, kind: "span", days: days(0), previous: days(-span.months), lastYear: days(-12) };
  }
  const period = parsePeriod(code);
  if (period === null)
    throw reportProblem("report.bad-period", { fields: { "/period": "report.bad-period" }, period: code });
  return {
    code,
    period,
    kind: period.kind,
    days: periodRange(period, rule),
    previous: periodRange(previousPeriod(period), rule),
    lastYear: periodRange(samePeriodLastYear(period), rule),
  };
}

function spanOf(code: string): { first: Period; last: Period; months: number } | null {
  const [from, to, more] = code.split("..");
  if (from === undefined || to === undefined || more !== undefined) return null;
  const [first, last] = [parsePeriod(from), parsePeriod(to)];
  if (first?.kind !== "month" || last?.kind !== "month") return null;
  const months = (last.year - first.year) * 12 + last.index - first.index + 1;
  return months < 1 || months > 120 ? null : { first, last, months };
}

/** Whether `reportPeriod` takes it. */
export function isPeriod(code: string): boolean {
  return spanOf(code) !== null || parsePeriod(code) !== null;
}

/** "năm 2025"; "từ tháng 3 năm 2024 đến tháng 2 năm 2026". The code itself where it is none. */
export function periodName(code: string, locale: "vi" | "en" = "vi"): string {
  const span = spanOf(code);
  if (span !== null) {
    const [first, last] = [periodLabel(span.first, locale), periodLabel(span.last, locale)];
    return locale === "vi" ? `từ ${first} đến ${last}` : `${first} to ${last}`;
  }
  const period = parsePeriod(code);
  return period === null ? code : periodLabel(period, locale);
}

/** Codes of the last period and of the same period last year, with which a report is compared. */
export function comparedPeriods({ code, period }: ReportPeriod): [string, string] {
  if (period !== null) return [periodCode(previousPeriod(period)), periodCode(samePeriodLastYear(period))];
  const span = spanOf(code)!;
  const shifted = (by: number) =>
    `${periodCode(shiftPeriod(span.first, by))}..${periodCode(shiftPeriod(span.last, by))}`;
  return [shifted(-span.months), shifted(-12)];
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
