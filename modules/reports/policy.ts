import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

/** A report as it is signed: whose it is today, and whether the caller was given its signature by a record. */
export interface Signable extends Placed {
  unitId: number;
  /** The unit of today that answers for it, where its own has ended. */
  answeringId?: number;
  mandated?: boolean;
}

/**
 * The head of this very unit signs, or who was given it by a record (KT., TL., TUQ.). A head above does not sign for the unit,
 * and no administrator does.
 */
const signing: AccessRule<Signable> = {
  roles: ["unitHead"],
  own: (_, report) => report.mandated === true,
  unless: (principal, { mandated, unitId, answeringId = unitId }) =>
    mandated === true ||
    principal.grants.some((g) => g.role === "unitHead" && (g.unitId === unitId || g.unitId === answeringId))
      ? null
      : "report.not-own-head",
};

export const reportPolicy = {
  "report.list": { roles: readers },
  "report.view": { roles: readers },
  "report.export": { roles: readers },
  "report.create": { roles: writers },
  "report.write": { roles: writers },
  "report.freeze": { roles: writers },
  "report.revise": { roles: writers },
  "report.issue": { roles: writers },
  "report.build-file": { roles: writers },
  "report.answer-check": { roles: writers },
  "report.sign": signing,
  "report.unsign": signing,
  /** Names who signs in the head's stead: the head, or who appoints them. */
  "report.give-mandate": { roles: ["administrator", "unitHead"] },
  /** The unit that sent it asks for it back. */
  "report.ask-reopening": { roles: writers },
  "report.send": { roles: writers },
  "report.quote": { roles: writers },
  /** At the unit that receives. */
  "report.receive": { roles: writers },
  "report.remind": { roles: writers },
  "report.set-duty": { roles: ["administrator", "unitHead"] },
  "report.compose": { roles: writers },
} satisfies PolicyTable;
