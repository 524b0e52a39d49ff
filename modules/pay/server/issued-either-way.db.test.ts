import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentCommands } from "#modules/documents/server.ts";
import { runsToMerge } from "./merge-runs.ts";
import { payWorld } from "./pay-world.ts";

const db = useTestDatabase();
const { build, world, act, talk, make, approve, page } = payWorld(db);
beforeAll(build);

const now = () => new Date("2026-11-02T03:00:00Z");
const signed = { issuedOn: "2026-11-02", signerName: "Trương Công Lý" };
/** Under Documents, as the officer of D'Ran does it there. */
async function write<A = { documentId: string; symbol: string }>(
  name: string,
  payload: object,
  sources = [runsToMerge],
) {
  const services = { pool: db.database.pool, commands: buildDocumentCommands(sources) as never, now };
  return (await executeCommand<A>(services, world.ha, { id: newId(), name, payload })).answer;
}
async function draft(runId: string, template = "payment-schedule"): Promise<string> {
  const draftId = newId();
  const values = template === "submission" ? { matter: "Cấp kinh phí", addressee: ["Sở Tài chính"] } : {};
  const merged = { source: "pay.runs", sourceIds: [runId], values };
  await write("document.create-draft", { draftId, unitId: world.a, template, ...merged });
  return draftId;
}
const byHand = (draftId: string) => write("document.issue-draft", { draftId, version: 1, ...signed });
const byPay = (runId: string) =>
  act<{ documentId: string; symbol: string }>(world.ha, "pay.issue-schedule", { runId, ...signed });

let months = 0;
async function approvedRun(): Promise<string> {
  months += 1;
  const month = `2026-0${months}`;
  await talk(world.a, `${month}-03T12:00:00Z`, [world.thuan]);
  const made = await make(world.ha, world.a, month);
  await approve(world.ha, world.mai, made);
  return made.runId;
}
const issued = async () =>
  (
    await sql<{ n: number; numbers: number; last: number }>`
      select count(*)::int as n, count(distinct number)::int as numbers, coalesce(max(number), 0)::int as last
        from issued_document where unit_id = ${world.a}`.execute(db.owner)
  ).rows[0]!;
const offered = (search?: string) =>
  inTransaction(db.database.pool, world.ha, (tx) =>
    runsToMerge.choices({ tx, principal: world.ha, unitId: world.a, today: "2026-11-02" as never, search }),
  );

test("issued under Documents, the run knows its document; pay issues it no second time, nor does another draft", async () => {
  const runId = await approvedRun();
  const [one, two] = [await draft(runId), await draft(runId)];
  const { documentId, symbol } = await byHand(one);
  expect(await page(world.ha, runId)).toMatchObject({
    document: { id: documentId, symbol, issuedOn: "2026-11-02", fileName: expect.stringMatching(/\.docx$/) },
  });
  const refused = { code: "pay.already-issued", detail: { documentId } };
  await expect(byPay(runId)).rejects.toMatchObject(refused);
  await expect(byHand(two)).rejects.toMatchObject(refused);
  await expect(draft(runId)).rejects.toMatchObject(refused);
  // what was refused took no number, and the draft is still there to be dropped
  expect(await issued()).toEqual({ n: 1, numbers: 1, last: 1 });
  await write("document.drop-draft", { draftId: two, version: 1, reason: "Đã ban hành" });
  expect(await offered()).toEqual([]);
  const { rows } = await sql<{ after: unknown }>`
    select after from journal where action = 'pay.schedule-issued' and subject_id = ${runId}`.execute(db.owner);
  expect(rows).toMatchObject([{ after: { documentId, symbol } }]);
});

test("issued by pay, a draft that was begun before is refused and takes no number", async () => {
  const before = await issued();
  const runId = await approvedRun();
  const begun = await draft(runId);
  const { documentId } = await byPay(runId);
  await expect(byHand(begun)).rejects.toMatchObject({ code: "pay.already-issued", detail: { documentId } });
  expect(await issued()).toEqual({ n: before.n + 1, numbers: before.n + 1, last: before.n + 1 });
  expect(await page(world.ha, runId)).toMatchObject({ document: { id: documentId, issuedOn: "2026-11-02" } });
});

test("both ways at once, many times over: one of them, and the register has no gap", async () => {
  for (let round = 0; round < 6; round += 1) {
    const before = await issued();
    const runId = await approvedRun();
    const begun = [await draft(runId), await draft(runId)];
    const ways = [() => byHand(begun[0]!), () => byPay(runId), () => byHand(begun[1]!), () => byPay(runId)];
    const ended = await Promise.allSettled([...ways.slice(round % 4), ...ways.slice(0, round % 4)].map((way) => way()));
    const done = ended.flatMap((e) => (e.status === "fulfilled" ? [e.value] : []));
    expect(done).toHaveLength(1);
    for (const e of ended) if (e.status === "rejected") expect(e.reason).toMatchObject({ code: "pay.already-issued" });
    expect(await page(world.ha, runId)).toMatchObject({ document: { id: done[0]!.documentId } });
    expect(await issued()).toEqual({ n: before.n + 1, numbers: before.n + 1, last: before.n + 1 });
  }
});

test("a document that only speaks of the run is none of its own; a schedule is of one run", async () => {
  const [runId, other] = [await approvedRun(), await approvedRunOfOctober()];
  await byHand(await draft(runId, "submission"));
  expect((await page(world.ha, runId)).document).toBeNull();
  await expect(
    write("document.create-draft", {
      draftId: newId(),
      unitId: world.a,
      template: "payment-schedule",
      source: "pay.runs",
      sourceIds: [runId, other],
    }),
  ).rejects.toMatchObject({ code: "pay.one-run" });
  await byPay(runId);
});

async function approvedRunOfOctober(): Promise<string> {
  await talk(world.a, "2026-10-03T12:00:00Z", [world.thuan]);
  const made = await make(world.ha, world.a, "2026-10");
  await approve(world.ha, world.mai, made);
  return made.runId;
}

test("migration 0245: schedules that were issued by hand before are noted with their runs, the first of each", async () => {
  const { rows } = await sql<{ id: string }>`
    select id from pay_run where document_id is null and status = 'approved'`.execute(db.owner);
  const runId = rows[0]!.id;
  // as documents issued before runs were told of it
  const silent = [{ ...runsToMerge, issuing: undefined as never }];
  const [first, second] = [await draft(runId), await draft(runId)];
  const { documentId } = await write("document.issue-draft", { draftId: first, version: 1, ...signed }, silent);
  await write("document.issue-draft", { draftId: second, version: 1, ...signed }, silent);
  expect((await page(world.ha, runId)).document).toBeNull();
  const migration = readFileSync(
    new URL("../../../db/migrations/0245-note-schedules-issued-by-hand.sql", import.meta.url),
    "utf8",
  );
  await sql.raw(migration).execute(db.owner);
  expect((await page(world.ha, runId)).document).toMatchObject({ id: documentId });
  await sql.raw(migration).execute(db.owner);
  expect((await page(world.ha, runId)).document).toMatchObject({ id: documentId });
});
