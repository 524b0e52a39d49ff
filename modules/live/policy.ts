import type { AccessRule, Placed, PolicyTable } from "#kernel/access.ts";

/** A talk as this room sees it: its organiser's and its place's units upward, and who speaks. */
export interface PlacedHall extends Placed {
  speakerIds: readonly string[];
}

const speaks: AccessRule<PlacedHall>["own"] = (principal, hall) =>
  principal.personId !== null && hall.speakerIds.includes(principal.personId);
const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const livePolicy = {
  "check.view": { roles: [...readers, "speaker"] },
  "check.set": { roles: writers },
  "hall.view": { roles: readers, own: speaks },
  "hall.lead": { roles: writers, own: speaks },
  "live.tally": { roles: writers, own: speaks },
  /** Who sits in the hall has no account. */
  "hall.ask": { roles: [], anyone: true },
} satisfies PolicyTable;
