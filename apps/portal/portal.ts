import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { type Context, Hono } from "hono";
import { publicCaller } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Problem } from "#kernel/problem.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import type { RequestRecord } from "#platform/http/api.ts";
import { asProblem, type Messages } from "#platform/http/problem-answer.ts";
import { Challenges } from "./ask/challenge.ts";
import { Flood } from "./ask/flood.ts";
import { formRoutes } from "./forms.ts";
import { readPublicAudio, readPublicFile } from "#modules/materials/server.ts";
import { buildContext, type Locale, type PageContext, type Query, readSite, type Site } from "./context.ts";
import { dataHeaders, forEver, pageHeaders, shortLived } from "./headers.ts";
import { layOut, type View } from "./layout.ts";
import { answerFile } from "./material-file.ts";
import { type Made, once, PageCache } from "./page-cache.ts";
import { isView, type PublicPage, uuidParam } from "./page-spec.ts";
import { failedPage, missingPage } from "./pages/missing.ts";
import { publicPages } from "./public-pages.ts";
import { robots } from "./robots.ts";
import { findFile } from "./style.ts";

export interface PortalOptions {
  pool: Pool;
  commands: CommandMap;
  messages: Messages;
  files: FileStore;
  demo: boolean;
  /** The server's own address where it is set; addresses in feeds and for search engines are whole then. */
  publicUrl?: string | undefined;
  trustProxy?: boolean;
  /** Signs the marks of forms; one of its own, for as long as the process lives, when none is given. */
  secret?: string | undefined;
  /** Finished pages; whoever made it clears it when something public changed. */
  cache?: PageCache | undefined;
  flood?: Flood;
  now?: () => number;
  observe?: (record: RequestRecord) => void;
}

/** Without somebody who clears it, a page is looked at again after so many seconds. */
const unwatchedLife = 2;
export const watchedLife = 30;
const siteLife = 30_000;
const nothingThere = Symbol("nothing there");

