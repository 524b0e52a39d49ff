import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { Problem } from "#kernel/problem.ts";
import { asSystem } from "#platform/db/session.ts";
import { defineJob, enqueueJob, type Job } from "#platform/jobs/define.ts";
import { type LeasedTable, leftTasks, waitingTasks, workUnderLease } from "#platform/jobs/lease.ts";
import { settleInSteps } from "./settle-run.ts";
import { getRun } from "./store.ts";
import { getTask, workJobName } from "./tasks.ts";

const tasks: LeasedTable = { table: "pay_task", failed: "pay.task-failed" };

/** Does a task if nobody else does it. */
export async function workOnPayTask(pool: Pool, taskId: string, now: () => Date = () => new Date()): Promise<void> {
  await workUnderLease(pool, tasks, taskId, async (leased) => {
    const task = await asSystem(pool, (tx) => getTask(tx, taskId));
    await settleInSteps({ ...leased, pool, task, now });
  });
}

/** How a run stands after its task. */
export interface RunAnswer {
  runId: string;
  version: number;
  status: string;
  total: number;
  lines: number;
  people: number;
  undecided: number;
}

/** Sees a task to its end, whoever does it: for the command line, the demo and tests. @throws the problem that it ended with */
export async function finishPayTask(
  pool: Pool,
  taskId: string,
  now: () => Date = () => new Date(),
): Promise<RunAnswer> {
  for (;;) {
    await workOnPayTask(pool, taskId, now);
    const task = await asSystem(pool, (tx) => getTask(tx, taskId));
    if (task.state === "failed") throw new Problem(task.problem ?? tasks.failed, 409, { taskId });
    if (task.state === "done") {
      const run = await asSystem(pool, (tx) => getRun(tx, task.runId));
      const { version, status, total, lines, people, undecided } = run;
      return { runId: run.id, version, status, total, lines, people, undecided };
    }
    await pause(200);
  }
}

/** Woken when a task is asked for. */
export const workJob: Job = defineJob({
  name: workJobName,
  async run({ pool, now, log }, payload) {
    const { taskId } = payload as { taskId: string };
    await workOnPayTask(pool, taskId, now);
    log("pay task worked on", { taskId });
  },
});

/** Every minute: what a process that is gone left behind is taken up again. */
export const resumeJob: Job = defineJob({
  name: "pay.resume",
  schedule: "* * * * *",
  run: ({ pool }) => resumeLeftPayTasks(pool),
});

export async function resumeLeftPayTasks(pool: Pool): Promise<void> {
  await asSystem(pool, async (tx) => {
    for (const id of await leftTasks(tx, tasks)) await enqueueJob(tx, workJob, { taskId: id }, { key: `pay-${id}` });
  });
}

/** Everything that waits, one after the other: where no jobs run. */
export async function workWaitingPayTasks(pool: Pool, now: () => Date = () => new Date()): Promise<void> {
  for (const id of await waitingTasks(pool, tasks)) await workOnPayTask(pool, id, now);
}
