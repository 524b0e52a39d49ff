import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { payWorld, person } from "#modules/pay/server/pay-world.ts";
import { planFigures, readPlanPage } from "#modules/plans/server.ts";
import { fields } from "#modules/plans/server/plan-world.ts";
import { planDifferences } from "#modules/plans/server/recount.ts";
import { actsOn } from "#modules/reports/server/sending-story.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit, unitAdministrator } from "#modules/units/server.ts";
import { allCommands } from "./rooms.ts";

/**
 * One year of a province: in the middle of its plan, of a quarter that is reported and of a month that is paid two communes
 * become one; later another is split. Plan, report and pay tell of the same talks, as it was and as it is: none is lost, none doubled.
 */
const db = useTestDatabase();
const pay = payWorld(db);
const { world: w, build, talk, make, approve, lines, page, paid } = pay;
let now = new Date("2026-11-02T03:00:00Z");
const reports = actsOn(db, () => now);
beforeAll(build);

const act = async <A>(by: Principal, name: string, payload: unknown) =>
  (
    await executeCommand<A>({ pool: db.database.pool, commands: allCommands, now: () => now }, by, {
      id: newId(),
      name,
      payload,
    })
  ).answer;

interface Held {
  id: string;
  people: number;
}
const held: Held[] = [];
const give = async (place: number, on: string, people: string[]): Promise<string> => {
  const id = await talk(place, `${on}T12:00:00Z`, people, { attendance: 10 + held.length });
  held.push({ id, people: people.length });
  return id;
};

/** What the plan counts for each unit that holds or held the task, thing by thing. */
const counted = async (taskId: string, was: boolean): Promise<Map<number, string[]>> => {
  const { rows } = await sql<{ unitId: number; id: string }>`
    select a.unit_id as "unitId", i.id from plan_assignment a cross join lateral plan_items(a.task_id, a.unit_id, '2026-12-31', ${was}) i
     where a.task_id = ${taskId}::uuid and i.stage = 'counted'
       -- handed on whole: as it is, the successor has it
       and (${was} or a.ended_on is null or exists (select from unit_now n where n.unit_id = a.unit_id and n.now_id is null)) order by 1, 2`.execute(
    db.owner,
  );
  return Map.groupBy(rows, (r) => r.unitId) as unknown as Map<number, string[]>;
};
const all = (of: Map<number, unknown[]>) =>
  [...of.values()]
    .flat()
    .map((r) => (r as { id: string }).id)
    .toSorted();
const perUnit = (of: Map<number, unknown[]>) => new Map([...of].map(([unit, list]) => [unit, list.length]));

/** The frozen report's talks by unit in one view. */
const reported = async (reportId: string, view: "as-is" | "as-was") => {
  const { rows } = await sql<{ line: string; unitId: number | null; value: number }>`
    select line, unit_id as "unitId", value::int as value from report_figure
     where report_id = ${reportId}::uuid and view = ${view} and indicator = 'talks' and value <> 0 and revision = (select max(revision) from report_figure where report_id = ${reportId}::uuid)
     order by line, unit_id`.execute(db.owner);
  const total = rows.find((r) => r.line === "total")!.value;
  const parts = rows.filter((r) => r.line !== "total");
  return {
    total,
    parts: new Map(parts.map((r) => [r.unitId ?? 0, r.value])),
    sum: parts.reduce((n, r) => n + r.value, 0),
  };
};

