import { gzip } from "node:zlib";
import { promisify } from "node:util";
import { Hono, type Context } from "hono";
import type { Pool } from "pg";
import type { z } from "zod";

import { type PolicyTable, type Principal, publicCaller } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { inTransaction, type TransactionOptions } from "#platform/db/session.ts";
import { execute } from "./call-command.ts";
import { FileAnswer } from "./file-answer.ts";
import { preferredLanguage, type Language } from "./language.ts";
import { openApiDocument } from "./openapi.ts";
import { asProblem, invalid, problemDocument, type Messages } from "./problem-answer.ts";
import { referencePage } from "./reference-page.ts";
import { defaultMaxBytes, readBytes, readJson } from "./request-body.ts";
import type { Call, RoomRoutes, Route } from "./room-routes.ts";
import { apiHeaders, pageHeaders, refuseOtherOrigin } from "./security.ts";

/** Who asks. `byCookie` is true where a browser authorised the request on its own, so that its origin matters. */
export interface Authenticated {
  principal: Principal;
  byCookie: boolean;
  /** Cookies to renew with the answer. */
  setCookies?: readonly string[];
}

export interface RequestRecord {
  requestId: string;
  method: string;
  /** The route's pattern, never the address itself: it would hold ids and searches. */
  route: string;
  status: number;
  seconds: number;
  userId: string | null;
  code: string | null;
  error: unknown;
}

export interface ApiOptions {
  rooms: readonly RoomRoutes[];
  /** Every room's policy tables; a route whose verb is in none does not start. */
  policies: readonly PolicyTable[];
  messages: Messages;
  pool: Pool;
  commands: CommandMap;
  authenticate: (request: Request) => Promise<Authenticated | null> | Authenticated | null;
  /** Own addresses beside the one in Host, such as that of a proxy. */
  trustedOrigins?: readonly string[];
  trustProxy?: boolean;
  version: string;
  /** Told of each answer, for logs and metrics. */
  observe?: (record: RequestRecord) => void;
  /** Holds every answer against its schema: for tests, since it costs time. */
  checkAnswers?: boolean;
}

const compress = promisify(gzip);
const worthCompressing = 2048;

export function buildApi(options: ApiOptions): Hono {
  const app = new Hono();
  const routes = options.rooms.flat();
  const policy: PolicyTable = Object.assign({}, ...options.policies);
  let document: string | undefined;
  app.get("/api/openapi.json", (c) => {
    document ??= JSON.stringify(openApiDocument(routes, { version: options.version, policy }));
    return c.body(document, 200, { ...apiHeaders, "content-type": "application/json" });
  });
  app.get("/api", (c) => c.html(referencePage(routes, options.version), 200, pageHeaders));
  for (const route of routes) {
    app.on(route.method.toUpperCase(), `/api${route.path}`, serve(route, policy, options));
  }
  const patterns = routes.map((r) => new RegExp(`^/api${r.path.replace(/:\w+(?:\{[^}]*\})?/g, "[^/]+")}$`));
  app.all("/api/*", (c) => {
    const known = patterns.some((pattern) => pattern.test(c.req.path));
    return refuse(
      c,
      new Problem(known ? "route.method" : "route.not-found", known ? 405 : 404),
      requestIdOf(c.req.raw.headers),
      languageOf(c),
      options,
    );
  });
  return app;
}

function languageOf(c: Context): Language {
  return preferredLanguage(c.req.raw.headers.get("accept-language"), c.req.query("lang"));
}

function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

function refuse(c: Context, problem: Problem, requestId: string, language: Language, options: ApiOptions): Response {
  const headers: Record<string, string> = {
    ...apiHeaders,
    "content-type": "application/problem+json",
    "content-language": language,
    "x-request-id": requestId,
  };
  if (problem.status === 401) headers["www-authenticate"] = "Bearer";
  const retryAfter = problem.detail.retryAfter;
  if (typeof retryAfter === "number") headers["retry-after"] = String(retryAfter);
  return c.body(
    JSON.stringify(problemDocument(problem, language, options.messages, requestId)),
    problem.status as never,
    headers,
  );
}

/** One closed function a route: what is known of it is worked out here, not at each request. */
function serve(route: Route, policy: PolicyTable, options: ApiOptions) {
  const rule = route.verb === undefined ? undefined : policy[route.verb];
  if (route.verb !== undefined && rule === undefined)
    throw new Error(`${route.method} ${route.path}: verb ${route.verb} is in no policy`);
  const arrays = arrayMembers(route.query);
  const writes = route.method !== "get";
  const pattern = `/api${route.path}`;
  const observe = options.observe;

  return async (c: Context): Promise<Response> => {
    const started = observe ? performance.now() : 0;
    const request = c.req.raw;
    const requestId = requestIdOf(request.headers);
    let principal: Principal | null = null;
    let code: string | null = null;
    let fault: unknown = null;
    let response: Response;
    try {
      const who = await options.authenticate(request);
      principal = who?.principal ?? null;
      // Without a token it is a browser's cookie that speaks, or a sign-in that another site may have sent.
      const fromBrowser = who?.byCookie ?? (who === null && request.headers.has("origin"));
      if (fromBrowser && writes) refuseOtherOrigin(request.headers, options.trustedOrigins ?? []);
      if (principal === null && route.access !== "public") throw new Problem("access.sign-in", 401);
      // A first, coarse gate: who holds no role that may do this anywhere needs not be asked further.
      if (
        rule !== undefined &&
        rule.own === undefined &&
        rule.anyone === undefined &&
        !principal!.grants.some((grant) => rule.roles.includes(grant.role))
      ) {
        throw new Problem("access.denied", 403, { verb: route.verb });
      }
      response = await answer(c, route, options, { principal, requestId, arrays });
      for (const cookie of who?.setCookies ?? []) response.headers.append("set-cookie", cookie);
    } catch (error) {
      const seen = asProblem(error);
      code = seen.problem.code;
      if (seen.fault) fault = error;
      response = refuse(c, seen.problem, requestId, languageOf(c), options);
    }
    observe?.({
      requestId,
      method: request.method,
      route: pattern,
      status: response.status,
      seconds: (performance.now() - started) / 1000,
      userId: principal?.userId ?? null,
      code,
      error: fault,
    });
    return response;
  };
}

