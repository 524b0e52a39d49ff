import { prepared, type Tx } from "#platform/db/session.ts";
import type { TalkTotals, TalkTotalsQuery } from "../answers.ts";
import { nameUnits } from "./names.ts";
import { placesUnder } from "./places.ts";

/**
 * Commune × month: talks, attendances, distinct speakers, read from totals that are kept exact within
 * each commit. A hot path: no talk is touched.
 */
export async function talkTotals(tx: Tx, query: TalkTotalsQuery): Promise<TalkTotals> {
  const from = query.year ? `${query.year}-01-01` : (query.from ?? "0001-01-01");
  const to = query.year ? `${query.year}-12-31` : (query.to ?? "9999-12-31");
  const places = query.under === undefined ? null : await placesUnder(tx, query.under);
  const communes = places === null || places.kind === "everything" ? null : places.ids;
  const { rows } = await prepared<{
    commune_id: number;
    month: string;
    talks: number;
    attendance: number;
    speakers: number;
  }>(
    tx,
    communes === null ? "talk-totals" : "talk-totals-under",
    `select commune_id, month, talks, attendance, speakers from talk_total
      where tier = $1 and month >= $2::date and month <= $3::date and talks > 0
        ${communes === null ? "" : "and commune_id = any ($4::int[])"}
      order by commune_id, month`,
    communes === null ? [query.tier, from, to] : [query.tier, from, to, communes],
  );
  const name = await nameUnits(tx);
  return {
    items: rows.map((r) => ({
      communeId: r.commune_id,
      commune: name(r.commune_id, r.month),
      month: r.month.slice(0, 7),
      talks: r.talks,
      attendance: r.attendance,
      speakers: r.speakers,
    })),
  };
}
