import type { Socket } from "node:net";
import pg from "pg";

/** The application's role: owns nothing, cannot alter a table, is held by row-level security. */
export const applicationRole = "caunoi_app";

/**
 * What the application holds open. Requests, jobs and LISTEN have separate pools, so that a report that runs
 * long in a job never makes a sign-in wait. Rooms get transactions from platform/db/session.ts, never a pool.
 */
export interface Database {
  readonly url: string;
  /** For HTTP requests and CLI commands; pipelined, every connection runs as `caunoi_app`. */
  readonly pool: pg.Pool;
  /** For background jobs, likewise. Both are handed to platform/db/session.ts and platform/command only. */
  readonly jobPool: pg.Pool;
  /** For graphile-worker's own bookkeeping, as the owner of the schema. */
  readonly worker: pg.Pool;
  /** A connection of its own that LISTENs; it is the caller's to end. */
  listen(channel: string, heard: (payload: string) => void): Promise<{ end(): Promise<void> }>;
  close(): Promise<void>;
}

export interface OpenOptions {
  url: string;
  requestConnections?: number;
  jobConnections?: number;
  /** Told when an idle connection breaks (the server went away); the pool itself recovers. */
  onConnectionError?: (error: Error) => void;
}

/**
 * bigint comes as a number (no count here passes 2^53), numeric as text, a `date` as its own text:
 * a day is not a moment and must not be moved by a time zone.
 */
const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => string[];
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [1016, (text) => textArray(text).map(Number)],
  [pg.types.builtins.DATE, (text) => text],
  [1182, textArray],
]);

const typeParsers = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    const own = format === "binary" ? undefined : parsers.get(oid);
    return own ?? pg.types.getTypeParser(oid, format as "text");
  },
} as pg.CustomTypesConfig;

export function openDatabase(options: OpenOptions): Database {
  const poolErrors = options.onConnectionError ?? (() => {});
  const pool = (max: number, name: string, settings: string, extra: object = {}) => {
    const made = new pg.Pool({
      connectionString: options.url,
      max,
      options: settings,
      application_name: `caunoi ${name}`,
      types: typeParsers,
      ...extra,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 15_000,
      keepAlive: true,
    });
    made.on("error", poolErrors);
    made.on("connect", (client) => {
      client.on("error", poolErrors);
      if ("pipeline" in extra) sendTogether(client);
    });
    return made;
  };
  const asApplication = `-c role=${applicationRole} -c timezone=UTC`;
  // several statements of one transaction travel together where nobody waits for an answer in between
  const pipelined = { pipeline: true };
  // a transaction that nobody drives any more is ended by the server itself, whatever became of its client
  const short = `${asApplication} -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s`;
  const long = `${asApplication} -c idle_in_transaction_session_timeout=10min`;
  const requestPool = pool(options.requestConnections ?? 16, "requests", short, pipelined);
  const jobPool = pool(options.jobConnections ?? 4, "jobs", long, pipelined);
  const worker = pool(4, "worker", "-c timezone=UTC");

  return {
    url: options.url,
    pool: requestPool,
    jobPool,
    worker,
    async listen(channel, heard) {
      const client = new pg.Client({
        connectionString: options.url,
        application_name: "caunoi listen",
        keepAlive: true,
      });
      client.on("error", poolErrors);
      client.on("notification", (message) => heard(message.payload ?? ""));
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      return client;
    },
    async close() {
      await Promise.all([requestPool.end(), jobPool.end(), worker.end()]);
    },
  };
}

/**
 * What is asked of a connection within one turn (begin with its scope, a first statement, a commit) leaves
 * in one write: each write wakes the database's process, which costs more than the words in it.
 */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const ask = client.query.bind(client) as (...args: unknown[]) => unknown;
  let gathering = false;
  client.query = ((...args: unknown[]) => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      process.nextTick(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return ask(...args);
  }) as typeof client.query;
}
