import { setImmediate as breath } from "node:timers/promises";
import { sql } from "kysely";
import type { Pool } from "pg";
import { z } from "zod";
import { defineCommand } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import type { Leased } from "#platform/jobs/lease.ts";
import { payProblem } from "../problems.ts";
import { computePay } from "../rules.ts";
import { type Computed, gatherFacts, summed, writeComputed } from "./compute-run.ts";
import { lockRun, runEntry } from "./store.ts";
import type { Task } from "./tasks.ts";

interface PayWork extends Leased {
  pool: Pool;
  task: Task;
  now: () => Date;
}

/** Runs that meet make way for each other so often; then the task is tried again later. */
const mostRounds = 10;

/**
 * Gathered and computed by reading only, then written at once or not at all. Another run that was written meanwhile and holds
 * the same turn of a claim makes the database refuse: then it is computed anew and sees what the other holds.
 */
export async function settleInSteps(work: PayWork): Promise<void> {
  for (let round = 1; ; round += 1) {
    const computed = await computeInSteps(work);
    // told beside the transaction and not awaited in it: it must not wait for a second connection while it holds its own
    const told: Promise<void>[] = [];
    const tell = (done: number) => void told.push(work.step("writing", done, computed.lines.length).catch(() => {}));
    const settle = work.task.kind === "compute" ? computeCommand(work, computed, tell) : submitCommand(work, computed);
    try {
      await executeCommand(
        { pool: work.pool, commands: { [settle.name]: settle as never }, now: work.now },
        work.task.caller,
        { id: work.task.id, name: settle.name, payload: { taskId: work.task.id } },
      );
      return;
    } catch (error) {
      if (round === mostRounds || !heldMeanwhile(error)) throw error;
    } finally {
      await Promise.all(told);
    }
  }
}

function heldMeanwhile(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === "23505" && constraint === "pay_line_person_id_claim_turn_key";
}

async function computeInSteps({ pool, task, now, step }: PayWork): Promise<Computed> {
  await step("gathering", 0, 1);
  const facts = await asSystem(pool, async (tx) => {
    await sql`select set_config('jit', 'off', true)`.execute(tx);
    return gatherFacts(tx, task.runId, now());
  });
  await step("computing", 0, 1);
  await breath();
  const due = computePay(facts);
  await breath();
  return summed(due);
}

const TaskOnly = z.object({ taskId: z.uuid() });

/** The draft holds what was computed; the same again changes nothing. */
function computeCommand(work: PayWork, computed: Computed, tell: (done: number) => void) {
  const { task } = work;
  return defineCommand({
    name: "pay.settle-run",
    input: TaskOnly,
    async run({ tx, principal, now }) {
      const run = await lockRun(tx, principal, "pay.write", { runId: task.runId, status: ["draft"], byTask: true });
      if (computed.hash !== run.contentHash)
        await writeComputed(tx, run.id, computed, { by: principal.userId, now, tell });
      const { total, undecided } = computed;
      const after = { total, lines: computed.lines.length, undecided, taskId: task.id };
      await work.finishIn(tx, after);
      return {
        answer: after,
        journal: [runEntry("pay.run-computed", run, { before: { total: run.total, lines: run.lines }, after })],
      };
    },
  });
}

/** Handed to the checker, exactly as it was looked at: where facts have moved since, it is computed and looked at again. */
function submitCommand(work: PayWork, computed: Computed) {
  const { task } = work;
  return defineCommand({
    name: "pay.settle-submitting",
    input: TaskOnly,
    async run({ tx, principal, now }) {
      const { runId, version } = task;
      const run = await lockRun(tx, principal, "pay.write", { runId, version, status: ["draft"], byTask: true });
      if (run.undecided > 0) throw payProblem("pay.undecided", { n: run.undecided });
      if (computed.hash !== run.contentHash) throw payProblem("pay.facts-changed", { version: run.version });
      if (run.lines === 0) throw payProblem("pay.nothing-to-pay");
      const makers = run.makers.includes(principal.userId) ? run.makers : [...run.makers, principal.userId];
      const after = { total: run.total, lines: run.lines, hash: run.contentHash };
      // before the state changes: afterwards it is no draft of the caller's any more
      await work.finishIn(tx, after);
      await sql`update pay_run set status = 'submitted', submitted_at = ${now}, makers = ${makers}::text[], reason = null, version = version + 1
        where id = ${runId}::uuid`.execute(tx);
      return { answer: after, journal: [runEntry("pay.run-submitted", run, { after })] };
    },
  });
}
