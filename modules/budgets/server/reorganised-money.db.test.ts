import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { addDays, asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitAdministrator, unitCommands } from "#modules/units/server.ts";
import { budgetWorld, dated } from "./budget-world.ts";
import { budgetsWaiting } from "./waiting.ts";

const db = useTestDatabase();
const { world: w, build, act, open, allocate, activity, spend, year, page, recount } = budgetWorld(db);
beforeAll(build);

const operate = async (operation: object) =>
  (
    await executeCommand<{ unitIds: number[] }>({ pool: db.database.pool, commands: unitCommands }, unitAdministrator, {
      id: newId(),
      name: "unit.operate",
      payload: { legalBasis: "NQ 1671/NQ-UBTVQH15", ...operation },
    })
  ).answer.unitIds;
const told = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => databaseProblem(error)?.code ?? String(error),
  );
const names = (rows: { unit: { name: string }; sums: { available: number } }[]) =>
  rows.map((r) => [r.unit.name, r.sums.available]);

test("a merger in the middle of a year: nothing is lost or doubled, as it was and as it is", async () => {
  const line = await open(w.anh, w.province, 100_000_000);
  const [a, b] = [await allocate(w.anh, line, w.dran, 20_000_000), await allocate(w.anh, line, w.donDuong, 30_000_000)];
  const id = await activity(w.ha, a);
  const { entryId } = await spend(w.ha, id, 5_000_000);
  const before = (await year(w.anh)).total;
  const [merged] = await operate({
    kind: "merge",
    on: "2026-07-01",
    unitIds: [w.dran, w.donDuong],
    into: { name: "Xã Đơn Dương mới", kind: "commune", code: "24940", parentId: w.province },
  });
  const asWas = await year(w.anh, { view: "asWas" });
  const asIs = await year(w.anh);
  expect(names(asWas.rows)).toEqual([
    ["Tỉnh Lâm Đồng", 50_000_000],
    ["Xã D'Ran", 15_000_000],
    ["Xã Đơn Dương", 30_000_000],
  ]);
  expect(names(asIs.rows)).toEqual([
    ["Tỉnh Lâm Đồng", 50_000_000],
    ["Xã Đơn Dương mới", 45_000_000],
  ]);
  expect(asWas.total).toEqual(before);
  expect(asIs.total).toEqual(before);
  // both filters find all of it
  expect((await year(w.anh, { under: w.province, view: "asWas" })).total).toEqual(before);
  expect((await year(w.anh, { under: merged, view: "asIs" })).total.available).toBe(45_000_000);

  // the ended unit spends nothing more; its successor takes the rest over, and only the successor
  const clerk: Principal = { ...w.ha, grants: [{ role: "officer", unitId: merged! }], homeUnitId: merged! };
  expect(await told(act(clerk, "budget.spend", { activityId: id, amount: 1, ...dated("PC") }))).toBe(
    "budget.unit-ended",
  );
  const waiting = await inTransaction(db.database.pool, clerk, (tx) =>
    budgetsWaiting({ tx, principal: clerk, under: null, today: "2026-11-02" as never, say: (key) => key }),
  );
  expect(waiting[0]).toMatchObject({ code: "budget.to-hand-over", count: 2 });
  const handed = { onDate: "2026-07-02", reference: "BB bàn giao 1" };
  expect(await told(act(clerk, "budget.hand-over", { lineId: a, toUnitId: w.damRong, ...handed }))).not.toBe("done");
  const { lineId } = await act(clerk, "budget.hand-over", { lineId: a, ...handed });
  expect((await act(clerk, "budget.hand-over", { lineId: b, ...handed })).lineId).toBe(lineId);
  expect(await page(clerk, lineId)).toMatchObject({ available: 45_000_000, handed: -45_000_000 });
  // a mistake of the old unit is still taken out, and what comes back is handed over too
  await act(clerk, "budget.reverse", { reversesId: entryId, onDate: "2026-10-02", reason: "Nhà cung cấp trả lại" });
  await act(clerk, "budget.hand-over", { lineId: a, ...handed, onDate: "2026-10-03" });
  await act(clerk, "budget.spend", { activityId: await activity(clerk, lineId), amount: 7_000_000, ...dated("PC 7") });
  // more goes back up than came down to the new line itself: it came from there all the same
  await act(clerk, "budget.return", { lineId, amount: 3_000_000, ...dated("CV 9") });
  const after = await year(w.anh);
  expect(after.total).toMatchObject({
    income: 100_000_000,
    funds: 100_000_000,
    spent: 7_000_000,
    available: 93_000_000,
    handed: 0,
  });
  expect((await year(w.anh, { view: "asWas" })).total).toEqual(after.total);
  for (const { says, counted } of await recount()) expect(says).toBe(counted);
});

