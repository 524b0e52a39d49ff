/**
 * How much more people know after than before, with how sure that is. Named methods, each with its source; the tests
 * hold them to the examples that the papers themselves publish.
 *
 * - Paired (the same phones before and after): R. G. Newcombe, "Improved confidence intervals for the difference
 *   between binomial proportions based on paired data", Statistics in Medicine 17 (1998) 2635–2650, method 10.
 * - Two groups (a show of hands before and another after): R. G. Newcombe, "Interval estimation for the difference
 *   between independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873–890, method 10.
 * - Both rest on the score interval of one proportion: E. B. Wilson, "Probable inference, the law of succession, and
 *   statistical inference", Journal of the American Statistical Association 22 (1927) 209–212.
 */
export interface Interval {
  /** The difference of the shares, -1 to 1. */
  change: number;
  low: number;
  high: number;
}

/** Two-sided 95 %: the 97.5th percentile of the normal distribution. */
const z95 = 1.959963984540054;

/** Wilson's score interval for `right` of `n`. */
export function wilson(right: number, n: number, z = z95): { share: number; low: number; high: number } {
  const share = right / n;
  const middle = 2 * right + z * z;
  const half = z * Math.sqrt(z * z + 4 * right * (1 - share));
  const over = 2 * (n + z * z);
  // a share of none or all has that as its bound, whatever rounding says
  return {
    share,
    low: right === 0 ? 0 : (middle - half) / over,
    high: right === n ? 1 : (middle + half) / over,
  };
}

/** Answers of the same phones, before and after. */
export interface Pairs {
  bothRight: number;
  /** Right before, wrong after. */
  lost: number;
  /** Wrong before, right after. */
  gained: number;
  bothWrong: number;
}

/** Newcombe 1998 (paired), method 10: after minus before. */
export function pairedChange({ bothRight, lost, gained, bothWrong }: Pairs): Interval {
  const n = bothRight + lost + gained + bothWrong;
  const before = wilson(bothRight + lost, n);
  const after = wilson(bothRight + gained, n);
  const phi = correlation(bothRight, lost, gained, bothWrong, n);
  const change = (gained - lost) / n;
  const spread = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  return {
    change,
    low: change - spread(after.share - after.low, before.high - before.share),
    high: change + spread(after.high - after.share, before.share - before.low),
  };
}

/** Phi with Newcombe's continuity correction: towards zero where it is positive, none where it is negative. */
function correlation(a: number, b: number, c: number, d: number, n: number): number {
  const over = (a + b) * (c + d) * (a + c) * (b + d);
  if (over === 0) return 0;
  const cross = a * d - b * c;
  return (cross > 0 ? Math.max(cross - n / 2, 0) : cross) / Math.sqrt(over);
}

export interface Group {
  right: number;
  n: number;
}

/** Newcombe 1998 (independent), method 10: after minus before. */
export function groupsChange(before: Group, after: Group): Interval {
  const b = wilson(before.right, before.n);
  const a = wilson(after.right, after.n);
  const change = a.share - b.share;
  return {
    change,
    low: change - Math.hypot(a.share - a.low, b.high - b.share),
    high: change + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

export type Verdict = "up" | "down" | "unclear";

/** What the interval allows to say: nothing, where it holds "no change". */
export function verdictOf({ low, high }: Interval): Verdict {
  return low > 0 ? "up" : high < 0 ? "down" : "unclear";
}
