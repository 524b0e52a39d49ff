import { sql } from "kysely";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PlanLook } from "./plan-look.ts";
import { piecesOf } from "./pieces.ts";

/** What is to be counted for one task at one unit: its indicator in two words, its topic, its days. */
export interface CountAsked {
  taskId: string;
  unitId: number;
  of: string | null;
  sub: string | null;
  topic: string | null;
  firstDay: string;
  endDay: string;
}

/** `counted` in the indicator's measure, the others in things. */
export interface Counted {
  counted: number;
  held: number;
  due: number;
  unverified: number;
  planned: number;
}

export const nothingCounted: Counted = { counted: 0, held: 0, due: 0, unverified: 0, planned: 0 };

type Stage = "counted" | "unverified" | "planned" | "missed";
interface Fact {
  i: number;
  ahead: boolean;
  kind: string;
  topic: string;
  stage: Stage;
  things: string;
  n: string;
}
interface Source {
  code: string;
  measures: string[];
  things: string | null;
  byTopic: boolean;
  early: boolean;
  ahead: boolean;
}
interface Window {
  i: number;
  s: number;
  unit: number;
  base: string;
  source: string;
}
interface Span {
  s: number;
  first: string;
  end: string;
  /** Totals for whole months; totals only where all is over; nothing but the things themselves. */
  by: "totals" | "over" | "things";
}

/**
 * How much of each was done up to `until`: whole months from the kept totals, cut ones from the things. Many tasks ask the
 * same of a unit: each unit and time is read once and parted by kind and topic here. `scratch` counts every thing anew.
 */
export async function countWork(
  tx: Tx,
  asked: readonly CountAsked[],
  { until, look, scratch = false }: { until: string; look: PlanLook; scratch?: boolean },
): Promise<Counted[]> {
  const out = asked.map((): Counted => ({ ...nothingCounted }));
  if (asked.length === 0) return out;
  const { rows: sources } = await sql<Source>`
    select code, measures, things, by_topic as "byTopic", early, ahead from plan_source`.execute(tx);
  const answering = new Map(sources.flatMap((s) => s.measures.map((m) => [m, s] as const)));
  const levels = await levelsOf(tx, [...new Set(asked.map((a) => a.unitId))]);
  const spans = new Map<string, Span>();
  const windows = new Map<string, Window>();
  const users = new Map<number, number[]>();
  for (const [index, a] of asked.entries()) {
    const source = answering.get(a.of ?? "");
    if (source === undefined) continue;
    const level = levels.get(a.unitId);
    const base = source.things !== null || level === "body" ? "unit" : level === "group" ? "place" : "commune";
    const things = scratch || base === "place" || (source.early && look === "then");
    const by = things ? "things" : source.early ? "over" : "totals";
    const span = `${a.firstDay}/${a.endDay}/${by}`;
    if (!spans.has(span)) spans.set(span, { s: spans.size, first: a.firstDay, end: a.endDay, by });
    const s = spans.get(span)!.s;
    const key = `${source.code}/${a.unitId}/${s}`;
    if (!windows.has(key)) windows.set(key, { i: windows.size, s, unit: a.unitId, base, source: source.code });
    const i = windows.get(key)!.i;
    users.set(i, [...(users.get(i) ?? []), index]);
  }
  const facts = await readFacts(tx, sources, [...windows.values()], [...spans.values()], until, look);
  for (const f of facts) {
    for (const index of users.get(f.i) ?? []) {
      const a = asked[index]!;
      const source = answering.get(a.of!)!;
      if (a.sub !== null && source.code !== "answer" && f.kind !== a.sub) continue;
      if (a.topic !== null && source.byTopic && f.topic !== a.topic) continue;
      if (f.ahead && !source.early && !source.ahead) continue;
      const stage = f.ahead && !source.early ? "planned" : f.stage;
      addTo(out[index]!, stage, Number(f.things), a.of === "attendance" ? Number(f.n) : Number(f.things));
    }
  }
  await addTied(tx, asked, levels, out, until, look);
  return out;
}