test("a merge and a split in the middle of a plan year, a report period and a pay period: one story, both views", async () => {
  const commune = (name: string, code: string) =>
    buildUnit(db.database.pool, { name, code, kind: "commune", parentId: w.province });
  const [c, still] = [await commune("Xã Quảng Lập", "24946"), await commune("Xã Lạc Dương", "24846")];
  const third = (
    await buildPerson(db.database.pool, {
      fullName: "Võ Thị Ánh Nguyệt",
      unitId: c,
      appointment: { termFrom: "2024-07-01" as never },
    })
  ).personId;

  // the plan's year begins
  const [planId, taskId] = [newId(), newId()];
  await act(w.anh, "plan.create", {
    planId,
    unitId: w.province,
    title: "Tuyên truyền năm 2026",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  await act(w.anh, "plan.add-task", {
    ...fields,
    taskId,
    planId,
    clauseId: null,
    text: "Mỗi xã hai buổi mỗi quý.",
    targetIndicator: "talks",
    targetValue: 2,
    targetPeriod: "quarter",
  });
  await act(w.anh, "plan.assign-task", { taskId, leads: [w.a, w.b, c, still], coordinates: [] });
  await act(w.anh, "plan.move", { planId, to: "standing" });

  await give(w.a, "2026-07-06", [w.thuan]);
  const paidEarly = await give(w.a, "2026-08-04", [w.thuan]);
  await give(w.b, "2026-08-05", [w.chuong]);
  await give(c, "2026-08-06", [third]);
  await give(still, "2026-08-07", [w.nghiem]);
  // a commune's run of the running month is approved before the merge
  const early = await make(w.ha, w.a, "2026-08", new Date("2026-08-10T03:00:00Z"));
  expect(early.total).toBe(200_000);
  await approve(w.ha, w.mai, early, new Date("2026-08-10T04:00:00Z"));

  // 16 August: in the middle of the month, the quarter and the year
  now = new Date("2026-08-17T03:00:00Z");
  const { unitIds } = await act<{ unitIds: number[] }>(unitAdministrator, "unit.operate", {
    kind: "merge",
    on: "2026-08-16",
    legalBasis: "Nghị quyết thử",
    unitIds: [w.a, w.b],
    into: { name: "Xã Mới", kind: "commune", code: "24999", parentId: w.province },
  });
  const whole = unitIds[0]!;
  await give(whole, "2026-08-20", [w.thuan, w.nghiem]);
  await give(whole, "2026-09-09", [w.chuong]);
  // what was recorded late stands where it was held
  await give(w.a, "2026-08-06", [w.nghiem]);
  await give(c, "2026-10-05", [third]);

  // 12 October: the other one is split
  now = new Date("2026-10-13T03:00:00Z");
  await act(unitAdministrator, "unit.operate", {
    kind: "split",
    on: "2026-10-12",
    legalBasis: "Nghị quyết thử",
    unitId: c,
    parts: [
      { name: "Xã Phần Một", kind: "commune", code: "24991", parentId: w.province },
      { name: "Xã Phần Hai", kind: "commune", code: "24992", parentId: w.province },
    ],
    children: [],
  });
  const parts = await sql<{
    id: number;
  }>`select to_id as id from unit_succession where from_id = ${c} order by to_id`.execute(db.owner);
  const [one, two] = parts.rows.map((r) => r.id) as [number, number];
  await give(one, "2026-10-20", [third]);
  await give(two, "2026-10-21", [third]);
  now = new Date("2026-11-10T03:00:00Z");
  const ids = held.map((h) => h.id).toSorted();

  // the plan: each talk once, whoever held or holds the task
  const asWas = await counted(taskId, true);
  const asIs = await counted(taskId, false);
  expect(all(asWas)).toEqual(ids);
  expect(all(asIs)).toEqual(ids);
  expect(perUnit(asWas)).toEqual(
    new Map([
      [w.a, 3],
      [w.b, 1],
      [c, 2],
      [still, 1],
      [whole, 2],
      [one, 1],
      [two, 1],
    ]),
  );
  expect(perUnit(asIs)).toEqual(
    new Map([
      [c, 2],
      [still, 1],
      [whole, 6],
      [one, 1],
      [two, 1],
    ]),
  );
  // the page's figures are the kept totals, and these are right
  const shown = (await inTransaction(db.database.pool, w.anh, (tx) => readPlanPage(tx, w.anh, planId))).taskList[0]!
    .assignments;
  expect(new Map(shown.flatMap((a) => ((a.progress.value ?? 0) > 0 ? [[a.unit.id, a.progress.value]] : [])))).toEqual(
    perUnit(asIs),
  );
  expect(await asSystem(db.database.pool, planDifferences)).toEqual({ totals: [], ties: [] });
  // one duty each, then and now
  const duties = async (look: "now" | "then", to: string) =>
    (
      await inTransaction(db.database.pool, w.anh, (tx) =>
        planFigures(tx, { under: w.province, from: "2026-01-01", to, look }),
      )
    ).map((f) => [f.unitId, f.tasks] as const);
  expect(new Map(await duties("then", "2026-07-31"))).toEqual(new Map([w.a, w.b, c, still].map((u) => [u, 1])));
  expect(new Map(await duties("now", "2026-12-31"))).toEqual(new Map([whole, one, two, still].map((u) => [u, 1])));

  // the reports: the third quarter has the merge in it, October the split, the year both
  const head = person("quoc.dung", "unitHead", w.province);
  const inPeriod = async (from: string, to: string) =>
    (
      await sql<{
        n: number;
      }>`select count(*)::int as n from talk where id = any (${ids}::uuid[]) and held_on between ${from}::date and ${to}::date`.execute(
        db.owner,
      )
    ).rows[0]!.n;
  for (const [period, from, to] of [
    ["2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026-10", "2026-10-01", "2026-10-31"],
  ] as const) {
    const reportId = await reports.begin(w.province, period, w.anh);
    await reports.freeze(reportId, head);
    const n = await inPeriod(from, to);
    for (const view of ["as-is", "as-was"] as const) {
      const found = await reported(reportId, view);
      expect(found.total, `${period} ${view}`).toBe(n);
      expect(found.sum, `${period} ${view}`).toBe(n);
      if (period === "2026-Q3")
        expect(found.parts).toEqual(
          view === "as-was"
            ? new Map([
                [w.a, 3],
                [w.b, 1],
                [c, 1],
                [still, 1],
                [whole, 2],
              ])
            : // what was the split commune's belongs to no one part of it
              new Map([
                [0, 1],
                [still, 1],
                [whole, 6],
              ]),
        );
    }
  }

  // pay: whoever may pay does, month by month, and then all again
  const at = new Date("2026-11-12T03:00:00Z");
  const maker = (unit: number) => person(`maker.${unit}`, "officer", unit);
  const checker = (unit: number) => person(`checker.${unit}`, "verifier", unit);
  for (const [unit, month] of [
    [whole, "2026-07"],
    [whole, "2026-08"],
    [whole, "2026-09"],
    [still, "2026-08"],
    [one, "2026-10"],
    [two, "2026-10"],
  ] as const) {
    const run = await make(maker(unit), unit, month, at);
    if (month === "2026-08" && unit === whole)
      expect((await lines(maker(unit), run.runId)).map((l) => l.talk!.id)).not.toContain(paidEarly);
    await approve(maker(unit), checker(unit), run, at);
  }
  // what was held in the commune that was split is the province's to decide
  for (const month of ["2026-08", "2026-10"]) {
    const above = await make(w.anh, w.province, month, at);
    const found = (await page(w.anh, above.runId)).exceptions;
    expect(found.map((e) => e.kind)).toEqual(["splitPlace"]);
    const decided = await pay.act(
      w.anh,
      "pay.decide",
      {
        runId: above.runId,
        kind: "splitPlace",
        about: found.map((e) => ({ personId: e.person.id, claim: e.claim })),
        decision: "pay",
        reason: "Tỉnh chi thay",
      },
      at,
    );
    await approve(w.anh, w.khanh, decided, at);
  }
  for (const month of ["2026-07", "2026-08", "2026-09", "2026-10"])
    expect(await make(w.anh, w.province, month, at)).toMatchObject({ lines: 0, total: 0, undecided: 0 });
  const claims = await paid();
  expect(claims.map((p) => p.claim).toSorted()).toEqual(
    held.flatMap((h) => Array.from({ length: h.people }, () => `talk:${h.id}`)).toSorted(),
  );
  for (const p of claims) expect(p).toMatchObject({ amount: 200_000, first: 1 });
}, 60_000);
