import type { Pool } from "pg";
import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";

/** What a job works with: its own pool under the application's role (see `asSystem` in platform/db/session.ts). */
export interface JobContext {
  pool: Pool;
  /** DATA_DIR, for jobs that tend files. */
  dataDir: string;
  now: () => Date;
  /** A structured line for the log. */
  log: (message: string, fields?: Record<string, unknown>) => void;
}

/** A background job. It may run twice (a crash between its work and its being marked done), so it must bear that. */
export interface Job {
  /** `journal.seal` */
  name: string;
  /** Runs by itself, as in crontab(5), in UTC. */
  schedule?: string;
  run(context: JobContext, payload: unknown): Promise<void>;
}

export const defineJob = (job: Job): Job => job;

/** Asks for a job within the transaction: it exists when that has committed, and not otherwise. */
export async function enqueueJob(
  tx: Tx,
  job: Job,
  payload: unknown,
  options: { runAt?: Date; /** A job with the same key that has not begun is replaced. */ key?: string } = {},
): Promise<void> {
  const { runAt = null, key = null } = options;
  await sql`select enqueue_job(${job.name}, ${JSON.stringify(payload ?? {})}::json, ${runAt}, ${key})`.execute(tx);
}
