import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { addDays, type CivilDate, civilDateOf, startOfDay } from "#kernel/civil-date.ts";
import {
  type Shown,
  type SmallGroupRule,
  suppressCount,
  suppressRest,
  suppressSecondCut,
  suppressTable,
} from "#kernel/suppression.ts";
import { defineCommand } from "#platform/command/define.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import type { Tx } from "#platform/db/session.ts";
import { ReleaseThemes } from "../contract.ts";
import { themePolicy } from "../policy.ts";
import {
  mondayOf,
  monthOfWeek,
  monthPeriod,
  themePeriodCode,
  type ThemePeriod,
  weekPeriod,
  weeksOfMonth,
} from "../rules.ts";

/**
 * Weeks that are over and were not released, oldest first. They begin with the rule for small groups and not with the
 * first question: the list of periods would otherwise say in which week somebody asked it.
 */
export async function dueWeeks(tx: Tx, today: CivilDate): Promise<CivilDate[]> {
  const { rows } = await sql<{ next: CivilDate | null }>`
    select coalesce((select max(starts_on) + 7 from theme_release where kind = 'week'),
                    (select date_trunc('week', min(lower(valid)))::date from small_group_rule))::text as next`.execute(
    tx,
  );
  const thisWeek = mondayOf(today);
  const due: CivilDate[] = [];
  for (let monday = rows[0]?.next ?? thisWeek; monday < thisWeek; monday = addDays(monday, 7)) due.push(monday);
  return due;
}

/**
 * Counts each week that is over, and each month whose last week that was, and keeps what may be said. Run again it
 * finds nothing to do. The questions of a week are fixed first (theme_entry), so that both cuts hold the same records
 * and a topic that is changed in between moves nothing.
 */
export const releaseThemes = defineCommand({
  name: "theme.release",
  input: ReleaseThemes,
  async run({ tx, principal, now }, _input) {
    authorise(themePolicy, "theme.release", principal, { unitPath: [] });
    await sql`select pg_advisory_xact_lock(hashtextextended('theme.release', 0))`.execute(tx);
    const released: ThemePeriod[] = [];
    for (const monday of await dueWeeks(tx, civilDateOf(now))) {
      released.push(await releaseWeek(tx, monday, now));
      const month = monthOfWeek(monday);
      if (weeksOfMonth(month).at(-1) === monday) released.push(await releaseMonth(tx, month, now));
    }
    const codes = released.map(themePeriodCode);
    return {
      answer: { released: codes },
      journal: [
        {
          action: "theme.released",
          subject: "theme",
          subjectId: codes.at(-1) ?? civilDateOf(now),
          unitId: null,
          after: { released: codes },
        },
      ],
    };
  },
});

async function releaseWeek(tx: Tx, monday: CivilDate, now: Date): Promise<ThemePeriod> {
  const period = weekPeriod(monday);
  const rule = await smallGroupRule(tx, period.endsOn);
  // also what arrived in an earlier week after that was counted (a long transaction, a clock put back)
  await sql`
    insert into theme_entry (question_id, week, province_id, commune_id, topic)
      select q.id, ${monday}::date, theme_province(q.asked_unit_id, d.day), commune_of(q.asked_unit_id, d.day), coalesce(q.topic, 'unsorted')
        from question q cross join lateral (select (q.received_at at time zone 'Asia/Ho_Chi_Minh')::date as day) d
       where q.received_at < ${startOfDay(addDays(period.endsOn, 1))} and q.status <> 'setAside'
         and not exists (select from theme_entry e where e.question_id = q.id)`.execute(tx);
  await openRelease(tx, period, rule, now);
  const { rows } = await sql<{ province: number; topic: string; n: number }>`
    select province_id as province, topic, count(*)::int as n from theme_entry where week = ${monday}::date group by 1, 2`.execute(
    tx,
  );
  const shown = suppressTable(
    rows.map((r) => ({ key: { province: String(r.province), topic: r.topic }, count: r.n })),
    rule,
  );
  await keep(
    tx,
    period,
    shown.cells.map((c) => ({
      province: Number(c.key.province),
      unit: Number(c.key.province),
      topic: c.key.topic,
      count: c.count,
    })),
  );
  return period;
}

