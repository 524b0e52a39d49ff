import { sql } from "kysely";
import type { Pool } from "pg";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { defineJob, enqueueJob, type Job } from "#platform/jobs/define.ts";
import { type LeasedTable, leftTasks, waitingTasks, workUnderLease } from "#platform/jobs/lease.ts";
import { buildFileInSteps } from "./file-work.ts";
import { freezeInSteps } from "./freeze-work.ts";
import { giveBackPins } from "./pin-talks.ts";
import { askReckoning, reckonings } from "./reckon.ts";
import { getReport } from "./report-store.ts";
import { workJobName } from "./tasks.ts";
import type { Task, Work } from "./work.ts";

const tasks: LeasedTable = { table: "report_task", failed: "report.task-failed" };

/** Does a task if nobody else does it; one that is done, failed or in other hands is left alone. */
export async function workOnTask(pool: Pool, taskId: string, now: () => Date = () => new Date()): Promise<void> {
  try {
    await workUnderLease(pool, tasks, taskId, async (leased) => {
      const work: Work = { ...leased, pool, now, task: await asSystem(pool, (tx) => getTask(tx, taskId)) };
      await (work.task.kind === "file" ? buildFileInSteps(work) : freezeInSteps(work));
    });
  } finally {
    await giveBackAfter(pool, taskId, now);
  }
}

const columns = sql`id, report_id as "reportId", kind, revision, view, format, reason, caller`;

async function getTask(tx: Tx, taskId: string): Promise<Task> {
  const { rows } = await sql<Task>`select ${columns} from report_task where id = ${taskId}::uuid`.execute(tx);
  return rows[0]!;
}

/** Where a freeze has failed for good, what it had counted is given back, by whoever comes by; done twice it finds nothing. */
async function giveBackAfter(pool: Pool, taskId: string, now: () => Date): Promise<void> {
  const failed = await asSystem(pool, async (tx) => {
    const { rows } = await sql<Task>`select ${columns} from report_task
      where id = ${taskId}::uuid and state = 'failed' and kind <> 'file' and given_back_at is null`.execute(tx);
    return rows[0] === undefined ? null : { task: rows[0], report: await getReport(tx, rows[0].reportId) };
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
    const { rows } = await sql<{
      id: string;
    }>`select id from report_task where state = 'failed' and kind <> 'file' and given_back_at is null`.execute(tx);
    for (const id of [...(await leftTasks(tx, tasks)), ...rows.map((r) => r.id)])
      await enqueueJob(tx, workJob, { taskId: id }, { key: `report-${id}` });
    for (const id of await leftTasks(tx, reckonings)) await askReckoning(tx, id);
  });
}

/** Everything that waits, one after the other: for the command line, the demo and tests, where no jobs run. */
export async function workWaitingTasks(pool: Pool, now: () => Date = () => new Date()): Promise<void> {
  for (const id of await waitingTasks(pool, tasks)) await workOnTask(pool, id, now);
}
