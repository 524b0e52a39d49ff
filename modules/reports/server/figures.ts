import { sql, type RawBuilder } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import type { IndicatorCode } from "../indicators.ts";
import { comparedPeriods, sideBySide, type Figure, type Figures } from "../rules.ts";
import { computeFigures } from "./compute-figures.ts";
import { liveFacts, type Days } from "./facts.ts";
import { findReport, type StoredReport } from "./report-store.ts";
import { scopeOf, type View } from "./scope.ts";

/** What a report is computed from: a draft, or what `reports build` asks for without one being begun. */
export type ReportSubject = Pick<StoredReport, "unitId" | "template" | "period">;

export interface ComputeOptions {
  view: View;
  /** Today in Vietnam: the day of "as it is". */
  today: string;
  /** Only what was verified by then, ISO; null: all. */
  asOf: string | null;
  /** Pinned talks instead of live ones, for a freeze. */
  facts?: RawBuilder<unknown>;
}

/** Figures beside those of the last period and of the same period last year; a frozen report of these is taken as it was reported. */
export async function figuresOf(tx: Tx, subject: ReportSubject, options: ComputeOptions): Promise<Figure[]> {
  const { period } = subject;
  const scope = await scopeOf(tx, subject.unitId, options.view, options.today, period.days.to);
  const now = await computeFigures(tx, scope, options.facts ?? liveFacts(period.days, options.asOf), period.days);
  const before = async (days: Days, code: string): Promise<Figures> =>
    (await reportedFigures(tx, subject, code, options.view)) ??
    computeFigures(tx, scope, liveFacts(days, options.asOf), days);
  const [previousCode, lastYearCode] = comparedPeriods(period);
  const previous = await before(period.previous, previousCode);
  const lastYear = previousCode === lastYearCode ? previous : await before(period.lastYear, lastYearCode);
  return sideBySide(now, previous, lastYear);
}

/** Figures as the newest revision of that period's report has them, or null when none was frozen. */
async function reportedFigures(tx: Tx, subject: ReportSubject, period: string, view: View): Promise<Figures | null> {
  const report = await findReport(tx, subject.unitId, subject.template.id, period);
  if (!report || report.status !== "frozen") return null;
  const figures: Figures = new Map();
  for (const f of await storedFigures(tx, report.id, report.revision, view)) {
    const lines =
      figures.get(f.indicator) ??
      figures.set(f.indicator, { total: 0, units: new Map(), unattributable: null }).get(f.indicator)!;
    if (f.line === "total") lines.total = f.value;
    else if (f.line === "unit") lines.units.set(f.unitId as number, f.value);
    else lines.unattributable = f.value;
  }
  return figures;
}

export async function storedFigures(tx: Tx, reportId: string, revision: number, view: View): Promise<Figure[]> {
  const { rows } = await sql<{
    indicator: IndicatorCode;
    line: Figure["line"];
    unit_id: number | null;
    value: string;
    previous: string | null;
    last_year: string | null;
  }>`
    select f.indicator, f.line, f.unit_id, f.value, f.previous, f.last_year
      from report_figure f join indicator i on i.code = f.indicator
     where f.report_id = ${reportId}::uuid and f.revision = ${revision}::int and f.view = ${view}
     order by i.position, array_position(array['total', 'unit', 'unattributable'], f.line), f.unit_id`.execute(tx);
  const number = (text: string | null) => (text === null ? null : Number(text));
  return rows.map((r) => ({
    indicator: r.indicator,
    line: r.line,
    unitId: r.unit_id,
    value: Number(r.value),
    previous: number(r.previous),
    lastYear: number(r.last_year),
  }));
}

/** Figures of a report as they stand: frozen ones as stored, a draft's as computed now. */
export async function currentFigures(
  tx: Tx,
  report: StoredReport,
  view: View,
  today: string,
  revision = report.revision,
): Promise<Figure[]> {
  return report.status === "frozen"
    ? storedFigures(tx, report.id, revision, view)
    : figuresOf(tx, report, { view, today, asOf: null });
}
