import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { planPolicy } from "../policy.ts";

/** The caller may ask for this unit, or for what is their own where none is named. @throws access.denied */
export async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof planPolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(planPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}
