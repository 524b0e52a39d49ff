import { addDays, addMonths, type CivilDate, civilDate, dayParts, daysInMonth } from "./civil-date.ts";

/** A reporting period: '2025-03' (month), '2025-Q1', '2025-H1', '2025'. */
export const periodKinds = ["month", "quarter", "half", "year"] as const;
export type PeriodKind = (typeof periodKinds)[number];

export interface Period {
  kind: PeriodKind;
  year: number;
  /** 1-based within the year; 1 for a year. */
  index: number;
}

export interface DayRange {
  from: CivilDate;
  /** Inclusive. */
  to: CivilDate;
}

/**
 * When the figures of a period close. Data with a legal basis, never a constant: an instance may
 * have its own. `lastDay` is the last day of the period's last month that still counts; null = its end.
 */
export interface CutOffRule {
  id: string;
  legalBasis: string;
  lastDay: Record<PeriodKind, number | null>;
}

export const calendarCutOff: CutOffRule = {
  id: "calendar",
  legalBasis: "",
  lastDay: { month: null, quarter: null, half: null, year: null },
};

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 };
const COUNT: Record<PeriodKind, number> = { month: 12, quarter: 4, half: 2, year: 1 };

/** Null when it is not the code of a period. */
export function parsePeriod(code: string): Period | null {
  const m = /^(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])))?$/i.exec(code.trim());
  if (!m) return null;
  const year = Number(m[1]);
  if (year < 1900) return null;
  if (m[2] !== undefined) {
    const index = Number(m[2]);
    return index >= 1 && index <= 12 ? { kind: "month", year, index } : null;
  }
  if (m[3] !== undefined) return { kind: "quarter", year, index: Number(m[3]) };
  if (m[4] !== undefined) return { kind: "half", year, index: Number(m[4]) };
  return { kind: "year", year, index: 1 };
}

export function periodCode(period: Period): string {
  switch (period.kind) {
    case "month":
      return `${period.year}-${String(period.index).padStart(2, "0")}`;
    case "quarter":
      return `${period.year}-Q${period.index}`;
    case "half":
      return `${period.year}-H${period.index}`;
    case "year":
      return String(period.year);
  }
}

/** The days that count, both ends included. With a cut-off on day 14 the year 2025 is 15/12/2024 to 14/12/2025. */
export function periodRange(period: Period, rule: CutOffRule = calendarCutOff): DayRange {
  const firstMonth = civilDate(period.year, (period.index - 1) * MONTHS[period.kind] + 1, 1);
  const lastDay = rule.lastDay[period.kind];
  return {
    from: addDays(closingDay(addMonths(firstMonth, -1), lastDay), 1),
    to: closingDay(addMonths(firstMonth, MONTHS[period.kind] - 1), lastDay),
  };
}

export function shiftPeriod(period: Period, by: number): Period {
  const count = COUNT[period.kind];
  const n = period.year * count + (period.index - 1) + by;
  return { kind: period.kind, year: Math.floor(n / count), index: (((n % count) + count) % count) + 1 };
}

export function previousPeriod(period: Period): Period {
  return shiftPeriod(period, -1);
}

export function samePeriodLastYear(period: Period): Period {
  return { ...period, year: period.year - 1 };
}

/** The period of this kind in which the day counts, under the rule. */
export function periodContaining(date: CivilDate, kind: PeriodKind, rule: CutOffRule = calendarCutOff): Period {
  const { year, month } = dayParts(date);
  const guess: Period = { kind, year, index: Math.ceil(month / MONTHS[kind]) };
  return date > periodRange(guess, rule).to ? shiftPeriod(guess, 1) : guess;
}

/** The months, quarters … that make up a longer period, in order. */
export function periodsWithin(period: Period, kind: PeriodKind): Period[] {
  const span = MONTHS[period.kind] / MONTHS[kind];
  if (span < 1) return [];
  const first: Period = { kind, year: period.year, index: (period.index - 1) * span + 1 };
  return Array.from({ length: span }, (_, i) => shiftPeriod(first, i));
}

export function periodLabel(period: Period, locale: "vi" | "en" = "vi"): string {
  const { kind, year, index } = period;
  if (locale === "en") {
    if (kind === "month") return `${MONTH_NAMES[index - 1] as string} ${year}`;
    if (kind === "quarter") return `Quarter ${index}, ${year}`;
    if (kind === "half") return `${index === 1 ? "First" : "Second"} half of ${year}`;
    return `Year ${year}`;
  }
  if (kind === "month") return `tháng ${index} năm ${year}`;
  if (kind === "quarter") return `quý ${["I", "II", "III", "IV"][index - 1] as string} năm ${year}`;
  if (kind === "half") return `6 tháng ${index === 1 ? "đầu" : "cuối"} năm ${year}`;
  return `năm ${year}`;
}

const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

function closingDay(dayOfMonth: CivilDate, lastDay: number | null): CivilDate {
  const { year, month } = dayParts(dayOfMonth);
  const end = daysInMonth(year, month);
  return civilDate(year, month, Math.min(lastDay ?? end, end));
}
