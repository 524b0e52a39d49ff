import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const heads = ["administrator", "unitHead"] as const;

/** Entered at the unit whose line loses; decided (below nothing, closing, making public) by its head. */
export const budgetPolicy = {
  "budget.list": { roles: readers },
  "budget.view": { roles: readers },
  "budget.export": { roles: readers },
  "budget.write": { roles: writers },
  "budget.decide": { roles: heads },
  "budget.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
