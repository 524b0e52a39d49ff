import { sql } from "kysely";
import { z } from "zod";
import { spokenCode } from "#kernel/ids.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import { OverviewQuery, type OverviewTalk } from "../contract.ts";
import { behindFigures } from "../measures.ts";
import { overviewPeriod } from "../rules.ts";
import { ancestors, type Area, areaOf, heldIn, inCommune, placeMap } from "./area.ts";
import { recordRule } from "./read-overview.ts";

export const TalksBehindQuery = OverviewQuery.extend({
  figure: z.enum(behindFigures).default("verified"),
  line: z.enum(["total", "unit", "unattributable"]).default("total"),
  row: z.coerce
    .number()
    .int()
    .positive()
    .max(2_147_483_647)
    .optional()
    .describe("With line=unit: the unit of the line"),
  tookFrom: z.coerce
    .number()
    .int()
    .min(0)
    .max(31)
    .default(0)
    .describe("Days from the talk to its record; 31: a month or more"),
  tookTo: z.coerce.number().int().min(0).max(31).default(31),
  ...pageQuery,
});

interface Row {
  id: string;
  title: string;
  status: string;
  held_on: string;
  starts_at: Date;
  place_unit_id: number;
  attendance: number | null;
  days: number | null;
}

const counting = ["verified", "counted"];
const waiting = ["delivered", "returned"];

/** The talks behind a tile, a bar or a point, the newest first: one short range of the index a state, never the whole period. */
export async function talksBehind(
  tx: Tx,
  unitId: number,
  query: z.output<typeof TalksBehindQuery>,
  today: CivilDate,
): Promise<{ items: OverviewTalk[]; nextCursor: string | null }> {
  const period = overviewPeriod(query.period ?? null, today);
  const area = await areaOf(tx, unitId, query.view, today, period.days.to);
  const record = await recordRule(tx, period.days.from < today ? period.days.from : today);
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  // records are counted by commune, whatever the lines are
  const records = query.figure === "late" || query.figure === "held";
  const ofCommune = records && area.level === "commune" && query.line === "total";
  const statuses = query.figure === "waiting" ? waiting : records ? [...counting, ...waiting] : counting;
  const took = sql`overview_days(t.held_on, t.first_delivered_at)`;
  const only =
    query.figure === "late"
      ? sql`${took} > ${record.days}::int`
      : query.figure === "held"
        ? sql`${took} between ${query.tookFrom}::int and ${query.tookTo}::int`
        : query.figure === "measured"
          ? sql`t.id = any (array(select u.talk_id from overview_measured u where u.counts and u.month between ${period.days.from}::date and ${period.days.to}::date))`
          : sql`true`;
  const onLine =
    query.line === "total"
      ? sql`true`
      : query.line === "unattributable"
        ? sql`m.line = 'unattributable'`
        : sql`m.line = 'unit' and m.row_unit = ${query.row ?? 0}::int`;
  // arrays, and the exception within `case`: a join here would read the whole period before its newest page
  const keys = sql`(array(select m.key_id from lines m))`;
  const key = area.by === "commune" ? sql`t.commune_id` : sql`t.place_unit_id`;
  const place =
    area.by === "organiser"
      ? sql`t.unit_id = any ${keys} and t.unit_id <> t.commune_id and t.unit_id <> t.place_unit_id`
      : ofCommune
        ? sql`t.commune_id = any (array${ancestors(area)})`
        : area.view === "as-was" && (area.by === "place" || (await someMoved(tx, area, period.days)))
          ? sql`${key} = any ${keys} and case when true then ${inCommune(area, sql`t.commune_id`)}
              and exists (select from lines m where m.key_id = ${key} and ${heldIn(sql`t.month`)}) else true end`
          : sql`${key} = any ${keys}`;
  const { rows } = await sql<Row>`
    with lines as materialized (select m.* from ${placeMap(area)} m where ${onLine})
    select r.* from unnest(${statuses}::text[]) as s (status) cross join lateral (
      select t.id, t.title, t.status, t.held_on::text, t.starts_at, t.place_unit_id, t.attendance, ${took} as days
        from talk t
       where t.status = s.status
         and t.starts_at >= ${period.days.from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
         and t.starts_at < (${period.days.to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
         and ${only} and ${place}
         and (${after?.[0] ?? null}::timestamptz is null or (t.starts_at, t.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
       order by t.starts_at desc, t.id desc limit ${query.limit + 1}) r
     order by r.starts_at desc, r.id desc limit ${query.limit + 1}`.execute(tx);
  const { tree } = await unitState(tx);
  return page(
    rows,
    query.limit,
    (r) => [new Date(r.starts_at).toISOString(), r.id],
    (r) => ({
      talkId: r.id,
      number: spokenCode(r.id),
      heldOn: r.held_on,
      title: r.title,
      place: tree.versionNear(r.place_unit_id, r.held_on as CivilDate)?.name ?? "",
      status: r.status,
      attendance: r.attendance ?? 0,
      daysToRecord: r.days,
    }),
  );
}

/** Whether a unit of the area lay elsewhere for a part of the period while it existed: only then each talk's month has to be asked. */
async function someMoved(tx: Tx, area: Area, days: { from: string; to: string }): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    select exists (select from ${placeMap(area)} m join unit u on u.id = m.key_id
      where not m.valid @> (datemultirange(daterange(u.founded, u.dissolved)) * datemultirange(daterange(${days.from}::date, ${days.to}::date, '[]')))) as moved`.execute(
    tx,
  );
  return rows[0]?.moved ?? true;
}
