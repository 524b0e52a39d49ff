import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

/** Reported at the unit that met it; settled at the unit that must (see README, 1). */
export const difficultyPolicy = {
  "difficulty.list": { roles: readers },
  "difficulty.view": { roles: readers },
  "difficulty.export": { roles: readers },
  "difficulty.report": { roles: writers },
  "difficulty.settle": { roles: writers },
  "difficulty.escalate": { roles: writers },
  "difficulty.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