async function releaseMonth(tx: Tx, month: CivilDate, now: Date): Promise<ThemePeriod> {
  const period = monthPeriod(month);
  const weeks = weeksOfMonth(month);
  const known = await sql<{ monday: string; threshold: number }>`
    select starts_on::text as monday, threshold from theme_release where kind = 'week' and starts_on = any (${weeks}::date[])`.execute(
    tx,
  );
  const today = await smallGroupRule(tx, period.endsOn);
  // the hidden weeks were hidden under their own threshold: the larger one holds for both cuts
  const rule = { ...today, threshold: Math.max(today.threshold, ...known.rows.map((r) => r.threshold)) };
  await openRelease(tx, period, rule, now);
  // the very first month may have begun before the first question: weeks without a release hold nothing
  const released = weeks.filter((w) => known.rows.some((r) => r.monday === w));
  const [counted, weekly, said, communes] = [
    await countByCommune(tx, released),
    await countByWeek(tx, released),
    await shownWeeks(tx, released),
    await communesOf(tx, period),
  ];
  const kept: KeptCell[] = [];
  const rests: KeptCell[] = [];
  for (const [province, topics] of counted) {
    for (const [topic, counts] of topics) {
      const units = [...new Set([...(communes.get(province) ?? []), province, ...counts.keys()])];
      const first = released.map((w): Shown => said.get(`${province} ${topic} ${w}`) ?? null);
      const rest = suppressRest(
        released.map((w) => weekly.get(`${province} ${topic} ${w}`) ?? 0),
        rule,
      );
      // a week that was shown under a lower threshold is not part of what is hidden
      const restSaid = first.every(
        (shown, i) => (shown !== null) === isShown(weekly, province, topic, released[i]!, rule),
      );
      if (rest !== null && restSaid) rests.push({ province, unit: province, topic, count: rest });
      const second = suppressSecondCut(
        first,
        restSaid ? rest : null,
        units.map((u) => counts.get(u) ?? 0),
        rule,
      );
      second.forEach((count, i) => {
        if (count !== null) kept.push({ province, unit: units[i]!, topic, count });
      });
    }
  }
  await keep(tx, period, kept);
  await keep(tx, period, rests, "rest");
  return period;
}

const isShown = (
  weekly: ReadonlyMap<string, number>,
  province: number,
  topic: string,
  monday: string,
  rule: SmallGroupRule,
) => suppressCount(weekly.get(`${province} ${topic} ${monday}`) ?? 0, rule) !== null;

async function countByWeek(tx: Tx, weeks: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ province: number; topic: string; monday: string; n: number }>`
    select province_id as province, topic, week::text as monday, count(*)::int as n
      from theme_entry where week = any (${weeks}::date[]) group by 1, 2, 3`.execute(tx);
  return new Map(rows.map((r) => [`${r.province} ${r.topic} ${r.monday}`, r.n]));
}

async function countByCommune(
  tx: Tx,
  weeks: readonly string[],
): Promise<Map<number, Map<string, Map<number, number>>>> {
  const { rows } = await sql<{ province: number; commune: number; topic: string; n: number }>`
    select province_id as province, commune_id as commune, topic, count(*)::int as n
      from theme_entry where week = any (${weeks}::date[]) group by 1, 2, 3 order by 1, 3, 2`.execute(tx);
  const counted = new Map<number, Map<string, Map<number, number>>>();
  for (const r of rows) {
    const topics = counted.get(r.province) ?? new Map<string, Map<number, number>>();
    counted.set(r.province, topics);
    const counts = topics.get(r.topic) ?? new Map<number, number>();
    topics.set(r.topic, counts);
    counts.set(r.commune, r.n);
  }
  return counted;
}

async function shownWeeks(tx: Tx, weeks: readonly string[]): Promise<Map<string, Shown>> {
  const { rows } = await sql<{ province: number; topic: string; monday: string; count: Shown }>`
    select province_id as province, topic, starts_on::text as monday, count from theme_cell
     where kind = 'week' and starts_on = any (${weeks}::date[])`.execute(tx);
  return new Map(rows.map((r) => [`${r.province} ${r.topic} ${r.monday}`, r.count]));
}

/** Every commune that a province had on some day of the period: where nobody asked counts too, as nought. */
async function communesOf(tx: Tx, period: ThemePeriod): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ province: number; communes: number[] }>`
    select c.ancestor_id as province, array_agg(distinct c.descendant_id) as communes
      from unit_closure c
      join unit_version p on p.unit_id = c.ancestor_id and p.valid && c.valid
      join unit_kind pk on pk.id = p.kind and pk.level = 'province'
      join unit_version v on v.unit_id = c.descendant_id and v.valid && c.valid
      join unit_kind vk on vk.id = v.kind and vk.level = 'commune'
     where c.valid && daterange(${period.startsOn}::date, ${period.endsOn}::date, '[]') and c.depth > 0
     group by 1`.execute(tx);
  return new Map(rows.map((r) => [r.province, r.communes]));
}

async function openRelease(tx: Tx, period: ThemePeriod, rule: SmallGroupRule, now: Date): Promise<void> {
  await sql`insert into theme_release (kind, starts_on, ends_on, threshold, released_at)
    values (${period.kind}, ${period.startsOn}::date, ${period.endsOn}::date, ${Math.max(5, rule.threshold)}, ${now})`.execute(
    tx,
  );
}

interface KeptCell {
  province: number;
  unit: number;
  topic: string;
  count: NonNullable<Shown>;
}

async function keep(
  tx: Tx,
  period: ThemePeriod,
  cells: readonly KeptCell[],
  kind: "week" | "month" | "rest" = period.kind,
): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    insert into theme_cell (kind, starts_on, province_id, unit_id, topic, count)
      select ${kind}, ${period.startsOn}::date, c.province, c.unit, c.topic, c.count
        from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as c (province int, unit int, topic text, count int)`.execute(
    tx,
  );
}
