import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Principal, Role } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildMaterial } from "#modules/materials/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { type FileStore, openFileStore } from "#platform/files/file-store.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { readChannelPage } from "./channel-page.ts";
import { channelCommands } from "./commands.ts";
import { exportChannels } from "./export-channels.ts";
import { listPlans, listPublications, mixOf } from "./list-channels.ts";
import { buildPackage } from "./package.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "dran" | "damRong", number>;
let folder: string;
let files: FileStore;
const someone = (role: Role, unitId: number): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const province = () => someone("officer", units.province);
const dran = () => someone("officer", units.dran);
const damRong = () => someone("officer", units.damRong);
const run = (by: Principal, name: keyof typeof channelCommands, payload: unknown) =>
  executeCommand({ pool: db.database.pool, commands: channelCommands }, by, { id: newId(), name, payload });
const reading = <T>(by: Principal, work: (tx: Tx) => Promise<T>) =>
  inTransaction(db.database.pool, by, work, { readOnly: true });
const today = todayInVietnam();

const material = (title: string, unitId: number) =>
  buildMaterial(db.database.pool, someone("unitHead", unitId), {
    title,
    unitId,
    topic: "disaster-health",
    keyMessages: "Thấy cháy gọi 114.\nKhông đốt rẫy khi chưa báo.",
    body: "# Việc cần làm\n- Báo thôn **trước** khi đốt.",
    source: "Chi cục Kiểm lâm",
    validFrom: addDays(today, -30),
  });
const recall = (versionId: string) =>
  sql`update material_version set status = 'recalled', recalled_at = now(), recall_reason = 'Số cũ', blocked_from = ${today}::date where id = ${versionId}::uuid`.execute(
    db.owner,
  );
const publication = (versionId: string, rest: Record<string, unknown> = {}) => ({
  publicationId: newId(),
  versionId,
  channel: "commune-radio",
  unitId: units.dran,
  publishedOn: today,
  place: "Đài truyền thanh xã, 5 giờ 30",
  reference: "Sổ phát thanh số 12",
  ...rest,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "caunoi-channels-"));
  files = openFileStore(folder);
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: units.province });
  units.damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: units.province });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a province plans for its communes; a commune for itself; nobody for another; the whole plan or nothing", async () => {
  const { versionId } = await material("Phòng cháy rừng", units.province);
  const plan = (channel: string, unitId: number, dueOn = addDays(today, 5)) => ({
    id: newId(),
    channel,
    unitId,
    dueOn,
  });
  await run(province(), "channel.plan", {
    versionId,
    plans: [plan("commune-radio", units.dran), plan("notice-board", units.damRong)],
  });
  await run(dran(), "channel.plan", { versionId, plans: [plan("website", units.dran)] });
  await expect(
    run(dran(), "channel.plan", { versionId, plans: [plan("sms", units.dran), plan("sms", units.damRong)] }),
  ).rejects.toMatchObject({ code: "access.denied" });
  await expect(
    run(province(), "channel.plan", { versionId, plans: [plan("sms", units.dran), plan("website", units.dran)] }),
  ).rejects.toMatchObject({ code: "channel.planned-already" });
  await expect(run(province(), "channel.plan", { versionId, plans: [plan("fax", units.dran)] })).rejects.toMatchObject({
    code: "channel.unknown",
  });
  const seen = async (by: Principal) =>
    (await reading(by, (tx) => listPlans(tx, {}, 50))).items.map((p) => `${p.channel} ${p.unit.name}`).sort();
  expect(await seen(province())).toEqual(["commune-radio Xã D'Ran", "notice-board Xã Đam Rông 1", "website Xã D'Ran"]);
  expect(await seen(dran())).toEqual(["commune-radio Xã D'Ran", "website Xã D'Ran"]);
  expect(await seen(damRong())).toEqual(["notice-board Xã Đam Rông 1"]);
});

