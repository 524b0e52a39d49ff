import pg from "pg";
import { withDatabase } from "#platform/db/connection-url.ts";

/**
 * One statement to the test server itself: a database made from a template, or dropped. A template with a session that has
 * not quite gone yet cannot be cloned, so it is tried again, on a busy machine for a while.
 */
export async function asAdmin(url: string, text: string): Promise<void> {
  const admin = new pg.Client({ connectionString: withDatabase(url, "postgres") });
  await admin.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await admin.query(text);
        return;
      } catch (error) {
        // 55006: the source database is being accessed by other users
        if ((error as pg.DatabaseError).code !== "55006" || attempt === 300) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  } finally {
    await admin.end();
  }
}
