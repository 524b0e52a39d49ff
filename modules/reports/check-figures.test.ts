import { describe, expect, test } from "vitest";
import { checkFigures, type CheckInput } from "./check-figures.ts";
import { indicatorCodes, type IndicatorCode } from "./indicators.ts";
import { readReference, writeReference } from "./references.ts";
import type { Figure } from "./rules.ts";
import { releaseCells } from "./small-groups.ts";

const figures = (values: Partial<Record<IndicatorCode, [number, number?]>>, lines: Figure[] = []): Figure[] => [
  ...indicatorCodes.map((indicator): Figure => {
    const [value = 0, previous = 0] = values[indicator] ?? [];
    return { indicator, line: "total", unitId: null, value, previous, lastYear: 0 };
  }),
  ...lines,
];
const measures: Record<string, string> = { talks: "buổi", attendance: "lượt", questions: "ý kiến" };
const names: CheckInput["names"] = new Map(
  indicatorCodes.map((code) => [
    code,
    {
      nameVi: code,
      measureVi: measures[code] ?? "việc",
      addsUp: code === "talks" || code === "attendance" ? "sum" : "share",
    },
  ]),
);
const sound = {
  talks: [20, 18],
  "talks.inPerson": [20],
  attendance: [900, 850],
  "attendance.residents": [900],
} as const;
const check = (over: Partial<CheckInput>, is = figures(sound as never)) =>
  checkFigures({
    is,
    was: over.was ?? is,
    names,
    rule: { jumpPercent: 50, jumpLeast: 5 },
    spoken: ["talks", "attendance"],
    words: [],
    waiting: 0,
    missingBelow: 0,
    ...over,
  }).map((f) => [f.code, f.level, f.indicator]);

describe("before signing", () => {
  test("figures that agree ask nothing", () => expect(check({})).toEqual([]));

  test("totals equal their parts, in each view; nothing is negative or more than what holds it", () => {
    expect(check({}, figures({ ...(sound as object), "talks.online": [3] }))).toContainEqual([
      "parts",
      "stop",
      "talks",
    ]);
    const line = (value: number): Figure => ({
      indicator: "talks",
      line: "unit",
      unitId: 1,
      value,
      previous: 0,
      lastYear: 0,
    });
    expect(check({}, figures(sound as never, [line(19)]))).toContainEqual(["lines", "stop", "talks"]);
    expect(
      check({}, figures({ ...(sound as object), "commitments.kept": [3], "commitments.due": [2] })),
    ).toContainEqual(["more-than", "stop", "commitments.kept"]);
    expect(check({}, figures({ ...(sound as object), speakers: [-1] }))).toContainEqual([
      "negative",
      "stop",
      "speakers",
    ]);
    expect(check({ was: figures({ ...(sound as object), talks: [21], "talks.inPerson": [21] }) })).toContainEqual([
      "views",
      "ask",
      "talks",
    ]);
  });

  test("a jump is asked about, by its own figures, and not where there was no last period", () => {
    const jumped = figures({ ...(sound as object), talks: [20, 9] });
    expect(check({}, jumped)).toEqual([["jump", "ask", "talks"]]);
    expect(check({}, figures({ ...(sound as object), talks: [20, 0] }))).toEqual([]);
  });

  test("a typed figure where a computed one exists", () => {
    const said = (text: string) => check({ words: [{ key: "content", title: "Nội dung", text }] });
    expect(said("Tổ chức 25 buổi, 900 lượt, tăng so với 18 buổi; đường 25/2 dài 3 km, {talks} buổi.")).toEqual([
      ["typed", "ask", "talks"],
    ]);
    expect(said("Theo {no-such}.")).toEqual([["brace", "stop", null]]);
    expect(said("Có 1.234 lượt người nghe.")).toEqual([["typed", "ask", "attendance"]]);
  });
});

test("a printed reference reads back as it was written, also as a hand writes it", () => {
  for (const unitId of [null, 0, 24])
    for (const view of ["as-is", "as-was"] as const) {
      const reference = { code: "4K729MQ", revision: 2, view, position: 500, unitId };
      expect(readReference(writeReference(reference))).toEqual(reference);
    }
  expect(readReference(" 4k7 29mq.1t.10 ")).toMatchObject({ code: "4K729MQ", view: "as-was" });
  expect([readReference("4K7-29MQ"), readReference("10.5.2025"), readReference("4K7-29MQ.1.x")]).toEqual([
    null,
    null,
    null,
  ]);
});

describe("what few people asked", () => {
  const release = (atoms: Record<number, number>, rows: Record<string, number>, rowOf: Record<number, number>) =>
    releaseCells({
      atoms: new Map(Object.entries(atoms).map(([k, n]) => [Number(k), n])),
      rowOf: (u) => rowOf[u] ?? null,
      rows: new Map(Object.entries(rows).map(([k, n]) => [Number(k), n])),
      total: Object.values(atoms).reduce((a, b) => a + b, 0),
    });

  test("the old places decide; a place of today is the sum of what they may say, so that nothing is had by subtracting", () => {
    // 3 and 10 became 30; saying 13 beside 10 would say 3
    const told = release(
      { 1: 3, 2: 10, 4: 4, 5: 2, 6: 0, 7: 0 },
      { 30: 13, 4: 4, 5: 2 },
      { 1: 30, 2: 30, 4: 4, 5: 5, 6: 6, 7: 7 },
    );
    expect([...told.asWas]).toEqual([
      [1, null],
      [2, 10],
      [4, null],
      [5, null],
      [6, null],
      [7, null],
    ]);
    expect(told.asIs).toEqual(
      new Map([
        [30, 10],
        [4, null],
        [5, null],
      ]),
    );
  });

  test("one hidden place is had from the total: then none is told", () => {
    const told = release({ 1: 3, 2: 10 }, { 1: 3, 2: 10 }, { 1: 1, 2: 2 });
    expect([told.total, ...told.asWas.values()]).toEqual([13, null, null]);
  });

  test("rows that are not made of the places any more say nothing", () => {
    expect([...release({ 1: 20, 2: 30 }, { 9: 49 }, { 1: 9, 2: 9 }).asIs]).toEqual([[9, null]]);
  });
});
