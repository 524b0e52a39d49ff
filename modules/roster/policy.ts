import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

/** A person as the policy sees it: their unit upward, and who they are. */
export interface PlacedPerson extends Placed {
  personId?: string;
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const keepers = ["administrator", "unitHead", "officer"] as const;
const oneself: AccessRule<PlacedPerson>["own"] = (principal, person) =>
  principal.personId !== null && principal.personId === person.personId;

/** The roster is kept by the unit's officers; everybody may see what is held about themselves. */
export const rosterPolicy = {
  "roster.list": { roles: readers },
  "roster.view": { roles: readers, own: oneself },
  "roster.export": { roles: readers },
  "roster.read-rules": { roles: [...readers, "speaker"] },
  "roster.find-speaker": { roles: [...readers, "speaker"] },
  "roster.add-person": { roles: keepers },
  "roster.edit-person": { roles: keepers },
  "roster.appoint": { roles: keepers },
  "roster.edit-appointment": { roles: keepers },
  "roster.end-appointment": { roles: keepers },
  "roster.attest": { roles: keepers },
  "roster.import": { roles: keepers },
  "roster.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
