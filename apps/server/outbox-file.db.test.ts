import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { buildAccount } from "#modules/accounts/server.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { appendPhoto } from "#modules/talks/server.ts";
import { buildUnit, unitPath } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { FieldDatabase } from "#platform/sync/client/database.ts";
import { exportOutbox } from "#platform/sync/client/export.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { keepPhoto } from "#platform/sync/client/photos.ts";
import { importOutbox, type ImportServices, previewOutbox } from "#platform/sync/server/import-outbox.ts";
import { push } from "#platform/sync/server/push.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { allCommands } from "./rooms.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "dran" | "village" | "damRong", number>;
const people = {} as Record<"system" | "speaker" | "officer" | "head" | "other", Principal>;
let services: ImportServices;
/** JFIF, then a scan: as much of a picture as the server looks at. */
const jpeg = new Uint8Array(
  Buffer.from("ffd8ffe000104a46494600010100000100010000ffda0008010100003f0001020304ffd9", "hex"),
);

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "D'Ran", code: "24934", kind: "commune", parentId: units.province });
  units.damRong = await buildUnit(pool, {
    name: "Đam Rông 1",
    code: "24886",
    kind: "commune",
    parentId: units.province,
  });
  units.village = await buildUnit(pool, { name: "Thôn Lạc Viên", kind: "hamlet", parentId: units.dran });
  const account = async (userName: string, grants: Parameters<typeof buildAccount>[1]["grants"], personId?: string) =>
    (await buildAccount(pool, { userName, displayName: userName, grants, personId: personId ?? null })).principal;
  people.system = await account("quoc.dung", [{ role: "administrator", unitId: null }]);
  const { personId } = await buildPerson(pool, { fullName: "Ya Thuần", unitId: units.dran }, people.system);
  people.speaker = await account("ya.thuan", [{ role: "speaker", unitId: units.dran }], personId);
  people.officer = await account("thu.ha", [{ role: "officer", unitId: units.dran }]);
  people.head = await account("cong.ly", [{ role: "unitHead", unitId: units.dran }]);
  people.other = await account("k.duyen", [{ role: "officer", unitId: units.damRong }]);
  const commands = { pool, commands: allCommands };
  services = {
    commands,
    ownerOf: (id) => Promise.resolve(Object.values(people).find((p) => p.userId === id) ?? null),
    pathOf: unitPath,
    phoneCommands: new Set(["talk.record", "talk.amend"]),
    async takePhoto(principal, { id, talkId, sha256, size, mediaType }, bytes) {
      await executeCommand(commands, principal, {
        id,
        name: "photo.start",
        payload: { id, talkId, sha256, size, mediaType },
      });
      await inTransaction(pool, principal, (tx) => appendPhoto(tx, id, principal, 0, bytes));
    },
  };
});

/** What the phone's own code writes, with one record and one picture in its outbox. */
async function phoneFile(owner: Principal, extra: { name: string; payload: unknown }[] = []) {
  const phone = new FieldDatabase(`phone-${newId()}`, { indexedDB: new IDBFactory(), IDBKeyRange });
  const talkId = newId();
  const startsAt = new Date(Date.now() - 3_600_000).toISOString();
  const payload = {
    talkId,
    unitId: units.dran,
    placeUnitId: units.village,
    kind: "residentMeeting",
    title: "Phòng cháy rừng",
    startsAt,
    speakerIds: [owner.personId ?? people.speaker.personId],
    attendance: 31,
  };
  const item = await enqueue(phone, { name: "talk.record", payload, subject: talkId, about: { day: "hôm qua" } });
  for (const { name, payload: more } of extra)
    await enqueue(phone, { name, payload: more, subject: newId(), about: {} });
  const photo = await keepPhoto(phone, { bytes: jpeg, mediaType: "image/jpeg", talkId, about: {} });
  await phone.photos.update(photo.id, { state: "local", commandId: item.id });
  const text = await exportOutbox(phone, owner, new Date());
  phone.close();
  return { bytes: new TextEncoder().encode(text), talkId, item };
}

const talkOf = async (talkId: string) =>
  (
    await sql<{
      recorded_by: string;
      attendance: number;
    }>`select recorded_by, attendance from talk where id = ${talkId}::uuid`.execute(db.owner)
  ).rows[0];

