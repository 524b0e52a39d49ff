import { addDays, type CivilDate, daysBetween } from "#kernel/civil-date.ts";
import type { CourseStatus, DayHours, DayPresence, Mark, PartStatus } from "./contract.ts";

/** A course that stretches over more days than these is not kept by day. */
export const mostDays = 31;
const mostHoursADay = 24;

interface Span {
  startsOn: CivilDate;
  endsOn: CivilDate;
  hours: number;
}

/** Hours of each day where nobody said otherwise: evenly, what is left over on the first ones. One day: none of its own. */
export function spreadHours({ startsOn, endsOn, hours }: Span): DayHours[] {
  const days = daysBetween(startsOn, endsOn) + 1;
  if (days < 2 || days > mostDays || hours < days || hours > days * mostHoursADay) return [];
  return Array.from({ length: days }, (_, n) => ({
    day: addDays(startsOn, n),
    hours: Math.floor(hours / days) + (n < hours % days ? 1 : 0),
  }));
}

export type DayFault = { code: "course.day-unknown" } | { code: "course.day-hours"; sum: number };

/** What somebody said of the days of a course: each within it, once, and together its hours. */
export function daysFault(days: readonly DayHours[], { startsOn, endsOn, hours }: Span): DayFault | null {
  const known = new Set(days.map((d) => d.day));
  if (known.size !== days.length || days.some((d) => d.day < startsOn || d.day > endsOn))
    return { code: "course.day-unknown" };
  const sum = sumOf(days);
  return days.length > 0 && sum !== hours ? { code: "course.day-hours", sum } : null;
}

const sumOf = (days: readonly DayHours[]) => days.reduce((sum, d) => sum + d.hours, 0);

/** Hours of the days on which somebody was there. */
export function hoursOn(days: readonly DayHours[], on: readonly DayPresence[]): number {
  const there = new Set(on.filter((d) => d.present).map((d) => d.day));
  return sumOf(days.filter((d) => there.has(d.day)));
}

export interface Line {
  status: PartStatus;
  hours: number | null;
  certificate: string | null;
  days: DayPresence[];
}

/** What the ticks of single days make of a line: open until each day is ticked; there on one is there; the hours follow. */
export function lineOfTicks(
  days: readonly DayHours[],
  ticks: readonly DayPresence[],
  certificate: string | null,
): Line {
  const of = new Map(ticks.map((t) => [t.day, t.present]));
  const kept = days.flatMap(({ day }) => (of.has(day) ? [{ day, present: of.get(day)! }] : []));
  if (kept.length < days.length) return { status: "enrolled", hours: null, certificate: null, days: kept };
  const hours = hoursOn(days, kept);
  return hours === 0
    ? { status: "absent", hours: null, certificate: null, days: kept }
    : { status: "present", hours, certificate, days: kept };
}

export type MarkFault = "course.hours-over" | "course.hours-absent" | "course.day-unknown";

/** A mark of a whole line as it will stand: all of the course, or of the days that it names, where it says nothing else. */
export function lineOfMark(mark: Mark, courseHours: number, days: readonly DayHours[]): Line | MarkFault {
  const { status, certificate } = mark;
  if (mark.days !== null && (status !== "present" || mark.days.length === 0)) return "course.day-unknown";
  if (mark.days?.some((day) => !days.some((d) => d.day === day))) return "course.day-unknown";
  if (status !== "present" && (mark.hours !== null || certificate !== null)) return "course.hours-absent";
  if (status === "enrolled") return { status, hours: null, certificate, days: [] };
  const there = new Set(status === "absent" ? [] : (mark.days ?? days.map((d) => d.day)));
  const kept = days.map(({ day }) => ({ day, present: there.has(day) }));
  if (status === "absent") return { status, hours: null, certificate, days: kept };
  const most = days.length === 0 ? courseHours : hoursOn(days, kept);
  if ((mark.hours ?? 0) > most) return "course.hours-over";
  return { status, hours: mark.hours ?? most, certificate, days: kept };
}

/** How many are not ticked on a day; a line that was marked as a whole, without days, is ticked. */
export function untickedOn(
  people: readonly { status: PartStatus; days: readonly DayPresence[] }[],
  day: string,
): number {
  return people.filter((p) => p.status === "enrolled" && !p.days.some((d) => d.day === day)).length;
}

interface Attended {
  courseStatus: CourseStatus;
  status: PartStatus;
  endsOn: string;
  hours: number | null;
}

export const isCredited = (a: Attended) => a.courseStatus === "closed" && a.status === "present";

/** Hours that count in a year: of closed courses, to who was there, by the last day. */
export function creditedIn(year: number, attended: readonly Attended[]): number {
  return attended
    .filter((a) => isCredited(a) && Number(a.endsOn.slice(0, 4)) === year)
    .reduce((sum, a) => sum + (a.hours ?? 0), 0);
}
