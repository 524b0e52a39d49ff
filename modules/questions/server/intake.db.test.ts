import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { publicCaller } from "#kernel/access.ts";
import { addDays, civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { newId, spokenCode } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildVillage, type Village } from "../../talks/server/talk-village.ts";
import { tidyQuestion } from "../rules.ts";
import { listQuestions } from "./list-questions.ts";
import { daysAgo, openStory, type QuestionStory } from "./question-village.ts";

const db = useTestDatabase();
let village: Village;
let story: QuestionStory;

beforeAll(async () => {
  village = await buildVillage(db.owner);
  story = await openStory(db, village);
});

const stored = async (id: string) =>
  (await db.owner
    .selectFrom("question")
    .selectAll()
    .select(sql<string>`due_on::text`.as("due_on"))
    .where("id", "=", id)
    .executeTakeFirst())!;
const ask = (over: Record<string, unknown> = {}) => ({
  questionId: newId() as string,
  origin: "public",
  placeUnitId: village.diomA,
  text: "Bao giờ đường vào thôn được sửa?",
  ...over,
});

describe("a talk's questions", () => {
  test("are there in the talk's own transaction, routed to the commune of the place, with code and deadline", async () => {
    const now = daysAgo(4);
    const { talkId, ids } = await story.askAtTalk(["Khi nào có thẻ mới?", "Trẻ em có được cấp không?"], {}, { now });
    for (const id of ids)
      expect(await stored(id)).toMatchObject({
        origin: "talk",
        talk_id: talkId,
        asked_unit_id: village.diomA,
        unit_id: village.dran,
        topic: "party-state-policy",
        language: "vi",
        code: spokenCode(id),
        status: "open",
        level: 0,
        handled_by: [village.dran],
        due_on: addDays(civilDateOf(now), 15),
      });
  });

  test("and nothing of them when the talk is not stored", async () => {
    const id = newId();
    await expect(story.askAtTalk([], { questions: [{ id, text: "Số tôi là 0912345678" }] })).rejects.toMatchObject({
      code: "talk.identity-in-text",
    });
    expect(await stored(id)).toBeUndefined();
  });

  test("come later with an amendment, in its own time, and follow the talk when its place and topic are put right", async () => {
    const { talkId, ids } = await story.askAtTalk(["Chợ mới ở đâu?"], {}, { now: daysAgo(20) });
    const late = newId();
    await story.run(
      story.speaker,
      "talk.amend",
      { talkId, changes: {}, addQuestions: [{ id: late, text: "Khi nào chợ mở cửa?" }] },
      { now: daysAgo(2) },
    );
    expect(await stored(late)).toMatchObject({ talk_id: talkId, due_on: addDays(todayInVietnam(), 13) });
    await story.run(story.speaker, "talk.amend", {
      talkId,
      changes: {
        placeUnitId: { base: village.diomA, value: village.chauSon },
        topic: { base: "party-state-policy", value: "disaster-health" },
      },
    });
    expect(await stored(late)).toMatchObject({
      asked_unit_id: village.chauSon,
      topic: "disaster-health",
      // urgent matters have a deadline of their own
      due_on: addDays(civilDateOf(daysAgo(2)), 3),
    });
    expect((await stored(ids[0]!)).topic).toBe("disaster-health");
  });

  test("hostile texts are stored as people would read them, like in TypeScript", async () => {
    const texts = ["\u202eKhi na\u0300o có\u200b thẻ mới?\u2066", "Chỉ có \u0007chuông\u009f"];
    const { ids } = await story.askAtTalk(texts);
    for (const [i, id] of ids.entries()) expect((await stored(id)).text).toBe(tidyQuestion(texts[i]!));
  });
});

