import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { contentHash } from "#kernel/canonical.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { issuerOf } from "#modules/documents/server.ts";
import type { Stage } from "../contract.ts";
import { AnswerCheck, SignReport, UnsignReport } from "../contract-sending.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { openFindings } from "./checks.ts";
import { signable, signedAs } from "./mandates.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { revisionHash } from "./revisions.ts";

/** The stage of reports `r`, as SQL: from the newest sending, the signing that holds, the freeze. */
export const stageOf = sql`(
  case when r.status = 'draft' then 'draft'
       when exists (select from report_sending s where s.report_id = r.id and s.state = 'accepted') then 'accepted'
       when exists (select from report_sending s where s.report_id = r.id and s.state = 'sent') then 'sent'
       when exists (select from report_signing g where g.report_id = r.id and g.ended_at is null) then 'signed'
       when (select s.state from report_sending s where s.report_id = r.id order by s.number desc limit 1) = 'returned' then 'returned'
       else 'frozen' end)`;

export async function stage(tx: Tx, reportId: string): Promise<Stage> {
  const { rows } = await sql<{
    stage: Stage;
  }>`select ${stageOf} as stage from report r where r.id = ${reportId}::uuid`.execute(tx);
  return rows[0]!.stage;
}

/** What the head has signed does not change under the signature. @throws Problem `report.locked` */
export async function refuseLocked(tx: Tx, reportId: string): Promise<void> {
  const now = await stage(tx, reportId);
  if (now === "signed" || now === "sent" || now === "accepted") throw reportProblem("report.locked", { stage: now });
}

export interface Signing {
  id: string;
  revision: number;
  narrative: Record<string, string>;
  signerName: string;
  /** As above the name on paper; null: signed before that was kept. */
  capacity: string | null;
  signerPosition: string | null;
  byMandate: boolean;
  contentHash: string;
}

/** @throws Problem `report.not-signed` */
export async function getSigning(tx: Tx, reportId: string): Promise<Signing> {
  const signing = await findSigning(tx, reportId);
  if (signing === null) throw reportProblem("report.not-signed", { reportId });
  return signing;
}

export async function findSigning(tx: Tx, reportId: string): Promise<Signing | null> {
  const { rows } = await sql<Signing>`
    select id, revision, narrative, signer_name as "signerName", capacity, signer_position as "signerPosition", mandate_id is not null as "byMandate", content_hash as "contentHash" from report_signing where report_id = ${reportId}::uuid and ended_at is null`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** The head's word for these figures and these words. From here on nothing changes without it being taken back. */
export const signReport = defineCommand({
  name: "report.sign",
  input: SignReport,
  async run({ tx, principal, now }, { reportId, signerName }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    const { resource, mandate } = await signable(tx, report, principal, now);
    authorise(reportPolicy, "report.sign", principal, resource);
    if (report.status !== "frozen") throw reportProblem("report.not-frozen", { reportId });
    const at = await stage(tx, reportId);
    if (at !== "frozen" && at !== "returned") throw reportProblem("report.already-signed", { stage: at });
    const open = await openFindings(tx, report, now);
    if (open.length > 0) throw reportProblem("report.checks-open", { questions: open.map((f) => f.question) });
    const id = newId<"ReportSigning">() as string;
    const hash = contentHash({
      revision: await revisionHash(tx, reportId, report.revision),
      narrative: report.narrative,
    });
    // who signs in the head's stead signs under the name and office of the record
    const name = mandate?.signerName ?? signerName;
    const { capacity, position } = signedAs(
      await issuerOf(tx, resource.answeringId ?? report.unitId, civilDateOf(now)),
      mandate,
    );
    await sql`insert into report_signing (id, report_id, revision, narrative, content_hash, signer_name, capacity, signer_position, mandate_id, signed_at)
      values (${id}::uuid, ${reportId}::uuid, ${report.revision}::int, ${JSON.stringify(report.narrative)}::jsonb, ${hash}, ${name}, ${capacity}, ${position},
              ${mandate?.id ?? null}::uuid, ${now.toISOString()}::timestamptz)`.execute(tx);
    return {
      answer: { reportId, signingId: id, contentHash: hash },
      journal: [
        reportEntry("report.signed", report, {
          revision: report.revision,
          contentHash: hash,
          signerName: name,
          ...(mandate === null ? {} : { mandateId: mandate.id, capacity }),
        }),
      ],
    };
  },
});

/** Taken back before it went out: the words and figures are open again. */
export const unsignReport = defineCommand({
  name: "report.unsign",
  input: UnsignReport,
  async run({ tx, principal, now }, { reportId, reason }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.unsign", principal, (await signable(tx, report, principal, now)).resource);
    const signing = await getSigning(tx, reportId);
    const at = await stage(tx, reportId);
    if (at === "sent" || at === "accepted") throw reportProblem("report.already-sent", { stage: at });
    await endSigning(tx, reportId, principal.userId, reason, now);
    return {
      answer: { reportId, signingId: signing.id },
      journal: [reportEntry("report.unsigned", report, { signingId: signing.id, reason })],
    };
  },
});

export async function endSigning(tx: Tx, reportId: string, by: string, why: string, now: Date): Promise<void> {
  await sql`update report_signing set ended_by = ${by}, ended_at = ${now.toISOString()}::timestamptz, ended_why = ${why.slice(0, 500)}
    where report_id = ${reportId}::uuid and ended_at is null`.execute(tx);
}

/** What a check asked is answered, and the answer is kept with who gave it. */
export const answerCheck = defineCommand({
  name: "report.answer-check",
  input: AnswerCheck,
  async run({ tx, principal, now }, { reportId, question, answer }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.answer-check", principal, report);
    await refuseLocked(tx, reportId);
    await sql`insert into report_check_answer (report_id, question, answer, by_user, at)
      values (${reportId}::uuid, ${question}, ${answer}, ${principal.userId}, ${now.toISOString()}::timestamptz)
      on conflict (report_id, question) do update set answer = excluded.answer, by_user = excluded.by_user, at = excluded.at`.execute(
      tx,
    );
    return {
      answer: { reportId, question },
      journal: [reportEntry("report.check-answered", report, { question, answer })],
    };
  },
});

export function reportEntry(action: string, report: StoredReport, after: unknown, before?: unknown): JournalEntry {
  return {
    action,
    subject: "report",
    subjectId: report.id,
    unitId: report.unitId,
    ...(before === undefined ? {} : { before }),
    after,
  };
}
