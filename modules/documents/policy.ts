import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;

export const documentPolicy = {
  "document.list": { roles: readers },
  "document.view": { roles: readers },
  "document.check": { roles: readers },
  "document.issue": { roles: ["administrator", "unitHead", "officer"] },
  "document.set-issuer": { roles: ["administrator", "unitHead", "officer"] },
} satisfies PolicyTable;
