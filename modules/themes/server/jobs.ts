import { systemCaller } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { dueWeeks, releaseThemes } from "./release-themes.ts";

/** Shortly after midnight in Vietnam; on most days no week has ended and nothing is written. */
const releaseJob = defineJob({
  name: "themes.release",
  schedule: "35 17 * * *",
  async run({ pool, now, log }) {
    const due = await asSystem(pool, (tx) => dueWeeks(tx, civilDateOf(now())));
    if (due.length === 0) return;
    const { answer } = await executeCommand(
      { pool, commands: { [releaseThemes.name]: releaseThemes }, now },
      systemCaller,
      {
        id: newId(),
        name: releaseThemes.name,
        payload: {},
      },
    );
    log("themes released", { ...(answer as { released: string[] }) });
  },
});

export const themeJobs = [releaseJob];
