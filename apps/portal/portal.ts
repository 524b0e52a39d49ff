import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { type Context, Hono } from "hono";
import { publicCaller } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { Problem } from "#kernel/problem.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import type { RequestRecord } from "#platform/http/api.ts";
import { asProblem, type Messages } from "#platform/http/problem-answer.ts";
import { refuseOtherOrigin } from "#platform/http/security.ts";
import { Challenges } from "./ask/challenge.ts";
import { Flood } from "./ask/flood.ts";
import { readForm } from "./ask/form-body.ts";
import { emptyComment, sendComment } from "./ask/send-comment.ts";
import { emptyForm, sendQuestion } from "./ask/send-question.ts";
import { readPublicAudio, readPublicFile } from "#modules/materials/server.ts";
import { findPublicDraft } from "#modules/drafts/server.ts";
import { cleanLine, cleanName } from "./clean.ts";
import { buildContext, type Locale, type PageContext, type Query, readSite, type Site } from "./context.ts";
import { dataHeaders, forEver, pageHeaders, shortLived } from "./headers.ts";
import { layOut, type View } from "./layout.ts";
import { answerFile } from "./material-file.ts";
import { type Made, once, PageCache } from "./page-cache.ts";
import { isView, type PublicPage, uuidParam } from "./page-spec.ts";
import { askPage } from "./pages/ask.ts";
import { codePage, findCode } from "./pages/code.ts";
import { commentPage } from "./pages/comment.ts";
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

  const read = <T>(work: (tx: Tx, site: Site) => Promise<T>): Promise<T> =>
    inTransaction(options.pool, publicCaller, async (tx) => work(tx, await readSite(tx, todayInVietnam(), about)), {
      readOnly: true,
    });
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

  /** What nobody else may get from memory: forms, receipts, look-ups, what is not there. */
  const single = (c: Context, path: string, make: (tx: Tx, ctx: PageContext) => Promise<View>): Promise<Response> =>
    read(async (tx, site) => {
      const ctx = contextFor(site, localeOf(c), path);
      return present(ctx, await make(tx, ctx), false);
    }).then((made) => once(c.req.raw, made));

  const servePage = (page: PublicPage) => (c: Context) => {
    const locale = localeOf(c);
    const query = page.query?.((name) => c.req.query(name)) ?? {};
    const path = new URL(c.req.url).pathname.replace(/^\/en(?=\/|$)/, "") || "/";
    const key = `${locale} ${path}?${new URLSearchParams(query as Record<string, string>).toString()}`;
    return cache.answer(c.req.raw, key, () =>
      read(async (tx, site) => {
        const ctx = contextFor(site, locale, path, query);
        const made = await page.make(tx, ctx, c.req.param());
        if (made === null) return present(ctx, missingPage(ctx), false);
        if (isView(made)) return present(ctx, made, true);
        return { ...made, headers: { ...dataHeaders, "cache-control": shortLived, ...made.headers } };
      }),
    );
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
    single(c, "/", async (_tx, ctx) => failedPage(ctx, problem, options.messages)).catch(
      () => new Response("503\n", { status: 503, headers: { "content-type": "text/plain", "retry-after": "10" } }),
    );

  for (const page of publicPages) route("GET", page.path, servePage(page));

  route("GET", "/gui-cau-hoi", (c) =>
    single(c, "/gui-cau-hoi", async (_tx, ctx) => askPage(ctx, emptyForm(asking, address(c)))),
  );
  route("POST", "/gui-cau-hoi", async (c) => {
    refuseForeignForm(c, publicUrl);
    const field = await readForm(c.req.raw);
    const site = await read((_tx, site) => Promise.resolve(site));
    const ctx = contextFor(site, localeOf(c), "/gui-cau-hoi");
    // outside any transaction: the command has its own
    return once(c.req.raw, await present(ctx, await sendQuestion(asking, ctx, field, address(c)), false));
  });
  const commentPath = `/du-thao/:id${uuidParam}/gop-y`;
  route("GET", commentPath, (c) =>
    single(c, `/du-thao/${c.req.param("id")}/gop-y`, async (tx, ctx) => {
      const draft = await findPublicDraft(tx, c.req.param("id")!);
      const article = cleanName(c.req.query("dieu"), 8) ?? "";
      return draft === undefined
        ? missingPage(ctx)
        : commentPage(ctx, draft, emptyComment(asking, draft, address(c), article));
    }),
  );
  route("POST", commentPath, async (c) => {
    refuseForeignForm(c, publicUrl);
    const field = await readForm(c.req.raw);
    const { site, draft } = await read(async (tx, site) => ({
      site,
      draft: await findPublicDraft(tx, c.req.param("id")!),
    }));
    const ctx = contextFor(site, localeOf(c), `/du-thao/${c.req.param("id")}/gop-y`);
    const view = draft === undefined ? missingPage(ctx) : await sendComment(asking, ctx, draft, field, address(c));
    return once(c.req.raw, await present(ctx, view, false));
  });
  route("GET", "/tra-cuu", (c) => single(c, "/tra-cuu", async (_tx, ctx) => codePage(ctx, null, "")));
  route("POST", "/tra-cuu", async (c) => {
    const field = await readForm(c.req.raw);
    const typed = cleanLine(field("ma"), 40);
    const refused = asking.flood.tooManyLookups(address(c));
    asking.flood.add("looked", address(c));
    return single(c, "/tra-cuu", async (tx, ctx) =>
      refused ? codePage(ctx, null, "", ctx.t("code.too-many")) : codePage(ctx, await findCode(tx, typed), typed),
    );
  });

  const file = (c: Context, read: (tx: Tx) => ReturnType<typeof readPublicFile>) =>
    inTransaction(options.pool, publicCaller, read, { readOnly: true }).then((found) =>
      found === null ? single(c, "/", async (_tx, ctx) => missingPage(ctx)) : answerFile(found, c.req.raw),
    );
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

  app.notFound(observed("*", (c) => single(c, "/", async (_tx, ctx) => missingPage(ctx))));
  return app;
}

function localeOf(c: Context): Locale {
  return /^\/en(\/|$)/.test(new URL(c.req.url).pathname) ? "en" : "vi";
}

/** A form of another site must not make a visitor's browser ask in their stead; a browser without these headers is let through to the gate. */
function refuseForeignForm(c: Context, publicUrl: string | null): void {
  const { headers } = c.req.raw;
  if (headers.get("origin") === null && headers.get("sec-fetch-site") === null) return;
  if (headers.get("origin") === "null") throw new Problem("request.other-origin", 403);
  refuseOtherOrigin(headers, publicUrl === null ? [] : [publicUrl]);
}

function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return bindings?.incoming?.socket?.remoteAddress ?? "unknown";
}
