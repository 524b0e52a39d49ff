import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { documentPolicy } from "../policy.ts";

/** The right to look over all that the caller sees, or at one unit; row-level security keeps the answer to it. */
export async function overSeen(
  tx: Tx | null,
  principal: Principal,
  verb: keyof typeof documentPolicy,
  unitId?: number,
): Promise<void> {
  const path =
    unitId === undefined || tx === null
      ? principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]))
      : await unitPath(tx, unitId);
  authorise(documentPolicy, verb, principal, { unitPath: path });
}
