import { sql } from "kysely";
import type { Pool } from "pg";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";

/**
 * A task that a room keeps in a table of its own (id, state, step, done, total, attempts, lease, beat_at, problem, answer,
 * asked_at, ended_at), done by one process at a time: whoever holds its lease renews it while it works; a lease that was not
 * renewed belongs to a process that is gone, and another begins anew.
 */
export interface Leased {
  /** Tells how far it is. @throws LeaseLost when somebody else has taken the task over */
  step(step: string, done: number, total: number): Promise<void>;
  /** Marks the task done in the transaction of its effect. @throws LeaseLost */
  finishIn(tx: Tx, answer: unknown): Promise<void>;
}

class LeaseLost extends Error {}

const leaseSeconds = 60;
const beatEvery = 10_000;
/** Then it has failed, and says so. */
const mostAttempts = 5;

export interface LeasedTable {
  table: string;
  /** What a task says that failed by itself and not by a "no". */
  failed: string;
}

/** Does a task if nobody else does it; one that is done, failed or in other hands is left alone. */
export async function workUnderLease(
  pool: Pool,
  { table, failed }: LeasedTable,
  taskId: string,
  work: (leased: Leased) => Promise<void>,
): Promise<void> {
  const lease = newId() as string;
  const claimed = await asSystem(pool, (tx) =>
    sql`update ${sql.table(table)} set state = 'running', lease = ${lease}::uuid, beat_at = clock_timestamp(), attempts = attempts + 1
         where id = ${taskId}::uuid and (state = 'waiting' or (state = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${leaseSeconds})))`.execute(
      tx,
    ),
  );
  if (Number(claimed.numAffectedRows ?? 0) === 0) return;
  const hold = async (tx: Tx, set: ReturnType<typeof sql>) => {
    const { numAffectedRows } =
      await sql`update ${sql.table(table)} set ${set} where id = ${taskId}::uuid and lease = ${lease}::uuid and state = 'running'`.execute(
        tx,
      );
    if (Number(numAffectedRows ?? 0) === 0) throw new LeaseLost();
  };
  const beat = (set: ReturnType<typeof sql>) =>
    asSystem(pool, (tx) => hold(tx, sql`${set}, beat_at = clock_timestamp()`));
  const heart = setInterval(() => void beat(sql`attempts = attempts`).catch(() => {}), beatEvery);
  try {
    await work({
      step: (step, done, total) => beat(sql`step = ${step}, done = ${done}::int, total = ${total}::int`),
      finishIn: (tx, answer) =>
        hold(
          tx,
          sql`state = 'done', step = 'done', answer = ${JSON.stringify(answer)}::jsonb, ended_at = clock_timestamp()`,
        ),
    });
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await giveUpOrWait(pool, { table, failed }, { taskId, lease }, error);
    if (!(error instanceof Problem)) throw error;
  } finally {
    clearInterval(heart);
  }
}

/** A "no" ends it at once; what went wrong by itself is tried again a few times. Nothing of its effect stands in either case. */
async function giveUpOrWait(
  pool: Pool,
  { table, failed }: LeasedTable,
  { taskId, lease }: { taskId: string; lease: string },
  error: unknown,
): Promise<void> {
  const problem = error instanceof Problem ? error.code : failed;
  const least = error instanceof Problem ? 0 : mostAttempts;
  await asSystem(pool, (tx) =>
    sql`update ${sql.table(table)} set state = case when attempts >= ${least} then 'failed' else 'waiting' end,
               problem = case when attempts >= ${least} then ${problem}::text end,
               ended_at = case when attempts >= ${least} then clock_timestamp() end
         where id = ${taskId}::uuid and lease = ${lease}::uuid and state = 'running'`.execute(tx),
  ).catch(() => {
    // the database is away: the lease runs out and whoever comes next takes the task over
  });
}

/** Tasks that a process that is gone left behind. */
export async function leftTasks(tx: Tx, { table }: LeasedTable): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where (state = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${leaseSeconds}))
       or (state = 'waiting' and greatest(asked_at, beat_at) < clock_timestamp() - make_interval(secs => ${leaseSeconds}))`.execute(
    tx,
  );
  return rows.map((r) => r.id);
}
