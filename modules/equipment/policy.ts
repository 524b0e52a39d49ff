import type { Placed, PolicyTable, Principal } from "#kernel/access.ts";

/** A need is answered by who stands above the unit that has it. */
export interface PlacedNeed extends Placed {
  unitId: number;
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

const fromAbove = (principal: Principal, need: PlacedNeed) =>
  principal.grants.some(
    (g) =>
      writers.includes(g.role as never) &&
      (g.unitId === null || (need.unitPath.includes(g.unitId) && g.unitId !== need.unitId)),
  )
    ? null
    : "equipment.answered-from-above";

export const equipmentPolicy = {
  "equipment.list": { roles: readers },
  "equipment.view": { roles: readers },
  "equipment.export": { roles: readers },
  "equipment.write": { roles: writers },
  "equipment.answer-need": { roles: writers, unless: fromAbove },
  "equipment.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
