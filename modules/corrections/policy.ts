import { type AccessRule, type PolicyTable, roles } from "#kernel/access.ts";
import type { CorrectionStatus } from "./contract.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const heads = ["administrator", "unitHead"] as const;

/** What is published is everybody's. */
const isPublished: AccessRule<{ unitPath: readonly number[]; status?: CorrectionStatus }>["own"] = (_, correction) =>
  correction.status === "published";

export const correctionPolicy = {
  "correction.list": { roles },
  "correction.view": { roles: readers, own: isPublished },
  "correction.export": { roles: readers },
  "correction.add": { roles: writers },
  "correction.edit": { roles: writers },
  "correction.approve": { roles: heads },
  "correction.publish": { roles: heads },
  "correction.withdraw": { roles: heads },
} satisfies PolicyTable;
