import { sql } from "kysely";
import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { defineJob, enqueueJob, type Job } from "#platform/jobs/define.ts";
import { buildFileInSteps } from "./file-work.ts";
import { freezeInSteps } from "./freeze-work.ts";
import { giveBackPins } from "./pin-talks.ts";
import { getReport } from "./report-store.ts";
import { workJobName } from "./tasks.ts";
import type { Task, Work } from "./work.ts";

class LeaseLost extends Error {}

/** A lease that was not renewed for so long belongs to a process that is gone. */
const leaseSeconds = 60;
const beatEvery = 10_000;
/** Then it has failed, and says so. */
const mostAttempts = 5;

/** Does a task if nobody else does it. Resolves to its state; a task that is done, failed or in other hands is left alone. */
export async function workOnTask(pool: Pool, taskId: string, now: () => Date = () => new Date()): Promise<void> {
  const lease = newId() as string;
  const task = await claim(pool, taskId, lease);
  if (task === null) return giveBackAfter(pool, taskId, now);
  const held = (tx: Tx, set: ReturnType<typeof sql>) =>
    sql`update report_task set ${set} where id = ${taskId}::uuid and lease = ${lease}::uuid and state = 'running'`.execute(
      tx,
    );
  const beat = (set: ReturnType<typeof sql>) =>
    asSystem(pool, async (tx) => {
      const { numAffectedRows } = await held(tx, sql`${set}, beat_at = clock_timestamp()`);
      if (Number(numAffectedRows ?? 0) === 0) throw new LeaseLost();
    });
  const heart = setInterval(() => void beat(sql`attempts = attempts`).catch(() => {}), beatEvery);
  const work: Work = {
    pool,
    task,
    now,
    step: (step, done, total) => beat(sql`step = ${step}, done = ${done}::int, total = ${total}::int`),
    async finishIn(tx, answer) {
      const { numAffectedRows } = await held(
        tx,
        sql`state = 'done', step = 'done', answer = ${JSON.stringify(answer)}::jsonb, ended_at = clock_timestamp()`,
      );
      if (Number(numAffectedRows ?? 0) === 0) throw new LeaseLost();
    },
  };
  try {
    await (task.kind === "file" ? buildFileInSteps(work) : freezeInSteps(work));
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await giveUpOrWait(pool, taskId, lease, error);
    await giveBackAfter(pool, taskId, now);
    if (!(error instanceof Problem)) throw error;
  } finally {
    clearInterval(heart);
  }
}

interface Row {
  id: string;
  report_id: string;
  kind: Task["kind"];
  revision: number;
  view: Task["view"];
  format: Task["format"];
  reason: string | null;
  caller: Principal;
}
const columns = sql`id, report_id, kind, revision, view, format, reason, caller`;

const taskOf = (r: Row): Task => ({
  id: r.id,
  reportId: r.report_id,
  kind: r.kind,
  revision: r.revision,
  view: r.view,
  format: r.format,
  reason: r.reason,
  caller: r.caller,
});

async function claim(pool: Pool, taskId: string, lease: string): Promise<Task | null> {
  const { rows } = await asSystem(pool, (tx) =>
    sql<Row>`update report_task set state = 'running', lease = ${lease}::uuid, beat_at = clock_timestamp(), attempts = attempts + 1
       where id = ${taskId}::uuid and (state = 'waiting' or (state = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${leaseSeconds})))
      returning ${columns}`.execute(tx),
  );
  return rows[0] === undefined ? null : taskOf(rows[0]);
}

/** A "no" ends it at once; what went wrong by itself is tried again a few times. Nothing of the revision stands in either case. */
async function giveUpOrWait(pool: Pool, taskId: string, lease: string, error: unknown): Promise<void> {
  const problem = error instanceof Problem ? error.code : "report.task-failed";
  const least = error instanceof Problem ? 0 : mostAttempts;
  await asSystem(pool, (tx) =>
    sql`update report_task set state = case when attempts >= ${least} then 'failed' else 'waiting' end,
               problem = case when attempts >= ${least} then ${problem}::text end,
               ended_at = case when attempts >= ${least} then clock_timestamp() end
         where id = ${taskId}::uuid and lease = ${lease}::uuid and state = 'running'`.execute(tx),
  ).catch(() => {
    // the database is away: the lease runs out and whoever comes next takes the task over
  });
}

/** Where a freeze has failed for good, what it had counted is given back, by whoever comes by; done twice it finds nothing. */
async function giveBackAfter(pool: Pool, taskId: string, now: () => Date): Promise<void> {
  const failed = await asSystem(pool, async (tx) => {
    const { rows } = await sql<Row>`select ${columns} from report_task
      where id = ${taskId}::uuid and state = 'failed' and kind <> 'file' and given_back_at is null`.execute(tx);
    return rows[0] === undefined ? null : { task: taskOf(rows[0]), report: await getReport(tx, rows[0].report_id) };
  });
  if (failed === null) return;
  await giveBackPins({ pool, task: failed.task, now }, failed.report);
  await asSystem(pool, (tx) =>
    sql`update report_task set given_back_at = clock_timestamp() where id = ${taskId}::uuid`.execute(tx),
  );
}

/** Woken when a task is asked for. */
export const workJob: Job = defineJob({
  name: workJobName,
  async run({ pool, now, log }, payload) {
    const { taskId } = payload as { taskId: string };
    await workOnTask(pool, taskId, now);
    log("report task worked on", { taskId });
  },
});

/** Every minute: what a process that is gone left behind is taken up again. */
export const resumeJob: Job = defineJob({
  name: "reports.resume",
  schedule: "* * * * *",
  run: ({ pool }) => resumeLeftTasks(pool),
});

export async function resumeLeftTasks(pool: Pool): Promise<void> {
  await asSystem(pool, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from report_task where (state = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${leaseSeconds}))
         or (state = 'failed' and kind <> 'file' and given_back_at is null)
         or (state = 'waiting' and greatest(asked_at, beat_at) < clock_timestamp() - make_interval(secs => ${leaseSeconds}))`.execute(
      tx,
    );
    for (const { id } of rows) await enqueueJob(tx, workJob, { taskId: id }, { key: `report-${id}` });
  });
}

/** Everything that waits, one after the other: for the command line, the demo and tests, where no jobs run. */
export async function workWaitingTasks(pool: Pool, now: () => Date = () => new Date()): Promise<void> {
  const { rows } = await asSystem(pool, (tx) =>
    sql<{ id: string }>`select id from report_task where state = 'waiting' order by asked_at, id`.execute(tx),
  );
  for (const { id } of rows) await workOnTask(pool, id, now);
}
