import { describe, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { defaultSmallGroupRule as rule } from "#kernel/suppression.ts";
import { type Facts, figuresOf, monthsOf, pooled, understandingRows } from "./figures.ts";
import {
  choosablePeriods,
  holdingPeriods,
  median,
  overviewPeriod,
  standingAgainst,
  type Target,
  targetFor,
  tellAsked,
  tellParts,
} from "./rules.ts";

const today = asCivilDate("2026-11-23");
const empty: Facts = { talks: [], questions: [], arrivals: [], understanding: [], places: new Map(), kits: [] };

describe("periods", () => {
  test("two years of months hold the period, the one before and last year's", () => {
    for (const code of choosablePeriods(today)) {
      const period = overviewPeriod(code, today);
      const needed = [...period.months, ...period.previous.months, ...period.lastYear.months].filter(
        (m) => m <= "2026-11",
      );
      expect(
        needed.filter((m) => !period.window.includes(m)),
        code,
      ).toEqual([]);
      expect(period.window.length, code).toBeGreaterThanOrEqual(24);
      expect(period.window.at(-1)! <= "2026-11", code).toBe(true);
    }
    expect(overviewPeriod(null, today).code).toBe("2026-Q3");
    expect(() => overviewPeriod("2026-Q5", today)).toThrow("overview.bad-period");
  });

  test("of a running year ten months stand against ten", () => {
    const year = overviewPeriod("2026", today);
    expect(year.over).toHaveLength(10);
    expect(standingAgainst(year, year.lastYear)).toEqual(year.lastYear.months.slice(0, 10));
    const over = overviewPeriod("2026-Q3", today);
    expect(standingAgainst(over, over.previous)).toEqual(["2026-04", "2026-05", "2026-06"]);
  });

  test("a quarter is held by its half and its year", () => {
    expect(holdingPeriods("2026-Q3")).toEqual(["2026-Q3", "2026-H2", "2026"]);
    expect(holdingPeriods("2026-07")).toEqual(["2026-07", "2026-Q3", "2026-H2", "2026"]);
    expect(holdingPeriods("2026")).toEqual(["2026"]);
  });
});

test("the nearest target wins, and sums are nobody else's", () => {
  const target = (unitId: number, measure: Target["measure"], period: string, value: number): Target => ({
    id: `${unitId} ${measure} ${period}`,
    unitId,
    measure,
    period,
    value,
    legalBasis: "Kế hoạch",
  });
  const all = [
    target(1, "answers", "2026", 90),
    target(1, "talks", "2026", 900),
    target(1, "coverage", "2026", 100),
    target(5, "answers", "2026-H2", 95),
  ];
  expect(targetFor(all, "answers", "2026-Q3", [5, 1])?.value).toBe(95);
  expect(targetFor(all, "answers", "2026-Q1", [5, 1])?.value).toBe(90);
  expect(targetFor(all, "talks", "2026", [5, 1])).toBeNull();
  expect(targetFor(all, "coverage", "2026-Q3", [1])).toBeNull();
  expect(targetFor(all, "coverage", "2026", [1])?.value).toBe(100);
});

describe("small groups", () => {
  const whole = tellAsked({ due: 20, inTime: 15 }, rule);
  test("parts are told where none is small, or where nothing follows for a small one", () => {
    expect(
      tellParts(
        whole,
        [
          { due: 8, inTime: 5 },
          { due: 12, inTime: 10 },
        ],
        rule,
      ).map((p) => p.due),
    ).toEqual([8, 12]);
    const one = [
      { due: 17, inTime: 12 },
      { due: 3, inTime: 3 },
    ];
    expect(tellParts(whole, one, rule).map((p) => p.due)).toEqual([null, null]);
    const many = [
      { due: 12, inTime: 9 },
      { due: 4, inTime: 3 },
      { due: 2, inTime: 2 },
      { due: 2, inTime: 1 },
      { due: 0, inTime: 0 },
    ];
    expect(tellParts(whole, many, rule).map((p) => p.due)).toEqual([12, null, null, null, null]);
    expect(tellParts(tellAsked({ due: 4, inTime: 4 }, rule), one, rule).every((p) => p.due === null)).toBe(true);
  });

  test("a month that is the whole period is the period", () => {
    const facts = { ...empty, questions: [{ line: "unit" as const, rowUnit: 1, month: "2026-10", due: 6, inTime: 5 }] };
    const months = monthsOf(facts, overviewPeriod("2026-10", today), 3, rule);
    expect(months.find((m) => m.month === "2026-10")).toMatchObject({ questionsDue: 6, questionsInTime: 5 });
  });
});

describe("understanding", () => {
  const talk = (paired: boolean, over: object = {}) => ({
    month: "2026-07",
    paired,
    talks: 1,
    bothRight: 20,
    lost: 4,
    gained: 26,
    bothWrong: 8,
    beforeN: 58,
    beforeRight: 24,
    afterN: 58,
    afterRight: 46,
    ...over,
  });
  test("pairs decide where everything is paired; a mixture is held as two groups", () => {
    const pairs = pooled([talk(true)])!;
    const groups = pooled([talk(false)])!;
    expect(pairs.change).toBeCloseTo(22 / 58, 10);
    expect(groups.change).toBeCloseTo(22 / 58, 10);
    expect(pairs.high - pairs.low).not.toBeCloseTo(groups.high - groups.low, 3);
    const mixed = pooled([talk(true), talk(false)])!;
    expect(mixed).toMatchObject({ talks: 2, answersBefore: 116, answersAfter: 116 });
    expect(mixed.high - mixed.low).toBeLessThan(groups.high - groups.low);
  });
  test("where the interval holds no change nothing is claimed; a year's two comparisons are one", () => {
    const facts = { ...empty, understanding: [talk(false, { afterRight: 27 })] };
    const [row, ...others] = understandingRows(facts, overviewPeriod("2026", today));
    expect(row).toMatchObject({ of: "now", verdict: "unclear" });
    expect(others).toEqual([]);
  });
});

test("empty books before are nothing to compare with, and no share is made of nothing", () => {
  const facts = {
    ...empty,
    talks: [{ line: "unit" as const, rowUnit: 1, month: "2026-07", talks: 3, attendance: 90, waiting: 0 }],
  };
  const figures = figuresOf(facts, overviewPeriod("2026-Q3", today), 3, rule);
  expect(figures.find((f) => f.measure === "talks")).toMatchObject({
    value: 3,
    compared: 3,
    previous: null,
    lastYear: null,
  });
  expect(figures.find((f) => f.measure === "arrivals")).toMatchObject({ value: null, of: 0 });
  expect(figures.find((f) => f.measure === "answers")).toMatchObject({ value: null, of: null });
});

test("the median of days", () => {
  expect(median([])).toBeNull();
  expect(median([5, -2, 9])).toBe(5);
  expect(median([4, 1])).toBe(2.5);
});