describe("the public road", () => {
  test("anybody may ask, gets the code, and leaves no trace but the question", async () => {
    const question = ask();
    const answer = await story.run(publicCaller, "question.ask", question);
    expect(answer).toEqual({ questionId: question.questionId, code: spokenCode(question.questionId), struck: false });
    expect(await stored(question.questionId)).toMatchObject({ origin: "public", unit_id: village.dran, topic: null });
    const { rows } = await sql<{
      user_id: string;
      after: unknown;
    }>`select user_id, after from journal where subject_id = ${question.questionId}`.execute(db.owner);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.user_id).toBe("public");
    expect(JSON.stringify(rows[0]!.after)).not.toContain("đường");
  });

  test("an identity is refused with its kind and never its text; struck out with consent", async () => {
    const question = ask({ text: "Tôi ở số nhà 12 đường Hùng Vương, điện thoại 0987 654 321, hỏi tiền hỗ trợ" });
    await expect(story.run(publicCaller, "question.ask", question)).rejects.toMatchObject({
      code: "question.identity-in-text",
      detail: { fields: { "/text": "question.identity-in-text" }, kinds: expect.arrayContaining(["phone"]) },
    });
    expect(await stored(question.questionId)).toBeUndefined();
    expect(await story.run(publicCaller, "question.ask", { ...question, struck: true })).toMatchObject({
      struck: true,
    });
    const row = await stored(question.questionId);
    expect(row).toMatchObject({ struck: true });
    expect(row.text).not.toContain("0987");
    expect(row.text).toContain("[đã gạch: số điện thoại]");
  });

  test.each([
    ["only pictures", "😀".repeat(9000), "question.no-words"],
    ["only unseen marks", "\u202e\u200b", "question.empty"],
    ["too long", "ấ".repeat(10_001), "question.too-long"],
  ])("%s is a clear no", async (_name, text, code) => {
    await expect(story.run(publicCaller, "question.ask", ask({ text }))).rejects.toMatchObject({ code });
  });

  test("ten thousand characters, decomposed, fit", async () => {
    const question = ask({ text: "ấ ".normalize("NFD").repeat(5_000) });
    await story.run(publicCaller, "question.ask", question);
    expect((await stored(question.questionId)).text).toHaveLength(9_999);
  });

  test("an unknown place or topic is a clear no; the officer's and the dialogue's road want a role there", async () => {
    await expect(story.run(publicCaller, "question.ask", ask({ placeUnitId: 999_999 }))).rejects.toMatchObject({
      code: "question.unknown-place",
    });
    await expect(story.run(publicCaller, "question.ask", ask({ topic: "nothing" }))).rejects.toMatchObject({
      code: "question.unknown-topic",
    });
    await expect(
      story.run(publicCaller, "question.ask", ask({ talkId: newId(), origin: "hall" })),
    ).rejects.toMatchObject({
      code: "23503",
    });
    for (const origin of ["officer", "dialogue"]) {
      await expect(story.run(publicCaller, "question.ask", ask({ origin }))).rejects.toMatchObject({
        code: "access.denied",
      });
      await expect(story.run(story.stranger, "question.ask", ask({ origin }))).rejects.toMatchObject({
        code: "access.denied",
      });
      await story.run(story.officer, "question.ask", ask({ origin }));
    }
  });

  test("without an account nothing is read, and nothing but a fresh question can be written", async () => {
    await story.run(publicCaller, "question.ask", ask());
    expect(await story.see(publicCaller, (tx) => tx.selectFrom("question").select("id").execute())).toEqual([]);
    const row = (over: string) =>
      story.see(publicCaller, (tx) =>
        sql`insert into question (id, origin, asked_unit_id, text, status, level, asked_at, received_at, answered_at)
            select ${newId()}::uuid, x.origin, ${village.diomA}::int, 'x?', 'open', x.level, now(), now(), x.at
              from (select ${sql.raw(over)}) x`.execute(tx),
      );
    await expect(row("'officer' as origin, 0 as level, null::timestamptz as at")).rejects.toThrow(/row-level security/);
    await expect(row("'public' as origin, 2 as level, null::timestamptz as at")).rejects.toThrow(/row-level security/);
    await expect(row("'public' as origin, 0 as level, now() as at")).rejects.toThrow(/row-level security/);
  });
});

