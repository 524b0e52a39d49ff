import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { publicCaller } from "#kernel/access.ts";
import { listPublicMoney, listPublicSponsorships } from "../portal/public-money.ts";
import { budgetWorld, dated } from "./budget-world.ts";
import { exportBudgets } from "./export-budgets.ts";
import { listEntries } from "./line-page.ts";

const db = useTestDatabase();
const { world: w, build, act, open, allocate, activity, spend, year, page, recount } = budgetWorld(db);
beforeAll(build);

/** The code that a person would be told. */
const told = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => databaseProblem(error)?.code ?? String(error),
  );

test("granted, handed down, spent on an activity with a voucher; planned beside spent", async () => {
  const line = await open(w.anh, w.province, 500_000_000);
  const below = await allocate(w.anh, line, w.dran, 120_000_000);
  expect(await told(allocate(w.anh, line, w.damRong, 380_000_001))).toBe("budget.overdrawn");
  expect(await told(allocate(w.ha, line, w.damRong, 1))).toBe("budget.line-unknown");
  const id = await activity(w.ha, below, 30_000_000);
  await spend(w.ha, id, 12_500_000);
  expect(await page(w.ha, below)).toMatchObject({
    taken: 120_000_000,
    spent: 12_500_000,
    available: 107_500_000,
    planned: 30_000_000,
    parent: { id: line, unit: { name: "Tỉnh Lâm Đồng" } },
    activities: [{ title: "In tờ rơi", planned: 30_000_000, spent: 12_500_000 }],
    mayWrite: true,
    mayDecide: false,
  });
  // the province sees it, the neighbour does not
  expect((await year(w.anh)).total).toMatchObject({ income: 500_000_000, funds: 500_000_000, spent: 12_500_000 });
  expect((await year(w.duyen)).rows).toEqual([]);
  // a second allocation goes to the same line
  expect(await allocate(w.anh, line, w.dran, 5_000_000)).toBe(below);
  await act(w.ha, "budget.return", { lineId: below, amount: 5_000_000, ...dated("CV 3") });
  expect((await page(w.ha, below)).taken).toBe(120_000_000);
});

test("never changed: a mistake is taken out by a counter-entry, once, and entered as it should have been", async () => {
  const line = await open(w.ha, w.dran, 10_000_000, "commune-budget");
  const id = await activity(w.ha, line);
  const { entryId } = await spend(w.ha, id, 9_000_000);
  await act(w.ha, "budget.reverse", {
    reversesId: entryId,
    onDate: "2026-10-02",
    reason: "Ghi nhầm số tiền",
    instead: { amount: 900_000, ...dated("PC-01") },
  });
  expect(await page(w.ha, line)).toMatchObject({ spent: 900_000, available: 9_100_000 });
  expect(
    await told(act(w.ha, "budget.reverse", { reversesId: entryId, onDate: "2026-10-02", reason: "Lần nữa" })),
  ).toBe("budget.reversed-already");
  const { items } = await inTransaction(db.database.pool, w.ha, (tx) => listEntries(tx, w.ha, line, { limit: 50 }));
  expect(items.map((e) => [e.kind, e.amount, e.reversed])).toEqual([
    ["spending", -9_000_000, false],
    ["spending", 900_000, false],
    ["spending", 9_000_000, true],
    ["income", 10_000_000, false],
  ]);
  // neither the application's role nor the owner changes or deletes a movement
  await expect(sql`update budget_entry set amount = 1`.execute(db.owner)).rejects.toThrow(/never deleted/);
  await expect(sql`delete from budget_entry`.execute(db.owner)).rejects.toThrow(/never deleted/);
  await expect(
    inTransaction(db.database.pool, w.khanh, (tx) => sql`update budget_line set allowed = 1`.execute(tx)),
  ).rejects.toMatchObject({ code: "42501" });
  // an income that was spent already cannot be taken away
  const income = items.find((e) => e.kind === "income")!;
  expect(await told(act(w.ha, "budget.reverse", { reversesId: income.id, onDate: "2026-10-02", reason: "Nhầm" }))).toBe(
    "budget.overdrawn",
  );
});

