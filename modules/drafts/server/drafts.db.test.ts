import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type Principal, publicCaller, type Role } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildMaterial } from "#modules/materials/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { draftCommands } from "./commands.ts";
import { listCriterionSettings } from "./configure.ts";
import { readDraftPage } from "./draft-page.ts";
import { exportAnswers } from "./export-drafts.ts";
import { buildDraft } from "./factory.ts";
import { listComments, listDrafts } from "./list-drafts.ts";
import { findPublicDraft, listPublicDrafts } from "./public-drafts.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "department" | "dran" | "damRong", number>;
const someone = (role: Role, unitId: number): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const head = () => someone("unitHead", units.province);
const officer = () => someone("officer", units.dran);
const run = <A = unknown>(by: Principal, name: keyof typeof draftCommands, payload: unknown, id: string = newId()) =>
  executeCommand<A>({ pool: db.database.pool, commands: draftCommands }, by, { id, name, payload });
const reading = <T>(by: Principal, work: (tx: Tx) => Promise<T>) =>
  inTransaction(db.database.pool, by, work, { readOnly: true });
const page = (id: string, by = head()) => reading(by, (tx) => readDraftPage(tx, by, id));
const say = (draftId: string, text: string, rest: Record<string, unknown> = {}, by = publicCaller) =>
  run(by, "draft.comment", { commentId: newId(), draftId, text, ...rest });
const today = todayInVietnam();

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.department = await buildUnit(pool, { name: "Sở Nông nghiệp", kind: "department", parentId: units.province });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: units.province });
  units.damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: units.province });
});

test("a draft is the unit's own until the head publishes it with its text; then everybody reads the published text alone", async () => {
  const id = await buildDraft(db.database.pool, head(), {
    title: "Hỗ trợ tưới tiết kiệm",
    unitId: units.department,
    publish: false,
  });
  expect(await reading(publicCaller, (tx) => listPublicDrafts(tx))).toEqual([]);
  await expect(page(id, officer())).rejects.toMatchObject({ code: "draft.not-found" });
  await expect(say(id, "Nên làm")).rejects.toMatchObject({ code: "draft.not-found" });
  await expect(run(officer(), "draft.publish", { draftId: id, edition: 1 })).rejects.toMatchObject({
    code: "draft.not-found",
  });
  await run(head(), "draft.publish", { draftId: id, edition: 1 });
  const shown = await reading(publicCaller, (tx) => findPublicDraft(tx, id));
  expect(shown).toMatchObject({
    title: "Hỗ trợ tưới tiết kiệm",
    open: true,
    stage: { code: "consultation" },
    groups: [],
  });
  expect(shown!.articles.map((a) => [a.key, a.clauses.length])).toEqual([
    ["1", 2],
    ["2", 1],
  ]);

  // A new working text is seen by the drafting unit, not by anybody else, until it is published in its turn.
  const { published } = await page(id);
  await run(head(), "draft.write-text", {
    draftId: id,
    hash: null,
    articles: [...published!.articles, { key: "3", chapter: null, heading: "Hiệu lực", body: "Từ ngày ký." }],
  });
  expect((await page(id)).working?.number).toBe(2);
  expect((await page(id, officer())).working).toBeNull();
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.articles).toHaveLength(2);
  await run(head(), "draft.publish", { draftId: id, edition: 2 });
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.articles).toHaveLength(3);
  await run(head(), "draft.withdraw", { draftId: id, reason: "Cần rà lại" });
  expect(await reading(publicCaller, (tx) => findPublicDraft(tx, id))).toBeUndefined();
});

test("two people who correct the text at once: the second is told, nothing is overwritten", async () => {
  const id = await buildDraft(db.database.pool, head(), { title: "Hai người", unitId: units.province, publish: false });
  const { working } = await page(id);
  const write = (body: string) =>
    run(head(), "draft.write-text", {
      draftId: id,
      hash: working!.hash,
      articles: [{ key: "1", chapter: null, heading: "", body }],
    });
  await write("Bản của người thứ nhất");
  await expect(write("Bản của người thứ hai")).rejects.toMatchObject({ code: "draft.edited-elsewhere" });
  expect((await page(id)).working!.articles[0]!.body).toBe("Bản của người thứ nhất");
  await expect(
    run(head(), "draft.write-text", {
      draftId: id,
      hash: (await page(id)).working!.hash,
      articles: [
        { key: "1", chapter: null, heading: "", body: "a" },
        { key: "1", chapter: null, heading: "", body: "b" },
      ],
    }),
  ).rejects.toMatchObject({ code: "draft.article-twice" });
});

