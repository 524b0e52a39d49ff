import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { pull } from "#platform/sync/server/pull.ts";
import { push } from "#platform/sync/server/push.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitState } from "#modules/units/server.ts";
import { talkCommands } from "#modules/talks/server.ts";
import { buildVillage, type Village } from "../../talks/server/talk-village.ts";
import type { AnswerOnPhone } from "../answers.ts";
import { climbJob } from "./climb-overdue.ts";
import { questionCommands } from "./commands.ts";
import { countQuestions, listQuestions } from "./list-questions.ts";
import { phoneAnswers } from "./phone-answers.ts";
import { readQuestionPage } from "./question-page.ts";
import { daysAgo, openStory, type QuestionStory } from "./question-village.ts";

const db = useTestDatabase();
let village: Village;
let story: QuestionStory;

beforeAll(async () => {
  village = await buildVillage(db.owner);
  story = await openStory(db, village);
});

const page = (id: string, who = story.officer) => story.see(who, (tx) => readQuestionPage(tx, who, id));

/** A pull tells what lies below every running transaction of the server, other test files' too: it may be a moment late. */
const soon = (read: () => Promise<unknown>) => expect.poll(read, { interval: 50 });

/** A phone that remembers how far it has heard, and what it holds. */
function phoneOf(who: Principal) {
  const held = new Map<string, AnswerOnPhone>();
  let cursor: string | null = null;
  const deviceId = newId();
  return {
    held,
    async hears() {
      for (let more = true; more;) {
        const answer = await pull(
          {
            pool: db.database.pool,
            sources: [phoneAnswers],
            itemCap: 500,
            audienceUnits: async (tx, p) => {
              const { paths } = await unitState(tx);
              return p.grants.flatMap((g) => [...(paths.get(g.unitId ?? 0) ?? [])]);
            },
            unitClock: async (tx) =>
              Number((await tx.selectFrom("unit_clock").select("n").executeTakeFirstOrThrow()).n),
          },
          who,
          { deviceId, cursor, limit: 200 },
        );
        if (answer.reset) held.clear();
        for (const change of answer.changes) {
          if (change.data === null) held.delete(change.id);
          else held.set(change.id, change.data as AnswerOnPhone);
        }
        cursor = answer.cursor;
        more = answer.more;
      }
      return held;
    },
    sends: (commands: { name: string; payload: unknown; id?: string; deviceAt?: string }[]) =>
      push({ pool: db.database.pool, commands: { ...talkCommands, ...questionCommands } as never }, who, {
        deviceId,
        clock: new Date().toISOString(),
        commands: commands.map((c) => ({ id: c.id ?? newId(), deviceAt: new Date().toISOString(), ...c })),
      }),
  };
}

const nextTalk = (talkId: string) => ({
  name: "talk.record",
  payload: {
    talkId,
    unitId: village.dran,
    placeUnitId: village.diomA,
    kind: "residentMeeting",
    title: "Sinh hoạt thôn tháng 11",
    startsAt: new Date(Date.now() - 3_600_000).toISOString(),
    speakerIds: [village.yaThuan],
    attendance: 33,
  },
});

