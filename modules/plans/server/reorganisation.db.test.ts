import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import { progressOfRow, readAssignments } from "./assignments.ts";
import type { PlanLook } from "./plan-look.ts";
import { planFigures } from "./figures.ts";
import { fields, planWorld } from "./plan-world.ts";

const db = useTestDatabase();
const { build, world, act, page, talk } = planWorld(db);
const today = "2026-11-02";
beforeAll(build);

async function end(units: readonly number[], into: readonly number[], on: string, extent: "full" | "partial") {
  for (const id of units) {
    await sql`update unit set dissolved = ${on}::date where id = ${id}`.execute(db.owner);
    await sql`update unit_version set valid = daterange(lower(valid), ${on}::date) where unit_id = ${id}`.execute(
      db.owner,
    );
  }
  await sql`insert into unit_succession (from_id, to_id, on_date, extent, legal_basis)
    select f, t, ${on}::date, ${extent}, 'NQ 1671' from unnest(${units}::int[]) f, unnest(${into}::int[]) t`.execute(
    db.owner,
  );
  await sql`select refresh_units(null, ${today}::date)`.execute(db.owner);
  await sql`update unit_clock set n = n + 1`.execute(db.owner);
}

/** Value by unit, of those who hold or held the task. */
async function values(taskId: string, look: PlanLook, until: string = today): Promise<Map<number, number>> {
  const rows = await inTransaction(db.database.pool, world.anh, (tx) =>
    readAssignments(tx, {
      which: sql`t.id = ${taskId}::uuid and a.ended_reason is distinct from 'taken-back'`,
      until,
      look,
    }),
  );
  return new Map(rows.map((r) => [r.unitId, progressOfRow(r, until).value ?? 0]));
}
const sum = (of: Map<number, number>) => [...of.values()].reduce((a, b) => a + b, 0);

