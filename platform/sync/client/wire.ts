import type { CommandOutcome, FieldClash, Receipt, SyncProblem } from "../state.ts";

/**
 * What comes over the air is believed only when it has the right content type and the right shape.
 * A hotel's sign-in page with status 200, an empty body, half a JSON text: none of them is an answer.
 */

export interface WireRequest {
  method: "GET" | "POST" | "PUT";
  /** Path with query, from the root: `/api/sync/push`. */
  path: string;
  json?: unknown;
  bytes?: Uint8Array;
}

export interface WireAnswer {
  status: number;
  contentType: string;
  text: string;
  retryAfterSeconds?: number;
}

/** Sends one request. Rejects when there is no answer at all. The property test brings its own, faulty one. */
export type Wire = (request: WireRequest) => Promise<WireAnswer>;

export type Reading<T> =
  | { kind: "answer"; value: T }
  | { kind: "signed-out" }
  /** Another person's sign-in is open in this browser: nothing of this phone's owner may go out under it. */
  | { kind: "other-person" }
  | { kind: "problem"; status: number; problem: SyncProblem }
  | { kind: "busy"; afterMs: number }
  /** No network, or something that is not our server answered. */
  | { kind: "nothing"; because: "unreachable" | "not-our-server" };

export interface PushAnswer {
  serverTime: string;
  outcomes: CommandOutcome[];
}

export interface PulledChange {
  entity: string;
  id: string;
  version: unknown;
  data: unknown;
}

export interface PullAnswer {
  cursor: string;
  reset: boolean;
  changes: PulledChange[];
  more: boolean;
  serverTime: string;
  held: number;
  limitReached: boolean;
}

type Guard<T> = (value: unknown) => T | null;

export async function ask<T>(wire: Wire, request: WireRequest, guard: Guard<T>): Promise<Reading<T>> {
  let answer: WireAnswer;
  try {
    answer = await wire(request);
  } catch {
    return { kind: "nothing", because: "unreachable" };
  }
  return readAnswer(answer, guard);
}

export function readAnswer<T>(answer: WireAnswer, guard: Guard<T>): Reading<T> {
  const type = answer.contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const isJson = type === "application/json";
  const isProblem = type === "application/problem+json";
  const value = isJson || isProblem ? parse(answer.text) : undefined;
  if (answer.status >= 200 && answer.status < 300) {
    const checked = isJson && value !== undefined ? guard(value) : null;
    return checked === null ? { kind: "nothing", because: "not-our-server" } : { kind: "answer", value: checked };
  }
  const problem = isObject(value) && typeof value.code === "string" ? (value as SyncProblem) : null;
  if (problem === null) return { kind: "nothing", because: "not-our-server" };
  if (answer.status === 401) return { kind: "signed-out" };
  if (problem.code === "sync.other-person") return { kind: "other-person" };
  if (answer.status === 429 || answer.status === 503) {
    return { kind: "busy", afterMs: Math.min(600, Math.max(1, answer.retryAfterSeconds ?? 15)) * 1000 };
  }
  return { kind: "problem", status: answer.status, problem };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const outcomeKinds: readonly string[] = ["received", "repeated", "held", "conflict", "refused"];

function asReceipt(value: unknown): Receipt | null {
  if (!isObject(value)) return null;
  const { id, hash, at, number } = value;
  if (typeof id !== "string" || typeof hash !== "string" || typeof at !== "string" || typeof number !== "string")
    return null;
  return /^[0-9a-f]{64}$/.test(hash) && !Number.isNaN(Date.parse(at)) ? { id, hash, at, number } : null;
}

function asOutcome(value: unknown): CommandOutcome | null {
  if (!isObject(value) || typeof value.id !== "string" || !outcomeKinds.includes(value.outcome as string)) return null;
  const outcome: CommandOutcome = {
    id: value.id,
    outcome: value.outcome as CommandOutcome["outcome"],
    receipt: asReceipt(value.receipt),
  };
  if (isObject(value.problem) && typeof value.problem.code === "string") outcome.problem = value.problem as SyncProblem;
  if (value.decision === "settled" || value.decision === "dismissed") outcome.decision = value.decision;
  if (isObject(value.conflict)) outcome.conflict = value.conflict as unknown as Record<string, FieldClash>;
  return outcome;
}

export function asPushAnswer(value: unknown): PushAnswer | null {
  if (!isObject(value) || typeof value.serverTime !== "string" || !Array.isArray(value.outcomes)) return null;
  const outcomes = value.outcomes.map(asOutcome);
  return outcomes.includes(null) ? null : { serverTime: value.serverTime, outcomes: outcomes as CommandOutcome[] };
}

export function asPullAnswer(value: unknown): PullAnswer | null {
  if (!isObject(value) || typeof value.cursor !== "string" || typeof value.serverTime !== "string") return null;
  if (typeof value.reset !== "boolean" || typeof value.more !== "boolean" || !Array.isArray(value.changes)) return null;
  for (const change of value.changes) {
    if (!isObject(change) || typeof change.entity !== "string" || typeof change.id !== "string" || !("data" in change))
      return null;
  }
  return {
    cursor: value.cursor,
    reset: value.reset,
    more: value.more,
    serverTime: value.serverTime,
    changes: value.changes as PulledChange[],
    held: typeof value.held === "number" ? value.held : 0,
    limitReached: value.limitReached === true,
  };
}

export interface PhotoAnswer {
  received: number;
  complete: boolean;
}

export function asPhotoAnswer(value: unknown): PhotoAnswer | null {
  if (!isObject(value) || typeof value.received !== "number" || !Number.isInteger(value.received) || value.received < 0)
    return null;
  return { received: value.received, complete: value.complete === true };
}

/** The wire of a browser. A redirect is never followed: that is how captive portals answer. */
export function httpWire(timeoutMs = 30_000, headers: () => Record<string, string> = () => ({})): Wire {
  return async ({ method, path, json, bytes }) => {
    const init: RequestInit = {
      method,
      headers: {
        accept: "application/json",
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...(bytes === undefined ? {} : { "content-type": "application/octet-stream" }),
        ...headers(),
      },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    };
    if (json !== undefined) init.body = JSON.stringify(json);
    if (bytes !== undefined) init.body = bytes as BodyInit;
    const response = await fetch(path, init);
    const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "",
      text: await response.text(),
      ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
    };
  };
}
