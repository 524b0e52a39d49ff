import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { asSystem } from "#platform/db/session.ts";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import { payWorld, person } from "./pay-world.ts";

/**
 * What happens between two runs, told by somebody who wants to be paid twice, or forgotten. Each story is settled by the next
 * month's ordinary runs of the communes alone: after them no settled month owes anybody anything, whoever looks at it again.
 */
const db = useTestDatabase();
const { build, world, act, rate, talk, make, approve, page, lines, paid } = payWorld(db);
/** The clock of the office. What the database writes by its own clock is moved along with it, so that only states tell. */
let today = new Date("2027-01-05T03:00:00Z");
const later = (days: number) => (today = new Date(today.getTime() + days * 86_400_000));
/** What the stories stamped themselves stays; told by the stamp and not by the day, for this is run on any day. */
const ours: Date[] = [];
const stamped = async (table: "pay_rate" | "appointment" | "unit_operation", column: string) => {
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(db.owner);
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${today} where not ${sql.ref(column)} = any(${ours})`.execute(
    db.owner,
  );
  ours.push(today);
  await sql`alter table ${sql.table(table)} enable trigger user`.execute(db.owner);
};
beforeAll(async () => {
  await build();
  today = new Date("2024-01-01T00:00:00Z");
  for (const [table, column] of [
    ["pay_rate", "updated_at"],
    ["appointment", "created_at"],
    ["unit_operation", "recorded_at"],
  ] as const)
    await stamped(table, column);
  ours.length = 0;
  today = new Date("2027-01-05T03:00:00Z");
});

const change = (id: string, set: ReturnType<typeof sql>) =>
  asSystem(db.database.pool, (tx) =>
    sql`update talk set ${set}, version = version + 1 where id = ${id}::uuid`.execute(tx),
  );
const speaker = async (unitId: number, fields: object = {}) =>
  (
    await buildPerson(db.database.pool, {
      fullName: `Người Nói ${newId().slice(-6)}`,
      unitId,
      appointment: { termFrom: "2024-07-01" as never, ...fields },
    })
  ).personId;
const checkerOf = (unit: number) => person(`checker.${unit}`, "unitHead", unit);
const makerOf = (unit: number) => person(`maker.${unit}`, "officer", unit);
/** The run of a unit and a month, approved where there is something in it. */
async function pay(
  unit: number,
  month: string,
  decide: (by: Principal, runId: string) => Promise<unknown> = async () => {},
) {
  const by = makerOf(unit);
  const made = await make(by, unit, month, today);
  await decide(by, made.runId);
  const now = await page(by, made.runId);
  const found = await lines(by, made.runId);
  if (now.lines > 0) await approve(by, checkerOf(unit), { runId: made.runId, version: now.version }, today);
  else await act(by, "pay.discard-run", { runId: made.runId, version: now.version, reason: "Không có gì" }, today);
  later(1);
  return {
    total: now.total,
    lines: found.map((l) => ({ person: l.person.id, amount: l.amount, talk: l.talk?.id ?? null })),
  };
}
/** Whoever looks at the month itself finds nothing that is owed. */
async function owesNothing(...months: string[]): Promise<void> {
  const above = person("auditor", "officer", world.province);
  for (const month of months) {
    const made = await make(above, world.province, month, today);
    const found = await lines(above, made.runId);
    expect([month, found.map((l) => [l.person.id, l.claim, l.amount]), made.undecided]).toEqual([month, [], 0]);
    await act(above, "pay.discard-run", { runId: made.runId, version: made.version, reason: "Chỉ xem" }, today);
  }
}
const sumOf = async (personId: string, claim?: string) =>
  (await paid())
    .filter((p) => p.personId === personId && (claim === undefined || p.claim === claim))
    .reduce((sum, p) => sum + p.amount, 0);
/** Something ordinary in both communes, so that a month is settled there. */
async function ordinary(month: string): Promise<void> {
  for (const unit of [world.a, world.b])
    await talk(unit, `${month}-28T01:00:00Z`, [unit === world.a ? world.nghiem : world.chuong]);
}

test("verified, paid, unverified, verified again, corrected: each turn once, in the next run", async () => {
  await ordinary("2026-01");
  const id = await talk(world.a, "2026-01-03T12:00:00Z", [world.thuan]);
  await pay(world.a, "2026-01");
  await pay(world.b, "2026-01");
  await change(id, sql`status = 'delivered'`);
  expect((await pay(world.a, "2026-02")).total).toBe(-200_000);
  expect((await pay(world.a, "2026-02")).lines).toEqual([]);
  await change(id, sql`status = 'verified'`);
  expect((await pay(world.a, "2026-02")).total).toBe(200_000);
  await change(id, sql`ends_at = starts_at + interval '3 hours'`);
  expect((await pay(world.a, "2026-02")).lines).toEqual([]);
  await change(id, sql`starts_at = '2026-02-03T12:00:00Z', ends_at = '2026-02-03T13:00:00Z'`);
  expect((await pay(world.a, "2026-02")).lines).toEqual([]);
  expect(await sumOf(world.thuan, `talk:${id}`)).toBe(200_000);
  await owesNothing("2026-01", "2026-02");
});

test("a talk moved to another unit after it was paid: neither of them pays or takes back, and a third hand changes nothing", async () => {
  await ordinary("2026-02");
  const id = await talk(world.a, "2026-02-07T12:00:00Z", [world.thuan]);
  await pay(world.a, "2026-02");
  await pay(world.b, "2026-02");
  await change(id, sql`place_unit_id = ${world.b}, unit_id = ${world.b}`);
  for (const unit of [world.a, world.b]) expect((await pay(unit, "2026-03")).lines).toEqual([]);
  // struck where it is now: taken back there, once
  await change(id, sql`status = 'delivered'`);
  expect((await pay(world.a, "2026-03")).lines).toEqual([]);
  expect((await pay(world.b, "2026-03")).total).toBe(-200_000);
  await owesNothing("2026-02", "2026-03");
});

test("a cap is reached in two communes: what changes in one is settled in the other's next run", async () => {
  await act(world.khanh, "pay.end-rate", { rateId: world.talkRate, version: 1, until: "2026-03-31" }, today);
  await rate(world.province, { from: "2026-04-01", until: "2026-04-30", amount: 200_000, mostTalks: 2 });
  await rate(world.province, { from: "2026-05-01", until: "2026-06-30", amount: 200_000, mostAmount: 500_000 });
  await stamped("pay_rate", "updated_at");
  later(1);
  const who = await speaker(world.a);
  await stamped("appointment", "created_at");
  await ordinary("2026-04");
  await ordinary("2026-05");
  // by number: the talk in the other commune is recorded after both others were paid
  const [first, last] = [
    await talk(world.a, "2026-04-03T12:00:00Z", [who]),
    await talk(world.a, "2026-04-20T12:00:00Z", [who]),
  ];
  for (const unit of [world.a, world.b]) await pay(unit, "2026-04");
  const between = await talk(world.b, "2026-04-10T12:00:00Z", [who]);
  expect((await pay(world.b, "2026-05")).lines).toContainEqual({ person: who, amount: 200_000, talk: between });
  expect((await pay(world.a, "2026-05")).lines).toContainEqual({ person: who, amount: -200_000, talk: last });
  await owesNothing("2026-04", "2026-05");
  await change(between, sql`status = 'delivered'`);
  await pay(world.a, "2026-05");
  await pay(world.b, "2026-05");
  expect(await sumOf(who, `talk:${first}`)).toBe(200_000);
  expect(await sumOf(who, `talk:${last}`)).toBe(200_000);
  await owesNothing("2026-04", "2026-05");

  // by amount: the last is paid in part, and in full once the other one no longer stands, though that one was never paid
  await talk(world.a, "2026-05-03T12:00:00Z", [who]);
  const other = await talk(world.b, "2026-05-10T12:00:00Z", [who]);
  const part = await talk(world.a, "2026-05-20T12:00:00Z", [who]);
  await pay(world.a, "2026-05");
  expect(await sumOf(who, `talk:${part}`)).toBe(100_000);
  await change(other, sql`speaker_ids = ${[world.chuong]}::uuid[]`);
  await ordinary("2026-06");
  expect((await pay(world.a, "2026-06")).lines).toContainEqual({ person: who, amount: 100_000, talk: part });
  await pay(world.b, "2026-06");
  await owesNothing("2026-04", "2026-05", "2026-06");
});

test("a month is paid where the appointment is: talks elsewhere, later, or none at all any more", async () => {
  await rate(world.province, {
    kind: "collaborator",
    per: "month",
    from: "2026-07-01",
    amount: 900_000,
    leastTalks: 2,
  });
  await rate(world.province, { from: "2026-07-01", amount: 200_000 });
  await stamped("pay_rate", "updated_at");
  later(1);
  const [gone, late] = [
    await speaker(world.a, { kind: "collaborator" }),
    await speaker(world.a, { kind: "collaborator" }),
  ];
  await stamped("appointment", "created_at");
  await ordinary("2026-07");
  await ordinary("2026-08");
  const struck = [
    await talk(world.b, "2026-07-03T12:00:00Z", [gone]),
    await talk(world.b, "2026-07-04T12:00:00Z", [gone]),
  ];
  await talk(world.b, "2026-07-05T12:00:00Z", [late]);
  for (const unit of [world.a, world.b]) await pay(unit, "2026-07");
  expect([await sumOf(gone), await sumOf(late)]).toEqual([900_000, 0]);
  await change(struck[0]!, sql`status = 'delivered'`);
  await change(struck[1]!, sql`status = 'delivered'`);
  await talk(world.b, "2026-07-06T12:00:00Z", [late]);
  expect((await pay(world.a, "2026-08")).lines).toEqual(
    expect.arrayContaining([
      { person: gone, amount: -900_000, talk: null },
      { person: late, amount: 900_000, talk: null },
    ]),
  );
  await pay(world.b, "2026-08");
  await owesNothing("2026-07", "2026-08");
});

test("a rate that changes between the hand-in and the approval of a run comes to the next run", async () => {
  await ordinary("2026-09");
  const who = await speaker(world.a);
  await stamped("appointment", "created_at");
  await talk(world.a, "2026-09-03T12:00:00Z", [who]);
  const by = makerOf(world.a);
  const made = await make(by, world.a, "2026-09", today);
  const sent = await act<{ version: number }>(
    by,
    "pay.submit-run",
    { runId: made.runId, version: made.version },
    today,
  );
  later(1);
  // for the core only, back to the first of the month; and who is of the core was so all the time
  await rate(world.a, {
    from: "2026-09-01",
    until: "2026-09-30",
    amount: 300_000,
    legalBasis: "Nghị quyết của xã (giả định)",
  });
  await stamped("pay_rate", "updated_at");
  later(1);
  await act(checkerOf(world.a), "pay.approve-run", { runId: made.runId, version: sent.version }, today);
  await pay(world.b, "2026-09");
  await ordinary("2026-10");
  const choose = async (officer: Principal, runId: string) => {
    const asked = (await page(officer, runId)).exceptions.filter((e) => e.kind === "twoRates");
    expect(asked.map((e) => e.month)).toContain("2026-09");
    const rateId = asked[0]!.choices.find((c) => c.amount === 300_000)!.id;
    const about = asked.map((e) => ({ personId: e.person.id, claim: e.claim }));
    await act(
      officer,
      "pay.decide",
      { runId, kind: "twoRates", about, decision: "pay", rateId, reason: "Nghị quyết mới" },
      today,
    );
  };
  const october = await pay(world.a, "2026-10", choose);
  expect(october.lines).toContainEqual(expect.objectContaining({ person: who, amount: 100_000 }));
  await pay(world.b, "2026-10");
  await owesNothing("2026-09", "2026-10");
});

test("more is taken back than the next run pays: the run is below nothing, is approved so, and says it in words", async () => {
  const who = await speaker(world.a);
  await stamped("appointment", "created_at");
  const talks: string[] = [];
  for (const day of ["03", "04", "05"]) talks.push(await talk(world.a, `2026-10-${day}T12:00:00Z`, [who]));
  await pay(world.a, "2026-10");
  for (const id of talks) await change(id, sql`status = 'delivered'`);
  await talk(world.a, "2026-11-03T12:00:00Z", [who]);
  const by = makerOf(world.a);
  const made = await make(by, world.a, "2026-11", today);
  expect(made.total).toBe(-400_000);
  expect((await page(by, made.runId)).inWords).toBe("Âm bốn trăm nghìn đồng");
  await approve(by, checkerOf(world.a), made, today);
  expect(await sumOf(who)).toBe(200_000);
  await owesNothing("2026-10", "2026-11");
});

test("a commune is split after it has paid: its parts owe nothing, the level above settles what changes", async () => {
  const id = await talk(world.a, "2026-11-10T12:00:00Z", [world.thuan]);
  await pay(world.a, "2026-11");
  later(1);
  await act(
    unitAdministrator,
    "unit.operate",
    {
      kind: "split",
      on: "2026-12-01",
      legalBasis: "Nghị quyết thử",
      unitId: world.a,
      parts: [
        { name: "Xã Phần Một", kind: "commune", code: "24991", parentId: world.province },
        { name: "Xã Phần Hai", kind: "commune", code: "24992", parentId: world.province },
      ],
      children: [],
    },
    today,
  );
  await stamped("unit_operation", "recorded_at");
  later(1);
  await change(id, sql`status = 'delivered'`);
  const { rows } = await sql<{
    id: number;
  }>`select to_id as id from unit_succession where from_id = ${world.a}`.execute(db.owner);
  for (const part of rows) expect((await pay(part.id, "2026-12")).lines).toEqual([]);
  expect((await pay(world.province, "2026-12")).lines).toContainEqual({
    person: world.thuan,
    amount: -200_000,
    talk: id,
  });
  await owesNothing("2026-09", "2026-10", "2026-11", "2026-12");
});
