import { sql } from "kysely";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";

/**
 * For a report that freezes: its verified talks become counted. Totals do not move (both states are
 * of one tier). Returns how many changed and the journal's line, which goes with the report's command;
 * which they were is what the report pins in the same transaction.
 */
export async function countTalks(
  tx: Tx,
  talkIds: readonly string[],
  reportId: string,
): Promise<{ counted: number; journal: JournalEntry[] }> {
  const done = await sql`update talk set status = 'counted', version = version + 1
    where id = any (${talkIds as string[]}::uuid[]) and status = 'verified'`.execute(tx);
  const counted = Number(done.numAffectedRows ?? 0);
  return { counted, journal: counted === 0 ? [] : [line("talk.counted", reportId, { talks: counted })] };
}

/** For a freeze that came to nothing: these are verified again. Who calls it knows that no report holds them. */
export async function giveBackTalks(
  tx: Tx,
  talkIds: readonly string[],
  reportId: string,
): Promise<{ givenBack: number; journal: JournalEntry[] }> {
  if (talkIds.length === 0) return { givenBack: 0, journal: [] };
  const done = await sql`update talk set status = 'verified', version = version + 1
    where id = any (${talkIds as string[]}::uuid[]) and status = 'counted'`.execute(tx);
  const givenBack = Number(done.numAffectedRows ?? 0);
  return { givenBack, journal: [line("talk.given-back", reportId, { talks: givenBack, ids: [...talkIds] })] };
}

function line(action: string, reportId: string, after: unknown): JournalEntry {
  return { action, subject: "report", subjectId: reportId, unitId: null, after };
}
