import { sql } from "kysely";
import { z } from "zod";

import { authorise, holdsRole, type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { hashPassword, readablePassword, saltFor } from "#platform/auth/passwords.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageOf, pageQuery } from "#platform/http/cursor.ts";
import { type Call, roomRoutes } from "#platform/http/room-routes.ts";
import { unitName } from "#modules/units/server.ts";
import {
  AccountItem,
  AccountPage,
  AccountQuery,
  ById,
  ChangeAccount,
  Ended,
  GrantById,
  MadeAccount,
  MadePassword,
  NewAccount,
  NewGrant,
  TokenById,
} from "../contract.ts";
import { accountPolicy } from "../policy.ts";
import type { AccountServices } from "./account-services.ts";
import {
  type AccountRow,
  countsFrom,
  getPlacedAccount,
  grantsOf,
  listAccounts,
  presentGrant,
  unitsWith,
} from "./account-store.ts";
import {
  changeAccount,
  closeAccount,
  createAccount,
  endGrant,
  endSecondFactor,
  endSessions,
  endToken,
  grantRole,
  openAccount,
  resetPassword,
} from "./commands.ts";
import { exportAccounts, exportLimit, xlsx } from "./export-lists.ts";
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
const Cursor = z.tuple([z.string(), z.string()]);
const Made = z.object({ id: z.string() });

/** People with access, for whoever looks after the accounts of a unit and all below it. */
export function accountRoutes({ auth }: AccountServices) {
  /** The salt hangs on the command's id, so that the same request sent twice is the same command. */
  const hashFor = (call: Call<unknown>, password: string) => {
    const id =
      call.request.headers
        .get("idempotency-key")
        ?.replace(/^"(.*)"$/, "$1")
        .toLowerCase() ?? newId<"Command">();
    return hashPassword(password, saltFor(auth.options.secret, id)).then((passwordHash) => ({ id, passwordHash }));
  };

  return roomRoutes((r) => {
    r.get(
      {
        path: "/accounts",
        verb: "account.list",
        summary: "People with access, by name",
        query: AccountQuery.extend(pageQuery),
        answer: pageOf(AccountItem),
      },
      async ({ tx, principal, input }) => {
        const { cursor, limit, ...filter } = input;
        const within = unitsWith(principal, accountPolicy["account.list"].roles);
        const rows = await listAccounts(tx, { ...filter, within, limit, after: decodeCursor(cursor, Cursor) });
        const shown = page(
          rows,
          limit,
          (row) => [row.sortName, row.id],
          (row) => row,
        );
        return { ...shown, items: await presentAccounts(tx, shown.items) };
      },
    );

    r.get(
      {
        path: "/accounts/export",
        verb: "account.list",
        summary: "The list as a workbook",
        query: AccountQuery,
        produces: [xlsx],
      },
      async ({ tx, principal, input, language }) => {
        const within = unitsWith(principal, accountPolicy["account.list"].roles);
        const rows = await listAccounts(tx, { ...input, within, limit: exportLimit });
        return exportAccounts(await presentAccounts(tx, rows.slice(0, exportLimit)), language);
      },
    );

    r.get(
      {
        path: "/accounts/:id",
        verb: "account.read",
        summary: "One account with its roles and tokens",
        params: ById,
        answer: AccountPage,
      },
      async ({ tx, principal, input }) => {
        const placed = await getPlacedAccount(tx, input.id);
        // Whoever looks after one of its units may see it, also where it does more elsewhere.
        const near = placed.grants.some((g) => holdsRole(principal, accountPolicy["account.read"].roles, g.unitPath));
        if (!near) authorise(accountPolicy, "account.read", principal, placed);
        return presentPage(tx, principal, placed);
      },
    );

    r.post(
      {
        path: "/accounts",
        verb: "account.create",
        summary: "Give somebody access; a password made here is shown this once",
        body: NewAccount,
        answer: MadeAccount,
        status: 201,
      },
      async (call) => {
        const { password: given, ...account } = call.input;
        const password = given ?? readablePassword();
        const { id, passwordHash } = await hashFor(call, password);
        const { answer } = await call.execute(
          createAccount,
          {
            ...account,
            userId: newId(),
            personId: account.personId ?? null,
            passwordHash,
            mustChangePassword: true,
            demo: false,
          },
          { id },
        );
        return { ...answer, password: given === undefined ? password : null };
      },
    );
    r.patch(
      {
        path: "/accounts/:id",
        verb: "account.change",
        summary: "Change name, home unit or the person it belongs to",
        params: ById,
        body: ChangeAccount,
        answer: Made,
      },
      async (call) => {
        const { id, ...changes } = call.input;
        return (await call.execute(changeAccount, { ...changes, userId: id })).answer;
      },
    );
    r.post(
      {
        path: "/accounts/:id/password",
        verb: "account.reset-password",
        summary: "A new first password, shown this once; all sessions end",
        params: ById,
        answer: MadePassword,
      },
      async (call) => {
        const password = readablePassword();
        const { id, passwordHash } = await hashFor(call, password);
        await call.execute(resetPassword, { userId: call.input.id, passwordHash }, { id });
        return { password };
      },
    );
    r.post(
      {
        path: "/accounts/:id/close",
        verb: "account.close",
        summary: "Close the account; all sessions end",
        params: ById,
        answer: Ended,
      },
      async (call) => ({ ended: (await call.execute(closeAccount, { userId: call.input.id })).answer.count }),
    );
    r.post(
      {
        path: "/accounts/:id/open",
        verb: "account.open",
        summary: "Open a closed account again",
        params: ById,
        answer: Made,
      },
      async (call) => ({ id: (await call.execute(openAccount, { userId: call.input.id })).answer.id }),
    );
    r.post(
      {
        path: "/accounts/:id/sessions/end",
        verb: "account.end-sessions",
        summary: "End all sessions of the account",
        params: ById,
        answer: Ended,
      },
      async (call) => ({ ended: (await call.execute(endSessions, { userId: call.input.id })).answer.count }),
    );
    r.post(
      {
        path: "/accounts/:id/second-factor/end",
        verb: "account.end-second-factor",
        summary: "Take away second factor and passkeys of somebody who lost them",
        params: ById,
        answer: Ended,
      },
      async (call) => ({ ended: (await call.execute(endSecondFactor, { userId: call.input.id })).answer.count }),
    );
    r.post(
      {
        path: "/accounts/:id/grants",
        verb: "account.grant",
        summary: "Grant a role at a unit, for it and all below",
        params: ById,
        body: NewGrant,
        answer: Made,
        status: 201,
      },
      async (call) => {
        const { id, ...grant } = call.input;
        return (await call.execute(grantRole, { ...grant, userId: id })).answer;
      },
    );
    r.post(
      {
        path: "/accounts/:id/grants/:grantId/end",
        verb: "account.end-grant",
        summary: "End a role as of today",
        params: GrantById,
        answer: Made,
      },
      async (call) => (await call.execute(endGrant, { userId: call.input.id, grantId: call.input.grantId })).answer,
    );
    r.post(
      {
        path: "/accounts/:id/tokens/:tokenId/end",
        verb: "account.end-token",
        summary: "End an API token of the account",
        params: TokenById,
        answer: Made,
      },
      async (call) => ({
        id: (await call.execute(endToken, { userId: call.input.id, tokenId: call.input.tokenId })).answer.id,
      }),
    );
  });
}

async function presentAccounts(tx: Tx, rows: readonly AccountRow[]): Promise<AccountItem[]> {
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

async function presentPage(
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
