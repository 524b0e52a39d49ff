import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { publicCaller } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId, spokenCode } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildVillage, type Village } from "../../talks/server/talk-village.ts";
import { exportQuestions } from "./export-questions.ts";
import { countQuestions, listQuestions } from "./list-questions.ts";
import { findByCode } from "./public-answers.ts";
import { findLikeQuestions, readQuestionPage } from "./question-page.ts";
import { openStory, type QuestionStory } from "./question-village.ts";

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
const page = (id: string, who = story.officer) => story.see(who, (tx) => readQuestionPage(tx, who, id));
const draftOf = (questionId: string, over: Record<string, unknown> = {}) => ({
  questionId,
  answerId: newId() as string,
  questionText: "Khi nào có thẻ mới?",
  text: "Trước ngày 15 tháng 01.",
  legalSource: "Luật số 51/2024/QH15",
  ...over,
});

describe("an answer", () => {
  test("goes from draft to published, with source and another approver, and everybody reads it", async () => {
    const { id } = await askOne();
    const answerId = await story.answer(id);
    const seen = await page(id);
    expect(seen).toMatchObject({
      status: "answered",
      answer: { id: answerId, status: "published", legalSource: "Luật số 51/2024/QH15, Điều 16", version: 4 },
    });
    expect(seen.steps.map((s) => s.kind)).toEqual(["asked", "answerSubmitted", "answerApproved", "answerPublished"]);
    const found = await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(id)));
    expect(found).toMatchObject([
      {
        status: "published",
        communeName: "Xã D'Ran",
        unitName: "Xã D'Ran",
        answer: { id: answerId, question: "Khi nào có thẻ bảo hiểm y tế mới?", unitName: "Xã D'Ran" },
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(id);
  });

  test("before it is out, the code tells how far it is, and the text stays inside", async () => {
    const { id } = await askOne();
    await story.answer(id, "approved");
    const found = await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(id)));
    expect(found).toMatchObject([
      { status: "waiting", answer: null, overdue: false, dueOn: addDays(todayInVietnam(), 15) },
    ]);
    expect(await story.see(publicCaller, (tx) => findByCode(tx, "000-0000"))).toEqual([]);
  });

  test("who wrote in it does not approve it, nor does the database let them", async () => {
    const { id } = await askOne();
    const draft = draftOf(id);
    await story.run(story.officer, "answer.save", draft);
    await story.run(story.head, "answer.save", { ...draft, version: 1, text: "Trước ngày 20 tháng 01." });
    await story.run(story.officer, "answer.submit", { questionId: id, answerId: draft.answerId, version: 2 });
    const step = { questionId: id, answerId: draft.answerId, version: 3 };
    await expect(story.run(story.head, "answer.approve", step)).rejects.toMatchObject({
      code: "answer.approver-is-author",
    });
    await expect(story.run(story.officer, "answer.approve", step)).rejects.toMatchObject({ code: "access.denied" });
    await expect(
      sql`update question_answer set status = 'approved', approved_by = 'cong.ly', approved_at = now() where id = ${draft.answerId}::uuid`.execute(
        db.owner,
      ),
    ).rejects.toThrow(/answer_approved_by_another/);
    expect(await story.run(story.secondHead, "answer.approve", step)).toMatchObject({ status: "approved" });
  });

  test("is submitted with text and source or not at all; a return keeps it, with the reason", async () => {
    const { id } = await askOne();
    const draft = draftOf(id, { text: "", legalSource: null });
    await story.run(story.officer, "answer.save", draft);
    await expect(
      story.run(story.officer, "answer.submit", { questionId: id, answerId: draft.answerId, version: 1 }),
    ).rejects.toMatchObject({
      code: "answer.incomplete",
      detail: { fields: { "/text": "answer.incomplete", "/legalSource": "answer.incomplete" } },
    });
    await story.run(story.officer, "answer.save", { ...draftOf(id), answerId: draft.answerId, version: 1 });
    await story.run(story.officer, "answer.submit", { questionId: id, answerId: draft.answerId, version: 2 });
    await story.run(story.head, "answer.return", {
      questionId: id,
      answerId: draft.answerId,
      version: 3,
      reason: "Thiếu điều khoản",
    });
    expect((await page(id)).answer).toMatchObject({ status: "draft", returnedReason: "Thiếu điều khoản" });
  });

  test("carries no identity in, with a clear no, and none out", async () => {
    const { id } = await askOne();
    const draft = draftOf(id, { text: "Gọi chị Lan 0912 345 678", questionText: "Hỏi ai, ở lan@gmail.com?" });
    await expect(story.run(story.officer, "answer.save", draft)).rejects.toMatchObject({
      code: "answer.identity-in-text",
      detail: {
        fields: { "/text": "answer.identity-in-text", "/questionText": "answer.identity-in-text" },
        kinds: expect.arrayContaining(["phone", "email"]),
      },
    });
    await story.run(story.officer, "answer.save", { ...draft, struck: true });
    expect((await page(id)).answer!.text).toBe("Gọi chị Lan [đã gạch: số điện thoại]");
    // even what came in by another hand, or before the filter knew it, does not go out
    const other = await askOne("Câu khác?");
    const answerId = await story.answer(other.id);
    await sql`update question_answer set text = 'Gọi 0987 654 321' where id = ${answerId}::uuid`.execute(db.owner);
    await sql`update question set text = 'Nhà tôi số 0987 654 321' where id = ${other.id}::uuid`.execute(db.owner);
    const [found] = await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(other.id)));
    expect(found!.answer!.answer).toBe("Gọi [đã gạch: số điện thoại]");
    const file = await story.see(story.officer, (tx) => exportQuestions(tx, { view: "all" }, "vi"));
    expect(file.bytes.length).toBeGreaterThan(1000);
    expect(JSON.stringify(await page(other.id))).not.toContain("0987");
    expect(
      JSON.stringify(await story.see(story.officer, (tx) => listQuestions(tx, { view: "all", limit: 200 }))),
    ).not.toContain("0987");
  });

  test("withdrawn, it is gone from everybody and the question waits anew, with time", async () => {
    const { id } = await askOne();
    const answerId = await story.answer(id);
    await story.run(story.officer, "answer.withdraw", { questionId: id, answerId, version: 4, reason: "Có luật mới" });
    expect(await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(id)))).toMatchObject([
      { status: "waiting", answer: null },
    ]);
    const seen = await page(id);
    expect(seen).toMatchObject({ status: "open", answer: null, dueOn: addDays(todayInVietnam(), 15) });
    expect(seen.earlier).toMatchObject([{ id: answerId, withdrawnReason: "Có luật mới" }]);
    await story.answer(id, "published", "Câu trả lời theo luật mới.");
    expect((await page(id)).answer!.text).toBe("Câu trả lời theo luật mới.");
  });
});