test("a comment is anybody's and nobody's: refused with an identity, only while it is open, to an article that is there", async () => {
  const id = await buildDraft(db.database.pool, head(), { title: "Góp ý", unitId: units.province });
  const commandId = newId();
  const payload = {
    commentId: newId(),
    draftId: id,
    article: "2",
    text: "Mức này còn thấp\u202e 😀😀😀😀😀😀".normalize("NFD"),
  };
  await run(publicCaller, "draft.comment", payload, commandId);
  expect((await run(publicCaller, "draft.comment", payload, commandId)).repeated).toBe(true);
  await expect(say(id, "Gọi tôi 0912 345 678")).rejects.toMatchObject({ code: "draft.identity-in-text" });
  await expect(say(id, "😀😀😀")).rejects.toMatchObject({ code: "draft.comment-empty" });
  await expect(say(id, "Điều nào?", { article: "99" })).rejects.toMatchObject({ code: "draft.article-unknown" });
  // An account does not speak as the people; it notes down what was heard where it has its role.
  await expect(say(id, "Của tôi", {}, officer())).rejects.toMatchObject({ code: "draft.comment-as-account" });
  await expect(say(id, "Nơi khác", { origin: "officer", placeUnitId: units.damRong }, officer())).rejects.toMatchObject(
    { code: "access.denied" },
  );
  await say(id, "Bà con đề nghị tăng mức", { origin: "officer", placeUnitId: units.dran }, officer());

  const { items } = await reading(head(), (tx) => listComments(tx, id, {}, 50));
  expect(items.map((c) => c.text)).toEqual(["Bà con đề nghị tăng mức", "Mức này còn thấp 😀😀😀"]);
  expect(JSON.stringify(items)).not.toMatch(/user|place/i);
  // Of the same draft another commune's officer sees no comment; the public caller sees none at all.
  expect((await reading(someone("officer", units.damRong), (tx) => listComments(tx, id, {}, 50))).items).toEqual([]);
  expect((await reading(publicCaller, (tx) => listComments(tx, id, {}, 50))).items).toEqual([]);
  const { rows } = await sql<{ user_id: string; after: string }>`
    select user_id, after::text from journal where action = 'draft.commented' and subject_id = ${id} order by at`.execute(
    db.owner,
  );
  expect(rows.map((r) => r.user_id)).toEqual(["public", `officer-${units.dran}`]);
  expect(rows.every((r) => !r.after.includes("thấp"))).toBe(true);

  await run(head(), "draft.enter-stage", { draftId: id, stage: "appraisal", enteredOn: today });
  await expect(say(id, "Muộn rồi")).rejects.toMatchObject({ code: "draft.closed-for-comments" });
  await expect(
    run(head(), "draft.enter-stage", { draftId: id, stage: "consultation", enteredOn: today }),
  ).rejects.toMatchObject({ code: "draft.step-back" });
});

test("the database itself takes no comment on a draft that is not open, nor one that is grouped already", async () => {
  const closed = await buildDraft(db.database.pool, head(), {
    title: "Chưa đến ngày",
    unitId: units.province,
    commentsFrom: addDays(today, 2),
    commentsUntil: addDays(today, 30),
  });
  const insert = (draftId: string, extra = sql`null`) =>
    inTransaction(db.database.pool, publicCaller, (tx) =>
      sql`insert into policy_draft_comment (id, draft_id, origin, body, set_aside) values (${newId()}::uuid, ${draftId}::uuid, 'public', 'x', ${extra})`.execute(
        tx,
      ),
    );
  await expect(insert(closed)).rejects.toMatchObject({ code: "42501" });
  const open = await buildDraft(db.database.pool, head(), { title: "Đang mở", unitId: units.province });
  await insert(open);
  await expect(insert(open, sql`'giấu đi'`)).rejects.toMatchObject({ code: "42501" });
});

