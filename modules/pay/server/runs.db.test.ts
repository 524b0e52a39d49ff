import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import type { Principal } from "#kernel/access.ts";
import { spokenCode } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { listRuns, RunQuery } from "./list-runs.ts";
import { payWorld, person } from "./pay-world.ts";
import { readOwnLines } from "./run-lines.ts";

const db = useTestDatabase();
const { build, world, act, rate, talk, make, approve, page, lines, paid } = payWorld(db);
beforeAll(build);

const changeTalk = (id: string, set: ReturnType<typeof sql>) =>
  asSystem(db.database.pool, (tx) =>
    sql`update talk set ${set}, version = version + 1 where id = ${id}::uuid`.execute(tx),
  );

test("a month is paid from its verified talks; each line opens to the talk; the same again changes nothing", async () => {
  const first = await talk(world.a, "2026-09-03T12:00:00Z", [world.thuan]);
  await talk(world.a, "2026-09-10T12:00:00Z", [world.thuan, world.nghiem]);
  await talk(world.a, "2026-09-12T12:00:00Z", [world.nghiem], { status: "delivered" });
  const made = await make(world.ha, world.a, "2026-09");
  expect(made).toMatchObject({ total: 600_000, lines: 3, people: 2, undecided: 0, version: 1 });
  expect(await act(world.ha, "pay.compute-run", { runId: made.runId })).toMatchObject({ version: 1, total: 600_000 });
  await expect(make(world.ha, world.a, "2026-09")).rejects.toMatchObject({
    code: "pay.run-open",
    detail: { runId: made.runId },
  });
  const all = await lines(world.ha, made.runId);
  expect(all.find((l) => l.talk?.id === first)).toMatchObject({
    amount: 200_000,
    person: { name: "Ya Thuần" },
    rateScope: { name: "Tỉnh Lâm Đồng" },
    derivation: { what: "talk", heldOn: "2026-09-03", order: 1, usedBefore: 0, rate: { amount: 200_000 } },
  });
  expect((await page(world.ha, made.runId)).inWords).toBe("Sáu trăm nghìn đồng");

  // maker and checker are two people, by the rule and by the database
  const sent = await act<{ version: number }>(world.ha, "pay.submit-run", { runId: made.runId, version: 1 });
  const boss = { ...world.ha, grants: [{ role: "unitHead" as const, unitId: world.a }] };
  await expect(act(boss, "pay.approve-run", { runId: made.runId, version: sent.version })).rejects.toMatchObject({
    code: "pay.maker-checks",
  });
  const speaking = person("x", "verifier", world.a, world.thuan);
  await expect(act(speaking, "pay.approve-run", { runId: made.runId, version: sent.version })).rejects.toMatchObject({
    code: "pay.checker-is-paid",
  });
  await expect(
    sql`update pay_run set status = 'approved', checked_by = 'thu.ha', checked_at = now() where id = ${made.runId}::uuid`.execute(
      db.owner,
    ),
  ).rejects.toMatchObject({ code: "23514" });
  await expect(act(world.mai, "pay.approve-run", { runId: made.runId, version: 1 })).rejects.toMatchObject({
    code: "pay.changed-since",
  });
  await act(world.mai, "pay.return-run", { runId: made.runId, version: sent.version, reason: "Thiếu buổi ngày 12" });
  await changeTalk(
    (await sql<{ id: string }>`select id from talk where status = 'delivered'`.execute(db.owner)).rows[0]!.id,
    sql`status = 'verified'`,
  );
  const back = await page(world.ha, made.runId);
  expect(back).toMatchObject({ status: "draft", reason: "Thiếu buổi ngày 12" });
  await expect(act(world.ha, "pay.submit-run", { runId: made.runId, version: back.version })).rejects.toMatchObject({
    code: "pay.facts-changed",
  });
  const again = await act(world.ha, "pay.compute-run", { runId: made.runId });
  expect(again.total).toBe(800_000);
  await approve(world.ha, world.mai, again);

  // locked: neither the run nor a line nor a decision, also not by the owner of the tables
  for (const statement of [
    sql`update pay_run set total = 1 where id = ${made.runId}::uuid`,
    sql`update pay_run set status = 'draft', checked_by = null, checked_at = null where id = ${made.runId}::uuid`,
    sql`delete from pay_run where id = ${made.runId}::uuid`,
    sql`update pay_line set derivation = '{}' where run_id = ${made.runId}::uuid`,
    sql`delete from pay_line where run_id = ${made.runId}::uuid`,
    sql`insert into pay_exception (run_id, person_id, claim, kind, month) values (${made.runId}::uuid, ${world.thuan}::uuid, 'x', 'noRate', '2026-09-01')`,
    sql`update pay_rate set amount = 1 where id = ${world.talkRate}::uuid`,
  ])
    await expect(statement.execute(db.owner)).rejects.toMatchObject({ code: "23001" });
  await expect(
    act(world.ha, "pay.set-reference", { runId: made.runId, reference: "TK 0123 4567 8901" }),
  ).rejects.toMatchObject({
    code: "pay.identity-in-text",
  });
  await act(world.ha, "pay.set-reference", { runId: made.runId, reference: "PC-0117/2026" });
  expect(await page(world.ha, made.runId)).toMatchObject({ accountingReference: "PC-0117/2026", status: "approved" });

  // by what is printed on its schedule: the run's code, or the number of a talk that it pays
  const byCode = (by: Principal, code: string) =>
    inTransaction(db.database.pool, by, async (tx) =>
      (await listRuns(tx, RunQuery.parse({ code }))).items.map((r) => r.id),
    );
  expect(await byCode(world.ha, spokenCode(made.runId))).toEqual([made.runId]);
  expect(await byCode(world.ha, spokenCode(first).toLowerCase().replace("-", ""))).toEqual([made.runId]);
  expect(await byCode(world.duyen, spokenCode(first))).toEqual([]);

  // each sees their own, nobody else's
  const thuan = person("ya.thuan", "speaker", world.a, world.thuan);
  const own = await inTransaction(db.database.pool, thuan, (tx) => readOwnLines(tx, world.thuan, { limit: 100 }));
  expect(own.map((l) => l.amount)).toEqual([200_000, 200_000]);
  expect(own[0]).toMatchObject({ runUnit: "Xã D'Ran", legalBasis: expect.stringContaining("NQ-HĐND") });
  expect(await inTransaction(db.database.pool, thuan, (tx) => readOwnLines(tx, world.nghiem, { limit: 100 }))).toEqual(
    [],
  );
  await expect(page(thuan, made.runId)).rejects.toMatchObject({ code: "pay.not-found" });
  await expect(page(world.duyen, made.runId)).rejects.toMatchObject({ code: "pay.not-found" });
});

