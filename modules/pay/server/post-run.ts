import { sql } from "kysely";
import { spokenCode } from "#kernel/ids.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { chooseForPay, listPayLines, type PayLine, postPaySpending } from "#modules/budgets/server.ts";
import { SetBudget } from "../contract.ts";
import { payProblem } from "../problems.ts";
import { lockRun, runEntry, type StoredRun } from "./store.ts";

/** Where the unit may pay it from: lines of the run's year and of this one. */
export function budgetsOf(tx: Tx, run: StoredRun, today: string): Promise<PayLine[]> {
  const years = [...new Set([run.month, today].map((day) => Number(day.slice(0, 4))))];
  return listPayLines(tx, { unitId: run.unitId, years, back: run.total < 0 });
}

/** What a voucher's reference says of a run; its code finds it again. */
function referenceOf(run: StoredRun): string {
  return `Đợt chi thù lao ${run.month.slice(5)}/${run.month.slice(0, 4)}, đợt ${run.number}, mã ${spokenCode(run.id)}`;
}

/** Enters what the run pays where it was chosen to be paid from. Its state is written by the caller, in the same transaction. */
export function postRun(tx: Tx, now: Date, run: StoredRun, activityId: string): Promise<JournalEntry[]> {
  return postPaySpending(tx, now, { activityId, payRunId: run.id, amount: run.total, reference: referenceOf(run) });
}

/**
 * What the run is paid from; said while it is made or checked, and entered when it is approved. One that was approved
 * without is entered at once, all of it or nothing.
 */
export const setBudget = defineCommand({
  name: "pay.set-budget",
  input: SetBudget,
  async run({ tx, principal, now }, { runId, activityId }) {
    const run = await lockRun(tx, principal, "pay.write", { runId, status: ["draft", "submitted", "approved"] });
    if (run.postedAt !== null) throw payProblem("pay.posted-already");
    if (activityId !== null) await chooseForPay(tx, principal, { activityId, unitId: run.unitId });
    const posts = run.status === "approved" && activityId !== null;
    const posted = posts ? await postRun(tx, now, run, activityId) : [];
    await sql`update pay_run set budget_activity_id = ${activityId}::uuid, budget_chosen_by = ${activityId === null ? null : principal.userId},
        posted_at = ${posts ? now : null}, version = version + 1 where id = ${runId}::uuid`.execute(tx);
    return {
      answer: { runId, version: run.version + 1, status: run.status },
      journal: [
        runEntry("pay.budget-chosen", run, {
          before: { activityId: run.budgetActivityId },
          after: { activityId, posted: posts },
        }),
        ...posted,
      ],
    };
  },
});
