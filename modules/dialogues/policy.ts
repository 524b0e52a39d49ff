import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const dialoguePolicy = {
  "dialogue.list": { roles: readers },
  "dialogue.view": { roles: readers },
  "dialogue.export": { roles: readers },
  "dialogue.plan": { roles: writers },
  "dialogue.record": { roles: writers },
  /** Numbered minutes and what is public are the head's. */
  "dialogue.issue": { roles: ["administrator", "unitHead"] },
  "dialogue.publish": { roles: ["administrator", "unitHead"] },
} satisfies PolicyTable;