test("fifty spend at once: not one đồng more than there is, and below nothing only by a head's decision", async () => {
  const line = await open(w.ha, w.dran, 1_000_000, "commune-budget");
  const id = await activity(w.ha, line);
  const fifty = () => Promise.all(Array.from({ length: 50 }, (_, i) => told(spend(w.ha, id, 30_000, `PC-${i}`))));
  const first = await fifty();
  expect(first.filter((r) => r === "done")).toHaveLength(33);
  expect(first.filter((r) => r === "budget.overdrawn")).toHaveLength(17);
  expect((await page(w.ha, line)).available).toBe(10_000);
  const over = { lineId: line, amount: 100_000, reason: "Đợt mưa lũ, phải in gấp", reference: "QĐ 88/QĐ-UBND" };
  expect(await told(act(w.ha, "budget.allow-over", over))).toBe("access.denied");
  await act(w.ly, "budget.allow-over", over);
  expect((await fifty()).filter((r) => r === "done")).toHaveLength(3);
  expect(await page(w.ly, line)).toMatchObject({
    available: -80_000,
    allowed: 100_000,
    allowances: [{ amount: 100_000 }],
  });
  expect(await told(act(w.ly, "budget.allow-over", { ...over, amount: -30_000 }))).toBe("budget.overdrawn");
  await act(w.ly, "budget.allow-over", { ...over, amount: -20_000 });
});

test("allocations and returns between the same lines at once neither stick nor lose", async () => {
  const line = await open(w.anh, w.province, 10_000_000);
  const below = await allocate(w.anh, line, w.dran, 5_000_000);
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      told(
        i % 2 === 0
          ? allocate(w.anh, line, w.dran, 100_000)
          : act(w.ha, "budget.return", { lineId: below, amount: 100_000, ...dated("CV") }),
      ),
    ),
  );
  expect(results.every((r) => r === "done")).toBe(true);
  const [up, down] = [await page(w.anh, line), await page(w.ha, below)];
  expect(up.available + down.available).toBe(10_000_000);
  expect(up.given).toBe(down.taken);
  for (const { says, counted } of await recount()) expect(says).toBe(counted);
});

test("sponsors: an organisation by name, a person never; the money goes with the register", async () => {
  const given = {
    unitId: w.dran,
    year: 2026,
    receivedOn: "2026-05-04",
    sponsorKind: "organisation",
    sponsorName: "Công ty TNHH Nông sản Đơn Dương",
    amount: 20_000_000,
    purpose: "Mua loa kéo cho các thôn",
    reference: "BB 04/BB-UBND",
  };
  const { sponsorshipId, lineId } = await act(w.ha, "budget.record-sponsorship", given);
  await act(w.ha, "budget.record-sponsorship", {
    ...given,
    sponsorKind: "individual",
    sponsorName: null,
    amount: 1_000_000,
  });
  for (const sponsorName of ["Nguyễn Thị Lan", "Bà K' Hiền", "Hộ kinh doanh Trần Văn Nam"])
    expect(await told(act(w.ha, "budget.record-sponsorship", { ...given, sponsorName }))).toBe("budget.sponsor-person");
  expect(await told(act(w.ha, "budget.record-sponsorship", { ...given, sponsorKind: "individual" }))).toBe(
    "budget.sponsor-name-needed",
  );
  expect(await told(act(w.ha, "budget.record-sponsorship", { ...given, purpose: "Gọi 0912 345 678" }))).toBe(
    "budget.identity",
  );
  // nor behind the command's back
  await expect(
    sql`insert into sponsorship (id, unit_id, line_id, received_on, sponsor_kind, sponsor_name, amount, purpose, reference)
      values (${newId()}, ${w.dran}, ${lineId}, '2026-05-04', 'individual', 'Nguyễn Thị Lan', 1, 'x', 'x')`.execute(
      db.owner,
    ),
  ).rejects.toMatchObject({ constraint: "sponsorship_without_person" });
  expect(await page(w.ha, lineId)).toMatchObject({ income: 21_000_000, nature: "sponsorship" });
  expect(await told(act(w.ha, "budget.add-income", { lineId, amount: 1, ...dated("x") }))).toBe(
    "budget.goes-with-sponsorship",
  );
  const shown = async () =>
    (await inTransaction(db.database.pool, publicCaller, (tx) => listPublicSponsorships(tx, todayInVietnam()))).map(
      (s) => [s.sponsor, s.amount, s.unit],
    );
  expect(await shown()).toEqual(
    expect.arrayContaining([
      ["Công ty TNHH Nông sản Đơn Dương", 20_000_000, "Xã D'Ran"],
      [null, 1_000_000, "Xã D'Ran"],
    ]),
  );
  await act(w.ha, "budget.strike-sponsorship", { sponsorshipId, onDate: "2026-06-01", reason: "Trả lại theo yêu cầu" });
  expect((await shown()).length).toBe(1);
  expect((await page(w.ha, lineId)).available).toBe(1_000_000);
});