interface Asked {
  principal: Principal | null;
  requestId: string;
  arrays: readonly string[];
}

async function answer(
  c: Context,
  route: Route,
  options: ApiOptions,
  { principal, requestId, arrays }: Asked,
): Promise<Response> {
  const request = c.req.raw;
  const input: Record<string, unknown> = {};
  if (route.query !== undefined) Object.assign(input, checked(route.query, queryOf(c, arrays)));
  let bytes: Uint8Array = nothing;
  let body: unknown;
  if (route.bytes !== undefined) {
    const { maxBytes, mediaTypes } = route.bytes;
    const type = request.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
    if (mediaTypes !== undefined && !mediaTypes.includes(type))
      throw new Problem("request.media-type", 415, { expected: mediaTypes.join(", ") });
    bytes = await readBytes(request, maxBytes);
  } else if (route.body !== undefined) {
    body = await readJson(request, route.maxBytes ?? defaultMaxBytes);
    Object.assign(input, checked(route.body, body ?? {}));
  }
  if (route.params !== undefined) Object.assign(input, checked(route.params, c.req.param()));

  const headers: Record<string, string> = { ...apiHeaders, "x-request-id": requestId };
  const added: [string, string][] = [];
  const call: Call<unknown, Principal | null> = {
    principal,
    input,
    bytes,
    requestId,
    request,
    get language() {
      return languageOf(c);
    },
    get remoteAddress() {
      return remoteAddressOf(c, options.trustProxy ?? false);
    },
    setHeader: (name, value) => void added.push([name, value]),
    inTransaction: (work, transaction) => inTransaction(options.pool, principal ?? publicCaller, work, transaction),
    execute: (command, payload, execution) =>
      execute(options, principal, route, request, body, command, payload, execution),
  };
  const result =
    route.method === "get" && route.access !== "public"
      ? await inTransaction(
          options.pool,
          principal!,
          async (tx) => route.handler(Object.assign(call, { tx })),
          readOnly,
        )
      : await route.handler(call);

  // A redirect of the sign-in, made elsewhere; everything else is presented here.
  if (isResponse(result)) return finish(new Response(result.body, result), added);
  if (result instanceof FileAnswer) return fileResponse(c, result, headers, added);
  if (route.answer === undefined) return finish(c.body(null, 204, headers), added);
  if (options.checkAnswers) route.answer.parse(result);
  const text = JSON.stringify(result);
  headers["content-type"] = "application/json";
  if (text.length > worthCompressing && /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) {
    headers["content-encoding"] = "gzip";
    headers["vary"] = "accept-encoding";
    return finish(new Response(await compress(text, { level: 4 }), { status: route.status ?? 200, headers }), added);
  }
  return finish(new Response(text, { status: route.status ?? 200, headers }), added);
}

/** Also one that was made before the server put its own light kind in place of the global one. */
function isResponse(value: unknown): value is Response {
  return value instanceof Response || Object.prototype.toString.call(value) === "[object Response]";
}

const nothing = new Uint8Array();
const readOnly: TransactionOptions = { readOnly: true };

function checked(schema: z.ZodType, value: unknown): object {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error.issues);
  return parsed.data as object;
}

function arrayMembers(query: z.ZodType | undefined): string[] {
  const shape = (query as { shape?: Record<string, z.ZodType> } | undefined)?.shape ?? {};
  const isArray = (schema: z.ZodType): boolean => {
    const { type, innerType } = schema.def as { type: string; innerType?: z.ZodType };
    return type === "array" || (innerType !== undefined && isArray(innerType));
  };
  return Object.keys(shape).filter((name) => isArray(shape[name]!));
}

function queryOf(c: Context, arrays: readonly string[]): Record<string, unknown> {
  const query: Record<string, unknown> = c.req.query();
  for (const name of arrays) if (query[name] !== undefined) query[name] = c.req.queries(name);
  return query;
}

function fileResponse(
  c: Context,
  file: FileAnswer,
  headers: Record<string, string>,
  added: [string, string][],
): Response {
  headers["content-type"] = file.mediaType;
  headers["content-disposition"] = file.disposition;
  return finish(c.body(file.bytes as never, 200, headers), added);
}

function finish(response: Response, added: [string, string][]): Response {
  for (const [name, value] of added) response.headers.append(name, value);
  return response;
}

function remoteAddressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.raw.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return bindings?.incoming?.socket?.remoteAddress ?? "unknown";
}
