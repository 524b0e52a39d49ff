import type { Placed, PolicyTable, Principal } from "#kernel/access.ts";

/** A plan or a publication lies at who publishes and at who issued the material: `unitPath` holds both ways up. */
export interface PlacedVersion extends Placed {
  /** Units at which the caller holds a role and whose people the material is for. */
  reaches: readonly number[];
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

/** Whoever works where the material is to be heard takes the package away, whichever office issued it. */
const isFor = (principal: Principal, version: PlacedVersion) =>
  principal.grants.some(
    (g) => g.unitId === null || (g.role !== "speaker" && (version.reaches ?? []).includes(g.unitId)),
  );

export const channelPolicy = {
  "channel.list": { roles: readers },
  "channel.export": { roles: readers },
  "channel.view": { roles: readers, own: isFor },
  "channel.package": { roles: readers, own: isFor },
  "channel.plan": { roles: writers },
  "channel.record": { roles: writers },
  "channel.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