test("what changes after approval comes to the next run as a difference", async () => {
  const { rows } = await sql<{
    id: string;
  }>`select talk_id as id from pay_line where person_id = ${world.nghiem}::uuid order by derivation->>'heldOn'`.execute(
    db.owner,
  );
  // a speaker taken out, a late record of a settled month
  await changeTalk(rows[0]!.id, sql`speaker_ids = ${[world.thuan]}::uuid[]`);
  const late = await talk(world.a, "2026-09-20T12:00:00Z", [world.thuan]);
  const october = await talk(world.a, "2026-10-05T12:00:00Z", [world.nghiem]);
  const made = await make(world.ha, world.a, "2026-10");
  const all = await lines(world.ha, made.runId);
  expect(all.map((l) => [l.person.name, l.amount, l.turn, l.talk?.id]).toSorted()).toEqual(
    [
      ["Touneh Ma Nghiêm", -200_000, 2, rows[0]!.id],
      ["Touneh Ma Nghiêm", 200_000, 1, october],
      ["Ya Thuần", 200_000, 1, late],
    ].toSorted(),
  );
  expect(all.find((l) => l.turn === 2)).toMatchObject({
    derivation: { what: "gone" },
    earlier: [{ month: "2026-09", amount: 200_000 }],
  });
  await approve(world.ha, world.mai, made);
  const empty = await make(world.ha, world.a, "2026-10");
  expect(empty).toMatchObject({ lines: 0, total: 0 });
  await expect(act(world.ha, "pay.submit-run", { runId: empty.runId, version: 1 })).rejects.toMatchObject({
    code: "pay.nothing-to-pay",
  });
  await act(world.ha, "pay.discard-run", { runId: empty.runId, version: 1, reason: "Không có gì" });
});