test("comments that say the same are grouped, answered, and the answer is public when the head lets it out", async () => {
  const id = await buildDraft(db.database.pool, head(), { title: "Trả lời", unitId: units.province });
  for (let i = 0; i < 6; i++) await say(id, `Mức hỗ trợ còn thấp, lần ${i}`, { article: "2" });
  await say(id, "Bán hàng giá rẻ");
  const { items } = await reading(head(), (tx) => listComments(tx, id, {}, 50));
  const groupId = newId();
  const same = items.filter((c) => c.article === "2").map((c) => c.id);
  await expect(run(head(), "draft.group-comments", { draftId: id, groupId, commentIds: same })).rejects.toMatchObject({
    code: "draft.group-name",
  });
  await run(head(), "draft.group-comments", {
    draftId: id,
    groupId,
    title: "Tăng mức hỗ trợ",
    article: "2",
    commentIds: same,
  });
  await run(head(), "draft.set-aside-comment", {
    commentId: items.find((c) => c.article === null)!.id,
    reason: "Quảng cáo",
  });
  await expect(run(head(), "draft.publish-answer", { groupId, edition: 1 })).rejects.toMatchObject({
    code: "draft.answer-missing",
  });
  const answer = {
    groupId,
    title: "Tăng mức hỗ trợ",
    summary: "",
    responseKind: "partly",
    response: "Nâng lên 1.200.000 đồng.",
  };
  await run(someone("officer", units.province), "draft.answer-group", { ...answer, edition: 1 });
  await expect(
    run(someone("officer", units.province), "draft.publish-answer", { groupId, edition: 2 }),
  ).rejects.toMatchObject({ code: "access.denied" });
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.groups).toEqual([]);
  await run(head(), "draft.publish-answer", { groupId, edition: 2 });
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.groups).toMatchObject([
    { title: "Tăng mức hỗ trợ", responseKind: "partly", response: "Nâng lên 1.200.000 đồng.", comments: 6 },
  ]);
  // Written again, it is taken back until it is let out again.
  await run(head(), "draft.answer-group", { ...answer, response: "Nâng lên 1.500.000 đồng.", edition: 3 });
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.groups).toEqual([]);

  const { counts } = await page(id);
  expect(counts).toMatchObject({ all: 7, waiting: 0, setAside: 1, byPlace: null });
  const file = await reading(head(), (tx) => exportAnswers(tx, head(), id, "vi"));
  const [answers, comments] = await readWorkbook(file.bytes);
  expect(JSON.stringify(answers)).toContain("Nâng lên 1.500.000 đồng.");
  expect(JSON.stringify(comments)).toContain("Để riêng: Quảng cáo");
});

test("a group of four is not counted outside, and places are counted only when the time is over and enough lies in the rest", async () => {
  const id = await buildDraft(db.database.pool, head(), { title: "Nhóm nhỏ", unitId: units.province });
  const groupId = newId();
  const ids: string[] = [];
  for (let i = 0; i < 4; i++) {
    const commentId = newId();
    ids.push(commentId);
    await run(publicCaller, "draft.comment", { commentId, draftId: id, text: `Ý ${i}`, placeUnitId: units.dran });
  }
  await run(head(), "draft.group-comments", { draftId: id, groupId, title: "Bốn người", commentIds: ids });
  await run(head(), "draft.answer-group", {
    groupId,
    edition: 1,
    title: "Bốn người",
    summary: "",
    responseKind: "explained",
    response: "Đã rõ.",
  });
  await run(head(), "draft.publish-answer", { groupId, edition: 2 });
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.groups[0]!.comments).toBeNull();
  expect((await page(id, officer())).groups[0]!.comments).toBeNull();
  for (let i = 0; i < 3; i++) await say(id, `Ý thêm ${i}`, { placeUnitId: units.dran });
  expect((await page(id)).counts!.byPlace).toBeNull();
  await run(head(), "draft.enter-stage", { draftId: id, stage: "appraisal", enteredOn: today });
  // seven from one commune and nothing else: the rest would be pinned at none, so nothing is said
  expect((await page(id)).counts!.byPlace).toEqual([]);
});