describe("two at once", () => {
  test("two approvers: one approves, the other is told", async () => {
    const { id } = await askOne();
    const answerId = await story.answer(id, "submitted");
    const step = { questionId: id, answerId, version: 2 };
    const ended = await Promise.allSettled([
      story.run(story.head, "answer.approve", step),
      story.run(story.secondHead, "answer.approve", step),
    ]);
    expect(ended.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ended.find((e) => e.status === "rejected")).toMatchObject({ reason: { code: "answer.changed-since" } });
  });

  test("two writers begin: one draft stands, the other is told to join it", async () => {
    const { id } = await askOne();
    const ended = await Promise.allSettled(
      [story.officer, story.head].map((who) => story.run(who, "answer.save", draftOf(id))),
    );
    expect(ended.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ended.find((e) => e.status === "rejected")).toMatchObject({ reason: { code: "answer.exists" } });
  });

  test("merged while it is being answered: never both; an answer on its way stops the merge, a draft is kept", async () => {
    const common = await askOne();
    for (let round = 0; round < 4; round++) {
      const { id } = await askOne(`Khi nào có thẻ mới, lần ${round}?`);
      const draft = draftOf(id);
      await story.run(story.officer, "answer.save", draft);
      const ended = await Promise.allSettled([
        story.run(story.officer, "answer.submit", { questionId: id, answerId: draft.answerId, version: 1 }),
        story.run(story.head, "question.merge", { questionId: id, intoId: common.id }),
      ]);
      expect(ended.filter((e) => e.status === "fulfilled")).toHaveLength(1);
      const [submitted] = ended;
      const row = await db.owner.selectFrom("question").select("status").where("id", "=", id).executeTakeFirstOrThrow();
      const answer = await db.owner
        .selectFrom("question_answer")
        .select("status")
        .where("id", "=", draft.answerId)
        .executeTakeFirstOrThrow();
      expect([row.status, answer.status]).toEqual(
        submitted.status === "fulfilled" ? ["open", "submitted"] : ["merged", "withdrawn"],
      );
    }
  });

  test("merged crosswise: one goes under the other, and neither waits for ever", async () => {
    const [a, b] = [await askOne("Bao giờ có nước sạch?"), await askOne("Nước sạch bao giờ có?")];
    const ended = await Promise.allSettled([
      story.run(story.officer, "question.merge", { questionId: a.id, intoId: b.id }),
      story.run(story.head, "question.merge", { questionId: b.id, intoId: a.id }),
    ]);
    expect(ended.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("like questions", () => {
  test("are suggested, merged under one, found by either code, and can be taken apart again", async () => {
    const a = await askOne("Hồ sơ vay vốn chính sách gồm những gì?");
    const b = await askOne("ho so vay von chinh sach gom nhung gi", { placeUnitId: village.chauSon });
    const c = await askOne("Vay vốn chính sách cần hồ sơ gì?");
    await askOne("Trạm y tế mở cửa lúc mấy giờ?");
    const like = await story.see(story.officer, (tx) => findLikeQuestions(tx, story.officer, a.id));
    expect(like.map((l) => l.id).slice(0, 2)).toEqual([b.id, c.id]);
    expect(like[0]!.likeness).toBeGreaterThan(0.9);
    await story.run(story.officer, "question.merge", { questionId: c.id, intoId: b.id });
    await story.run(story.officer, "question.merge", { questionId: b.id, intoId: a.id });
    const common = await page(a.id);
    expect(common.likes.map((l) => l.id).sort()).toEqual([b.id, c.id].sort());
    expect(common).toMatchObject({ merged: 2 });
    await expect(story.run(story.officer, "answer.save", draftOf(b.id))).rejects.toMatchObject({
      code: "question.merged",
      detail: { intoId: a.id },
    });
    await story.answer(a.id, "published", "Giấy đề nghị vay vốn.");
    for (const { id } of [a, b, c])
      expect(await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(id)))).toMatchObject([
        { code: spokenCode(id), status: "published", answer: { answer: "Giấy đề nghị vay vốn." } },
      ]);
    await story.run(story.officer, "question.separate", { questionId: c.id, reason: "Hỏi chương trình khác" });
    expect(await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(c.id)))).toMatchObject([
      { status: "waiting" },
    ]);
  });
});

describe("passed on", () => {
  test("with the reason, the deadline as it was; each unit it has been with keeps seeing it, only the last decides", async () => {
    const { id } = await askOne("Lương hưu tăng từ tháng nào?");
    const due = (await page(id)).dueOn;
    await story.run(story.officer, "question.pass-on", {
      questionId: id,
      toUnitId: village.damRong,
      reason: "Thuộc xã bạn",
    });
    const seen = await page(id);
    expect(seen).toMatchObject({ unit: { name: "Xã Đam Rông 1" }, firstUnit: { name: "Xã D'Ran" }, dueOn: due });
    expect(seen.steps.at(-1)).toMatchObject({
      kind: "passedOn",
      from: "Xã D'Ran",
      to: "Xã Đam Rông 1",
      note: "Thuộc xã bạn",
    });
    expect((await page(id, story.stranger)).allowed).toContain("pass-on");
    expect(seen.allowed).not.toContain("pass-on");
    await expect(
      story.run(story.officer, "question.pass-on", { questionId: id, toUnitId: village.dran, reason: "Lại" }),
    ).rejects.toMatchObject({ code: "access.denied" });
    await expect(
      story.run(story.stranger, "question.pass-on", { questionId: id, toUnitId: village.pangSim, reason: "Thôn" }),
    ).rejects.toMatchObject({ code: "question.unknown-unit" });
  });

  test("another commune sees none of it before", async () => {
    const { id } = await askOne();
    await expect(page(id, story.stranger)).rejects.toMatchObject({ code: "question.not-found" });
    await expect(story.run(story.stranger, "answer.save", draftOf(id))).rejects.toMatchObject({
      code: "question.not-found",
    });
    for (const table of [
      "question",
      "question_step",
      "question_answer",
      "answer_bearer",
      "answer_carry_back",
      "commitment",
    ] as const)
      expect(
        await story.see(story.stranger, (tx) =>
          sql`select * from ${sql.table(table)} t where to_jsonb(t)::text like ${`%${id}%`}`
            .execute(tx)
            .then((r) => r.rows),
        ),
      ).toEqual([]);
  });
});

test("set aside with a reason, reopened, counted in its view", async () => {
  const { id } = await askOne("Không có gì.");
  const counts = () => story.see(story.officer, (tx) => countQuestions(tx, { unit: village.dran }));
  const before = await counts();
  await story.run(story.officer, "question.set-aside", { questionId: id, reason: "Không phải câu hỏi" });
  expect((await counts()).waiting).toBe(before.waiting - 1);
  expect(await story.see(publicCaller, (tx) => findByCode(tx, spokenCode(id)))).toMatchObject([{ status: "setAside" }]);
  await expect(story.run(story.officer, "answer.save", draftOf(id))).rejects.toMatchObject({
    code: "question.wrong-state",
  });
  await story.run(story.officer, "question.reopen", { questionId: id });
  expect((await counts()).waiting).toBe(before.waiting);
});
