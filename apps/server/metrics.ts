import { timingSafeEqual } from "node:crypto";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "#platform/db/open.ts";
import type { RequestRecord } from "#platform/http/api.ts";
import { countedOutcomes } from "#platform/sync/server/outcomes.ts";
import { sealLag } from "#platform/journal/seal.ts";
import { hallsOf } from "#modules/live/server.ts";

export interface Metrics {
  observe(record: RequestRecord): void;
  text(): Promise<string>;
  contentType: string;
}

/** Figures for Prometheus: the process, requests by route, connections, jobs that wait, the journal's seal. */
export function buildMetrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "caunoi_http_request_seconds",
    help: "Time to answer a request, by route pattern",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const gauge = (name: string, help: string, collect: (set: (value: number) => void) => Promise<void> | void) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        await collect((value) => this.set(value));
      },
    });
  gauge("caunoi_db_connections", "Connections open for requests", (set) => set(database.pool.totalCount));
  gauge("caunoi_db_waiting", "Requests that wait for a connection", (set) => set(database.pool.waitingCount));
  gauge("caunoi_hall_listeners", "Phones and projectors that listen to live halls", (set) =>
    set(hallsOf(database).listening.now),
  );
  gauge("caunoi_jobs_waiting", "Background jobs that are due", async (set) => {
    const { rows } = await database.worker.query<{ n: number }>(
      "select count(*)::int as n from graphile_worker.jobs where run_at <= now() and attempts < max_attempts",
    );
    set(rows[0]!.n);
  });
  gauge("caunoi_jobs_failed", "Background jobs that gave up", async (set) => {
    const { rows } = await database.worker.query<{ n: number }>(
      "select count(*)::int as n from graphile_worker.jobs where attempts >= max_attempts",
    );
    set(rows[0]!.n);
  });
  new Counter({
    name: "caunoi_outbox_outcomes_total",
    help: "Commands of phones' outboxes by what was answered",
    labelNames: ["outcome"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, n] of countedOutcomes()) this.inc({ outcome }, n);
    },
  });
  gauge("caunoi_outbox_held", "Commands of phones that wait for an officer", async (set) => {
    const { rows } = await database.worker.query<{ n: number }>(
      "select count(*)::int as n from command where outcome in ('held', 'conflict')",
    );
    set(rows[0]!.n);
  });
  gauge("caunoi_journal_seal_lag_seconds", "Age of the oldest journal row that is not sealed", async (set) =>
    set(await sealLag(database.jobPool)),
  );

  return {
    observe: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** With a token only who shows it; without one only this machine. */
export function mayReadMetrics(
  token: string | undefined,
  authorization: string | null,
  remote: string | undefined,
): boolean {
  if (token === undefined) return remote === undefined || /^(127\.|::1$|::ffff:127\.)/.test(remote);
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
