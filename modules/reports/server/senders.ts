import { sql } from "kysely";
import { asCivilDate, addDays } from "#kernel/civil-date.ts";
import { periodCode, periodContaining, shiftPeriod, type CutOffRule } from "#kernel/period.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Duty, Sender, SenderBoard } from "../contract-sending.ts";
import { reportProblem } from "../problems.ts";
import { reportPeriod } from "../rules.ts";
import { getTemplate, type StoredReport } from "./report-store.ts";

/** By when report `r` is owed, as SQL; null where nobody asks for it. */
export const dueOf = sql`(select (r.last_day + d.due_days)::text from report_duty_for(r.unit_id, r.template, r.period, r.last_day) d)`;

const nameOf = (unit: string, day: string) =>
  sql.raw(
    `(select v.name from unit_version v where v.unit_id = ${unit} order by (v.valid @> ${day}) desc, lower(v.valid) desc limit 1)`,
  );

/** Duties that hold, of a receiver, or all that the caller's units take part in. */
export async function listDuties(tx: Tx, query: { receiverId?: number | undefined }, today: string): Promise<Duty[]> {
  const { rows } = await sql<Omit<Duty, "period"> & { closingDay: number | null }>`
    select d.id, d.template, t.name_vi as "templateNameVi", t.name_en as "templateNameEn", d.receiver_id as "receiverId",
           coalesce(${nameOf("d.receiver_id", "(now() at time zone 'Asia/Ho_Chi_Minh')::date")}, '') as "receiverName", d.sender_level as "senderLevel", d.sender_ids as "senderIds",
           d.period_kind as "periodKind", d.due_days as "dueDays", d.legal_basis as "legalBasis", lower(d.valid)::text as "from",
           (upper(d.valid) - 1)::text as "lastDay", t.closing_day as "closingDay"
      from report_duty d join report_template t on t.id = d.template
     where not isempty(d.valid) and (${query.receiverId ?? null}::int is null or d.receiver_id = ${query.receiverId ?? null}::int)
     order by upper(d.valid) desc nulls first, d.receiver_id, t.position, d.id`.execute(tx);
  return rows.map(({ closingDay, ...d }) => ({ ...d, period: newestPeriod(d.periodKind, closingDay, today) }));
}

export async function getDuty(tx: Tx, id: number, today: string): Promise<Duty> {
  const duty = (await listDuties(tx, {}, today)).find((d) => d.id === id);
  if (duty === undefined) throw reportProblem("report.unknown-duty", { dutyId: id });
  return duty;
}

/** The last period of the kind that is over; an interim review has no period of its own, so the year stands in for it. */
function newestPeriod(kind: Duty["periodKind"], closingDay: number | null, today: string): string {
  const rule: CutOffRule = {
    id: "template",
    legalBasis: "",
    lastDay: { month: closingDay, quarter: closingDay, half: closingDay, year: closingDay },
  };
  const of = kind === "span" ? "year" : kind;
  return periodCode(shiftPeriod(periodContaining(asCivilDate(today), of, rule), -1));
}

interface Row {
  unit_id: number;
  now_id: number | null;
  unit_name: string;
  report_id: string | null;
  sending_id: string | null;
  number: number | null;
  state: "sent" | "returned" | "accepted" | null;
  sent_on: string | null;
  first_sent_on: string | null;
  reason: string | null;
  covered_by: string | null;
  reminded_on: string | null;
}

/**
 * Everybody who owes a report under a duty for a period, with what came. Units of the period's last day, so that one that
 * has ended since is there; where the unit that it became has sent for it, it is covered.
 */
