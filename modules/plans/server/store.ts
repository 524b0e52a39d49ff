import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { PlanStatus } from "../contract.ts";
import { planPolicy } from "../policy.ts";
import { planProblem } from "../problems.ts";

export interface StoredPlan {
  id: string;
  unitId: number;
  parentId: string | null;
  title: string;
  issuer: string | null;
  symbol: string | null;
  issuedOn: string | null;
  startsOn: string;
  endsOn: string;
  status: PlanStatus;
  documentId: string | null;
  ownPlansBy: string | null;
  version: number;
}

const planColumns = sql`id, unit_id as "unitId", parent_id as "parentId", title, issuer, symbol, issued_on::text as "issuedOn", starts_on::text as "startsOn",
  ends_on::text as "endsOn", status, document_id as "documentId", own_plans_by::text as "ownPlansBy", version`;

/** @throws plan.not-found where the caller may not see it either */
export async function getPlan(tx: Tx, id: string): Promise<StoredPlan> {
  const { rows } = await sql<StoredPlan>`select ${planColumns} from plan where id = ${id}::uuid`.execute(tx);
  if (rows[0] === undefined) throw planProblem("plan.not-found", { id });
  return rows[0];
}

/** Locked for the rest of the transaction, and the caller's to write. @throws plan.not-found, access.denied */
export async function lockPlan(
  tx: Tx,
  principal: Principal,
  id: string,
  verb: keyof typeof planPolicy = "plan.write",
): Promise<StoredPlan> {
  const found = await getPlan(tx, id);
  authorise(planPolicy, verb, principal, { unitPath: await unitPath(tx, found.unitId) });
  const { rows } = await sql<StoredPlan>`select ${planColumns} from plan where id = ${id}::uuid for update`.execute(tx);
  if (rows[0] === undefined) throw planProblem("plan.not-found", { id });
  return rows[0];
}

export interface StoredTask {
  id: string;
  planId: string;
  clauseId: string | null;
  fromTaskId: string | null;
  position: string;
  text: string;
  nature: "goal" | "duty";
  start: number | null;
  end: number | null;
  dueOn: string | null;
  droppedReason: string | null;
  version: number;
}

/** The task with its plan, both locked and the caller's to write. @throws plan.task-not-found, plan.changed-since */
export async function lockTask(
  tx: Tx,
  principal: Principal,
  id: string,
  version?: number,
): Promise<{ task: StoredTask; plan: StoredPlan }> {
  const read = () =>
    sql<StoredTask>`
    select id, plan_id as "planId", clause_id as "clauseId", from_task_id as "fromTaskId", position::text, text, nature, starts_at as start, ends_at as end,
           due_on::text as "dueOn", dropped_reason as "droppedReason", version
      from plan_task where id = ${id}::uuid`.execute(tx);
  const first = (await read()).rows[0];
  if (first === undefined) throw planProblem("plan.task-not-found", { id });
  // the plan's row is the lock of all its tasks: two people who correct it come one after the other
  const plan = await lockPlan(tx, principal, first.planId);
  const task = (await read()).rows[0]!;
  if (version !== undefined && version !== task.version)
    throw planProblem("plan.changed-since", { version: task.version });
  return { task, plan };
}

export function refuseIdentities(written: Record<string, string | null>): void {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries(written))
    if (text !== null && findIdentities(text).length > 0) fields[`/${name}`] = "plan.identity-in-text";
  if (Object.keys(fields).length > 0) throw planProblem("plan.identity-in-text", { fields });
}

export function planLine(
  action: string,
  plan: { id: string; unitId: number },
  change: { before?: unknown; after?: unknown } = {},
): JournalEntry {
  return { action, subject: "plan", subjectId: plan.id, unitId: plan.unitId, ...change };
}

/** Many rows in one statement. `columns` as for jsonb_to_recordset, their names those of the table. */
export async function insertMany(tx: Tx, table: string, columns: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const names = columns
    .split(",")
    .map((c) => c.trim().split(/\s+/)[0])
    .join(", ");
  await sql`insert into ${sql.table(table)} (${sql.raw(names)}) select ${sql.raw(names)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(columns)})`.execute(
    tx,
  );
}
