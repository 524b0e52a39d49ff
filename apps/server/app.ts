import { Hono } from "hono";
import type { HttpBindings } from "@hono/node-server";
import type { Database } from "#platform/db/open.ts";
import type { Auth } from "#platform/auth/auth.ts";
import { buildApi, type ApiOptions } from "#platform/http/api.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { staticFiles } from "#platform/http/static-files.ts";
import { buildPortal } from "#apps/portal/portal.ts";
import type { PageCache } from "#apps/portal/page-cache.ts";
import { join } from "node:path";
import { buildHallPages } from "#modules/live/server.ts";
import { logRequest, type Log } from "./log.ts";
import { buildMetrics, mayReadMetrics } from "./metrics.ts";
import { allCommands, allMessages, allPolicies, allRoutes } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { version } from "./version.ts";

export interface AppOptions {
  settings: Settings;
  database: Database;
  auth: Auth;
  log: Log;
  /** The instance's own; signs the forms of the public pages. */
  secret?: string;
  /** Finished public pages, cleared by whoever hears that something public changed. */
  publicPages?: PageCache;
  /** For tests: holds every answer against its schema. */
  checkAnswers?: boolean;
}

/** Everything that this server answers: the interface, the two faces, the public pages, and how it feels. */
export function buildApp(options: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const { settings, database, auth, log } = options;
  const metrics = buildMetrics(database);
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get("/healthz", (c) => c.text("ok\n", 200, { "cache-control": "no-store" }));
  app.get("/readyz", async (c) => {
    const ready = await answersInTime(database);
    return c.text(ready ? "ready\n" : "database does not answer\n", ready ? 200 : 503, { "cache-control": "no-store" });
  });
  app.get("/metrics", async (c) => {
    const remote = settings.TRUST_PROXY ? "proxy" : c.env?.incoming?.socket.remoteAddress;
    if (!mayReadMetrics(settings.METRICS_TOKEN, c.req.header("authorization") ?? null, remote))
      return c.text("", 401, { "www-authenticate": "Bearer" });
    return c.body(await metrics.text(), 200, { "content-type": metrics.contentType, "cache-control": "no-store" });
  });

  const files = openFileStore(settings.DATA_DIR);
  const observe: ApiOptions["observe"] = (record) => {
    metrics.observe(record);
    logRequest(log, record);
  };
  const api: ApiOptions = {
    rooms: allRoutes({ database, auth, files }),
    policies: allPolicies,
    messages: allMessages,
    pool: database.pool,
    commands: allCommands,
    authenticate: auth.authenticate,
    trustedOrigins: settings.PUBLIC_URL ? [new URL(settings.PUBLIC_URL).origin] : [],
    trustProxy: settings.TRUST_PROXY,
    version,
    observe,
    ...(options.checkAnswers ? { checkAnswers: true } : {}),
  };
  app.route("/", buildApi(api));
  app.route("/h", buildHallPages({ database, publicUrl: settings.PUBLIC_URL, trustProxy: settings.TRUST_PROXY }));

  const portal = buildPortal({
    pool: database.pool,
    commands: allCommands,
    messages: allMessages,
    files,
    demo: settings.DEMO,
    publicUrl: settings.PUBLIC_URL,
    trustProxy: settings.TRUST_PROXY,
    secret: options.secret,
    cache: options.publicPages,
    observe,
  });
  const faces = ["desk", "field"].map((face) => staticFiles(join(settings.root, "dist", face), `/${face}/`));
  app.all("*", async (c) => {
    const path = new URL(c.req.url).pathname;
    for (const face of faces) {
      const answer = await face.answer(c.req.raw, path);
      if (answer) return answer;
    }
    // the public pages have every other address, also that of nothing
    return portal.fetch(c.req.raw, c.env);
  });
  return app;
}

async function answersInTime(database: Database): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 2000).unref());
  const asked = database.pool.query("select 1").then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}
