import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { type Area, ancestors, heldIn, inCommune, placeMap } from "./area.ts";

/** A line: a unit below, the area itself (`unit` with its own id), or what cannot be attributed. */
export interface Lined {
  line: "unit" | "unattributable";
  rowUnit: number | null;
  month: string;
}
export interface TalkFact extends Lined {
  talks: number;
  attendance: number;
  waiting: number;
}
export interface QuestionFact extends Lined {
  due: number;
  inTime: number;
}
export interface ArrivalFact {
  month: string;
  days: number;
  talks: number;
}
export interface UnderstandingFact {
  month: string;
  paired: boolean;
  talks: number;
  bothRight: number;
  lost: number;
  gained: number;
  bothWrong: number;
  beforeN: number;
  beforeRight: number;
  afterN: number;
  afterRight: number;
}

interface Days {
  from: string;
  to: string;
}

/** What a body organised is few: read from the talks by their own index. Everything else comes from kept counts. */
const organised = (area: Area, { from, to }: Days) => sql`
  talk t where t.unit_id in (select c.descendant_id from unit_closure c where c.ancestor_id in ${ancestors(area)})
    and t.unit_id <> t.commune_id and t.unit_id <> t.place_unit_id
    and t.starts_at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and t.starts_at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and t.status in ('delivered', 'returned', 'verified', 'counted')`;

const month = (column: string) => sql`to_char(${sql.ref(column)}, 'YYYY-MM')`;

export async function talkFacts(tx: Tx, area: Area, days: Days): Promise<TalkFact[]> {
  const counted =
    area.by === "organiser"
      ? sql`select t.unit_id as "rowUnit", 'unit' as line, ${month("t.month")} as month,
               (count(*) filter (where t.status in ('verified', 'counted')))::int as talks,
               coalesce(sum(t.attendance) filter (where t.status in ('verified', 'counted')), 0)::int as attendance,
               (count(*) filter (where t.status in ('delivered', 'returned')))::int as waiting
          from ${organised(area, days)} group by 1, 3`
      : area.by === "commune"
        ? sql`select m.row_unit as "rowUnit", m.line, ${month("t.month")} as month,
               coalesce(sum(t.talks) filter (where t.tier = 'verified'), 0)::int as talks,
               coalesce(sum(t.attendance) filter (where t.tier = 'verified'), 0)::int as attendance,
               coalesce(sum(case t.tier when 'held' then t.talks else -t.talks end), 0)::int as waiting
          from talk_total t join ${placeMap(area)} m on m.key_id = t.commune_id and ${heldIn(sql`t.month`)}
         where t.month between ${days.from}::date and ${days.to}::date group by 1, 2, 3`
        : sql`select m.row_unit as "rowUnit", m.line, ${month("t.month")} as month,
               sum(t.talks)::int as talks, sum(t.attendance)::int as attendance, sum(t.waiting)::int as waiting
          from overview_place_total t join ${placeMap(area)} m on m.key_id = t.place_unit_id and ${heldIn(sql`t.month`)}
         where t.month between ${days.from}::date and ${days.to}::date and ${inCommune(area, sql`t.commune_id`)} group by 1, 2, 3`;
  return (await sql<TalkFact>`${counted}`.execute(tx)).rows;
}

/** Days from the talk to its first record; none of a residential group, whose talks are too few to say anything. */
export async function arrivalFacts(tx: Tx, area: Area, days: Days): Promise<ArrivalFact[]> {
  if (area.level === "group") return [];
  const counted =
    area.by === "organiser"
      ? sql`select ${month("t.month")} as month, overview_days(t.held_on, t.first_delivered_at) as days, count(*)::int as talks
          from ${organised(area, days)} and t.first_delivered_at is not null group by 1, 2`
      : sql`select ${month("t.month")} as month, t.days, sum(t.talks)::int as talks from overview_arrival_total t
         where t.month between ${days.from}::date and ${days.to}::date and ${
           area.by === "commune"
             ? sql`exists (select from ${placeMap(area)} m where m.key_id = t.commune_id and ${heldIn(sql`t.month`)})`
             : sql`t.commune_id in ${ancestors(area)}`
         } group by 1, 2 having sum(t.talks) > 0`;
  return (await sql<ArrivalFact>`${counted} order by 1, 2`.execute(tx)).rows;
}

