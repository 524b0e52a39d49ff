import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { buildApi } from "#platform/http/api.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { push } from "#platform/sync/server/push.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitState } from "#modules/units/server.ts";
import { talkPolicy } from "../policy.ts";
import { talkCommands } from "./commands.ts";
import { appendPhoto, deleteOldPhotos, readPhoto } from "./photos.ts";
import { talkRoutes } from "./routes.ts";
import { buildVillage, principalOf, type Village } from "./talk-village.ts";

const db = useTestDatabase();
let village: Village;
let speaker: Principal;
let verifier: Principal;

beforeAll(async () => {
  village = await buildVillage(db.owner);
  speaker = principalOf("ya-thuan", "speaker", village.dran, village.yaThuan);
  verifier = principalOf("mai", "verifier", village.dran);
  await inTransaction(db.database.pool, speaker, (tx) => unitState(tx));
});

const run = (who: Principal, name: string, payload: unknown) =>
  executeCommand({ pool: db.database.pool, commands: talkCommands as never }, who, { id: newId(), name, payload });
const append = (id: string, offset: number, piece: Uint8Array, who = speaker) =>
  inTransaction(db.database.pool, who, (tx) => appendPhoto(tx, id, who, offset, piece));

/** A JPEG as a camera writes it: JFIF, then EXIF with a place, then the picture. */
function cameraJpeg(): Uint8Array {
  const segment = (marker: number, body: string) => {
    const bytes = new TextEncoder().encode(body);
    return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes];
  };
  const picture = Array.from({ length: 90_000 }, (_, i) => (i * 31) % 255);
  return new Uint8Array([
    0xff,
    0xd8,
    ...segment(0xe0, "JFIF\0"),
    ...segment(0xe1, "Exif\0\0GPS 11.8 108.6"),
    ...segment(0xfe, "my phone"),
    0xff,
    0xda,
    0,
    3,
    1,
    ...picture,
    0xff,
    0xd9,
  ]);
}

async function recorded(photo: Uint8Array) {
  const photoId = newId();
  const talkId = newId();
  await run(speaker, "talk.record", {
    talkId,
    unitId: village.dran,
    placeUnitId: village.diomA,
    kind: "residentMeeting",
    title: "Bảo hiểm y tế",
    startsAt: new Date().toISOString(),
    speakerIds: [village.yaThuan],
    attendance: 20,
    photos: [{ id: photoId, sha256: bytesToHex(sha256(photo)), size: photo.length }],
  });
  return { photoId, talkId };
}

test("a photo arrives in pieces, goes on after a lost answer, and keeps no place", async () => {
  const photo = cameraJpeg();
  const { photoId } = await recorded(photo);
  expect(await append(photoId, 0, photo.subarray(0, 40_000))).toMatchObject({ received: 40_000, complete: false });
  // the answer was lost: the same piece again costs nothing, a gap is told apart
  expect(await append(photoId, 0, photo.subarray(0, 40_000))).toMatchObject({ received: 40_000 });
  await expect(append(photoId, 60_000, photo.subarray(60_000))).rejects.toMatchObject({
    code: "photo.wrong-offset",
    detail: { received: 40_000 },
  });
  expect(await append(photoId, 40_000, photo.subarray(40_000))).toMatchObject({
    received: photo.length,
    complete: true,
  });
  const kept = await inTransaction(db.database.pool, verifier, (tx) => readPhoto(tx, photoId));
  const text = Buffer.from(kept!.content).toString("latin1");
  expect(text).not.toMatch(/GPS|my phone/);
  expect(text).toContain("JFIF");
});

test("what does not make the announced hash starts over; no picture is refused", async () => {
  const photo = cameraJpeg();
  const { photoId } = await recorded(photo);
  const spoilt = Uint8Array.from(photo);
  spoilt[5000] = spoilt[5000]! ^ 1;
  expect(await append(photoId, 0, spoilt)).toMatchObject({ received: 0, complete: false });
  expect(await append(photoId, 0, photo)).toMatchObject({ complete: true });
  const page = new TextEncoder().encode("<html>sign in to the hotel's network</html>");
  const other = await recorded(page);
  await expect(append(other.photoId, 0, page)).rejects.toMatchObject({ code: "photo.not-an-image" });
});

test("a set time after verification the picture goes and its hash stays", async () => {
  const photo = cameraJpeg();
  const { photoId, talkId } = await recorded(photo);
  await append(photoId, 0, photo);
  await run(verifier, "talk.verify", { talkId });
  expect(await asSystem(db.database.pool, (tx) => deleteOldPhotos(tx, new Date()))).toBe(0);
  const later = new Date(Date.now() + 100 * 86_400_000);
  expect(await asSystem(db.database.pool, (tx) => deleteOldPhotos(tx, later))).toBe(1);
  expect(await inTransaction(db.database.pool, verifier, (tx) => readPhoto(tx, photoId))).toBeNull();
  const { rows } = await sql<{
    sha256: string;
    bytes: number;
  }>`select sha256, octet_length(content) as bytes from talk_photo where id = ${photoId}`.execute(db.owner);
  expect(rows[0]).toEqual({ sha256: bytesToHex(sha256(photo)), bytes: 0 });
});

