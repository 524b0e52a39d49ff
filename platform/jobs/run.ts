import { Logger, parseCronItems, run, type Runner, type TaskList } from "graphile-worker";
import type { Database } from "#platform/db/open.ts";
import type { Job, JobContext } from "./define.ts";

export interface RunningJobs {
  /** Lets jobs under way finish for a while, then gives them back to be run again. */
  stop(): Promise<void>;
}

/** Runs all jobs in this process, woken by LISTEN, on pools apart from those of requests. */
export async function runJobs(
  database: Database,
  jobs: readonly Job[],
  context: Omit<JobContext, "pool">,
  report: (level: "error" | "warning" | "info" | "debug", message: string) => void,
): Promise<RunningJobs> {
  const tasks: TaskList = {};
  for (const job of jobs) tasks[job.name] = (payload) => job.run({ ...context, pool: database.jobPool }, payload);
  const scheduled = jobs.filter((job) => job.schedule !== undefined);
  const runner: Runner = await run({
    pgPool: database.worker,
    taskList: tasks,
    concurrency: 2,
    pollInterval: 5000,
    noHandleSignals: true,
    parsedCronItems: parseCronItems(
      scheduled.map((job) => ({
        task: job.name,
        match: job.schedule!,
        options: { backfillPeriod: 0, maxAttempts: 3 },
      })),
    ),
    logger: new Logger(() => (level, message) => report(level, message)),
  });
  return { stop: () => runner.stop() };
}
