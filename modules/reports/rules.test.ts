import { describe, expect, test } from "vitest";
import { indicatorCodes, type IndicatorCode, talkCondition } from "./indicators.ts";
import { changeOf, type FigureLines, type Figures, frozenHash, reportPeriod, shareOf, sideBySide } from "./rules.ts";

const figures = (lines: Partial<FigureLines>): Figures =>
  new Map(indicatorCodes.map((code) => [code, { total: 0, units: new Map(), unattributable: null, ...lines }]));

describe("periods", () => {
  test("a calendar year, and one that closes on day 14", () => {
    expect(reportPeriod("2025", null)).toMatchObject({
      days: { from: "2025-01-01", to: "2025-12-31" },
      previous: { from: "2024-01-01" },
    });
    expect(reportPeriod("2025", 14).days).toEqual({ from: "2024-12-15", to: "2025-12-14" });
    expect(reportPeriod("2025-03", null)).toMatchObject({
      previous: { from: "2025-02-01", to: "2025-02-28" },
      lastYear: { from: "2024-03-01", to: "2024-03-31" },
    });
    expect(() => reportPeriod("20x5", null)).toThrow("report.bad-period");
  });
});

describe("figures side by side", () => {
  test("a unit of any of the three periods has its line, and what was split is never left out", () => {
    const now = figures({
      total: 5,
      units: new Map([
        [1, 4],
        [3, 0],
      ]),
      unattributable: 1,
    });
    const before = figures({ total: 2, units: new Map([[2, 2]]) });
    const lines = sideBySide(now, before, figures({})).filter((f) => f.indicator === "talks");
    expect(lines.map((f) => [f.line, f.unitId, f.value, f.previous])).toEqual([
      ["total", null, 5, 2],
      ["unit", 1, 4, 0],
      ["unit", 2, 0, 2],
      ["unit", 3, 0, 0],
      ["unattributable", null, 1, 0],
    ]);
  });

  test("change is in share of what it was; of nothing there is none", () => {
    expect([changeOf(12, 10), changeOf(5, 10), changeOf(5, 0), changeOf(5, null)]).toEqual([0.2, -0.5, null, null]);
    expect([shareOf(1, 3, true), shareOf(200, 6, false), shareOf(1, 0, true)]).toEqual([33.33, 33.33, 0]);
  });
});

describe("the hash of a frozen state", () => {
  const content = {
    unitId: 1,
    template: "t",
    period: "2025",
    revision: 1,
    asOf: "2026-01-05T10:00:00.000Z",
    talksHash: "00",
    figures: {
      "as-was": sideBySide(
        figures({
          total: 1,
          units: new Map([
            [1, 1],
            [2, 3],
          ]),
        }),
        figures({}),
        figures({}),
      ),
      "as-is": [],
    },
  };

  test("does not hang on the order of rows, but on every number", () => {
    const turned = { ...content, figures: { ...content.figures, "as-was": [...content.figures["as-was"]].reverse() } };
    expect(frozenHash(turned)).toBe(frozenHash(content));
    const [first, ...rest] = content.figures["as-was"];
    const other = { ...content, figures: { ...content.figures, "as-was": [{ ...first!, value: 2 }, ...rest] } };
    expect(frozenHash(other)).not.toBe(frozenHash(content));
    expect(frozenHash({ ...content, talksHash: "01" })).not.toBe(frozenHash(content));
  });
});

test("figures of people and places open to no talks, the others to those that make them up", () => {
  const opens = (code: IndicatorCode) => talkCondition(code);
  expect(opens("talks")).toBe("true");
  expect(opens("talks.dialogueMeeting")).toBe("f.kind = 'dialogueMeeting'");
  expect(opens("questions")).toBe("f.questions > 0");
  expect(opens("conference.sites")).toBe("f.kind = 'speakerConference' and f.sites > 0");
  expect([opens("roster.core"), opens("materials.approved"), opens("places.with-gaps")]).toEqual([null, null, null]);
});
