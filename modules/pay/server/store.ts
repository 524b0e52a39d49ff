import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { RunStatus } from "../contract.ts";
import { payPolicy } from "../policy.ts";
import { payProblem } from "../problems.ts";
import { refuseOpenTask } from "./tasks.ts";

nameConstraints({
  pay_rate_one_at_a_time: { code: "pay.rate-overlaps", status: 409 },
  pay_task_one_at_a_time: { code: "pay.computing", status: 409 },
  pay_run_one_open: { code: "pay.run-open", status: 409 },
  pay_run_two_people: { code: "pay.maker-checks", status: 403 },
});

export interface StoredRun {
  id: string;
  unitId: number;
  /** YYYY-MM */
  month: string;
  number: number;
  status: RunStatus;
  madeBy: string;
  madeAt: Date;
  makers: string[];
  computedAt: Date;
  submittedAt: Date | null;
  checkedBy: string | null;
  checkedAt: Date | null;
  reason: string | null;
  total: number;
  people: number;
  lines: number;
  undecided: number;
  contentHash: string;
  documentId: string | null;
  accountingReference: string | null;
  budgetActivityId: string | null;
  budgetChosenBy: string | null;
  postedAt: Date | null;
  version: number;
}

export const runColumns = sql`r.id, r.unit_id as "unitId", to_char(r.month, 'YYYY-MM') as month, r.number, r.status, r.made_by as "madeBy", r.made_at as "madeAt",
  r.makers, r.computed_at as "computedAt", r.submitted_at as "submittedAt", r.checked_by as "checkedBy", r.checked_at as "checkedAt", r.reason,
  r.total, r.people, r.lines, r.undecided, r.content_hash as "contentHash", r.document_id as "documentId", r.accounting_reference as "accountingReference",
  r.budget_activity_id as "budgetActivityId", r.budget_chosen_by as "budgetChosenBy", r.posted_at as "postedAt", r.version`;

/** @throws pay.not-found where the caller may not see it either */
export async function getRun(tx: Tx, id: string): Promise<StoredRun> {
  const { rows } = await sql<StoredRun>`select ${runColumns} from pay_run r where r.id = ${id}::uuid`.execute(tx);
  if (rows[0] === undefined) throw payProblem("pay.not-found", { id });
  return rows[0];
}

/** People with a line in it: none of them checks it. */
export async function paidPeople(tx: Tx, runId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct person_id as id from pay_line where run_id = ${runId}::uuid`.execute(tx);
  return rows.map((r) => r.id);
}

/** Locked for the rest of the transaction, and the caller's to change. @throws pay.not-found, pay.changed-since, pay.wrong-state, pay.computing */
export async function lockRun(
  tx: Tx,
  principal: Principal,
  verb: "pay.write" | "pay.check" | "pay.return",
  at: {
    runId: string;
    version?: number;
    status: readonly RunStatus[];
    /** By the task that computes it. */ byTask?: true;
  },
): Promise<StoredRun> {
  const found = await getRun(tx, at.runId);
  const placed = {
    unitPath: await unitPath(tx, found.unitId),
    makers: found.makers,
    paidPersonIds: verb === "pay.check" ? await paidPeople(tx, found.id) : [],
  };
  authorise(payPolicy, verb, principal, placed);
  const { rows } = await sql<StoredRun>`
    select ${runColumns} from pay_run r where r.id = ${at.runId}::uuid for update`.execute(tx);
  const run = rows[0];
  if (run === undefined) throw payProblem("pay.not-found", { id: at.runId });
  if (at.version !== undefined && run.version !== at.version)
    throw payProblem("pay.changed-since", { version: run.version });
  if (!at.status.includes(run.status)) throw payProblem("pay.wrong-state", { status: run.status });
  if (at.byTask === undefined) await refuseOpenTask(tx, run.id);
  return run;
}

export function runEntry(action: string, run: { id: string; unitId: number }, change: object = {}): JournalEntry {
  return { action, subject: "pay-run", subjectId: run.id, unitId: run.unitId, ...change };
}

/** Neither a citizen nor an account: what looks like one is refused and named. */
export function refuseIdentities(text: string, field: string): void {
  const found = findIdentities(text).map((span) => span.text);
  // account numbers are long runs of digits, however they are spaced
  const digits = /\d(?:[ .-]?\d){8,}/u.exec(text)?.[0];
  if (digits !== undefined) found.push(digits);
  if (found.length > 0)
    throw payProblem("pay.identity-in-text", { fields: { [field]: "pay.identity-in-text" }, found });
}
