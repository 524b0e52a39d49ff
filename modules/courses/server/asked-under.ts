import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { coursePolicy } from "../policy.ts";

/** Over all that the caller sees, or below one unit. */
export async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof coursePolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(coursePolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}
