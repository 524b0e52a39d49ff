import { sql } from "kysely";
import { z } from "zod";

import type { Principal, Role } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { newToken } from "#platform/auth/tokens.ts";
import { syntheticEmail } from "#platform/auth/sign-in-library.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { type Call, roomRoutes } from "#platform/http/room-routes.ts";
import { unitName } from "#modules/units/server.ts";
import {
  ById,
  ChangePassword,
  CodeOnly,
  Ended,
  MadeToken,
  Me,
  NewPasskey,
  NewToken,
  OwnTokenById,
  Passkey,
  PasskeyOptions,
  PasswordOnly,
  SecondFactorStart,
  Session,
  Token,
} from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { accountProblem } from "../problems.ts";
import { getAccount } from "./account-store.ts";
import type { AccountServices } from "./account-services.ts";
import { endOwnSessions, endOwnToken, makeToken, noteOwnChange } from "./commands.ts";
import { exportOwn } from "./export-own.ts";
import { withLibrary } from "./library-call.ts";
import { listTokens } from "./token-store.ts";

type OwnChange = "password-changed" | "second-factor-on" | "second-factor-off" | "passkey-added" | "passkey-removed";
const iso = (moment: Date | string) => new Date(moment).toISOString();

/** Everything that belongs to whoever is signed in. A token of a program may read it, but change no way in. */
export function ownRoutes(services: AccountServices) {
  const { auth } = services;
  const api = auth.library.api;
  /** What changes a way in needs a person's own session: a program's token may not make itself at home. */
  const session = async (call: Call<unknown>): Promise<void> => {
    if ((await auth.currentSessionId(call.request)) === null) throw accountProblem("account.session-needed");
  };
  const noted = (call: Call<unknown>, what: OwnChange) => call.execute(noteOwnChange, { what }, { id: newId() });

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
        return {
          userId: account.id,
          userName: account.userName,
          displayName: account.displayName,
          personId: principal.personId,
          homeUnitId: principal.homeUnitId,
          homeUnitName,
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
        path: "/me/password",
        access: "signed-in",
        summary: "Change my password; every other session ends",
        body: ChangePassword,
      },
      async (call) => {
        await session(call);
        auth.attempts.refuseIfTooMany(call.principal.userId, call.remoteAddress);
        const { current, next } = call.input;
        try {
          await withLibrary<unknown>(call, () =>
            api.changePassword({
              body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
              headers: call.request.headers,
              returnHeaders: true,
            }),
          );
        } catch (error) {
          auth.attempts.failed(call.principal.userId, call.remoteAddress);
          throw error;
        }
        auth.attempts.succeeded(call.principal.userId);
        await noted(call, "password-changed");
      },
    );

    r.post(
      {
        path: "/me/second-factor/begin",
        access: "signed-in",
        summary: "Begin two-step sign-in: what the code app needs, and backup codes",
        body: PasswordOnly,
        answer: SecondFactorStart,
      },
      async (call) => {
        await session(call);
        const made = await withLibrary<unknown>(call, () =>
          api.enableTwoFactor({
            body: { password: call.input.password, method: "totp" },
            headers: call.request.headers,
            returnHeaders: true,
          }),
        );
        const { totpURI, backupCodes } = made as { totpURI: string; backupCodes: string[] };
        const { userName } = await call.inTransaction((tx) => getAccount(tx, call.principal.userId));
        // The app shows the name that the person knows, not the address that was made from it.
        return { uri: totpURI.replace(encodeURIComponent(syntheticEmail(userName)), userName), backupCodes };
      },
    );
    r.post(
      {
        path: "/me/second-factor",
        access: "signed-in",
        summary: "Confirm two-step sign-in with a first code",
        body: CodeOnly,
      },
      async (call) => {
        await session(call);
        await withLibrary<unknown>(call, () =>
          api.verifyTOTP({ body: { code: call.input.code }, headers: call.request.headers, returnHeaders: true }),
        );
        await noted(call, "second-factor-on");
      },
    );
    r.post(
      { path: "/me/second-factor/end", access: "signed-in", summary: "Turn two-step sign-in off", body: PasswordOnly },
      async (call) => {
        await session(call);
        await withLibrary<unknown>(call, () =>
          api.disableTwoFactor({
            body: { password: call.input.password },
            headers: call.request.headers,
            returnHeaders: true,
          }),
        );
        await noted(call, "second-factor-off");
      },
    );

    r.get(
      {
        path: "/me/passkeys",
        access: "signed-in",
        summary: "My passkeys",
        answer: z.object({ items: z.array(Passkey) }),
      },
      async ({ tx, principal }) => {
        const { rows } = await sql<{ id: string; name: string | null; created_at: Date | null }>`
        select id, name, created_at from account_passkey where user_id = ${principal.userId} order by created_at`.execute(
          tx,
        );
        return {
          items: rows.map((row) => ({
            id: row.id,
            name: row.name,
            createdAt: row.created_at === null ? null : iso(row.created_at),
          })),
        };
      },
    );
    r.post(
      {
        path: "/me/passkeys/begin",
        access: "signed-in",
        summary: "Options for navigator.credentials.create",
        answer: PasskeyOptions,
      },
      async (call) => {
        await session(call);
        return (await withLibrary<unknown>(call, () =>
          api.generatePasskeyRegistrationOptions({ query: {}, headers: call.request.headers, returnHeaders: true }),
        )) as Record<string, unknown>;
      },
    );
    r.post(
      {
        path: "/me/passkeys",
        access: "signed-in",
        summary: "Keep a passkey that the browser made",
        body: NewPasskey,
        answer: Passkey,
        status: 201,
      },
      async (call) => {
        await session(call);
        const { credential, name } = call.input;
        const made = await withLibrary<unknown>(call, () =>
          api.verifyPasskeyRegistration({
            body: { response: credential, ...(name ? { name } : {}) },
            headers: call.request.headers,
            returnHeaders: true,
          }),
        );
        await noted(call, "passkey-added");
        const { id, createdAt } = made as { id: string; createdAt: Date | null };
        return { id, name: name ?? null, createdAt: createdAt ? iso(createdAt) : null };
      },
    );
    r.delete(
      { path: "/me/passkeys/:id", access: "signed-in", summary: "Remove one of my passkeys", params: ById },
      async (call) => {
        await session(call);
        const own = await call.inTransaction(
          async (tx) =>
            (
              await sql`select from account_passkey where id = ${call.input.id} and user_id = ${call.principal.userId}`.execute(
                tx,
              )
            ).rows.length,
        );
        if (own === 0) throw accountProblem("account.passkey-not-found");
        await withLibrary<unknown>(call, () =>
          api.deletePasskey({ body: { id: call.input.id }, headers: call.request.headers, returnHeaders: true }),
        );
        await noted(call, "passkey-removed");
      },
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
