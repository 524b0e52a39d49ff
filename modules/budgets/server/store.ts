import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { EntryKind } from "../contract.ts";
import { budgetPolicy } from "../policy.ts";
import { budgetProblem } from "../problems.ts";

// What the ledger's triggers and constraints refuse, in the room's own words.
nameConstraints({
  budget_line_covered: { code: "budget.overdrawn", status: 409, field: "/amount" },
  budget_year_closed: { code: "budget.year-closed", status: 409 },
  budget_year_not_empty: { code: "budget.year-not-empty", status: 409 },
  budget_year_open_below: { code: "budget.year-open-below", status: 409 },
  budget_source_unknown: { code: "budget.source-unknown", status: 422, field: "/source" },
  budget_line_of_another: { code: "budget.line-of-another", status: 422 },
  budget_unit_ended: { code: "budget.unit-ended", status: 409 },
  budget_not_successor: { code: "budget.not-successor", status: 422, field: "/toUnitId" },
  budget_counter_of_counter: { code: "budget.counter-of-counter", status: 409 },
  budget_counter_differs: { code: "budget.counter-of-counter", status: 409 },
  budget_entry_goes_with_pay: { code: "budget.goes-with-pay", status: 409 },
  budget_entry_once_a_pay_run: { code: "budget.goes-with-pay", status: 409 },
  budget_entry_reversed_once: { code: "budget.reversed-already", status: 409 },
  budget_activity_once: { code: "budget.activity-there", status: 409 },
  budget_activity_planned: { code: "budget.planned-below-nothing", status: 409, field: "/planned" },
  budget_line_allowed_check: { code: "budget.allowance-used", status: 409, field: "/amount" },
  sponsorship_without_person: { code: "budget.sponsor-name-needed", status: 422, field: "/sponsorName" },
});

export interface StoredLine {
  id: string;
  unitId: number;
  year: number;
  source: string;
  nature: "state" | "sponsorship";
  title: string;
  parentId: string | null;
  available: number;
  allowed: number;
  closed: boolean;
}

/** @throws budget.line-unknown where the caller may not see it either */
export async function getLine(tx: Tx, id: string): Promise<StoredLine> {
  const { rows } = await sql<StoredLine>`
    select l.id, l.unit_id as "unitId", l.year, l.source, l.title, l.parent_id as "parentId", l.available, l.allowed, l.closed_at is not null as closed,
           (select s.nature from funding_source s where s.code = l.source order by s.valid desc limit 1) as nature
      from budget_line l where l.id = ${id}::uuid`.execute(tx);
  if (rows[0] === undefined) throw budgetProblem("budget.line-unknown", { id });
  return rows[0];
}

export async function mayAt(tx: Tx, principal: Principal, unitId: number, verb: keyof typeof budgetPolicy) {
  return authorise(budgetPolicy, verb, principal, { unitPath: await unitPath(tx, unitId) });
}

export interface Movement {
  id: string;
  kind: EntryKind;
  fromId: string | null;
  toId: string | null;
  amount: number;
  onDate: string;
  reference: string;
  note?: string | null;
  activityId?: string | null;
  sponsorshipId?: string | null;
  payRunId?: string;
  reversesId?: string;
  reason?: string;
}

/**
 * One row of the ledger. The database counts it and refuses what is not there; two amounts of one line come one after
 * the other. A day ahead or before the line's year is no day on which money moved.
 */
export async function postEntry(tx: Tx, now: Date, today: CivilDate, year: number, entry: Movement): Promise<void> {
  refuseDays(entry.onDate, today, year);
  await sql`
    insert into budget_entry (id, kind, from_id, to_id, amount, on_date, reference, note, activity_id, sponsorship_id, pay_run_id, reverses_id, reason, at)
    values (${entry.id}::uuid, ${entry.kind}, ${entry.fromId}::uuid, ${entry.toId}::uuid, ${entry.amount}, ${entry.onDate}::date, ${entry.reference},
      ${entry.note ?? null}, ${entry.activityId ?? null}::uuid, ${entry.sponsorshipId ?? null}::uuid, ${entry.payRunId ?? null}::uuid, ${entry.reversesId ?? null}::uuid,
      ${entry.reason ?? null}, ${now})`.execute(tx);
}

export function refuseDays(onDate: string, today: string, year: number): void {
  if (onDate > today) throw budgetProblem("budget.future", { fields: { "/onDate": "budget.future" } });
  if (onDate < `${year}-01-01`)
    throw budgetProblem("budget.before-year", { fields: { "/onDate": "budget.before-year" } });
}

/** Opens an empty line; the same one where it is there already (a unit's line from one above is one). */
export async function openLineRow(
  tx: Tx,
  line: { id: string; unitId: number; year: number; source: string; title: string; parentId: string | null },
): Promise<void> {
  await sql`
    insert into budget_line (id, unit_id, year, source, title, parent_id)
    values (${line.id}::uuid, ${line.unitId}, ${line.year}, ${line.source}, ${line.title}, ${line.parentId}::uuid)`.execute(
    tx,
  );
}

/** @throws budget.identity with the fields, never with the text */
export function refuseIdentities(written: Record<string, string | null | undefined>): void {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries(written))
    if (typeof text === "string" && findIdentities(text).length > 0) fields[`/${name}`] = "budget.identity";
  if (Object.keys(fields).length > 0) throw budgetProblem("budget.identity", { fields });
}

export function lineEntry(
  action: string,
  line: { id: string; unitId: number },
  change: { before?: unknown; after?: unknown },
): JournalEntry {
  return { action, subject: "budget-line", subjectId: line.id, unitId: line.unitId, ...change };
}
