import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Merged, MergedLine, Passage } from "../contract-sending.ts";
import type { IndicatorCode } from "../indicators.ts";
import { mergeLines, sumUp, type LineKey, type SentTotal } from "../merge-rules.ts";
import { sectionsOf, type Part } from "../parts.ts";
import { shownFigures } from "./shown-figures.ts";
import { UNATTRIBUTABLE, unitNames } from "./report-page.ts";
import type { StoredReport } from "./report-store.ts";
import type { View } from "./scope.ts";

interface Sent extends SentTotal {
  reportId: string;
  number: number;
}

/** The newest sendings that stand with this report's unit for its period. */
async function sendingsBelow(tx: Tx, report: StoredReport, indicator: string, view: View): Promise<Sent[]> {
  const { rows } = await sql<{
    unit_id: number;
    now_id: number | null;
    report_id: string;
    number: number;
    as_of: Date;
    value: string;
    became: { unitId: number; onDate: string }[] | null;
  }>`
    with recursive sent as materialized (
      select distinct on (s.unit_id) s.unit_id, s.report_id, s.number, g.revision, v.as_of
        from report_sending s join report r on r.id = s.report_id join report_signing g on g.id = s.signing_id
        join report_revision v on v.report_id = s.report_id and v.number = g.revision
       where s.receiver_id = ${report.unitId}::int and s.state in ('sent', 'accepted') and r.period = ${report.period.code}
       order by s.unit_id, (r.template = ${report.template.id}) desc, s.sent_at desc
    ), became as (
      select s.unit_id, x.to_id, x.on_date, 1 as steps from sent s join unit_succession x on x.from_id = s.unit_id and x.extent = 'full'
      union all
      select b.unit_id, x.to_id, greatest(b.on_date, x.on_date), b.steps + 1 from became b join unit_succession x on x.from_id = b.to_id and x.extent = 'full' where b.steps < 20
    )
    select s.unit_id, n.now_id, s.report_id, s.number, s.as_of,
           coalesce((select f.value from report_figure f where f.report_id = s.report_id and f.revision = s.revision and f.view = ${view} and f.indicator = ${indicator} and f.line = 'total'), 0) as value,
           (select jsonb_agg(jsonb_build_object('unitId', b.to_id, 'onDate', b.on_date) order by b.steps) from became b where b.unit_id = s.unit_id) as became
      from sent s left join unit_now n on n.unit_id = s.unit_id order by s.unit_id`.execute(tx);
  return rows.map((r) => ({
    unitId: r.unit_id,
    nowId: r.now_id,
    became: r.became ?? [],
    frozenOn: civilDateOf(r.as_of),
    value: Number(r.value),
    reportId: r.report_id,
    number: r.number,
  }));
}

/** The report's own figure, computed from the talks, beside what each unit below sent: what has moved since and what never came. */
export async function mergedOf(
  tx: Tx,
  report: StoredReport,
  indicator: IndicatorCode,
  view: View,
  today: string,
): Promise<Merged> {
  const figures = (await shownFigures(tx, report, view, today)).filter((f) => f.indicator === indicator);
  const sendings = await sendingsBelow(tx, report, indicator, view);
  const lines = figures.filter((f) => f.line !== "total");
  const ids = [
    ...new Set([...lines.flatMap((l) => (l.unitId === null ? [] : [l.unitId])), ...sendings.map((s) => s.unitId)]),
  ];
  const { rows } = await sql<{
    unit_id: number;
    now_id: number | null;
  }>`select unit_id, now_id from unit_now where unit_id = any (${ids}::int[])`.execute(tx);
  const nowOf = new Map(rows.map((r) => [r.unit_id, r.now_id]));
  const keyOf = (unitId: number): LineKey =>
    view === "as-is" ? (nowOf.get(unitId) ?? "lost") : (nowOf.get(unitId) ?? unitId);
  const groups = mergeLines(
    lines.map((l) => ({ key: l.unitId === null ? "lost" : keyOf(l.unitId), value: l.value })),
    sendings,
    keyOf,
  );
  const names = await unitNames(
    tx,
    [...ids, ...groups.flatMap((g) => (g.key === "lost" ? [] : [g.key]))],
    view === "as-is" ? today : report.period.days.to,
  );
  const items = groups
    .map((g): MergedLine => ({
      line: g.key === "lost" ? "unattributable" : "unit",
      unitId: g.key === "lost" ? null : g.key,
      name: g.key === "lost" ? UNATTRIBUTABLE : (names.get(g.key)?.name ?? String(g.key)),
      now: g.now,
      sent: g.sent,
      difference: g.sent === null ? null : g.now - g.sent,
      from: g.from.map((s) => ({
        unitId: s.unitId,
        name: names.get(s.unitId)?.name ?? "",
        reportId: s.reportId,
        number: s.number,
        value: s.value,
      })),
    }))
    .sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0) || a.name.localeCompare(b.name, "vi"));
  const { sent, unsent, moved } = sumUp(groups);
  const total = figures.find((f) => f.line === "total")?.value ?? 0;
  return { indicator, total, sent, unsent, moved, items };
}

/** What units below wrote in what they sent, section by section, to be quoted. */
export async function passagesBelow(tx: Tx, report: StoredReport): Promise<Passage[]> {
  const { rows } = await sql<{
    sending_id: string;
    unit_name: string;
    number: number;
    sent_on: string;
    narrative: Record<string, string>;
    parts: Part[];
  }>`
    select s.id as sending_id, s.number, s.sent_on::text, g.narrative, v.parts,
           coalesce((select w.name from unit_version w where w.unit_id = s.unit_id order by (w.valid @> r.last_day) desc, lower(w.valid) desc limit 1), '') as unit_name
      from report_sending s join report r on r.id = s.report_id join report_signing g on g.id = s.signing_id
      join report_revision v on v.report_id = s.report_id and v.number = g.revision
     where s.receiver_id = ${report.unitId}::int and s.state in ('sent', 'accepted') and r.period = ${report.period.code}
     order by 6, s.number`.execute(tx);
  return rows.flatMap((r) =>
    sectionsOf(r.parts).flatMap(({ key, title }): Passage[] => {
      const text = r.narrative[key]?.trim() ?? "";
      return text === ""
        ? []
        : [
            {
              sendingId: r.sending_id,
              unitName: r.unit_name,
              number: r.number,
              sentOn: r.sent_on,
              section: key,
              title,
              text,
            },
          ];
    }),
  );
}
