/**
 * A day in Asia/Ho_Chi_Minh, without a time: 'YYYY-MM-DD'. Strings of this shape order as days do.
 * Nothing here goes through Date.parse, which reads 5/2 the American way.
 */
declare const civil: unique symbol;
export type CivilDate = string & { readonly [civil]: true };

/** Vietnam has no daylight saving since 1975: a fixed offset is the zone, on every machine. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

export function civilDate(year: number, month: number, day: number): CivilDate {
  if (!exists(year, month, day)) throw new RangeError(`no such day: ${day}/${month}/${year}`);
  return compose(year, month, day);
}

/** A string that is already known to be 'YYYY-MM-DD' (a database column, a schema); throws when it is not. */
export function asCivilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

export function isCivilDate(text: string): text is CivilDate {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return m !== null && exists(Number(m[1]), Number(m[2]), Number(m[3]));
}

export interface DayParts {
  year: number;
  month: number;
  day: number;
}

export function dayParts(date: CivilDate): DayParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The day on which a moment falls in Vietnam. */
export function civilDateOf(moment: Date): CivilDate {
  return fromEpochDay(Math.floor((moment.getTime() + VIETNAM_OFFSET_MS) / DAY_MS));
}

/** Today in Vietnam, wherever the machine stands. */
export function todayInVietnam(clock: { now(): Date } = { now: () => new Date() }): CivilDate {
  return civilDateOf(clock.now());
}

/** The first moment of the day in Vietnam. */
export function startOfDay(date: CivilDate): Date {
  return new Date(epochDay(date) * DAY_MS - VIETNAM_OFFSET_MS);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromEpochDay(epochDay(date) + days);
}

/** Days from `from` to `to`; 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDay(to) - epochDay(from);
}

/** The same day n months on; the last day of the month where there is no such day (31/01 + 1 → 28/02). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = dayParts(date);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = (((index % 12) + 12) % 12) + 1;
  return compose(y, m, Math.min(day, daysInMonth(y, m)));
}

/** 1 = Monday … 7 = Sunday (ISO). */
export function weekday(date: CivilDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

const WEEKDAYS = {
  vi: ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
} as const;

/** Capitals as Annex II of Decree 30 has them: "thứ Năm", "Chủ nhật". */
export function weekdayName(date: CivilDate, locale: "vi" | "en" = "vi"): string {
  return WEEKDAYS[locale][weekday(date) - 1] as string;
}

/** 05/02/2025 */
export function formatDate(date: CivilDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** "ngày 05 tháng 02 năm 2025": a zero before days below 10 and before months 1 and 2 only (Decree 30, Annex I). */
export function formatOfficialDate(date: CivilDate): string {
  const { year, month, day } = dayParts(date);
  return `ngày ${pad(day)} tháng ${month <= 2 ? pad(month) : month} năm ${year}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function exists(year: number, month: number, day: number): boolean {
  return (
    Number.isInteger(year) &&
    Number.isInteger(month) &&
    Number.isInteger(day) &&
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

function compose(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}` as CivilDate;
}

function epochDay(date: CivilDate): number {
  const { year, month, day } = dayParts(date);
  const utc = new Date(0);
  utc.setUTCFullYear(year, month - 1, day);
  return Math.floor(utc.getTime() / DAY_MS);
}

function fromEpochDay(days: number): CivilDate {
  const utc = new Date(days * DAY_MS);
  return compose(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate());
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
