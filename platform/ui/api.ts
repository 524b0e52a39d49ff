import { newId } from "#kernel/ids.ts";
import { locale } from "../i18n/locale.ts";

/** A "no" from the server (RFC 9457), or from the way to it. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  /** In the person's language, from the server; null where none came. */
  readonly words: string | null;
  /** Field (JSON pointer without its first slash) to what is wrong there. */
  readonly fields: Readonly<Record<string, string>>;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;

  constructor(
    code: string,
    status: number,
    rest: {
      words?: string | null;
      fields?: Record<string, string>;
      detail?: Record<string, unknown>;
      requestId?: string | null;
    } = {},
  ) {
    super(code);
    this.name = "ApiProblem";
    this.code = code;
    this.status = status;
    this.words = rest.words ?? null;
    this.fields = rest.fields ?? {};
    this.detail = rest.detail ?? {};
    this.requestId = rest.requestId ?? null;
  }
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem("unknown", 0);
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface CallOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  body?: unknown;
  /** The same key for the same intent, also when it is tried again: the server applies it once. */
  key?: string;
  signal?: AbortSignal;
}

/** Told when an answer says that the session has ended; the shell then asks to sign in again, above the page. */
export const sessionEnded = new EventTarget();

export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return `/api${path}${text === "" ? "" : `?${text}`}`;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get("x-request-id");
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json"))
    return new ApiProblem(response.status === 401 ? "session.ended" : "unknown", response.status, { requestId });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const detail =
    typeof body["detail"] === "object" && body["detail"] !== null ? (body["detail"] as Record<string, unknown>) : body;
  const fields: Record<string, string> = {};
  for (const [pointer, what] of Object.entries((body["fields"] ?? detail["fields"] ?? {}) as Record<string, unknown>))
    fields[pointer.replace(/^\//, "")] = String(what);
  return new ApiProblem(
    text(body["code"]) ?? (response.status === 401 ? "session.ended" : "unknown"),
    response.status,
    {
      words: [text(body["title"]), text(body["detail"])].filter((x) => x !== null).join(" ") || null,
      fields,
      detail,
      requestId: requestId ?? text(body["instance"])?.replace(/^urn:caunoi:request:/, "") ?? null,
    },
  );
}

async function send(path: string, options: CallOptions): Promise<Response> {
  const { method = "GET", query, body, key, signal } = options;
  const headers: Record<string, string> = { accept: "application/json", "accept-language": locale() };
  if (body !== undefined && !(body instanceof Blob) && !(body instanceof FormData))
    headers["content-type"] = "application/json";
  if (method !== "GET") headers["idempotency-key"] = key ?? newId();
  let response: Response;
  try {
    response = await fetch(apiUrl(path, query), {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined
        ? {}
        : { body: body instanceof Blob || body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem("network.unreachable", 0);
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401) sessionEnded.dispatchEvent(new Event("ended"));
    throw problem;
  }
  return response;
}

/** One question or command to the server, as JSON. Throws ApiProblem, nothing else (but an abort). */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as T;
  // A captive portal answers 200 with its own page: that is no answer of ours.
  if (!(response.headers.get("content-type") ?? "").includes("json"))
    throw new ApiProblem("network.not-ours", response.status);
  return (await response.json()) as T;
}

/** Fetches a file and hands it to the browser; returns its name. `options`: where asking for it sends something. */
export async function download(
  path: string,
  query: Query,
  fallbackName: string,
  options: Pick<CallOptions, "method" | "body"> = {},
): Promise<string> {
  const response = await send(path, { query, ...options });
  if ((response.headers.get("content-type") ?? "").includes("text/html"))
    throw new ApiProblem("network.not-ours", response.status);
  const disposition = response.headers.get("content-disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const name =
    encoded === undefined
      ? (/filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? fallbackName)
      : decodeURIComponent(encoded);
  const url = URL.createObjectURL(await response.blob());
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