test("the register holds what a person entered: with a link or a reference, on a day it could have been", async () => {
  const { versionId } = await material("Sốt xuất huyết", units.province);
  const planId = newId();
  await run(province(), "channel.plan", {
    versionId,
    plans: [{ id: planId, channel: "commune-radio", unitId: units.dran, dueOn: addDays(today, 1) }],
  });
  await expect(run(dran(), "channel.record", publication(versionId, { reference: null }))).rejects.toMatchObject({
    code: "channel.no-proof",
  });
  await expect(
    run(dran(), "channel.record", publication(versionId, { publishedOn: addDays(today, 1) })),
  ).rejects.toMatchObject({ code: "channel.dates" });
  await expect(
    run(dran(), "channel.record", publication(versionId, { link: "javascript:alert(1)" })),
  ).rejects.toMatchObject({
    code: "command.invalid",
  });
  await expect(
    run(dran(), "channel.record", publication(versionId, { place: "Loa nhà ông A, 0912 345 678" })),
  ).rejects.toMatchObject({ code: "channel.identity-in-text" });
  await expect(run(damRong(), "channel.record", publication(versionId))).rejects.toMatchObject({
    code: "access.denied",
  });
  const entry = publication(versionId, { planId });
  await run(dran(), "channel.record", entry);
  const state = async () =>
    (await reading(dran(), (tx) => listPlans(tx, {}, 50))).items.find((p) => p.id === planId)!.state;
  expect(await state()).toBe("done");
  await run(dran(), "channel.strike", { publicationId: entry.publicationId, reason: "Nhầm ngày" });
  expect(await state()).toBe("open");
  const { items } = await reading(dran(), (tx) => listPublications(tx, { q: "sot xuat huyet" }, 50));
  expect(items).toMatchObject([{ struck: "Nhầm ngày", mustGo: false, place: "Đài truyền thanh xã, 5 giờ 30" }]);
  await run(dran(), "channel.cancel-plan", { planId, reason: "Loa hỏng" });
  expect(await state()).toBe("cancelled");
});

test("the package: every text names issuer and source, the script says how long it takes, sound and languages come along", async () => {
  const { versionId } = await material("Lừa đảo qua mạng", units.province);
  const stored = await files.put(new Uint8Array([0x49, 0x44, 0x33, 1, 2, 3]));
  await sql`
    insert into material_attachment (id, version_id, file_name, media_type, size, sha256) values
      (${newId()}::uuid, ${versionId}::uuid, '../loa xã.mp3', 'audio/mpeg', ${stored.size}, ${stored.sha256}),
      (${newId()}::uuid, ${versionId}::uuid, 'mat.png', 'image/png', 10, ${"0".repeat(64)})`.execute(db.owner);
  await sql`
    insert into material_language (version_id, language, status, title, key_messages, reviewed_at) values
      (${versionId}::uuid, 'kpm', 'reviewed', 'Bơ̆n K''Ho', 'Jơnau', now()), (${versionId}::uuid, 'cje', 'draft', 'Chưa duyệt', '', null)`.execute(
    db.owner,
  );
  const file = await reading(dran(), (tx) => buildPackage(tx, dran(), files, versionId));
  const parts = unzipSync(file.bytes);
  expect(Object.keys(parts).sort()).toEqual([
    "am-thanh/.._loa xã.mp3".replace("..", "_"),
    "chu-tren-anh.txt",
    "doc-truoc.txt",
    "du-lieu.csv",
    "du-lieu.json",
    "loa-truyen-thanh.txt",
    "ngon-ngu/kpm/chu-tren-anh.txt",
    "ngon-ngu/kpm/loa-truyen-thanh.txt",
    "ngon-ngu/kpm/tin-ngan-sms.txt",
    "ngon-ngu/kpm/van-ban.txt",
    "tin-ngan-sms.txt",
    "van-ban.txt",
  ]);
  for (const [name, bytes] of Object.entries(parts))
    if (name.endsWith(".txt")) {
      expect(strFromU8(bytes), name).toContain("Tỉnh Lâm Đồng");
      expect(strFromU8(bytes), name).toContain("Chi cục Kiểm lâm");
    }
  expect(strFromU8(parts["loa-truyen-thanh.txt"]!)).toMatch(/Thời lượng đọc khoảng \d+ giây \(160 tiếng một phút\)/);
  // what could not be read is said, not left out in silence
  expect(strFromU8(parts["doc-truoc.txt"]!)).toContain("hinh-anh/mat.png");
  const data = JSON.parse(strFromU8(parts["du-lieu.json"]!)) as {
    texts: { language: string }[];
    files: unknown[];
    issuer: object;
  };
  expect(data.texts.map((t) => t.language)).toEqual(["vi", "kpm"]);
  expect(data.files).toHaveLength(1);
  expect(data.issuer).toEqual({ name: "Tỉnh Lâm Đồng", code: "68" });
  const again = await reading(dran(), (tx) => buildPackage(tx, dran(), files, versionId));
  expect(Buffer.from(again.bytes).equals(Buffer.from(file.bytes))).toBe(true);
});

