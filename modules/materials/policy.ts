import type { AccessRule, Placed, PolicyTable, Principal } from "#kernel/access.ts";

/** A material as the policy sees it: its issuer upward, and which of the caller's own units it is for. */
export interface PlacedMaterial extends Placed {
  /** Units at which the caller holds a role and whose people this is for. */
  reaches: readonly number[];
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst", "speaker"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const approvers = ["administrator", "unitHead"] as const;

/** Whoever belongs to the people it is for reads it, whatever their role. */
const isFor: AccessRule<PlacedMaterial>["own"] = (principal: Principal, material) =>
  principal.grants.some((g) => g.unitId === null || (material.reaches?.includes(g.unitId) ?? false));

export const materialPolicy = {
  "material.list": { roles: readers },
  "material.view": { roles: readers, own: isFor },
  "material.export": { roles: readers },
  "material.create": { roles: writers },
  "material.edit": { roles: writers },
  "material.revise": { roles: writers },
  "material.approve": { roles: approvers },
  "material.recall": { roles: approvers },
  "material.set-public": { roles: approvers },
} satisfies PolicyTable;
