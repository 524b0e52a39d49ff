import { sql } from "kysely";
import { addDays, daysBetween, type CivilDate } from "#kernel/civil-date.ts";
import {
  holdsAny,
  mostWaiting,
  waitGroup,
  type WaitCall,
  type WaitGroup,
  type WaitSource,
} from "#platform/waiting/wait-source.ts";
import { periodName } from "../rules.ts";

interface Row {
  report_id: string | null;
  unit_id: number;
  unit_name: string;
  period: string;
  template: string;
  day: string | null;
}

/** Reports returned to the unit, signed ones and late ones to send, those that came in and wait for a word. */
export const reportsWaiting: WaitSource = async (call) =>
  holdsAny(call.principal, ["administrator", "unitHead", "officer"])
    ? [...(await returned(call)), ...(await toSend(call)), ...(await received(call)), ...(await askedBack(call))]
    : [];

const nameOf = sql`coalesce((select v.name from unit_version v where v.unit_id = r.unit_id order by (v.valid @> r.last_day) desc, lower(v.valid) desc limit 1), '')`;

/** Whose work it is: the unit itself; where nobody in particular is meant, the units where the caller holds a role. */
function mine({ principal, under }: WaitCall) {
  if (under !== null) return sql`= any (${[under]}::int[])`;
  const units = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  return sql`= any (${units}::int[])`;
}

async function returned(call: WaitCall): Promise<WaitGroup[]> {
  const { rows } = await sql<Row>`
    select r.id as report_id, r.unit_id, ${nameOf} as unit_name, r.period, s.reason as template, (s.decided_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day
      from report r join lateral (select x.* from report_sending x where x.report_id = r.id order by x.number desc limit 1) s on s.state = 'returned'
     where r.unit_id ${mine(call)} and not exists (select from report_signing g where g.report_id = r.id and g.ended_at is null)
     order by s.decided_at limit ${mostWaiting + 1}`.execute(call.tx);
  return group(call, rows, "report.returned", { stage: "returned" }, (r) => r.template);
}

async function toSend(call: WaitCall): Promise<WaitGroup[]> {
  const soon = addDays(call.today, 7);
  const { rows } = await sql<Row>`
    select r.id as report_id, r.unit_id, ${nameOf} as unit_name, r.period, t.name_vi as template, (r.last_day + d.due_days)::text as day
      from report r join report_template t on t.id = r.template cross join lateral report_duty_for(r.unit_id, r.template, r.period, r.last_day) d
     where r.unit_id ${mine(call)} and r.last_day < ${call.today}::date and r.last_day + d.due_days <= ${soon}::date
       and not exists (select from report_sending s where s.report_id = r.id)
     order by 6, 1 limit ${mostWaiting + 1}`.execute(call.tx);
  return group(call, rows, "report.to-send", {}, (r) => r.template);
}

async function received(call: WaitCall): Promise<WaitGroup[]> {
  const { rows } = await sql<Row>`
    select r.id as report_id, r.unit_id, ${nameOf} as unit_name, r.period, t.name_vi as template, s.sent_on::text as day
      from report_sending s join report r on r.id = s.report_id join report_template t on t.id = r.template
     where s.receiver_id ${mine(call)} and s.state = 'sent' order by s.sent_at limit ${mostWaiting + 1}`.execute(
    call.tx,
  );
  return group(call, rows, "report.received", { stage: "sent" }, (r) => r.template);
}

/** A unit below has asked for its report back: the level above says yes or no. */
async function askedBack(call: WaitCall): Promise<WaitGroup[]> {
  const { rows } = await sql<Row>`
    select r.id as report_id, r.unit_id, ${nameOf} as unit_name, r.period, o.reason as template, (o.asked_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day
      from report_reopening o join report_sending s on s.id = o.sending_id join report r on r.id = o.report_id
     where s.receiver_id ${mine(call)} and o.state = 'asked' order by o.asked_at limit ${mostWaiting + 1}`.execute(
    call.tx,
  );
  return group(call, rows, "report.asked-back", {}, (r) => r.template);
}

function group(
  { say, today }: WaitCall,
  rows: Row[],
  code: "report.returned" | "report.to-send" | "report.received" | "report.asked-back",
  search: Record<string, string>,
  under: (r: Row) => string,
): WaitGroup[] {
  return waitGroup(rows, { code, title: say(`wait.${code}`), to: "/reports", search }, (r) => ({
    to: `/reports/${r.report_id}`,
    day: r.day,
    title: `${r.unit_name}, ${periodName(r.period)}`,
    under: under(r),
    note:
      code === "report.to-send" && r.day !== null && r.day < today
        ? say("wait.days", { n: daysBetween(r.day as CivilDate, today) })
        : "",
  }));
}
