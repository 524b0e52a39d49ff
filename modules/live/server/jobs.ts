import { sql } from "kysely";
import { asSystem } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { liveRule } from "./hall-store.ts";

/** A hall that nobody closed is closed for good after the set hours: marks live no longer than the evening they are for. */
const closeForgotten = defineJob({
  name: "live.close-forgotten-halls",
  schedule: "*/15 * * * *",
  async run({ pool, now, log }) {
    const closed = await asSystem(pool, async (tx) => {
      const hours = await liveRule(tx, "hall_hours");
      const before = new Date(now().getTime() - hours * 3_600_000).toISOString();
      const { rows } = await sql<{ id: string; talk_id: string; unit_id: number }>`
        update hall h set status = 'closed' from talk t
         where t.id = h.talk_id and h.status = 'open' and h.opened_at < ${before}::timestamptz returning h.id, h.talk_id, t.unit_id`.execute(
        tx,
      );
      if (rows.length > 0)
        await sql`insert into journal (at, user_id, unit_id, action, subject, subject_id, after)
          select ${now().toISOString()}::timestamptz, 'system', unit_id, 'hall.closed', 'hall', id, '{"forgotten": true}'
            from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id text, unit_id int)`.execute(tx);
      return rows.length;
    });
    if (closed > 0) log("halls closed that nobody had closed", { closed });
  },
});

export const liveJobs = [closeForgotten];
