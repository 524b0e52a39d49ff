import { sql, type RawBuilder } from "kysely";
import type { ReportScope } from "./scope.ts";
import { placeMap, talksOrganisedBy } from "./scope.ts";

export interface Days {
  from: string;
  /** Inclusive. */
  to: string;
}

/**
 * The talks that count, each as one row of facts `f`: live (verified up to a moment) or as a frozen revision pinned
 * them. Both have the same columns, so every figure is computed by the same SQL, before the freeze and after.
 */
export function liveFacts(days: Days, asOf: string | null): RawBuilder<unknown> {
  return facts(
    sql``,
    sql`t.held_on between ${days.from}::date and ${days.to}::date
       and (${asOf}::timestamptz is null or coalesce(t.verified_at, t.first_delivered_at, t.recorded_at) <= ${asOf}::timestamptz)`,
  );
}

/** Of these talks those that count, as they are now: reads no more than these. */
export function liveFactsOf(talkIds: readonly string[]): RawBuilder<unknown> {
  const ids = sql`any (${talkIds as string[]}::uuid[])`;
  return facts(sql`where talk_id = ${ids}`, sql`t.id = ${ids}`);
}

function facts(questions: RawBuilder<unknown>, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select t.id as talk_id, t.version as talk_version, t.unit_id, t.place_unit_id, t.commune_id, t.held_on, t.kind, t.mode, t.audience_kind, t.title,
           coalesce(t.attendance, 0) as attendance, jsonb_array_length(t.sites) as sites,
           case when t.sites = '[]' then 0 else (select sum((s ->> 'attendance')::int) from jsonb_array_elements(t.sites) s) end::int as site_attendance,
           coalesce(q.questions, 0) as questions, t.speaker_ids
      from talk t
      left join (select talk_id, count(*)::int as questions from talk_question ${questions} group by talk_id) q on q.talk_id = t.id
     where t.status in ('verified', 'counted') and ${which})`;
}

export function pinnedFacts(reportId: string, revision: number): RawBuilder<unknown> {
  return sql`(
    select p.talk_id, p.talk_version, p.unit_id, p.place_unit_id, p.commune_id, p.held_on, p.kind, p.mode, p.audience_kind, p.title,
           p.attendance, p.sites, p.site_attendance, p.questions, p.speaker_ids
      from report_talk p
     where p.report_id = ${reportId}::uuid and p.since_revision <= ${revision}::int and (p.until_revision is null or p.until_revision >= ${revision}::int))`;
}

/** Facts with the line they stand on: adds `row_unit` and `line`; what is not the report's falls away. */
export function placedFacts(facts: RawBuilder<unknown>, scope: ReportScope): RawBuilder<unknown> {
  return sql`(
    select f.*, m.row_unit, m.line
      from ${facts} f join ${placeMap(scope)} m on m.key_id = f.${sql.ref(scope.key)} and m.valid @> f.held_on
     where ${talksOrganisedBy(scope)})`;
}

/** The talks of a frozen revision, each on the line on which it stood then. */
export function frozenFacts(
  reportId: string,
  revision: number,
  view: string,
  key: ReportScope["key"],
): RawBuilder<unknown> {
  return sql`(
    select f.*, m.row_unit, m.line
      from ${pinnedFacts(reportId, revision)} f
      join report_place m on m.report_id = ${reportId}::uuid and m.revision = ${revision}::int and m.view = ${view}
       and m.key_id = f.${sql.ref(key)} and m.valid @> f.held_on)`;
}