function addTo(to: Counted, stage: Stage, things: number, n: number): void {
  if (stage === "counted") {
    to.counted += n;
    to.held += things;
  }
  if (stage === "counted" || stage === "missed") to.due += things;
  if (stage === "unverified") to.unverified += things;
  if (stage === "planned") to.planned += things;
}

async function levelsOf(tx: Tx, units: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; level: string }>`
    select u as id, plan_unit_level(u) as level from unnest(${units}::int[]) u`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.level]));
}

interface Day {
  s: number;
  first: string;
  last: string;
  sign: number;
  ahead: boolean;
  /** Months that a total answers unless the unit was another's for a part of them. */
  whole: boolean;
}

async function readFacts(
  tx: Tx,
  sources: readonly Source[],
  windows: readonly Window[],
  spans: readonly Span[],
  until: string,
  look: PlanLook,
): Promise<Fact[]> {
  if (windows.length === 0) return [];
  const was = look === "then";
  const today = todayInVietnam();
  const months: object[] = [];
  const days: Day[] = [];
  for (const { s, first, end, by } of spans) {
    const direct = (a: string, b: string, ahead: boolean) => {
      if (a <= b) days.push({ s, first: a, last: b, sign: 1, ahead, whole: false });
    };
    const after = nextDay(until);
    if (by === "things") direct(first, end < until ? end : until, false);
    if (by !== "totals") direct(first > after ? first : after, end, true);
    if (by === "things") continue;
    const pieces = piecesOf(first, by === "over" && until < end ? until : end, until, today);
    for (const d of pieces.days) days.push({ s, ...d, whole: false });
    for (const m of pieces.months) {
      months.push({ s, ...m });
      if (was) days.push({ s, first: m.first, last: lastOf(m.last), sign: 1, ahead: m.ahead, whole: true });
    }
  }
  const facts: Fact[] = [];
  if (months.length > 0) facts.push(...(await fromTotals(tx, windows, months, was)));
  for (const source of sources) {
    const of = windows.filter((w) => w.source === source.code);
    const spansOf = new Set(of.map((w) => w.s));
    const daysOf = days.filter((d) => spansOf.has(d.s));
    if (daysOf.length > 0) facts.push(...(await fromThings(tx, source, of, daysOf, until, was)));
  }
  return facts;
}

/** Units whose doings are a unit's: as it is, whatever has become it; as it was, on its days. */
const near = (was: boolean) =>
  was
    ? sql`select a.i, a.s, a.source, a.base, c.descendant_id as id, c.valid from a join unit_closure c on c.ancestor_id = a.unit`
    : sql`select a.i, a.s, a.source, a.base, s.descendant_id as id, daterange(null, null) as valid from a join unit_scope s on s.ancestor_id = a.unit`;
const asked = (windows: readonly Window[]) =>
  sql`select * from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as x (i int, s int, unit int, base text, source text)`;

async function fromTotals(tx: Tx, windows: readonly Window[], months: object[], was: boolean): Promise<Fact[]> {
  const { rows } = await sql<Fact>`
    with a as materialized (${asked(windows)}), near as materialized (${near(was)}),
    p as materialized (select * from jsonb_to_recordset(${JSON.stringify(months)}::jsonb) as x (s int, first date, last date, ahead boolean))
    select e.i, p.ahead, t.kind, t.topic, t.stage, sum(t.things) as things, sum(t.n) as n
      from near e join p using (s) cross join lateral (
        select t.kind, t.topic, t.stage, sum(t.things) as things, sum(t.n) as n from plan_total_now t
         where t.source = e.source and t.base = e.base and t.unit_id = e.id and t.month >= p.first and t.month <= p.last
           ${was ? sql`and e.valid @> daterange(t.month, (t.month + interval '1 month')::date)` : sql``}
         group by 1, 2, 3 having sum(t.things) <> 0 or sum(t.n) <> 0) t
     group by 1, 2, 3, 4, 5`.execute(tx);
  return rows;
}

