import { sql, type RawBuilder } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { findUnit } from "#modules/units/server.ts";
import { reportProblem } from "../problems.ts";

/** As it was: units of the day of each talk. As it is: rolled up to what those units are today. */
export type View = "as-was" | "as-is";

/** What a report is about: whose talks, and by which unit below they are told apart. */
export interface ReportScope {
  unitId: number;
  view: View;
  /** Unit bodies (a department) report what they organised; places report what was held in them. */
  by: "place" | "organiser";
  /** The column that names the unit below: communes, or for a commune its residential groups. */
  key: "commune_id" | "place_unit_id";
  /** Level of the units below, for coverage. */
  below: "commune" | "group";
  /** The day on which "as it is" holds. */
  today: string;
}

export async function scopeOf(
  tx: Tx,
  unitId: number,
  view: View,
  today: string,
  lastDay: string,
): Promise<ReportScope> {
  if (!(await findUnit(tx, unitId))) throw reportProblem("report.unknown-unit", { unitId });
  const { rows } = await sql<{ level: string }>`
    select k.level from unit_version v join unit_kind k on k.id = v.kind where v.unit_id = ${unitId}
     order by (v.valid @> ${lastDay}::date) desc, lower(v.valid) desc limit 1`.execute(tx);
  const level = rows[0]?.level ?? "commune";
  const small = level === "commune" || level === "group";
  return {
    unitId,
    view,
    by: level === "body" ? "organiser" : "place",
    key: small ? "place_unit_id" : "commune_id",
    below: small ? "group" : "commune",
    today,
  };
}

/** The unit itself and every unit that has become it: what stood there before it did. */
export function ancestors(scope: Pick<ReportScope, "unitId">): RawBuilder<unknown> {
  return sql`(select ${scope.unitId}::int as id union select unit_id from unit_now where now_id = ${scope.unitId}::int)`;
}

/**
 * A relation (key_id, valid datemultirange, row_unit, line): on which days a unit's talks belong to the report, and
 * on whose line. As it is, what was split and cannot be attributed keeps a line of its own: never dropped, never guessed.
 */
export function placeMap(scope: ReportScope): RawBuilder<unknown> {
  // made once: joined as it stands it would be gone through for each talk
  if (scope.by === "organiser") return sql`(with mapped as materialized ${unitMap(scope)} select * from mapped)`;
  if (scope.key !== "commune_id") return unitMap(scope);
  // A hamlet that nobody has placed since its commune was split lies in no commune: that cannot be attributed, and is no
  // line beside the communes. Its talks name the hamlet itself as their commune (commune_of).
  // Made once, for some thousand units: joined as it stands, the level would be looked up for each of half a million talks.
  return sql`(with mapped as materialized (
    select m.key_id, m.valid, case when k.level = 'group' then null else m.row_unit end as row_unit,
           case when k.level = 'group' then 'unattributable' else m.line end as line
      from ${unitMap(scope)} m
      left join lateral (select v.kind from unit_version v where v.unit_id = m.row_unit order by lower(v.valid) desc limit 1) v on true
      left join unit_kind k on k.id = v.kind) select * from mapped)`;
}

function unitMap(scope: ReportScope): RawBuilder<unknown> {
  if (scope.by === "organiser") {
    return scope.view === "as-was"
      ? sql`(select id as key_id, '{(,)}'::datemultirange as valid, id as row_unit, 'unit'::text as line from unit)`
      : sql`(select unit_id as key_id, '{(,)}'::datemultirange as valid, now_id as row_unit,
                    case when now_id is null then 'unattributable' else 'unit' end as line from unit_now)`;
  }
  if (scope.view === "as-was") {
    return sql`(select c.descendant_id as key_id, range_agg(c.valid) as valid, c.descendant_id as row_unit, 'unit'::text as line
                  from unit_closure c where c.ancestor_id in ${ancestors(scope)} group by c.descendant_id)`;
  }
  // A unit that has ended itself has no "today": its talks are rolled up from where they were under it.
  return sql`(
    with below as (select c.descendant_id as id from unit_closure c where c.ancestor_id = ${scope.unitId}::int and c.valid @> ${scope.today}::date)
    select n.unit_id as key_id, '{(,)}'::datemultirange as valid, n.now_id as row_unit,
           case when n.now_id is null then 'unattributable' else 'unit' end as line
      from unit_now n where coalesce(n.now_id, n.within_id) in (select id from below)
    union all
    select c.descendant_id, range_agg(c.valid), n.now_id, case when n.now_id is null then 'unattributable' else 'unit' end
      from unit_closure c join unit_now n on n.unit_id = c.descendant_id
     where c.ancestor_id = ${scope.unitId}::int and not exists (select from below) group by c.descendant_id, n.now_id)`;
}

const itsOffices = (scope: Pick<ReportScope, "unitId">) =>
  sql`any (array(select c.descendant_id from unit_closure c where c.ancestor_id in ${ancestors(scope)}))`;

/** For a body: only what it, or an office under it, organised. */
export function organisedBy(scope: ReportScope): RawBuilder<unknown> {
  return scope.by === "place" ? sql`true` : sql`f.unit_id = ${itsOffices(scope)}`;
}

/**
 * The same of talks `f`, so said that the indexes of talks serve: away from itself (talk_by_organiser), or in its own house
 * (talk_by_place). Else a department's ten talks are looked for among all of the province.
 */
export function talksOrganisedBy(scope: Pick<ReportScope, "unitId" | "by">): RawBuilder<unknown> {
  if (scope.by === "place") return sql`true`;
  return sql`f.unit_id = ${itsOffices(scope)}
    and ((f.unit_id <> f.commune_id and f.unit_id <> f.place_unit_id) or f.place_unit_id = ${itsOffices(scope)})`;
}