test("a split: what cannot be attributed stands on its own line until it is handed over part by part", async () => {
  const before = (await year(w.anh)).total;
  const line = await open(w.duyen, w.damRong, 10_000_000, "commune-budget");
  const [one, two] = await operate({
    kind: "split",
    on: "2026-08-01",
    unitId: w.damRong,
    parts: [
      { name: "Xã Đam Rông A", kind: "commune", parentId: w.province },
      { name: "Xã Đam Rông B", kind: "commune", parentId: w.province },
    ],
  });
  const asIs = await year(w.anh, { under: w.province });
  expect(asIs.rows.find((r) => r.split)).toMatchObject({
    unit: { name: "Xã Đam Rông 1" },
    sums: { available: 10_000_000 },
  });
  expect(asIs.total.available).toBe(before.available + 10_000_000);
  const handed = { lineId: line, onDate: "2026-08-05", reference: "BB bàn giao 2" };
  expect(await told(act(w.anh, "budget.hand-over", handed))).toBe("budget.not-successor");
  expect((await page(w.anh, line)).successors.map((u) => u.id)).toEqual([one, two]);
  await act(w.anh, "budget.hand-over", { ...handed, toUnitId: one, amount: 6_000_000 });
  await act(w.anh, "budget.hand-over", { ...handed, toUnitId: two });
  for (const view of ["asIs", "asWas"]) {
    const { total, rows } = await year(w.anh, { view });
    expect(total.available).toBe(before.available + 10_000_000);
    expect(rows.find((r) => r.unit.name === "Xã Đam Rông B")).toMatchObject({ sums: { available: 4_000_000 } });
  }
});

