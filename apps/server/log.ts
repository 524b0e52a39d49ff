import { mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import pino, { type Logger } from "pino";
import type { RequestRecord } from "#platform/http/api.ts";
import type { Settings } from "./settings.ts";

export type Log = Logger;

/** One JSON object a line, to DATA_DIR/server.log or where LOG says, never with what people wrote in it. */
export function openLog(settings: Pick<Settings, "LOG" | "LOG_LEVEL" | "DATA_DIR">): Log {
  const options = { level: settings.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (settings.LOG === "stdout") return pino(options);
  const file = settings.LOG ?? join(settings.DATA_DIR, "server.log");
  mkdirSync(dirname(file), { recursive: true });
  // opened here, so that it can be flushed even when the program ends at once
  return pino(options, pino.destination({ fd: openSync(file, "a", 0o600), sync: false }));
}

/** A line a request: the route's pattern, not the address, which would hold searches and ids. */
export function logRequest(log: Log, record: RequestRecord): void {
  const { requestId, method, route, status, seconds, userId, code, error } = record;
  const line = {
    requestId,
    method,
    route,
    status,
    ms: Math.round(seconds * 10_000) / 10,
    userId,
    ...(code ? { code } : {}),
  };
  if (error) log.error({ ...line, err: error }, "request failed");
  else log.info(line, "request");
}
