import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import { itemsBehind } from "./assignments.ts";
import { readTaskPage, tasksOfTalk } from "./chain.ts";
import { fields, planWorld } from "./plan-world.ts";
import { openTasks } from "./tie-talk.ts";
import { readCalendar, readLate, readTimeline } from "./work.ts";

const db = useTestDatabase();
const { build, world, act, page, talk } = planWorld(db);
let village = 0;
let youth = 0;
beforeAll(async () => {
  await build();
  village = await buildUnit(db.database.pool, { name: "Thôn Lạc Bình", kind: "hamlet", parentId: world.dran });
  youth = await buildUnit(db.database.pool, {
    name: "Đoàn Thanh niên xã D'Ran",
    kind: "mass-organisation",
    parentId: world.dran,
  });
});
const seen = <T>(by: typeof world.anh, work: (tx: Parameters<Parameters<typeof inTransaction>[2]>[0]) => Promise<T>) =>
  inTransaction(db.database.pool, by, work as never) as Promise<T>;

async function provincePlan(text: string, more: object): Promise<{ planId: string; taskId: string }> {
  const [planId, taskId] = [newId(), newId()];
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: `Kế hoạch tỉnh: ${text}`.slice(0, 200),
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  await act(world.anh, "plan.add-task", { ...fields, taskId, planId, clauseId: null, text, ...more });
  return { planId, taskId };
}

const village_talk = async (place: number, unit: number, startsAt: string, status = "verified", attendance = 20) => {
  const id = newId();
  await asSystem(db.database.pool, (tx) =>
    sql`insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, title, audience_kind, starts_at, status, attendance, recorded_by, recorded_at)
      values (${id}, ${unit}, ${place}, 0, 'residentMeeting', 'inPerson', 'Họp thôn', 'residents', ${startsAt}::timestamptz, ${status}, ${attendance}, 'x', ${startsAt}::timestamptz)`.execute(
      tx,
    ),
  );
  return id;
};