/** Any order of handing down, returning, spending, taking out, handing over and reorganising, seeded. */
test("sums of allocations and spendings equal the totals along any order of acts and reorganisations", async () => {
  const province = await buildUnit(db.database.pool, { name: "Tỉnh thử", code: "99" });
  const head: Principal = { ...w.khanh, grants: [{ role: "unitHead", unitId: province }], homeUnitId: province };
  let code = 0;
  const commune = (name: string) =>
    buildUnit(db.database.pool, { name, kind: "commune", parentId: province, code: `99${++code}` });
  const step = fc.record({
    what: fc.constantFrom("allocate", "return", "spend", "reverse", "handOver", "merge", "split", "allow", "income"),
    pick: fc.nat(1000),
    amount: fc.integer({ min: 1, max: 3_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 35 }), async (steps) => {
      const yearNo = 2026;
      const alive = [await commune(`Xã ${code} 1`), await commune(`Xã ${code} 2`), await commune(`Xã ${code} 3`)];
      const root = await open(head, province, 10_000_000);
      const lines = [root];
      const spendings: string[] = [];
      let income = 10_000_000;
      let spent = 0;
      let day = 0;
      const nextDay = () => addDays(asCivilDate("2026-08-01"), (day += 1));
      const tried = async (name: Parameters<typeof act>[1], payload: object) =>
        act(head, name, payload).catch((error: unknown) => {
          const code_ = databaseProblem(error)?.code;
          if (code_?.startsWith("budget.") !== true) throw error;
          return null;
        });
      for (const { what, pick, amount } of steps) {
        const line = lines[pick % lines.length]!;
        const unit = alive[pick % alive.length]!;
        const on = { onDate: "2026-11-02", reference: "CT" };
        if (what === "allocate") {
          const done = await tried("budget.allocate", { lineId: root, ...on, shares: [{ unitId: unit, amount }] });
          for (const made of done?.lines ?? []) if (!lines.includes(made)) lines.push(made);
        } else if (what === "return") await tried("budget.return", { lineId: line, amount, ...on });
        else if (what === "income") {
          if ((await tried("budget.add-income", { lineId: root, amount, ...on })) !== null) income += amount;
        } else if (what === "spend") {
          const id = (await tried("budget.add-activity", { lineId: line, kind: "other", title: "Việc" }))!.activityId;
          const done = await tried("budget.spend", { activityId: id, amount, ...on });
          if (done !== null) {
            spent += amount;
            spendings.push(done.entryId);
          }
        } else if (what === "reverse" && spendings.length > 0) {
          const id = spendings.splice(pick % spendings.length, 1)[0]!;
          const { rows } = await sql<{
            amount: number;
          }>`select amount from budget_entry where id = ${id}::uuid`.execute(db.owner);
          if ((await tried("budget.reverse", { reversesId: id, onDate: "2026-11-02", reason: "Nhầm" })) !== null)
            spent -= rows[0]!.amount;
        } else if (what === "handOver") {
          const { rows } = await sql<{ to_id: number }>`
            select s.to_id from budget_line l join unit_succession s on s.from_id = l.unit_id where l.id = ${line}::uuid limit 1`.execute(
            db.owner,
          );
          const done = await tried("budget.hand-over", { lineId: line, ...on, toUnitId: rows[0]?.to_id ?? null });
          if (done !== null && !lines.includes(done.lineId)) lines.push(done.lineId);
        } else if (what === "allow")
          await tried("budget.allow-over", { lineId: line, amount, reason: "Gấp", reference: "QĐ" });
        else if (what === "merge" && alive.length > 1) {
          const two = alive.splice(pick % (alive.length - 1), 2);
          alive.push(
            ...(
              await operate({
                kind: "merge",
                on: nextDay(),
                unitIds: two,
                into: { name: `Xã gộp ${code}`, kind: "commune", code: `99${++code}`, parentId: province },
              })
            ).slice(0, 1),
          );
        } else if (what === "split") {
          const [gone] = alive.splice(pick % alive.length, 1);
          const parts = ["A", "B"].map((name) => ({
            name: `Xã tách ${name} ${code}`,
            kind: "commune",
            parentId: province,
            code: `99${++code}`,
          }));
          alive.push(...(await operate({ kind: "split", on: nextDay(), unitId: gone, parts })).slice(0, 2));
        }
      }
      const mine = (await year(head, { year: yearNo, under: province })).rows
        .flatMap((r) => r.lines)
        .filter((l) => lines.includes(l.id));
      const sum = (key: "income" | "taken" | "given" | "spent" | "handed" | "available") =>
        mine.reduce((n, l) => n + l[key], 0);
      expect(mine).toHaveLength(lines.length);
      expect(sum("income")).toBe(income);
      expect(sum("spent")).toBe(spent);
      expect(sum("taken")).toBe(sum("given"));
      expect(sum("handed")).toBe(0);
      expect(sum("available")).toBe(income - spent);
      for (const l of mine) expect(l.available + l.allowed).toBeGreaterThanOrEqual(0);
      const views = await Promise.all(["asIs", "asWas"].map((view) => year(head, { view, under: province })));
      expect(views[0]!.total).toEqual(views[1]!.total);
      for (const { total, rows } of views) expect(rows.reduce((n, r) => n + r.sums.available, 0)).toBe(total.available);
      for (const { says, counted } of await recount()) expect(says).toBe(counted);
    }),
    { seed: 165, numRuns: 5, endOnFailure: true },
  );
}, 120_000);
