import type { PolicyTable } from "#kernel/access.ts";

/** Facts that contradict: both issuers see them, either may say why both stand. */
export const factConflictPolicy = {
  "fact-conflict.list": { roles: ["administrator", "unitHead", "officer", "verifier", "analyst"] },
  "fact-conflict.dismiss": { roles: ["administrator", "unitHead", "officer"] },
} satisfies PolicyTable;