export async function senderBoard(
  tx: Tx,
  dutyId: number,
  code: string | undefined,
  today: string,
): Promise<SenderBoard> {
  const duty = await getDuty(tx, dutyId, today);
  const { closingDay } = await getTemplate(tx, duty.template);
  const period = reportPeriod(code ?? duty.period, closingDay);
  const { from, to } = period.days;
  const dueOn = addDays(to, duty.dueDays) as string;
  const { rows } = await sql<Row>`
    select s.unit_id, s.now_id, coalesce((select v.name from unit_version v where v.unit_id = s.unit_id order by (v.valid @> ${to}::date) desc, lower(v.valid) desc limit 1), '') as unit_name,
           r.id as report_id, x.id as sending_id, x.number, x.state, x.sent_on::text,
           (select min(y.sent_on)::text from report_sending y where y.report_id = r.id and y.receiver_id = ${duty.receiverId}::int) as first_sent_on, x.reason,
           case when s.now_id <> s.unit_id then (
             select coalesce((select v.name from unit_version v where v.unit_id = c.unit_id order by lower(v.valid) desc limit 1), '')
               from report c join report_sending cs on cs.report_id = c.id and cs.state in ('sent', 'accepted') and cs.receiver_id = ${duty.receiverId}::int
              where c.unit_id = s.now_id and c.template = ${duty.template} and c.period = ${period.code} limit 1) end as covered_by,
           (select max((m.at at time zone 'Asia/Ho_Chi_Minh')::date)::text from report_reminder m where m.duty_id = ${dutyId}::int and m.period = ${period.code} and s.unit_id = any (m.unit_ids)) as reminded_on
      from report_senders(${dutyId}::int, ${to}::date) s
      left join report r on r.unit_id = s.unit_id and r.template = ${duty.template} and r.period = ${period.code}
      left join lateral (select y.* from report_sending y where y.report_id = r.id and y.receiver_id = ${duty.receiverId}::int and y.state <> 'replaced' order by y.number desc limit 1) x on true
     order by 3, 1`.execute(tx);
  return {
    duty,
    period: period.code,
    firstDay: from,
    lastDay: to,
    dueOn,
    senders: rows.map((r): Sender => ({
      unitId: r.unit_id,
      unitName: r.unit_name,
      state: stateOf(r, dueOn, today),
      reportId: r.report_id,
      sendingId: r.sending_id,
      number: r.number ?? 0,
      sentOn: r.sent_on,
      inTime: r.first_sent_on === null ? null : r.first_sent_on <= dueOn,
      reason: r.state === "returned" ? r.reason : null,
      coveredBy: r.covered_by,
      remindedOn: r.reminded_on,
    })),
  };
}

function stateOf(r: Row, dueOn: string, today: string): Sender["state"] {
  if (r.state === "sent" || r.state === "accepted") return r.state;
  if (r.covered_by !== null) return "covered";
  if (r.state === "returned") return "returned";
  return dueOn < today ? "late" : "missing";
}

/** Still to come before the report above is whole: units under a duty to this unit for the same template and period. */
export async function missingBelow(tx: Tx, report: StoredReport, today: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from report_duty where receiver_id = ${report.unitId}::int and template = ${report.template.id}
       and period_kind = report_period_kind(${report.period.code}) and valid @> ${report.period.days.to}::date`.execute(
    tx,
  );
  let missing = 0;
  for (const { id } of rows) {
    const { senders } = await senderBoard(tx, id, report.period.code, today);
    missing += senders.filter((s) => s.state === "late" || s.state === "missing" || s.state === "returned").length;
  }
  return missing;
}

export interface Timeliness {
  due: number;
  inTime: number;
  late: number;
  /** Past their day and nothing has come. */
  missing: number;
  /** Days between the day on which each was due and that on which it first came; below zero: early. */
  days: number[];
}

/** Of the reports owed to units under `unitId` whose day to be sent lies between `from` and `to`, both included. */
export async function reportTimeliness(
  tx: Tx,
  { unitId, from, to, today }: { unitId: number; from: string; to: string; today: string },
): Promise<Timeliness> {
  const { rows } = await sql<{ id: number }>`
    select d.id from report_duty d where not isempty(d.valid) and d.period_kind <> 'span'
       and d.receiver_id in (select descendant_id from unit_scope where ancestor_id = ${unitId}::int)`.execute(tx);
  const told: Timeliness = { due: 0, inTime: 0, late: 0, missing: 0, days: [] };
  for (const { id } of rows) {
    const duty = await getDuty(tx, id, today);
    if (duty.periodKind === "span") continue;
    let period = periodContaining(asCivilDate(to), duty.periodKind);
    for (let i = 0; i < 40; i++, period = shiftPeriod(period, -1)) {
      const { closingDay } = await getTemplate(tx, duty.template);
      const lastDay = reportPeriod(periodCode(period), closingDay).days.to as string;
      const dueOn = addDays(asCivilDate(lastDay), duty.dueDays) as string;
      if (dueOn < from || lastDay < duty.from) break;
      if (dueOn > to || lastDay >= today || (duty.lastDay !== null && lastDay > duty.lastDay)) continue;
      for (const s of (await senderBoard(tx, id, periodCode(period), today)).senders) {
        if (s.state === "covered") continue;
        told.due += 1;
        if (s.inTime === null) {
          if (s.state === "late") told.missing += 1;
          continue;
        }
        if (s.inTime) told.inTime += 1;
        else told.late += 1;
        if (s.sentOn !== null) told.days.push(Math.round((Date.parse(s.sentOn) - Date.parse(dueOn)) / 86_400_000));
      }
    }
  }
  return told;
}
