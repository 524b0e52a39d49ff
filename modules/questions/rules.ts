import { findIdentities, strike, type IdentityKind } from "#kernel/text/identity-filter.ts";
import { tidyText } from "#kernel/text/nfc.ts";
import { longestQuestion, type AnswerStatus } from "./contract.ts";

/** Direction marks, soft hyphens and control signs: nobody sees them, and they make a text read otherwise than it is stored. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/**
 * A text as it is stored: composed, no half characters, no unseen marks, and no storms: the same sign not more than
 * three times in a row where it is no letter or digit, not more than three marks on one letter.
 */
export function tidyQuestion(text: string): string {
  return tidyText(text.toWellFormed().replace(/\r\n?/g, "\n").replace(UNSEEN, ""))
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .replace(/([^\p{L}\p{M}\p{N}\s])(?:\s*\1){3,}/gu, "$1$1$1")
    .trim();
}

export type TextFault = "question.empty" | "question.no-words" | "question.too-long";

/** What keeps a tidied text from being a question: nothing in it, no word in it, or too much of it. */
export function textFault(tidied: string): TextFault | null {
  if (tidied === "") return "question.empty";
  if ((tidied.match(/\p{L}/gu) ?? []).length < 2) return "question.no-words";
  return [...tidied].length > longestQuestion ? "question.too-long" : null;
}

export interface Cleaned {
  text: string;
  /** Something was struck out. */
  struck: boolean;
  /** Kinds that are still in it, since nobody agreed to striking. */
  identities: IdentityKind[];
}

/** The identity filter, the same on each road: what it finds is struck where the writer agreed, else it is named. */
export function cleanse(tidied: string, agreed: boolean): Cleaned {
  const found = findIdentities(tidied);
  if (found.length === 0) return { text: tidied, struck: false, identities: [] };
  if (agreed) return { text: strike(tidied), struck: true, identities: [] };
  return { text: tidied, struck: false, identities: [...new Set(found.map((f) => f.kind))] };
}

/** What may become of an answer: one pure table, read by desk and server. A verb that is missing is not possible there. */
export type AnswerVerb = "save" | "submit" | "approve" | "return" | "publish" | "withdraw";
export const answerStates = {
  draft: { save: "draft", submit: "submitted", withdraw: "withdrawn" },
  submitted: { save: "draft", approve: "approved", return: "draft", withdraw: "withdrawn" },
  approved: { publish: "published", return: "draft", withdraw: "withdrawn" },
  published: { withdraw: "withdrawn" },
  withdrawn: {},
} as const satisfies Record<AnswerStatus, Partial<Record<AnswerVerb, AnswerStatus>>>;

export function nextAnswerStatus(status: AnswerStatus, verb: AnswerVerb): AnswerStatus | null {
  return (answerStates[status] as Partial<Record<AnswerVerb, AnswerStatus>>)[verb] ?? null;
}

/** A code as people type it: "4k7 29mq", "4K7-29MQ-2"; O and I are read as 0 and 1. Null when it cannot be one. */
export function readCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212._-]+/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const found = /^([0-9A-HJKMNP-TV-Z]{3})([0-9A-HJKMNP-TV-Z]{4})(\d{0,2})$/.exec(plain);
  return found === null ? null : `${found[1]}-${found[2]}${found[3] === "" ? "" : `-${found[3]}`}`;
}