test("a recalled material goes out nowhere; what is up must come down", async () => {
  const { versionId } = await material("Sổ đất", units.province);
  const before = publication(versionId);
  await run(dran(), "channel.record", before);
  await recall(versionId);
  await expect(reading(dran(), (tx) => buildPackage(tx, dran(), files, versionId))).rejects.toMatchObject({
    code: "channel.recalled",
  });
  await expect(
    run(province(), "channel.plan", {
      versionId,
      plans: [{ id: newId(), channel: "press", unitId: units.province, dueOn: addDays(today, 3) }],
    }),
  ).rejects.toMatchObject({ code: "channel.recalled" });
  const page = await reading(dran(), (tx) => readChannelPage(tx, dran(), versionId));
  expect(page).toMatchObject({ refused: "recalled", title: "Sổ đất" });
  const mustGo = async () => (await reading(dran(), (tx) => listPublications(tx, { standing: "mustGo" }, 50))).items;
  expect((await mustGo()).map((p) => p.id)).toEqual([before.publicationId]);
  await run(dran(), "channel.take-down", {
    publicationId: before.publicationId,
    on: today,
    note: "Đã gỡ khỏi lịch phát",
  });
  expect(await mustGo()).toEqual([]);
});

test("the mix counts what stands in the register, by topic and channel; the workbook says the same", async () => {
  const { versionId } = await material("Nước sạch", units.dran);
  const from = addDays(today, -20);
  for (const channel of ["website", "website", "bulletin"])
    await run(dran(), "channel.record", publication(versionId, { channel, publishedOn: from }));
  const struck = publication(versionId, { publishedOn: from });
  await run(dran(), "channel.record", struck);
  await run(dran(), "channel.strike", { publicationId: struck.publicationId, reason: "Nhầm" });
  const mix = await reading(dran(), (tx) => mixOf(tx, { from, to: from }));
  expect(mix.cells).toEqual([
    { topic: "disaster-health", channel: "bulletin", publications: 1 },
    { topic: "disaster-health", channel: "website", publications: 2 },
  ]);
  expect((await reading(damRong(), (tx) => mixOf(tx, { from, to: from }))).cells).toEqual([]);
  const file = await reading(dran(), (tx) => exportChannels(tx, { from, to: from }, "vi"));
  const sheets = await readWorkbook(file.bytes);
  expect(sheets.map((s) => s.name)).toEqual(["Sổ đăng, phát", "Kế hoạch", "Chủ đề theo kênh"]);
  expect(JSON.stringify(sheets[0])).toContain("Ghi nhầm: Nhầm");
});

test("the database keeps the walls by itself", async () => {
  const { versionId } = await material("Tường", units.dran);
  const insert = inTransaction(db.database.pool, damRong(), (tx) =>
    sql`insert into channel_publication (id, version_id, issuer_id, channel, unit_id, published_on, place, reference)
      values (${newId()}::uuid, ${versionId}::uuid, ${units.damRong}, 'press', ${units.damRong}, ${today}::date, 'x', 'x')`.execute(
      tx,
    ),
  );
  await expect(insert).rejects.toMatchObject({ code: "42501" });
});
