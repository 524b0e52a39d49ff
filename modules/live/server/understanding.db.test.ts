import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { allCommands } from "#apps/server/rooms.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildHall, type BuiltHall } from "./factory.ts";
import { hallsOf } from "./halls.ts";
import { readConsole } from "./read-console.ts";

const db = useTestDatabase();
let hall: BuiltHall;
beforeEach(async () => {
  hall = await buildHall(db.database.pool, allCommands);
});

const right = 1;
const wrong = 3;

/** Asks the first check in that phase; each phone is named with its answer. */
async function ask(phase: "before" | "after", answers: readonly (readonly [string, number])[]): Promise<string> {
  const roundId = newId();
  await hall.run("hall.open-round", { hallId: hall.hallId, roundId, pollId: hall.pollIds[0]!, phase });
  const halls = hallsOf(db.database);
  await halls.changed(hall.hallId);
  await Promise.all(
    answers.map(([mark, choice]) =>
      halls.vote(hall.code, { round: roundId, choice, mark: `${mark}-0123456789abcdef`, turn: 1 }),
    ),
  );
  await hall.run("hall.close-round", { hallId: hall.hallId, roundId });
  return roundId;
}
const phones = (n: number, answer: number, from = 0) =>
  Array.from({ length: n }, (_, i) => [`p${from + i}`, answer] as const);
const results = async () =>
  (await inTransaction(db.database.pool, hall.officer, (tx) => readConsole(tx, hall.officer, hall.talkId))).results;
/** Everything that the API says of this talk's understanding, to everybody and to who leads it. */
const said = async () => {
  await new Promise((done) => setTimeout(done, 1100));
  return JSON.stringify([await hallsOf(db.database).state(hall.code), await results()]);
};

