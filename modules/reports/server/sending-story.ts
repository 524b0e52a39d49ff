import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { DB } from "#db/types.ts";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Database } from "#platform/db/open.ts";
import { asSystem } from "#platform/db/session.ts";
import { openQuestions } from "./checks.ts";
import { reportCommands } from "./commands.ts";
import { workWaitingTasks } from "./work-task.ts";

/** Acts of people with reports, for the tests of the way up: each as the person would do it. */
export function actsOn(db: { database: Database; owner: Kysely<DB> }, clock: () => Date) {
  const run = async <A>(name: keyof typeof reportCommands, payload: unknown, who: Principal) =>
    (
      await executeCommand<A>({ pool: db.database.pool, commands: reportCommands as never, now: clock }, who, {
        id: newId(),
        name,
        payload,
      })
    ).answer;
  const lastTask = async (reportId: string) =>
    (
      await sql<{
        answer: { revision: number; talks: number; contentHash: string } | null;
        problem: string | null;
        state: string;
      }>`
      select answer, problem, state from report_task where report_id = ${reportId} order by asked_at desc, id desc limit 1`.execute(
        db.owner,
      )
    ).rows[0]!;
  return {
    run,
    lastTask,
    begin: async (unitId: number, period: string, who: Principal, template?: string) => {
      const reportId = newId() as string;
      await run("report.create", { reportId, unitId, period, ...(template === undefined ? {} : { template }) }, who);
      return reportId;
    },
    freeze: async (reportId: string, who: Principal, reason?: string) => {
      await run(reason === undefined ? "report.freeze" : "report.revise", { reportId, ...(reason && { reason }) }, who);
      await workWaitingTasks(db.database.jobPool, clock);
      const { answer, problem } = await lastTask(reportId);
      if (answer === null) throw new Error(`the task failed: ${problem}`);
      return answer;
    },
    sign: async (reportId: string, writer: Principal, head: Principal) => {
      for (const question of await asSystem(db.database.pool, (tx) => openQuestions(tx, reportId, clock())))
        await run("report.answer-check", { reportId, question, answer: "Đã đối chiếu sổ." }, writer);
      return run<{ contentHash: string }>("report.sign", { reportId, signerName: head.displayName }, head);
    },
    send: async (reportId: string, who: Principal, receiverId?: number) => {
      const sendingId = newId() as string;
      const how = receiverId === undefined ? {} : { receiverId };
      const { number } = await run<{ number: number }>("report.send", { sendingId, reportId, ...how }, who);
      return { sendingId, number };
    },
  };
}
