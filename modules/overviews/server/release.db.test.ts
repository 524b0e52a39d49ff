import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type Principal, systemCaller } from "#kernel/access.ts";
import { asCivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildReform, principalOf, type Reform } from "../../reports/server/reform-story.ts";
import type { OverviewView } from "../contract.ts";
import { readOverview } from "./read-overview.ts";
import { releaseOverviews } from "./release.ts";
import { listRules, setRule } from "./rules.ts";

const db = useTestDatabase();
let reform: Reform;
let officer: Principal;
const sheet = async (unitId: number, period: string, on: string, view: OverviewView = "as-is") => {
  const now = new Date(`${on}T03:00:00Z`);
  const today = asCivilDate(on);
  return (
    await inTransaction(db.database.pool, officer, (tx) =>
      readOverview(tx, officer, { unitId, period, view, today, now }),
    )
  ).printed;
};
const send = async (
  command: typeof releaseOverviews | typeof setRule,
  payload: unknown,
  on: string,
  who = systemCaller,
) =>
  (
    await executeCommand(
      {
        pool: db.database.pool,
        commands: { [command.name]: command } as never,
        now: () => new Date(`${on}T03:00:00Z`),
      },
      who,
      { id: newId(), name: command.name, payload },
    )
  ).answer as { released: string[] };
const ask = async (place: number, n: number, on: string, inTime: number) => {
  for (let i = 0; i < n; i++)
    await sql`insert into question (id, origin, asked_unit_id, text, status, unit_id, due_on, asked_at, received_at, answered_at)
      values (${newId()}, 'officer', ${place}, 'Có nước sạch chưa?', 'answered', ${reform.province}, ${on}::date + 15, ${on}::date, ${on}::date,
        ${on}::date + case when ${i}::int < ${inTime}::int then 3 else 40 end)`.execute(db.owner);
};

beforeAll(async () => {
  reform = await buildReform(db.owner);
  officer = principalOf("hoang-anh", "officer", reform.province);
  // before the reform Ka Đô and Tu Tra, which are D'Ran now
  await ask(reform.kaDo, 10, "2025-05-03", 5);
  await ask(reform.tuTra, 6, "2025-05-04", 6);
  await ask(reform.quangLap, 4, "2025-06-04", 2);
  await ask(reform.damRong, 3, "2025-06-04", 2);
  await ask(reform.dran, 12, "2026-05-04", 9);
  await ask(reform.damRong, 3, "2026-05-04", 3);
  await ask(reform.dran, 12, "2026-07-03", 9);
  await ask(reform.damRong, 6, "2026-08-04", 3);
  await ask(reform.province, 7, "2026-09-04", 7);
});

test("a quarter is counted once, when its time has come; until then a sheet says from which day", async () => {
  expect(await sheet(reform.province, "2026-Q3", "2026-10-20")).toMatchObject({ value: null, of: null });
  const first = await send(releaseOverviews, {}, "2026-10-30");
  expect([first.released[0], first.released.at(-1)]).toEqual(["2024-Q1", "2026-Q2"]);
  expect(await sheet(reform.province, "2026-Q3", "2026-10-30")).toMatchObject({ value: null, opensOn: "2026-10-31" });
  expect((await send(releaseOverviews, {}, "2026-10-31")).released).toEqual(["2026-Q3"]);
  expect((await send(releaseOverviews, {}, "2026-11-01")).released).toEqual([]);
  await expect(sql`update overview_release_cell set due = due + 1`.execute(db.owner)).rejects.toThrow("never changed");
  await expect(send(releaseOverviews, {}, "2026-11-02", officer)).rejects.toMatchObject({ status: 403 });
});

