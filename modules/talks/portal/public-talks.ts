import type { CivilDate } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import { identitiesInPlace } from "../rules.ts";
import { nameUnits } from "../server/names.ts";

/** A talk that anybody may come to, as the public pages tell of it. */
export interface PublicTalk {
  id: string;
  title: string;
  topic: string | null;
  kind: string;
  mode: string;
  language: string;
  /** ISO moments. */
  startsAt: string;
  endsAt: string | null;
  /** The day in Vietnam. */
  heldOn: string;
  place: string;
  placeDetail: string | null;
  communeId: number;
  commune: string;
  /** Who organises it. */
  issuer: string;
  version: number;
  cancelled: boolean;
}

interface Row {
  id: string;
  title: string;
  topic: string | null;
  kind: string;
  mode: string;
  language: string;
  starts_at: Date;
  ends_at: Date | null;
  held_on: string;
  place_unit_id: number;
  commune_id: number;
  place_detail: string | null;
  unit_id: number;
  version: number;
  cancelled: boolean;
}

/** The next ones first, from the view `public_talk`; at most `limit`. */
export async function listPublicTalks(tx: Tx, asked: { communeId?: number | undefined; limit: number }) {
  const { rows } = await prepared<Row>(
    tx,
    "public-talks",
    `select * from public_talk where $1::int is null or commune_id = $1::int order by starts_at, id limit $2`,
    [asked.communeId ?? null, asked.limit],
  );
  const name = await nameUnits(tx);
  return rows.map((r): PublicTalk => {
    const place = name(r.place_unit_id, r.held_on);
    return {
      id: r.id,
      // caught once more on the way out: what was planned before the filter knew a form may still lie there
      title: strike(r.title),
      topic: r.topic,
      kind: r.kind,
      mode: r.mode,
      language: r.language,
      startsAt: r.starts_at.toISOString(),
      endsAt: r.ends_at?.toISOString() ?? null,
      heldOn: r.held_on,
      place,
      placeDetail: r.place_detail === null ? null : strike(r.place_detail, identitiesInPlace),
      communeId: r.commune_id,
      commune: name(r.commune_id, r.held_on),
      issuer: name(r.unit_id, r.held_on),
      version: r.version,
      cancelled: r.cancelled,
    };
  });
}

/** Talks held, by commune and month: `month` as YYYY-MM. The acts of the authorities; attendances are of people. */
export interface PublicTalkTotal {
  communeId: number;
  commune: string;
  month: string;
  talks: number;
  attendance: number;
}

/** Whole months only: those that began on or after `from` and were over before `today`. */
export async function listPublicTalkTotals(tx: Tx, from: CivilDate, today: CivilDate): Promise<PublicTalkTotal[]> {
  const { rows } = await prepared<{ commune_id: number; month: string; talks: number; attendance: number }>(
    tx,
    "public-talk-totals",
    `select commune_id, month, talks, attendance from public_talk_total
      where month >= $1::date and month < date_trunc('month', $2::date) order by month desc, commune_id`,
    [from, today],
  );
  const name = await nameUnits(tx);
  return rows.map((r) => ({
    communeId: r.commune_id,
    commune: name(r.commune_id, r.month),
    month: r.month.slice(0, 7),
    talks: r.talks,
    attendance: r.attendance,
  }));
}
