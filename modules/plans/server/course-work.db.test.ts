import { beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { newId } from "#kernel/ids.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { courseRoom } from "#modules/courses/server.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { fields, planWorld } from "./plan-world.ts";
import { planDifferences } from "./recount.ts";

const db = useTestDatabase();
const { build, world, act, page } = planWorld(db);
const planId = newId();
const taskId = newId();
const at = new Date("2026-11-20T03:00:00Z");
const commands = courseRoom.commands as never;
const course = (name: string, payload: object) => act(world.ha, name, payload, commands, at);

beforeAll(async () => {
  await build();
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: "Kế hoạch năm 2026",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  await act(world.anh, "plan.add-task", {
    ...fields,
    taskId,
    planId,
    clauseId: null,
    text: "Mỗi xã mở ít nhất một lớp bồi dưỡng tuyên truyền viên.",
    targetIndicator: "courses",
    targetValue: 1,
    targetPeriod: "whole",
  });
  await act(world.anh, "plan.assign-task", { taskId, leads: [world.dran, world.damRong], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
});

const progressOf = async (unitId: number) =>
  (await page(world.anh, planId)).taskList[0]!.assignments.find((a) => a.unit.id === unitId)!.progress;

test("a course counts for the task of its unit once it is closed, and not before", async () => {
  const { personId } = await buildPerson(db.database.pool, { fullName: "Trần Thị Hòa", unitId: world.dran });
  const courseId = newId();
  await course("course.plan", {
    courseId,
    unitId: world.dran,
    title: "Bồi dưỡng tuyên truyền viên",
    form: "online",
    startsOn: "2026-11-02",
    endsOn: "2026-11-02",
    hours: 8,
    taskId,
  });
  await course("course.enrol", { courseId, personIds: [personId] });
  await course("course.open", { courseId, version: 1 });
  await course("course.hold", { courseId, version: 2, startsOn: "2026-11-02", endsOn: "2026-11-02", hours: 8 });
  expect(await progressOf(world.dran)).toMatchObject({ computed: true, value: 0 });
  await course("course.mark", { courseId, marks: [{ personId, version: 1, status: "present" }] });
  await course("course.close", { courseId, version: 3 });
  expect(await progressOf(world.dran)).toMatchObject({ state: "done", value: 1 });
  expect(await progressOf(world.damRong)).toMatchObject({ value: 0 });
  const { rows } = await inTransaction(db.database.pool, world.ha, (tx) =>
    sql`select kind, title, stage from plan_items(${taskId}::uuid, ${world.dran}, '2026-11-30')`.execute(tx),
  );
  expect(rows).toEqual([{ kind: "course", title: "Bồi dưỡng tuyên truyền viên", stage: "counted" }]);
  // one that is cancelled is nothing; the kept totals are what a count from scratch gives
  const cancelled = newId();
  await course("course.plan", {
    courseId: cancelled,
    unitId: world.dran,
    title: "Lớp hoãn",
    form: "online",
    startsOn: "2026-11-03",
    endsOn: "2026-11-03",
    hours: 8,
  });
  await course("course.cancel", { courseId: cancelled, reason: "Mưa lũ" });
  expect(await progressOf(world.dran)).toMatchObject({ value: 1 });
  expect(await asSystem(db.database.pool, (tx) => planDifferences(tx))).toEqual({ totals: [], ties: [] });
});

test("a course is tied only to a task of a plan that stands", async () => {
  const courseId = newId();
  const plan = {
    unitId: world.dran,
    title: "Lớp",
    form: "online",
    startsOn: "2026-11-03",
    endsOn: "2026-11-03",
    hours: 8,
  };
  await expect(course("course.plan", { courseId, ...plan, taskId: newId() })).rejects.toMatchObject({
    code: "course.task-unfit",
  });
  await course("course.plan", { courseId, ...plan });
  await course("course.tie", { courseId, taskId });
  await expect(course("course.tie", { courseId, taskId: newId() })).rejects.toMatchObject({
    code: "course.task-unfit",
  });
});
