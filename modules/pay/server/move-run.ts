import { sql } from "kysely";
import { defineCommand, type FeedEntry } from "#platform/command/define.ts";
import { chooseForPay } from "#modules/budgets/server.ts";
import { ApproveRun, RunReason, RunSeen, SetReference } from "../contract.ts";
import { payProblem } from "../problems.ts";
import { postRun } from "./post-run.ts";
import { lockRun, refuseIdentities, runEntry } from "./store.ts";
import { askTask } from "./tasks.ts";

/** A job computes it once more and hands it to the checker where nothing has moved since it was looked at. */
export const submitRun = defineCommand({
  name: "pay.submit-run",
  input: RunSeen,
  async run({ tx, principal }, { runId, version }) {
    const run = await lockRun(tx, principal, "pay.write", { runId, version, status: ["draft"] });
    if (run.undecided > 0) throw payProblem("pay.undecided", { n: run.undecided });
    return {
      answer: await askTask(tx, principal, { runId, kind: "submit", version }),
      journal: [runEntry("pay.run-submit-asked", run)],
    };
  },
});

/** By somebody who had no hand in it and is not paid by it. From now on nothing of it changes. */
export const approveRun = defineCommand({
  name: "pay.approve-run",
  input: ApproveRun,
  async run({ tx, principal, now }, { runId, version, activityId: chosen }) {
    const run = await lockRun(tx, principal, "pay.check", { runId, version, status: ["submitted"] });
    if (chosen !== undefined && chosen !== null && chosen !== run.budgetActivityId)
      await chooseForPay(tx, principal, { activityId: chosen, unitId: run.unitId });
    const activityId = chosen === undefined ? run.budgetActivityId : chosen;
    const chosenBy = activityId === run.budgetActivityId ? run.budgetChosenBy : principal.userId;
    const posted = activityId === null ? [] : await postRun(tx, now, run, activityId);
    await sql`update pay_run set status = 'approved', checked_by = ${principal.userId}, checked_at = ${now}, version = version + 1,
        budget_activity_id = ${activityId}::uuid, budget_chosen_by = ${activityId === null ? null : chosenBy}, posted_at = ${activityId === null ? null : now}
      where id = ${runId}::uuid`.execute(tx);
    const { rows } = await sql<{ id: string; personId: string }>`
      select id, person_id as "personId" from pay_line where run_id = ${runId}::uuid order by id`.execute(tx);
    const feed = rows.map((l): FeedEntry => ({ audience: `person:${l.personId}`, entity: "pay", entityId: l.id }));
    return {
      answer: { runId, version: version + 1, status: "approved" as const },
      journal: [
        runEntry("pay.run-approved", run, {
          after: { total: run.total, lines: run.lines, hash: run.contentHash, activityId },
        }),
        ...posted,
      ],
      feed,
    };
  },
});

/** Back to its makers, with the reason. */
export const returnRun = defineCommand({
  name: "pay.return-run",
  input: RunReason,
  async run({ tx, principal }, { runId, version, reason }) {
    const run = await lockRun(tx, principal, "pay.return", { runId, version, status: ["submitted"] });
    refuseIdentities(reason, "/reason");
    await sql`update pay_run set status = 'draft', reason = ${reason}, submitted_at = null, version = version + 1 where id = ${runId}::uuid`.execute(
      tx,
    );
    return {
      answer: { runId, version: version + 1, status: "draft" as const },
      journal: [runEntry("pay.run-returned", run, { after: { reason } })],
    };
  },
});

/** A draft that is not needed: its turns are free again, its number stays taken. */
export const discardRun = defineCommand({
  name: "pay.discard-run",
  input: RunReason,
  async run({ tx, principal }, { runId, version, reason }) {
    const run = await lockRun(tx, principal, "pay.write", { runId, version, status: ["draft"] });
    refuseIdentities(reason, "/reason");
    await sql`delete from pay_line where run_id = ${runId}::uuid`.execute(tx);
    await sql`update pay_run set status = 'discarded', reason = ${reason}, total = 0, people = 0, lines = 0, version = version + 1
      where id = ${runId}::uuid`.execute(tx);
    return {
      answer: { runId, version: version + 1, status: "discarded" as const },
      journal: [
        runEntry("pay.run-discarded", run, { before: { total: run.total, lines: run.lines }, after: { reason } }),
      ],
    };
  },
});

/** How the accounting system calls the payment. Never an account or a citizen number. */
export const setReference = defineCommand({
  name: "pay.set-reference",
  input: SetReference,
  async run({ tx, principal }, { runId, reference }) {
    const run = await lockRun(tx, principal, "pay.write", { runId, status: ["approved"] });
    if (reference !== null) refuseIdentities(reference, "/reference");
    await sql`update pay_run set accounting_reference = ${reference}, version = version + 1 where id = ${runId}::uuid`.execute(
      tx,
    );
    return {
      answer: { runId, version: run.version + 1, status: run.status },
      journal: [
        runEntry("pay.reference-set", run, {
          before: { reference: run.accountingReference },
          after: { reference },
        }),
      ],
    };
  },
});