describe("paired", () => {
  test("fifty phones, as in the table that Altman works out by hand", async () => {
    // Altman, Machin, Bryant, Gardner, "Statistics with Confidence" (2000), p. 52, after Newcombe 1998 (paired): 50 pairs,
    // 20 + +, 12 + -, 2 - +, 16 - -. p1 = 32/50 = 0.64, p2 = 22/50 = 0.44, D = 0.20.
    // Wilson for 0.64: 0.501 to 0.759; for 0.44: 0.312 to 0.577. A = 32·18·22·28 = 354816, B = 20·16 - 12·2 = 296,
    // C = B - n/2 = 271, phi = 271/√354816 = 0.455.
    // Lower: 0.20 - √((0.64-0.501)² - 2·0.455·(0.64-0.501)(0.577-0.44) + (0.577-0.44)²) = 0.20 - 0.144 = 0.056.
    // Upper: 0.20 + √((0.44-0.312)² - 2·0.455·(0.44-0.312)(0.759-0.64) + (0.759-0.64)²) = 0.20 + 0.129 = 0.329.
    // Here "+" is right, first after and then before: 20 right both times, 12 only after, 2 only before, 16 never.
    await ask("before", [
      ...phones(20, right),
      ...phones(12, wrong, 20),
      ...phones(2, right, 32),
      ...phones(16, wrong, 34),
    ]);
    await ask("after", [
      ...phones(20, right),
      ...phones(12, right, 20),
      ...phones(2, wrong, 32),
      ...phones(16, wrong, 34),
    ]);
    const [first] = await results();
    expect(first).toMatchObject({
      method: "paired",
      beforeN: 50,
      beforeRight: 22,
      afterN: 50,
      afterRight: 32,
      change: 20,
      low: 5.6,
      high: 32.9,
      verdict: "up",
      few: false,
    });
  });

  test("only phones that answered both times are compared; the others are in no figure", async () => {
    await ask("before", [...phones(8, wrong), ...phones(6, right, 100)]);
    await ask("after", [...phones(8, right), ...phones(3, wrong, 200)]);
    expect((await results())[0]).toMatchObject({
      method: "paired",
      beforeN: 8,
      beforeRight: 0,
      afterRight: 8,
      few: true,
    });
    // 8 of 14 and 8 of 11: had the round of 14 shown its 6 right answers, the six phones that left would be known
    expect(await said()).not.toMatch(/"counts":\[/);
  });
});

describe("a group of four", () => {
  test("shows nothing, nor can it be had from what is shown of others", async () => {
    await ask("before", phones(4, right));
    await ask("after", phones(4, right));
    const [first] = await results();
    expect(first).toMatchObject({ method: "few", beforeN: null, beforeRight: null, afterN: null, change: null });
    expect(await said()).not.toMatch(/"votes":\d|Right":\d|counts":\[/);
    const { rows } = await sql<{ n: number | null }>`
      select coalesce(before_n, after_n, before_right, both_right) as n from understanding_result where talk_id = ${hall.talkId}::uuid`.execute(
      db.owner,
    );
    // not even stored
    expect(rows).toEqual([{ n: null }]);
  });

  test("asked again with four more, the second result is not shown: its difference to the first would be the four", async () => {
    await ask("before", phones(24, wrong));
    await ask("after", phones(20, right));
    expect((await results())[0]).toMatchObject({ method: "paired", beforeN: 20, afterRight: 20 });
    // the same twenty and four late-comers: 24 pairs
    await ask("after", [...phones(20, right), ...phones(4, wrong, 20)]);
    expect((await results())[0]).toMatchObject({ method: "few", beforeN: null });
    // with none or with five and more between them, both may be seen
    await ask("after", phones(15, right));
    expect((await results())[0]).toMatchObject({ method: "paired", beforeN: 15 });
    await ask("after", phones(20, wrong));
    expect((await results())[0]).toMatchObject({ method: "paired", beforeN: 20, afterRight: 0 });
  });

  test("two answers of the API at any two moments differ by nobody or by five and more", async () => {
    // every figure of answers that is ever said while halls of all sizes are asked again and again
    const sizes = new Set<number>();
    await ask("before", phones(30, wrong));
    for (const n of [4, 9, 11, 12, 30, 27, 3, 16]) {
      await ask("after", phones(n, right));
      const [first] = await results();
      if (first!.beforeN !== null) for (const size of [first!.beforeN, first!.afterN!]) sizes.add(size);
    }
    const list = [...sizes].sort((a, b) => a - b);
    expect(list.length).toBeGreaterThan(1);
    for (const a of list) for (const b of list) if (a !== b) expect(Math.abs(a - b)).toBeGreaterThanOrEqual(5);
  });
});

describe("two groups", () => {
  test("where too few phones answered both times, the groups are compared", async () => {
    await ask("before", [...phones(48, right), ...phones(32, wrong, 48)]);
    await ask("after", [...phones(56, right, 200), ...phones(14, wrong, 256)]);
    // Newcombe 1998 (independent), table II, 56/70 - 48/80: method 10 gives 0.0524 to 0.3339
    expect((await results())[0]).toMatchObject({
      method: "groups",
      beforeN: 80,
      afterN: 70,
      change: 20,
      low: 5.2,
      high: 33.4,
    });
  });

  test("hands counted without a signal: final, two groups, small ones not stored", async () => {
    const { rows: checks } = await sql<{ id: string }>`
      select id from understanding_check where version_id = ${hall.versionId}::uuid order by position`.execute(
      db.owner,
    );
    const tally = (checkId: string, before: number[], after: number[]) =>
      hall.run("live.tally", { talkId: hall.talkId, checks: [{ checkId, before, after }] });
    await tally(checks[0]!.id, [20, 48, 7, 5], [4, 56, 5, 5]);
    await tally(checks[1]!.id, [1, 2, 0, 1], [0, 9, 0, 0]);
    await expect(tally(checks[0]!.id, [20, 48, 7, 5], [4, 57, 5, 5])).rejects.toMatchObject({ code: "tally.exists" });
    await expect(tally(checks[2]!.id, [1, 2], [3, 4])).rejects.toMatchObject({ code: "tally.options" });
    expect(await results()).toMatchObject([
      { method: "groups", beforeN: 80, beforeRight: 48, afterN: 70, afterRight: 56, low: 5.2, high: 33.4 },
      { method: "few", beforeN: null, afterN: null },
    ]);
    const { rows } = await sql<{ after: unknown }>`select after from journal where action = 'talk.tallied'`.execute(
      db.owner,
    );
    expect(JSON.stringify(rows)).not.toMatch(/[[,]9[,\]]/);
    // a hall that measures the same check afterwards does not take its place
    await ask("before", phones(10, wrong));
    await ask("after", phones(10, right));
    expect((await results())[0]).toMatchObject({ method: "groups", beforeN: 80 });
  });
});
