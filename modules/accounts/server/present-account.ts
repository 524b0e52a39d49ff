import { sql } from "kysely";

import { type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitName } from "#modules/units/server.ts";
import type { AccountItem, AccountPage } from "../contract.ts";
import { accountPolicy } from "../policy.ts";
import { type AccountRow, countsFrom, type getPlacedAccount, grantsOf, presentGrant } from "./account-store.ts";
import { listTokens } from "./token-store.ts";

const caretakerVerbs = [
  "account.change",
  "account.reset-password",
  "account.close",
  "account.open",
  "account.end-sessions",
  "account.end-second-factor",
  "account.end-token",
] as const;

export async function presentAccounts(tx: Tx, rows: readonly AccountRow[]): Promise<AccountItem[]> {
  const today = todayInVietnam();
  const grants = Map.groupBy(
    (
      await grantsOf(
        tx,
        rows.map((row) => row.id),
      )
    ).filter(countsFrom(today)),
    (g) => g.userId,
  );
  return Promise.all(
    rows.map(async (row) => ({
      ...(await presentRow(tx, row, today)),
      grants: await Promise.all((grants.get(row.id) ?? []).map((g) => presentGrant(tx, g))),
    })),
  );
}

async function presentRow(tx: Tx, row: AccountRow, today: CivilDate) {
  const { id, userName, displayName, homeUnitId, twoFactor, demo } = row;
  return {
    id,
    userName,
    displayName,
    homeUnitId,
    twoFactor,
    demo,
    homeUnitName: homeUnitId === null ? null : await unitName(tx, homeUnitId, today),
    createdAt: new Date(row.createdAt).toISOString(),
    closedAt: row.closedAt === null ? null : new Date(row.closedAt).toISOString(),
  };
}

export async function presentPage(
  tx: Tx,
  principal: Principal,
  placed: Awaited<ReturnType<typeof getPlacedAccount>>,
): Promise<AccountPage> {
  const { account } = placed;
  const today = todayInVietnam();
  const all = await grantsOf(tx, [account.id]);
  const counts = countsFrom(today);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from account_session where user_id = ${account.id} and expires_at > now()`.execute(tx);
  return {
    ...(await presentRow(tx, account, today)),
    personId: account.personId,
    mustChangePassword: account.mustChangePassword,
    grants: await Promise.all(all.filter(counts).map((g) => presentGrant(tx, g))),
    pastGrants: await Promise.all(all.filter((g) => !counts(g)).map((g) => presentGrant(tx, g))),
    sessions: rows[0]!.n,
    tokens: await listTokens(tx, account.id),
    may: caretakerVerbs.filter((verb) => refusal(accountPolicy, verb, principal, placed) === null),
  };
}
