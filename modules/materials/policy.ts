import type { AccessRule, Placed, PolicyTable, Principal } from "#kernel/access.ts";

/** A material as the policy sees it: its issuer upward, and which of the caller's own units it is for. */
export interface PlacedMaterial extends Placed {
  /** Units at which the caller holds a role and whose people this is for. */
  reaches: readonly number[];
  /** Accounts that have written on the version; absent where nobody asks about a step of its approval. */
  authors?: readonly string[];
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst", "speaker"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const approvers = ["administrator", "unitHead"] as const;
const reviewers = ["administrator", "unitHead", "officer", "verifier"] as const;
const overseers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;

/** Whoever belongs to the people it is for reads it, whatever their role. */
const isFor: AccessRule<PlacedMaterial>["own"] = (principal: Principal, material) =>
  principal.grants.some((g) => g.unitId === null || (material.reaches?.includes(g.unitId) ?? false));

/** Who looks after a unit that it is for sees of that unit whether it has arrived. */
const overseesPart: AccessRule<PlacedMaterial>["own"] = (principal, material) =>
  principal.grants.some(
    (g) =>
      overseers.some((role) => role === g.role) &&
      (g.unitId === null || (material.reaches?.includes(g.unitId) ?? false)),
  );

/** Nobody passes or approves what they have written on themselves; `chain.ts` says what else stands between. */
const notOwnText: AccessRule<PlacedMaterial>["unless"] = (principal, material) =>
  material.authors?.includes(principal.userId) ? "material.own-text" : null;

export const materialPolicy = {
  "material.list": { roles: readers },
  "material.view": { roles: readers, own: isFor },
  "material.export": { roles: readers },
  "material.create": { roles: writers },
  "material.edit": { roles: writers },
  "material.revise": { roles: writers },
  "material.discard": { roles: writers },
  "material.submit": { roles: writers },
  "material.comment": { roles: reviewers },
  "material.step": { roles: reviewers, unless: notOwnText },
  "material.approve": { roles: approvers, unless: notOwnText },
  "material.recall": { roles: approvers },
  "material.words": { roles: reviewers },
  "material.configure": { roles: ["administrator"] },
  "material.gaps": { roles: overseers },
  "material.reach": { roles: overseers, own: overseesPart },
  "material.acknowledge": { roles: readers, own: isFor },
  "material.set-public": { roles: approvers },
} satisfies PolicyTable;
