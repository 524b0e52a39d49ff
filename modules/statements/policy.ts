import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const statementPolicy = {
  "statement.list": { roles: readers },
  "statement.view": { roles: readers },
  "statement.export": { roles: readers },
  "statement.add": { roles: writers },
  "statement.edit": { roles: writers },
} satisfies PolicyTable;
