import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { enqueueJob } from "#platform/jobs/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { RunTask } from "../contract.ts";
import { payProblem } from "../problems.ts";

/** The name under which the work waits; its job is in work-task.ts. */
export const workJobName = "pay.work";

export interface Task {
  id: string;
  runId: string;
  kind: RunTask["kind"];
  version: number;
  /** Who asked, with the roles held then. */
  caller: Principal;
}

/** What a command answers whose effect a job brings about. */
export interface Asked {
  runId: string;
  version: number;
  status: "draft";
  taskId: string;
}

/** Within the command that asks for it: it exists and will be done when that has committed, and not otherwise. */
export async function askTask(
  tx: Tx,
  principal: Principal,
  asked: { runId: string; kind: RunTask["kind"]; version: number },
): Promise<Asked> {
  const id = newId<"PayTask">() as string;
  const caller = { ...principal, grants: [...principal.grants] };
  await sql`insert into pay_task (id, run_id, kind, version, caller)
    values (${id}::uuid, ${asked.runId}::uuid, ${asked.kind}, ${asked.version}::int, ${JSON.stringify(caller)}::jsonb)`.execute(
    tx,
  );
  await enqueueJob(tx, { name: workJobName, run: async () => {} }, { taskId: id });
  return { runId: asked.runId, version: asked.version, status: "draft", taskId: id };
}

/** While a run is computed nobody changes it. @throws pay.computing */
export async function refuseOpenTask(tx: Tx, runId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from pay_task where run_id = ${runId}::uuid and state in ('waiting', 'running')`.execute(tx);
  if (rows[0] !== undefined) throw payProblem("pay.computing", { taskId: rows[0].id });
}

/** The newest one of a run. */
export const lastTask = (runId: string) => sql<RunTask>`
  select id, kind, state, step, done, total, problem, coalesce(account_name(asked_by), asked_by) as "askedBy"
    from pay_task where run_id = ${runId}::uuid order by asked_at desc, id desc limit 1`;

/** Nothing is to be said of it any more: it is neither under way nor has it failed. */
export const isOver = (task: RunTask | null): boolean => task === null || task.state === "done";

/** What is under way, or the last one where it failed. */
export async function openTask(tx: Tx, runId: string): Promise<RunTask | null> {
  const last = (await lastTask(runId).execute(tx)).rows[0] ?? null;
  return isOver(last) ? null : last;
}

/** @throws pay.not-found */
export async function getTask(tx: Tx, id: string): Promise<Task & Pick<RunTask, "state" | "problem">> {
  const { rows } = await sql<Task & Pick<RunTask, "state" | "problem">>`
    select id, run_id as "runId", kind, version, caller, state, problem from pay_task where id = ${id}::uuid`.execute(
    tx,
  );
  if (rows[0] === undefined) throw payProblem("pay.not-found", { id });
  return rows[0];
}
