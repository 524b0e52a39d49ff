import { sql } from "kysely";
import type { Pool } from "pg";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";

/**
 * A task that a room keeps in a table of its own (a key of type uuid, state, step, done, total, attempts, lease, beat_at,
 * problem, answer, asked_at, ended_at), done by one process at a time: whoever holds its lease renews it while it works; a
 * lease that was not renewed belongs to a process that is gone, and another begins anew.
 */
export interface Leased {
  /** Tells how far it is. @throws LeaseLost when somebody else has taken the task over */
  step(step: string, done: number, total: number): Promise<void>;
  /** Marks the task done in the transaction of its effect. @throws LeaseLost */
  finishIn(tx: Tx, answer: unknown): Promise<void>;
}

class LeaseLost extends Error {}

const beatEvery = 10_000;
/** Then it has failed, and says so. */
const mostAttempts = 5;
const lately = sql`clock_timestamp() - interval '60 seconds'`;
/** Of a row of such a table: somebody is at it now. */
export const underWay = sql<boolean>`(state = 'running' and beat_at >= ${lately})`;
const left = sql`(state = 'running' and beat_at < ${lately})`;

export interface LeasedTable {
  table: string;
  /** Its key, where that is not `id`: of a table that keeps one task for each thing. */
  key?: string;
  /** What a task says that failed by itself and not by a "no". */
  failed: string;
}

/** Does a task if nobody else does it; one that is done, failed or in other hands is left alone. */
export async function workUnderLease(
  pool: Pool,
  tasks: LeasedTable,
  taskId: string,
  work: (leased: Leased) => Promise<void>,
): Promise<void> {
  const lease = newId() as string;
  const { table, one } = rowOf(tasks, taskId);
  const claimed = await asSystem(pool, (tx) =>
    sql`update ${table} set state = 'running', lease = ${lease}::uuid, beat_at = clock_timestamp(), attempts = attempts + 1
         where ${one} and (state = 'waiting' or ${left})`.execute(tx),
  );
  if (Number(claimed.numAffectedRows ?? 0) === 0) return;
  const hold = async (tx: Tx, set: ReturnType<typeof sql>) => {
    const { numAffectedRows } =
      await sql`update ${table} set ${set} where ${one} and lease = ${lease}::uuid and state = 'running'`.execute(tx);
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
    await giveUpOrWait(pool, tasks, { taskId, lease }, error);
    if (!(error instanceof Problem)) throw error;
  } finally {
    clearInterval(heart);
  }
}

/** A "no" ends it at once; what went wrong by itself is tried again a few times. Nothing of its effect stands in either case. */
async function giveUpOrWait(
  pool: Pool,
  tasks: LeasedTable,
  { taskId, lease }: { taskId: string; lease: string },
  error: unknown,
): Promise<void> {
  const { table, one } = rowOf(tasks, taskId);
  const problem = error instanceof Problem ? error.code : tasks.failed;
  const least = error instanceof Problem ? 0 : mostAttempts;
  await asSystem(pool, (tx) =>
    sql`update ${table} set state = case when attempts >= ${least} then 'failed' else 'waiting' end,
               problem = case when attempts >= ${least} then ${problem}::text end,
               ended_at = case when attempts >= ${least} then clock_timestamp() end
         where ${one} and lease = ${lease}::uuid and state = 'running'`.execute(tx),
  ).catch(() => {
    // the database is away: the lease runs out and whoever comes next takes the task over
  });
}

function rowOf({ table, key = "id" }: LeasedTable, taskId: string) {
  return { table: sql.table(table), one: sql`${sql.ref(key)} = ${taskId}::uuid` };
}

/** Tasks that a process that is gone left behind. */
export async function leftTasks(tx: Tx, { table, key = "id" }: LeasedTable): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(key)} as id from ${sql.table(table)}
     where ${left} or (state = 'waiting' and greatest(asked_at, beat_at) < ${lately})`.execute(tx);
  return rows.map((r) => r.id);
}

/** Everything that waits, the longest first: for who works without jobs. */
export async function waitingTasks(pool: Pool, { table, key = "id" }: LeasedTable): Promise<string[]> {
  const { rows } = await asSystem(pool, (tx) =>
    sql<{ id: string }>`
      select ${sql.ref(key)} as id from ${sql.table(table)} where state = 'waiting' order by asked_at, ${sql.ref(key)}`.execute(
      tx,
    ),
  );
  return rows.map((r) => r.id);
}