test("the owner takes their own file in, as a push; twice, and after the phone has sent it, it happens once", async () => {
  const { bytes, talkId, item } = await phoneFile(people.speaker);
  const seen = await previewOutbox(services, people.speaker, bytes);
  expect(seen).toMatchObject({ way: "own", photos: 1, items: [{ id: item.id, name: "talk.record", state: "new" }] });
  expect(await talkOf(talkId)).toBeUndefined();
  const first = await importOutbox(services, people.speaker, bytes, seen.digest);
  expect(first).toMatchObject({ outcomes: [{ outcome: "received", code: null }], photos: { received: 1, refused: 0 } });
  const again = await importOutbox(services, people.speaker, bytes, seen.digest);
  expect(again.outcomes).toMatchObject([{ outcome: "repeated" }]);
  expect((await previewOutbox(services, people.speaker, bytes)).items).toMatchObject([{ state: "there" }]);
  const sent = await push(services.commands, people.speaker, {
    deviceId: newId(),
    clock: new Date().toISOString(),
    commands: [{ id: item.id, name: item.name, payload: item.payload, deviceAt: item.deviceAt }],
  });
  expect(sent.outcomes).toMatchObject([{ outcome: "repeated", receipt: { hash: item.hash } }]);
  expect((await talkOf(talkId))?.attendance).toBe(31);
  const { rows } = await sql<{
    complete: boolean;
  }>`select complete from talk_photo where talk_id = ${talkId}::uuid`.execute(db.owner);
  expect(rows).toEqual([{ complete: true }]);
});

test("the officer of the place takes a speaker's file in under the speaker's name; who did it stands in the journal", async () => {
  const { bytes, talkId } = await phoneFile(people.speaker);
  const { digest, way } = await previewOutbox(services, people.officer, bytes);
  expect(way).toBe("officer");
  const { outcomes } = await importOutbox(services, people.officer, bytes, digest);
  expect(outcomes).toMatchObject([{ outcome: "received" }]);
  expect((await talkOf(talkId))?.recorded_by).toBe(people.speaker.userId);
  const { rows } = await sql<{ action: string; user_id: string }>`
    select action, user_id from journal where action = 'outbox.imported' or subject_id = ${talkId} order by at, id`.execute(
    db.owner,
  );
  expect(rows.at(-2)).toEqual({ action: "outbox.imported", user_id: people.officer.userId });
  expect(rows.at(-1)?.user_id).toBe(people.speaker.userId);
});

test("an officer elsewhere only brings it in to be held, and the phone's own sending is still believed", async () => {
  const { bytes, talkId, item } = await phoneFile(people.speaker);
  const { digest, way } = await previewOutbox(services, people.other, bytes);
  expect(way).toBe("held");
  const { outcomes } = await importOutbox(services, people.other, bytes, digest);
  expect(outcomes).toMatchObject([{ id: item.id, outcome: "held", code: "sync.imported-for-other" }]);
  expect((await importOutbox(services, people.other, bytes, digest)).outcomes).toMatchObject([{ outcome: "held" }]);
  expect(await talkOf(talkId)).toBeUndefined();
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from command where outcome = 'held' and payload ->> 'talkId' = ${talkId}`.execute(
    db.owner,
  );
  expect(rows).toEqual([{ n: 1 }]);
  const sent = await push(services.commands, people.speaker, {
    deviceId: newId(),
    clock: new Date().toISOString(),
    commands: [{ id: item.id, name: item.name, payload: item.payload, deviceAt: item.deviceAt }],
  });
  expect(sent.outcomes).toMatchObject([{ outcome: "received" }]);
});

test("a file gives nobody a right: not in a stronger one's name, no foreign command, no stranger, no other bytes", async () => {
  const strong = await phoneFile(people.head);
  expect((await previewOutbox(services, people.officer, strong.bytes)).way).toBe("held");
  await expect(previewOutbox(services, people.speaker, strong.bytes)).rejects.toMatchObject({
    code: "sync.file-not-yours",
  });
  const foreign = await phoneFile(people.speaker, [
    { name: "talk.verify", payload: { talkId: newId() } },
    { name: "account.close", payload: { userId: people.head.userId } },
  ]);
  const { digest } = await previewOutbox(services, people.officer, foreign.bytes);
  const { outcomes } = await importOutbox(services, people.officer, foreign.bytes, digest);
  expect(outcomes.map((o) => [o.outcome, o.code])).toEqual([
    ["received", null],
    ["refused", "sync.foreign-command"],
    ["refused", "sync.foreign-command"],
  ]);
  await expect(importOutbox(services, people.officer, foreign.bytes, "0".repeat(64))).rejects.toMatchObject({
    code: "sync.file-changed",
  });
  for (const wrong of ["{}", "không phải JSON", '{"format":"caunoi-outbox-2"}'])
    await expect(previewOutbox(services, people.officer, new TextEncoder().encode(wrong))).rejects.toMatchObject({
      code: "sync.file-unreadable",
    });
});
