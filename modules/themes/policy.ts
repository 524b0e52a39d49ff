import type { PolicyTable } from "#kernel/access.ts";

/** Released themes hold nothing that may not be said to anybody; the desk shows them to who works with questions. */
export const themePolicy = {
  "theme.list": { roles: ["administrator", "unitHead", "officer", "verifier", "analyst"] },
  "theme.release": { roles: ["administrator"] },
} satisfies PolicyTable;
