import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, asCivilDate } from "#kernel/civil-date.ts";
import { creditedIn, daysFault, lineOfMark, lineOfTicks, mostDays, spreadHours, untickedOn } from "./days.ts";

const day = (n: number) => asCivilDate(`2026-11-${String(n).padStart(2, "0")}`);
const [first, second, third] = [day(10), day(11), day(12)] as const;
const days = [
  { day: first, hours: 8 },
  { day: second, hours: 7 },
  { day: third, hours: 5 },
];
const mark = { personId: "a", status: "present", days: null, hours: null, certificate: null } as const;

describe("the days of a course", () => {
  test("its hours are spread evenly, what is left over on the first days; one day has none of its own", () => {
    expect(spreadHours({ startsOn: first, endsOn: third, hours: 20 })).toEqual([
      { day: first, hours: 7 },
      { day: second, hours: 7 },
      { day: third, hours: 6 },
    ]);
    expect(spreadHours({ startsOn: first, endsOn: first, hours: 8 })).toEqual([]);
    // fewer hours than days, more than a day has, over months: kept as a whole
    expect(spreadHours({ startsOn: first, endsOn: third, hours: 2 })).toEqual([]);
    expect(spreadHours({ startsOn: first, endsOn: second, hours: 60 })).toEqual([]);
    expect(spreadHours({ startsOn: first, endsOn: asCivilDate("2027-01-10"), hours: 200 })).toEqual([]);
  });

  test("whatever the span and the hours, spread days are sound and add up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 400 }), (n, hours) => {
        const span = { startsOn: first, endsOn: addDays(first, n - 1), hours };
        const spread = spreadHours(span);
        expect(daysFault(spread, span)).toBeNull();
        expect(spread.length === 0 || (spread.length === n && n <= mostDays)).toBe(true);
        expect(spread.every((d) => d.hours >= 1 && d.hours <= 24)).toBe(true);
      }),
      { seed: 250 },
    );
  });

  test("what is said of them lies within the course, each once, and is all of its hours", () => {
    const span = { startsOn: first, endsOn: third, hours: 20 };
    expect(daysFault(days, span)).toBeNull();
    // a day in between without teaching
    expect(daysFault([days[0]!, { day: third, hours: 12 }], span)).toBeNull();
    expect(daysFault(days, { ...span, hours: 21 })).toEqual({ code: "course.day-hours", sum: 20 });
    expect(daysFault(days, { ...span, endsOn: second })).toEqual({ code: "course.day-unknown" });
    expect(daysFault([days[0]!, days[0]!], { ...span, hours: 16 })).toEqual({ code: "course.day-unknown" });
  });
});

describe("the hours that count", () => {
  test("follow from the days that were ticked, once each of them is", () => {
    const ticks = (...there: boolean[]) => there.map((present, n) => ({ day: days[n]!.day, present }));
    const line = (...there: boolean[]) => {
      const { status, hours } = lineOfTicks(days, ticks(...there), null);
      return [status, hours];
    };
    expect(line()).toEqual(["enrolled", null]);
    expect(line(true, true)).toEqual(["enrolled", null]);
    expect(line(true, true, true)).toEqual(["present", 20]);
    expect(line(true, false, true)).toEqual(["present", 13]);
    expect(line(false, false, false)).toEqual(["absent", null]);
    // a certificate stays with who was there
    expect(lineOfTicks(days, ticks(true, true, false), "1/GCN").certificate).toBe("1/GCN");
    expect(lineOfTicks(days, ticks(false, false, false), "1/GCN").certificate).toBeNull();
    // of a day that is no longer one of the course nothing counts
    expect(lineOfTicks(days.slice(0, 2), ticks(true, true, true), null).hours).toBe(15);
  });

  test("of a whole line: all of the course or of the days named, less where it says so, never more", () => {
    expect(lineOfMark(mark, 20, days)).toMatchObject({
      hours: 20,
      days: days.map((d) => ({ day: d.day, present: true })),
    });
    expect(lineOfMark({ ...mark, days: [second] }, 20, days)).toMatchObject({ status: "present", hours: 7 });
    expect(lineOfMark({ ...mark, days: [second], hours: 4 }, 20, days)).toMatchObject({ hours: 4 });
    expect(lineOfMark({ ...mark, days: [second], hours: 8 }, 20, days)).toBe("course.hours-over");
    expect(lineOfMark({ ...mark, days: [day(20)] }, 20, days)).toBe("course.day-unknown");
    expect(lineOfMark({ ...mark, days: [] }, 20, days)).toBe("course.day-unknown");
    expect(lineOfMark({ ...mark, status: "absent" }, 20, days)).toMatchObject({ status: "absent", hours: null });
    expect(lineOfMark({ ...mark, status: "enrolled" }, 20, days)).toMatchObject({ status: "enrolled", days: [] });
  });

  test("a course of one day is as it was: all of its hours or fewer, no days", () => {
    expect(lineOfMark(mark, 16, [])).toEqual({ status: "present", hours: 16, certificate: null, days: [] });
    expect(lineOfMark({ ...mark, hours: 8 }, 16, [])).toMatchObject({ hours: 8 });
    expect(lineOfMark({ ...mark, hours: 17 }, 16, [])).toBe("course.hours-over");
    expect(lineOfMark({ ...mark, days: [first] }, 16, [])).toBe("course.day-unknown");
    expect(lineOfMark({ ...mark, status: "absent", hours: 1 }, 16, [])).toBe("course.hours-absent");
    expect(lineOfMark({ ...mark, status: "enrolled", certificate: "12/GCN" }, 16, [])).toBe("course.hours-absent");
  });

  test("of a year: closed courses, by the last day", () => {
    const attended = { courseStatus: "closed", status: "present", endsOn: "2026-01-02", hours: 8 } as const;
    const all = [
      attended,
      { ...attended, hours: 4 },
      { ...attended, endsOn: "2025-12-31" },
      { ...attended, courseStatus: "held" },
      { ...attended, status: "absent", hours: null },
    ] as const;
    expect(creditedIn(2026, all)).toBe(12);
    expect(creditedIn(2025, all)).toBe(8);
  });
});

test("who is left on a day: not ticked on it, and not marked as a whole", () => {
  const of = (status: "enrolled" | "present" | "withdrawn", ...on: { day: typeof first; present: boolean }[]) => ({
    status,
    days: on,
  });
  const people = [of("enrolled"), of("enrolled", { day: first, present: false }), of("present"), of("withdrawn")];
  expect(untickedOn(people, first)).toBe(1);
  expect(untickedOn(people, second)).toBe(2);
});
