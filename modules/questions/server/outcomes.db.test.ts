import { beforeAll, describe, expect, test } from "vitest";
import { publicCaller } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId, spokenCode } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildMaterial } from "#modules/materials/server.ts";
import { buildVillage, type Village } from "../../talks/server/talk-village.ts";
import { listCommitments } from "./list-commitments.ts";
import { findByCode, listPublicAnswers } from "./public-answers.ts";
import { openStory, type QuestionStory } from "./question-village.ts";
import { offerMaterials } from "./to-material.ts";

const db = useTestDatabase();
let village: Village;
let story: QuestionStory;

beforeAll(async () => {
  village = await buildVillage(db.owner);
  story = await openStory(db, village);
});

const askOne = async (text = "Khi nào có thẻ mới?", over: Record<string, unknown> = {}) => {
  const { ids, talkId } = await story.askAtTalk([text], over);
  return { id: ids[0]!, talkId };
};
const draftOf = (questionId: string, over: Record<string, unknown> = {}) => ({
  questionId,
  answerId: newId() as string,
  questionText: "Khi nào có thẻ mới?",
  text: "Trước ngày 15 tháng 01.",
  legalSource: "Luật số 51/2024/QH15",
  ...over,
});

describe("commitments", () => {
  test("a promise with its day, progress and evidence; kept or late is the database's own word", async () => {
    const { id } = await askOne("Đường vào nghĩa trang bao giờ làm?");
    const today = todayInVietnam();
    const make = async (dueOn: string, unitId = village.dran) => {
      const commitmentId = newId() as string;
      await story.run(story.officer, "commitment.make", {
        commitmentId,
        questionId: id,
        unitId,
        text: "Rải đá đoạn 300 m",
        dueOn,
      });
      return commitmentId;
    };
    const [kept, late, open] = [
      await make(addDays(today, 10)),
      await make(addDays(today, -2)),
      await make(addDays(today, -1)),
    ];
    await story.run(story.officer, "commitment.progress", {
      commitmentId: kept,
      progressId: newId(),
      text: "Đã khảo sát, gọi 0912345678",
    });
    await story.run(story.head, "commitment.finish", {
      commitmentId: kept,
      progressId: newId(),
      text: "Đã rải xong",
      evidence: "Biên bản 12/BB-UBND",
      doneOn: today,
    });
    await story.run(story.officer, "commitment.finish", {
      commitmentId: late,
      progressId: newId(),
      text: "Xong",
      evidence: "Ảnh hiện trường",
      doneOn: today,
    });
    await expect(
      story.run(story.officer, "commitment.finish", {
        commitmentId: open,
        progressId: newId(),
        text: "Xong",
        evidence: "x",
        doneOn: addDays(today, 1),
      }),
    ).rejects.toMatchObject({ code: "commitment.done-in-future" });
    await expect(
      story.run(story.officer, "commitment.progress", { commitmentId: kept, progressId: newId(), text: "Thêm" }),
    ).rejects.toMatchObject({ code: "commitment.wrong-state" });
    const listed = (await story.see(story.officer, (tx) => listCommitments(tx, story.officer, { limit: 50 }))).items;
    const find = (commitmentId: string) => listed.find((c) => c.id === commitmentId)!;
    expect(find(kept)).toMatchObject({
      status: "done",
      kept: true,
      progress: [{ text: "Đã khảo sát, gọi [đã gạch: số điện thoại]" }, { evidence: "Biên bản 12/BB-UBND" }],
    });
    expect(find(late)).toMatchObject({ status: "done", kept: false });
    expect(find(open)).toMatchObject({ status: "open", kept: null, overdue: true });
    await story.answer(id);
    const [found] = await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(id)));
    expect(found!.answer!.commitments).toHaveLength(3);
  });
});

