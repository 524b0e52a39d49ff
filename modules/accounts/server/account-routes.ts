import { z } from "zod";

import { authorise, holdsRole } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { hashPassword, readablePassword, saltFor } from "#platform/auth/passwords.ts";
import { decodeCursor, page, pageOf, pageQuery } from "#platform/http/cursor.ts";
import { type Call, roomRoutes } from "#platform/http/room-routes.ts";
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
import { getPlacedAccount, listAccounts, unitsWith } from "./account-store.ts";
import {
  changeAccount,
  closeAccount,
  createAccount,
  endSecondFactor,
  endSessions,
  endToken,
  openAccount,
  resetPassword,
} from "./commands.ts";
import { exportAccounts, exportLimit, xlsx } from "./export-lists.ts";
import { endGrant, grantRole } from "./grant-commands.ts";
import { presentAccounts, presentPage } from "./present-account.ts";
import { listStrandedGrants, StrandedGrant } from "./stranded-grants.ts";

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
        path: "/accounts/stranded",
        verb: "account.list",
        summary: "Roles at units that were divided or ended without a successor: for an administrator to decide",
        answer: z.object({ items: z.array(StrandedGrant) }),
      },
      async ({ tx }) => ({ items: await listStrandedGrants(tx) }),
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