test("the list shows what is in scope and what was brought to people", async () => {
  const id = await buildDraft(db.database.pool, head(), { title: "Đã truyền thông chưa", unitId: units.department });
  const row = async () => (await reading(head(), (tx) => listDrafts(tx, { q: "da truyen thong" }, 10))).items[0];
  expect(await row()).toMatchObject({ inScope: true, communicated: false, waiting: 0 });
  const { materialId, versionId } = await buildMaterial(db.database.pool, head(), {
    title: "Hỏi đáp về dự thảo",
    unitId: units.province,
    approve: false,
  });
  await sql`update material_version set status = 'approved', approved_at = now(), approved_by = 'x' where id = ${versionId}::uuid`.execute(
    db.owner,
  );
  await sql`insert into material_publicity (material_id, public) values (${materialId}::uuid, true)`.execute(db.owner);
  await run(head(), "draft.link", { draftId: id, materialId });
  await run(head(), "draft.link", { draftId: id, materialId });
  expect(await row()).toMatchObject({ communicated: true });
  expect((await page(id)).materials).toHaveLength(1);
  expect((await reading(publicCaller, (tx) => findPublicDraft(tx, id)))!.materials[0]!.title).toBe(
    "Hỏi đáp về dự thảo",
  );
  await run(head(), "draft.unlink", { draftId: id, materialId });
  expect(await row()).toMatchObject({ communicated: false });
  // From outside the numbers of comments are not told.
  const seen = await reading(officer(), (tx) => listDrafts(tx, { q: "da truyen thong" }, 10));
  expect(seen.items[0]).toMatchObject({ comments: null, waiting: null });
  await run(head(), "draft.end", { draftId: id, outcome: "passed", endedOn: today, note: "12/2026/QĐ-UBND" });
  await expect(
    run(head(), "draft.edit", { draftId: id, edition: 3, title: "x", topic: "other" }),
  ).rejects.toMatchObject({
    code: "draft.ended",
  });
});

test("a stage changes from a day on, with its legal basis; what it was stays", async () => {
  const admin = {
    ...someone("administrator", units.province),
    grants: [{ role: "administrator" as const, unitId: null }],
  };
  const stage = {
    code: "appraisal",
    nameVi: "Thẩm định, thẩm tra",
    nameEn: "Appraisal and verification",
    takesComments: true,
    commentDays: null,
    position: 30,
    legalBasis: "Quyết định mới",
    from: addDays(today, 10),
  };
  await expect(run(head(), "draft.set-stage", stage)).rejects.toMatchObject({ code: "access.denied" });
  await run(admin, "draft.set-stage", stage);
  const { rows } = await sql<{ name: string }>`
    select name_vi as name from draft_stage where code = 'appraisal' and valid @> ${today}::date
    union all select name_vi from draft_stage where code = 'appraisal' and valid @> ${addDays(today, 10)}::date`.execute(
    db.owner,
  );
  expect(rows.map((r) => r.name)).toEqual(["Thẩm định", "Thẩm định, thẩm tra"]);
});

test("a criterion changes from a day on; what held until then is listed with its days", async () => {
  const admin = {
    ...someone("administrator", units.province),
    grants: [{ role: "administrator" as const, unitId: null }],
  };
  const criterion = {
    code: "wide-impact",
    nameVi: "Có tác động lớn đến xã hội",
    nameEn: "Of wide impact on society",
    position: 20,
    legalBasis: "Quyết định mới",
    from: addDays(today, 10),
  };
  await expect(run(head(), "draft.set-criterion", criterion)).rejects.toMatchObject({ code: "access.denied" });
  await run(admin, "draft.set-criterion", criterion);
  await expect(run(admin, "draft.set-criterion", criterion)).rejects.toMatchObject({ code: "draft.dates" });
  const rows = (await inTransaction(db.database.pool, admin, listCriterionSettings)).filter(
    (r) => r.code === "wide-impact",
  );
  expect(rows.map((r) => [r.from, r.to, r.legalBasis])).toEqual([
    [criterion.from, null, "Quyết định mới"],
    [rows[1]!.from, criterion.from, rows[1]!.legalBasis],
  ]);
});