export function buildPortal(options: PortalOptions): Hono {
  const app = new Hono();
  const now = options.now ?? Date.now;
  const cache = options.cache ?? new PageCache({ life: unwatchedLife, maxBytes: 32 * 1024 * 1024 });
  const asking = {
    pool: options.pool,
    commands: options.commands,
    messages: options.messages,
    challenges: new Challenges(options.secret ?? randomBytes(32).toString("hex")),
    flood: options.flood ?? new Flood(),
    now,
  };
  const publicUrl = options.publicUrl === undefined ? null : new URL(options.publicUrl).origin;
  const about = { demo: options.demo, publicUrl };

  const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(options.pool, publicCaller, work, { readOnly: true });
  /** Names of places and topics, as long as pages are kept: so that a form or a wrong address asks the database nothing. */
  let held: { site: Promise<Site>; day: string; generation: number; until: number } | undefined;
  const siteNow = (): Promise<Site> => {
    const day = todayInVietnam();
    const { generation } = cache;
    if (held === undefined || held.day !== day || held.generation !== generation || held.until <= Date.now()) {
      const site = reading((tx) => readSite(tx, day, about));
      held = { site, day, generation, until: Date.now() + siteLife };
      site.catch(() => (held = undefined));
    }
    return held.site;
  };
  const contextFor = (site: Site, locale: Locale, path: string, query: Query = {}) =>
    buildContext(site, { locale, path, query, today: todayInVietnam() });

  const present = async (ctx: PageContext, view: View, cached: boolean): Promise<Made> => ({
    status: view.status ?? 200,
    type: "text/html; charset=utf-8",
    body: await layOut(ctx, view),
    headers: {
      ...pageHeaders(ctx.locale, view.solves === true),
      "cache-control": cached ? shortLived : "no-store",
    },
  });

  /** What nobody else may get from memory: forms, receipts, look-ups, errors. */
  const single = async (
    c: Context,
    path: string,
    make: (ctx: PageContext) => View | Promise<View>,
  ): Promise<Response> => {
    const ctx = contextFor(await siteNow(), localeOf(c), path);
    return once(c.req.raw, await present(ctx, await make(ctx), false));
  };
  /** One for each language, whatever was asked for: an address that is not there costs nothing. */
  const missing = (c: Context): Promise<Response> => {
    const locale = localeOf(c);
    return cache.answer(c.req.raw, `missing ${locale}`, async () => {
      const ctx = contextFor(await siteNow(), locale, "/");
      return present(ctx, missingPage(ctx), false);
    });
  };

  const servePage = (page: PublicPage) => (c: Context) => {
    const locale = localeOf(c);
    const query = page.query?.((name) => c.req.query(name)) ?? {};
    const path = new URL(c.req.url).pathname.replace(/^\/en(?=\/|$)/, "") || "/";
    const key = `${locale} ${path}?${new URLSearchParams(query as Record<string, string>).toString()}`;
    const make = async (): Promise<Made> => {
      const ctx = contextFor(await siteNow(), locale, path, query);
      const made = await reading((tx) => page.make(tx, ctx, c.req.param()));
      if (made === null) throw nothingThere;
      if (isView(made)) return present(ctx, made, true);
      return { ...made, headers: { ...dataHeaders, "cache-control": shortLived, ...made.headers } };
    };
    return cache.answer(c.req.raw, key, make).catch((error: unknown) => {
      if (error === nothingThere) return missing(c);
      throw error;
    });
  };

  const address = (c: Context) => addressOf(c, options.trustProxy ?? false);
  const route = (method: "GET" | "POST", path: string, handler: (c: Context) => Promise<Response>) => {
    for (const prefix of ["", "/en"]) {
      const pattern = path === "/" && prefix !== "" ? prefix : `${prefix}${path}`;
      if (method === "GET") app.get(pattern, observed(pattern, handler));
      else app.post(pattern, observed(pattern, handler));
    }
  };

  const observed = (pattern: string, handler: (c: Context) => Promise<Response>) => async (c: Context) => {
    const started = performance.now();
    let code: string | null = null;
    let fault: unknown = null;
    let response: Response;
    try {
      response = await handler(c);
    } catch (error) {
      const seen = asProblem(error);
      code = seen.problem.code;
      if (seen.fault) fault = error;
      response = await failed(c, seen.problem);
    }
    options.observe?.({
      requestId: crypto.randomUUID(),
      method: c.req.method,
      route: pattern,
      status: response.status,
      seconds: (performance.now() - started) / 1000,
      userId: null,
      code,
      error: fault,
    });
    return response;
  };

  /** Words for what went wrong; plain ones where even the frame cannot be made. */
  const failed = (c: Context, problem: Problem): Promise<Response> =>
    single(c, "/", (ctx) => failedPage(ctx, problem, options.messages)).catch(
      () => new Response("503\n", { status: 503, headers: { "content-type": "text/plain", "retry-after": "10" } }),
    );

  for (const page of publicPages) route("GET", page.path, servePage(page));

  for (const form of formRoutes({ ...asking, publicUrl, address, reading, single, missing }))
    route(form.method, form.path, form.handler);
  const file = async (c: Context, read: (tx: Tx) => ReturnType<typeof readPublicFile>) => {
    const found = await reading(read);
    return found === null ? missing(c) : answerFile(found, c.req.raw);
  };
  route("GET", `/tai-lieu/tep/:id${uuidParam}`, (c) =>
    file(c, (tx) => readPublicFile(tx, options.files, c.req.param("id")!)),
  );
  route("GET", `/tai-lieu/tieng/:id${uuidParam}/:language{[a-zA-Z0-9-]{2,20}}`, (c) =>
    file(c, (tx) => readPublicAudio(tx, options.files, c.req.param("id")!, c.req.param("language")!)),
  );
  app.get("/portal/:file", (c) => {
    const file = findFile(c.req.path);
    if (file === undefined) return c.text("404\n", 404, { ...dataHeaders });
    return c.body(file.bytes as never, 200, { ...dataHeaders, "content-type": file.type, "cache-control": forEver });
  });
  app.get("/robots.txt", (c) => c.text(robots(publicUrl), 200, { ...dataHeaders, "cache-control": shortLived }));

  app.notFound(observed("*", missing));
  return app;
}

function localeOf(c: Context): Locale {
  return /^\/en(\/|$)/.test(new URL(c.req.url).pathname) ? "en" : "vi";
}

function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return bindings?.incoming?.socket?.remoteAddress ?? "unknown";
}
