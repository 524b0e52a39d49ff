import { sql } from "kysely";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { PlacedHall } from "../policy.ts";
import { liveProblem } from "../problems.ts";

export interface HallTalk extends PlacedHall {
  id: string;
  unitId: number;
  placeUnitId: number;
  topic: string | null;
  title: string;
  language: string;
  status: string;
}

/** The talk as this room needs it. @throws hall.talk-not-found where the caller does not see it */
export async function getTalk(tx: Tx, talkId: string): Promise<HallTalk> {
  const row = await tx
    .selectFrom("talk")
    .select(["id", "unit_id", "place_unit_id", "topic", "title", "language", "status", "speaker_ids"])
    .where("id", "=", talkId)
    .executeTakeFirst();
  if (row === undefined) throw liveProblem("hall.talk-not-found", { talkId });
  const path = new Set([...(await unitPath(tx, row.unit_id)), ...(await unitPath(tx, row.place_unit_id))]);
  return {
    id: row.id,
    unitId: row.unit_id,
    placeUnitId: row.place_unit_id,
    topic: row.topic,
    title: row.title,
    language: row.language,
    status: row.status,
    unitPath: [...path],
    speakerIds: row.speaker_ids,
  };
}

export interface OpenHallRow {
  id: string;
  talkId: string;
  code: string;
  talk: HallTalk;
}

/** A hall that is open, locked until the transaction ends. @throws hall.not-found, hall.closed */
export async function lockHall(tx: Tx, hallId: string): Promise<OpenHallRow> {
  const row = await tx
    .selectFrom("hall")
    .select(["id", "talk_id", "code", "status"])
    .where("id", "=", hallId)
    .executeTakeFirst();
  if (row === undefined) throw liveProblem("hall.not-found", { hallId });
  if (row.status === "closed") throw liveProblem("hall.closed", { hallId });
  // two who lead at once act one after the other; a row lock would wait for every vote and question
  await sql`select pg_advisory_xact_lock(hashtextextended('hall ' || ${hallId}, 0))`.execute(tx);
  return { id: row.id, talkId: row.talk_id, code: row.code, talk: await getTalk(tx, row.talk_id) };
}

export function hallJournal(action: string, hall: OpenHallRow, after: unknown = {}): JournalEntry {
  return { action, subject: "hall", subjectId: hall.id, unitId: hall.talk.unitId, after };
}

/** A dated setting of this room, as it is today. */
export async function liveRule(tx: Tx, code: "hall_hours" | "few_answers"): Promise<number> {
  const { rows } = await sql<{
    value: string;
  }>`select value from live_rule where code = ${code} and valid @> today_vn()`.execute(tx);
  return Number(rows[0]!.value);
}