describe("the answer goes back", () => {
  test("to the phone of who spoke there, with what to tell; told at the next talk, offline, it is marked", async () => {
    const phone = phoneOf(story.speaker);
    const other = phoneOf(story.otherSpeaker);
    await phone.hears();
    await other.hears();
    const { ids } = await story.askAtTalk(["Khi nào có thẻ mới?"], {}, { now: daysAgo(1) });
    const id = ids[0]!;
    const answerId = await story.answer(id);
    await soon(async () => (await phone.hears()).get(id)).toMatchObject({
      questionId: id,
      answerId,
      asked: "Khi nào có thẻ mới?",
      answer: "Thẻ mới được cấp trước ngày 15 tháng 01.",
      place: { name: "Thôn Diom A" },
      unitName: "Xã D'Ran",
      carriedBackAt: null,
    });
    expect((await other.hears()).has(id)).toBe(false);
    const talkId = newId();
    const { outcomes } = await phone.sends([
      nextTalk(talkId),
      { name: "answer.carry-back", payload: { questionId: id, talkId, answerId } },
    ]);
    expect(outcomes.map((o) => o.outcome)).toEqual(["received", "received"]);
    await soon(async () => (await phone.hears()).get(id)?.carriedBackAt ?? null).not.toBeNull();
    const seen = await page(id);
    expect(seen.carried).toMatchObject([{ talkId, title: "Sinh hoạt thôn tháng 11", place: "Thôn Diom A" }]);
    expect(seen.carriedBackOn).toBe(todayInVietnam());
    expect(seen.bearers.map((b) => b.name)).toEqual(["Ya Thuần"]);
  });

  test("the tick may come before the talk, twice, or for an answer that was withdrawn meanwhile: it was told", async () => {
    const phone = phoneOf(story.speaker);
    const { ids } = await story.askAtTalk(["Đã tiêm phòng thì tiêm lại khi nào?"]);
    const id = ids[0]!;
    const answerId = await story.answer(id);
    await phone.hears();
    await story.run(story.officer, "answer.withdraw", { questionId: id, answerId, version: 4, reason: "Sửa ngày" });
    const talkId = newId();
    const tick = {
      name: "answer.carry-back",
      payload: { questionId: id, talkId, answerId },
      id: newId(),
      deviceAt: new Date().toISOString(),
    };
    expect(
      (await phone.sends([tick, { ...tick, id: newId() }, nextTalk(talkId)])).outcomes.map((o) => o.outcome),
    ).toEqual(["received", "received", "received"]);
    expect((await phone.sends([tick])).outcomes[0]!.outcome).toBe("repeated");
    expect((await page(id)).carried).toHaveLength(1);
    // withdrawn, it is on no phone, whether it was told or not
    await soon(async () => (await phone.hears()).has(id)).toBe(false);
  });

  test("where nobody of the talk is left, those appointed at the place, else at its commune", async () => {
    const question = {
      origin: "officer",
      placeUnitId: village.pangSim,
      text: "Trạm y tế xã mở cửa lúc mấy giờ?",
      questionId: newId() as string,
    };
    await story.run(story.stranger, "question.ask", question);
    const damRongHead = {
      ...story.head,
      userId: "dam.rong",
      grants: [{ role: "unitHead" as const, unitId: village.damRong }],
    };
    const answerId = newId() as string;
    const at = (version: number) => ({ questionId: question.questionId, answerId, version });
    await story.run(story.stranger, "answer.save", {
      ...at(1),
      version: null,
      questionText: question.text,
      text: "Từ 7 giờ đến 17 giờ.",
      legalSource: "Thông báo 05/TB-TYT",
    });
    await story.run(story.stranger, "answer.submit", at(1));
    await story.run(damRongHead, "answer.approve", at(2));
    await story.run(story.stranger, "answer.publish", at(3));
    expect((await page(question.questionId, story.stranger)).bearers.map((b) => b.name)).toEqual(["K' Brèm"]);
  });

  test("a like question gets the answer carried back to its own place, also when it is merged afterwards", async () => {
    const phone = phoneOf(story.otherSpeaker);
    const common = await story.askAtTalk(["Bao giờ có điện ba pha?"]);
    await story.answer(common.ids[0]!);
    const like = newId() as string;
    await story.run(story.otherSpeaker, "talk.record", {
      ...(nextTalk(newId()).payload as object),
      placeUnitId: village.chauSon,
      speakerIds: [village.anhNguyet],
      questions: [{ id: like, text: "Điện ba pha bao giờ có?" }],
    });
    expect((await phone.hears()).size).toBe(0);
    await story.run(story.officer, "question.merge", { questionId: like, intoId: common.ids[0] });
    await soon(async () => (await phone.hears()).get(like)).toMatchObject({
      asked: "Điện ba pha bao giờ có?",
      place: { name: "Thôn Châu Sơn" },
    });
    const talkId = newId();
    await story.run(story.otherSpeaker, "answer.carry-back", { questionId: like, talkId });
    const row = await db.owner
      .selectFrom("question")
      .select("carried_back_at")
      .where("id", "=", common.ids[0]!)
      .executeTakeFirstOrThrow();
    expect(row.carried_back_at).toBeNull();
    await story.run(story.officer, "question.separate", { questionId: like, reason: "Khác nơi" });
    await soon(async () => (await phone.hears()).has(like)).toBe(false);
  });

  test("who is no bearer and holds no role there cannot tick, and a question without an answer has nothing to tell", async () => {
    const { ids } = await story.askAtTalk(["Câu này ai mang về?"]);
    const tick = { questionId: ids[0]!, talkId: newId() };
    await expect(story.run(story.speaker, "answer.carry-back", tick)).rejects.toMatchObject({
      code: "question.not-found",
    });
    await expect(story.run(story.officer, "answer.carry-back", tick)).rejects.toMatchObject({
      code: "answer.not-published",
    });
    await story.answer(ids[0]!);
    await expect(story.run(story.otherSpeaker, "answer.carry-back", tick)).rejects.toMatchObject({
      code: "question.not-found",
    });
    await expect(story.run(story.stranger, "answer.carry-back", tick)).rejects.toMatchObject({
      code: "question.not-found",
    });
    await story.run(story.officer, "answer.carry-back", tick);
  });
});

