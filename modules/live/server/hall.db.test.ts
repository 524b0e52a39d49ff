import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { allCommands } from "#apps/server/rooms.ts";
import { type Principal, publicCaller } from "#kernel/access.ts";
import { newId, spokenCode } from "#kernel/ids.ts";
import { defaultSmallGroupRule } from "#kernel/suppression.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildHall, type BuiltHall } from "./factory.ts";
import { hallsOf } from "./halls.ts";
import { liveJobs } from "./jobs.ts";
import { readConsole } from "./read-console.ts";

const db = useTestDatabase();
let hall: BuiltHall;
const halls = () => hallsOf(db.database);
const mark = (i: number) => `phone-${String(i).padStart(12, "0")}`;

beforeAll(async () => {
  hall = await buildHall(db.database.pool, allCommands);
});

async function openRound(of: BuiltHall, pollId: string, phase: string): Promise<string> {
  const roundId = newId();
  await of.run("hall.open-round", { hallId: of.hallId, roundId, pollId, phase });
  await halls().changed(of.hallId);
  return roundId;
}
const close = (of: BuiltHall, roundId: string) => of.run("hall.close-round", { hallId: of.hallId, roundId });
const vote = (of: BuiltHall, round: string, i: number, choice: number, turn = 1) =>
  halls().vote(of.code, { round, choice, mark: mark(i), turn });
const state = async (of: BuiltHall) => {
  await new Promise((done) => setTimeout(done, 1100));
  return halls().state(of.code);
};
const votesStored = async (round: string) =>
  (
    await sql<{ choice: number; n: number }>`
    select choice, count(*)::int as n from hall_vote where round_id = ${round}::uuid group by 1 order by 1`.execute(
      db.owner,
    )
  ).rows;

test("the smallest group is the same in the kernel and in the database", async () => {
  const { rows } = await sql<{ n: number }>`select smallest_group() as n`.execute(db.owner);
  expect(rows[0]!.n).toBe(defaultSmallGroupRule.threshold);
});

describe("voting", () => {
  test("once a phone; a mind may be changed; an older try that comes late does not win; nothing after the close", async () => {
    const round = await openRound(hall, hall.pollIds[0]!, "before");
    await Promise.all(Array.from({ length: 7 }, (_, i) => vote(hall, round, i, 0)));
    await vote(hall, round, 0, 0);
    await vote(hall, round, 1, 1, 3);
    await vote(hall, round, 1, 2, 2);
    expect(await votesStored(round)).toEqual([
      { choice: 0, n: 6 },
      { choice: 1, n: 1 },
    ]);
    await close(hall, round);
    await expect(vote(hall, round, 8, 1)).rejects.toMatchObject({ code: "hall.round-closed" });
    expect(await votesStored(round)).toHaveLength(2);
  });

  test("votes that meet the close are either counted or refused, never acknowledged and lost", async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const round = await openRound(hall, hall.pollIds[1]!, "before");
      const cast = Array.from({ length: 60 }, (_, i) =>
        vote(hall, round, i, 1).then(
          () => true,
          () => false,
        ),
      );
      await close(hall, round);
      const taken = (await Promise.all(cast)).filter(Boolean).length;
      expect((await votesStored(round)).reduce((sum, row) => sum + row.n, 0)).toBe(taken);
    }
  });

  test("a check's answers are not shown by themselves; a poll's are, once it is closed", async () => {
    const pollId = newId();
    await hall.run("hall.add-poll", {
      hallId: hall.hallId,
      pollId,
      text: "Họp thôn vào ngày nào?",
      options: ["Thứ bảy", "Chủ nhật"],
    });
    const round = await openRound(hall, pollId, "poll");
    for (let i = 0; i < 6; i++) await vote(hall, round, i, i < 4 ? 0 : 1);
    expect((await state(hall)).round).toMatchObject({ open: true, votes: 6, counts: null });
    await close(hall, round);
    expect((await state(hall)).round).toMatchObject({ open: false, votes: 6, counts: [4, 2] });
    const again = await openRound(hall, pollId, "poll");
    expect((await state(hall)).round).toMatchObject({ number: 2, votes: null });
    await vote(hall, again, 1, 1);
    await hall.run("hall.reset-round", { hallId: hall.hallId, roundId: again });
    expect(await votesStored(again)).toEqual([]);
    expect((await state(hall)).round).toMatchObject({ id: round });
  });

  test("the application itself cannot read who voted what, and no table of the hall without its talk", async () => {
    for (const table of ["hall_vote", "hall_raise", "hall_salt"])
      await expect(
        inTransaction(db.database.pool, hall.officer, (tx) => sql`select from ${sql.table(table)}`.execute(tx)),
      ).rejects.toMatchObject({ code: "42501" });
    for (const table of ["hall", "hall_round", "hall_poll", "hall_question", "understanding_result"]) {
      const seen = await inTransaction(db.database.pool, publicCaller, (tx) =>
        sql`select 1 from ${sql.table(table)}`.execute(tx),
      );
      expect(seen.rows).toEqual([]);
    }
  });
});

