import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { newId } from "#kernel/ids.ts";
import { stopOf, type Stop, type SyncContext } from "./context.ts";
import type { FieldDatabase, StoredPhoto } from "./database.ts";
import { orStorageFull } from "./storage.ts";
import { asPhotoAnswer, ask, type PhotoAnswer, type Reading } from "./wire.ts";

/** One upload step; the server takes at most this much at once. */
export const chunkBytes = 48 * 1024;

/** Keeps a picture (already without EXIF, at most 200 KB) for a draft: durable before it resolves. */
export async function keepPhoto(
  db: FieldDatabase,
  picture: { bytes: Uint8Array; mediaType: string; talkId: string; about: Record<string, string> },
  now: () => Date = () => new Date(),
): Promise<StoredPhoto> {
  const moment = now();
  const photo: StoredPhoto = {
    id: newId(moment.getTime()),
    talkId: picture.talkId,
    sha256: bytesToHex(sha256(picture.bytes)),
    size: picture.bytes.byteLength,
    mediaType: picture.mediaType,
    state: "draft",
    sent: 0,
    about: picture.about,
    savedAt: moment.toISOString(),
  };
  await orStorageFull(() =>
    db.transaction("rw", [db.photos, db.photoChunks], async () => {
      await db.photos.add(photo);
      for (let index = 0; index * chunkBytes < photo.size; index++) {
        const part = picture.bytes.slice(index * chunkBytes, (index + 1) * chunkBytes);
        await db.photoChunks.add({ photoId: photo.id, index, bytes: part.buffer });
      }
    }),
  );
  return photo;
}

/** The person takes a picture out of a draft, or decides that a refused one shall go. */
export function dropPhoto(db: FieldDatabase, id: string): Promise<void> {
  return db.transaction("rw", [db.photos, db.photoChunks], async () => {
    const photo = await db.photos.get(id);
    if (!photo || (photo.state !== "draft" && photo.state !== "refused" && photo.state !== "discarded")) return;
    await db.photoChunks.where("photoId").equals(id).delete();
    await db.photos.delete(id);
  });
}

export async function photoBytes(db: FieldDatabase, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks = await db.photoChunks
    .where("[photoId+index]")
    .between([id, 0], [id, Number.MAX_SAFE_INTEGER], true, true)
    .toArray();
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.bytes.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(new Uint8Array(chunk.bytes), at);
    at += chunk.bytes.byteLength;
  }
  return whole;
}

/** The person asks to send a refused picture once more: what stood in its way has been put right at the commune. */
export async function retryPhoto(db: FieldDatabase, id: string): Promise<void> {
  await db.photos
    .where("id")
    .equals(id)
    .and((photo) => photo.state === "refused")
    .modify({ state: "local", problem: undefined });
}

/** What no attempt by itself can mend: the person has to look. */
const pictureMends = new Set([
  "photo.too-large",
  "photo.not-an-image",
  "command.invalid",
  "command.reused",
  "talk.not-found",
  "photo.not-found",
  "access.denied",
]);

/** Sends pictures whose record has arrived, oldest first, from the byte where the server stands. */
export async function pushPhotos(context: SyncContext): Promise<Stop | null> {
  const { db } = context;
  await db.photos.where("state").equals("sending").modify({ state: "local" });
  const open = await db.photos.where("state").equals("local").sortBy("savedAt");
  let trouble: Stop | null = null;
  for (const photo of open) {
    // A held record is no talk yet: its pictures wait with it.
    const record =
      photo.commandId === undefined ? undefined : await db.outbox.where("id").equals(photo.commandId).first();
    const waits = record !== undefined && ["local", "sending", "refused", "held", "discarded"].includes(record.state);
    if (waits) continue;
    const stop = await pushPhoto(context, photo);
    if (stop === null) continue;
    if (stop.kind !== "later" || stop.because === "busy") return stop;
    trouble = stop;
  }
  return trouble;
}

async function pushPhoto(context: SyncContext, photo: StoredPhoto): Promise<Stop | null> {
  const { db, wire, userId } = context;
  const move = (change: Partial<StoredPhoto>) => db.photos.where("id").equals(photo.id).modify(change);
  await move({ state: "sending" });
  const { id, talkId, sha256: hash, size, mediaType } = photo;
  let reading: Reading<PhotoAnswer> = await ask(
    wire,
    { method: "POST", path: "/api/photos", json: { id, talkId, sha256: hash, size, mediaType, userId } },
    asPhotoAnswer,
  );
  const bytes = await photoBytes(db, id);
  // Every step must move the server's count forward; three that do not end the attempt.
  let idle = 0;
  for (;;) {
    if (reading.kind === "problem" && pictureMends.has(reading.problem.code)) {
      await move({ state: "refused", problem: reading.problem });
      return null;
    }
    const stands =
      reading.kind === "problem" && reading.problem.code === "photo.wrong-offset"
        ? reading.problem.received
        : undefined;
    if (typeof stands === "number") reading = { kind: "answer", value: { received: stands, complete: false } };
    if (reading.kind !== "answer") {
      await move({ state: "local" });
      return stopOf(reading);
    }
    const { received, complete } = reading.value;
    if (complete && received === size) {
      await db.transaction("rw", [db.photos, db.photoChunks], async () => {
        await move({ state: "received", sent: size });
        await db.photoChunks.where("photoId").equals(id).delete();
      });
      return null;
    }
    if (idle > 2 || received > size) {
      await move({ state: "local" });
      return { kind: "later", because: "no-receipt" };
    }
    await move({ sent: received });
    context.onProgress?.();
    const step = bytes.slice(received, received + chunkBytes);
    reading = await ask(
      wire,
      { method: "PUT", path: `/api/photos/${id}?offset=${received}&userId=${encodeURIComponent(userId)}`, bytes: step },
      asPhotoAnswer,
    );
    if (reading.kind === "answer" && reading.value.received <= received && !reading.value.complete) idle++;
  }
}
