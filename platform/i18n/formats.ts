import type { Locale } from "./locale.ts";

const ZONE = "Asia/Ho_Chi_Minh";

export interface Formats {
  /** 1.234.567 */
  number: (n: number) => string;
  /** 12,5 % from 0.125; `signed` puts + before a rise and a true minus before a fall. */
  percent: (ratio: number, options?: { signed?: boolean; digits?: number }) => string;
  /** 05/02/2025 from `2025-02-05`. */
  day: (day: string) => string;
  /** 05/02, for lists within a year. */
  dayShort: (day: string) => string;
  /** Thứ Tư, 05/02/2025 */
  dayLong: (day: string) => string;
  /** thứ Tư 05 */
  weekdayShort: (day: string) => string;
  /** Tháng 2/2025 from `2025-02`. */
  month: (month: string) => string;
  /** 19:05 of a moment, in Vietnam. */
  time: (moment: string) => string;
  /** 05/02/2025, 19:05 of a moment, in Vietnam. */
  moment: (moment: string) => string;
  /** The civil day of a moment in Vietnam, `2025-02-05`. */
  dayOf: (moment: string) => string;
  /** 148 KB */
  size: (bytes: number) => string;
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const civil = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

const weekdays: Record<Locale, readonly string[]> = {
  vi: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

function parts(day: string): [string, string, string] {
  const [y = "", m = "", d = ""] = day.split("-");
  return [y, m, d];
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function build(locale: Locale): Formats {
  const plain = new Intl.NumberFormat(locale === "vi" ? "vi-VN" : "en-GB");
  const day = (value: string) => {
    const [y, m, d] = parts(value);
    return `${d}/${m}/${y}`;
  };
  const dayOf = (moment: string) => civil.format(new Date(moment));
  return {
    number: (n) => plain.format(n).replace("-", "−"),
    percent: (ratio, { signed = false, digits = 1 } = {}) => {
      const shown = new Intl.NumberFormat(locale === "vi" ? "vi-VN" : "en-GB", {
        maximumFractionDigits: digits,
      }).format(Math.abs(ratio * 100));
      const sign = ratio < 0 ? "−" : signed && ratio > 0 ? "+" : "";
      return `${sign}${shown}\u00a0%`;
    },
    day,
    dayShort: (value) => day(value).slice(0, 5),
    dayLong: (value) => `${weekdays[locale][weekday(value)]}, ${day(value)}`,
    weekdayShort: (value) => {
      const name = weekdays[locale][weekday(value)] ?? "";
      return locale === "vi"
        ? `${name.charAt(0).toLowerCase()}${name.slice(1)} ${parts(value)[2]}`
        : `${name.slice(0, 3)} ${parts(value)[2]}`;
    },
    month: (value) => {
      const [y, m] = parts(value);
      return locale === "vi" ? `Tháng ${Number(m)}/${y}` : `${m}/${y}`;
    },
    time: (moment) => clock.format(new Date(moment)),
    moment: (moment) => `${day(dayOf(moment))}, ${clock.format(new Date(moment))}`,
    dayOf,
    size: (bytes) =>
      bytes < 1024 * 1024
        ? `${plain.format(Math.max(1, Math.round(bytes / 1024)))}\u00a0KB`
        : bytes < 1024 ** 3
          ? `${plain.format(Math.round(bytes / 1024 / 102.4) / 10)}\u00a0MB`
          : `${plain.format(Math.round(bytes / 1024 ** 2 / 102.4) / 10)}\u00a0GB`,
  };
}

const built = new Map<Locale, Formats>();

export function formatsOf(locale: Locale): Formats {
  let found = built.get(locale);
  if (found === undefined) built.set(locale, (found = build(locale)));
  return found;
}
