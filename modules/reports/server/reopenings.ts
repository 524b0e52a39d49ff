import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { AnswerReopening, AskReopening, type Reopening, type RevisedBelow } from "../contract-signing.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import type { View } from "./scope.ts";
import { reportEntry } from "./signings.ts";

/** The unit asks for a report back that lies with the level above, and says why. Nothing opens before that level agrees. */
export const askReopening = defineCommand({
  name: "report.ask-reopening",
  input: AskReopening,
  async run({ tx, principal, now }, { reopeningId, reportId, reason }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.ask-reopening", principal, report);
    const { rows } = await sql<{ id: string; receiver_id: number; asked: boolean }>`
      select s.id, s.receiver_id, exists (select from report_reopening o where o.sending_id = s.id and o.state = 'asked') as asked
        from report_sending s where s.report_id = ${reportId}::uuid and s.state in ('sent', 'accepted')`.execute(tx);
    const sending = rows[0];
    if (sending === undefined) throw reportProblem("report.not-sent", { reportId });
    if (sending.asked) throw reportProblem("report.already-asked", { reportId });
    await sql`insert into report_reopening (id, report_id, sending_id, reason, asked_at)
      values (${reopeningId}::uuid, ${reportId}::uuid, ${sending.id}::uuid, ${reason}, ${now.toISOString()}::timestamptz)`.execute(
      tx,
    );
    return {
      answer: { reportId, reopeningId },
      feed: [{ audience: `unit:${sending.receiver_id}`, entity: "report", entityId: reportId }],
      journal: [reportEntry("report.reopening-asked", report, { reopeningId, sendingId: sending.id, reason })],
    };
  },
});

/** The level above agrees, and the report goes back as one that is returned; or it says why not, and all stays as it is. */
export const answerReopening = defineCommand({
  name: "report.answer-reopening",
  input: AnswerReopening,
  async run({ tx, principal, now }, { reopeningId, agree, answer }) {
    const { rows } = await sql<{
      report_id: string;
      sending_id: string;
      receiver_id: number;
      reason: string;
      state: string;
    }>`
      select o.report_id, o.sending_id, s.receiver_id, o.reason, o.state
        from report_reopening o join report_sending s on s.id = o.sending_id where o.id = ${reopeningId}::uuid for update of o`.execute(
      tx,
    );
    const asked = rows[0];
    if (asked === undefined) throw reportProblem("report.unknown-reopening", { reopeningId });
    authorise(reportPolicy, "report.receive", principal, { unitPath: await unitPath(tx, asked.receiver_id) });
    if (asked.state !== "asked") throw reportProblem("report.reopening-answered", { state: asked.state });
    if (!agree && answer === undefined)
      throw reportProblem("report.answer-missing", { fields: { "/answer": "report.answer-missing" } });
    const report = await getReport(tx, asked.report_id);
    await sql`update report_reopening set state = ${agree ? "agreed" : "declined"}, decided_by = ${principal.userId}, decided_at = ${now.toISOString()}::timestamptz,
        answer = ${answer ?? null} where id = ${reopeningId}::uuid`.execute(tx);
    if (agree)
      await sql`update report_sending set state = 'returned', decided_by = ${principal.userId}, decided_at = ${now.toISOString()}::timestamptz,
          reason = ${`Theo đề nghị của đơn vị: ${asked.reason}`.slice(0, 1000)} where id = ${asked.sending_id}::uuid`.execute(
        tx,
      );
    return {
      answer: { reportId: report.id, reopeningId },
      feed: [{ audience: `unit:${report.unitId}`, entity: "report", entityId: report.id }],
      journal: [
        reportEntry(agree ? "report.reopened" : "report.reopening-declined", report, {
          reopeningId,
          sendingId: asked.sending_id,
          reason: asked.reason,
          ...(answer === undefined ? {} : { answer }),
        }),
      ],
    };
  },
});

