import { type RawBuilder, sql } from "kysely";
import { asCivilDate, formatDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import { formatNumber } from "#kernel/text/numbers.ts";
import { issuerOf, type MergeSource } from "#modules/documents/server.ts";
import type { MergeValues } from "#modules/documents/shared.ts";
import type { Tx } from "#platform/db/session.ts";
import type { IndicatorCode } from "../indicators.ts";
import { periodName } from "../rules.ts";
import { catalogue } from "./catalogue.ts";
import { storedFigures } from "./figures.ts";

interface SentReport {
  reportId: string;
  code: string;
  period: string;
  template: string;
  abstract: string;
  number: number;
  revision: number;
  sentOn: string;
  receiverId: number;
  receiver: string;
  /** Why the sending before this one came back. */
  returned: string | null;
  document: string | null;
  issuedOn: string | null;
}

/** What a letter says in figures: none of those that count what few people asked (docs/decisions/050). */
const told: readonly IndicatorCode[] = ["talks", "attendance", "speakers", "places.covered"];

/** Of each report that the unit has sent and that stands above, the newest sending. */
async function sentBy(tx: Tx, unitId: number, which: RawBuilder<unknown>): Promise<SentReport[]> {
  const { rows } = await sql<SentReport>`
    select r.id as "reportId", r.code, r.period, t.name_vi as template, t.abstract_vi as abstract, s.number, g.revision, s.sent_on::text as "sentOn",
           s.receiver_id as "receiverId",
           coalesce((select v.name from unit_version v where v.unit_id = s.receiver_id order by (v.valid @> s.sent_on) desc, lower(v.valid) desc limit 1), '') as receiver,
           (select b.reason from report_sending b where b.report_id = r.id and b.number = s.number - 1 and b.state = 'returned') as returned,
           lpad(d.number::text, greatest(2, length(d.number::text)), '0') || '/' || d.symbol as document, d.issued_on::text as "issuedOn"
      from report_sending s join report r on r.id = s.report_id join report_template t on t.id = r.template
      join report_signing g on g.id = s.signing_id
      left join lateral (select i.number, i.symbol, i.issued_on from issued_document i
                          where i.subject = 'report' and i.subject_id = r.id::text order by i.issued_at desc limit 1) d on true
     where s.unit_id = ${unitId}::int and s.state in ('sent', 'accepted') and ${which}
     order by s.sent_at desc limit 100`.execute(tx);
  return rows;
}

/** A cover letter for a report that was signed and sent. */
export const sentReportsToMerge: MergeSource = {
  id: "reports.sent",
  titleVi: "Báo cáo đã gửi",
  titleEn: "Reports that were sent",
  async choices({ tx, unitId, search }) {
    const wanted = fold(search?.trim() ?? "");
    return (await sentBy(tx, unitId, sql`true`))
      .map((s) => ({
        id: s.reportId,
        label: `${s.template.replace(/\s*\(.*\)$/, "")}, ${periodName(s.period)}`,
        note: [
          `gửi ngày ${formatDate(asCivilDate(s.sentOn))} tới ${s.receiver}`,
          s.document === null ? "chưa phát hành văn bản" : `số ${s.document}`,
        ].join(" · "),
      }))
      .filter((c) => fold(`${c.label} ${c.note}`).includes(wanted));
  },
  async merge({ tx, unitId, today }, ids): Promise<MergeValues> {
    const sent = (await sentBy(tx, unitId, sql`r.id::text = ${ids[0] ?? ""}`))[0];
    if (sent === undefined) return {};
    const names = await catalogue(tx);
    const figures = await storedFigures(tx, sent.reportId, sent.revision, "as-is");
    return {
      subject: sent.abstract.replace("{period}", periodName(sent.period)),
      addressee: [(await issuerOf(tx, sent.receiverId, today)).issuer],
      ...(sent.document === null
        ? {}
        : { document: `số ${sent.document} ngày ${formatDate(asCivilDate(sent.issuedOn!))}` }),
      ...(sent.returned === null ? {} : { again: sent.returned.trim().replace(/[.;,\s]+$/u, "") }),
      code: `${sent.code.slice(0, 3)}-${sent.code.slice(3)}`,
      figures: told.flatMap((code) => {
        const name = names.get(code);
        const total = figures.find((f) => f.indicator === code && f.line === "total");
        if (name === undefined || name.smallCells || total === undefined) return [];
        return [{ name: name.nameVi, value: `${formatNumber(total.value)} ${name.measureVi}`.trim() }];
      }),
    };
  },
};
