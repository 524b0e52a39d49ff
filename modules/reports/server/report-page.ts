import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { z } from "zod";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { type ReportFigure, type ReportLine, type ReportPage, type ReportRow, Stage } from "../contract.ts";
import { computations, indicatorCodes, talkCondition, type Computation, type IndicatorCode } from "../indicators.ts";
import { sectionsOf } from "../parts.ts";
import { reportPolicy } from "../policy.ts";
import { frozenHash, type Figure } from "../rules.ts";
import { storedFigures } from "./figures.ts";
import { catalogue, type Named } from "./catalogue.ts";
import { countLate, waitingTalks } from "./late-talks.ts";
import { reckoningOf } from "./reckon.ts";
import type { StoredReport } from "./report-store.ts";
import { signable } from "./mandates.ts";
import { revisionsOf } from "./revisions.ts";
import { scopeOf } from "./scope.ts";
import { dueOf } from "./senders.ts";
import { stageOf } from "./signings.ts";
import { openTask } from "./tasks.ts";

export const ReportQuery = z.object({
  unitId: z.coerce.number().int().positive().optional(),
  under: z.coerce.number().int().positive().optional(),
  stage: Stage.optional(),
  ...pageQuery,
});

interface Row {
  id: string;
  unit_id: number;
  unit_name: string | null;
  template: string;
  name_vi: string;
  name_en: string;
  period: string;
  first_day: string;
  last_day: string;
  status: "draft" | "frozen";
  stage: Stage;
  due_on: string | null;
  revision: number;
  version: number;
}

const columns = sql`r.id, r.unit_id, (select v.name from unit_version v where v.unit_id = r.unit_id order by (v.valid @> r.last_day) desc, lower(v.valid) desc limit 1) as unit_name,
  r.template, t.name_vi, t.name_en, r.period, r.first_day::text, r.last_day::text, r.status, ${stageOf} as stage, ${dueOf} as due_on, r.revision, r.version`;

export async function listReports(
  tx: Tx,
  query: z.output<typeof ReportQuery>,
): Promise<{ items: ReportRow[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()]));
  const { rows } = await sql<Row>`
    select ${columns} from report r join report_template t on t.id = r.template
     where (${query.unitId ?? null}::int is null or r.unit_id = ${query.unitId ?? null}::int)
       and (${query.under ?? null}::int is null or r.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under ?? null}::int))
       and (${query.stage ?? null}::text is null or ${stageOf} = ${query.stage ?? null}::text)
       and (${after?.[0] ?? null}::date is null or (r.last_day, r.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
     order by r.last_day desc, r.id desc limit ${query.limit + 1}`.execute(tx);
  return page(rows, query.limit, (r) => [r.last_day, r.id], presentRow);
}

function presentRow(r: Row): ReportRow {
  return {
    id: r.id,
    unitId: r.unit_id,
    unitName: r.unit_name ?? "",
    template: r.template,
    templateNameVi: r.name_vi,
    templateNameEn: r.name_en,
    period: r.period,
    firstDay: r.first_day,
    lastDay: r.last_day,
    status: r.status,
    stage: r.stage,
    dueOn: r.due_on,
    revision: r.revision,
    version: r.version,
  };
}

export async function readReportPage(
  tx: Tx,
  report: StoredReport,
  principal: Principal,
  today: string,
): Promise<ReportPage> {
  const { resource: signed } = await signable(tx, report, principal, new Date(`${today}T00:00:00Z`));
  const reckoning = await reckoningOf(tx, report);
  const {
    rows: [row],
  } =
    await sql<Row>`select ${columns} from report r join report_template t on t.id = r.template where r.id = ${report.id}`.execute(
      tx,
    );
  return {
    ...presentRow(row as Row),
    code: report.code,
    narrative: report.narrative,
    sections: sectionsOf(report.template.parts),
    revisions: await revisionsOf(tx, report.id),
    late: reckoning !== null ? reckoning.late : report.status === "frozen" ? await countLate(tx, report, today) : 0,
    waiting: reckoning !== null ? reckoning.waiting : await waitingTalks(tx, report, today),
    large: report.status === "draft" && reckoning !== null,
    reckoning: reckoning && {
      asOf: reckoning.asOf,
      underWay: reckoning.underWay,
      done: reckoning.done,
      total: reckoning.total,
      stale: reckoning.stale,
    },
    task: await openTask(tx, report.id),
    mayFreeze: report.status === "draft" && report.period.days.to < today,
    allowed: Object.keys(reportPolicy).filter(
      (verb) => refusal(reportPolicy, verb as keyof typeof reportPolicy, principal, signed) === null,
    ),
    below: (await scopeOf(tx, report.unitId, "as-is", today, report.period.days.to)).below,
  };
}

