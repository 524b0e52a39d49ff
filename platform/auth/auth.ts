import { createHmac, timingSafeEqual } from "node:crypto";
import pg from "pg";

import type { Authenticated } from "#platform/http/api.ts";
import { hearAccessChanges } from "./access-changes.ts";
import { type AttemptLimits, SignInAttempts } from "./attempts.ts";
import { readablePassword } from "./passwords.ts";
import { Principals } from "./principals.ts";
import {
  buildLibrary,
  cookiePrefix,
  type OidcSettings,
  renewAfterSeconds,
  sessionSeconds,
  type SignInLibrary,
} from "./sign-in-library.ts";

export interface AuthOptions {
  /** Address of the database; sign-in has its own few connections. */
  databaseUrl: string;
  secret: string;
  /** Where people reach this instance, for cookies, passkeys and OIDC: `https://caunoi.lamdong.example`. */
  publicUrl: string;
  demo: boolean;
  trustedOrigins?: readonly string[];
  oidc?: OidcSettings | undefined;
  limits?: AttemptLimits;
  now?: () => number;
}

/** Everything about who is asking. One an instance; `close` ends its connections. */
export interface Auth {
  authenticate: (request: Request) => Promise<Authenticated | null>;
  /** The signed-in session's id, for "this device" in the list of sessions. */
  currentSessionId: (request: Request) => Promise<string | null>;
  library: SignInLibrary;
  principals: Principals;
  attempts: SignInAttempts;
  /** True while nobody administers the whole instance. */
  needsSetup: () => Promise<boolean>;
  /** Printed at the start: who sets an instance up from another machine shows that they may. */
  setupCode: string;
  options: AuthOptions;
  close: () => Promise<void>;
}

export function openAuth(options: AuthOptions): Auth {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 4,
    application_name: "caunoi sign-in",
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    options:
      "-c role=caunoi_app -c caunoi.auth=on -c timezone=UTC -c statement_timeout=20s -c idle_in_transaction_session_timeout=20s",
  });
  pool.on("error", () => {});
  const changes = hearAccessChanges(options.databaseUrl, (userId) => principals.forget(userId));
  const principals = new Principals({
    pool,
    demo: options.demo,
    listening: () => changes.listening,
    ...(options.now ? { now: options.now } : {}),
  });
  const library = buildLibrary({ ...options, pool, trustedOrigins: options.trustedOrigins ?? [] });
  const cookieName = `${options.publicUrl.startsWith("https:") ? "__Secure-" : ""}${cookiePrefix}.session_token`;
  const now = options.now ?? Date.now;

  let setUp = false;

  const sessionOf = async (request: Request) => {
    const token = sessionToken(request.headers.get("cookie"), cookieName, options.secret);
    return token === null ? null : principals.bySession(token);
  };

  return {
    library,
    principals,
    options,
    attempts: new SignInAttempts(options.limits, now),
    async authenticate(request) {
      const bearer = request.headers.get("authorization");
      if (bearer !== null) {
        const token = /^Bearer (cn_[\w-]{20,100})$/i.exec(bearer)?.[1];
        const principal = token === undefined ? null : await principals.byToken(token);
        return principal === null ? null : { principal, byCookie: false };
      }
      const session = await sessionOf(request);
      if (session === null) return null;
      const age = sessionSeconds - (session.expires - now()) / 1000;
      const setCookies = age < renewAfterSeconds ? undefined : await renewed(library, request);
      if (setCookies) principals.forget(session.principal.userId);
      return { principal: session.principal, byCookie: true, ...(setCookies ? { setCookies } : {}) };
    },
    async currentSessionId(request) {
      return (await sessionOf(request))?.sessionId ?? null;
    },
    setupCode: readablePassword(),
    async needsSetup() {
      if (setUp) return false;
      const { rows } = await pool.query<{ there: boolean }>(
        `select exists (select from role_grant g join account_user u on u.id = g.user_id
           where g.role = 'administrator' and g.unit_id is null and g.valid @> today_vn()
             and u.disabled_at is null and (not u.demo or $1::boolean)) as there`,
        [options.demo],
      );
      setUp = rows[0]!.there;
      return !setUp;
    },
    async close() {
      await changes.close();
      await pool.end();
    },
  };
}

/** Once a day a session in use is made longer, in the database and in the browser. */
async function renewed(library: SignInLibrary, request: Request): Promise<string[] | undefined> {
  try {
    const { headers } = await library.api.getSession({ headers: request.headers, returnHeaders: true });
    return headers.getSetCookie();
  } catch {
    return undefined;
  }
}

/** The token in the cookie, where its signature is ours. */
export function sessionToken(cookies: string | null, name: string, secret: string): string | null {
  const start = cookies === null ? -1 : `; ${cookies}`.indexOf(`; ${name}=`);
  if (cookies === null || start === -1) return null;
  const value = cookies.slice(start + name.length + 1).split(";", 1)[0]!;
  let plain: string;
  try {
    plain = decodeURIComponent(value);
  } catch {
    return null;
  }
  const dot = plain.lastIndexOf(".");
  if (dot < 1) return null;
  const token = plain.slice(0, dot);
  const given = Buffer.from(plain.slice(dot + 1), "base64");
  const wanted = createHmac("sha256", secret).update(token).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null;
}
