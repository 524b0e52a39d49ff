import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

/** A talk as the policy sees it: its organiser's and its place's units upward, and who speaks. */
export interface PlacedTalk extends Placed {
  speakerIds: readonly string[];
  proposedBy?: string;
}

const speaks: AccessRule<PlacedTalk>["own"] = (principal, talk) =>
  principal.personId !== null && talk.speakerIds.includes(principal.personId);

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const verifiers = ["administrator", "unitHead", "verifier"] as const;

/** Who verifies is never the speaker. */
const notTheSpeaker: AccessRule<PlacedTalk>["unless"] = (principal, talk) =>
  speaks!(principal, talk) ? "talk.verifier-is-speaker" : null;

export const talkPolicy = {
  "talk.list": { roles: [...readers, "speaker"] },
  "talk.view": { roles: readers, own: speaks },
  "talk.total": { roles: readers },
  "talk.export": { roles: readers },
  "talk.plan": { roles: writers, own: speaks },
  "talk.enter": { roles: writers },
  "talk.assign": { roles: writers },
  "talk.accept": { roles: [], own: speaks },
  "talk.decline": { roles: [], own: speaks },
  "talk.record": { roles: writers, own: speaks },
  "talk.amend": { roles: writers, own: speaks },
  "talk.cancel": { roles: writers },
  "talk.set-public": { roles: writers },
  "talk.verify": { roles: verifiers, unless: notTheSpeaker },
  "talk.return": { roles: verifiers, unless: notTheSpeaker },
  "talk.correct": { roles: [...writers, "verifier"] },
  "talk.confirm-correction": {
    roles: verifiers,
    unless: (principal, talk: PlacedTalk) =>
      talk.proposedBy === principal.userId ? "talk.corrector-confirms" : notTheSpeaker!(principal, talk),
  },
  "held.list": { roles: [...writers, "verifier"] },
  "held.settle": { roles: [...writers, "verifier"] },
} satisfies PolicyTable;
