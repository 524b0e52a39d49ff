import { z } from "zod";

import { systemCaller } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import type { Auth } from "#platform/auth/auth.ts";
import { hashPassword, saltFor } from "#platform/auth/passwords.ts";
import { oidcProvider } from "#platform/auth/sign-in-library.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { Credential, Instance, PasskeyOptions, SetUp, SignIn, SignInCode, SignInState } from "../contract.ts";
import { accountProblem } from "../problems.ts";
import type { AccountServices } from "./account-services.ts";
import { accountCommands, createAccount } from "./commands.ts";
import { withLibrary } from "./library-call.ts";

const ownPath = z
  .string()
  .regex(/^\/(?![/\\])[^\\]*$/)
  .max(500)
  .default("/desk/");

function isThisMachine(address: string, headers: Headers): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(address) && !headers.has("x-forwarded-for") && !headers.has("forwarded");
}

/** What is open to everybody: what this instance is, and the ways in. */
export function doorRoutes(services: AccountServices) {
  const { auth } = services;
  const api = auth.library.api;
  return roomRoutes((r) => {
    r.get(
      { path: "/instance", access: "public", summary: "What this instance is and how one signs in", answer: Instance },
      async ({ remoteAddress, request }) => {
        const { hostname, protocol } = new URL(auth.options.publicUrl);
        return {
          demo: auth.options.demo,
          needsSetup: await auth.needsSetup(),
          setupNeedsCode: !isThisMachine(remoteAddress, request.headers),
          oidc: auth.options.oidc === undefined ? null : { label: auth.options.oidc.label },
          passkeys: protocol === "https:" || hostname === "localhost",
          demoAccounts: auth.options.demo ? [...services.demoAccounts] : [],
          demoPassword: auth.options.demo ? services.demoPassword : null,
          version: services.version,
        };
      },
    );

    r.post(
      {
        path: "/instance/set-up",
        access: "public",
        summary: "Make the first administrator, while there is none",
        body: SetUp,
        answer: SignInState,
        status: 201,
      },
      async (call) => {
        const { userName, displayName, password, code } = call.input;
        if (!(await auth.needsSetup())) throw accountProblem("account.set-up-done");
        if (!isThisMachine(call.remoteAddress, call.request.headers)) {
          auth.attempts.refuseIfTooMany("set-up", call.remoteAddress);
          if (code !== auth.setupCode) {
            auth.attempts.failed("set-up", call.remoteAddress);
            throw accountProblem("account.set-up-code", { fields: { "/code": "account.set-up-code" } });
          }
        }
        const id = newId<"Command">();
        // the first administrator has nobody to be made by
        await executeCommand({ pool: services.database.pool, commands: accountCommands }, systemCaller, {
          id,
          name: createAccount.name,
          payload: {
            userId: newId(),
            userName,
            displayName,
            homeUnitId: null,
            grants: [{ role: "administrator", unitId: null }],
            passwordHash: await hashPassword(password, saltFor(auth.options.secret, id)),
          },
        });
        return signIn(auth, call, userName, password);
      },
    );

    r.post(
      {
        path: "/sign-in",
        access: "public",
        summary: "Sign in with user name and password",
        body: SignIn,
        answer: SignInState,
      },
      (call) => signIn(auth, call, call.input.userName, call.input.password),
    );

    r.post(
      {
        path: "/sign-in/code",
        access: "public",
        summary: "Second step: a code of the app, or a backup code",
        body: SignInCode,
        answer: SignInState,
      },
      async (call) => {
        const { code, kind, trustDevice } = call.input;
        auth.attempts.refuseIfTooMany("second step", call.remoteAddress);
        const options = { body: { code, trustDevice }, headers: call.request.headers, returnHeaders: true as const };
        try {
          await withLibrary<unknown>(call, () =>
            kind === "totp" ? api.verifyTOTP(options) : api.verifyBackupCode(options),
          );
        } catch (error) {
          // Counted by address only: the library locks the account by itself.
          if (error instanceof Problem && error.code === "account.wrong-code")
            auth.attempts.failed(`second step ${newId()}`, call.remoteAddress);
          throw error;
        }
        return { state: "signed-in" as const };
      },
    );

    r.post(
      {
        path: "/sign-in/passkey/begin",
        access: "public",
        summary: "Options for navigator.credentials.get",
        answer: PasskeyOptions,
      },
      async (call) =>
        (await withLibrary<unknown>(call, () =>
          api.generatePasskeyAuthenticationOptions({ headers: call.request.headers, returnHeaders: true }),
        )) as Record<string, unknown>,
    );

    r.post(
      {
        path: "/sign-in/passkey",
        access: "public",
        summary: "Sign in with a passkey",
        body: Credential,
        answer: SignInState,
      },
      async (call) => {
        auth.attempts.refuseIfTooMany("passkey", call.remoteAddress);
        await withLibrary<unknown>(call, () =>
          api.verifyPasskeyAuthentication({
            body: { response: call.input.credential as never },
            headers: call.request.headers,
            returnHeaders: true,
          }),
        );
        return { state: "signed-in" as const };
      },
    );

    r.get(
      {
        path: "/sign-in/oidc",
        access: "public",
        summary: "Go to the provider and come back signed in",
        query: z.object({ to: ownPath }),
        status: 302,
      },
      async (call) => {
        if (auth.options.oidc === undefined) throw accountProblem("account.oidc-off");
        const went = await withLibrary(call, () =>
          api.signInSocial({
            body: {
              provider: oidcProvider,
              callbackURL: call.input.to,
              errorCallbackURL: "/desk/?sign-in=failed",
              disableRedirect: true,
            },
            headers: call.request.headers,
            returnHeaders: true,
          }),
        );
        if (!("url" in went) || !went.url) throw accountProblem("account.oidc-off");
        return new Response(null, { status: 302, headers: { location: went.url } });
      },
    );
    r.get(
      {
        path: `/auth/callback/${oidcProvider}`,
        access: "public",
        summary: "Where the provider sends the browser back to",
        status: 302,
      },
      async ({ request }) => {
        if (auth.options.oidc === undefined) throw accountProblem("account.oidc-off");
        return auth.library.handler(request);
      },
    );

    r.post({ path: "/sign-out", access: "public", summary: "End this session" }, async (call) => {
      await withLibrary<unknown>(call, () => api.signOut({ headers: call.request.headers, returnHeaders: true }));
    });
  });
}

interface Coming {
  request: Request;
  remoteAddress: string;
  setHeader: (name: string, value: string) => void;
}

async function signIn(
  auth: Auth,
  call: Coming,
  givenName: string,
  password: string,
): Promise<{ state: "signed-in" | "second-factor" }> {
  const userName = givenName.toLowerCase();
  auth.attempts.refuseIfTooMany(userName, call.remoteAddress);
  let answer: unknown;
  try {
    answer = await withLibrary<unknown>(call, () =>
      auth.library.api.signInUsername({
        body: { username: userName, password, rememberMe: true },
        headers: call.request.headers,
        returnHeaders: true,
      }),
    );
  } catch (error) {
    if (error instanceof Problem && error.code === "account.wrong-password")
      auth.attempts.failed(userName, call.remoteAddress);
    throw error;
  }
  auth.attempts.succeeded(userName);
  const second = (answer as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect === true;
  return { state: second ? "second-factor" : "signed-in" };
}
