import { beforeAll, expect, test } from "vitest";
import type { Principal, Role } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { listWaiting } from "./approval-page.ts";
import { materialCommands } from "./commands.ts";
import { buildMaterial } from "./factory.ts";
import { readMaterialPage } from "./material-page.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "commune" | "other", number>;
const cast = {} as Record<"ha" | "mai" | "ly" | "anh" | "stranger" | "dung", Principal>;
const as = (userId: string, role: Role, unitId: number | null): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.commune = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: units.province });
  units.other = await buildUnit(pool, { name: "Xã Ka Đô", kind: "commune", parentId: units.province });
  Object.assign(cast, {
    ha: as("ha", "officer", units.commune),
    mai: as("mai", "verifier", units.commune),
    ly: as("ly", "unitHead", units.commune),
    anh: as("anh", "officer", units.province),
    stranger: as("stranger", "unitHead", units.other),
    dung: as("dung", "administrator", null),
  });
});

const say = <A = unknown>(by: Principal, name: string, payload: object, now?: Date) =>
  executeCommand<A>({ pool: db.database.pool, commands: materialCommands, ...(now ? { now: () => now } : {}) }, by, {
    id: newId(),
    name: `material.${name}`,
    payload,
  }).then((r) => r.answer);
const draft = async (title: string) => {
  const made = { materialId: newId(), versionId: newId() };
  await say(cast.ha, "create", {
    ...made,
    unitId: units.commune,
    topic: "knowledge",
    title,
    keyMessages: "Báo thôn trước khi đốt rẫy.",
    body: "Mùa khô lá dày.",
    source: "UBND xã",
  });
  return made;
};
const page = (by: Principal, materialId: string) =>
  inTransaction(db.database.pool, by, (tx) => readMaterialPage(tx, by, materialId), { readOnly: true });
const days = { validFrom: "2025-01-01", validTo: null };

test("author, specialist, head: each in turn, nobody on their own text, nobody twice, nobody from outside", async () => {
  const { materialId, versionId } = await draft("Đốt rẫy an toàn");
  const of = { versionId, edition: 1 };
  expect((await page(cast.ha, materialId)).approval!.may.sort()).toEqual(["comment", "discard", "submit"]);
  await expect(say(cast.ly, "approve", { ...of, ...days })).rejects.toMatchObject({ code: "material.chain-open" });
  await expect(say(cast.mai, "submit", of)).rejects.toMatchObject({ code: "access.denied" });
  await say(cast.ha, "submit", of);
  await expect(say(cast.ha, "submit", of)).rejects.toMatchObject({ code: "material.in-approval" });
  // what others read stands still
  const content = {
    topic: "knowledge",
    title: "Khác",
    keyMessages: "K",
    body: "",
    qa: [],
    source: "S",
    legalBasis: null,
  };
  await expect(say(cast.ha, "edit", { ...of, ...content })).rejects.toMatchObject({ code: "material.in-approval" });
  await expect(say(cast.ha, "pass", of)).rejects.toMatchObject({ code: "material.own-text" });
  await expect(say(cast.stranger, "pass", of)).rejects.toMatchObject({ code: "material.not-found" });
  expect((await page(cast.mai, materialId)).approval!.may.sort()).toEqual(["comment", "pass", "return"]);
  await say(cast.mai, "pass", { ...of, note: "Đúng văn bản" });
  await expect(say(cast.mai, "pass", of)).rejects.toMatchObject({ code: "material.step-twice" });
  // the specialist holds no role to decide, and the province's officer neither
  await expect(say(cast.anh, "return", { versionId, reason: "x" })).rejects.toMatchObject({ code: "access.denied" });
  const before = await page(cast.ly, materialId);
  expect(before.may).toContain("material.approve");
  expect(before.approval!.steps.map((s) => [s.labelVi, s.state])).toEqual([
    ["Người soạn", "done"],
    ["Chuyên viên thẩm định", "done"],
    ["Người đứng đầu duyệt", "waiting"],
  ]);
  await say(cast.ly, "approve", { ...of, ...days });
  expect((await page(cast.ly, materialId)).version.status).toBe("approved");
});