test("a year is made public by its head, in sums; the workbook and the CSV are what is shown", async () => {
  const read = () => inTransaction(db.database.pool, publicCaller, (tx) => listPublicMoney(tx, todayInVietnam()));
  expect((await read()).rows).toEqual([]);
  expect(await told(act(w.anh, "budget.set-publicity", { unitId: w.province, year: 2026, public: true }))).toBe(
    "access.denied",
  );
  await act(w.khanh, "budget.set-publicity", { unitId: w.province, year: 2026, public: true });
  const { rows, uses } = await read();
  const all = (await year(w.khanh)).total;
  const sum = (key: "income" | "spent" | "available") => rows.reduce((n, r) => n + r[key], 0);
  expect([sum("income"), sum("spent"), sum("available")]).toEqual([all.income, all.spent, all.available]);
  expect(uses.reduce((n, u) => n + u.spent, 0)).toBe(all.spent);
  expect(JSON.stringify({ rows, uses })).not.toMatch(/PC-|thu\.ha/);
  const file = await inTransaction(db.database.pool, w.khanh, (tx) =>
    exportBudgets(tx, w.khanh, { year: 2026, view: "asIs", format: "xlsx" }, "vi"),
  );
  const [sheet, activities] = await readWorkbook(file.bytes as Uint8Array);
  expect(activities!.name).toBe("Từng hoạt động");
  const lines = (await year(w.khanh)).rows.reduce((n, r) => n + r.lines.length, 0);
  expect(sheet!.rows.length).toBeGreaterThanOrEqual(lines + 4);
  const csv = await inTransaction(db.database.pool, w.ha, (tx) =>
    exportBudgets(tx, w.ha, { year: 2026, view: "asWas", format: "csv" }, "en"),
  );
  expect(new TextDecoder().decode(csv.bytes).split("\r\n")).toHaveLength(
    (await year(w.ha)).rows.reduce((n, r) => n + r.lines.length, 0) + 2,
  );
  await act(w.khanh, "budget.set-publicity", { unitId: w.province, year: 2026, public: false });
  expect((await read()).rows).toEqual([]);
});

test("closing: rests go up, lapse or are carried over, below before above, and then nothing is entered", async () => {
  const at = { year: 2025, onDate: "2026-01-20", reference: "QĐ 5/QĐ-UBND" };
  const line = await open(w.anh, w.province, 9_000_000, "province-budget", 2025);
  const { lines } = await act(w.anh, "budget.allocate", {
    lineId: line,
    onDate: "2025-02-01",
    reference: "QĐ",
    shares: [{ unitId: w.damRong, amount: 4_000_000 }],
  });
  const id = await activity(w.duyen, lines[0]!);
  await act(w.duyen, "budget.spend", { activityId: id, amount: 1_000_000, onDate: "2025-06-01", reference: "PC" });
  const close = (unitId: number, rests: object[]) => told(act(w.khanh, "budget.close-year", { unitId, ...at, rests }));
  expect(await close(w.province, [{ lineId: line, way: "carry" }])).toBe("budget.year-open-below");
  expect(await close(w.damRong, [])).toBe("budget.year-not-empty");
  expect(await close(w.damRong, [{ lineId: lines[0]!, way: "return" }])).toBe("done");
  expect(await close(w.province, [{ lineId: line, way: "carry" }])).toBe("done");
  expect(await close(w.province, [])).toBe("budget.year-closed");
  expect(
    await told(act(w.duyen, "budget.spend", { activityId: id, amount: 1, onDate: "2025-06-01", reference: "PC" })),
  ).toBe("budget.year-closed");
  expect(await told(open(w.anh, w.province, 1, "province-budget", 2025))).toBe("budget.year-closed");
  const before = await year(w.khanh, { year: 2025 });
  expect(before.total).toMatchObject({ income: 9_000_000, spent: 1_000_000, carried: 8_000_000, available: 0 });
});

test("the caller's own command is answered once: a repeat spends nothing twice", async () => {
  const line = await open(w.ha, w.dran, 100, "commune-budget");
  const activityId = await activity(w.ha, line, 0, "Thuê loa");
  const { executeCommand } = await import("#platform/command/execute.ts");
  const { budgetCommands } = await import("./commands.ts");
  const envelope = { id: newId(), name: "budget.spend", payload: { activityId, amount: 60, ...dated("PC-9") } };
  const both = await Promise.all(
    [0, 1].map(() => executeCommand({ pool: db.database.pool, commands: budgetCommands as never }, w.ha, envelope)),
  );
  expect(both.map((r) => r.repeated).toSorted()).toEqual([false, true]);
  expect((await page(w.ha, line)).spent).toBe(60);
});
