import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const kitPolicy = {
  "kit.list": { roles: readers },
  "kit.view": { roles: readers },
  "kit.export": { roles: readers },
  "kit.open": { roles: writers },
  "kit.edit": { roles: writers },
  "kit.close": { roles: writers },
  "kit.add-event": { roles: writers },
  "kit.open-events": { roles: ["administrator"] },
  "kit.set-deadline": { roles: ["administrator"] },
} satisfies PolicyTable;
