import type { Phase, Understanding } from "./contract.ts";
import { groupsChange, pairedChange, verdictOf, type Interval } from "./intervals.ts";

/** Letters and digits that nobody mistakes for one another, read out over a loudspeaker. */
const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A join code of four letters from random bytes. */
export function joinCode(random: Uint8Array): string {
  return [...random.subarray(0, 4)].map((byte) => letters[byte % letters.length]).join("");
}

/** What is stored of one check: only counts, and only of five or more. */
export interface StoredResult {
  check_id: string;
  text: string;
  answer: string;
  method: string;
  both_right: number | null;
  lost: number | null;
  gained: number | null;
  both_wrong: number | null;
  before_n: number | null;
  before_right: number | null;
  after_n: number | null;
  after_right: number | null;
}

/** @param fewAnswers under so many the change is shown, with the remark that it is too little to build on */
export function understandingOf(row: StoredResult, fewAnswers: number): Understanding {
  const base = { checkId: row.check_id, text: row.text, answer: row.answer };
  const { before_n: beforeN, before_right: beforeRight, after_n: afterN, after_right: afterRight } = row;
  if (beforeN === null || afterN === null || beforeRight === null || afterRight === null) {
    return {
      ...base,
      method: "few",
      beforeN: null,
      beforeRight: null,
      afterN: null,
      afterRight: null,
      change: null,
      low: null,
      high: null,
      verdict: null,
      few: true,
    };
  }
  const paired = row.method === "paired";
  const interval: Interval = paired
    ? pairedChange({ bothRight: row.both_right!, lost: row.lost!, gained: row.gained!, bothWrong: row.both_wrong! })
    : groupsChange({ right: beforeRight, n: beforeN }, { right: afterRight, n: afterN });
  return {
    ...base,
    method: paired ? "paired" : "groups",
    beforeN,
    beforeRight,
    afterN,
    afterRight,
    change: points(interval.change),
    low: points(interval.low),
    high: points(interval.high),
    verdict: verdictOf(interval),
    few: Math.min(beforeN, afterN) < fewAnswers,
  };
}

/** Percentage points to one decimal. */
function points(share: number): number {
  return Math.round(share * 1000) / 10;
}

/** Of a tally's counts: how many answered and how many right; null where fewer than `smallest` answered. */
export function tallied(
  counts: readonly number[],
  correct: number,
  smallest: number,
): { n: number; right: number } | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return n < smallest ? null : { n, right: counts[correct] ?? 0 };
}

/** Checks are asked before and after, plain polls by themselves. */
export function phaseFits(phase: Phase, isCheck: boolean): boolean {
  return isCheck === (phase !== "poll");
}
