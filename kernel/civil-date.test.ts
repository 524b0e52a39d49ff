import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  asCivilDate,
  civilDate,
  civilDateOf,
  daysBetween,
  formatDate,
  formatOfficialDate,
  isCivilDate,
  startOfDay,
  todayInVietnam,
  weekday,
  weekdayName,
} from "./civil-date.ts";
import { fixedClock } from "./clock.ts";
import { excelSerial, readExcelSerial, readTypedDate } from "./typed-date.ts";

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays(civilDate(1900, 1, 1), n));
const today = asCivilDate("2025-11-20");

test("the day in Vietnam begins at 17:00 UTC of the day before", () => {
  const clock = fixedClock("2025-06-30T16:59:59Z");
  expect(todayInVietnam(clock)).toBe("2025-06-30");
  clock.advance(1000);
  expect(todayInVietnam(clock)).toBe("2025-07-01");
  expect(startOfDay(asCivilDate("2025-07-01")).toISOString()).toBe("2025-06-30T17:00:00.000Z");
});

test("adding days and counting them are each other's inverse, and keep the order of strings", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -30_000, max: 30_000 }), (day, n) => {
      const other = addDays(day, n);
      expect(daysBetween(day, other)).toBe(n);
      expect(civilDateOf(startOfDay(other))).toBe(other);
      expect(Math.sign(n)).toBe(other > day ? 1 : other < day ? -1 : 0);
      expect(weekday(addDays(day, 7))).toBe(weekday(day));
    }),
  );
});

test("months end where they end", () => {
  expect(addMonths(asCivilDate("2025-01-31"), 1)).toBe("2025-02-28");
  expect(addMonths(asCivilDate("2024-01-31"), 1)).toBe("2024-02-29");
  expect(addMonths(asCivilDate("2025-03-31"), -13)).toBe("2024-02-29");
  expect(isCivilDate("2025-02-29")).toBe(false);
  expect(() => civilDate(2025, 4, 31)).toThrow(RangeError);
});

test("official dates have a zero before days below 10 and months 1 and 2 only", () => {
  expect(formatOfficialDate(asCivilDate("2025-02-05"))).toBe("ngày 05 tháng 02 năm 2025");
  expect(formatOfficialDate(asCivilDate("2025-03-05"))).toBe("ngày 05 tháng 3 năm 2025");
  expect(formatOfficialDate(asCivilDate("2025-12-15"))).toBe("ngày 15 tháng 12 năm 2025");
  expect(formatDate(asCivilDate("2025-02-05"))).toBe("05/02/2025");
  expect(weekdayName(asCivilDate("2025-07-01"))).toBe("thứ Ba");
  expect(weekdayName(asCivilDate("2025-07-06"), "en")).toBe("Sunday");
});

describe("typed dates", () => {
  test.each([
    ["5/2", "2025-02-05"],
    ["05/02", "2025-02-05"],
    ["5-2", "2025-02-05"],
    ["05022025", "2025-02-05"],
    ["050225", "2025-02-05"],
    ["20250205", "2025-02-05"],
    ["5/2/25", "2025-02-05"],
    ["5/2/98", "1998-02-05"],
    ["9/5/2024", "2024-05-09"],
    ["17/6/2024", "2024-06-17"],
    ["05-02-2025", "2025-02-05"],
    ["5.2.2025", "2025-02-05"],
    [" 5 / 2 / 2025 ", "2025-02-05"],
    ["2025-02-05", "2025-02-05"],
    ["2025/2/5", "2025-02-05"],
    ["2025-02-05T00:00:00.000Z", "2025-02-05"],
    ["2025-02-05 00:00:00", "2025-02-05"],
    ["ngày 5 tháng 2 năm 2025", "2025-02-05"],
    ["Đà Lạt, ngày 05 tháng 02 năm 2025", "2025-02-05"],
    ["nga\u0300y 5 tha\u0301ng 2 na\u0306m 2025", "2025-02-05"],
    ["29/2/2024", "2024-02-29"],
  ])("%s is %s", (typed, day) => {
    expect(readTypedDate(typed, { today })).toEqual({ ok: true, date: day });
  });

  test.each(["31/02/2025", "29/2/2025", "31/4", "0/5/2025", "5/13/2025", "2025-02-30", "31022025"])(
    "%s is named as impossible",
    (typed) => {
      expect(readTypedDate(typed, { today })).toEqual({ ok: false, code: "date.impossible", typed });
    },
  );

  test.each(["", "hôm qua", "2025", "5", "5/2/2025/1", "1.200.000", "45693"])("%s is no date", (typed) => {
    expect(readTypedDate(typed, { today })).toMatchObject({ ok: false, code: "date.unreadable" });
  });

  test("without a year it leans as asked", () => {
    expect(readTypedDate("31/12", { today, lean: "past" })).toEqual({ ok: true, date: "2024-12-31" });
    expect(readTypedDate("5/2", { today, lean: "future" })).toEqual({ ok: true, date: "2026-02-05" });
    expect(readTypedDate("29/2", { today, lean: "past" })).toEqual({ ok: true, date: "2024-02-29" });
    expect(readTypedDate("31/2", { today, lean: "past" })).toMatchObject({ code: "date.impossible" });
  });

  test("every day is read back from every way of writing it", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [y, m, d] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)];
        for (const typed of [
          day,
          formatDate(day),
          `${d}${m}${y}`,
          `${Number(d)}-${Number(m)}-${y}`,
          formatOfficialDate(day),
        ]) {
          expect(readTypedDate(typed, { today })).toEqual({ ok: true, date: day });
        }
      }),
    );
  });
});

test("Excel serials, with the day that never was", () => {
  expect(readExcelSerial(1)).toEqual({ ok: true, date: "1900-01-01" });
  expect(readExcelSerial(59)).toEqual({ ok: true, date: "1900-02-28" });
  expect(readExcelSerial(60)).toEqual({ ok: false, code: "date.impossible", typed: "29/02/1900" });
  expect(readExcelSerial(61)).toEqual({ ok: true, date: "1900-03-01" });
  expect(readExcelSerial(46092.75)).toEqual({ ok: true, date: "2026-03-11" });
  expect(readExcelSerial(0, 1904)).toEqual({ ok: true, date: "1904-01-01" });
  expect(readTypedDate("46092", { today, serials: true })).toEqual({ ok: true, date: "2026-03-11" });
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(readExcelSerial(excelSerial(day))).toEqual({ ok: true, date: day });
    }),
  );
});