async function fromThings(
  tx: Tx,
  source: Source,
  windows: readonly Window[],
  days: readonly Day[],
  until: string,
  was: boolean,
): Promise<Fact[]> {
  if (source.things === null) {
    const { rows } = await sql<Fact>`
      select * from plan_talk_days(${JSON.stringify(windows)}::jsonb, ${JSON.stringify(days)}::jsonb, ${was})`.execute(
      tx,
    );
    return rows;
  }
  const stage = source.early
    ? sql`case when not d.ahead then t.stage when t.stage = 'counted' and t.done_on <= ${until}::date then 'counted' else 'planned' end`
    : sql`t.stage`;
  const { rows } = await sql<Fact>`
    with a as materialized (${asked(windows)}), near as materialized (${near(was)}),
    d as materialized (select * from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as x (s int, first date, last date, sign int, ahead boolean, whole boolean))
    select e.i, d.ahead, t.kind, t.topic, ${stage} as stage, sum(d.sign) as things, sum(d.sign * t.n) as n
      from near e join d using (s) join ${sql.table(source.things)} t on t.unit_id = e.id and t.on_day >= d.first and t.on_day <= d.last
     where e.valid @> t.tree_day and not (d.whole and e.valid @> daterange(date_trunc('month', t.on_day)::date, (date_trunc('month', t.on_day) + interval '1 month')::date))
     group by 1, 2, 3, 4, 5`.execute(tx);
  return rows;
}

/** Talks that somebody tied to a task, or to one made of it below, and that its target does not count anyhow. */
async function addTied(
  tx: Tx,
  all: readonly CountAsked[],
  levels: ReadonlyMap<number, string>,
  out: readonly Counted[],
  until: string,
  look: PlanLook,
): Promise<void> {
  const was = look === "then";
  const roots = [...new Set(all.map((a) => a.taskId))];
  const { rows } = await sql<{
    task: string;
    unit: number;
    kind: string;
    topic: string;
    stage: Exclude<Stage, "missed">;
    day: string;
    attendance: number;
    byUnit: boolean;
    byPlace: boolean;
    byCommune: boolean;
  }>`
    with recursive down(root, id) as (
      select r, r from unnest(${roots}::uuid[]) r
      union
      select d.root, t.id from plan_task t join down d on t.from_task_id = d.id where t.dropped_reason is null)
    select d.root as task, u.id as unit, x.kind, x.topic, x.stage, x.on_day::text as day, x.attendance, u."byUnit", u."byPlace", u."byCommune"
      from down d join plan_tie x on x.task_id = d.id and x.stage is not null
      cross join lateral (
        select s.ancestor_id as id, bool_or(s.descendant_id = x.unit_id) as "byUnit", bool_or(s.descendant_id = x.place_id) as "byPlace",
               bool_or(s.descendant_id = x.commune_id) as "byCommune"
          from ${was ? sql`unit_closure s` : sql`unit_scope s`}
         where s.descendant_id in (x.unit_id, x.place_id, x.commune_id) ${was ? sql`and s.valid @> x.on_day` : sql``} group by 1) as u
     where u.id = any (${[...levels.keys()]}::int[])`.execute(tx);
  if (rows.length === 0) return;
  const at = new Map(all.map((a, index) => [`${a.taskId}/${a.unitId}`, index]));
  for (const x of rows) {
    const index = at.get(`${x.task}/${x.unit}`);
    if (index === undefined) continue;
    const a = all[index]!;
    if (x.day < a.firstDay || x.day > a.endDay) continue;
    const level = levels.get(x.unit);
    const talks = a.of === "talks" || a.of === "attendance";
    const placed = level === "body" ? x.byUnit : level === "group" ? x.byPlace : x.byCommune;
    if (talks && placed && (a.sub === null || a.sub === x.kind) && (a.topic === null || a.topic === x.topic)) continue;
    // for another measure a talk that was tied is shown among its items and counted as plan_items does: one thing
    addTo(out[index]!, x.day > until ? "planned" : x.stage, 1, a.of === "attendance" ? x.attendance : 1);
  }
}

const nextDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
function lastOf(month: string): string {
  const [year = 0, m = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, m, 0)).toISOString().slice(0, 10);
}