describe("overdue", () => {
  const job = (now = new Date()) =>
    climbJob.run({ pool: db.database.pool, dataDir: "", now: () => now, log: () => {} }, {});

  test("climbs one level with a new deadline, shows there, and the level above answers; the job twice at once climbs once", async () => {
    const { ids } = await story.askAtTalk(["Tiền hỗ trợ bao giờ có?"], {}, { now: daysAgo(30) });
    const id = ids[0]!;
    expect(await page(id)).toMatchObject({ overdue: true, level: 0 });
    await Promise.all([job(), job(), job()]);
    await job();
    const seen = await page(id, story.provinceOfficer);
    expect(seen).toMatchObject({
      level: 1,
      overdue: false,
      unit: { name: "Tỉnh Lâm Đồng" },
      firstUnit: { name: "Xã D'Ran" },
      dueOn: addDays(todayInVietnam(), 7),
    });
    expect(seen.steps.filter((s) => s.kind === "climbed")).toMatchObject([
      { from: "Xã D'Ran", to: "Tỉnh Lâm Đồng", by: "Cầu Nối" },
    ]);
    const atProvince = await story.see(story.provinceOfficer, (tx) =>
      listQuestions(tx, { view: "climbed", limit: 50, unit: village.province }),
    );
    expect(atProvince.items.map((q) => q.id)).toContain(id);
    expect(
      (await story.see(story.provinceOfficer, (tx) => countQuestions(tx, { unit: village.province }))).climbed,
    ).toBeGreaterThan(0);

    // the commune may still write, the level above decides
    const answerId = newId();
    await story.run(story.officer, "answer.save", {
      questionId: id,
      answerId,
      questionText: "Tiền hỗ trợ bao giờ có?",
      text: "Trong tháng 12.",
      legalSource: "Quyết định 99/QĐ-UBND",
    });
    await story.run(story.officer, "answer.submit", { questionId: id, answerId, version: 1 });
    await expect(
      story.run(story.head, "answer.approve", { questionId: id, answerId, version: 2 }),
    ).rejects.toMatchObject({ code: "access.denied" });
    await story.run(story.provinceHead, "answer.approve", { questionId: id, answerId, version: 2 });
    await story.run(story.provinceOfficer, "answer.publish", { questionId: id, answerId, version: 3 });
    expect((await page(id)).answer).toMatchObject({ unit: { name: "Tỉnh Lâm Đồng" } });
  });

  test("at the top it stays, overdue; approved, set aside, merged or answered it does not climb", async () => {
    const old = { now: daysAgo(60) };
    const { ids } = await story.askAtTalk(["Một?", "Hai?", "Ba?", "Bốn?"], {}, old);
    const [top, approved, aside, merged] = ids as [string, string, string, string];
    await story.answer(approved, "approved");
    await story.run(story.officer, "question.set-aside", { questionId: aside, reason: "Trùng" });
    await story.run(story.officer, "question.merge", { questionId: merged, intoId: approved });
    await job();
    // the province lets its own deadline go by
    await job(new Date(Date.now() + 9 * 86_400_000));
    await job(new Date(Date.now() + 20 * 86_400_000));
    expect(await page(top)).toMatchObject({ level: 1, unit: { name: "Tỉnh Lâm Đồng" } });
    for (const id of [approved, aside, merged]) expect(await page(id)).toMatchObject({ level: 0 });
  });

  test("many at once, in steps, each recorded in the journal under its unit", async () => {
    for (let i = 0; i < 9; i++)
      await story.askAtTalk(
        Array.from({ length: 50 }, (_, n) => `Câu ${i} số ${n} thế nào?`),
        {},
        { now: daysAgo(40) },
      );
    await job();
    const left = await story.see(story.officer, (tx) => countQuestions(tx, { unit: village.dran }));
    expect(left.overdue).toBe(1); // the approved one
    const climbed = await db.owner
      .selectFrom("question_step")
      .select((e) => e.fn.countAll<number>().as("n"))
      .where("kind", "=", "climbed")
      .executeTakeFirstOrThrow();
    const journal = await db.owner
      .selectFrom("journal")
      .select((e) => e.fn.countAll<number>().as("n"))
      .where("action", "=", "question.climbed")
      .where("unit_id", "=", village.dran)
      .executeTakeFirstOrThrow();
    expect(Number(climbed.n)).toBeGreaterThanOrEqual(450);
    expect(journal.n).toBe(climbed.n);
  });

  test("nobody but the system runs it", async () => {
    await expect(story.run(story.head, "question.climb", { on: todayInVietnam() })).rejects.toMatchObject({
      code: "access.denied",
    });
  });
});
