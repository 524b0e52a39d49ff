import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AddQuote, RemoveQuote, type QuoteAnswer } from "../contract-sending.ts";
import { sectionsOf } from "../parts.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { getReport } from "./report-store.ts";
import { refuseLocked, reportEntry } from "./signings.ts";

const plain = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** A passage of what a unit below sent, word for word: what is not in it cannot be quoted from it. */
export const addQuote = defineCommand({
  name: "report.add-quote",
  input: AddQuote,
  async run({ tx, principal, now }, input) {
    const report = await getReport(tx, input.reportId, { forUpdate: true });
    authorise(reportPolicy, "report.quote", principal, report);
    await refuseLocked(tx, report.id);
    if (!sectionsOf(report.template.parts).some((s) => s.key === input.section))
      throw reportProblem("report.unknown-section", { sections: [input.section] });
    const { rows } = await sql<{ text: string | null }>`
      select g.narrative ->> ${input.fromSection} as text from report_sending s join report_signing g on g.id = s.signing_id
       where s.id = ${input.sendingId}::uuid and s.receiver_id = ${report.unitId}::int and s.state in ('sent', 'accepted')`.execute(
      tx,
    );
    if (rows[0] === undefined) throw reportProblem("report.unknown-sending", { sendingId: input.sendingId });
    if (!plain(rows[0].text ?? "").includes(plain(input.text))) throw reportProblem("report.quote-differs");
    await sql`insert into report_quote (id, report_id, section, sending_id, from_section, text, position, added_by, added_at)
      select ${input.quoteId}::uuid, ${report.id}::uuid, ${input.section}, ${input.sendingId}::uuid, ${input.fromSection}, ${plain(input.text)},
             coalesce(max(q.position), 0) + 1, ${principal.userId}, ${now.toISOString()}::timestamptz from report_quote q where q.report_id = ${report.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { reportId: report.id, quoteId: input.quoteId },
      journal: [
        reportEntry("report.quoted", report, { quoteId: input.quoteId, sendingId: input.sendingId, text: input.text }),
      ],
    };
  },
});

export const removeQuote = defineCommand({
  name: "report.remove-quote",
  input: RemoveQuote,
  async run({ tx, principal }, { reportId, quoteId }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.quote", principal, report);
    await refuseLocked(tx, reportId);
    await sql`delete from report_quote where id = ${quoteId}::uuid and report_id = ${reportId}::uuid`.execute(tx);
    return { answer: { reportId, quoteId }, journal: [reportEntry("report.quote-removed", report, { quoteId })] };
  },
});

export async function quotesOf(tx: Tx, reportId: string): Promise<QuoteAnswer[]> {
  const { rows } = await sql<QuoteAnswer>`
    select q.id, q.section, q.text, s.report_id as "reportId", s.number, s.sent_on::text as "sentOn",
           coalesce((select w.name from unit_version w where w.unit_id = s.unit_id order by (w.valid @> r.last_day) desc, lower(w.valid) desc limit 1), '') as "unitName"
      from report_quote q join report_sending s on s.id = q.sending_id join report r on r.id = s.report_id
     where q.report_id = ${reportId}::uuid order by q.section, q.position`.execute(tx);
  return rows;
}
