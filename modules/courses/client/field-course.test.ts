import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { asPhoneCourse, comingCourses, pastCourses, soonOf, yearOnPhone } from "./field-course.ts";

const today = asCivilDate("2026-11-20");
const course = (id: string, over: object) =>
  asPhoneCourse(id, { title: id, startsOn: "2026-11-25", endsOn: "2026-11-26", status: "open", hours: 16, ...over })!;
const past = (id: string, endsOn: string, over: object = {}) =>
  course(id, { startsOn: endsOn, endsOn, status: "closed", part: { status: "present", hours: 8, days: [] }, ...over });

test("what comes stands before what was; a cancelled one stays until its day", () => {
  const all = [
    past("spring", "2026-03-10"),
    past("summer", "2026-06-10"),
    course("later", { startsOn: "2026-12-20", endsOn: "2026-12-20" }),
    course("soon", {}),
    course("off", { status: "cancelled", cancelledReason: "Bão" }),
    course("gone", { status: "cancelled", startsOn: "2026-11-01", endsOn: "2026-11-01" }),
    course("under way", { startsOn: "2026-11-19", endsOn: "2026-11-20" }),
  ];
  expect(comingCourses(all, today).map((c) => c.id)).toEqual(["under way", "soon", "off", "later"]);
  expect(pastCourses(all, today).map((c) => c.id)).toEqual(["summer", "spring"]);
  expect(soonOf(all, today).map((c) => c.id)).toEqual(["under way", "soon", "off"]);
});

test("hours of a year are those of closed courses, beside what was pulled as wanted", () => {
  const all = [
    past("a", "2026-03-10"),
    past("b", "2026-06-10", { part: { status: "absent", hours: null, days: [] } }),
    past("c", "2025-06-10"),
    course("d", { part: { status: "present", hours: 16, days: [] }, status: "held" }),
  ];
  const pulled = { years: [{ year: 2026, wanted: 16, basis: "Kế hoạch 45" }] };
  expect(yearOnPhone(2026, all, pulled)).toEqual({ year: 2026, hours: 8, wanted: 16, basis: "Kế hoạch 45" });
  expect(yearOnPhone(2025, all, pulled)).toEqual({ year: 2025, hours: 8, wanted: null, basis: null });
  expect(yearOnPhone(2026, [], undefined)).toMatchObject({ hours: 0, wanted: null });
});

test("what lacks a title or a day is not shown", () => {
  expect(asPhoneCourse("x", null)).toBeNull();
  expect(asPhoneCourse("x", { title: "x" })).toBeNull();
});
