import { sql } from "kysely";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";

/**
 * For a report that freezes: its verified talks become counted. Totals do not move (both states are
 * of one tier). Returns how many changed and the journal's line, which goes with the report's command.
 */
export async function countTalks(
  tx: Tx,
  talkIds: readonly string[],
  reportId: string,
): Promise<{ counted: number; journal: JournalEntry[] }> {
  const done = await sql`update talk set status = 'counted', version = version + 1
    where id = any (${talkIds as string[]}::uuid[]) and status = 'verified'`.execute(tx);
  const counted = Number(done.numAffectedRows ?? 0);
  const journal: JournalEntry[] =
    counted === 0
      ? []
      : [{ action: "talk.counted", subject: "report", subjectId: reportId, unitId: null, after: { talks: counted } }];
  return { counted, journal };
}