describe("the public list", () => {
  test("newest first, paged; found without diacritics, by abbreviation, in another spelling; the very tones first", async () => {
    const words = ["Kỳ họp Hội đồng nhân dân vào ngày nào?", "Ky hop cua thon the nao?", "Kì họp xã tổ chức ở đâu?"];
    const ids: string[] = [];
    for (const text of words) {
      const { id } = await askOne(text, { topic: "good-examples" });
      const draft = draftOf(id, { questionText: text, text: "Xem thông báo của D'Ran." });
      await story.run(story.officer, "answer.save", draft);
      await story.run(story.officer, "answer.submit", { questionId: id, answerId: draft.answerId, version: 1 });
      await story.run(story.head, "answer.approve", { questionId: id, answerId: draft.answerId, version: 2 });
      await story.run(story.officer, "answer.publish", { questionId: id, answerId: draft.answerId, version: 3 });
      ids.push(draft.answerId);
    }
    const list = (query: Parameters<typeof listPublicAnswers>[1]) =>
      story.see(publicCaller, (tx) => listPublicAnswers(tx, query));
    const found = async (q: string) => (await list({ q, topic: "good-examples" })).items.map((a) => a.id);
    expect(await found("HĐND")).toEqual([ids[0]]);
    expect(new Set(await found("ky hop"))).toEqual(new Set(ids));
    expect((await found("kỳ họp"))[0]).toBe(ids[0]);
    for (const q of ["dran", "d ran", "D’Ran", "d-ran"]) expect(new Set(await found(q)), q).toEqual(new Set(ids));
    expect(await found("hop ky")).toEqual(expect.arrayContaining([ids[0]]));
    expect(await found("không có gì như thế")).toEqual([]);
    const first = await list({ topic: "good-examples", limit: 2 });
    const second = await list({ topic: "good-examples", limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map((a) => a.id)).toEqual([ids[2], ids[1], ids[0]]);
    expect(second.nextCursor).toBeNull();
    const one = await list({ q: "ky hop", topic: "good-examples", limit: 2 });
    const two = await list({ q: "ky hop", topic: "good-examples", limit: 2, cursor: one.nextCursor! });
    expect(new Set([...one.items, ...two.items].map((a) => a.id))).toEqual(new Set(ids));
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "request.cursor" });
    for (const q of ["%", "'", "\\", "(((", "ǁ", " ", "\u202e"])
      expect(Array.isArray((await list({ q })).items)).toBe(true);
    expect(Object.keys(first.items[0]!).sort()).toEqual(
      [
        "answer",
        "commitments",
        "communeName",
        "id",
        "legalSource",
        "publishedOn",
        "question",
        "topic",
        "unitName",
      ].sort(),
    );
  });
});

test("a published answer joins the draft of a material, once, under the materials' own rules", async () => {
  const { materialId } = await buildMaterial(db.database.pool, story.officer, {
    unitId: village.dran,
    title: "Bảo hiểm y tế",
    topic: "party-state-policy",
    approve: false,
  });
  const offered = async (questionId: string) =>
    (await story.see(story.officer, (tx) => offerMaterials(tx, story.officer, questionId))).find(
      (m) => m.materialId === materialId,
    );
  const { id } = await askOne("Trẻ em có thẻ không?");
  expect(await offered(id)).toMatchObject({ draft: true, there: false });
  await expect(story.run(story.officer, "answer.to-material", { questionId: id, materialId })).rejects.toMatchObject({
    code: "answer.not-published",
  });
  await story.answer(id, "published", "Trẻ em dưới 6 tuổi được cấp thẻ.");
  await story.run(story.officer, "answer.to-material", { questionId: id, materialId });
  expect(await offered(id)).toMatchObject({ there: true });
  const draft = await db.owner
    .selectFrom("material_version")
    .select(["qa", "status"])
    .where("material_id", "=", materialId)
    .executeTakeFirstOrThrow();
  expect(draft.status).toBe("draft");
  expect(draft.qa).toContainEqual({
    question: "Khi nào có thẻ bảo hiểm y tế mới?",
    answer: "Trẻ em dưới 6 tuổi được cấp thẻ.\n(Luật số 51/2024/QH15, Điều 16)",
  });
  await expect(story.run(story.officer, "answer.to-material", { questionId: id, materialId })).rejects.toMatchObject({
    code: "answer.in-material",
  });
});
