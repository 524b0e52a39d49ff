import { systemCaller } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { eventsDue, openEventKits } from "./kit-events.ts";

/** A quarter past five in the morning in Vietnam, before the day's work begins; most days nothing is written. */
export const openEventsJob = defineJob({
  name: "kits.open-events",
  schedule: "15 22 * * *",
  async run({ pool, now, log }) {
    const on = civilDateOf(now());
    if (!(await asSystem(pool, (tx) => eventsDue(tx, on)))) return;
    const { answer } = await executeCommand<{ opened: string[]; failed: string[] }>(
      { pool, commands: { [openEventKits.name]: openEventKits }, now },
      systemCaller,
      { id: newId(), name: openEventKits.name, payload: { on } },
    );
    log("kits opened by the calendar", { opened: answer.opened.length, failed: answer.failed });
  },
});
