import { z } from "zod";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import { spokenCode } from "#kernel/ids.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { talkStatuses } from "../contract.ts";
import type { TalkList, TalkQuery, TalkRow } from "../answers.ts";
import { monthMoments, dayMoments } from "./moments.ts";
import { placesUnder, type Places } from "./places.ts";
import { nameUnits } from "./names.ts";

/**
 * The newest talks of a subtree. A hot path: each (commune, status) or each status alone is one index
 * range already in order, so the newest of every range are merged and nothing else is read.
 * Few communes: one range each, of which a share is read first, and all of it only where a range turns
 * out to be used up; many: one range a status, skipping other places.
 */
const fewCommunes = 24;
/** How much more than its even share is read of each range at first. */
const spare = 4;

const CursorKey = z.tuple([z.string(), z.uuid()]);

export interface ListedTalk {
  id: string;
  title: string;
  kind: string;
  mode: string;
  status: string;
  topic: string | null;
  starts_at: Date;
  ends_at: Date | null;
  held_on: string;
  attendance: number | null;
  unit_id: number;
  place_unit_id: number;
  commune_id: number;
  place_detail: string | null;
  speaker_ids: string[];
  /** In the order of `speaker_ids`; null where the caller may not see the person. */
  speaker_names: (string | null)[];
  version: number;
}

export async function listTalks(tx: Tx, query: TalkQuery): Promise<TalkList> {
  const statuses = query.status
    ? query.status.split(",").filter((s) => (talkStatuses as readonly string[]).includes(s))
    : [...talkStatuses];
  const places = query.under === undefined ? null : await placesUnder(tx, query.under);
  const rows = await readNewest(tx, query, statuses, places);
  const listed = page(
    rows,
    query.limit,
    (r) => [r.starts_at.toISOString(), r.id],
    (r) => r,
  );
  return { items: await presentTalks(tx, listed.items), nextCursor: listed.nextCursor };
}

async function readNewest(
  tx: Tx,
  query: TalkQuery,
  statuses: readonly string[],
  places: Places | null,
): Promise<ListedTalk[]> {
  const whole = query.limit + 1;
  const ranges = places?.kind === "communes" && places.ids.length <= fewCommunes ? places.ids.length : 1;
  const share = Math.min(whole, Math.max(8, Math.ceil((spare * whole) / ranges)));
  const read = async (ofEach: number) => {
    const { name, text, values } = listStatement(query, statuses, places, ofEach);
    return (await prepared<ListedTalk>(tx, name, text, values)).rows;
  };
  const rows = await read(share);
  return share < whole && usedUp(rows, share) ? read(whole) : rows;
}

/** Whether one range gave all that was read of it to the answer: then it may hold more that belongs there. */
function usedUp(rows: readonly ListedTalk[], ofEach: number): boolean {
  const taken = new Map<string, number>();
  for (const { commune_id, status } of rows) {
    const key = `${commune_id} ${status}`;
    const n = (taken.get(key) ?? 0) + 1;
    if (n >= ofEach) return true;
    taken.set(key, n);
  }
  return false;
}

const columns = `t.id, t.title, t.kind, t.mode, t.status, t.topic, t.starts_at, t.ends_at, t.held_on, t.attendance, t.unit_id,
  t.place_unit_id, t.commune_id, t.place_detail, t.speaker_ids, t.version`;
// one probe a name: a join would read the whole roster behind its row-level security
const speakerNames = `array(select (select p.full_name from person p where p.id = s.id)
    from unnest(r.speaker_ids) with ordinality as s (id, n) order by s.n) as speaker_names`;