test("what a record has announced arrives also after the talk was given to somebody else", async () => {
  const photo = cameraJpeg();
  const { photoId, talkId } = await recorded(photo);
  await sql`update talk set speaker_ids = array[${village.anhNguyet}::uuid] where id = ${talkId}::uuid`.execute(
    db.owner,
  );
  await sql`update talk_speaker set person_id = ${village.anhNguyet} where talk_id = ${talkId}::uuid`.execute(db.owner);
  const facts = { talkId, sha256: bytesToHex(sha256(photo)), size: photo.length, mediaType: "image/jpeg" };
  expect((await run(speaker, "photo.start", { id: photoId, ...facts })).answer).toMatchObject({ received: 0 });
  expect(await append(photoId, 0, photo)).toMatchObject({ complete: true });
  // a picture that no record of theirs has announced has no business there
  await expect(run(speaker, "photo.start", { id: newId(), ...facts })).rejects.toMatchObject({
    code: "talk.not-found",
  });
});

test("a held record with a picture is accepted, and the picture arrives from who took it", async () => {
  const officer = principalOf("ha", "officer", village.dran);
  const photo = cameraJpeg();
  const yesterday = new Date(Date.now() - 26 * 3_600_000);
  const [photoId, talkId, heldId] = [newId(), newId(), newId()];
  const facts = { sha256: bytesToHex(sha256(photo)), size: photo.length };
  const answer = await push({ pool: db.database.pool, commands: talkCommands as never }, speaker, {
    deviceId: newId(),
    clock: yesterday.toISOString(),
    commands: [
      {
        id: heldId,
        name: "talk.record",
        deviceAt: yesterday.toISOString(),
        payload: {
          talkId,
          unitId: village.dran,
          placeUnitId: village.diomA,
          kind: "residentMeeting",
          title: "Bảo hiểm y tế hộ gia đình",
          startsAt: "2026-11-21T12:00:00Z",
          endsAt: "2026-11-21T13:05:00Z",
          speakerIds: [village.yaThuan],
          attendance: 12,
          photos: [{ id: photoId, ...facts }],
        },
      },
    ],
  });
  expect(answer.outcomes[0]).toMatchObject({ outcome: "held" });
  await run(officer, "held.settle", { heldId, decision: "accept", reason: "Đã hỏi lại người nói" });
  await run(speaker, "photo.start", { id: photoId, talkId, ...facts, mediaType: "image/jpeg" });
  expect(await append(photoId, 0, photo)).toMatchObject({ complete: true });
  // and under no other name, nor for a talk of which nothing waits
  const foreign = (id: string, of: string) =>
    inTransaction(db.database.pool, officer, (tx) =>
      sql`insert into talk_photo (id, talk_id, user_id, sha256, size, media_type)
        values (${newId()}, ${id}::uuid, ${of}, ${facts.sha256}, 10, 'image/jpeg')`.execute(tx),
    );
  await expect(foreign(talkId, speaker.userId)).rejects.toMatchObject({ code: "42501" });
  await expect(foreign(newId(), "somebody")).rejects.toMatchObject({ code: "42501" });
});

test("pictures of a change that an officer settles are awaited from who took them", async () => {
  const officer = principalOf("ha", "officer", village.dran);
  const { talkId } = await recorded(cameraJpeg());
  await run(officer, "talk.amend", { talkId, changes: { attendance: { base: 12, value: 20 } } });
  const heldId = newId();
  const photo = cameraJpeg();
  const [photoId, facts] = [newId(), { sha256: bytesToHex(sha256(photo)), size: photo.length }];
  const clash = await executeCommand({ pool: db.database.pool, commands: talkCommands as never }, speaker, {
    id: heldId,
    name: "talk.amend",
    payload: { talkId, changes: { attendance: { base: 11, value: 30 } }, photos: [{ id: photoId, ...facts }] },
  });
  expect(clash.outcome).toBe("conflict");
  await run(officer, "held.settle", { heldId, decision: "accept", take: ["attendance"], reason: "Đã hỏi lại" });
  await run(speaker, "photo.start", { id: photoId, talkId, ...facts, mediaType: "image/jpeg" });
  expect(await append(photoId, 0, photo)).toMatchObject({ complete: true });
});

test("a phone's picture is not taken under somebody else's sign-in, neither its beginning nor a piece", async () => {
  const officer = principalOf("ha", "officer", village.dran);
  let signedIn = officer;
  const api = buildApi({
    rooms: [talkRoutes],
    policies: [talkPolicy],
    messages: { vi: {}, en: {} },
    pool: db.database.pool,
    commands: talkCommands as never,
    authenticate: () => ({ principal: signedIn, byCookie: false }),
    version: "test",
  });
  const photo = cameraJpeg();
  const facts = { id: newId(), talkId: newId(), sha256: bytesToHex(sha256(photo)), size: photo.length };
  const start = () =>
    api.request("/api/photos", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...facts, mediaType: "image/jpeg", userId: speaker.userId }),
    });
  const piece = () =>
    api.request(`/api/photos/${facts.id}?offset=0&userId=${speaker.userId}`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream" },
      body: photo.slice(0, 1000) as BodyInit,
    });
  const refused = { status: 409, code: "sync.other-person" };
  const said = async (response: Response) => ({
    status: response.status,
    code: ((await response.json()) as { code?: string }).code,
  });
  expect(await said(await start())).toEqual(refused);
  expect(await said(await piece())).toEqual(refused);
  signedIn = speaker;
  expect(await (await start()).json()).toMatchObject({ received: 0 });
  expect(await (await piece()).json()).toMatchObject({ received: 1000 });
});

test("nobody else's phone may add to it", async () => {
  const photo = cameraJpeg();
  const { photoId } = await recorded(photo);
  const other = principalOf("k-brem", "speaker", village.damRong, village.kBrem);
  await expect(append(photoId, 0, photo, other)).rejects.toMatchObject({ code: "photo.not-found" });
});
