import { sql } from "kysely";
import { type Principal, systemCaller as system } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import { demoAnswers } from "./demo-answers.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";

const dayMs = 86_400_000;
/** What was asked longer ago than this has its answer; the newer ones wait. */
const answeredAfterDays = 20;

interface Asked {
  id: string;
  text: string;
  at: Date;
  talk_id: string;
  asked_unit_id: number;
}

/**
 * What people asked in the demo's years, answered by the province for all who asked the same, carried back where the demo's
 * speakers were; the newest wait, one of them with an answer on its way, one with a commitment.
 */
export async function fillQuestions(fill: DemoFill): Promise<void> {
  const { database, today } = fill;
  const asked = await asSystem(
    database.pool,
    async (tx) =>
      (
        await sql<Asked>`select q.id, q.text, q.received_at as at, q.talk_id, q.asked_unit_id from question q where q.origin = 'talk' order by q.received_at, q.id`.execute(
          tx,
        )
      ).rows,
  );
  const old = asked.filter((q) => today.getTime() - q.at.getTime() > answeredAfterDays * dayMs);
  const texts = [...new Set(old.map((q) => q.text))];
  for (const [i, text] of texts.entries()) {
    await answerOnce(
      fill,
      old.filter((q) => q.text === text),
    );
    fill.step("Câu hỏi / questions", i + 1, texts.length);
  }
  await carriedBack(fill);
  await climbed(fill);
  await onItsWay(fill);
}

/** The first to ask gets the answer some days later; who asks the same after that is put under it. */
async function answerOnce(fill: DemoFill, same: readonly Asked[]): Promise<void> {
  const found = demoAnswers.find((a) => a.question === same[0]!.text);
  // an answer rests on what was issued by then: who asked before that is put under the first who asked after it
  const root = same.find((q) => found === undefined || q.at >= issuedBy(found.source)) ?? same[0]!;
  const [first, others] = [root, same.filter((q) => q !== root)];
  if (found !== undefined) {
    const [officer, head] = [fill.accounts.get("anh")!, fill.accounts.get("dung")!];
    const days = 4 + fill.random.between(0, 9);
    await publish(fill, first.id, officer, head, found, (n) => new Date(first.at.getTime() + (days + n) * dayMs));
  }
  const also = others.map((other) => other.id);
  const last = others.at(-1);
  if (last !== undefined)
    await fill.act(
      system,
      "question.merge",
      { questionId: last.id, intoId: first.id, also },
      { now: new Date(Math.max(last.at.getTime(), first.at.getTime()) + dayMs) },
    );
}

const issuedBy = (source: string) => {
  const years = [...source.matchAll(/\/(20\d\d)\//g)].map((found) => Number(found[1]));
  return new Date(Date.UTC(Math.max(2000, ...years), 11, 1));
};

async function publish(
  fill: DemoFill,
  questionId: string,
  author: Principal,
  head: Principal,
  { question, answer, source }: { question: string; answer: string; source: string },
  on: (step: number) => Date,
): Promise<void> {
  const answerId = newId();
  const step = (version: number) => ({ questionId, answerId, version });
  await fill.act(
    author,
    "answer.save",
    { questionId, answerId, questionText: question, text: answer, legalSource: source },
    { now: on(0) },
  );
  await fill.act(author, "answer.submit", step(1), { now: on(0) });
  await fill.act(head, "answer.approve", step(2), { now: on(1) });
  await fill.act(author, "answer.publish", step(3), { now: on(1) });
}

/** The demo's own speakers told what was answered long ago at their next talk in that place. */
async function carriedBack(fill: DemoFill): Promise<void> {
  const { rows } = await asSystem(fill.database.pool, (tx) =>
    sql<{ question_id: string; talk_id: string; at: Date }>`
      select q.id as question_id, later.id as talk_id, later.starts_at as at
        from question q
        join question_answer a on a.question_id = coalesce(q.merged_into, q.id) and a.status = 'published'
        join lateral (select t.id, t.starts_at from talk t where t.place_unit_id = q.asked_unit_id and t.starts_at > greatest(a.published_at, q.asked_at)
            and t.status in ('delivered', 'verified', 'counted') order by t.starts_at limit 1) later on true
       where exists (select from answer_bearer b where b.question_id = q.id and b.person_id = any (${["thuan", "brem", "nghiem"].map((key) => fill.people.get(key)!)}::uuid[]))
       order by later.starts_at limit 400`.execute(tx),
  );
  for (const { question_id, talk_id, at } of rows)
    await fill.act(
      system,
      "answer.carry-back",
      { questionId: question_id, talkId: talk_id },
      { now: new Date(at.getTime() + 3_600_000) },
    );
}

async function climbed(fill: DemoFill): Promise<void> {
  const on = new Date(fill.today.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  await fill.act(system, "question.climb", { on });
}

/** D'Ran's desk has something to do: one answer waits for the head, one stands with what was promised. */
async function onItsWay(fill: DemoFill): Promise<void> {
  const dran = unitOf(fill, "after:24934");
  const [ha, ly] = [fill.accounts.get("ha")!, fill.accounts.get("ly")!];
  const on = (back: number) => new Date(fill.today.getTime() - back * dayMs);
  const ask = async (text: string, topic: string, back: number) => {
    const questionId = newId();
    await fill.act(
      ha,
      "question.ask",
      { questionId, origin: "officer", placeUnitId: dran, topic, text },
      { now: on(back) },
    );
    return questionId;
  };
  const road = await ask("Đường vào nghĩa trang thôn bao giờ được rải đá?", "local-projects", 12);
  await publish(
    fill,
    road,
    ha,
    ly,
    {
      question: "Đường vào nghĩa trang thôn bao giờ được rải đá?",
      answer: "Xã rải đá đoạn 300 mét trước mùa mưa, bằng vốn bảo trì đường năm nay; Nhân dân góp công san nền.",
      source: "Nghị quyết của Hội đồng nhân dân xã về kế hoạch bảo trì đường",
    },
    (n) => on(9 - n),
  );
  const commitmentId = newId();
  await fill.act(
    ha,
    "commitment.make",
    {
      commitmentId,
      questionId: road,
      unitId: dran,
      text: "Rải đá đoạn 300 mét đường vào nghĩa trang thôn",
      dueOn: new Date(fill.today.getTime() + 60 * dayMs).toISOString().slice(0, 10),
    },
    { now: on(8) },
  );
  await fill.act(
    ha,
    "commitment.progress",
    { commitmentId, progressId: newId(), text: "Đã khảo sát và lập dự toán", evidence: "Biên bản khảo sát 12/BB-UBND" },
    { now: on(3) },
  );
  const market = await ask("Chợ D'Ran họp lại vào những ngày nào trong tuần?", "local-affairs", 6);
  const answerId = newId();
  await fill.act(
    ha,
    "answer.save",
    {
      questionId: market,
      answerId,
      questionText: "Chợ D'Ran họp lại vào những ngày nào trong tuần?",
      text: "Chợ họp tất cả các ngày, phiên chính vào sáng thứ Bảy và Chủ nhật.",
      legalSource: "Thông báo của Ban quản lý chợ xã D'Ran",
    },
    { now: on(2) },
  );
  await fill.act(ha, "answer.submit", { questionId: market, answerId, version: 1 }, { now: on(2) });
}
