import { describe, expect, test } from "vitest";
import { mergeLines, standing, sumUp, type SentTotal } from "./merge-rules.ts";

const sent = (unitId: number, value: number, over: Partial<SentTotal> = {}): SentTotal => ({
  unitId,
  nowId: unitId,
  became: [],
  frozenOn: "2026-01-05",
  value,
  ...over,
});
// 1 and 2 became 3 on 1 July; 4 was split
const one = (value: number, frozenOn: string) =>
  sent(1, value, { nowId: 3, became: [{ unitId: 3, onDate: "2025-07-01" }], frozenOn });

describe("sendings that stand", () => {
  test("one that a later one holds falls away; frozen before the merger it does not hold it", () => {
    expect(standing([one(5, "2025-06-30"), sent(3, 9)]).map((s) => s.unitId)).toEqual([3]);
    expect(standing([one(5, "2025-06-30"), sent(3, 4, { frozenOn: "2025-06-30" })]).map((s) => s.unitId)).toEqual([
      1, 3,
    ]);
  });
});

describe("merging", () => {
  const keyOf = (_: number, nowId: number | null) => nowId ?? ("lost" as const);

  test("the total is what was sent, what was not and what has moved since", () => {
    const groups = mergeLines(
      [
        { key: 3, value: 12 },
        { key: 5, value: 7 },
        { key: "lost", value: 2 },
      ],
      [one(5, "2025-06-30"), sent(3, 9), sent(4, 2, { nowId: null })],
      keyOf,
    );
    expect(groups.map((g) => [g.key, g.now, g.sent])).toEqual([
      [3, 12, 9],
      [5, 7, null],
      ["lost", 2, 2],
    ]);
    expect(sumUp(groups)).toEqual({ total: 21, sent: 11, unsent: 7, moved: 3 });
  });

  test("a unit that sent and has no talk any more is not lost", () => {
    expect(sumUp(mergeLines([], [sent(8, 3)], keyOf))).toEqual({ total: 0, sent: 3, unsent: 0, moved: -3 });
  });
});
