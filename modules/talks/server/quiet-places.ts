import { z } from "zod";
import { prepared, type Tx } from "#platform/db/session.ts";

/** Residential groups (or communes without any) of a subtree and how long each has been without a talk. */
export const QuietPlaces = z.object({
  days: z.int(),
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

/** Every place below `under`, the longest quiet first; `days` is the dated rule for "too long". */
export async function quietPlaces(tx: Tx, query: z.infer<typeof QuietQuery>): Promise<QuietPlaces> {
  const { rows } = await prepared<{
    days: number;
    unit_id: number;
    name: string;
    last_on: string | null;
    days_since: number | null;
    next_on: string | null;
  }>(
    tx,
    "quiet-places",
    `with today as (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as d),
          place as (
            select c.descendant_id as id, v.name
              from unit_closure c cross join today
              join unit_version v on v.unit_id = c.descendant_id and v.valid @> today.d
              join unit_kind k on k.id = v.kind
             where c.ancestor_id = $1 and c.valid @> today.d and k.level = 'group')
     select (select value::int from talk_rule, today where code = 'quiet_place_days' and valid @> today.d) as days,
            p.id as unit_id, p.name, l.last_on::text, today.d - l.last_on as days_since, n.next_on::text
       from place p cross join today
       left join lateral (
         select max(t.held_on) as last_on from unit_now u join talk t on t.place_unit_id = u.unit_id
          where u.now_id = p.id and t.status in ('delivered', 'returned', 'verified', 'counted')) l on true
       left join lateral (
         select min(t.held_on) as next_on from talk t
          where t.place_unit_id = p.id and t.status in ('planned', 'assigned', 'accepted') and t.held_on >= today.d) n on true
      order by l.last_on asc nulls first, p.name
      limit $2`,
    [query.under, query.limit],
  );
  return {
    days: rows[0]?.days ?? 30,
    items: rows.map((r) => ({
      unitId: r.unit_id,
      name: r.name,
      lastOn: r.last_on,
      daysSince: r.days_since,
      nextOn: r.next_on,
    })),
  };
}
