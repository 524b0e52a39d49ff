import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import type { Problem } from "#kernel/problem.ts";
import { executeCommand, type CommandServices } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { push } from "#platform/sync/server/push.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitState } from "#modules/units/server.ts";
import { talkCommands } from "./commands.ts";
import { listTalks } from "./list-talks.ts";
import { readTalkPage } from "./talk-page.ts";
import { talkTotals } from "./talk-totals.ts";
import { buildVillage, principalOf, type Village } from "./talk-village.ts";

const db = useTestDatabase();
let village: Village;
let services: CommandServices;
let officer: Principal;
let verifier: Principal;
let speaker: Principal;
let stranger: Principal;

beforeAll(async () => {
  village = await buildVillage(db.owner);
  services = { pool: db.database.pool, commands: talkCommands as never };
  officer = principalOf("ha", "officer", village.dran);
  verifier = principalOf("quan", "verifier", village.dran);
  speaker = principalOf("ya-thuan", "speaker", village.dran, village.yaThuan);
  stranger = principalOf("duyen", "officer", village.damRong);
  await inTransaction(db.database.pool, officer, (tx) => unitState(tx));
});

const run = (who: Principal, name: string, payload: unknown, id: string = newId()) =>
  executeCommand<Record<string, unknown>>(services, who, { id, name, payload });

const evening = (over: Record<string, unknown> = {}) => ({
  talkId: newId(),
  unitId: village.dran,
  placeUnitId: village.diomA,
  kind: "residentMeeting",
  title: "Bảo hiểm y tế hộ gia đình năm 2027",
  startsAt: "2026-11-21T12:00:00Z",
  endsAt: "2026-11-21T13:05:00Z",
  speakerIds: [village.yaThuan],
  ...over,
});

const totalsNow = () =>
  inTransaction(db.database.pool, officer, async (tx) => (await talkTotals(tx, { tier: "held" })).items);

async function expectTotalsToEqualRecount() {
  const { rows } = await sql`
    select coalesce(t.commune_id, r.commune_id) as commune, t.talks, r.talks as really, t.attendance, r.attendance as really_attended,
           t.speakers, r.speakers as really_spoke
      from talk_total t full join talk_total_recount r using (commune_id, month, tier)
     where coalesce(t.talks, 0) <> coalesce(r.talks, 0) or coalesce(t.attendance, 0) <> coalesce(r.attendance, 0)
        or coalesce(t.speakers, 0) <> coalesce(r.speakers, 0)`.execute(db.owner);
  expect(rows).toEqual([]);
}