describe("the code", () => {
  test("two ids with the same letters: the later one carries -2, also when both come at once", async () => {
    const tail = newId().slice(18);
    const ids = ["0198a000-0000-7000", "0198b000-0000-7000", "0198c000-0000-7000"].map((head) => `${head}${tail}`);
    const code = spokenCode(ids[0]!);
    expect(new Set(ids.map(spokenCode))).toEqual(new Set([code]));
    await Promise.all(ids.map((questionId) => story.run(publicCaller, "question.ask", ask({ questionId }))));
    const codes = await db.owner.selectFrom("question").select("code").where("id", "in", ids).execute();
    expect(codes.map((c) => c.code).sort()).toEqual([code, `${code}-2`, `${code}-3`]);
  });

  test("SQL and TypeScript make the same of any id", async () => {
    const ids = Array.from({ length: 200 }, () => crypto.randomUUID());
    const { rows } = await sql<{
      code: string;
    }>`select spoken_code(id) as code from unnest(${ids}::uuid[]) with ordinality as t (id, n) order by n`.execute(
      db.owner,
    );
    expect(rows.map((r) => r.code)).toEqual(ids.map(spokenCode));
  });
});

describe("who must answer", () => {
  test("dated routes by topic and place win over the commune; the narrower over the wider", async () => {
    const admin = { ...story.officer, userId: "quoc.dung", grants: [{ role: "administrator" as const, unitId: null }] };
    const from = todayInVietnam();
    const route = { from, legalBasis: "Quyết định 12/QĐ-UBND" };
    await story.run(admin, "question.set-route", { ...route, topic: "local-projects", target: "province" });
    await story.run(admin, "question.set-route", {
      ...route,
      topic: "local-projects",
      placeUnitId: village.damRong,
      target: "unit",
      unitId: village.damRong,
    });
    const routed = async (placeUnitId: number, topic: string, now = new Date()) => {
      const question = ask({ placeUnitId, topic });
      await story.run(publicCaller, "question.ask", question, { now });
      return (await stored(question.questionId)).unit_id;
    };
    expect(await routed(village.diomA, "local-projects")).toBe(village.province);
    expect(await routed(village.pangSim, "local-projects")).toBe(village.damRong);
    expect(await routed(village.diomA, "knowledge")).toBe(village.dran);
    // what came before the rule is not touched by it
    expect(await routed(village.diomA, "local-projects", daysAgo(3))).toBe(village.dran);
    await expect(
      story.run(admin, "question.set-route", { ...route, target: "commune", from: addDays(from, -1) }),
    ).rejects.toMatchObject({ code: "question.setting-in-the-past" });
    await expect(story.run(story.head, "question.set-route", { ...route, target: "commune" })).rejects.toMatchObject({
      code: "access.denied",
    });
  });

  test("a deadline set from today on; what was received keeps the one it got", async () => {
    const admin = { ...story.officer, userId: "quoc.dung", grants: [{ role: "administrator" as const, unitId: null }] };
    const before = ask({ topic: "knowledge" });
    await story.run(publicCaller, "question.ask", before);
    await story.run(admin, "question.set-deadline", {
      stage: "answer",
      topic: "knowledge",
      days: 5,
      from: todayInVietnam(),
      legalBasis: "Quyết định 13/QĐ-UBND",
    });
    const after = ask({ topic: "knowledge" });
    await story.run(publicCaller, "question.ask", after);
    expect((await stored(before.questionId)).due_on).toBe(addDays(todayInVietnam(), 15));
    expect((await stored(after.questionId)).due_on).toBe(addDays(todayInVietnam(), 5));
  });
});

test("the list finds without diacritics, by abbreviation and by code, and shows nothing to another commune", async () => {
  const { ids } = await story.askAtTalk(["Thẻ bảo hiểm y tế hộ nghèo làm ở đâu, người K’Ho ở D'Ran có được không?"]);
  const found = (q: string, who = story.officer) =>
    story.see(who, async (tx) => (await listQuestions(tx, { view: "all", limit: 50, q })).items.map((i) => i.id));
  for (const q of [
    "bao hiem y te ho ngheo",
    "BHYT hộ nghèo",
    "hộ nghèo làm",
    "kho o dran",
    "k-ho ở d.ran",
    spokenCode(ids[0]!).toLowerCase(),
  ])
    expect(await found(q), q).toContain(ids[0]);
  expect(await found("hộ nghẹo")).toContain(ids[0]);
  expect(await found("bao hiem y te ho ngheo", story.stranger)).toEqual([]);
  expect(await found("bao hiem y te ho ngheo", story.provinceOfficer)).toContain(ids[0]);
});