test("exceptions are listed and decided, a decision holds later; nothing is silently dropped", async () => {
  const untermed = await sql<{
    id: string;
  }>`insert into person (id, full_name, sort_key, unit_id) values (gen_random_uuid(), 'Cil Ha Thới', 'Thới', ${world.b}) returning id`.execute(
    db.owner,
  );
  const stranger = untermed.rows[0]!.id;
  await talk(world.b, "2026-08-03T12:00:00Z", [world.chuong, stranger]);
  await talk(world.b, "2026-08-03T12:30:00Z", [world.chuong]);
  await rate(world.b, {
    amount: 150_000,
    from: "2026-08-10",
    until: "2026-08-31",
    legalBasis: "Nghị quyết của xã (giả định)",
  });
  await talk(world.b, "2026-08-15T12:00:00Z", [world.chuong]);
  const made = await make(world.duyen, world.b, "2026-08");
  expect(made).toMatchObject({ lines: 1, undecided: 3 });
  const listed = (await page(world.duyen, made.runId)).exceptions;
  expect(listed.map((e) => e.kind).toSorted()).toEqual(["outsideTerm", "overlap", "twoRates"]);
  await expect(act(world.duyen, "pay.submit-run", { runId: made.runId, version: 1 })).rejects.toMatchObject({
    code: "pay.undecided",
  });
  const decide = (kind: string, fields: object) => {
    const about = listed.filter((e) => e.kind === kind).map((e) => ({ personId: e.person.id, claim: e.claim }));
    return act(world.duyen, "pay.decide", { runId: made.runId, kind, about, reason: "Đã đối chiếu", ...fields });
  };
  await decide("overlap", { decision: "leave" });
  await expect(decide("twoRates", { decision: "pay" })).rejects.toMatchObject({ code: "pay.rate-missing" });
  await decide("twoRates", {
    decision: "pay",
    rateId: listed.find((e) => e.kind === "twoRates")!.choices.find((c) => c.amount === 150_000)!.id,
  });
  const ready = await decide("outsideTerm", { decision: "pay", rateId: world.talkRate });
  expect(ready).toMatchObject({ undecided: 0, total: 550_000, lines: 3 });
  await approve(world.duyen, world.khanh, ready);
  // neither asked nor paid again
  const next = await make(world.duyen, world.b, "2026-09");
  expect(next).toMatchObject({ lines: 0, undecided: 0 });
  await act(world.duyen, "pay.discard-run", { runId: next.runId, version: 1, reason: "Không có gì" });
});

test("caps cut in the order of the talks, over all units; a month is paid once so many talks were given", async () => {
  await act(world.khanh, "pay.end-rate", { rateId: world.talkRate, version: 1, until: "2026-10-31" });
  await rate(world.province, { from: "2026-11-01", mostTalks: 2, amount: 100_000 });
  await rate(world.province, { from: "2026-11-01", per: "month", amount: 300_000, leastTalks: 3 });
  const at = new Date("2026-12-02T03:00:00Z");
  await talk(world.a, "2026-11-03T12:00:00Z", [world.thuan]);
  await talk(world.b, "2026-11-04T12:00:00Z", [world.thuan]);
  await talk(world.a, "2026-11-05T12:00:00Z", [world.thuan]);
  const a = await make(world.ha, world.a, "2026-11", at);
  expect(a.total).toBe(400_000);
  expect((await page(world.ha, a.runId)).exceptions).toMatchObject([{ kind: "overCap", cut: 100_000, decision: null }]);
  const b = await make(world.duyen, world.b, "2026-11", at);
  expect(b.total).toBe(100_000);
  // the province looks at both, and takes nothing that others hold
  const above = await make(world.anh, world.province, "2026-11", at);
  expect(above.lines).toBe(0);
  expect((await page(world.anh, above.runId)).exceptions.filter((e) => e.kind === "inAnotherRun")).toHaveLength(3);
  await approve(world.ha, world.mai, a, at);
  await approve(world.duyen, world.khanh, b, at);
  expect(await act(world.anh, "pay.compute-run", { runId: above.runId }, at)).toMatchObject({ lines: 0, total: 0 });
  expect((await page(world.anh, above.runId)).exceptions.filter((e) => e.kind === "inAnotherRun")).toEqual([]);
});

test("every claim was paid its entitlement and its first payment once", async () => {
  for (const claim of await paid()) expect(claim.first).toBe(1);
  const { rows } = await sql<{ bad: number }>`
    select count(*)::int as bad from pay_run r where r.status = 'approved' and r.total <> (select coalesce(sum(amount), 0) from pay_line where run_id = r.id)`.execute(
    db.owner,
  );
  expect(rows[0]!.bad).toBe(0);
});
