import { sql } from "kysely";
import { z } from "zod";

import { newId } from "#kernel/ids.ts";
import { syntheticEmail } from "#platform/auth/sign-in-library.ts";
import { type Call, roomRoutes } from "#platform/http/room-routes.ts";
import {
  ById,
  ChangePassword,
  CodeOnly,
  NewPasskey,
  Passkey,
  PasskeyOptions,
  PasswordOnly,
  SecondFactorStart,
} from "../contract.ts";
import { accountProblem } from "../problems.ts";
import { getAccount } from "./account-store.ts";
import type { AccountServices } from "./account-services.ts";
import { noteOwnChange } from "./own-commands.ts";
import { withLibrary } from "./library-call.ts";

type OwnChange = "password-changed" | "second-factor-on" | "second-factor-off" | "passkey-added" | "passkey-removed";
const iso = (moment: Date | string) => new Date(moment).toISOString();

/** One's own ways in: password, code app, passkeys. The library changes them; the journal is told what, never how. */
export function wayInRoutes({ auth }: AccountServices) {
  const api = auth.library.api;
  /** What changes a way in needs a person's own session: a program's token may not make itself at home. */
  const session = async (call: Call<unknown>): Promise<void> => {
    if ((await auth.currentSessionId(call.request)) === null) throw accountProblem("account.session-needed");
  };
  const noted = (call: Call<unknown>, what: OwnChange) => call.execute(noteOwnChange, { what }, { id: newId() });

  return roomRoutes((r) => {
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
  });
}