describe("a talk from plan to verified", () => {
  test("is planned, accepted, recorded, verified, and counts once", async () => {
    const talk = evening();
    expect((await run(officer, "talk.enter", talk)).answer).toMatchObject({ status: "assigned", version: 1 });
    expect((await run(speaker, "talk.accept", { talkId: talk.talkId })).answer).toMatchObject({ status: "accepted" });
    await run(speaker, "talk.record", {
      ...talk,
      attendance: 64,
      plannedVersion: 2,
      questions: [{ id: newId(), text: "Khi nào có thẻ mới?" }],
    });
    expect((await run(verifier, "talk.verify", { talkId: talk.talkId })).answer).toMatchObject({
      status: "verified",
      version: 4,
    });
    const page = await inTransaction(db.database.pool, verifier, (tx) => readTalkPage(tx, verifier, talk.talkId));
    expect(page).toMatchObject({
      attendance: 64,
      commune: { name: "Xã D'Ran" },
      place: { name: "Thôn Diom A" },
      speakers: [{ name: "Ya Thuần" }],
    });
    expect(page.questions.map((q) => q.text)).toEqual(["Khi nào có thẻ mới?"]);
    expect(page.path.map((p) => p.action)).toEqual(["talk.planned", "talk.accepted", "talk.recorded", "talk.verified"]);
    await expectTotalsToEqualRecount();
  });

  test("the same command twice happens once and answers the same; another content is refused", async () => {
    const talk = evening({ attendance: 12 });
    const id = newId();
    const before = (await totalsNow()).reduce((n, t) => n + t.talks, 0);
    const first = await run(officer, "talk.enter", talk, id);
    const [second, third] = await Promise.all([
      run(officer, "talk.enter", talk, id),
      run(officer, "talk.enter", talk, id),
    ]);
    expect(second).toMatchObject({ repeated: true, hash: first.hash, at: first.at, answer: first.answer });
    expect(third.answer).toEqual(first.answer);
    expect((await totalsNow()).reduce((n, t) => n + t.talks, 0)).toBe(before + 1);
    await expect(run(officer, "talk.enter", { ...talk, attendance: 13 }, id)).rejects.toMatchObject({
      code: "command.reused",
    });
  });

  test("who verifies is never the speaker, and a stranger sees nothing", async () => {
    const talk = evening({ attendance: 20 });
    await run(officer, "talk.enter", talk);
    const speakingVerifier = { ...verifier, userId: "both", personId: village.yaThuan };
    await expect(run(speakingVerifier, "talk.verify", { talkId: talk.talkId })).rejects.toMatchObject({
      code: "talk.verifier-is-speaker",
    });
    await expect(run(stranger, "talk.verify", { talkId: talk.talkId })).rejects.toMatchObject({
      code: "talk.not-found",
    });
    await expect(run(stranger, "talk.enter", evening())).rejects.toMatchObject({ code: "access.denied" });
  });

  test("a correction stands beside the old until another person confirms it", async () => {
    const talk = evening({ attendance: 640 });
    await run(officer, "talk.enter", talk);
    await run(verifier, "talk.verify", { talkId: talk.talkId });
    const correctionId = newId();
    await run(officer, "talk.correct", {
      talkId: talk.talkId,
      correctionId,
      reason: "Thừa một số không",
      changes: { attendance: 64 },
    });
    await expect(
      run({ ...verifier, userId: "ha" }, "talk.confirm-correction", {
        talkId: talk.talkId,
        correctionId,
        confirm: true,
      }),
    ).rejects.toMatchObject({ code: "talk.corrector-confirms" });
    await run(verifier, "talk.confirm-correction", { talkId: talk.talkId, correctionId, confirm: true });
    const page = await inTransaction(db.database.pool, officer, (tx) => readTalkPage(tx, officer, talk.talkId));
    expect(page).toMatchObject({
      attendance: 64,
      status: "verified",
      corrections: [{ status: "confirmed", before: { attendance: 640 }, after: { attendance: 64 } }],
    });
    await expectTotalsToEqualRecount();
  });

  test("flags speak of the same speaker elsewhere and of more listeners than people", async () => {
    await sql`insert into unit_population (unit_id, as_of, people, source) values (${village.chauSon}, '2026-01-01', 30, 'Sổ của xã')`.execute(
      db.owner,
    );
    const one = evening({ attendance: 25, startsAt: "2026-10-03T12:00:00Z", endsAt: "2026-10-03T13:00:00Z" });
    const other = evening({
      attendance: 52,
      placeUnitId: village.chauSon,
      startsAt: "2026-10-03T12:15:00Z",
      endsAt: null,
    });
    await run(officer, "talk.enter", one);
    await run(officer, "talk.enter", other);
    const page = await inTransaction(db.database.pool, verifier, (tx) => readTalkPage(tx, verifier, other.talkId));
    expect(page.flags.map((f) => f.code).sort()).toEqual(
      ["moreThanPopulation", "noEnd", "sameSpeakerElsewhere"]
        .concat(page.flags.some((f) => f.code === "longAgo") ? ["longAgo"] : [])
        .sort(),
    );
  });
});

