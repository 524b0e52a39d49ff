import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";

import type { PolicyTable } from "#kernel/access.ts";
import { openAuth } from "#platform/auth/auth.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { buildApi } from "#platform/http/api.ts";
import type { Route } from "#platform/http/room-routes.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { allCommands, allMessages, allPolicies, allRoutes } from "../rooms.ts";

/** The whole interface over a test's database, with answers held against their schemas. */
export interface OpenApp {
  app: Hono;
  routes: readonly Route[];
  policy: PolicyTable;
  close: () => Promise<void>;
}

export async function openApp(db: TestDatabase): Promise<OpenApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "caunoi access "));
  const auth = openAuth({
    databaseUrl: db.url,
    secret: "only-for-tests-and-long-enough-0123",
    publicUrl: "http://localhost",
    demo: false,
  });
  const rooms = allRoutes({ database: db.database, auth, files: openFileStore(dataDir) });
  const app = buildApi({
    rooms,
    policies: allPolicies,
    messages: allMessages,
    pool: db.database.pool,
    commands: allCommands,
    authenticate: auth.authenticate,
    version: "0",
    checkAnswers: true,
  });
  return {
    app,
    routes: rooms.flat(),
    policy: Object.assign({}, ...allPolicies) as PolicyTable,
    async close() {
      await auth.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Sent {
  status: number;
  type: string;
  bytes: Buffer;
  code: string | null;
}

/** Sends one request by a persona's token, or by nobody. */
export async function send(
  app: Hono,
  route: Pick<Route, "method" | "path">,
  asked: { params?: object; query?: object; body?: unknown; bytes?: Uint8Array },
  token: string | null,
): Promise<Sent> {
  const params = asked.params as Record<string, string | number> | undefined;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name] ?? "0198a000-0000-7000-8000-000000000000")),
  );
  const query = new URLSearchParams(Object.entries(asked.query ?? {}).map(([k, v]) => [k, String(v)])).toString();
  const body = asked.bytes ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
  const response = await app.request(`/api${path}${query ? `?${query}` : ""}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(asked.bytes
        ? { "content-type": "application/octet-stream" }
        : asked.body === undefined
          ? {}
          : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: body as BodyInit }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get("content-type") ?? "";
  const code = type.includes("problem+json") ? (JSON.parse(bytes.toString()) as { code: string }).code : null;
  return { status: response.status, type, bytes, code };
}
