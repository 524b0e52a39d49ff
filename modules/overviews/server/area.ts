import { type RawBuilder, sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import type { OverviewView } from "../contract.ts";
import { overviewProblem } from "../problems.ts";

/**
 * Whose figures, and by what they are told apart: a province (or former district) by its communes, a commune by its residential
 * groups, a body (a department, an office) by what it organised. The same lines as a report has, at the grain of months.
 */
export interface Area {
  unitId: number;
  name: string;
  level: string;
  view: OverviewView;
  by: "commune" | "place" | "organiser";
  below: "commune" | "group" | "none";
  today: CivilDate;
}

export async function areaOf(
  tx: Tx,
  unitId: number,
  view: OverviewView,
  today: CivilDate,
  lastDay: CivilDate,
): Promise<Area> {
  const { tree } = await unitState(tx);
  const version = tree.versionNear(unitId, lastDay < today ? lastDay : today);
  if (version === undefined) throw overviewProblem("overview.unknown-unit", { unitId });
  const level = tree.levelOf(version);
  const by = level === "body" ? "organiser" : level === "commune" || level === "group" ? "place" : "commune";
  const below = by === "commune" ? "commune" : level === "commune" ? "group" : "none";
  return { unitId, name: version.name, level, view, by, below, today };
}

/** The unit itself and every unit that has become it. */
export function ancestors({ unitId }: Pick<Area, "unitId">): RawBuilder<unknown> {
  return sql`(select ${unitId}::int as id union select unit_id from unit_now where now_id = ${unitId}::int)`;
}

/**
 * A relation (key_id, valid datemultirange, row_unit, line): the units whose talks belong to the area, when, and on whose line.
 * As it is, what belongs to a unit that was split stands on a line of its own: never dropped, never guessed.
 */
export function placeMap(area: Area): RawBuilder<unknown> {
  if (area.by !== "commune") return unitMap(area);
  return sql`(
    select m.key_id, m.valid, case when h.unit_id is null then m.row_unit end as row_unit, case when h.unit_id is null then m.line else 'unattributable' end as line
      from ${unitMap(area)} m left join ${homeless} h on h.unit_id = m.row_unit)`;
}

/**
 * Residential groups that at some time lay in no commune: nobody has placed them since theirs was split. A talk there names
 * the group itself as its commune, which is no line beside the communes.
 */
const homeless = sql`(
  select v.unit_id from unit_version v join unit_kind k on k.id = v.kind
    left join unit_version p on p.unit_id = v.parent_id and p.valid && v.valid left join unit_kind pk on pk.id = p.kind
   where k.level = 'group' group by v.unit_id having bool_or(pk.level is distinct from 'commune'))`;

function unitMap(area: Area): RawBuilder<unknown> {
  // a residential group that lies in a commune is never what a talk is counted under there, and groups are nine in ten
  const counted = (unit: RawBuilder<unknown>) =>
    area.by !== "commune"
      ? sql`true`
      : sql`${unit} not in (select v.unit_id from unit_version v join unit_kind k on k.id = v.kind where k.level = 'group' except ${homeless})`;
  if (area.view === "as-was" || area.by === "organiser")
    return sql`(select c.descendant_id as key_id, range_agg(c.valid) as valid, c.descendant_id as row_unit, 'unit'::text as line
                  from unit_closure c where c.ancestor_id in ${ancestors(area)} and ${counted(sql`c.descendant_id`)} group by c.descendant_id)`;
  // A unit that has ended itself has no "today": its talks are rolled up from where they were under it.
  return sql`(
    with below as (select c.descendant_id as id from unit_closure c where c.ancestor_id = ${area.unitId}::int and c.valid @> ${area.today}::date)
    select n.unit_id as key_id, '{(,)}'::datemultirange as valid, n.now_id as row_unit,
           case when n.now_id is null then 'unattributable' else 'unit' end as line
      from unit_now n where coalesce(n.now_id, n.within_id) in (select id from below) and ${counted(sql`n.unit_id`)}
    union all
    select c.descendant_id, range_agg(c.valid), n.now_id, case when n.now_id is null then 'unattributable' else 'unit' end
      from unit_closure c join unit_now n on n.unit_id = c.descendant_id
     where c.ancestor_id = ${area.unitId}::int and not exists (select from below) group by c.descendant_id, n.now_id)`;
}

/** Whether the line of the map holds for a month, given its first day. A unit that moved within a month keeps all of it. */
export function heldIn(month: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`m.valid && daterange(${month}, (${month} + interval '1 month')::date)`;
}

/** As it was, a commune's groups count for it only as long as the talk's own day says so. */
export function inCommune(area: Area, column: RawBuilder<unknown>): RawBuilder<boolean> {
  return area.view === "as-was" && area.level === "commune" ? sql`${column} in ${ancestors(area)}` : sql`true`;
}
