import { type PolicyTable, roles } from "#kernel/access.ts";

const writers = ["administrator", "unitHead", "officer"] as const;

/** Everybody reads the register; an entry is kept by the officers of the unit that entered it. */
export const lawPolicy = {
  "law.list": { roles },
  "law.view": { roles },
  "law.read-text": { roles },
  "law.add": { roles: writers },
  "law.edit": { roles: writers },
  "law.import": { roles: writers },
} satisfies PolicyTable;
