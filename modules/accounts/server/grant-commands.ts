import { sql } from "kysely";
import { z } from "zod";

import { authorise, type Granted } from "#kernel/access.ts";
import { addDays, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { findUnit, unitPath } from "#modules/units/server.ts";
import { NewGrant } from "../contract.ts";
import { accountPolicy, type PlacedGrant } from "../policy.ts";
import { accountProblem } from "../problems.ts";
import { getPlacedAccount, type GrantRow, UserId } from "./account-store.ts";

export async function placeGrant(
  tx: Tx,
  userId: string,
  grant: { role: PlacedGrant["role"]; unitId: number | null },
): Promise<PlacedGrant> {
  if (grant.unitId !== null && (await findUnit(tx, grant.unitId)) === undefined)
    throw accountProblem("account.unit-unknown", { fields: { "/unitId": "account.unit-unknown" } });
  return {
    userId,
    role: grant.role,
    unitId: grant.unitId,
    unitPath: grant.unitId === null ? [] : await unitPath(tx, grant.unitId),
  };
}

export async function insertGrant(
  tx: Tx,
  { resource, by }: Granted<"account.grant", PlacedGrant>,
  dates: { validFrom?: string | undefined; validTo?: string | null | undefined },
) {
  const from = dates.validFrom ?? todayInVietnam();
  if (dates.validTo && dates.validTo < from)
    throw accountProblem("account.grant-dates", { fields: { "/validTo": "account.grant-dates" } });
  const to = dates.validTo ? addDays(dates.validTo as CivilDate, 1) : null;
  const id = newId<"Grant">();
  await sql`insert into role_grant (id, user_id, role, unit_id, valid, granted_by)
    values (${id}, ${resource.userId}, ${resource.role}, ${resource.unitId}, daterange(${from}::date, ${to}::date), ${by.userId})`.execute(
    tx,
  );
  return { id, role: resource.role, unitId: resource.unitId, validFrom: from, validTo: dates.validTo ?? null };
}

export const grantRole = defineCommand({
  name: "account.grant",
  input: NewGrant.extend({ userId: UserId }),
  run: async ({ tx, principal }, input) => {
    const { account } = await getPlacedAccount(tx, input.userId);
    const granted = authorise(accountPolicy, "account.grant", principal, await placeGrant(tx, input.userId, input));
    const made = await insertGrant(tx, granted, input);
    return {
      answer: { id: made.id },
      journal: [
        {
          action: "account.granted",
          subject: "account",
          subjectId: account.id,
          unitId: input.unitId ?? account.homeUnitId,
          after: made,
        },
      ],
    };
  },
});

/** Ends today: what somebody did under the role stays explained. A grant of today or later is emptied from its first day. */
export const endGrant = defineCommand({
  name: "account.end-grant",
  input: z.object({ userId: UserId, grantId: z.uuid() }),
  run: async ({ tx, principal }, { userId, grantId }) => {
    const { rows } = await sql<GrantRow & { ended: boolean }>`
      select id, user_id as "userId", role, unit_id as "unitId", lower(valid)::text as "validFrom", (upper(valid) - 1)::text as "validTo",
        coalesce(upper(valid) <= today_vn(), false) as ended
      from role_grant where id = ${grantId} and user_id = ${userId}`.execute(tx);
    const grant = rows[0];
    if (grant === undefined || grant.ended) throw accountProblem("account.grant-not-found");
    authorise(accountPolicy, "account.end-grant", principal, await placeGrant(tx, userId, grant));
    if (grant.role === "administrator" && grant.unitId === null) await refuseLastAdministrator(tx, userId, grantId);
    await sql`update role_grant set valid = daterange(lower(valid), greatest(today_vn(), lower(valid) + 1)) where id = ${grantId}`.execute(
      tx,
    );
    if (grant.validFrom >= todayInVietnam()) await sql`select role_grant_withdraw(${grantId})`.execute(tx);
    return {
      answer: { id: grantId },
      journal: [
        { action: "account.grant-ended", subject: "account", subjectId: userId, unitId: grant.unitId, before: grant },
      ],
    };
  },
});
/** An instance that nobody administers could only be mended by hand. */
export async function refuseLastAdministrator(tx: Tx, userId: string, grantId: string | null): Promise<void> {
  const { rows } = await sql<{
    left: boolean;
  }>`select account_administrator_remains(${userId}, ${grantId}) as left`.execute(tx);
  if (rows[0]?.left !== true) throw accountProblem("account.last-administrator");
}