test("a head who took the specialist's step does not decide; who wrote in an earlier edition does not either", async () => {
  const { versionId } = await draft("Một người hai bước");
  const of = { versionId, edition: 1 };
  await say(cast.ha, "submit", of);
  await say(cast.ly, "pass", of);
  await expect(say(cast.ly, "approve", { ...of, ...days })).rejects.toMatchObject({ code: "material.step-twice" });
  await say(cast.dung, "return", { versionId, reason: "Thêm số điện thoại của thôn" });
  const content = {
    topic: "knowledge",
    title: "Sửa",
    keyMessages: "K",
    body: "",
    qa: [],
    source: "S",
    legalBasis: null,
  };
  await say(cast.dung, "edit", { ...of, ...content });
  await say(cast.ha, "submit", { versionId, edition: 2 });
  await expect(say(cast.dung, "pass", { versionId, edition: 2 })).rejects.toMatchObject({ code: "material.own-text" });
});

test("returned with a reason, written again, handed in again: the next round begins at the first step", async () => {
  const { materialId, versionId } = await draft("Trả lại rồi trình lại");
  const of = { versionId, edition: 1 };
  await say(cast.ha, "submit", of);
  await say(cast.mai, "pass", of);
  await expect(say(cast.ly, "return", { versionId, reason: "" })).rejects.toMatchObject({ code: "command.invalid" });
  await say(cast.ly, "return", { versionId, reason: "Thiếu nơi báo cháy" });
  const back = (await page(cast.ha, materialId)).approval!;
  expect(back.waiting).toBeNull();
  expect(back.acts.at(-1)).toMatchObject({ act: "returned", note: "Thiếu nơi báo cháy" });
  await say(cast.ha, "submit", of);
  expect((await page(cast.ha, materialId)).approval).toMatchObject({ waiting: 2, round: 2 });
  await say(cast.ha, "withdraw", { versionId });
  expect((await page(cast.ha, materialId)).may).toContain("material.edit");
});

test("urgent: the head waives the open step with a reason; it is owed, then made up for by somebody else", async () => {
  const { materialId, versionId } = await draft("Khẩn: mưa lũ đêm nay");
  expect((await page(cast.ly, materialId)).approval!.may).toContain("rush");
  await say(
    cast.ly,
    "approve",
    { versionId, edition: 1, ...days, rush: "Lũ về trong đêm" },
    new Date("2026-11-20T03:00:00Z"),
  );
  const after = (await page(cast.ly, materialId)).approval!;
  expect(after.owed).toMatchObject([{ position: 2, dueOn: "2026-11-23", reason: "Lũ về trong đêm" }]);
  expect(after.steps[1]).toMatchObject({ state: "waived" });
  const waiting = (by: Principal) =>
    inTransaction(db.database.pool, by, (tx) => listWaiting(tx, by), { readOnly: true }).then((items) =>
      items.filter((i) => i.versionId === versionId),
    );
  expect(await waiting(cast.mai)).toMatchObject([{ owedBy: "2026-11-23", mine: true }]);
  expect(await waiting(cast.ly)).toMatchObject([{ mine: false }]);
  expect(await waiting(cast.stranger)).toEqual([]);
  const makeUp = { versionId, position: 2 };
  await expect(say(cast.ly, "make-up", { ...makeUp, agree: true })).rejects.toMatchObject({
    code: "material.step-twice",
  });
  await expect(say(cast.ha, "make-up", { ...makeUp, agree: true })).rejects.toMatchObject({
    code: "material.own-text",
  });
  await expect(say(cast.mai, "make-up", { ...makeUp, agree: false })).rejects.toMatchObject({
    code: "material.note-missing",
  });
  await say(cast.mai, "make-up", { ...makeUp, agree: true });
  expect(await waiting(cast.mai)).toEqual([]);
  await expect(say(cast.mai, "make-up", { ...makeUp, agree: true })).rejects.toMatchObject({
    code: "material.not-waiting",
  });
});

test("a comment goes with its words through edits, and says when they are gone", async () => {
  const { materialId, versionId } = await draft("Góp ý theo đoạn");
  const comment = { versionId, edition: 1, part: "body", quote: "lá dày", near: 9, text: "Nói rõ tháng nào" };
  const id = newId();
  await say(cast.mai, "comment", { ...comment, id });
  await expect(say(cast.mai, "comment", { ...comment, id: newId(), quote: "không có" })).rejects.toMatchObject({
    code: "material.quote-missing",
  });
  const write = (edition: number, body: string) =>
    say(cast.ha, "edit", {
      versionId,
      edition,
      topic: "knowledge",
      title: "Góp ý theo đoạn",
      keyMessages: "K",
      body,
      qa: [],
      source: "S",
      legalBasis: null,
    });
  await write(1, "Thưa bà con. Mùa khô lá dày.");
  const [moved] = (await page(cast.ha, materialId)).approval!.comments;
  expect(moved).toMatchObject({ place: { start: 21, end: 27 }, edition: 1 });
  await write(2, "Từ tháng 11 đến tháng 4 rừng dễ cháy.");
  expect((await page(cast.ha, materialId)).approval!.comments[0]!.place).toBeNull();
  await say(cast.ha, "resolve-comment", { id, resolution: "Đã ghi tháng" });
  expect((await page(cast.ha, materialId)).approval!.comments[0]).toMatchObject({ resolution: "Đã ghi tháng" });
  await expect(say(cast.stranger, "resolve-comment", { id })).rejects.toMatchObject({
    code: "material.comment-missing",
  });
});