describe("edits", () => {
  test("of different fields merge, of one field clash and wait for an officer", async () => {
    const talk = evening({ attendance: 30 });
    await run(officer, "talk.enter", talk);
    await run(officer, "talk.amend", {
      talkId: talk.talkId,
      changes: { placeDetail: { base: null, value: "Nhà văn hóa" } },
    });
    await run(speaker, "talk.amend", { talkId: talk.talkId, changes: { attendance: { base: 30, value: 33 } } });
    const clash = await run(speaker, "talk.amend", {
      talkId: talk.talkId,
      changes: {
        placeDetail: { base: null, value: "Sân trường" },
        title: { base: talk.title, value: "Bảo hiểm y tế" },
      },
    });
    expect(clash).toMatchObject({
      outcome: "conflict",
      reason: { conflict: { placeDetail: { yours: "Sân trường", theirs: "Nhà văn hóa" } } },
    });
    let page = await inTransaction(db.database.pool, officer, (tx) => readTalkPage(tx, officer, talk.talkId));
    expect(page).toMatchObject({ attendance: 33, placeDetail: "Nhà văn hóa", title: talk.title });
    await run(officer, "held.settle", {
      heldId: clash.id,
      decision: "accept",
      take: ["placeDetail"],
      reason: "Người nói có mặt tại chỗ",
    });
    page = await inTransaction(db.database.pool, officer, (tx) => readTalkPage(tx, officer, talk.talkId));
    expect(page).toMatchObject({ placeDetail: "Sân trường", title: "Bảo hiểm y tế" });
    await expect(
      run(officer, "held.settle", { heldId: clash.id, decision: "dismiss", reason: "lần nữa" }),
    ).rejects.toMatchObject({ code: "held.decided" });
  });

  test("an identity in a question is neither stored nor held", async () => {
    const talk = evening({ attendance: 5, questions: [{ id: newId(), text: "Gọi lại cho tôi số 0912 345 678 nhé" }] });
    await expect(run(speaker, "talk.record", talk)).rejects.toSatisfy(
      (p: Problem) => p.code === "talk.identity-in-text" && !JSON.stringify(p.detail).includes("0912"),
    );
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from command where payload::text like '%0912%'`.execute(db.owner);
    expect(rows[0]!.n).toBe(0);
  });

  test("the address of a hall is a place, a telephone number beside it is not", async () => {
    const hall = evening({ attendance: 5, placeDetail: "Hội trường, số 12 đường Trần Phú" });
    await expect(run(speaker, "talk.record", hall)).resolves.toMatchObject({ outcome: "received" });
    const called = evening({ attendance: 5, placeDetail: "Hội trường, gọi 0912 345 678" });
    await expect(run(speaker, "talk.record", called)).rejects.toMatchObject({ code: "talk.identity-in-text" });
  });
});

describe("what a phone sends", () => {
  const deviceId = newId();
  const pushed = (
    who: Principal,
    commands: { name: string; payload: unknown; deviceAt?: string; id?: string }[],
    clock = new Date(),
  ) =>
    push(services, who, {
      deviceId,
      clock: clock.toISOString(),
      commands: commands.map((c) => ({
        id: c.id ?? newId(),
        name: c.name,
        payload: c.payload,
        deviceAt: c.deviceAt ?? clock.toISOString(),
      })),
    });

  test("is received with a receipt over its own content, and repeated harmlessly", async () => {
    const command = {
      id: newId(),
      name: "talk.record",
      payload: evening({ attendance: 41 }),
      deviceAt: new Date().toISOString(),
    };
    const one = await pushed(speaker, [command]);
    const two = await pushed(speaker, [command]);
    expect(one.outcomes[0]).toMatchObject({ outcome: "received", receipt: { id: command.id } });
    expect(two.outcomes[0]).toMatchObject({ outcome: "repeated", receipt: one.outcomes[0]!.receipt });
    await expectTotalsToEqualRecount();
  });

  test("with a clock a day off is held, and an officer's yes makes it the speaker's talk", async () => {
    const talk = evening({ attendance: 17 });
    const id = newId();
    const yesterday = new Date(Date.now() - 26 * 3_600_000);
    const answer = await pushed(
      speaker,
      [{ id, name: "talk.record", payload: talk, deviceAt: yesterday.toISOString() }],
      yesterday,
    );
    expect(answer.outcomes[0]).toMatchObject({ outcome: "held", receipt: { id } });
    await run(officer, "held.settle", { heldId: id, decision: "accept", reason: "Đã hỏi lại người nói" });
    const page = await inTransaction(db.database.pool, speaker, (tx) => readTalkPage(tx, speaker, talk.talkId));
    expect(page).toMatchObject({ status: "delivered", attendance: 17 });
  });

  test("about a talk given to somebody else meanwhile is held, never dropped", async () => {
    const talk = evening();
    await run(officer, "talk.enter", talk);
    await run(officer, "talk.assign", { talkId: talk.talkId, speakerIds: [village.anhNguyet] });
    const answer = await pushed(speaker, [{ name: "talk.record", payload: { ...talk, attendance: 9 } }]);
    expect(answer.outcomes[0]!.outcome).toBe("held");
    await run(officer, "held.settle", {
      heldId: answer.outcomes[0]!.id,
      decision: "accept",
      take: ["speakerIds"],
      reason: "Ya Thuần đã nói thay",
    });
    const page = await inTransaction(db.database.pool, officer, (tx) => readTalkPage(tx, officer, talk.talkId));
    expect(page).toMatchObject({ status: "delivered", attendance: 9, speakers: [{ name: "Ya Thuần" }] });
    await expectTotalsToEqualRecount();
  });

  test("once more after the officer has decided, is told the decision and not that it was received", async () => {
    const yesterday = new Date(Date.now() - 26 * 3_600_000);
    for (const [decision, outcome] of [
      ["accept", "settled"],
      ["dismiss", "dismissed"],
    ] as const) {
      const command = {
        id: newId(),
        name: "talk.record",
        payload: evening({ attendance: 12 }),
        deviceAt: yesterday.toISOString(),
      };
      const first = await pushed(speaker, [command], yesterday);
      expect(first.outcomes[0]).toMatchObject({ outcome: "held" });
      expect(first.outcomes[0]).not.toHaveProperty("decision");
      await run(officer, "held.settle", { heldId: command.id, decision, reason: "Đã hỏi lại người nói" });
      // the answer to the first sending never arrived
      expect((await pushed(speaker, [command])).outcomes[0]).toMatchObject({
        outcome: "held",
        decision: outcome,
        receipt: first.outcomes[0]!.receipt,
      });
    }
    await expectTotalsToEqualRecount();
  });

  test("that is malformed stays on the phone", async () => {
    const answer = await pushed(speaker, [
      { name: "talk.record", payload: { talkId: "x" } },
      { name: "talk.fly", payload: {} },
    ]);
    expect(answer.outcomes.map((o) => [o.outcome, o.receipt, o.problem?.code])).toEqual([
      ["refused", null, "command.invalid"],
      ["refused", null, "command.unknown"],
    ]);
  });
});

test("the list pages through everything once, newest first, within the caller's units only", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await inTransaction(db.database.pool, officer, (tx) =>
      listTalks(tx, { under: village.province, limit: 3, cursor }),
    );
    seen.push(...page.items.map((t) => t.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const { rows } = await sql<{
    id: string;
  }>`select id from talk where commune_id = ${village.dran} order by starts_at desc, id desc`.execute(db.owner);
  expect(seen).toEqual(rows.map((r) => r.id));
  const theirs = await inTransaction(db.database.pool, stranger, (tx) => listTalks(tx, { limit: 50 }));
  expect(theirs.items).toEqual([]);
});

test("words without diacritics find a title", async () => {
  const page = await inTransaction(db.database.pool, officer, (tx) => listTalks(tx, { q: "bao hiem", limit: 5 }));
  expect(page.items.length).toBeGreaterThan(0);
  const id = page.items[0]!.id;
  await sql`update talk set title = 'Phổ biến Nghị định 78/2024/NĐ-CP cho bà con K''Ho ở D’Ran' where id = ${id}::uuid`.execute(
    db.owner,
  );
  for (const q of [
    "dran",
    "d ran",
    "d'ran",
    "D-RAN",
    "kho d.ran",
    "nd cp",
    "78/2024/nđ-cp",
    "Ðran",
    "nghi  dinh".normalize("NFD"),
  ])
    expect(
      (await inTransaction(db.database.pool, officer, (tx) => listTalks(tx, { q, limit: 5 }))).items.map((t) => t.id),
      q,
    ).toEqual([id]);
});
