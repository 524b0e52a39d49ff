import { beforeAll, expect, test } from "vitest";
import { addDays, civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { daysAgo, openStory, type QuestionStory } from "../../questions/server/question-village.ts";
import { buildVillage, type Village } from "../../talks/server/talk-village.ts";
import { computeFigures } from "./compute-figures.ts";
import { liveFacts } from "./facts.ts";
import { scopeOf } from "./scope.ts";

const db = useTestDatabase();
let village: Village;
let story: QuestionStory;

beforeAll(async () => {
  village = await buildVillage(db.owner);
  story = await openStory(db, village);
});

const days = { from: addDays(todayInVietnam(), -90), to: addDays(todayInVietnam(), 90) };
async function figures(unitId: number, who = story.provinceOfficer) {
  return story.see(who, async (tx) => {
    const scope = await scopeOf(tx, unitId, "as-was", todayInVietnam(), days.to);
    const all = await computeFigures(tx, scope, liveFacts(days, null), days);
    return (code: Parameters<typeof all.get>[0], under?: number) =>
      under === undefined ? all.get(code)!.total : (all.get(code)!.units.get(under) ?? 0);
  });
}

test("what came of questions and promises is counted as a person would count it, by place and by who is responsible", async () => {
  // in time; too late; still waiting, overdue; new; set aside; like the first, asked later; before the period
  const old = { now: daysAgo(40) };
  const inTime = (await story.askAtTalk(["Có nước sạch chưa?"], {}, { now: daysAgo(5) })).ids[0]!;
  const tooLate = (await story.askAtTalk(["Có điện chưa?"], {}, old)).ids[0]!;
  await story.askAtTalk(["Có đường chưa?"], { placeUnitId: village.chauSon }, old);
  await story.askAtTalk(["Có chợ chưa?"], {}, { now: daysAgo(1) });
  const aside = (await story.askAtTalk(["Hừm."], {}, old)).ids[0]!;
  const like = (await story.askAtTalk(["Nước sạch có chưa?"], { placeUnitId: village.chauSon }, { now: daysAgo(1) }))
    .ids[0]!;
  await story.askAtTalk(["Xưa rồi?"], {}, { now: daysAgo(120) });
  await story.answer(inTime);
  await story.answer(tooLate);
  await story.run(story.officer, "question.set-aside", { questionId: aside, reason: "Không phải câu hỏi" });
  await story.run(story.officer, "question.merge", { questionId: like, intoId: inTime });
  await story.run(story.speaker, "answer.carry-back", { questionId: inTime, talkId: newId() });
  const promise = async (dueOn: string, doneOn: string | null) => {
    const commitmentId = newId();
    await story.run(story.officer, "commitment.make", {
      commitmentId,
      questionId: inTime,
      unitId: village.dran,
      text: "Đặt bể nước",
      dueOn,
    });
    if (doneOn !== null)
      await story.run(story.officer, "commitment.finish", {
        commitmentId,
        progressId: newId(),
        text: "Xong",
        evidence: "Biên bản",
        doneOn,
      });
  };
  const today = civilDateOf(new Date());
  await promise(addDays(today, 5), today); // kept before its day
  await promise(addDays(today, -3), today); // late
  await promise(addDays(today, -3), null); // overdue
  await promise(addDays(today, 30), null); // not due yet

  const commune = await figures(village.dran);
  expect(commune("questions.received")).toBe(6);
  expect(commune("questions.received", village.chauSon)).toBe(2);
  expect(commune("questions.due")).toBe(4); // in time, too late, overdue, the like one
  expect(commune("questions.in-time")).toBe(2);
  expect(commune("questions.in-time.share")).toBe(50);
  expect(commune("questions.carried-back")).toBe(1);
  const province = await figures(village.province);
  expect(province("questions.received", village.dran)).toBe(6);
  expect(province("commitments.made", village.dran)).toBe(4);
  expect(province("commitments.due")).toBe(3);
  expect(province("commitments.kept")).toBe(1);
  expect(province("commitments.kept.share")).toBeCloseTo(33.33, 1);
  expect((await figures(village.damRong))("questions.received")).toBe(0);
});