test("two levels: the province's task reaches the commune, its village and its youth union, and opens down to the talk and back up", async () => {
  const { planId, taskId } = await provincePlan("Mỗi xã tổ chức ba buổi họp thôn trong năm.", {
    targetIndicator: "talks.residentMeeting",
    targetValue: 3,
    targetPeriod: "year",
  });
  await act(world.anh, "plan.assign-task", { taskId, leads: [world.dran], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  const ownId = newId();
  await act(world.ha, "plan.create", {
    planId: ownId,
    unitId: world.dran,
    parentId: planId,
    title: "Kế hoạch của xã",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
  });
  const own = (await page(world.ha, ownId)).taskList[0]!;
  await act(world.ha, "plan.assign-task", {
    taskId: own.id,
    leads: [],
    coordinates: [],
    leadGroups: ["villages", "organisations"],
  });
  await act(world.ha, "plan.issue", {
    planId: ownId,
    version: 1,
    issuedOn: "2026-11-02",
    signerName: "Trương Công Lý",
  });
  const given = (await page(world.ha, ownId)).taskList[0]!.assignments;
  expect(
    given
      .filter((a) => a.endedOn === null)
      .map((a) => a.unit.id)
      .toSorted(),
  ).toEqual([village, youth].toSorted());

  // planned at the desk for the commune's task, by the youth union in the village: one transaction
  const talkId = newId();
  const plan = {
    talkId,
    unitId: youth,
    placeUnitId: village,
    kind: "thematicConference",
    title: "Thanh niên với phòng cháy rừng",
    startsAt: "2026-10-05T12:00:00Z",
  };
  expect(
    (
      await seen(world.ha, (tx) => openTasks(tx, { unitId: youth, on: "2026-10-05", q: "hop thon", limit: 20 }))
    ).items.map((t) => t.id),
  ).toContain(own.id);
  await act(world.ha, "plan.plan-talk", { taskId: own.id, talk: plan });
  await sql`update talk set status = 'verified', attendance = 33 where id = ${talkId}`.execute(db.owner);
  const met = await village_talk(village, world.dran, "2026-10-06T12:00:00Z");
  await village_talk(village, world.dran, "2026-10-07T12:00:00Z", "delivered");

  // up from the talk
  const chain = await seen(world.ha, (tx) => tasksOfTalk(tx, world.ha, talkId));
  expect(chain.tied).toMatchObject({
    link: { taskId: own.id, plan: { id: ownId } },
    up: [{ taskId, plan: { id: planId, unit: { id: world.province } } }],
  });
  expect((await seen(world.ha, (tx) => tasksOfTalk(tx, world.ha, met))).counted).toMatchObject([
    { link: { taskId: own.id }, up: [{ taskId }] },
  ]);
  // down from the province's clause: the commune's plan below, its units, their talks
  const top = await seen(world.anh, (tx) => readTaskPage(tx, world.anh, taskId));
  expect(top.below).toMatchObject([{ taskId: own.id, plan: { unit: { id: world.dran } } }]);
  expect(top.assignments).toMatchObject([{ unit: { id: world.dran }, held: 2, unverified: 1, progress: { value: 2 } }]);
  const next = await seen(world.anh, (tx) => readTaskPage(tx, world.anh, own.id));
  expect(next.up).toMatchObject([{ taskId }]);
  expect(
    next.assignments
      .filter((a) => a.endedOn === null)
      .map((a) => [a.unit.id, a.held])
      .toSorted(),
  ).toEqual(
    [
      [village, 2],
      [youth, 1],
    ].toSorted(),
  );
  const items = (await seen(world.anh, (tx) => itemsBehind(tx, own.id, village))).items;
  expect(items.map((i) => [i.id, i.stage, i.tied])).toContainEqual([talkId, "counted", true]);
  expect(items.map((i) => [i.id, i.stage, i.tied])).toContainEqual([met, "counted", false]);
  // tied twice, to the province's task as well, it is still one talk
  await act(world.ha, "plan.tie-talk", { talkId, taskId });
  expect((await seen(world.anh, (tx) => readTaskPage(tx, world.anh, taskId))).assignments[0]).toMatchObject({
    held: 2,
  });
  await act(world.ha, "plan.tie-talk", { talkId, taskId: null });
  expect((await seen(world.anh, (tx) => readTaskPage(tx, world.anh, taskId))).assignments[0]).toMatchObject({
    held: 1,
  });
  // who may not write the talk ties nothing, and an officer of another commune sees no figure of it
  await expect(act(world.duyen, "plan.tie-talk", { talkId, taskId })).rejects.toMatchObject({
    code: "plan.talk-not-found",
  });
  await act(world.anh, "plan.assign-task", { taskId, leads: [world.dran, world.damRong], coordinates: [] });
  const foreign = (await seen(world.duyen, (tx) => readTaskPage(tx, world.duyen, taskId))).assignments;
  expect(foreign.find((a) => a.unit.id === world.dran)).toMatchObject({
    seen: false,
    held: 0,
    progress: { state: "unknown" },
  });
});

test("what is late says why: not begun, not verified, who is waited for, a unit that ended, evidence missing, nobody given", async () => {
  const { planId, taskId } = await provincePlan("Các xã tổ chức hai buổi quán triệt.", {
    targetIndicator: "talks.internalBriefing",
    targetValue: 2,
    targetPeriod: "whole",
    dueOn: "2026-06-30",
  });
  const [typed, nobody] = [newId(), newId()];
  for (const [id, text] of [
    [typed, "Lắp bảng tin ở các thôn."],
    [nobody, "Biên soạn tài liệu hỏi đáp."],
  ] as const)
    await act(world.anh, "plan.add-task", { ...fields, taskId: id, planId, clauseId: null, text, dueOn: "2026-06-30" });
  const gone = await buildUnit(db.database.pool, { name: "Xã không còn", kind: "commune", parentId: world.province });
  await act(world.anh, "plan.assign-task", { taskId, leads: [world.dran, world.damRong, gone], coordinates: [] });
  await act(world.anh, "plan.assign-task", { taskId: typed, leads: [world.dran], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  await village_talk(world.damRong, world.damRong, "2026-05-05T12:00:00Z", "delivered").then((id) =>
    sql`update talk set kind = 'internalBriefing' where id = ${id}`.execute(db.owner),
  );
  await act(world.ha, "plan.record-progress", {
    progressId: newId(),
    taskId: typed,
    unitId: world.dran,
    onDate: "2026-05-20",
    state: "doing",
    value: null,
    evidence: "Đã đặt làm bảng",
  });
  await sql`update unit set dissolved = '2026-03-01' where id = ${gone}`.execute(db.owner);
  const late = await seen(world.anh, (tx) => readLate(tx, world.anh, { planId, until: "2026-11-02" }));
  const why = (id: string, unit: number | null) =>
    late.items.find((l) => l.taskId === id && (l.unit?.id ?? null) === unit)?.reasons.map((r) => r.code);
  expect(why(taskId, world.dran)).toEqual(["not-begun"]);
  expect(why(taskId, world.damRong)).toEqual(["not-verified"]);
  expect(why(taskId, gone)).toEqual(["unit-ended"]);
  expect(why(typed, world.dran)).toEqual(["evidence-missing"]);
  expect(why(nobody, null)).toEqual(["not-given"]);
  const line = await seen(world.anh, (tx) => readTimeline(tx, world.anh, { planId, until: "2026-11-02" }));
  expect(line.tasks.find((t) => t.taskId === taskId)).toMatchObject({ state: "late", units: 3, late: 3, done: 0 });
  const month = await seen(world.anh, (tx) => readCalendar(tx, world.anh, "2026-06", { planId }));
  expect(month.deadlines.map((d) => [d.taskId, d.day, d.what])).toContainEqual([taskId, "2026-06-30", "due"]);
  // the commune sees its own lines only
  const own = await seen(world.duyen, (tx) => readLate(tx, world.duyen, { planId, until: "2026-11-02" }));
  expect(new Set(own.items.flatMap((l) => (l.unit === null ? [] : [l.unit.id])))).toEqual(new Set([world.damRong]));
});

test("answers in time, dialogues, documents are counted from the house, and each opens", async () => {
  const plan = newId();
  await act(world.anh, "plan.create", {
    planId: plan,
    unitId: world.province,
    title: "Trả lời và đối thoại năm 2026",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  const ids: Record<string, string> = {};
  for (const [code, value] of [
    ["answers", 2],
    ["answers.percent", 80],
    ["dialogues", 1],
    ["documents.plan", 1],
  ] as const) {
    ids[code] = newId();
    await act(world.anh, "plan.add-task", {
      ...fields,
      taskId: ids[code],
      planId: plan,
      clauseId: null,
      text: `Chỉ tiêu ${code}`,
      targetIndicator: code,
      targetValue: value,
      targetPeriod: "year",
    });
    await act(world.anh, "plan.assign-task", { taskId: ids[code], leads: [world.dran], coordinates: [] });
  }
  await act(world.anh, "plan.move", { planId: plan, to: "standing" });
  const question = (due: string, answered: string | null) =>
    sql`insert into question (id, code, origin, asked_unit_id, text, unit_id, due_on, first_unit_id, first_due_on, handled_by, asked_at, received_at, status, answered_at)
      values (gen_random_uuid(), left(gen_random_uuid()::text, 8), 'officer', ${world.dran}, 'Bao giờ sửa đường?', ${world.dran}, ${due}::date, ${world.dran}, ${due}::date,
        array[${world.dran}::int], '2026-03-01', '2026-03-01', ${answered === null ? "open" : "answered"}, ${answered}::timestamptz)`.execute(
      db.owner,
    );
  await question("2026-03-15", "2026-03-10T03:00:00Z");
  await question("2026-03-16", "2026-04-10T03:00:00Z");
  await question("2026-03-17", null);
  await sql`insert into dialogue (id, unit_id, place_unit_id, title, starts_at, ends_at, status, presided_name, presided_position, attendance)
    values (gen_random_uuid(), ${world.dran}, ${world.dran}, 'Đối thoại đầu năm', '2026-04-01T02:00:00Z', '2026-04-01T04:00:00Z', 'held', 'Trương Công Lý', 'Chủ tịch', 50)`.execute(
    db.owner,
  );
  const seenPage = await page(world.anh, plan);
  const at = (code: string) => seenPage.taskList.find((t) => t.id === ids[code])!.assignments[0]!.progress;
  expect(at("answers")).toMatchObject({ computed: true, value: 1 });
  expect(at("answers.percent")).toMatchObject({ value: 33.3, state: "late", why: "behind-target" });
  expect(at("dialogues")).toMatchObject({ value: 1, state: "done" });
  // the commune's own plan of the first test was issued under its register
  expect(at("documents.plan")).toMatchObject({ value: 1, state: "done" });
  const items = (await seen(world.anh, (tx) => itemsBehind(tx, ids["answers.percent"]!, world.dran))).items;
  expect(items.map((i) => [i.kind, i.stage]).toSorted()).toEqual([
    ["question", "counted"],
    ["question", "missed"],
    ["question", "missed"],
  ]);
  await talk(world.dran, "residentMeeting", "2026-05-03T12:00:00Z", 25);
});
