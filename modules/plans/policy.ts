import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

/** Written at the unit whose plan it is; read there, above, and by those who were given a task (see README, 4). */
export const planPolicy = {
  "plan.list": { roles: readers },
  "plan.view": { roles: readers },
  "plan.import": { roles: writers },
  "plan.write": { roles: writers },
  "plan.issue": { roles: writers },
  "plan.progress": { roles: writers },
  /** Totals of the whole instance. */
  "plan.recount": { roles: ["administrator"] },
} satisfies PolicyTable;
