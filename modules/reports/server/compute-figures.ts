import { sql, type RawBuilder } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { computations, indicatorCodes, type Computation, type IndicatorCode } from "../indicators.ts";
import { shareOf, type Figures } from "../rules.ts";
import { placedFacts, type Days } from "./facts.ts";
import { countHolders, countPlaces } from "./count-others.ts";
import type { ReportScope } from "./scope.ts";

type Row = {
  line: string | null;
  row_unit: number | null;
  speakers: string | number;
  months: string[] | null;
} & Record<string, string | number | string[] | null>;

const talkCodes = indicatorCodes.filter((code) => computations[code].source === "talks");

/** All figures of one scope, view and period: each code's total and its lines below. */
export async function computeFigures(
  tx: Tx,
  scope: ReportScope,
  facts: RawBuilder<unknown>,
  days: Days,
): Promise<Figures> {
  const figures: Figures = new Map(
    indicatorCodes.map((code) => [code, { total: 0, units: new Map(), unattributable: null }]),
  );
  const months = new Map<number, Set<string>>();
  for (const row of await sumTalks(tx, scope, facts)) {
    if (row.line === "unit" && row.months !== null) months.set(row.row_unit as number, new Set(row.months));
    talkCodes.forEach((code, i) => put(figures, code, row, Number(row[`c${i}`] ?? 0)));
    put(figures, "speakers", row, Number(row.speakers));
  }
  const places = await countPlaces(tx, scope, days);
  putPlaces(figures, places, months);
  for (const row of await countHolders(tx, scope, days)) put(figures, row.code, row, row.value);
  putRatios(figures);
  putDifferences(figures);
  return figures;
}

interface LineRow {
  line: string | null;
  row_unit: number | null;
}

function put(figures: Figures, code: IndicatorCode, row: LineRow, value: number): void {
  const figure = figures.get(code)!;
  if (row.line === null) figure.total = value;
  else if (row.line === "unattributable") figure.unattributable = (figure.unattributable ?? 0) + value;
  else figure.units.set(row.row_unit as number, value);
}

/**
 * One pass over the talks into cells (line, month and what the sums tell apart), from which every sum of the whole and of
 * each line is made: of half a million talks some ten thousand cells. Distinct speakers are told apart once, for both.
 */
async function sumTalks(tx: Tx, scope: ReportScope, facts: RawBuilder<unknown>): Promise<Row[]> {
  const sums = sql.join(
    talkCodes.map((code, i) => {
      const { value, where } = computations[code] as Extract<Computation, { source: "talks" }>;
      const summed = value === "1" ? "f.talks" : value;
      return sql`coalesce(sum(${sql.raw(summed)})${where === null ? sql`` : sql` filter (where ${sql.raw(where)})`}, 0) as ${sql.ref(`c${i}`)}`;
    }),
  );
  const { rows } = await sql<Row>`
    with fact as materialized (
           select f.row_unit, f.line, f.held_on, f.kind, f.mode, f.audience_kind, f.attendance, f.sites, f.site_attendance, f.questions, f.speaker_ids
             from ${placedFacts(facts, scope)} f),
         cell as materialized (
           select f.line, f.row_unit, date_trunc('month', f.held_on)::date as month, f.kind, f.mode, f.audience_kind, count(*) as talks,
                  sum(f.attendance) as attendance, sum(f.sites) as sites, sum(f.site_attendance) as site_attendance, sum(f.questions) as questions
             from fact f group by 1, 2, 3, 4, 5, 6),
         spoke as materialized (select distinct f.line, f.row_unit, s.id from fact f cross join unnest(f.speaker_ids) as s (id)),
         sums as (select f.line, f.row_unit, grouping(f.line) as whole, ${sums} from cell f group by grouping sets ((f.line, f.row_unit), ())),
         spoken as (select f.line, f.row_unit, grouping(f.line) as whole, count(distinct f.id) as speakers from spoke f group by grouping sets ((f.line, f.row_unit), ())),
         had as (select f.row_unit, array_agg(distinct f.month::text) as months from cell f where f.line = 'unit' group by f.row_unit)
    select s.*, coalesce(p.speakers, 0) as speakers, h.months
      from sums s left join spoken p on p.whole = s.whole and p.line is not distinct from s.line and p.row_unit is not distinct from s.row_unit
      left join had h on s.line = 'unit' and h.row_unit = s.row_unit`.execute(tx);
  return rows;
}

/** Coverage: which places had a talk, and how many of their months had none. */
function putPlaces(figures: Figures, places: Map<number, string[]>, months: Map<number, Set<string>>): void {
  const total = figures.get("places.total")!;
  const covered = figures.get("places.covered")!;
  const gaps = figures.get("places.with-gaps")!;
  for (const [unitId, lived] of places) {
    const had = months.get(unitId);
    const empty = lived.filter((m) => !had?.has(m)).length;
    total.units.set(unitId, 1);
    covered.units.set(unitId, had ? 1 : 0);
    gaps.units.set(unitId, empty);
    total.total += 1;
    covered.total += had ? 1 : 0;
    gaps.total += empty > 0 ? 1 : 0;
  }
}

function putRatios(figures: Figures): void {
  for (const code of indicatorCodes) {
    const computation: Computation = computations[code];
    if (computation.source !== "ratio") continue;
    const [of, over] = [figures.get(computation.of as IndicatorCode)!, figures.get(computation.over as IndicatorCode)!];
    const figure = figures.get(code)!;
    figure.total = shareOf(of.total, over.total, computation.percent);
    for (const [unitId, value] of of.units)
      figure.units.set(unitId, shareOf(value, over.units.get(unitId) ?? 0, computation.percent));
    if (of.unattributable !== null)
      figure.unattributable = shareOf(of.unattributable, over.unattributable ?? 0, computation.percent);
  }
}

/** One share less another, in percentage points, where both have something behind them. */
function putDifferences(figures: Figures): void {
  for (const code of indicatorCodes) {
    const computation: Computation = computations[code];
    if (computation.source !== "difference") continue;
    const [of, less] = [figures.get(computation.of as IndicatorCode)!, figures.get(computation.less as IndicatorCode)!];
    const figure = figures.get(code)!;
    const minus = (a: number, b: number) => Math.round((a - b) * 100) / 100;
    figure.total = minus(of.total, less.total);
    for (const [unitId, value] of of.units) figure.units.set(unitId, minus(value, less.units.get(unitId) ?? 0));
    if (of.unattributable !== null) figure.unattributable = minus(of.unattributable, less.unattributable ?? 0);
  }
}