/** Totals with their names, in the order of the catalogue. */
export async function totalsOf(tx: Tx, figures: readonly Figure[]): Promise<ReportFigure[]> {
  const names = await catalogue(tx);
  const totals = new Map(figures.filter((f) => f.line === "total").map((f) => [f.indicator, f]));
  return [...names.keys()].flatMap((code) => {
    const figure = totals.get(code as IndicatorCode);
    if (!figure || !indicatorCodes.includes(code as IndicatorCode)) return [];
    const { smallCells: _, ...named } = names.get(code) as Named;
    return [
      {
        indicator: code,
        ...named,
        value: figure.value,
        previous: figure.previous,
        lastYear: figure.lastYear,
        opensTo: opensTo(figure.indicator),
      },
    ];
  });
}

function opensTo(code: IndicatorCode): ReportFigure["opensTo"] {
  if (talkCondition(code) !== null) return "talks";
  const { source } = computations[code] as Computation;
  if (source === "questions" || source === "commitments") return source;
  return source === "ratio" ? "nothing" : "units";
}

/** The units below one figure, largest first; what cannot be attributed comes last. */
export async function linesOf(
  tx: Tx,
  figures: readonly Figure[],
  code: IndicatorCode,
  day: string,
): Promise<ReportLine[]> {
  return (
    (
      await allLines(
        tx,
        figures.filter((f) => f.indicator === code),
        day,
      )
    ).get(code) ?? []
  );
}

/** The same for every figure at once: the names are asked for only once. */
export async function allLines(
  tx: Tx,
  figures: readonly Figure[],
  day: string,
): Promise<Map<IndicatorCode, ReportLine[]>> {
  const names = await unitNames(tx, [...new Set(figures.flatMap((f) => (f.unitId === null ? [] : [f.unitId])))], day);
  const codes = [...new Set(figures.map((f) => f.indicator))];
  return new Map(
    codes.map((code) => [
      code,
      present(
        figures.filter((f) => f.indicator === code && f.line !== "total"),
        names,
      ),
    ]),
  );
}

function present(lines: readonly Figure[], names: Map<number, { name: string; code: string | null }>): ReportLine[] {
  return lines
    .map((f): ReportLine => {
      const unit = f.unitId === null ? null : names.get(f.unitId);
      return {
        line: f.line as "unit" | "unattributable",
        unitId: f.unitId,
        name: unit?.name ?? UNATTRIBUTABLE,
        code: unit?.code ?? null,
        value: f.value,
        previous: f.previous,
        lastYear: f.lastYear,
      };
    })
    .sort((a, b) =>
      a.line === b.line ? b.value - a.value || a.name.localeCompare(b.name, "vi") : a.line === "unit" ? -1 : 1,
    );
}

export const UNATTRIBUTABLE = "Không quy được về đơn vị mới";

export async function unitNames(
  tx: Tx,
  ids: readonly number[],
  day: string,
): Promise<Map<number, { name: string; code: string | null }>> {
  const { rows } = await sql<{ unit_id: number; name: string; code: string | null }>`
    select distinct on (v.unit_id) v.unit_id, v.name, v.code from unit_version v where v.unit_id = any (${[...ids]}::int[])
     order by v.unit_id, (v.valid @> ${day}::date) desc, lower(v.valid) desc`.execute(tx);
  return new Map(rows.map((r) => [r.unit_id, { name: r.name, code: r.code }]));
}

/** Whether a frozen revision still is what its hash says. */
export async function revisionHolds(tx: Tx, report: StoredReport, number: number): Promise<boolean> {
  const {
    rows: [state],
  } = await sql<{ as_of: Date; content_hash: string; talks_hash: string; hash_now: string }>`
    select r.as_of, r.content_hash, r.talks_hash,
           (select encode(sha256(convert_to(coalesce(string_agg(p.talk_id || ':' || p.talk_version, ',' order by p.talk_id), ''), 'UTF8')), 'hex')
              from report_talk p where p.report_id = r.report_id and p.since_revision <= r.number and (p.until_revision is null or p.until_revision >= r.number)) as hash_now
      from report_revision r where r.report_id = ${report.id} and r.number = ${number}`.execute(tx);
  if (!state || state.hash_now !== state.talks_hash) return false;
  const [was, is] = [
    await storedFigures(tx, report.id, number, "as-was"),
    await storedFigures(tx, report.id, number, "as-is"),
  ];
  const content = {
    unitId: report.unitId,
    template: report.template.id,
    period: report.period.code,
    revision: number,
    asOf: state.as_of.toISOString(),
    talksHash: state.talks_hash,
    figures: { "as-was": was, "as-is": is },
  };
  return frozenHash(content) === state.content_hash;
}
