import type { Check, ChecksOnPhone, Tally } from "../contract.ts";

/**
 * Counting hands or slips on the speaker's own phone, without a network: the same checks as in a hall, before and after.
 * Plain JSON, kept at every touch; pure, without a screen.
 */
export interface TallyDraft {
  phase: "before" | "after";
  /** Which check is on the screen. */
  at: number;
  /** By check id: hands by option. */
  before: Record<string, number[]>;
  after: Record<string, number[]>;
}

export const newTally = (): TallyDraft => ({ phase: "before", at: 0, before: {}, after: {} });

/** The checks for a talk: of the pinned version, else of another version of that material that the phone has. */
export function checksForTalk(
  versionIds: readonly string[],
  materials: readonly { versionId: string; materialId: string }[],
  onPhone: readonly unknown[],
): Check[] {
  const lists = onPhone.flatMap((data) => asChecks(data) ?? []);
  const of = (versionId: string) => lists.find((list) => list.versionId === versionId)?.checks;
  return versionIds
    .flatMap((versionId) => {
      const material = materials.find((m) => m.versionId === versionId)?.materialId;
      const siblings = materials.filter((m) => m.materialId === material).map((m) => m.versionId);
      return of(versionId) ?? siblings.map(of).find((checks) => checks !== undefined) ?? [];
    })
    .slice(0, 5);
}

/** What was pulled, where it is what it should be; by hand, since the phone carries no schema library. */
function asChecks(data: unknown): ChecksOnPhone | null {
  const list = data as Partial<ChecksOnPhone> | null;
  const whole = (check: Partial<Check>) =>
    typeof check.id === "string" && typeof check.text === "string" && Array.isArray(check.options);
  return typeof list?.versionId === "string" && Array.isArray(list.checks) && list.checks.every(whole)
    ? (list as ChecksOnPhone)
    : null;
}

export function handsOf(draft: TallyDraft, check: Check, phase: TallyDraft["phase"] = draft.phase): number[] {
  return draft[phase][check.id] ?? check.options.map(() => 0);
}

/** Sets the hands for one option, 0 to 2000. */
export function setHands(draft: TallyDraft, check: Check, option: number, count: number): TallyDraft {
  const hands = handsOf(draft, check).map((n, i) =>
    i === option ? Math.max(0, Math.min(2000, Math.round(count) || 0)) : n,
  );
  return { ...draft, [draft.phase]: { ...draft[draft.phase], [check.id]: hands } };
}

const sum = (hands: readonly number[]) => hands.reduce((total, n) => total + n, 0);

/** Counted both times: what can be sent. Null while there is none. */
export function tallyPayload(talkId: string, draft: TallyDraft, checks: readonly Check[]): Tally | null {
  const counted = checks
    .map((check) => ({
      checkId: check.id,
      before: handsOf(draft, check, "before"),
      after: handsOf(draft, check, "after"),
    }))
    .filter(({ before, after }) => sum(before) > 0 && sum(after) > 0);
  return counted.length === 0 ? null : { talkId, checks: counted };
}

/** How many of the checks have hands in a phase. */
export function countedIn(draft: TallyDraft, checks: readonly Check[], phase: TallyDraft["phase"]): number {
  return checks.filter((check) => sum(handsOf(draft, check, phase)) > 0).length;
}
