import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import type { DraftStage } from "./contract.ts";

export interface Standing {
  outcome: "passed" | "dropped" | null;
  published: boolean;
  hasText: boolean;
  commentsFrom: CivilDate | null;
  commentsUntil: CivilDate | null;
}

/** Whether people may comment on a day: published with a text, in a stage that takes comments, within its days. The view public_draft says the same. */
export function isOpenForComments(
  draft: Standing,
  stage: Pick<DraftStage, "takesComments"> | undefined,
  day: CivilDate,
): boolean {
  return (
    draft.outcome === null &&
    draft.published &&
    draft.hasText &&
    stage?.takesComments === true &&
    draft.commentsFrom !== null &&
    draft.commentsUntil !== null &&
    draft.commentsFrom <= day &&
    day <= draft.commentsUntil
  );
}

/** By how many days the time for comments falls short of what the stage's rule asks; 0 when it does not. */
export function missingDays(stage: DraftStage, from: CivilDate | null, until: CivilDate | null): number {
  if (stage.commentDays === null || from === null || until === null) return 0;
  let short = 0;
  while (short < stage.commentDays && addDays(from, stage.commentDays - 1 - short) > until) short += 1;
  return short;
}

/** Going on is a step; going back to an earlier stage (a second consultation) needs words. */
export function isStepBack(stages: readonly DraftStage[], from: string, to: string): boolean {
  const at = (code: string) => stages.find((s) => s.code === code)?.position ?? 0;
  return at(to) < at(from);
}

const emptyWords = new Set(
  "la va cua cho cac co duoc voi thi nay do de ve trong khong nhung mot nen can phai".split(" "),
);

function wordsOf(text: string): Set<string> {
  return new Set(
    fold(text)
      .split(/[^a-z0-9]+/)
      .filter((w) => w.length > 1 && !emptyWords.has(w)),
  );
}

/**
 * How alike two comments are, 0 to 1: shared words over all words (Jaccard). Only to propose what a person may want
 * to group; nothing is grouped by itself.
 */
export function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((w) => right.has(w)).length;
  return shared / (left.size + right.size - shared);
}
