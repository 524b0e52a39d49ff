import { type KyselyPlugin, type PluginTransformQueryArgs, type PluginTransformResultArgs, sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import { payWorld, person } from "./pay-world.ts";
import { readRunPage } from "./run-page.ts";
import { finishPayTask, resumeLeftPayTasks, workOnPayTask, workWaitingPayTasks } from "./work-task.ts";

const db = useTestDatabase();
const { build, world, act, ask, talk, approve, page, lines, paid } = payWorld(db);
beforeAll(build);

const at = new Date("2026-11-02T03:00:00Z");
const clock = () => at;
const askRun = (by: Principal, unitId: number, month: string) =>
  ask(by, "pay.make-run", { runId: newId(), unitId, month });
const taskOf = async (id: string) =>
  (
    await sql<{ state: string; attempts: number; problem: string | null }>`
      select state, attempts, problem from pay_task where id = ${id}::uuid`.execute(db.owner)
  ).rows[0]!;
const claims = async (by: Principal, runId: string) => (await lines(by, runId)).map((l) => l.claim).toSorted();

test("a run is computed by its job; until then nobody changes it, and its page says how far it is", async () => {
  const only = await talk(world.a, "2026-09-03T12:00:00Z", [world.thuan]);
  const asked = await askRun(world.ha, world.a, "2026-09");
  expect(await page(world.ha, asked.runId)).toMatchObject({
    status: "draft",
    total: 0,
    task: { id: asked.taskId, kind: "compute", state: "waiting", step: "waiting" },
  });
  for (const [name, payload] of [
    ["pay.compute-run", {}],
    ["pay.submit-run", { version: 1 }],
    ["pay.discard-run", { version: 1, reason: "Thử" }],
  ] as const)
    await expect(ask(world.ha, name, { runId: asked.runId, ...payload })).rejects.toMatchObject({
      code: "pay.computing",
    });
  await workWaitingPayTasks(db.database.jobPool, clock);
  expect(await page(world.ha, asked.runId)).toMatchObject({ total: 200_000, version: 1, task: null });
  expect(await claims(world.ha, asked.runId)).toEqual([`talk:${only}`]);
  await act(world.ha, "pay.discard-run", { runId: asked.runId, version: 1, reason: "Thử" });
});

/** After so many of its statements, `meanwhile` happens. */
function interrupted(after: number, meanwhile: () => Promise<unknown>): KyselyPlugin & { seen: number } {
  const plugin = {
    seen: 0,
    transformQuery: ({ node }: PluginTransformQueryArgs) => node,
    async transformResult({ result }: PluginTransformResultArgs) {
      plugin.seen += 1;
      if (plugin.seen === after) await meanwhile();
      return result;
    },
  };
  return plugin;
}

test("the page is of one moment, whenever the job ends while it is read", async () => {
  const { pool, jobPool } = db.database;
  for (let after = 1, statements = 1; after <= statements; after += 1) {
    const asked = await askRun(world.ha, world.a, "2026-09");
    const plugin = interrupted(after, () => finishPayTask(jobPool, asked.taskId, clock));
    const seen = await inTransaction(pool, world.ha, (tx) =>
      readRunPage(tx.withPlugin(plugin) as typeof tx, world.ha, asked.runId),
    );
    // nobody is shown as paid nothing by a run that seems to be ready
    expect([after, seen.task === null, seen.payees.length, seen.lines, seen.total]).toEqual(
      seen.task === null ? [after, true, 1, 1, 200_000] : [after, false, 0, 0, 0],
    );
    statements = Math.max(statements, plugin.seen);
    if ((await taskOf(asked.taskId)).state !== "done") await finishPayTask(jobPool, asked.taskId, clock);
    await act(world.ha, "pay.discard-run", { runId: asked.runId, version: 1, reason: "Thử" });
  }
});

test("an attempt that breaks off leaves nothing behind; the next one begins anew and doubles nothing", async () => {
  const asked = await askRun(world.ha, world.a, "2026-09");
  const { jobPool } = db.database;
  // the clock is read when the computed lines are about to be written
  let reads = 0;
  const breaks = () => {
    reads += 1;
    if (reads > 1) throw new Error("the power went");
    return at;
  };
  await expect(workOnPayTask(jobPool, asked.taskId, breaks)).rejects.toThrow("the power went");
  expect(await taskOf(asked.taskId)).toMatchObject({ state: "waiting", attempts: 1 });
  expect(await claims(world.ha, asked.runId)).toEqual([]);

  // a process that is gone: its lease was not renewed, and a late word of it has no effect
  let stolen: Promise<unknown> = Promise.resolve();
  const losesItsLease = () => {
    stolen =
      sql`update pay_task set lease = gen_random_uuid(), beat_at = clock_timestamp() - interval '5 minutes' where id = ${asked.taskId}::uuid`.execute(
        db.owner,
      );
    return at;
  };
  await workOnPayTask(jobPool, asked.taskId, losesItsLease);
  await stolen;
  expect(await taskOf(asked.taskId)).toMatchObject({ state: "running", attempts: 2 });
  expect(await claims(world.ha, asked.runId)).toEqual([]);
  await resumeLeftPayTasks(jobPool);
  const again = await Promise.all([1, 2, 3].map(() => finishPayTask(jobPool, asked.taskId, clock)));
  expect(again[0]).toMatchObject({ total: 200_000, lines: 1, version: 1 });
  expect(await claims(world.ha, asked.runId)).toHaveLength(1);
  await workOnPayTask(jobPool, asked.taskId, clock);
  expect(await claims(world.ha, asked.runId)).toHaveLength(1);
  await act(world.ha, "pay.discard-run", { runId: asked.runId, version: 1, reason: "Thử" });
});

test("two officers press at once: one run; runs that overlap, computed at once: no claim in two of them", async () => {
  const own: string[] = [];
  for (let i = 0; i < 40; i++)
    own.push(
      await talk(
        [world.a, world.b][i % 2]!,
        `2026-10-${String(1 + (i % 27)).padStart(2, "0")}T0${i < 27 ? 1 : 8}:00:00Z`,
        [[world.thuan, world.nghiem, world.chuong][i % 3]!],
      ),
    );
  const pressed = await Promise.allSettled([
    askRun(world.ha, world.a, "2026-10"),
    askRun(person("other", "officer", world.a), world.a, "2026-10"),
  ]);
  expect(pressed.map((p) => p.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const refusal = pressed.find((p) => p.status === "rejected")!;
  expect(refusal).toMatchObject({ reason: { code: "pay.run-open" } });
  const mine = pressed.find((p) => p.status === "fulfilled")!.value;
  const b = await askRun(world.duyen, world.b, "2026-10");
  const above = await askRun(world.anh, world.province, "2026-10");
  await Promise.all([above, mine, b].map((r) => finishPayTask(db.database.jobPool, r.taskId, clock)));
  const all = await sql<{ claims: number; lines: number }>`
    select count(distinct (person_id, claim))::int as claims, count(*)::int as lines from pay_line
     where claim = any (${own.map((id) => `talk:${id}`)}::text[])`.execute(db.owner);
  expect(all.rows[0]).toEqual({ claims: 40, lines: 40 });
  // what one of them took is told in the other
  const told = (await page(world.anh, above.runId)).exceptions.filter((e) => e.kind === "inAnotherRun");
  const held = (await lines(world.anh, above.runId)).length;
  expect(told.length + held).toBeLessThanOrEqual(40);

  // an old commune's open draft, and the run of what it became, computed at once
  const merged = await act<{ unitIds: number[] }>(
    unitAdministrator,
    "unit.operate",
    {
      kind: "merge",
      on: "2026-11-01",
      legalBasis: "Nghị quyết thử",
      unitIds: [world.a, world.b],
      into: { name: "Xã Mới", kind: "commune", code: "24999", parentId: world.province },
    },
    at,
  );
  const whole = merged.unitIds[0]!;
  const ha = person("thu.ha", "officer", whole);
  const together = await askRun(ha, whole, "2026-10");
  const again = await ask(world.anh, "pay.compute-run", { runId: above.runId });
  await Promise.all([together, again].map((r) => finishPayTask(db.database.jobPool, r.taskId, clock)));

  // all are brought to their end; what was left over is taken up by a last one
  const checker = person("checker", "unitHead", world.province);
  for (const id of [mine.runId, b.runId, together.runId, above.runId]) {
    const now = await page(checker, id);
    const computed = now.lines === 0 ? null : await act(world.anh, "pay.compute-run", { runId: id });
    if (computed !== null && computed.lines > 0) await approve(world.anh, checker, computed);
    else
      await act(world.anh, "pay.discard-run", { runId: id, version: (await page(checker, id)).version, reason: "Dọn" });
  }
  const last = await act(world.anh, "pay.make-run", { runId: newId(), unitId: world.province, month: "2026-10" });
  if (last.lines > 0) await approve(world.anh, checker, last);
  const sums = (await paid()).filter((p) => own.includes(p.claim.slice(5)));
  expect(sums).toHaveLength(40);
  for (const claim of sums) expect(claim).toMatchObject({ amount: 200_000, first: 1 });
});

test("what the job refuses is said on the page and changes nothing", async () => {
  const officer = person("thu.ha", "officer", world.province);
  const late = await talk(world.province, "2026-08-03T12:00:00Z", [world.thuan]);
  const made = await act(officer, "pay.make-run", { runId: newId(), unitId: world.province, month: "2026-08" });
  await sql`update talk set status = 'delivered', version = version + 1 where id = ${late}::uuid`.execute(db.owner);
  await expect(act(officer, "pay.submit-run", { runId: made.runId, version: 1 })).rejects.toMatchObject({
    code: "pay.facts-changed",
  });
  expect(await page(officer, made.runId)).toMatchObject({
    status: "draft",
    version: 1,
    task: { kind: "submit", state: "failed", problem: "pay.facts-changed", askedBy: "thu.ha" },
  });
  expect(await act(officer, "pay.compute-run", { runId: made.runId })).toMatchObject({ lines: 0, version: 2 });
  expect((await page(officer, made.runId)).task).toBeNull();
});
