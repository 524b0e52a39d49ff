import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, asCivilDate, civilDate } from "./civil-date.ts";
import {
  type CutOffRule,
  parsePeriod,
  type Period,
  periodCode,
  periodContaining,
  periodKinds,
  periodLabel,
  periodRange,
  periodsWithin,
  previousPeriod,
  samePeriodLastYear,
} from "./period.ts";

const midMonth: CutOffRule = {
  id: "nd09",
  legalBasis: "Nghị định 09/2019/NĐ-CP",
  lastDay: { month: 14, quarter: 14, half: 14, year: 14 },
};
const read = (code: string) => parsePeriod(code) as Period;

test("codes go both ways, and nonsense is none", () => {
  for (const code of ["2025-03", "2025-Q1", "2025-H2", "2025"]) expect(periodCode(read(code))).toBe(code);
  for (const code of ["2025-13", "2025-00", "2025-Q5", "2025-3", "25", "", "2025-H3"])
    expect(parsePeriod(code)).toBeNull();
});

test("calendar ranges", () => {
  expect(periodRange(read("2024-02"))).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(periodRange(read("2025-Q4"))).toEqual({ from: "2025-10-01", to: "2025-12-31" });
  expect(periodRange(read("2025-H1"))).toEqual({ from: "2025-01-01", to: "2025-06-30" });
});

test("with a cut-off on the 14th the year runs from 15/12 to 14/12", () => {
  expect(periodRange(read("2025"), midMonth)).toEqual({ from: "2024-12-15", to: "2025-12-14" });
  expect(periodRange(read("2025-03"), midMonth)).toEqual({ from: "2025-02-15", to: "2025-03-14" });
  expect(periodContaining(asCivilDate("2025-12-15"), "year", midMonth).year).toBe(2026);
});

test("before and the year before", () => {
  expect(periodCode(previousPeriod(read("2025-01")))).toBe("2024-12");
  expect(periodCode(previousPeriod(read("2025-Q1")))).toBe("2024-Q4");
  expect(periodCode(samePeriodLastYear(read("2025-H2")))).toBe("2024-H2");
  expect(periodLabel(read("2025-H2"))).toBe("6 tháng cuối năm 2025");
  expect(periodLabel(read("2025-Q3"))).toBe("quý III năm 2025");
  expect(periodLabel(read("2025-03"), "en")).toBe("March 2025");
});

test("periods of a kind tile the days under any cut-off: no day is left out or counted twice", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(civilDate(1990, 1, 1), n));
  fc.assert(
    fc.property(
      day,
      fc.constantFrom(...periodKinds),
      fc.option(fc.integer({ min: 1, max: 31 })),
      (date, kind, last) => {
        const rule: CutOffRule = {
          id: "x",
          legalBasis: "",
          lastDay: { month: last, quarter: last, half: last, year: last },
        };
        const period = periodContaining(date, kind, rule);
        const range = periodRange(period, rule);
        expect(range.from <= date && date <= range.to).toBe(true);
        expect(addDays(periodRange(previousPeriod(period), rule).to, 1)).toBe(range.from);
        const months = periodsWithin(period, "month");
        expect(periodRange(months[0] as Period, rule).from).toBe(range.from);
        expect(periodRange(months.at(-1) as Period, rule).to).toBe(range.to);
      },
    ),
  );
});