test("a poll made on the spot goes onto every phone, so it names nobody either", async () => {
  for (const [text, options] of [
    ["Ai gọi số 0912 345 678?", ["Có", "Không"]],
    ["Gọi ai?", ["0912 345 678", "Không gọi"]],
  ] as const)
    await expect(
      hall.run("hall.add-poll", { hallId: hall.hallId, pollId: newId(), text, options }),
    ).rejects.toMatchObject({ code: "hall.identity-in-text" });
});

describe("asking", () => {
  const ask = (text: string, ticket: string = newId(), id: string = newId()) =>
    hall.run<{ id: string; code: string }>("hall.ask", { hallId: hall.hallId, id, ticket, text }, publicCaller);

  test("a question that names a person is refused before anything is stored", async () => {
    await expect(ask("Gọi cho tôi số 0912 345 678 nhé")).rejects.toMatchObject({ code: "hall.identity-in-text" });
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from hall_question where text like '%0912%')::int + (select count(*) from command where payload::text like '%0912%')::int
             + (select count(*) from journal where after::text like '%0912%')::int as n`.execute(db.owner);
    expect(rows[0]!.n).toBe(0);
  });

  test("it waits for the speaker, is then a question to be answered, and only who asked has its code", async () => {
    const ticket = newId();
    const asked = await ask("Băng cản lửa quanh rẫy cần rộng bao nhiêu?", ticket);
    expect(asked.code).toBe(spokenCode(ticket));
    expect((await state(hall)).questions).toEqual([]);
    const judge = (verdict: string) => hall.run("hall.judge", { hallId: hall.hallId, questionId: asked.id, verdict });
    await judge("accept");
    await expect(judge("accept")).rejects.toMatchObject({ code: "hall.question-judged" });
    const { rows } = await sql<{ origin: string; code: string; talk_id: string }>`
      select origin, code, talk_id from question where id = ${ticket}::uuid`.execute(db.owner);
    expect(rows).toEqual([{ origin: "hall", code: asked.code, talk_id: hall.talkId }]);
    const seen = await state(hall);
    expect(seen.questions).toEqual([
      { id: asked.id, text: "Băng cản lửa quanh rẫy cần rộng bao nhiêu?", raised: null, answered: false },
    ]);
    expect(JSON.stringify(seen)).not.toContain(ticket);
    const declined = await ask("Bao giờ có đường mới?");
    await hall.run("hall.judge", { hallId: hall.hallId, questionId: declined.id, verdict: "decline" });
    expect((await state(hall)).questions).toHaveLength(1);
  });

  test("the question that most want to know stands first; once a phone; under five is not said", async () => {
    const second = await ask("Trực gác chia ca thế nào?");
    await hall.run("hall.judge", { hallId: hall.hallId, questionId: second.id, verdict: "accept" });
    await state(hall);
    for (const i of [1, 1, 2, 3, 4]) await halls().raise(hall.code, second.id, mark(i));
    let [first] = (await state(hall)).questions;
    expect(first).toMatchObject({ id: second.id, raised: null });
    await halls().raise(hall.code, second.id, mark(5));
    [first] = (await state(hall)).questions;
    expect(first).toMatchObject({ id: second.id, raised: 5 });
  });

  test("a question without its hall taking any is refused, and so is one to a hall that is not there", async () => {
    await hall.run("hall.show", { hallId: hall.hallId, asking: false });
    await expect(ask("Còn một câu nữa")).rejects.toMatchObject({ code: "hall.not-asking" });
    await hall.run("hall.show", { hallId: hall.hallId, asking: true });
    await expect(halls().state("ZZZZ")).rejects.toMatchObject({ code: "hall.not-found" });
  });
});

describe("who speaks", () => {
  test("leads their own hall from the first code to the end, and nobody else's", async () => {
    const { pool } = db.database;
    const { personId } = await buildPerson(pool, { fullName: "Ya Thuần", unitId: hall.communeId }, hall.officer);
    const speaker: Principal = {
      userId: "ya-thuan",
      personId,
      displayName: "Ya Thuần",
      grants: [{ role: "speaker", unitId: hall.communeId }],
      homeUnitId: hall.communeId,
    };
    const [talkId, hallId, roundId] = [newId(), newId(), newId()];
    await hall.run("talk.plan", {
      talkId,
      unitId: hall.communeId,
      placeUnitId: hall.communeId,
      kind: "residentMeeting",
      title: "Buổi của Ya Thuần",
      startsAt: new Date().toISOString(),
      speakerIds: [personId],
      materialVersionIds: [hall.versionId],
    });
    const { code } = await hall.run<{ code: string }>("hall.open", { hallId, talkId }, speaker);
    const { polls } = await inTransaction(pool, speaker, (tx) => readConsole(tx, speaker, talkId));
    expect(polls).toHaveLength(3);
    await hall.run("hall.open-round", { hallId, roundId, pollId: polls[0]!.id, phase: "before" }, speaker);
    await halls().vote(code, { round: roundId, choice: 1, mark: mark(1), turn: 1 });
    const [questionId, ticket] = [newId(), newId()];
    await hall.run("hall.ask", { hallId, id: questionId, ticket, text: "Ai trực gác đêm nay?" }, publicCaller);
    await hall.run("hall.judge", { hallId, questionId, verdict: "accept" }, speaker);
    await hall.run("hall.judge", { hallId, questionId, verdict: "answered" }, speaker);
    const { rows } = await sql`select from question where id = ${ticket}::uuid`.execute(db.owner);
    expect(rows).toHaveLength(1);
    await hall.run("hall.close", { hallId }, speaker);
    for (const [command, payload] of [
      ["hall.show", { hallId: hall.hallId, shown: "join" }],
      ["hall.close", { hallId: hall.hallId }],
      ["hall.open", { hallId: newId(), talkId: hall.talkId }],
    ] as const)
      await expect(hall.run(command, payload, speaker)).rejects.toMatchObject({
        code: expect.stringMatching(/access\.denied|hall\.(talk-)?not-found/) as string,
      });
  });
});

describe("closed for good", () => {
  test("a hall that nobody closed is closed by the job after the set hours", async () => {
    const other = await buildHall(db.database.pool, allCommands);
    const run = (hours: number) =>
      liveJobs[0]!.run(
        {
          pool: db.database.jobPool,
          dataDir: "",
          now: () => new Date(Date.now() + hours * 3_600_000),
          log: () => {},
        },
        {},
      );
    const status = async () =>
      (await sql<{ status: string }>`select status from hall where id = ${other.hallId}::uuid`.execute(db.owner))
        .rows[0]!.status;
    // the other hall of this file is as old and stays open for the next test
    await run(11);
    expect(await status()).toBe("open");
    await sql`update hall set opened_at = now() - interval '13 hours' where id = ${other.hallId}::uuid`.execute(
      db.owner,
    );
    await run(0);
    expect(await status()).toBe("closed");
    expect((await state(hall)).status).toBe("open");
  });

  test("what single phones sent is gone; the code leads to a hall that says so", async () => {
    await hall.run("hall.close", { hallId: hall.hallId });
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from hall_vote)::int + (select count(*) from hall_raise)::int + (select count(*) from hall_salt)::int as n`.execute(
      db.owner,
    );
    expect(rows[0]!.n).toBe(0);
    expect(await state(hall)).toMatchObject({ status: "closed", asking: false });
    await expect(hall.run("hall.show", { hallId: hall.hallId, asking: true })).rejects.toMatchObject({
      code: "hall.closed",
    });
    const console = await inTransaction(db.database.pool, hall.officer, (tx) =>
      readConsole(tx, hall.officer, hall.talkId),
    );
    expect(console).toMatchObject({ mayOpen: true, hall: { status: "closed" } });
    const next = newId();
    await hall.run("hall.open", { hallId: next, talkId: hall.talkId });
    await expect(hall.run("hall.open", { hallId: newId(), talkId: hall.talkId })).rejects.toMatchObject({
      code: "hall.open-already",
    });
  });
});
