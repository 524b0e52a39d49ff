import { sql, type RawBuilder } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { isIndicatorCode, type IndicatorCode } from "../indicators.ts";
import type { Days } from "./facts.ts";
import { ancestors, organisedBy, placeMap, type ReportScope } from "./scope.ts";

/**
 * Figures that no talk stands behind. Each place below with the months of the period in which it existed
 * ('YYYY-MM-01'); as it is: today's places, with all months, since their predecessors' talks are theirs.
 */
export async function countPlaces(tx: Tx, scope: ReportScope, days: Days): Promise<Map<number, string[]>> {
  const last = days.to < scope.today ? days.to : scope.today;
  if (last < days.from || scope.by === "organiser") return new Map();
  const period = sql`daterange(${days.from}::date, ${last}::date, '[]')`;
  const lived =
    scope.view === "as-was"
      ? sql`select c.descendant_id as id, range_agg(c.valid * v.valid) as lived
            from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid && c.valid join unit_kind k on k.id = v.kind
           where c.ancestor_id in ${ancestors(scope)} and c.depth > 0 and k.level = ${scope.below} and c.valid && ${period} and v.valid && ${period} group by 1`
      : sql`select c.descendant_id as id, '{(,)}'::datemultirange as lived
            from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${scope.today}::date join unit_kind k on k.id = v.kind
           where c.ancestor_id = ${scope.unitId}::int and c.depth > 0 and k.level = ${scope.below} and c.valid @> ${scope.today}::date`;
  const { rows } = await sql<{ id: number; months: string[] }>`
    select p.id, array_agg(m.first::date::text order by m.first) as months
      from (${lived}) p cross join generate_series(date_trunc('month', ${days.from}::date), ${last}::date, interval '1 month') as m (first)
     where p.lived && daterange(greatest(m.first::date, ${days.from}::date), (m.first + interval '1 month')::date)
     group by p.id`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.months]));
}

interface CountRow {
  code: IndicatorCode;
  line: string | null;
  row_unit: number | null;
  value: number;
}

/** People who hold an appointment on the last day, each once a line; materials approved in the period, by issuer; courses by who held them, attendances and hours by whose people they were; draft policies under way in it, by drafting unit; questions by where they were asked, commitments by who is responsible. */
export async function countHolders(tx: Tx, scope: ReportScope, days: Days): Promise<CountRow[]> {
  const day = days.to < scope.today ? days.to : scope.today;
  const items = sql`
    select 'roster.' || a.kind as code, a.person_id::text as counted, a.unit_id, ${day}::date as on_day from appointment a where a.held @> ${day}::date
    union all
    select 'roster.core', a.person_id::text, a.unit_id, ${day}::date from appointment a where a.core and a.held @> ${day}::date
    union all
    select 'materials.approved', v.id::text, v.unit_id, (v.approved_at at time zone 'Asia/Ho_Chi_Minh')::date
      from material_version v where (v.approved_at at time zone 'Asia/Ho_Chi_Minh')::date between ${days.from}::date and ${days.to}::date
    union all
    select 'drafts.in-scope', d.draft_id::text, d.unit_id, d.on_day from drafts_in_scope(${days.from}::date, ${day}::date) d
    union all
    select 'drafts.communicated', d.draft_id::text, d.unit_id, d.on_day from drafts_in_scope(${days.from}::date, ${day}::date) d where d.communicated
    union all
    select c.code, c.counted, c.unit_id, c.on_day from courses_in_period(${days.from}::date, ${days.to}::date) c
    union all
    select q.code, q.counted, q.unit_id, q.on_day from answers_in_period(${days.from}::date, ${days.to}::date) q
    union all
    select u.code, u.counted, u.unit_id, u.on_day from understanding_in_period(${days.from}::date, ${days.to}::date) u`;
  return countItems(tx, scope, items);
}

async function countItems(tx: Tx, scope: ReportScope, items: RawBuilder<unknown>): Promise<CountRow[]> {
  const key = scope.key === "commune_id" ? sql`commune_of(u.unit_id, u.on_day)` : sql`u.unit_id`;
  const { rows } = await sql<{ code: string; line: string | null; row_unit: number | null; value: string }>`
    with item as materialized (${items}),
         keyed as materialized (select u.unit_id, u.on_day, ${key} as key_id from (select distinct unit_id, on_day from item) u)
    select f.code, m.line, m.row_unit, count(distinct f.counted) as value
      from item f join keyed k using (unit_id, on_day) join ${placeMap(scope)} m on m.key_id = k.key_id and m.valid @> f.on_day
     where ${organisedBy(scope)}
     group by grouping sets ((f.code, m.line, m.row_unit), (f.code))`.execute(tx);
  return rows
    .filter((r) => isIndicatorCode(r.code))
    .map((r) => ({ ...r, code: r.code as IndicatorCode, value: Number(r.value) }));
}
