import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

/** A run as the policy sees it: everybody who had a hand in it, and who is paid by it. */
export interface PlacedRun extends Placed {
  makers?: readonly string[];
  paidPersonIds?: readonly string[];
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const checkers = ["administrator", "unitHead", "verifier"] as const;

/** Maker and checker are two people, and nobody checks what they are paid themselves. */
const twoPeople: AccessRule<PlacedRun>["unless"] = (principal, run) =>
  run.makers?.includes(principal.userId)
    ? "pay.maker-checks"
    : principal.personId !== null && run.paidPersonIds?.includes(principal.personId)
      ? "pay.checker-is-paid"
      : null;

export const payPolicy = {
  "pay.list": { roles: readers },
  "pay.view": { roles: readers },
  "pay.write": { roles: writers },
  "pay.check": { roles: checkers, unless: twoPeople },
  "pay.return": { roles: checkers },
  "pay.set-rate": { roles: ["administrator", "unitHead"] },
  "pay.own": { roles: [...readers, "speaker"] },
} satisfies PolicyTable;
