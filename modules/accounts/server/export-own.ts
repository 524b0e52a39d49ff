import { sql } from "kysely";

import type { Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { getAccount, grantsOf, presentGrant } from "./account-store.ts";
import type { AccountServices } from "./account-services.ts";
import { listTokens } from "./token-store.ts";

/**
 * The right to know (Law 91/2025): the account, its roles, where it is signed in, what was written by it and
 * about it, and what the other rooms hold of the person. Passwords, keys and tokens are only named, never given.
 */
export async function exportOwn(
  tx: Tx,
  principal: Principal,
  elsewhere: NonNullable<AccountServices["heldElsewhere"]>,
) {
  const account = await getAccount(tx, principal.userId);
  const grants = await Promise.all((await grantsOf(tx, [account.id])).map((grant) => presentGrant(tx, grant)));
  const sessions =
    await sql`select created_at, expires_at, user_agent from account_session where user_id = ${account.id}`.execute(tx);
  const passkeys =
    await sql`select name, created_at, device_type from account_passkey where user_id = ${account.id}`.execute(tx);
  const devices =
    await sql`select id, first_seen_at, last_push_at, last_pull_at from device where user_id = ${account.id}`.execute(
      tx,
    );
  const journal = await sql`
    select id, at, device_at, action, subject, subject_id, unit_id, before, after from journal
    where user_id = ${account.id} or (subject = 'account' and subject_id = ${account.id}) order by id`.execute(tx);
  const rooms: Record<string, unknown> = {};
  for (const [heading, held] of Object.entries(elsewhere)) rooms[heading] = await held(tx, principal);
  return {
    madeAt: new Date().toISOString(),
    account,
    grants,
    sessions: sessions.rows,
    passkeys: passkeys.rows,
    tokens: await listTokens(tx, account.id),
    devices: devices.rows,
    writtenByMeOrAboutMyAccount: journal.rows,
    ...rooms,
  };
}
