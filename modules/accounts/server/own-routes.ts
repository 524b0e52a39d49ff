import { sql } from "kysely";
import { z } from "zod";

import type { Principal, Role } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { newToken } from "#platform/auth/tokens.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitName } from "#modules/units/server.ts";
import { ById, ChooseHome, Ended, MadeToken, Me, NewToken, OwnTokenById, Session, Token } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { dividedHome, getAccount } from "./account-store.ts";
import type { AccountServices } from "./account-services.ts";
import { chooseHome, endOwnSessions, endOwnToken, makeToken } from "./own-commands.ts";
import { exportOwn } from "./export-own.ts";
import { listTokens } from "./token-store.ts";

const iso = (moment: Date | string) => new Date(moment).toISOString();

/** Everything that belongs to whoever is signed in, but the ways in (way-in-routes.ts). */
export function ownRoutes(services: AccountServices) {
  const { auth } = services;

  return roomRoutes((r) => {
    r.get(
      { path: "/me", access: "signed-in", summary: "Who I am and what I may do", answer: Me },
      async ({ tx, principal, language }) => {
        const account = await getAccount(tx, principal.userId);
        const today = todayInVietnam();
        const named = async (unitId: number | null) => (unitId === null ? null : unitName(tx, unitId, today));
        const grants = await Promise.all(
          principal.grants.map(async (g) => ({ role: g.role, unitId: g.unitId, unitName: await named(g.unitId) })),
        );
        const homeUnitName = await named(principal.homeUnitId);
        const divided = await dividedHome(tx, principal.userId);
        return {
          userId: account.id,
          userName: account.userName,
          displayName: account.displayName,
          personId: principal.personId,
          homeUnitId: principal.homeUnitId,
          homeUnitName,
          homeUnitDivided: divided === null ? null : { was: divided.was, choices: divided.choices },
          unitName: homeUnitName,
          title: titleOf(
            grants.map((g) => g.role),
            language,
          ),
          grants,
          verbs: verbsOf(services, principal),
          twoFactor: account.twoFactor,
          mustChangePassword: account.mustChangePassword,
          demo: account.demo,
        };
      },
    );

    r.post(
      {
        path: "/me/home-unit",
        access: "signed-in",
        summary: "After a division: which of the parts I work in",
        body: ChooseHome,
        answer: z.object({ homeUnitId: z.int() }),
      },
      async (call) => (await call.execute(chooseHome, call.input)).answer,
    );

    r.get(
      {
        path: "/me/sessions",
        access: "signed-in",
        summary: "Where I am signed in",
        answer: z.object({ items: z.array(Session) }),
      },
      async ({ tx, principal, request }) => {
        const current = await auth.currentSessionId(request);
        const { rows } = await sql<{ id: string; created_at: Date; expires_at: Date; user_agent: string | null }>`
        select id, created_at, expires_at, user_agent from account_session where user_id = ${principal.userId} and expires_at > now() order by created_at desc`.execute(
          tx,
        );
        return {
          items: rows.map((s) => ({
            id: s.id,
            createdAt: iso(s.created_at),
            expiresAt: iso(s.expires_at),
            userAgent: s.user_agent,
            current: s.id === current,
          })),
        };
      },
    );
    r.delete(
      { path: "/me/sessions/:id", access: "signed-in", summary: "End one of my sessions", params: ById },
      async (call) => {
        await call.execute(endOwnSessions, { sessionId: call.input.id });
      },
    );
    r.post(
      {
        path: "/me/sessions/end-others",
        access: "signed-in",
        summary: "End all my sessions but this one",
        answer: Ended,
      },
      async (call) => {
        const keep = await auth.currentSessionId(call.request);
        return (await call.execute(endOwnSessions, keep === null ? {} : { keep })).answer;
      },
    );

    r.get(
      {
        path: "/me/tokens",
        access: "signed-in",
        summary: "My API tokens",
        answer: z.object({ items: z.array(Token) }),
      },
      async ({ tx, principal }) => ({ items: await listTokens(tx, principal.userId) }),
    );
    r.post(
      {
        path: "/me/tokens",
        access: "signed-in",
        summary: "Make an API token; it is shown this once",
        body: NewToken,
        answer: MadeToken,
        status: 201,
      },
      async (call) => {
        const { token, hash } = newToken();
        const id = newId<"Token">();
        const { label, expiresOn = null } = call.input;
        await call.execute(makeToken, {
          userId: call.principal.userId,
          tokenId: id,
          tokenHash: hash.toString("hex"),
          label,
          expiresOn,
        });
        return { id, token, label, expiresOn };
      },
    );
    r.delete(
      { path: "/me/tokens/:id", access: "signed-in", summary: "End one of my API tokens", params: OwnTokenById },
      async (call) => {
        await call.execute(endOwnToken, { tokenId: call.input.id });
      },
    );

    r.get(
      {
        path: "/me/export",
        access: "signed-in",
        summary: "All that is held about me, as a file",
        produces: ["application/json"],
      },
      async ({ tx, principal }) => {
        const held = await exportOwn(tx, principal, services.heldElsewhere ?? {});
        return new FileAnswer({
          bytes: Buffer.from(JSON.stringify(held, null, 2)),
          mediaType: "application/json",
          fileName: `cau-noi-${held.account.userName}-${todayInVietnam()}.json`,
        });
      },
    );
  });
}

function titleOf(held: readonly Role[], language: "vi" | "en"): string {
  const words = language === "vi" ? messagesVi : messagesEn;
  return [...new Set(held)].map((role) => words[`role.${role}`]).join(", ");
}

function verbsOf({ policies }: AccountServices, principal: Principal): string[] {
  const held = new Set(principal.grants.map((g) => g.role));
  return policies
    .flatMap((table) =>
      Object.entries(table)
        .filter(([, rule]) => rule.own !== undefined || rule.roles.some((role) => held.has(role)))
        .map(([verb]) => verb),
    )
    .sort();
}
