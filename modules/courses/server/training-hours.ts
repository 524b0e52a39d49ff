import { sql } from "kysely";
import { z } from "zod";
import { asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import type { HoursRow, UnitHours } from "../contract.ts";
import { missingHours } from "../rules.ts";

const common = {
  year: z.coerce.number().int().min(2000).max(2200),
  under: z.coerce.number().int().positive().optional(),
  view: z.enum(["then", "now"]).default("now").describe("Units as they were then, or what has become of them"),
};
export const HoursQuery = z.object({
  ...common,
  q: z.string().trim().max(100).optional(),
  short: z.enum(["yes"]).optional().describe("Only who has less than is wanted"),
  ...pageQuery,
});
export type HoursQuery = z.output<typeof HoursQuery>;
export const UnitHoursQuery = z.object(common);
export type UnitHoursQuery = z.output<typeof UnitHoursQuery>;

interface Span {
  year: number;
  today: CivilDate;
  /** Of one person alone. */
  personId?: string;
}

/**
 * By person for one year: `holder` everybody who held an appointment in it, at the unit of the newest one; `wanted` the
 * most that the nearest unit above wants of one of their kinds, by the number that holds at the year's end (or today);
 * `credit` what closed courses credited them with.
 */
export const yearOf = ({ year, today, personId }: Span) => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const day = last < today ? last : today;
  return sql`
    norm as materialized (
      select n.unit_id, n.kind, n.hours, n.legal_basis, (select count(*) from unit_scope x where x.descendant_id = n.unit_id) as depth
        from training_norm n where n.valid @> ${day}::date),
    held as materialized (
      select a.person_id, a.unit_id, a.kind, lower(a.held) as since from appointment a where a.held && daterange(${first}::date, ${last}::date, '[]')
         ${personId === undefined ? sql`` : sql`and a.person_id = ${personId}::uuid`}),
    holder as materialized (select distinct on (person_id) person_id, unit_id from held order by person_id, since desc, unit_id),
    wanted as materialized (
      select distinct on (h.person_id) h.person_id, n.hours, n.legal_basis
        from held h cross join lateral (
          select n.hours, n.legal_basis from norm n join unit_scope s on s.ancestor_id = n.unit_id and s.descendant_id = h.unit_id
           where n.kind = h.kind order by n.depth desc limit 1) n
       order by h.person_id, n.hours desc),
    line as materialized (
      select p.person_id, p.unit_id, p.hours from course c join course_participant p on p.course_id = c.id and p.status = 'present'
       where c.status = 'closed' and c.ends_on between ${first}::date and ${last}::date),
    credit as materialized (select person_id, count(*)::int as courses, sum(hours)::int as hours from line group by 1)`;
};

interface RawHours {
  personId: string;
  name: string;
  given: string;
  rest: string;
  unitId: number;
  courses: number;
  hours: number;
  wanted: number | null;
  basis: string | null;
}

/** Hours of each person of the roster in a year, beside what is wanted of them. */
export async function listHours(tx: Tx, query: HoursQuery, today: CivilDate) {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string(), z.uuid()]));
  const { rows } = await sql<RawHours>`
    with ${yearOf({ year: query.year, today })}
    select p.id as "personId", p.full_name as name, p.sort_given as given, p.sort_rest as rest, h.unit_id as "unitId",
           coalesce(k.courses, 0) as courses, coalesce(k.hours, 0) as hours, w.hours as wanted, w.legal_basis as basis
      from holder h join person p on p.id = h.person_id left join credit k on k.person_id = p.id left join wanted w on w.person_id = p.id
     where ${query.under === undefined ? sql`true` : sql`h.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under})`}
       ${query.short === undefined ? sql`` : sql`and coalesce(k.hours, 0) < w.hours`}
       and coalesce(p.joined_key, p.search_key) like all (${likeWords(query.q)}::text[])
       ${
         after === undefined
           ? sql``
           : sql`and (p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", p.id) > (${after[0]} collate "vi-x-icu", ${after[1]} collate "vi-x-icu", ${after[2]}::uuid)`
       }
     order by p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", p.id limit ${query.limit + 1}`.execute(
    tx,
  );
  const unit = await unitNamer(tx, query, today);
  return page(
    rows,
    query.limit,
    (r) => [r.given, r.rest, r.personId],
    (r): HoursRow => ({
      personId: r.personId,
      name: r.name,
      unit: unit(r.unitId),
      courses: r.courses,
      hours: r.hours,
      wanted: r.wanted,
      missing: missingHours(r.hours, r.wanted),
      basis: r.basis,
    }),
  );
}

/** By unit: people by where they are appointed, hours by whose people they were when they learned. Both views have one sum. */
export async function listUnitHours(tx: Tx, query: UnitHoursQuery, today: CivilDate): Promise<{ items: UnitHours[] }> {
  const as = (id: ReturnType<typeof sql>) =>
    query.view === "then" ? id : sql`coalesce((select n.now_id from unit_now n where n.unit_id = ${id}), ${id})`;
  const inside = (id: ReturnType<typeof sql>) =>
    query.under === undefined
      ? sql`true`
      : sql`${id} in (select descendant_id from unit_scope where ancestor_id = ${query.under})`;
  const { rows } = await sql<Omit<UnitHours, "unit"> & { unitId: number }>`
    with ${yearOf({ year: query.year, today })},
    people as (
      select ${as(sql`h.unit_id`)} as unit_id, count(*)::int as people, count(*) filter (where k.hours > 0)::int as trained,
             count(*) filter (where coalesce(k.hours, 0) < w.hours)::int as short
        from holder h left join credit k on k.person_id = h.person_id left join wanted w on w.person_id = h.person_id
       where ${inside(sql`h.unit_id`)} group by 1),
    hours as (select ${as(sql`l.unit_id`)} as unit_id, sum(l.hours)::int as hours from line l where ${inside(sql`l.unit_id`)} group by 1)
    select unit_id as "unitId", coalesce(p.people, 0) as people, coalesce(p.trained, 0) as trained, coalesce(h.hours, 0) as hours, coalesce(p.short, 0) as short
      from people p full join hours h using (unit_id)`.execute(tx);
  const unit = await unitNamer(tx, { ...query, view: "then" }, today);
  const items = rows.map(({ unitId, ...r }) => ({ unit: unit(unitId), ...r }));
  items.sort((a, b) => a.unit.name.localeCompare(b.unit.name, "vi") || a.unit.id - b.unit.id);
  return { items };
}

async function unitNamer(tx: Tx, query: UnitHoursQuery, today: CivilDate) {
  const { tree, now } = await unitState(tx);
  const last = asCivilDate(`${query.year}-12-31`);
  const day = last < today ? last : today;
  return (id: number) => {
    const shown = query.view === "now" ? (now.get(id)?.nowId ?? id) : id;
    return { id: shown, name: tree.versionNear(shown, query.view === "now" ? today : day)?.name ?? String(shown) };
  };
}