/** What was asked and answered about one report, the newest first. */
export async function reopeningsOf(tx: Tx, reportId: string, principal: Principal): Promise<Reopening[]> {
  const { rows } = await sql<Omit<Reopening, "mayAnswer"> & { path: number[] }>`
    select o.id, o.sending_id as "sendingId", o.reason, o.asked_by as "askedBy", to_json(o.asked_at) #>> '{}' as "askedAt", o.state, o.answer,
           to_json(o.decided_at) #>> '{}' as "decidedAt", array(select ancestor_id from unit_scope where descendant_id = s.receiver_id) as path
      from report_reopening o join report_sending s on s.id = o.sending_id where o.report_id = ${reportId}::uuid order by o.asked_at desc, o.id desc`.execute(
    tx,
  );
  return rows.map(({ path, ...r }) => ({
    ...r,
    mayAnswer: r.state === "asked" && refusal(reportPolicy, "report.receive", principal, { unitPath: path }) === null,
  }));
}

/**
 * Nothing came late: then only one that the level above has given back is revised, since its ground was looked at again.
 * @throws Problem `report.nothing-late`
 */
export async function refuseUnlessReturned(tx: Tx, report: StoredReport): Promise<void> {
  const { rows } = await sql<{ state: string }>`
    select state from report_sending where report_id = ${report.id}::uuid order by number desc limit 1`.execute(tx);
  if (rows[0]?.state !== "returned") throw reportProblem("report.nothing-late", { reportId: report.id });
}

/**
 * Reports below, for the same period, that went back after they had come: what each said of a figure before and says now, and
 * why. A level above that had merged the former one sees here that its ground moved.
 */
export async function revisedBelow(
  tx: Tx,
  report: StoredReport,
  indicator: string,
  view: View,
): Promise<RevisedBelow[]> {
  const { rows } = await sql<{
    report_id: string;
    unit_name: string;
    number: number;
    before: string;
    now: string | null;
    reason: string;
    revision: number | null;
    revision_reason: string | null;
    after_freeze: boolean;
  }>`
    with told as (
      select s.report_id, s.unit_id, s.number, s.state, s.reason, s.decided_at, s.sent_at, g.revision,
             coalesce((select f.value from report_figure f where f.report_id = s.report_id and f.revision = g.revision and f.view = ${view}
                          and f.indicator = ${indicator} and f.line = 'total'), 0) as value
        from report_sending s join report r on r.id = s.report_id join report_signing g on g.id = s.signing_id
       where s.receiver_id = ${report.unitId}::int and r.period = ${report.period.code} and r.template = ${report.template.id}),
    newest as (select distinct on (report_id) * from told order by report_id, number desc)
    select n.report_id, n.number, b.value as before, case when n.state in ('sent', 'accepted') then n.value end as now, b.reason,
           case when n.revision <> b.revision then n.revision end as revision, v.reason as revision_reason,
           coalesce((select w.name from unit_version w where w.unit_id = n.unit_id order by (w.valid @> ${report.period.days.to}::date) desc, lower(w.valid) desc limit 1), '') as unit_name,
           coalesce((select max(o.as_of) from report_revision o where o.report_id = ${report.id}::uuid) < coalesce(case when n.state in ('sent', 'accepted') then n.sent_at else n.decided_at end, n.sent_at), false) as after_freeze
      from newest n
      join told b on b.report_id = n.report_id and b.state = 'returned' and b.number = case when n.state = 'returned' then n.number else n.number - 1 end
      left join report_revision v on v.report_id = n.report_id and v.number = n.revision and n.revision <> b.revision
     order by 8`.execute(tx);
  return rows.map((r) => ({
    reportId: r.report_id,
    unitName: r.unit_name,
    number: r.number,
    before: Number(r.before),
    now: r.now === null ? null : Number(r.now),
    reason: r.reason,
    revision: r.revision === null ? null : { number: r.revision, reason: r.revision_reason ?? "" },
    afterFreeze: r.after_freeze,
  }));
}