test("in the middle of a plan year two communes become one, one is split, one is swallowed: both views hold every talk, task and target once", async () => {
  const build = (name: string, founded = "2020-01-01") =>
    buildUnit(db.database.pool, {
      name,
      kind: "commune",
      parentId: world.province,
      on: asCivilDate(founded),
    });
  const [east, west, large, swallowed, lake] = [
    await build("Xã Đông"),
    await build("Xã Tây"),
    await build("Xã Lớn"),
    await build("Xã Nhỏ"),
    await build("Xã Hồ"),
  ];
  const old = [east, west, large, swallowed, lake];
  const [planId, taskId, typedId] = [newId(), newId(), newId()];
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: "Tuyên truyền năm 2026",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  await act(world.anh, "plan.add-task", {
    ...fields,
    taskId,
    planId,
    clauseId: null,
    text: "Mỗi xã hai buổi mỗi quý.",
    targetIndicator: "talks",
    targetValue: 2,
    targetPeriod: "quarter",
  });
  await act(world.anh, "plan.add-task", {
    ...fields,
    taskId: typedId,
    planId,
    clauseId: null,
    text: "Lắp bảng tin.",
    dueOn: "2026-10-01",
  });
  for (const id of [taskId, typedId])
    await act(world.anh, "plan.assign-task", { taskId: id, leads: old, coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  const give = async (unit: number, n: number, month: string) => {
    for (let i = 1; i <= n; i++) await talk(unit, "residentMeeting", `2026-${month}-0${i}T12:00:00Z`, 10);
  };
  await give(east, 3, "02");
  await give(west, 1, "03");
  await give(large, 4, "02");
  await give(swallowed, 2, "04");
  await give(lake, 1, "05");
  const report = (unitId: number, onDate: string, state: "doing" | "done", value: number) =>
    act(world.anh, "plan.record-progress", {
      progressId: newId(),
      taskId: typedId,
      unitId,
      onDate,
      state,
      value,
      evidence: `Biên bản của đơn vị ${unitId}`,
    });
  await report(east, "2026-05-01", "done", 3);
  await report(west, "2026-05-02", "doing", 1);
  await report(swallowed, "2026-05-03", "done", 2);
  const before = await values(taskId, "now", "2026-06-30");
  expect(sum(before)).toBe(11);

  const [merged, north, south] = [
    await build("Xã Đông Tây", "2026-07-01"),
    await build("Xã Bắc Lớn", "2026-07-01"),
    await build("Xã Nam Lớn", "2026-07-01"),
  ];
  await end([east, west], [merged], "2026-07-01", "full");
  await end([large], [north, south], "2026-07-01", "partial");
  await end([swallowed], [lake], "2026-07-01", "full");
  await give(merged, 5, "08");
  await give(north, 2, "08");
  await give(south, 1, "09");
  await give(lake, 3, "09");
  await talk(world.dran, "residentMeeting", "2026-08-01T12:00:00Z", 10);

  // as it is: what became of a unit is with its successor; one that was split keeps what it did before
  const now = await values(taskId, "now");
  expect(new Map([...now].filter(([, n]) => n > 0))).toEqual(
    new Map([
      [merged, 9],
      [large, 4],
      [north, 2],
      [south, 1],
      [lake, 6],
    ]),
  );
  // as it was: each for itself, on the days on which it stood
  const then = await values(taskId, "then");
  expect(new Map([...then].filter(([, n]) => n > 0))).toEqual(
    new Map([
      [east, 3],
      [west, 1],
      [merged, 5],
      [large, 4],
      [north, 2],
      [south, 1],
      [swallowed, 2],
      [lake, 4],
    ]),
  );
  expect([sum(now), sum(then)]).toEqual([22, 22]);
  // and what was counted for the first half-year is what it was before anybody reorganised
  expect(sum(await values(taskId, "then", "2026-06-30"))).toBe(11);
  expect(sum(await values(taskId, "now", "2026-06-30"))).toBe(11);

  // tasks and targets: each duty once, whoever holds it
  const figures = (look: PlanLook, to: string) =>
    inTransaction(db.database.pool, world.anh, (tx) =>
      planFigures(tx, { under: world.province, from: "2026-01-01", to, look }),
    );
  const units = (list: Awaited<ReturnType<typeof figures>>) => new Map(list.map((f) => [f.unitId, f]));
  expect([...units(await figures("then", "2026-06-30")).keys()].toSorted()).toEqual(old.toSorted());
  const holders = [merged, north, south, lake].toSorted();
  expect([...units(await figures("then", today)).keys()].toSorted()).toEqual(holders);
  const asIs = units(await figures("now", today));
  expect([...asIs.keys()].toSorted()).toEqual(holders);
  for (const line of asIs.values()) expect(line).toMatchObject({ tasks: 2, targets: 1 });
  // three quarters are over: six are due; only the one that took over enough has them
  expect([merged, north, lake].map((u) => asIs.get(u)!.targetsReached)).toEqual([1, 0, 1]);

  // typed progress is not lost with the unit: done once all that were given it are done, its own word from then on
  const typed = async (unit: number) =>
    (await page(world.anh, planId)).taskList.find((t) => t.id === typedId)!.assignments.find((a) => a.unit.id === unit)!
      .progress;
  expect(await typed(merged)).toMatchObject({
    state: "late",
    value: 4,
    evidence: expect.stringMatching(/; /) as string,
  });
  expect(await typed(lake)).toMatchObject({ state: "late", value: 2 });
  await report(merged, "2026-09-20", "done", 5);
  expect(await typed(merged)).toMatchObject({ state: "done", value: 5 });
  // the whole again changes nothing
  await sql`select plan_hand_on(${old}::int[])`.execute(db.owner);
  expect(await values(taskId, "now")).toEqual(now);
});

test("a unit's own plan goes on with its successor, and the same duty is one task in the figures", async () => {
  const small = await buildUnit(db.database.pool, { name: "Xã Suối", kind: "commune", parentId: world.province });
  const [planId, taskId, ownId] = [newId(), newId(), newId()];
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: "Kế hoạch mẹ",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  await act(world.anh, "plan.add-task", {
    ...fields,
    taskId,
    planId,
    clauseId: null,
    text: "Mở hội nghị.",
    dueOn: "2026-12-01",
  });
  await act(world.anh, "plan.assign-task", { taskId, leads: [small, world.damRong], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  await act(world.anh, "plan.create", {
    planId: ownId,
    unitId: small,
    parentId: planId,
    title: "Kế hoạch con",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
  });
  await act(world.anh, "plan.move", { planId: ownId, to: "standing" });
  const of = async () =>
    (
      await inTransaction(db.database.pool, world.anh, (tx) =>
        planFigures(tx, { under: world.damRong, from: "2026-01-01", to: today }),
      )
    ).find((f) => f.unitId === world.damRong);
  expect(await of()).toMatchObject({ tasks: 1 });
  await end([small], [world.damRong], "2026-08-01", "full");
  // now it holds the province's task and what the ended commune had made of it: one duty
  expect(await of()).toMatchObject({ tasks: 1 });
  const own = (await page(world.anh, ownId)).taskList[0]!.assignments;
  expect(own.find((a) => a.endedOn === null)).toMatchObject({
    unit: { id: world.damRong },
    handed: [{ from: { id: small } }],
  });
});
