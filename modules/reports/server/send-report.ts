import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { addDays, civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitName, unitPath } from "#modules/units/server.ts";
import { AcceptSending, ReturnSending, SendReport, type ReportPath, type SendingAnswer } from "../contract-sending.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import type { Principal } from "#kernel/access.ts";
import { refusal } from "#kernel/access.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { getSigning, reportEntry, stage } from "./signings.ts";

interface DutyRow {
  id: number;
  receiver_id: number;
  due_days: number;
}

async function dutyFor(tx: Tx, report: StoredReport): Promise<DutyRow | null> {
  const { rows } = await sql<DutyRow>`
    select id, receiver_id, due_days from report_duty_for(${report.unitId}::int, ${report.template.id}, ${report.period.code}, ${report.period.days.to}::date)`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** What the head has signed goes to the level above and stands there as it was sent. */
export const sendReport = defineCommand({
  name: "report.send",
  input: SendReport,
  async run({ tx, principal, now }, { sendingId, reportId, receiverId }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.send", principal, report);
    const at = await stage(tx, reportId);
    if (at === "sent" || at === "accepted") throw reportProblem("report.already-sent", { stage: at });
    const signing = await getSigning(tx, reportId);
    const duty = await dutyFor(tx, report);
    const receiver = duty?.receiver_id ?? receiverId;
    if (receiver === undefined || receiver === report.unitId)
      throw reportProblem("report.no-receiver", { fields: { "/receiverId": "report.no-receiver" } });
    const dueOn = duty === null ? null : (addDays(report.period.days.to, duty.due_days) as string);
    const { rows } = await sql<{ number: number }>`
      insert into report_sending (id, report_id, number, signing_id, unit_id, receiver_id, duty_id, due_on, sent_on, sent_by, sent_at)
      select ${sendingId}::uuid, ${reportId}::uuid, coalesce(max(s.number), 0) + 1, ${signing.id}::uuid, ${report.unitId}::int, ${receiver}::int, ${duty?.id ?? null}::int,
             ${dueOn}::date, ${civilDateOf(now)}::date, ${principal.userId}, ${now.toISOString()}::timestamptz
        from report_sending s where s.report_id = ${reportId}::uuid returning number`.execute(tx);
    const number = rows[0]!.number;
    return {
      answer: { reportId, sendingId, number },
      feed: [{ audience: `unit:${receiver}`, entity: "report", entityId: reportId }],
      journal: [
        reportEntry("report.sent", report, {
          sendingId,
          number,
          receiverId: receiver,
          revision: signing.revision,
          contentHash: signing.contentHash,
        }),
      ],
    };
  },
});

/** Back to the sender with a reason: the signature ends, the words and figures are open again. */
export const returnSending = defineCommand({
  name: "report.return",
  input: ReturnSending,
  async run({ tx, principal, now }, { sendingId, reason }) {
    const { report, sending } = await received(tx, principal, sendingId);
    await decide(tx, sendingId, "returned", principal, now, reason);
    return {
      answer: { reportId: report.id, sendingId },
      feed: [{ audience: `unit:${report.unitId}`, entity: "report", entityId: report.id }],
      journal: [
        reportEntry("report.returned", report, { sendingId, number: sending.number, reason }, { state: sending.state }),
      ],
    };
  },
});

/** Approved above: it is locked until it is returned with a reason. */
export const acceptSending = defineCommand({
  name: "report.accept",
  input: AcceptSending,
  async run({ tx, principal, now }, { sendingId }) {
    const { report, sending } = await received(tx, principal, sendingId);
    if (sending.state !== "sent") throw reportProblem("report.not-sent", { state: sending.state });
    await decide(tx, sendingId, "accepted", principal, now, null);
    return {
      answer: { reportId: report.id, sendingId },
      feed: [{ audience: `unit:${report.unitId}`, entity: "report", entityId: report.id }],
      journal: [
        reportEntry("report.accepted", report, { sendingId, number: sending.number }, { state: sending.state }),
      ],
    };
  },
});

async function received(tx: Tx, principal: Principal, sendingId: string) {
  const { rows } = await sql<{ report_id: string; receiver_id: number; number: number; state: SendingAnswer["state"] }>`
    select report_id, receiver_id, number, state from report_sending where id = ${sendingId}::uuid for update`.execute(
    tx,
  );
  const sending = rows[0];
  if (sending === undefined) throw reportProblem("report.unknown-sending", { sendingId });
  authorise(reportPolicy, "report.receive", principal, { unitPath: await unitPath(tx, sending.receiver_id) });
  if (sending.state !== "sent" && sending.state !== "accepted")
    throw reportProblem("report.not-sent", { state: sending.state });
  return { sending, report: await getReport(tx, sending.report_id) };
}

async function decide(tx: Tx, id: string, state: string, principal: Principal, now: Date, reason: string | null) {
  await sql`update report_sending set state = ${state}, decided_by = ${principal.userId}, decided_at = ${now.toISOString()}::timestamptz, reason = ${reason}
    where id = ${id}::uuid`.execute(tx);
}

/** The way of a report: who signed, to whom it went, what came back. */
export async function reportPath(tx: Tx, report: StoredReport, principal: Principal): Promise<ReportPath> {
  const duty = await dutyFor(tx, report);
  const signings = await sql<{
    id: string;
    revision: number;
    signer_name: string;
    capacity: string | null;
    signer_position: string | null;
    mandate_id: string | null;
    signed_by: string;
    signed_at: Date;
    content_hash: string;
    ended_at: Date | null;
    ended_why: string | null;
  }>`select * from report_signing where report_id = ${report.id}::uuid order by signed_at desc`.execute(tx);
  const sendings = await sql<{
    id: string;
    number: number;
    revision: number;
    receiver_id: number;
    receiver_name: string;
    receiver_path: number[];
    sent_by: string;
    sent_at: Date;
    due_on: string | null;
    state: SendingAnswer["state"];
    decided_by: string | null;
    decided_at: Date | null;
    reason: string | null;
    content_hash: string;
  }>`
    select s.id, s.number, g.revision, s.receiver_id, s.sent_by, s.sent_at, s.due_on::text, s.state, s.decided_by, s.decided_at, s.reason, g.content_hash,
           coalesce((select v.name from unit_version v where v.unit_id = s.receiver_id order by lower(v.valid) desc limit 1), '') as receiver_name,
           array(select ancestor_id from unit_scope where descendant_id = s.receiver_id) as receiver_path
      from report_sending s join report_signing g on g.id = s.signing_id where s.report_id = ${report.id}::uuid order by s.number desc`.execute(
    tx,
  );
  return {
    stage: await stage(tx, report.id),
    receiver:
      duty === null
        ? null
        : {
            unitId: duty.receiver_id,
            name: (await unitName(tx, duty.receiver_id, report.period.days.to)) ?? "",
            dutyId: duty.id,
            dueOn: addDays(report.period.days.to, duty.due_days),
          },
    signings: signings.rows.map((g) => ({
      id: g.id,
      revision: g.revision,
      signerName: g.signer_name,
      capacity: g.capacity,
      signerPosition: g.signer_position,
      byMandate: g.mandate_id !== null,
      signedBy: g.signed_by,
      signedAt: g.signed_at.toISOString(),
      contentHash: g.content_hash,
      endedAt: g.ended_at?.toISOString() ?? null,
      endedWhy: g.ended_why,
    })),
    sendings: sendings.rows.map((s) => ({
      id: s.id,
      number: s.number,
      revision: s.revision,
      receiverId: s.receiver_id,
      receiverName: s.receiver_name,
      sentBy: s.sent_by,
      sentAt: s.sent_at.toISOString(),
      dueOn: s.due_on,
      state: s.state,
      decidedBy: s.decided_by,
      decidedAt: s.decided_at?.toISOString() ?? null,
      reason: s.reason,
      contentHash: s.content_hash,
      mayDecide:
        (s.state === "sent" || s.state === "accepted") &&
        refusal(reportPolicy, "report.receive", principal, { unitPath: s.receiver_path }) === null,
    })),
  };
}
