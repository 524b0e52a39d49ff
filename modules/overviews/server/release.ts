import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { parsePeriod, periodRange } from "#kernel/period.ts";
import { defineCommand } from "#platform/command/define.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import type { Tx } from "#platform/db/session.ts";
import { ReleaseOverviews } from "../contract.ts";
import { overviewPolicy } from "../policy.ts";
import { dueQuarters, type PathCount, releaseDay, releaseQuarter, type ReleasedCell } from "../release.ts";
import { ruleOn } from "./rules.ts";

/** Quarters whose questions may be counted for paper and were not, oldest first. */
export async function quartersToRelease(tx: Tx, today: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ begin: CivilDate | null; last: string | null }>`
    select (select min(lower(valid)) from small_group_rule)::text as begin, (select max(quarter) from overview_release) as last`.execute(
    tx,
  );
  const { begin, last } = rows[0]!;
  if (begin === null) return [];
  const after = await ruleOn(tx, "release_after_days", today);
  return dueQuarters(begin, last, today, after.value);
}

/** Counts each quarter whose time has come, once, and keeps what may be said of it. Run again it finds nothing to do. */
export const releaseOverviews = defineCommand({
  name: "overview.release",
  input: ReleaseOverviews,
  async run({ tx, principal, now }, _input) {
    authorise(overviewPolicy, "overview.release", principal, { unitPath: [] });
    await sql`select pg_advisory_xact_lock(hashtextextended('overview.release', 0))`.execute(tx);
    const released = await quartersToRelease(tx, civilDateOf(now));
    for (const quarter of released) await releaseOne(tx, quarter, now);
    return {
      answer: { released },
      journal: [
        {
          action: "overview.released",
          subject: "overview",
          subjectId: released.at(-1) ?? civilDateOf(now),
          unitId: null,
          after: { released },
        },
      ],
    };
  },
});

async function releaseOne(tx: Tx, quarter: string, now: Date): Promise<void> {
  const days = periodRange(parsePeriod(quarter)!);
  const rule = await smallGroupRule(tx, days.to);
  const after = await ruleOn(tx, "release_after_days", days.to);
  const counts = await countQuestions(tx, days, releaseDay(quarter, after.value));
  const cells = releaseQuarter(quarter, await pathsIn(tx, days), counts, rule);
  await sql`insert into overview_release (quarter, threshold, released_at)
    values (${quarter}, ${Math.max(5, rule.threshold)}, ${now.toISOString()}::timestamptz)`.execute(tx);
  await keepCells(tx, quarter, cells);
}

async function keepCells(tx: Tx, quarter: string, cells: readonly ReleasedCell[]): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    insert into overview_release_cell (quarter, period, unit_id, due, in_time)
      select ${quarter}, c.period, c."unitId", c.due, c."inTime"
        from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as c (period text, "unitId" int, due int, "inTime" int)`.execute(
    tx,
  );
}

interface Days {
  from: string;
  to: string;
}
const levels = sql`(select k.id from unit_kind k where k.level in ('province', 'district', 'commune'))`;

/** By where they were asked, as it was on their day; due as it stood on the day of release. Raw: only `releaseQuarter` may see them. */
async function countQuestions(tx: Tx, days: Days, on: CivilDate): Promise<PathCount[]> {
  const { rows } = await sql<PathCount>`
    select l.path, to_char(q.on_day, 'YYYY-MM') as month,
           (count(*) filter (where not q.aside and (q.told_on is not null or q.due_on < ${on}::date)))::int as due,
           (count(*) filter (where not q.aside and q.told_on <= q.due_on))::int as "inTime"
      from overview_question q cross join lateral (
        select coalesce(array_agg(c.ancestor_id order by c.depth desc), '{}') as path
          from unit_closure c join unit_version v on v.unit_id = c.ancestor_id and v.valid @> q.on_day
         where c.descendant_id = q.place_unit_id and c.valid @> q.on_day and v.kind in ${levels}) l
     where q.on_day between ${days.from}::date and ${days.to}::date group by 1, 2`.execute(tx);
  return rows;
}

/** The way to every province, former district and commune on the first day of the quarter and on each day of it on which a unit changed. */
async function pathsIn(tx: Tx, days: Days): Promise<number[][]> {
  const { rows } = await sql<{ path: number[] }>`
    with days as (
      select ${days.from}::date as day
      union select lower(v.valid) from unit_version v where lower(v.valid) between ${days.from}::date and ${days.to}::date and v.kind in ${levels})
    select distinct array_agg(c.ancestor_id order by c.depth desc) as path
      from days d
      join unit_version u on u.valid @> d.day and u.kind in ${levels}
      join unit_closure c on c.descendant_id = u.unit_id and c.valid @> d.day
      join unit_version v on v.unit_id = c.ancestor_id and v.valid @> d.day and v.kind in ${levels}
     group by d.day, u.unit_id`.execute(tx);
  return rows.map((r) => r.path);
}