test("the way of a text is its writers' business: a reader of the approved version sees none of it", async () => {
  const { materialId } = await buildMaterial(db.database.pool, cast.dung, {
    title: "Của tỉnh",
    unitId: units.province,
  });
  expect((await page(cast.ha, materialId)).approval).toBeNull();
  const acts = await inTransaction(db.database.pool, cast.ha, (tx) =>
    tx.selectFrom("material_approval_act").selectAll().where("round", "=", 1).execute(),
  );
  const versions = await inTransaction(db.database.pool, cast.ha, (tx) =>
    tx.selectFrom("material_version").select("id").where("unit_id", "=", units.commune).execute(),
  );
  expect(acts.every((a) => versions.some((v) => v.id === a.version_id))).toBe(true);
});

test("another chain from a day on: what was handed in before keeps the one it began with", async () => {
  const { versionId } = await draft("Theo quy trình cũ");
  await say(cast.ha, "submit", { versionId, edition: 1 }, new Date(Date.now() - 86_400_000));
  const step = (kind: string, role: string, labelVi: string, levelsUp = 0) => ({
    kind,
    role,
    levelsUp,
    labelVi,
    labelEn: labelVi,
  });
  const chain = {
    level: "commune",
    from: todayInVietnam(),
    legalBasis: "Quy chế 01/QC-UBND",
    steps: [
      step("write", "officer", "Soạn"),
      step("decide", "unitHead", "Chủ tịch"),
      step("review", "officer", "Tỉnh", 1),
    ],
  };
  await expect(say(cast.ly, "set-chain", chain)).rejects.toMatchObject({ code: "access.denied" });
  await expect(say(cast.dung, "set-chain", chain)).rejects.toMatchObject({ code: "material.chain-ends" });
  const steps = [
    step("write", "officer", "Soạn"),
    step("review", "officer", "Tỉnh thẩm định", 1),
    step("decide", "unitHead", "Chủ tịch"),
  ];
  await expect(
    say(cast.dung, "set-chain", { ...chain, steps, from: addDays(todayInVietnam(), -1) }),
  ).rejects.toMatchObject({ code: "material.chain-past" });
  await say(cast.dung, "set-chain", { ...chain, steps });
  // the old one: the commune's own verifier
  await say(cast.mai, "pass", { versionId, edition: 1 });
  const next = await draft("Theo quy trình mới");
  await say(cast.ha, "submit", { versionId: next.versionId, edition: 1 });
  // the new one: an officer of the unit above
  await expect(say(cast.mai, "pass", { versionId: next.versionId, edition: 1 })).rejects.toMatchObject({
    code: "access.denied",
  });
  await say(cast.anh, "pass", { versionId: next.versionId, edition: 1 });
  await say(cast.ly, "approve", { versionId: next.versionId, edition: 1, ...days });
});

test("a draft goes with all that hung on it; what was ever in use stays", async () => {
  const { materialId, versionId } = await draft("Không cần nữa");
  await say(cast.mai, "comment", {
    id: newId(),
    versionId,
    edition: 1,
    part: "title",
    quote: "Không cần",
    near: 0,
    text: "?",
  });
  await expect(say(cast.mai, "discard", { versionId })).rejects.toMatchObject({ code: "access.denied" });
  expect(await say(cast.ha, "discard", { versionId })).toEqual({ versionId, materialGone: true });
  await expect(page(cast.ha, materialId)).rejects.toMatchObject({ code: "material.not-found" });
  const used = await buildMaterial(db.database.pool, cast.dung, { title: "Đang dùng", unitId: units.commune });
  await expect(say(cast.ha, "discard", { versionId: used.versionId })).rejects.toMatchObject({
    code: "material.not-a-draft",
  });
  const second = newId();
  await say(cast.ha, "revise", { materialId: used.materialId, versionId: second });
  expect(await say(cast.ha, "discard", { versionId: second })).toEqual({ versionId: second, materialGone: false });
  expect((await page(cast.ha, used.materialId)).version.status).toBe("approved");
});
