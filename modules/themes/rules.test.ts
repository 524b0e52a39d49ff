import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, asCivilDate } from "#kernel/civil-date.ts";
import { suppressCount } from "#kernel/suppression.ts";
import {
  changeOf,
  isoWeek,
  mondayOf,
  monthOfWeek,
  monthPeriod,
  themePeriodCode,
  themePeriodLabel,
  weekPeriod,
  weeksOfMonth,
} from "./rules.ts";

test("a month is the weeks whose Thursday lies in it", () => {
  expect(weeksOfMonth(asCivilDate("2026-11-23"))).toEqual(["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]);
  expect(monthPeriod(asCivilDate("2026-10-01"))).toEqual({
    kind: "month",
    startsOn: "2026-09-28",
    endsOn: "2026-11-01",
  });
  expect(themePeriodLabel(monthPeriod(asCivilDate("2026-10-05")), "vi")).toBe(
    "tháng 10 năm 2026 (28/09/2026 – 01/11/2026)",
  );
});

test("weeks are numbered as ISO 8601 does", () => {
  expect(isoWeek(asCivilDate("2025-12-29"))).toEqual({ year: 2026, week: 1 });
  expect(isoWeek(asCivilDate("2026-11-16"))).toEqual({ year: 2026, week: 47 });
  expect(themePeriodCode(weekPeriod(asCivilDate("2026-12-28")))).toBe("2026-W53");
});

test("every week lies in exactly one month, and months follow each other without a gap", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
      const monday = mondayOf(addDays(asCivilDate("2020-01-01"), n));
      const month = monthPeriod(monthOfWeek(monday));
      expect(weeksOfMonth(monthOfWeek(monday))).toContain(monday);
      const next = monthPeriod(monthOfWeek(addDays(month.endsOn, 1)));
      expect(next.startsOn).toBe(addDays(month.endsOn, 1));
    }),
    { seed: 3, numRuns: 300 },
  );
});

test("what is not shown is not compared", () => {
  expect(changeOf(suppressCount(9), suppressCount(3))).toBe("unknown");
  expect(changeOf(suppressCount(9), suppressCount(12))).toBe("down");
});
