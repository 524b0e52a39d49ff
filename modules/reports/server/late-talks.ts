import { sql, type RawBuilder } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { liveFactsOf, pinnedFacts, placedFacts } from "./facts.ts";
import type { LateTalk } from "../contract.ts";
import type { StoredReport } from "./report-store.ts";
import { scopeOf } from "./scope.ts";

/** The facts that a figure can depend on; a talk whose any of these moved after the freeze counts as changed. */
const counted = [
  "unit_id",
  "place_unit_id",
  "commune_id",
  "held_on",
  "kind",
  "mode",
  "audience_kind",
  "attendance",
  "sites",
  "site_attendance",
  "questions",
  "speaker_ids",
];

/** The talks that count for the report in either view, by id and version only: cheap to look through. */
async function liveInEitherView(tx: Tx, report: StoredReport, today: string): Promise<RawBuilder<unknown>> {
  const { days } = report.period;
  const [was, is] = [
    await scopeOf(tx, report.unitId, "as-was", today, days.to),
    await scopeOf(tx, report.unitId, "as-is", today, days.to),
  ];
  const slim = sql`(select t.id as talk_id, t.version, t.unit_id, t.place_unit_id, t.commune_id, t.held_on from talk t
    where t.status in ('verified', 'counted') and t.held_on between ${days.from}::date and ${days.to}::date)`;
  const columns = sql.raw("f.talk_id, f.version, f.commune_id, f.held_on");
  return sql`(select ${columns} from ${placedFacts(slim, was)} f union select ${columns} from ${placedFacts(slim, is)} f)`;
}

/** What lies apart between what counts now and the newest revision; `moved` is a new version, in which a figure may have moved or not. */
export async function lateRelation(tx: Tx, report: StoredReport, today: string): Promise<RawBuilder<unknown>> {
  const live = await liveInEitherView(tx, report, today);
  // while a revision is being made its pins lie there already; they do not hold yet
  const pins = sql`(select p.talk_id, p.talk_version, p.commune_id, p.held_on from report_talk p
    where p.report_id = ${report.id}::uuid and p.since_revision <= ${report.revision}::int
      and (p.until_revision is null or p.until_revision >= ${report.revision}::int))`;
  return sql`(
    select coalesce(l.talk_id, p.talk_id) as talk_id, coalesce(l.held_on, p.held_on) as held_on,
           case when p.talk_id is null then 'added' when l.talk_id is null then 'withdrawn' else 'moved' end as why
      from ${live} l full join ${pins} p on p.talk_id = l.talk_id
     where p.talk_id is null or l.talk_id is null or l.version <> p.talk_version or l.commune_id <> p.commune_id)`;
}

/** How many, without fetching them all. */
export async function countLate(tx: Tx, report: StoredReport, today: string): Promise<number> {
  const { rows } = await sql<{ n: number; moved: string[] | null }>`
    select (count(*) filter (where d.why <> 'moved'))::int as n, array_agg(d.talk_id::text) filter (where d.why = 'moved') as moved
      from ${await lateRelation(tx, report, today)} d`.execute(tx);
  return (rows[0]?.n ?? 0) + (await changedFacts(tx, report, rows[0]?.moved ?? [])).length;
}

export interface LateOne {
  talkId: string;
  /** Entered, was corrected in what a figure can depend on, or no longer counts. */
  why: LateTalk["why"];
}

/** Against the newest revision, the newest talk first. */
export async function lateOnes(tx: Tx, report: StoredReport, today: string): Promise<LateOne[]> {
  const { rows } = await sql<{ talk_id: string; why: "added" | "moved" | "withdrawn" }>`
    select d.talk_id::text, d.why from ${await lateRelation(tx, report, today)} d order by d.held_on desc, d.talk_id desc`.execute(
    tx,
  );
  const moved = rows.flatMap((r) => (r.why === "moved" ? [r.talk_id] : []));
  const changed = new Set(await changedFacts(tx, report, moved));
  return rows.flatMap(({ talk_id, why }): LateOne[] => {
    if (why === "moved") return changed.has(talk_id) ? [{ talkId: talk_id, why: "changed" }] : [];
    return [{ talkId: talk_id, why: why === "added" ? "new" : "withdrawn" }];
  });
}

/** Of talks with a new version, those in which something moved that a figure can depend on. */
export async function changedFacts(tx: Tx, report: StoredReport, talkIds: readonly string[]): Promise<string[]> {
  if (talkIds.length === 0) return [];
  const differs = sql.join(
    counted.map((c) => sql`l.${sql.ref(c)} is distinct from p.${sql.ref(c)}`),
    sql` or `,
  );
  const { rows } = await sql<{ talk_id: string }>`
    select l.talk_id from ${liveFactsOf(talkIds)} l join ${pinnedFacts(report.id, report.revision)} p on p.talk_id = l.talk_id
     where ${differs} order by 1`.execute(tx);
  return rows.map((r) => r.talk_id);
}

/** How many talks of the period were given but nobody has verified yet. */
export async function waitingTalks(tx: Tx, report: StoredReport, today: string): Promise<number> {
  const { days } = report.period;
  const scope = await scopeOf(tx, report.unitId, "as-is", today, days.to);
  const waiting = sql`(select t.id as talk_id, t.unit_id, t.place_unit_id, t.commune_id, t.held_on from talk t
    where t.status in ('delivered', 'returned') and t.held_on between ${days.from}::date and ${days.to}::date)`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${placedFacts(waiting, scope)} w`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

export async function pinTalks(tx: Tx, reportId: string, talkIds: readonly string[], revision: number): Promise<void> {
  await sql`insert into report_talk (report_id, talk_id, since_revision, talk_version, title, ${sql.raw(counted.join(", "))})
    select ${reportId}::uuid, f.talk_id, ${revision}::int, f.talk_version, f.title, ${sql.raw(counted.map((c) => `f.${c}`).join(", "))}
      from ${liveFactsOf(talkIds)} f
    on conflict do nothing`.execute(tx);
}

export async function unpinTalks(
  tx: Tx,
  reportId: string,
  talkIds: readonly string[],
  lastRevision: number,
): Promise<void> {
  if (talkIds.length === 0) return;
  await sql`update report_talk set until_revision = ${lastRevision}::int
    where report_id = ${reportId}::uuid and until_revision is null and talk_id = any (${talkIds as string[]}::uuid[])`.execute(
    tx,
  );
}
