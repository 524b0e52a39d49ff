import { sql } from "kysely";

import { asSystem } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";

/** Ended sessions and used-up challenges are of no use to anybody; nothing is kept longer than its purpose. */
export const forgetExpired = defineJob({
  name: "accounts.forget-expired",
  schedule: "17 19 * * *",
  async run({ pool, log }) {
    const { sessions, challenges } = await asSystem(pool, async (tx) => ({
      sessions: (await sql`delete from account_session where expires_at < now() returning id`.execute(tx)).rows.length,
      challenges: (await sql`delete from account_verification where expires_at < now() returning id`.execute(tx)).rows
        .length,
    }));
    log("expired sessions forgotten", { sessions, challenges });
  },
});

export const accountJobs = [forgetExpired];
