import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

const administrators: AccessRule<Placed> = { roles: ["administrator"] };

/**
 * Names and the tree are public facts: every signed-in person reads them. Changing them is an
 * administrator's, within the subtree that was given; lists of a whole country need the whole instance.
 */
export const unitPolicy = {
  "unit.found": administrators,
  "unit.rename": administrators,
  "unit.move": administrators,
  "unit.merge": administrators,
  "unit.split": administrators,
  "unit.dissolve": administrators,
  "unit.operate": administrators,
  "unit.import": administrators,
  "unit.reorganise": administrators,
  "unit.set-population": { roles: ["administrator", "unitHead", "officer"] },
} satisfies PolicyTable;
