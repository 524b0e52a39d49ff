import { describe, expect, test } from "vitest";
import { groupsChange, pairedChange, verdictOf, wilson } from "./intervals.ts";

const four = ({ low, high }: { low: number; high: number }) => [low.toFixed(4), high.toFixed(4)].map(Number);

describe("one proportion: Wilson 1927", () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", Stat. Med. 17:857–872, table I, method 3
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i", (right, n, low, high) => {
    expect(four(wilson(right, n))).toEqual([low, high]);
  });

  test("81 of 263 by hand", () => {
    // 2·81 + 1.96² = 165.8415; 1.96·√(1.96² + 4·81·(182/263)) = 1.96·√(3.8415 + 224.2129) = 29.5986; 2·(263 + 3.8415) = 533.683
    // (165.8415 ∓ 29.5986) / 533.683 = 0.2553, 0.3662
    expect(four(wilson(81, 263))).toEqual([0.2553, 0.3662]);
  });
});

describe("two groups: Newcombe 1998, Stat. Med. 17:873–890, table II, method 10", () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("%i/%i minus %i/%i", (a, m, b, n, low, high) => {
    expect(four(groupsChange({ right: b, n }, { right: a, n: m }))).toEqual([low, high]);
  });
});

describe("pairs: Newcombe 1998, Stat. Med. 17:2635–2650, method 10", () => {
  test("the worked example of Altman et al. 2000, p. 52: 0.056 to 0.329", () => {
    const { change, low, high } = pairedChange({ bothRight: 20, lost: 2, gained: 12, bothWrong: 16 });
    expect(change).toBeCloseTo(0.2, 12);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(["0.056", "0.329"]);
  });

  test("phones that all answered alike: the width of two proportions without a correlation", () => {
    // 54 of 54 both times: phi is undefined and taken as 0. Wilson for 54/54 is 1 - z²/(54 + z²) = 0.93359 to 1,
    // so low = 0 - √((1-0.93359)² + 0²) = -0.0664 and high = +0.0664.
    expect(four(pairedChange({ bothRight: 54, lost: 0, gained: 0, bothWrong: 0 }))).toEqual([-0.0664, 0.0664]);
  });

  test("the correction of phi, by hand", () => {
    // 30 and 24 alike, nobody changed: A = 30·24·30·24, B = 30·24 = 720, C = 720 - 27 = 693, phi = 693/720 = 0.9625.
    // Wilson for 30/54: 0.4233 to 0.6800; share 0.5556; down 0.1322, up 0.1245:
    // √(0.1322² - 2·0.9625·0.1322·0.1245 + 0.1245²) = √(0.017477 - 0.031684 + 0.015500) = √0.001293 = 0.0359
    const { low, high } = pairedChange({ bothRight: 30, lost: 0, gained: 0, bothWrong: 24 });
    expect(low).toBeCloseTo(-0.0359, 3);
    expect(high).toBeCloseTo(0.0359, 3);
  });

  test("turning the table round turns the interval round", () => {
    const one = pairedChange({ bothRight: 9, lost: 3, gained: 14, bothWrong: 6 });
    const other = pairedChange({ bothRight: 9, lost: 14, gained: 3, bothWrong: 6 });
    expect(other.low).toBeCloseTo(-one.high, 12);
    expect(other.high).toBeCloseTo(-one.low, 12);
  });

  test("stays within -1 and 1, and holds the change itself", () => {
    for (const [a, b, c, d] of [
      [0, 0, 5, 0],
      [0, 5, 0, 0],
      [1, 0, 4, 0],
      [0, 1, 4, 0],
      [2, 1, 1, 1],
    ] as const) {
      const { change, low, high } = pairedChange({ bothRight: a, lost: b, gained: c, bothWrong: d });
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(change);
      expect(high).toBeGreaterThanOrEqual(change);
    }
  });
});

test("an interval that holds no change says nothing", () => {
  expect(verdictOf({ change: 0.2, low: 0.05, high: 0.3 })).toBe("up");
  expect(verdictOf({ change: -0.2, low: -0.3, high: -0.05 })).toBe("down");
  expect(verdictOf({ change: 0.1, low: 0, high: 0.3 })).toBe("unclear");
});
