import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const overviewPolicy = {
  "overview.view": { roles: readers },
  "overview.targets": { roles: readers },
  "overview.set-target": { roles: writers },
  "overview.end-target": { roles: writers },
  "overview.configure": { roles: ["administrator"] },
  "overview.release": { roles: ["administrator"] },
} satisfies PolicyTable;
