import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const reportPolicy = {
  "report.list": { roles: readers },
  "report.view": { roles: readers },
  "report.export": { roles: readers },
  "report.create": { roles: writers },
  "report.write": { roles: writers },
  "report.freeze": { roles: writers },
  "report.revise": { roles: writers },
  "report.issue": { roles: writers },
} satisfies PolicyTable;