test("a commune stands beside its province, a month beside the quarter, and nothing small follows", async () => {
  const on = "2026-11-23";
  // twelve and six and seven: nobody is few
  expect(await sheet(reform.province, "2026-Q3", on)).toMatchObject({
    value: 76,
    of: 25,
    opensOn: null,
    through: null,
  });
  expect(await sheet(reform.dran, "2026-Q3", on)).toMatchObject({ value: 75, of: 12 });
  expect(await sheet(reform.damRong, "2026-Q3", on)).toMatchObject({ value: 50, of: 6 });
  expect(await sheet(reform.province, "2026-07", on)).toMatchObject({ value: 75, of: 12 });
  // a commune's month is crossed with the province's: never told
  expect(await sheet(reform.dran, "2026-07", on)).toMatchObject({ value: null, of: null });
  // fifteen less twelve would be the three of Đam Rông
  expect(await sheet(reform.province, "2026-Q2", on)).toMatchObject({ value: 80, of: 15 });
  expect(await sheet(reform.dran, "2026-Q2", on)).toMatchObject({ value: null, of: null });
  expect(await sheet(reform.damRong, "2026-Q2", on)).toMatchObject({ value: null, of: null });
  // a body answers for others: another cut of the same questions
  expect(await sheet(reform.department, "2026-Q3", on)).toMatchObject({ value: null, of: null });
});

test("a longer period is the sum of its quarters, a unit of today of those that became it, in both views", async () => {
  const on = "2026-11-23";
  for (const view of ["as-is", "as-was"] as const) {
    // ten and six of 2025; Quảng Lập, which was split, and Đam Rông stay hidden behind seven
    expect(await sheet(reform.dran, "2025-Q2", on, view)).toMatchObject({ value: 68.75, of: 16 });
    expect(await sheet(reform.damRong, "2025-Q2", on, view)).toMatchObject({ value: null, of: null });
    expect(await sheet(reform.province, "2026-Q2", on, view)).toMatchObject({ of: 15, lastYear: 65.22 });
    // of the half only what is counted by now, and against as much of the earlier ones
    expect(await sheet(reform.province, "2026-H2", on, view)).toMatchObject({
      of: 25,
      through: "2026-Q3",
      opensOn: "2027-01-31",
      previous: null,
    });
    // nobody is told for the first quarter, so the year is not either
    expect(await sheet(reform.province, "2026", on, view)).toMatchObject({ value: null, of: null });
  }
});

test("what comes in later moves no sheet", async () => {
  const before = await sheet(reform.province, "2026-Q3", "2026-11-23");
  await ask(reform.damRong, 4, "2026-08-04", 0);
  await send(releaseOverviews, {}, "2026-11-24");
  expect(await sheet(reform.province, "2026-Q3", "2026-11-24")).toEqual(before);
});

test("days are set from a day on by who configures the instance, and not behind a newer one", async () => {
  const rule = { code: "record_in_days", days: 5, from: "2026-12-01", legalBasis: "Kế hoạch số 30/KH-UBND" };
  await expect(send(setRule, rule, "2026-11-23", officer)).rejects.toMatchObject({ status: 403 });
  await send(setRule, rule, "2026-11-23");
  await expect(send(setRule, { ...rule, days: 4 }, "2026-11-23")).rejects.toMatchObject({ code: "overview.dates" });
  const rows = await inTransaction(db.database.pool, officer, (tx) => listRules(tx));
  expect(rows.filter((r) => r.code === "record_in_days")).toMatchObject([
    { days: 5, from: "2026-12-01", to: null },
    { days: 3, from: "2024-01-01", to: "2026-12-01" },
  ]);
  const of = async (period: string) =>
    (
      await inTransaction(db.database.pool, officer, (tx) =>
        readOverview(tx, officer, {
          unitId: reform.province,
          period,
          view: "as-is",
          today: civilDateOf(new Date("2027-02-01T03:00:00Z")),
          now: new Date("2027-02-01T03:00:00Z"),
        }),
      )
    ).recordRule.days;
  expect([await of("2026-Q4"), await of("2027-01")]).toEqual([3, 5]);
});
