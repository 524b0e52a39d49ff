import { findIdentities, type IdentitySpan } from "#kernel/text/identity-filter.ts";
import type { TalkFacts, TalkStatus } from "./contract.ts";

/**
 * What may become of a talk: one pure table, read by phone and server alike. A verb that is missing
 * under a state is not possible there. (planned → assigned → accepted or declined → delivered →
 * verified or returned → counted; cancelled.)
 */
export type TalkVerb =
  | "assign"
  | "accept"
  | "decline"
  | "record"
  | "amend"
  | "handIn"
  | "verify"
  | "return"
  | "cancel"
  | "count"
  | "giveBack"
  | "correct";

export const talkStates = {
  planned: { assign: "assigned", amend: "planned", record: "delivered", cancel: "cancelled" },
  assigned: {
    assign: "assigned",
    accept: "accepted",
    decline: "declined",
    amend: "assigned",
    record: "delivered",
    cancel: "cancelled",
  },
  accepted: { assign: "assigned", decline: "declined", amend: "accepted", record: "delivered", cancel: "cancelled" },
  declined: { assign: "assigned", amend: "declined", record: "delivered", cancel: "cancelled" },
  delivered: { amend: "delivered", verify: "verified", return: "returned", cancel: "cancelled" },
  returned: { amend: "returned", handIn: "delivered", cancel: "cancelled" },
  verified: { count: "counted", correct: "verified" },
  counted: { correct: "counted", giveBack: "verified" },
  cancelled: {},
} as const satisfies Record<TalkStatus, Partial<Record<TalkVerb, TalkStatus>>>;

/** The state after `verb`, or null where it is not possible. */
export function nextTalkStatus(status: TalkStatus, verb: TalkVerb): TalkStatus | null {
  return (talkStates[status] as Partial<Record<TalkVerb, TalkStatus>>)[verb] ?? null;
}

export function possibleVerbs(status: TalkStatus): TalkVerb[] {
  return Object.keys(talkStates[status]) as TalkVerb[];
}

export interface FieldClash {
  base: unknown;
  yours: unknown;
  theirs: unknown;
}

export interface Merge {
  /** Fields to set on the stored talk. */
  take: Partial<TalkFacts>;
  /** Fields that both sides changed to different values: for a person to settle. */
  clashes: Record<string, FieldClash>;
}

/**
 * Three-way merge, field by field: a field that only one side changed merges; a field that both
 * changed to the same value is settled already; a field changed to different values is a clash.
 */
export function mergeFacts(
  stored: TalkFacts,
  changes: { [field: string]: { base: unknown; value: unknown } | undefined },
): Merge {
  const merge: Merge = { take: {}, clashes: {} };
  for (const [field, change] of Object.entries(changes)) {
    if (change === undefined) continue;
    const theirs = stored[field as keyof TalkFacts];
    if (sameFact(theirs, change.value)) continue;
    if (sameFact(theirs, change.base)) Object.assign(merge.take, { [field]: change.value });
    else merge.clashes[field] = { base: change.base, yours: change.value, theirs };
  }
  return merge;
}

/** Moments are compared as moments, lists without order where order carries nothing. */
export function sameFact(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string")
    return isMoment(a) && isMoment(b) && Date.parse(a) === Date.parse(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    const text = (list: unknown[]) =>
      list
        .map((x) => JSON.stringify(x))
        .sort()
        .join();
    return text(a) === text(b);
  }
  return false;
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);
}

/** Where a talk is held is public: a hall's street and number name nobody; a house's ("số nhà 12") or a telephone number do. */
export function identitiesInPlace(text: string): IdentitySpan[] {
  return findIdentities(text).filter((span) => span.kind !== "address" || /nhà/iu.test(span.text.normalize("NFC")));
}
