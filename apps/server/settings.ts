import { resolve } from "node:path";
import { z } from "zod";
import { StartRefused } from "#platform/config/start-refused.ts";

/**
 * All settings, from the environment, read once at start. A wrong one is named in one line; an empty one counts
 * as not set. docs/operations.md lists the same names.
 */
const onOff = (fallback: boolean) =>
  z
    .enum(["0", "1", "true", "false"], { error: "0 | 1" })
    .default(fallback ? "1" : "0")
    .transform((text) => text === "1" || text === "true");

const whole = (from: number, to: number, fallback: number) =>
  z
    .string()
    .default(String(fallback))
    .transform(Number)
    .refine((n) => Number.isInteger(n) && n >= from && n <= to, { error: `số nguyên / a whole number ${from}–${to}` });

const address = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `${protocols.map((p) => `${p}//…`).join(" | ")}`,
  });

const Environment = z.object({
  /** Port of the HTTP server; 0 takes any free one. */
  PORT: whole(0, 65535, 3000),
  /** Address to listen on; all of this machine when it is not set. */
  HOST: z.string().optional(),
  /** Where everything of this instance lives; relative to the project's folder. */
  DATA_DIR: z.string().default("data"),
  /** A PostgreSQL 15 to 18 of your own instead of the one that comes along. */
  DATABASE_URL: address(["postgres:", "postgresql:"]).optional(),
  /** 0: a real instance. Otherwise an empty database is filled with the demo province. */
  DEMO: onOff(true),
  /** The address that people use, where it is another one than this machine's (behind a proxy). */
  PUBLIC_URL: address(["http:", "https:"]).optional(),
  /** 1: believe X-Forwarded-For of the proxy in front. */
  TRUST_PROXY: onOff(false),
  /** `stdout` writes the log there, anything else is a file; DATA_DIR/server.log otherwise. */
  LOG: z.string().optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], { error: "debug | info | warn | error | silent" })
    .default("info"),
  /** Connections for requests. */
  DB_CONNECTIONS: whole(1, 500, 16),
  /** Bearer token that /metrics asks for; open to this machine only when it is not set. */
  METRICS_TOKEN: z.string().min(16, { error: "ít nhất 16 ký tự / at least 16 characters" }).optional(),
  OIDC_ISSUER: address(["https:", "http:"]).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().optional(),
  /** Claim that holds our user name. */
  OIDC_USER_CLAIM: z.string().default("preferred_username"),
});

export type Settings = Omit<z.infer<typeof Environment>, "DATA_DIR"> & { DATA_DIR: string; root: string };

/** @throws StartRefused naming each wrong setting */
export function readSettings(environment: NodeJS.ProcessEnv, root: string): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      // an address may hold a password
      const value = name === "DATABASE_URL" || /SECRET|TOKEN/.test(name) ? "…" : JSON.stringify(given[name]);
      return `${name}=${value} (${issue.message})`;
    });
    throw new StartRefused(`Cấu hình sai: ${wrong.join("; ")}`, `wrong setting: ${wrong.join("; ")}`);
  }
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = parsed.data;
  const oidc = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET].filter((value) => value !== undefined).length;
  if (oidc !== 0 && oidc !== 3)
    throw new StartRefused(
      "Cấu hình sai: OIDC_ISSUER, OIDC_CLIENT_ID và OIDC_CLIENT_SECRET phải đặt cùng nhau",
      "wrong setting: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together",
    );
  return { ...parsed.data, DATA_DIR: resolve(root, parsed.data.DATA_DIR), root };
}
