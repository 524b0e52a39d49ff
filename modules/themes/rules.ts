import { addDays, asCivilDate, type CivilDate, civilDate, dayParts, formatDate, weekday } from "#kernel/civil-date.ts";
import type { Shown } from "#kernel/suppression.ts";

export const themeKinds = ["week", "month"] as const;
export type ThemeKind = (typeof themeKinds)[number];

/** A fixed period by its Monday; nothing else can be asked for. */
export interface ThemePeriod {
  kind: ThemeKind;
  startsOn: CivilDate;
  /** A Sunday. */
  endsOn: CivilDate;
}

/** A period as it came over the wire. */
export function asThemePeriod(sent: { kind: ThemeKind; startsOn: string; endsOn: string }): ThemePeriod {
  return { kind: sent.kind, startsOn: asCivilDate(sent.startsOn), endsOn: asCivilDate(sent.endsOn) };
}

/** Questions without a topic. */
export const unsorted = "unsorted";

/** The Monday of the week that holds the day. `weekday` counts from Sunday = 0. */
export function mondayOf(day: CivilDate): CivilDate {
  return addDays(day, -((weekday(day) + 6) % 7));
}

/** The month that a week belongs to, as its first day: the one that holds its Thursday. */
export function monthOfWeek(monday: CivilDate): CivilDate {
  const { year, month } = dayParts(addDays(monday, 3));
  return civilDate(year, month, 1);
}

/** The Mondays of the weeks that make up a month, given by any of its days: four or five. */
export function weeksOfMonth(month: CivilDate): CivilDate[] {
  const { year, month: m } = dayParts(month);
  const first = civilDate(year, m, 1);
  const near = mondayOf(first);
  const start = monthOfWeek(near) === first ? near : addDays(near, 7);
  const weeks: CivilDate[] = [];
  for (let monday = start; monthOfWeek(monday) === first; monday = addDays(monday, 7)) weeks.push(monday);
  return weeks;
}

export function weekPeriod(monday: CivilDate): ThemePeriod {
  return { kind: "week", startsOn: monday, endsOn: addDays(monday, 6) };
}

export function monthPeriod(month: CivilDate): ThemePeriod {
  const weeks = weeksOfMonth(month);
  return { kind: "month", startsOn: weeks[0]!, endsOn: addDays(weeks.at(-1)!, 6) };
}

/** ISO 8601: the year is that of the Thursday, week 1 the one with the year's first Thursday. */
export function isoWeek(monday: CivilDate): { year: number; week: number } {
  const { year } = dayParts(addDays(monday, 3));
  const first = mondayOf(civilDate(year, 1, 4));
  const days = (Date.parse(monday) - Date.parse(first)) / 86_400_000;
  return { year, week: Math.round(days / 7) + 1 };
}

/** "tuần 47 năm 2026 (16/11/2026 – 22/11/2026)". */
export function themePeriodLabel(
  period: Pick<ThemePeriod, "kind" | "startsOn" | "endsOn">,
  locale: "vi" | "en",
): string {
  const days = `${formatDate(period.startsOn)} – ${formatDate(period.endsOn)}`;
  if (period.kind === "week") {
    const { year, week } = isoWeek(period.startsOn);
    return locale === "vi" ? `tuần ${week} năm ${year} (${days})` : `week ${week} of ${year} (${days})`;
  }
  const { year, month } = dayParts(monthOfWeek(period.startsOn));
  return locale === "vi" ? `tháng ${month} năm ${year} (${days})` : `month ${month} of ${year} (${days})`;
}

/** The code of a period, for the journal and file names: 2026-W47, 2026-11. */
export function themePeriodCode(period: ThemePeriod): string {
  if (period.kind === "month") return monthOfWeek(period.startsOn).slice(0, 7);
  const { year, week } = isoWeek(period.startsOn);
  return `${year}-W${String(week).padStart(2, "0")}`;
}

export type ThemeChange = "up" | "down" | "same" | "unknown";

/** Two figures are compared only where both may be said. */
export function changeOf(now: Shown, before: Shown): ThemeChange {
  if (now === null || before === null) return "unknown";
  return now > before ? "up" : now < before ? "down" : "same";
}
