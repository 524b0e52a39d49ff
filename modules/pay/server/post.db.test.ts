import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { budgetCommands } from "#modules/budgets/server.ts";
import { payWorld, person } from "./pay-world.ts";
import { budgetsOf } from "./post-run.ts";
import { getRun } from "./store.ts";

const db = useTestDatabase();
const { build, world, act, talk, make, page } = payWorld(db);
const at = new Date("2026-11-02T03:00:00Z");
let activityId = "";
let lineId = "";

async function money<A>(by: Principal, name: keyof typeof budgetCommands, payload: unknown): Promise<A> {
  const services = { pool: db.database.pool, commands: budgetCommands as never, now: () => at };
  return (await executeCommand<A>(services, by, { id: newId(), name, payload })).answer;
}
const dated = { onDate: "2026-10-01", reference: "QĐ-01" };
const openLine = async (by: Principal, unitId: number, amount: number) =>
  (
    await money<{ lineId: string }>(by, "budget.open-line", {
      unitId,
      year: 2026,
      source: "commune-budget",
      title: "Công tác tuyên truyền miệng",
      amount,
      ...dated,
    })
  ).lineId;
const openActivity = async (by: Principal, of: string, planned: number) =>
  (
    await money<{ activityId: string }>(by, "budget.add-activity", {
      lineId: of,
      kind: "other",
      title: "Thù lao tuyên truyền viên",
      planned,
    })
  ).activityId;
beforeAll(async () => {
  await build();
  lineId = await openLine(world.ha, world.a, 1_000_000);
  activityId = await openActivity(world.ha, lineId, 900_000);
});

const spent = async () =>
  (
    await sql<{ spent: number; available: number }>`
      select a.spent::int, l.available::int from budget_activity a join budget_line l on l.id = a.line_id where a.id = ${activityId}::uuid`.execute(
      db.owner,
    )
  ).rows[0]!;
const ledgerOf = async (runId: string) =>
  (
    await sql<{ amount: number; reference: string }>`
      select amount::int, reference from budget_entry where pay_run_id = ${runId}::uuid order by at, id`.execute(
      db.owner,
    )
  ).rows;
/** The talks of these days, computed and handed in by Hà. */
async function submitted(month: string, days: readonly number[], speakers = [world.thuan]) {
  const talks: string[] = [];
  for (const day of days)
    talks.push(await talk(world.a, `${month}-${String(day).padStart(2, "0")}T12:00:00Z`, speakers));
  const made = await make(world.ha, world.a, month);
  const sent = await act(world.ha, "pay.submit-run", { runId: made.runId, version: made.version });
  return { ...sent, talks };
}

test("chosen by the maker, entered when another approves: spent against planned includes pay", async () => {
  const run = await submitted("2026-06", [1, 2, 3]);
  expect(
    await inTransaction(db.database.pool, world.ha, async (tx) =>
      budgetsOf(tx, await getRun(tx, run.runId), "2026-11-02"),
    ),
  ).toMatchObject([{ activityId, activity: "Thù lao tuyên truyền viên", planned: 900_000, spent: 0, left: 1_000_000 }]);
  const chosen = await act<{ version: number }>(world.ha, "pay.set-budget", { runId: run.runId, activityId });
  expect(await ledgerOf(run.runId)).toEqual([]);
  expect((await page(world.ha, run.runId)).budget).toMatchObject({ activityId, lineId, chosenBy: "thu.ha" });
  await act(world.mai, "pay.approve-run", { runId: run.runId, version: chosen.version });
  expect(await spent()).toEqual({ spent: 600_000, available: 400_000 });
  expect(await ledgerOf(run.runId)).toEqual([
    { amount: 600_000, reference: expect.stringMatching(/^Đợt chi thù lao 06\/2026, đợt 1, mã \w{3}-\w{4}$/) },
  ]);
  expect((await page(world.ha, run.runId)).postedAt).not.toBeNull();
  // posted once, and taken out by nobody but pay
  await expect(act(world.ha, "pay.set-budget", { runId: run.runId, activityId })).rejects.toMatchObject({
    code: "pay.posted-already",
  });
  const entry = await sql<{ id: string }>`select id from budget_entry where pay_run_id = ${run.runId}::uuid`.execute(
    db.owner,
  );
  await expect(
    money(world.ha, "budget.reverse", { reversesId: entry.rows[0]!.id, onDate: "2026-11-01", reason: "Thử" }),
  ).rejects.toMatchObject({ constraint: "budget_entry_goes_with_pay" });
  const said = await sql<{ action: string }>`
    select action from journal where action in ('pay.budget-chosen', 'pay.run-approved', 'budget.pay-posted') order by action`.execute(
    db.owner,
  );
  expect(said.rows.map((r) => r.action)).toEqual(["budget.pay-posted", "pay.budget-chosen", "pay.run-approved"]);
});

