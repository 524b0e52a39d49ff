import { type CivilDate, civilDate, civilDateOf, dayParts, exists } from "./civil-date.ts";

/**
 * What people type, and what workbooks hold, read as a day. The order is always day, month, year,
 * except where the year stands first.
 */
export type TypedDate =
  | { ok: true; date: CivilDate }
  /** `date.impossible`: it is a date in form, but there is no such day (31/02). `date.unreadable`: it is no date. */
  | { ok: false; code: "date.impossible" | "date.unreadable"; typed: string };

export interface TypedDateOptions {
  /** Gives the year to "5/2" and the century to "5/2/25". Default: today in Vietnam. */
  today?: CivilDate;
  /**
   * Which year "5/2" means: this year ("same"), the newest such day that is not in the future
   * ("past", for what has happened), or the next one that is not in the past ("future", for plans).
   */
  lean?: "same" | "past" | "future";
  /** Whether a bare number of 5 digits is an Excel serial. On for workbooks, off for people. */
  serials?: boolean;
}

export function readTypedDate(typed: string, options: TypedDateOptions = {}): TypedDate {
  const today = options.today ?? civilDateOf(new Date());
  const text = typed.normalize("NFC").trim().toLowerCase();

  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?$/.exec(text);
  if (yearFirst) return day(typed, Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));

  const dayFirst =
    /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?: 0?0:00(?::00)?)?$/.exec(text) ??
    /^(?:[^\d,]{0,40},\s*)?(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})[\s,]*(?:năm\s*)?(\d{4})$/.exec(text);
  if (dayFirst) return day(typed, century(dayFirst[3] as string, today), Number(dayFirst[2]), Number(dayFirst[1]));

  const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (digits) {
    const [d, m] = [Number(digits[1]), Number(digits[2])];
    const read = day(typed, century(digits[3] as string, today), m, d);
    if (read.ok || text.length !== 8) return read;
    const basic = day(typed, Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
    return basic.ok ? basic : read;
  }

  const noYear =
    /^(\d{1,2})\s*[-/.]\s*(\d{1,2})$/.exec(text) ?? /^(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})$/.exec(text);
  if (noYear) return withoutYear(typed, Number(noYear[2]), Number(noYear[1]), today, options.lean ?? "same");

  if (options.serials === true && /^\d{5}(?:\.\d+)?$/.test(text)) return readExcelSerial(Number(text));
  return { ok: false, code: "date.unreadable", typed };
}

/**
 * An Excel serial: 1 = 01/01/1900 in the 1900 system, which also counts 29/02/1900 (serial 60), a day
 * that never was; in the 1904 system 0 = 01/01/1904.
 */
export function readExcelSerial(serial: number, system: 1900 | 1904 = 1900): TypedDate {
  const whole = Math.floor(serial);
  const typed = String(serial);
  if (!Number.isFinite(serial) || whole < (system === 1904 ? 0 : 1) || whole > 2_958_465) {
    return { ok: false, code: "date.unreadable", typed };
  }
  if (system === 1900 && whole === 60) return { ok: false, code: "date.impossible", typed: "29/02/1900" };
  const sinceEpoch = system === 1904 ? whole - 24_107 : whole < 60 ? whole - 25_568 : whole - 25_569;
  const utc = new Date(sinceEpoch * 86_400_000);
  return { ok: true, date: civilDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate()) };
}

/** The Excel serial of a day (1900 system), for writing workbooks. */
export function excelSerial(date: CivilDate): number {
  const { year, month, day: d } = dayParts(date);
  const days = Math.round(Date.UTC(year, month - 1, d) / 86_400_000);
  return days + 25_569 > 60 ? days + 25_569 : days + 25_568;
}

function day(typed: string, year: number, month: number, d: number): TypedDate {
  if (!exists(year, month, d)) return { ok: false, code: "date.impossible", typed };
  return { ok: true, date: civilDate(year, month, d) };
}

/** Two digits are the year nearest to today within 79 years back and 20 ahead. */
function century(year: string, today: CivilDate): number {
  if (year.length === 4) return Number(year);
  const now = dayParts(today).year;
  const candidate = now - (now % 100) + Number(year);
  if (candidate > now + 20) return candidate - 100;
  if (candidate <= now - 80) return candidate + 100;
  return candidate;
}

function withoutYear(
  typed: string,
  month: number,
  d: number,
  today: CivilDate,
  lean: "same" | "past" | "future",
): TypedDate {
  const { year } = dayParts(today);
  // 29/2 is a day in some year: look up to eight years away before saying that it is none.
  const steps = lean === "same" ? [0] : [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => (lean === "past" ? -n : n));
  for (const step of steps) {
    const read = day(typed, year + step, month, d);
    if (!read.ok) continue;
    if (lean === "past" && read.date > today) continue;
    if (lean === "future" && read.date < today) continue;
    return read;
  }
  return { ok: false, code: "date.impossible", typed };
}
