import type { Selectable } from "kysely";
import type { Talk as TalkTable } from "#db/types.ts";
import type { FeedEntry, JournalEntry, RowSet } from "#platform/command/define.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { TalkFacts, TalkStatus } from "../contract.ts";
import type { PlacedTalk } from "../policy.ts";
import { talkProblem } from "../problems.ts";

export type TalkRecordRow = Selectable<TalkTable>;

/** A stored talk with all that a use case has to know before it decides. */
export interface StoredTalk extends PlacedTalk {
  row: TalkRecordRow;
  facts: TalkFacts;
}

/** Reads a talk that the caller may see and locks it until the transaction ends. @throws talk.not-found */
export async function getTalkForUpdate(tx: Tx, talkId: string): Promise<StoredTalk> {
  const talk = await findTalkForUpdate(tx, talkId);
  if (talk === null) throw talkProblem("talk.not-found", { talkId });
  return talk;
}

export async function findTalkForUpdate(tx: Tx, talkId: string): Promise<StoredTalk | null> {
  const { rows } = await prepared<TalkRecordRow & { material_version_ids: string[] }>(
    tx,
    "talk-for-update",
    `select t.*, array(select version_id::text from talk_material m where m.talk_id = t.id order by 1) as material_version_ids
       from talk t where t.id = $1 for update of t`,
    [talkId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    row,
    facts: factsOf(row, row.material_version_ids),
    unitPath: await placedPath(tx, row.unit_id, row.place_unit_id),
    speakerIds: row.speaker_ids,
  };
}

/** Whoever holds a role above the organiser or above the place has to do with the talk. */
export async function placedPath(tx: Tx, unitId: number, placeUnitId: number): Promise<readonly number[]> {
  const organiser = await unitPath(tx, unitId);
  if (placeUnitId === unitId) return organiser;
  return [...new Set([...organiser, ...(await unitPath(tx, placeUnitId))])];
}

export function factsOf(row: TalkRecordRow, materialVersionIds: string[]): TalkFacts {
  return {
    unitId: row.unit_id,
    placeUnitId: row.place_unit_id,
    placeDetail: row.place_detail,
    kind: row.kind as TalkFacts["kind"],
    mode: row.mode as TalkFacts["mode"],
    topic: row.topic,
    title: row.title,
    audienceKind: row.audience_kind as TalkFacts["audienceKind"],
    language: row.language,
    startsAt: new Date(row.starts_at).toISOString(),
    endsAt: row.ends_at === null ? null : new Date(row.ends_at).toISOString(),
    speakerIds: row.speaker_ids,
    materialVersionIds,
    attendance: row.attendance,
    attendanceEstimated: row.attendance_estimated,
    sites: row.sites as unknown as TalkFacts["sites"],
  };
}

const columnOf = {
  unitId: "unit_id",
  placeUnitId: "place_unit_id",
  placeDetail: "place_detail",
  kind: "kind",
  mode: "mode",
  topic: "topic",
  title: "title",
  audienceKind: "audience_kind",
  language: "language",
  startsAt: "starts_at",
  endsAt: "ends_at",
  speakerIds: "speaker_ids",
  attendance: "attendance",
  attendanceEstimated: "attendance_estimated",
  sites: "sites",
} as const satisfies Record<Exclude<keyof TalkFacts, "materialVersionIds">, string>;

/** Facts as columns of `talk`; materials are pinned in their own table. */
export function columnsOf(facts: Partial<TalkFacts>): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [fact, column] of Object.entries(columnOf)) {
    const value = facts[fact as keyof TalkFacts];
    if (value !== undefined) columns[column] = value;
  }
  return columns;
}

/** The row sets of a new talk; the same columns each time, so that one prepared statement serves all. */
export function newTalkRows(
  talkId: string,
  facts: TalkFacts,
  kept: {
    status: TalkStatus;
    recordedBy: string;
    recordedAt: Date;
    deviceAt: Date | null;
    deliveredAt: Date | null;
  },
): RowSet[] {
  return [
    {
      table: "talk",
      rows: [
        {
          id: talkId,
          ...columnsOf(facts),
          commune_id: 0,
          status: kept.status,
          version: 1,
          recorded_by: kept.recordedBy,
          recorded_at: kept.recordedAt.toISOString(),
          device_at: kept.deviceAt?.toISOString() ?? null,
          first_delivered_at: kept.deliveredAt?.toISOString() ?? null,
        },
      ],
    },
    { table: "talk_material", rows: facts.materialVersionIds.map((version_id) => ({ talk_id: talkId, version_id })) },
  ];
}

export interface TalkChange {
  facts?: Partial<TalkFacts>;
  status?: TalkStatus;
  statusReason?: string | null;
  verifiedBy?: string | null;
  verifiedAt?: Date | null;
  deviceAt?: Date;
  firstDeliveredAt?: Date;
}

/** Applies a decided change to a locked talk: version up by one, materials repinned where they changed. */
export async function changeTalk(tx: Tx, talk: StoredTalk, change: TalkChange): Promise<{ version: number }> {
  const version = talk.row.version + 1;
  const facts = change.facts ?? {};
  const set: Record<string, unknown> = { ...columnsOf(facts), version };
  if (facts.sites !== undefined) set["sites"] = JSON.stringify(facts.sites);
  if (change.status !== undefined) set["status"] = change.status;
  if (change.statusReason !== undefined) set["status_reason"] = change.statusReason;
  if (change.verifiedBy !== undefined) set["verified_by"] = change.verifiedBy;
  if (change.verifiedAt !== undefined) set["verified_at"] = change.verifiedAt;
  if (change.deviceAt !== undefined) set["device_at"] = change.deviceAt;
  if (change.firstDeliveredAt !== undefined && talk.row.first_delivered_at === null)
    set["first_delivered_at"] = change.firstDeliveredAt;
  await tx
    .updateTable("talk")
    .set(set as never)
    .where("id", "=", talk.row.id)
    .execute();
  if (facts.materialVersionIds !== undefined) {
    await tx.deleteFrom("talk_material").where("talk_id", "=", talk.row.id).execute();
    if (facts.materialVersionIds.length > 0) {
      await tx
        .insertInto("talk_material")
        .values(facts.materialVersionIds.map((version_id) => ({ talk_id: talk.row.id, version_id })))
        .execute();
    }
  }
  return { version };
}

/** The journal's line for a change: only what differs, before and after. */
export function talkJournal(action: string, talk: StoredTalk, change: TalkChange, note?: string): JournalEntry {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [fact, value] of Object.entries(change.facts ?? {})) {
    before[fact] = talk.facts[fact as keyof TalkFacts];
    after[fact] = value;
  }
  if (change.status !== undefined && change.status !== talk.row.status) {
    before["status"] = talk.row.status;
    after["status"] = change.status;
  }
  if (note !== undefined) after["note"] = note;
  return { action, subject: "talk", subjectId: talk.row.id, unitId: talk.row.unit_id, before, after };
}

/** The phones of everyone who speaks or spoke at it are told. */
export function talkFeed(talkId: string, ...speakers: readonly (readonly string[])[]): FeedEntry[] {
  return [...new Set(speakers.flat())].map((id) => ({ audience: `person:${id}`, entity: "talk", entityId: talkId }));
}