/** Questions by where they were asked; of a body: those that it had to answer. Raw counts: to be suppressed before they are told. */
export async function questionFacts(tx: Tx, area: Area, days: Days): Promise<QuestionFact[]> {
  const asks = area.by === "commune" || (area.view === "as-was" && area.level === "commune");
  const commune = sql`coalesce(l.ancestor_id, q.place_unit_id)`;
  const key = { commune, place: sql`q.place_unit_id`, organiser: sql`q.answering_id` }[area.by];
  const { rows } = await sql<QuestionFact>`
    with map as materialized (select * from ${placeMap(area)} m),
    -- the commune in which each place lay, and when
    lay as materialized (
      select c.descendant_id, c.ancestor_id, range_agg(c.valid * v.valid) as valid
        from unit_closure c join unit_version v on v.unit_id = c.ancestor_id and v.valid && c.valid
       where ${asks} and v.kind in (select k.id from unit_kind k where k.level = 'commune') group by 1, 2),
    kept as (
      select m.row_unit, m.line, date_trunc('month', q.on_day::timestamp) as month,
             not q.aside and (q.told_on is not null or q.due_on < ${area.today}::date) as due, not q.aside and q.told_on <= q.due_on as in_time
        from overview_question q left join lay l on l.descendant_id = q.place_unit_id and l.valid @> q.on_day
        join map m on m.key_id = ${key} and m.valid @> q.on_day and ${inCommune(area, commune)}
       where q.on_day between ${days.from}::date and ${days.to}::date
         and (${area.by !== "place"} or q.place_unit_id = any (array(select key_id from map))))
    select row_unit as "rowUnit", line, to_char(month, 'YYYY-MM') as month, (count(*) filter (where due))::int as due,
           (count(*) filter (where in_time))::int as "inTime"
      from kept group by row_unit, line, kept.month`.execute(tx);
  return rows;
}

export async function understandingFacts(tx: Tx, area: Area, days: Days): Promise<UnderstandingFact[]> {
  const key = { commune: sql`u.commune_id`, place: sql`u.place_unit_id`, organiser: sql`u.organiser_id` }[area.by];
  const { rows } = await sql<UnderstandingFact>`
    select to_char(u.month, 'YYYY-MM') as month, u.paired, count(*)::int as talks, sum(u.both_right)::int as "bothRight", sum(u.lost)::int as lost,
           sum(u.gained)::int as gained, sum(u.both_wrong)::int as "bothWrong", sum(u.before_n)::int as "beforeN",
           sum(u.before_right)::int as "beforeRight", sum(u.after_n)::int as "afterN", sum(u.after_right)::int as "afterRight"
      from overview_measured u join ${placeMap(area)} m on m.key_id = ${key} and ${heldIn(sql`u.month`)} and ${inCommune(area, sql`u.commune_id`)}
     where u.counts and u.month between ${days.from}::date and ${days.to}::date group by 1, 2`.execute(tx);
  return rows;
}

/** Each place below with the months in which it existed. As it is: today's places, whose predecessors' months are theirs. */
export async function placeMonths(tx: Tx, area: Area, days: Days): Promise<Map<number, string[]>> {
  const last = days.to < area.today ? days.to : area.today;
  if (area.below === "none" || last < days.from) return new Map();
  const period = sql`daterange(${days.from}::date, ${last}::date, '[]')`;
  const lived =
    area.view === "as-was"
      ? sql`select c.descendant_id as id, range_agg(c.valid * v.valid) as lived
            from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid && c.valid join unit_kind k on k.id = v.kind
           where c.ancestor_id in ${ancestors(area)} and c.depth > 0 and k.level = ${area.below} and c.valid && ${period} and v.valid && ${period} group by 1`
      : sql`select c.descendant_id as id, '{(,)}'::datemultirange as lived
            from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${area.today}::date join unit_kind k on k.id = v.kind
           where c.ancestor_id = ${area.unitId}::int and c.depth > 0 and k.level = ${area.below} and c.valid @> ${area.today}::date`;
  const { rows } = await sql<{ id: number; months: string[] }>`
    select p.id, array_agg(to_char(f.first, 'YYYY-MM') order by f.first) as months
      from (${lived}) p cross join generate_series(date_trunc('month', ${days.from}::date), ${last}::date, interval '1 month') as f (first)
     where p.lived && daterange(greatest(f.first::date, ${days.from}::date), (f.first + interval '1 month')::date)
     group by p.id`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.months]));
}
