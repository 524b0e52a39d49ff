import { passkey } from "@better-auth/passkey";
import { APIError, betterAuth } from "better-auth";
import { genericOAuth, twoFactor, username } from "better-auth/plugins";
import type pg from "pg";

import { hashPassword, verifyPassword } from "./passwords.ts";

/**
 * better-auth on our own tables. Nothing of it is mounted except the way back from an OIDC provider: every
 * other step has a route of the accounts room, so that the OpenAPI document, problem details and limits hold
 * for signing in as for all else. Its cookie cache stays off, since platform/auth/principals.ts already
 * spares the queries and, unlike a cookie, forgets at once when a session is ended.
 */
export interface OidcSettings {
  /** Issuer address; its discovery document is read at the first use. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the sign-in button says. */
  label: string;
  /** Claim that holds our user name, `preferred_username` unless told. */
  userNameClaim: string;
}

export interface LibraryOptions {
  pool: pg.Pool;
  secret: string;
  publicUrl: string;
  demo: boolean;
  trustedOrigins: readonly string[];
  oidc?: OidcSettings | undefined;
}

export const cookiePrefix = "caunoi";
export const sessionSeconds = 30 * 24 * 3600;
export const renewAfterSeconds = 24 * 3600;
export const minPasswordLength = 10;
export const userNamePattern = /^[a-z0-9][a-z0-9._-]{2,49}$/;
export const oidcProvider = "oidc";

/** No mail is ever sent; the domain is one that cannot exist (RFC 2606). */
export function syntheticEmail(userName: string): string {
  return `${userName.toLowerCase()}@caunoi.invalid`;
}

const times = { createdAt: "created_at", updatedAt: "updated_at" };

export function buildLibrary(options: LibraryOptions) {
  return betterAuth({
    appName: "Cầu Nối",
    database: options.pool,
    secret: options.secret,
    baseURL: options.publicUrl,
    basePath: "/api/auth",
    trustedOrigins: [...options.trustedOrigins],
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix,
      useSecureCookies: options.publicUrl.startsWith("https:"),
      ipAddress: { disableIpTracking: true },
    },
    user: {
      modelName: "account_user",
      fields: { emailVerified: "email_verified", ...times },
      changeEmail: { enabled: false },
      deleteUser: { enabled: false },
    },
    session: {
      modelName: "account_session",
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        ...times,
      },
      expiresIn: sessionSeconds,
      updateAge: renewAfterSeconds,
    },
    account: {
      modelName: "account_credential",
      fields: {
        accountId: "account_id",
        providerId: "provider_id",
        userId: "user_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        ...times,
      },
      // Addresses are made from user names that only an administrator gives, so there is none to be verified.
      accountLinking: { enabled: true, trustedProviders: [oidcProvider], requireLocalEmailVerified: false },
    },
    verification: { modelName: "account_verification", fields: { expiresAt: "expires_at", ...times } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength: 200,
      password: {
        hash: (password) => hashPassword(password),
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const { rows } = await options.pool.query<{ may: boolean }>(
              "select disabled_at is null and (not demo or $2::boolean) as may from account_user where id = $1",
              [session.userId, options.demo],
            );
            if (rows[0]?.may !== true) throw new APIError("FORBIDDEN", { code: "ACCOUNT_CLOSED", message: "closed" });
            return { data: session };
          },
        },
      },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 50,
        usernameValidator: (name) => userNamePattern.test(name.toLowerCase()),
        schema: { user: { fields: { username: "user_name", displayUsername: "shown_user_name" } } },
      }),
      twoFactor({
        issuer: "Cầu Nối",
        schema: {
          user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
          twoFactor: {
            modelName: "account_totp",
            fields: {
              userId: "user_id",
              backupCodes: "backup_codes",
              failedVerificationCount: "failed_verification_count",
              lockedUntil: "locked_until",
            },
          },
        },
      }),
      passkey({
        rpID: new URL(options.publicUrl).hostname,
        rpName: "Cầu Nối",
        schema: {
          passkey: {
            modelName: "account_passkey",
            fields: {
              userId: "user_id",
              publicKey: "public_key",
              credentialID: "credential_id",
              deviceType: "device_type",
              backedUp: "backed_up",
              createdAt: "created_at",
            },
          },
        },
      }),
      genericOAuth({ config: options.oidc === undefined ? [] : [oidcConfig(options.oidc)] }),
    ],
  });
}

/** Nobody gets an account by coming from the provider: it only opens the one that has the claimed user name. */
function oidcConfig(oidc: OidcSettings) {
  return {
    providerId: oidcProvider,
    name: oidc.label,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ["openid", "profile"],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    mapProfileToUser: (profile: Record<string, unknown>) => {
      const userName = String(profile[oidc.userNameClaim] ?? "").toLowerCase();
      return { email: syntheticEmail(userName), emailVerified: true, name: String(profile.name ?? userName) };
    },
  };
}

export type SignInLibrary = ReturnType<typeof buildLibrary>;