/** The text depends on which filters are there, never on their values: few shapes, each planned once. */
export function listStatement(
  query: TalkQuery,
  statuses: readonly string[],
  places: Places | null,
  ofEach = query.limit + 1,
) {
  const values: unknown[] = [statuses];
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const where: string[] = [];
  const shape: string[] = [];
  const only = (name: string, condition: string) => {
    where.push(condition);
    shape.push(name);
  };
  const range = query.month ? monthMoments(query.month) : dayMoments(query.from, query.to);
  if (range.from) only("from", `t.starts_at >= ${bind(range.from, "timestamptz")}`);
  if (range.until) only("until", `t.starts_at < ${bind(range.until, "timestamptz")}`);
  const after = decodeCursor(query.cursor, CursorKey);
  if (after) only("after", `(t.starts_at, t.id) < (${bind(after[0], "timestamptz")}, ${bind(after[1], "uuid")})`);
  if (query.kind) only("kind", `t.kind = ${bind(query.kind, "text")}`);
  if (query.mode) only("mode", `t.mode = ${bind(query.mode, "text")}`);
  if (query.topic) only("topic", `t.topic = ${bind(query.topic, "text")}`);
  if (query.speaker)
    only(
      "speaker",
      `t.id in (select s.talk_id from talk_speaker s where s.person_id = ${bind(query.speaker, "uuid")})`,
    );
  if (query.q) {
    for (const word of likeWords(query.q).slice(0, 8)) {
      only("word", `find_vi(t.title) like ${bind(word, "text")}`);
    }
  }
  let ranges = `unnest($1::text[]) as s (status)`;
  let key = "t.status = s.status";
  if (places?.kind === "communes" && places.ids.length <= fewCommunes) {
    ranges += ` cross join unnest(${bind(places.ids, "int[]")}) as c (id)`;
    key = "t.commune_id = c.id and t.status = s.status";
    shape.push("few");
  } else if (places?.kind === "communes") only("many", `t.commune_id = any (${bind(places.ids, "int[]")})`);
  else if (places?.kind === "place") only("place", `t.place_unit_id = any (${bind(places.ids, "int[]")})`);
  else if (places?.kind === "organiser") only("organiser", `t.unit_id = any (${bind(places.ids, "int[]")})`);
  // in the text, not bound: the plan of every filter depends on how few are wanted
  const limit = String(Math.trunc(query.limit) + 1);
  shape.push(`${limit}/${ofEach}`);
  const conditions = [key, ...where].join(" and ");
  if (query.q) return { name: `talk-find:${shape.join("+")}`, text: findText(conditions, ranges, limit), values };
  const newest = `select r.* from ${ranges} cross join lateral (
      select ${columns} from talk t where ${conditions} order by t.starts_at desc, t.id desc limit ${Math.trunc(ofEach)}
    ) r order by r.starts_at desc, r.id desc limit ${limit}`;
  const text = `select r.*, ${speakerNames} from (${newest}) r order by r.starts_at desc, r.id desc`;
  return { name: `talk-list:${shape.join("+")}`, text, values };
}

/** Words narrow more than any order does: the trigram index finds the candidates, then they are sorted. */
function findText(conditions: string, ranges: string, limit: string): string {
  const found = `select ${columns} from talk t join (select s.status${ranges.includes("as c") ? ", c.id" : ""} from ${ranges}) as s on ${conditions.replace("c.id", "s.id")}
    order by t.starts_at desc, t.id desc limit ${limit}`;
  return `select r.*, ${speakerNames} from (${found}) r order by r.starts_at desc, r.id desc`;
}

export async function presentTalks(tx: Tx, rows: readonly ListedTalk[]): Promise<TalkRow[]> {
  const units = await nameUnits(tx);
  return rows.map((r) => ({
    id: r.id,
    number: spokenCode(r.id),
    title: r.title,
    kind: r.kind as TalkRow["kind"],
    mode: r.mode as TalkRow["mode"],
    status: r.status as TalkRow["status"],
    topic: r.topic,
    startsAt: r.starts_at.toISOString(),
    endsAt: r.ends_at?.toISOString() ?? null,
    heldOn: r.held_on,
    attendance: r.attendance,
    unit: { id: r.unit_id, name: units(r.unit_id, r.held_on) },
    place: { id: r.place_unit_id, name: units(r.place_unit_id, r.held_on) },
    commune: { id: r.commune_id, name: units(r.commune_id, r.held_on) },
    placeDetail: r.place_detail,
    speakers: r.speaker_ids.map((id, i) => ({ id, name: r.speaker_names[i] ?? "" })),
    version: r.version,
  }));
}
