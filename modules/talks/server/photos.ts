import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { sql } from "kysely";
import { defineCommand } from "#platform/command/define.ts";
import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { writeRows } from "#platform/command/write-statement.ts";
import type { Tx } from "#platform/db/session.ts";
import { withoutMetadata } from "#platform/files/image-metadata.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { findTalkForUpdate } from "./talk-store.ts";

/** Photos travel apart from the record and in pieces: announced, then appended at an offset, then sealed by their hash. */
export const StartPhoto = z.object({
  id: z.uuid(),
  talkId: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z
    .int()
    .positive()
    .max(200 * 1024),
  mediaType: z.enum(["image/jpeg", "image/webp"]),
});

export const startPhoto = defineCommand({
  name: "photo.start",
  input: StartPhoto,
  async run({ tx, principal }, photo) {
    // What a record that was received has announced is waited for, whoever speaks at that talk by now.
    const announced = await tx
      .selectFrom("talk_photo")
      .select("id")
      .where("id", "=", photo.id)
      .where("user_id", "=", principal.userId)
      .executeTakeFirst();
    if (announced === undefined) await refuseForeignTalk(tx, principal, photo.talkId);
    await tx
      .insertInto("talk_photo")
      .values({
        id: photo.id,
        talk_id: photo.talkId,
        user_id: principal.userId,
        sha256: photo.sha256,
        size: photo.size,
        media_type: photo.mediaType,
      })
      .onConflict((c) => c.column("id").doNothing())
      .execute();
    return {
      answer: await photoProgress(tx, photo.id, principal.userId),
      journal: [
        {
          action: "photo.started",
          subject: "photo",
          subjectId: photo.id,
          unitId: null,
          after: { talkId: photo.talkId, sha256: photo.sha256, size: photo.size },
        },
      ],
    };
  },
});

/**
 * A photo may come before its record; for a talk that is there it comes from who may record it, or from
 * whose record of it is held (the talk was given to somebody else meanwhile): the photo waits with it.
 */
async function refuseForeignTalk(tx: Tx, principal: Principal, talkId: string): Promise<void> {
  const talk = await findTalkForUpdate(tx, talkId);
  if (talk !== null) {
    authorise(talkPolicy, "talk.record", principal, talk);
    return;
  }
  const { rows } = await sql<{ there: boolean }>`
    select talk_is_there(${talkId}) and not exists (
      select from command c where c.user_id = ${principal.userId} and c.outcome in ('held', 'conflict') and c.payload ->> 'talkId' = ${talkId}) as there`.execute(
    tx,
  );
  if (rows[0]!.there) throw talkProblem("talk.not-found", { talkId });
}

export interface PhotoProgress {
  id: string;
  received: number;
  complete: boolean;
}

export async function photoProgress(tx: Tx, id: string, userId: string): Promise<PhotoProgress> {
  const row = await tx
    .selectFrom("talk_photo")
    .select(["id", "complete", "size", sql<number>`octet_length(content)`.as("received")])
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (row === undefined) throw talkProblem("photo.not-found", { id });
  return { id, received: row.complete ? row.size : row.received, complete: row.complete };
}

/**
 * Appends one piece. A piece that is there already is answered with how far the photo is, so that a
 * lost answer costs nothing. The last piece must make the announced hash; then camera metadata, if any
 * is left, is taken out of what is kept.
 * @throws photo.wrong-offset (with how far it is), photo.too-large, photo.wrong-hash (starts over)
 */
export async function appendPhoto(
  tx: Tx,
  id: string,
  principal: Principal,
  offset: number,
  piece: Uint8Array,
): Promise<PhotoProgress> {
  const row = await tx
    .selectFrom("talk_photo")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", principal.userId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw talkProblem("photo.not-found", { id });
  if (row.complete) return { id, received: row.size, complete: true };
  const have = row.content.length;
  if (offset + piece.length <= have) return { id, received: have, complete: false };
  if (offset !== have) throw talkProblem("photo.wrong-offset", { id, received: have });
  if (have + piece.length > row.size) throw talkProblem("photo.too-large", { id, size: row.size });
  const content = Buffer.concat([row.content, piece]);
  if (content.length < row.size) {
    await tx.updateTable("talk_photo").set({ content }).where("id", "=", id).execute();
    return { id, received: content.length, complete: false };
  }
  if (bytesToHex(sha256(content)) !== row.sha256) {
    await tx
      .updateTable("talk_photo")
      .set({ content: Buffer.alloc(0) })
      .where("id", "=", id)
      .execute();
    return { id, received: 0, complete: false };
  }
  const clean = withoutMetadata(content);
  if (clean === null) throw talkProblem("photo.not-an-image", { id });
  await tx
    .updateTable("talk_photo")
    .set({ content: Buffer.from(clean), complete: true })
    .where("id", "=", id)
    .execute();
  await writeRows(tx, [
    {
      table: "journal",
      rows: [
        {
          user_id: principal.userId,
          unit_id: principal.homeUnitId,
          action: "photo.received",
          subject: "photo",
          subject_id: id,
          after: { talkId: row.talk_id, sha256: row.sha256 },
        },
      ],
    },
  ]);
  return { id, received: row.size, complete: true };
}

/** The content of a complete photo of a talk that the caller may see; null when it was deleted by its time. */
export async function readPhoto(tx: Tx, id: string): Promise<{ content: Buffer; mediaType: string } | null> {
  const row = await tx
    .selectFrom("talk_photo")
    .select(["content", "media_type", "complete", "deleted_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined || !row.complete) throw talkProblem("photo.not-found", { id });
  return row.deleted_at === null ? { content: row.content, mediaType: row.media_type } : null;
}

/** Removes the content of photos whose talk was verified longer ago than the dated rule keeps them; the hash stays. */
export async function deleteOldPhotos(tx: Tx, now: Date): Promise<number> {
  const done = await sql`
    update talk_photo p set content = '', deleted_at = ${now.toISOString()}::timestamptz
      from talk t, talk_rule r
     where t.id = p.talk_id and p.deleted_at is null and p.complete
       and r.code = 'photo_keep_days' and r.valid @> (${now.toISOString()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
       and t.verified_at < ${now.toISOString()}::timestamptz - make_interval(days => r.value::int)`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}
