import type { z } from "zod";

import type { Principal } from "#kernel/access.ts";
import type { Command, Receipt } from "#platform/command/define.ts";
import type { TransactionOptions, Tx } from "#platform/db/session.ts";
import type { FileAnswer } from "./file-answer.ts";

/**
 * How a room declares its routes. Nothing runs here: `roomRoutes` only gathers the declarations, and
 * `buildApi` (api.ts) turns them into a server and into the OpenAPI document, so that the two cannot part.
 */
export type Method = "get" | "post" | "patch" | "put" | "delete";

type None = z.ZodNever;
type Out<S extends z.ZodType> = S extends None ? unknown : z.output<S>;

interface CommonSpec<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType> {
  /** Below /api, in hono's form: `/talks/:id`. */
  path: string;
  /** One line in English for the reference. */
  summary: string;
  description?: string;
  params?: P;
  /** Values arrive as text: use z.coerce; an array schema takes `?kind=a&kind=b`. */
  query?: Q;
  /** What is sent back as JSON; none means 204 without a body. */
  answer?: A;
  status?: 200 | 201 | 202 | 302;
  /** Media types of a FileAnswer that the handler may return instead of `answer`. */
  produces?: readonly string[];
}

interface BodySpec<B extends z.ZodType> {
  body?: B;
  /** Takes raw bytes instead of JSON: they are in `call.bytes`. */
  bytes?: { maxBytes: number; mediaTypes?: readonly string[] };
  /** Limit of a JSON body, 1 MiB unless told. */
  maxBytes?: number;
}

type Verb = { verb: string; access?: undefined };
type SignedIn = { access: "signed-in"; verb?: undefined };
type Open = { access: "public"; verb?: undefined };

export interface ExecuteOptions {
  id?: string;
  /** Where a device was involved: its own clock, ISO. */
  deviceAt?: string;
  deviceId?: string;
}

export interface Call<Input, Who extends Principal | null = Principal> {
  principal: Who;
  /** Query, body and path parameters in one, validated; a path parameter wins over a member of the same name. */
  input: Input;
  /** Raw body of a route declared with `bytes`. */
  bytes: Uint8Array;
  requestId: string;
  /** Problem titles and server-made labels: from ?lang, then Accept-Language, Vietnamese otherwise. */
  language: "vi" | "en";
  request: Request;
  /** Address of the caller, of the proxy's client only where the server trusts its proxy. */
  remoteAddress: string;
  /** Added to the answer (a cookie, a Location). */
  setHeader: (name: string, value: string) => void;
  /** A transaction of its own under the caller's row-level security, for a route that is no plain GET. */
  inTransaction: <T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions) => Promise<T>;
  /**
   * Runs a command as the caller. Its id is `options.id`, else the `Idempotency-Key` header, else the body's
   * `commandId` (for a POST that makes something also its `id`), else a new one. Resolves after commit; a repeat
   * resolves to the stored answer with `repeated: true`.
   */
  execute: <I, A>(command: Command<I, A>, payload: I, options?: ExecuteOptions) => Promise<Receipt<A>>;
}

export type ReadCall<Input, Who extends Principal | null = Principal> = Call<Input, Who> & {
  /** Open for the whole handler under the caller's row-level security; never wait for the client inside. */
  tx: Tx;
};

type Sent<A extends z.ZodType> = A extends None ? void : z.input<A>;
/** A `Response` is passed on as it is: only for redirects of the sign-in. */
type Whole<A extends z.ZodType> = Sent<A> | FileAnswer | Response;
type Result<A extends z.ZodType> = Promise<Whole<A>> | Whole<A>;

interface Read {
  <P extends z.ZodType = None, Q extends z.ZodType = None, A extends z.ZodType = None>(
    spec: CommonSpec<P, Q, A> & (Verb | SignedIn),
    handler: (call: ReadCall<Out<P> & Out<Q>>) => Result<A>,
  ): void;
  <P extends z.ZodType = None, Q extends z.ZodType = None, A extends z.ZodType = None>(
    spec: CommonSpec<P, Q, A> & Open,
    handler: (call: Call<Out<P> & Out<Q>, Principal | null>) => Result<A>,
  ): void;
}

interface Write {
  <P extends z.ZodType = None, Q extends z.ZodType = None, B extends z.ZodType = None, A extends z.ZodType = None>(
    spec: CommonSpec<P, Q, A> & BodySpec<B> & (Verb | SignedIn),
    handler: (call: Call<Out<P> & Out<Q> & Out<B>>) => Result<A>,
  ): void;
  <P extends z.ZodType = None, Q extends z.ZodType = None, B extends z.ZodType = None, A extends z.ZodType = None>(
    spec: CommonSpec<P, Q, A> & BodySpec<B> & Open,
    handler: (call: Call<Out<P> & Out<Q> & Out<B>, Principal | null>) => Result<A>,
  ): void;
}

export interface RouteBuilder {
  get: Read;
  post: Write;
  patch: Write;
  put: Write;
  delete: Write;
}

/** A declared route, types forgotten: what the server, the document and the matrix test walk over. */
export interface Route extends CommonSpec<z.ZodType, z.ZodType, z.ZodType>, BodySpec<z.ZodType> {
  method: Method;
  verb?: string | undefined;
  access?: "public" | "signed-in" | undefined;
  /** The room it was declared in, from the first segment of the path. */
  tag: string;
  // oxlint-disable-next-line no-explicit-any -- each handler has its own input type, checked where it is declared
  handler: (call: any) => unknown;
}

export type RoomRoutes = readonly Route[];

/**
 * Declares one room's routes.
 *
 * @example export const talkRoutes = roomRoutes((r) => {
 *   r.get({ path: "/talks", verb: "talk.list", summary: "Talks of a subtree", query: TalkQuery, answer: TalkPage },
 *     ({ tx, input }) => listTalks(tx, input));
 * });
 */
export function roomRoutes(declare: (r: RouteBuilder) => void): RoomRoutes {
  const routes: Route[] = [];
  const add = (method: Method) => (spec: Omit<Route, "method" | "tag" | "handler">, handler: Route["handler"]) => {
    routes.push({ ...spec, method, tag: spec.path.split("/")[1] ?? "", handler });
  };
  declare({
    get: add("get"),
    post: add("post"),
    patch: add("patch"),
    put: add("put"),
    delete: add("delete"),
  } as RouteBuilder);
  return routes;
}
