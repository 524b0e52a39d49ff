import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

/** A question as the policy sees it: `unitPath` is above the units it is or was with, for some verbs also above the place. */
export interface PlacedQuestion extends Placed {
  /** Who carries its answer back. */
  speakerIds?: readonly string[];
  /** Everybody who wrote in the answer. */
  authors?: readonly string[];
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const heads = ["administrator", "unitHead"] as const;

/** Who approves has written nothing in it. */
const notAnAuthor: AccessRule<PlacedQuestion>["unless"] = (principal, answer) =>
  answer.authors?.includes(principal.userId) ? "answer.approver-is-author" : null;

const carriesBack: AccessRule<PlacedQuestion>["own"] = (principal, question) =>
  principal.personId !== null && (question.speakerIds?.includes(principal.personId) ?? false);

export const questionPolicy = {
  "question.list": { roles: readers },
  "question.view": { roles: readers },
  "question.export": { roles: readers },
  /** On the public page and in the hall: everybody, without an account. */
  "question.ask": { roles: writers, anyone: true },
  /** For somebody who asked in person, or at a dialogue. */
  "question.enter": { roles: writers },
  "question.pass-on": { roles: writers },
  "question.merge": { roles: writers },
  "question.separate": { roles: writers },
  "question.set-aside": { roles: writers },
  "question.reopen": { roles: writers },
  "question.set-topic": { roles: writers },
  "question.configure": { roles: ["administrator"] },
  "answer.write": { roles: writers },
  "answer.approve": { roles: heads, unless: notAnAuthor },
  "answer.return": { roles: heads },
  "answer.publish": { roles: writers },
  "answer.withdraw": { roles: writers },
  "answer.to-material": { roles: writers },
  "answer.carry-back": { roles: writers, own: carriesBack },
  "commitment.list": { roles: readers },
  "commitment.make": { roles: writers },
  "commitment.follow": { roles: writers },
} satisfies PolicyTable;
