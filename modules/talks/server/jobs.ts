import { sql } from "kysely";
import { asSystem } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { deleteOldPhotos } from "./photos.ts";

/** Photos go a set time after verification, as the dated rule says; their hashes stay. */
const deletePhotos = defineJob({
  name: "talks.delete-old-photos",
  schedule: "20 19 * * *",
  async run({ pool, now, log }) {
    const deleted = await asSystem(pool, (tx) => deleteOldPhotos(tx, now()));
    if (deleted > 0) log("photos past their time deleted", { deleted });
  },
});

/** Recounts some of the maintained totals from the talks themselves and reports any difference. */
const recountTotals = defineJob({
  name: "talks.recount-sample",
  schedule: "40 19 * * *",
  async run({ pool, log }) {
    const differing = await asSystem(pool, (tx) => recountSample(tx));
    for (const row of differing) log("a total differs from its recount", { ...row });
  },
});

export interface TotalDifference {
  commune_id: number;
  month: string;
  tier: string;
  talks: number;
  recounted: number;
}

/** Twenty random commune-months; empty when each equals its recount. */
export async function recountSample(tx: Parameters<Parameters<typeof asSystem>[1]>[0]): Promise<TotalDifference[]> {
  const { rows } = await sql<TotalDifference>`
    with sample as (select * from talk_total order by random() limit 20)
    select s.commune_id, s.month::text, s.tier, s.talks, coalesce(r.talks, 0) as recounted
      from sample s
      left join lateral (
        select count(*)::int as talks, sum(coalesce(t.attendance, 0))::bigint as attendance
          from talk t where t.commune_id = s.commune_id and t.month = s.month and s.tier = any (talk_tiers(t.status))) r on true
     where s.talks <> coalesce(r.talks, 0) or s.attendance <> coalesce(r.attendance, 0)`.execute(tx);
  return rows;
}

export const talkJobs = [deletePhotos, recountTotals];