test("a line with too little left: refused with what is there, nothing approved and nothing entered; another line serves", async () => {
  const run = await submitted("2026-07", [1, 2, 3]);
  const chosen = await act<{ version: number }>(world.ha, "pay.set-budget", { runId: run.runId, activityId });
  const approving = () => act(world.mai, "pay.approve-run", { runId: run.runId, version: chosen.version });
  await expect(approving()).rejects.toMatchObject({
    code: "budget.too-little",
    detail: { left: 400_000, needed: 600_000 },
  });
  expect(await page(world.ha, run.runId)).toMatchObject({ status: "submitted", total: 600_000, postedAt: null });
  expect(await spent()).toEqual({ spent: 600_000, available: 400_000 });
  await money(world.ha, "budget.add-income", { lineId, amount: 500_000, ...dated });
  await approving();
  expect(await spent()).toEqual({ spent: 1_200_000, available: 300_000 });
});

test("two runs approved at once against one line that has enough for one of them", async () => {
  const first = await submitted("2026-08", [1]);
  const second = await submitted("2026-09", [1]);
  const versions: number[] = [];
  for (const run of [first, second])
    versions.push(
      (await act<{ version: number }>(world.ha, "pay.set-budget", { runId: run.runId, activityId })).version,
    );
  const results = await Promise.allSettled(
    [first, second].map((run, i) => act(world.mai, "pay.approve-run", { runId: run.runId, version: versions[i] })),
  );
  expect(results.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await spent()).toEqual({ spent: 1_400_000, available: 100_000 });
  // the other one is approved without, and entered once there is money
  const left = [first, second][results.findIndex((r) => r.status === "rejected")]!;
  const version = (await page(world.mai, left.runId)).version;
  await act(world.mai, "pay.approve-run", { runId: left.runId, version, activityId: null });
  expect((await page(world.mai, left.runId)).budget).toBeNull();
  await expect(act(world.ha, "pay.set-budget", { runId: left.runId, activityId })).rejects.toMatchObject({
    code: "budget.too-little",
  });
  await money(world.ha, "budget.add-income", { lineId, amount: 100_000, ...dated });
  await act(world.ha, "pay.set-budget", { runId: left.runId, activityId });
  expect(await spent()).toEqual({ spent: 1_600_000, available: 0 });
});

test("what the next run takes back goes back to the line, to the đồng", async () => {
  // three of the talks of June and July were none of Ya Thuần's; one of another speaker is new
  await sql`update talk set speaker_ids = ${[world.nghiem]}::uuid[], version = version + 1
    where status = 'verified' and held_on in ('2026-06-01', '2026-06-02', '2026-07-01')`.execute(db.owner);
  await sql`update talk set status = 'delivered', version = version + 1 where held_on in ('2026-06-01', '2026-06-02', '2026-07-01')`.execute(
    db.owner,
  );
  const october = await make(world.ha, world.a, "2026-10");
  expect(october).toMatchObject({ total: -600_000, lines: 3 });
  const sent = await act(world.ha, "pay.submit-run", { runId: october.runId, version: october.version });
  // where pay never spent anything there is nothing to take back
  const otherLine = await openLine(world.ha, world.a, 5_000_000);
  const elsewhere = await openActivity(world.ha, otherLine, 0);
  const head = person("head", "unitHead", world.a);
  await expect(
    act(head, "pay.approve-run", { runId: october.runId, version: sent.version, activityId: elsewhere }),
  ).rejects.toMatchObject({ code: "budget.nothing-to-take-back" });
  await act(head, "pay.approve-run", { runId: october.runId, version: sent.version, activityId });
  expect(await spent()).toEqual({ spent: 1_000_000, available: 600_000 });
  const entries = await ledgerOf(october.runId);
  expect(entries.reduce((sum, e) => sum + e.amount, 0)).toBe(-600_000);
  expect((await page(head, october.runId)).budget?.chosenBy).toBe("head");
  // over all runs: what the ledger holds of pay is what was paid
  const sums = await sql<{ bad: number }>`
    select count(*)::int as bad from pay_run r where r.posted_at is not null
       and r.total <> (select coalesce(sum(e.amount), 0) from budget_entry e where e.pay_run_id = r.id)`.execute(
    db.owner,
  );
  expect(sums.rows[0]!.bad).toBe(0);
});

test("only from lines of the unit itself, by who may spend there, and not from a closed year", async () => {
  const run = await submitted("2026-05", [1]);
  const province = await openLine(world.anh, world.province, 5_000_000);
  const above = await openActivity(world.anh, province, 0);
  await expect(act(world.anh, "pay.set-budget", { runId: run.runId, activityId: above })).rejects.toMatchObject({
    code: "budget.line-of-another",
  });
  await expect(
    act(world.mai, "pay.approve-run", { runId: run.runId, version: run.version, activityId }),
  ).rejects.toMatchObject({ code: "access.denied" });
  await approveQuietly(run);
});

/** A run that nobody gave a line is approved all the same: its page says that it is not entered anywhere. */
async function approveQuietly(run: { runId: string; version: number }): Promise<void> {
  await act(world.mai, "pay.approve-run", run);
  expect(await page(world.mai, run.runId)).toMatchObject({ status: "approved", budget: null, postedAt: null });
}
