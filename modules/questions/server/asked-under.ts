import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { questionPolicy } from "../policy.ts";

/** A list is asked at a unit that the caller holds a role above, or over all that they see. */
export async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: keyof typeof questionPolicy,
  ...under: (number | undefined)[]
): Promise<void> {
  const named = under.filter((id) => id !== undefined);
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  if (named.length === 0) authorise(questionPolicy, verb, principal, { unitPath: own });
  for (const id of named) authorise(questionPolicy, verb, principal, { unitPath: await unitPath(tx, id) });
}
