import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import type { CourseOnPhone, WantedOnPhone } from "../contract.ts";
import { creditedIn } from "../days.ts";

export type PhoneCourse = CourseOnPhone & { id: string };

/** A pulled course as the phone shows it; null when it lacks what a screen needs (a later server may send more, never less). */
export function asPhoneCourse(id: string, data: unknown): PhoneCourse | null {
  const row = typeof data === "object" && data !== null ? (data as Partial<CourseOnPhone>) : null;
  if (row === null || typeof row.title !== "string" || typeof row.startsOn !== "string") return null;
  return {
    id,
    title: row.title,
    unit: row.unit ?? "",
    form: row.form ?? "inPerson",
    startsOn: row.startsOn,
    endsOn: row.endsOn ?? row.startsOn,
    hours: row.hours ?? 0,
    place: row.place ?? null,
    status: row.status ?? "planned",
    cancelledReason: row.cancelledReason ?? null,
    days: row.days ?? [],
    part: row.part ?? null,
    teaches: row.teaches ?? [],
  };
}

/** Soonest first: what is to come or goes on, also what was cancelled and whose day has not passed. */
export function comingCourses(courses: readonly PhoneCourse[], today: CivilDate): PhoneCourse[] {
  return courses
    .filter((c) => c.endsOn >= today && c.status !== "closed")
    .toSorted((a, b) => Number(a.startsOn > b.startsOn) - Number(a.startsOn < b.startsOn));
}

/** What was, the newest first. */
export function pastCourses(courses: readonly PhoneCourse[], today: CivilDate): PhoneCourse[] {
  return courses
    .filter((c) => (c.endsOn < today || c.status === "closed") && c.status !== "cancelled")
    .toSorted((a, b) => Number(a.endsOn < b.endsOn) - Number(a.endsOn > b.endsOn));
}

/** What begins within a week or goes on: said on the first screen. */
export function soonOf(courses: readonly PhoneCourse[], today: CivilDate): PhoneCourse[] {
  return comingCourses(courses, today).filter((c) => c.startsOn <= addDays(today, 7) && c.status !== "planned");
}

export interface PhoneYear {
  year: number;
  hours: number;
  /** Null: nobody has said how many hours are wanted. */
  wanted: number | null;
  basis: string | null;
}

/** Hours of the year beside what is wanted of it; the phone counts as the server does. */
export function yearOnPhone(year: number, courses: readonly PhoneCourse[], pulled: unknown): PhoneYear {
  const years = (pulled as Partial<{ years: WantedOnPhone[] }> | undefined)?.years ?? [];
  const wanted = years.find((y) => y.year === year);
  const attended = courses.flatMap(({ part, status, endsOn }) =>
    part === null ? [] : [{ courseStatus: status, status: part.status, hours: part.hours, endsOn }],
  );
  return { year, hours: creditedIn(year, attended), wanted: wanted?.wanted ?? null, basis: wanted?.basis ?? null };
}
