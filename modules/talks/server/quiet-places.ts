import { z } from "zod";
import { prepared, type Tx } from "#platform/db/session.ts";

/** The places of a subtree and how long each has been without a talk. */
export const QuietPlaces = z.object({
  days: z.int(),
  /** What a place is: residential groups below a commune, communes below whatever stands higher. */
  each: z.enum(["group", "commune"]),
  items: z.array(
    z.object({
      unitId: z.int(),
      name: z.string(),
      lastOn: z.string().nullable(),
      /** Days since the last talk; null where there never was one. */
      daysSince: z.int().nullable(),
      nextOn: z.string().nullable(),
    }),
  ),
});
export type QuietPlaces = z.infer<typeof QuietPlaces>;
export const QuietQuery = z.object({
  under: z.coerce.number().int().positive(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

interface Row {
  days: number;
  unit_id: number;
  name: string;
  last_on: string | null;
  days_since: number | null;
  next_on: string | null;
}

/**
 * Every place below `under`, the longest quiet first; `days` is the dated rule for "too long". A talk counts for what
 * its place has become since.
 */
export async function quietPlaces(tx: Tx, { under, limit }: z.infer<typeof QuietQuery>): Promise<QuietPlaces> {
  const { rows: levels } = await prepared<{ low: boolean }>(
    tx,
    "quiet-places-level",
    `select k.level in ('commune', 'group') as low from unit_version v join unit_kind k on k.id = v.kind
      where v.unit_id = $1 order by upper(v.valid) desc nulls first limit 1`,
    [under],
  );
  const each = levels[0]?.low === false ? "commune" : "group";
  const { rows } = await prepared<Row>(tx, `quiet-places-${each}`, each === "group" ? groups : communes, [
    under,
    limit,
  ]);
  return {
    days: rows[0]?.days ?? 30,
    each,
    items: rows.map((r) => ({
      unitId: r.unit_id,
      name: r.name,
      lastOn: r.last_on,
      daysSince: r.days_since,
      nextOn: r.next_on,
    })),
  };
}

const placesOf = (level: "group" | "commune") => `
  with today as (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as d),
       place as (
         select c.descendant_id as id, v.name
           from unit_closure c cross join today
           join unit_version v on v.unit_id = c.descendant_id and v.valid @> today.d
           join unit_kind k on k.id = v.kind
          where c.ancestor_id = $1 and c.valid @> today.d and k.level = '${level}')
  select (select value::int from talk_rule, today where code = 'quiet_place_days' and valid @> today.d) as days,
         p.id as unit_id, p.name, l.last_on::text, today.d - l.last_on as days_since, n.next_on::text
    from place p cross join today`;

const groups = `${placesOf("group")}
    left join lateral (
      select max(t.held_on) as last_on from unit_now u join talk t on t.place_unit_id = u.unit_id
       where u.now_id = p.id and t.status in ('delivered', 'returned', 'verified', 'counted')) l on true
    left join lateral (
      select min(t.held_on) as next_on from talk t
       where t.place_unit_id = p.id and t.status in ('planned', 'assigned', 'accepted') and t.held_on >= today.d) n on true
   order by l.last_on asc nulls first, p.name
   limit $2`;

// one step into talk_by_commune for each commune (as it was) and status: no talk is read but the last
const communes = `${placesOf("commune")}
    left join lateral (
      select max(x.held_on) as last_on from unit_now u
       cross join unnest(array['delivered', 'returned', 'verified', 'counted']) as s (status)
       cross join lateral (
         select t.held_on from talk t where t.commune_id = u.unit_id and t.status = s.status
          order by t.starts_at desc limit 1) x
       where u.now_id = p.id) l on true
    left join lateral (
      select min(x.held_on) as next_on from unnest(array['planned', 'assigned', 'accepted']) as s (status)
       cross join lateral (
         select t.held_on from talk t where t.commune_id = p.id and t.status = s.status
            and t.starts_at >= today.d::timestamp at time zone 'Asia/Ho_Chi_Minh'
          order by t.starts_at limit 1) x) n on true
   order by l.last_on asc nulls first, p.name
   limit $2`;
