import { systemCaller } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { quartersToRelease, releaseOverviews } from "./release.ts";

/** Shortly after midnight in Vietnam; on most days no quarter has come of age and nothing is written. */
const releaseJob = defineJob({
  name: "overviews.release",
  schedule: "40 17 * * *",
  async run({ pool, now, log }) {
    const due = await asSystem(pool, (tx) => quartersToRelease(tx, civilDateOf(now())));
    if (due.length === 0) return;
    const { answer } = await executeCommand(
      { pool, commands: { [releaseOverviews.name]: releaseOverviews }, now },
      systemCaller,
      { id: newId(), name: releaseOverviews.name, payload: {} },
    );
    log("overviews released", { ...(answer as { released: string[] }) });
  },
});

export const overviewJobs = [releaseJob];
