import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { budgetProblem } from "../problems.ts";
import { getActivity } from "./spend.ts";
import { lineEntry, mayAt, postEntry, type StoredLine } from "./store.ts";

/** An activity on a line that a unit may pay from. */
export interface PayLine {
  activityId: string;
  activity: string;
  line: string;
  sourceVi: string;
  sourceEn: string;
  year: number;
  planned: number;
  spent: number;
  /** What the line lets itself be spent, with what a decision allows below nothing. */
  left: number;
}

/** Open lines of the unit of these years, also of what became it; for money that comes back, those that pay was spent from. */
export async function listPayLines(
  tx: Tx,
  of: { unitId: number; years: readonly number[]; back: boolean },
): Promise<PayLine[]> {
  const { rows } = await sql<PayLine>`
    select a.id as "activityId", a.title as activity, l.title as line, s.name_vi as "sourceVi", s.name_en as "sourceEn", l.year,
           a.planned, a.spent, l.available + l.allowed as left
      from budget_activity a join budget_line l on l.id = a.line_id join unit u on u.id = l.unit_id
     cross join lateral (select f.name_vi, f.name_en from funding_source f where f.code = l.source
        and f.valid && daterange(make_date(l.year, 1, 1), make_date(l.year + 1, 1, 1)) order by f.valid desc limit 1) s
     where l.closed_at is null
       and ${
         of.back
           ? sql`exists (select from budget_entry e where e.activity_id = a.id and e.pay_run_id is not null)
       and l.unit_id in (select unit_id from unit_now where now_id = ${of.unitId})`
           : sql`l.unit_id = ${of.unitId} and l.year = any (${[...of.years]}::int[])`
       }
     order by l.year desc, l.title, a.title, a.id limit 200`.execute(tx);
  return rows.map((r) => ({ ...r, activity: strike(r.activity) }));
}

/** Who may spend there says that a unit's pay is spent there. @throws budget.activity-not-found, budget.line-of-another, budget.year-closed */
export async function chooseForPay(
  tx: Tx,
  principal: Principal,
  { activityId, unitId }: { activityId: string; unitId: number },
): Promise<void> {
  const { line } = await getActivity(tx, activityId);
  await mayAt(tx, principal, line.unitId, "budget.write");
  if (line.closed) throw budgetProblem("budget.year-closed");
  const { rows } = await sql`select from unit_now where unit_id = ${line.unitId} and now_id = ${unitId}`.execute(tx);
  if (rows.length === 0) throw budgetProblem("budget.line-of-another");
}

interface PaySpending {
  activityId: string;
  payRunId: string;
  /** What the run pays; negative where it takes back more than it pays; nothing is entered for nothing. */
  amount: number;
  reference: string;
}

/**
 * Enters what a locked run pays, within the caller's transaction: who chose the activity had the right to spend there
 * (`chooseForPay`), who approves has the right to approve. Money that comes back is taken out of what pay was spent on the
 * same activity, the newest first, by counter-entries; what is left of the last one is entered again.
 * @throws budget.too-little with `detail.left` and `detail.needed`, budget.nothing-to-take-back
 */
export async function postPaySpending(tx: Tx, now: Date, input: PaySpending): Promise<JournalEntry[]> {
  if (input.amount === 0) return [];
  const { activity, line } = await getActivity(tx, input.activityId);
  const left = line.available + line.allowed;
  if (input.amount > left) throw budgetProblem("budget.too-little", { left, needed: input.amount });
  const entries =
    input.amount > 0
      ? [await enter(tx, now, line, { ...input, amount: input.amount })]
      : await takeBack(tx, now, line, input);
  return [
    lineEntry("budget.pay-posted", line, {
      after: { activityId: activity.id, payRunId: input.payRunId, amount: input.amount, entries },
    }),
  ];
}

async function enter(tx: Tx, now: Date, line: StoredLine, { activityId, payRunId, amount, reference }: PaySpending) {
  const id = newId() as string;
  const today = civilDateOf(now);
  const entry = { id, kind: "spending" as const, fromId: line.id, toId: null, activityId, payRunId };
  await postEntry(tx, now, today, line.year, { ...entry, amount, onDate: today, reference });
  return id;
}

async function takeBack(tx: Tx, now: Date, line: StoredLine, input: PaySpending): Promise<string[]> {
  // one after the other, so that two runs never take back the same one
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pay-back ${line.id}`}::text, 0))`.execute(tx);
  const { rows } = await sql<{ id: string; amount: number; reference: string }>`
    select e.id, e.amount, e.reference from budget_entry e
     where e.activity_id = ${input.activityId}::uuid and e.pay_run_id is not null and e.amount > 0
       and not exists (select from budget_entry r where r.reverses_id = e.id) order by e.at desc, e.id desc`.execute(
    tx,
  );
  const today = civilDateOf(now);
  const made: string[] = [];
  let owed = -input.amount;
  for (const row of rows) {
    if (owed <= 0) break;
    const id = newId() as string;
    await postEntry(tx, now, today, line.year, {
      id,
      kind: "spending",
      fromId: line.id,
      toId: null,
      activityId: input.activityId,
      payRunId: input.payRunId,
      amount: -row.amount,
      onDate: today,
      reference: row.reference,
      reversesId: row.id,
      reason: input.reference,
    });
    made.push(id);
    if (row.amount > owed) made.push(await enter(tx, now, line, { ...input, amount: row.amount - owed }));
    owed -= row.amount;
  }
  if (owed > 0) throw budgetProblem("budget.nothing-to-take-back", { owed });
  return made;
}
