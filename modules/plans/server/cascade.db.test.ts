import { writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { itemsBehind } from "./assignments.ts";
import { readBriefing } from "./briefing.ts";
import { readIssued } from "./issued-status.ts";
import { listPlans, PlanQuery } from "./list-plans.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { fields, planWorld } from "./plan-world.ts";
import { province2024Text } from "./sample-plan.ts";

const db = useTestDatabase();
const { build, world, act, page, bring, talk } = planWorld(db);
beforeAll(build);

test("cascade: given to units, each makes and issues its own plan; who has not is urged by a letter; both pass the checker", async () => {
  const planId = await bring(world.anh, province2024Text);
  await expect(page(world.ha, planId)).rejects.toMatchObject({ code: "plan.not-found" });
  const draft = await page(world.anh, planId);
  const [first, second] = draft.taskList.filter((t) => t.nature === "duty");
  await act(world.anh, "plan.assign-task", {
    taskId: first!.id,
    leads: [],
    coordinates: [world.culture],
    leadGroups: ["communes"],
    coordinateGroups: [],
  });
  await act(world.anh, "plan.assign-task", { taskId: second!.id, leads: [world.dran], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  await act(world.anh, "plan.edit", {
    planId,
    version: 2,
    title: draft.title,
    issuer: draft.issuer,
    symbol: draft.symbol,
    issuedOn: draft.issuedOn,
    startsOn: "2024-08-28",
    endsOn: "2026-12-31",
    ownPlansBy: "2024-09-30",
  });
  const seen = await page(world.ha, planId);
  expect(seen).toMatchObject({ mine: false, mayDerive: [{ id: world.dran }] });
  await expect(
    act(world.duyen, "plan.create", {
      planId: newId(),
      unitId: world.dran,
      title: "Của người khác",
      startsOn: "2026-01-01",
      endsOn: "2026-12-31",
      parentId: planId,
    }),
  ).rejects.toMatchObject({ code: "access.denied" });

  const ownId = newId();
  const made = await act<{ tasks: number }>(world.ha, "plan.create", {
    planId: ownId,
    unitId: world.dran,
    title: "Thực hiện công tác tuyên truyền miệng trên địa bàn xã D'Ran",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: planId,
  });
  expect(made.tasks).toBe(2);
  await expect(
    act(world.ha, "plan.create", {
      planId: newId(),
      unitId: world.dran,
      title: "Lần hai",
      startsOn: "2026-01-01",
      endsOn: "2026-12-31",
      parentId: planId,
    }),
  ).rejects.toMatchObject({ code: "plan.has-own-plan" });
  await act(world.ha, "plan.add-task", {
    taskId: newId(),
    planId: ownId,
    clauseId: null,
    ...fields,
    text: "Tổ chức mỗi thôn hai buổi nói chuyện bằng tiếng Chu Ru.",
    dueOn: "2026-12-15",
  });
  const issued = await act(world.ha, "plan.issue", {
    planId: ownId,
    version: 1,
    issuedOn: "2026-11-02",
    signerName: "Trương Công Lý",
  });
  expect(issued.symbol).toBe("01/KH-UBND");
  const file = await sql<{
    content: Buffer;
  }>`select content from issued_document where id = ${issued.documentId}`.execute(db.owner);
  const bytes = new Uint8Array(file.rows[0]!.content);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  expect(lintOffice(bytes)).toEqual([]);
  expect(await page(world.ha, ownId)).toMatchObject({
    status: "standing",
    symbol: "01/KH-UBND",
    parent: { id: planId },
  });
  await expect(
    act(world.ha, "plan.issue", { planId: ownId, version: 2, issuedOn: "2026-11-02", signerName: "X" }),
  ).rejects.toMatchObject({ code: "plan.wrong-state" });

  const list = await inTransaction(db.database.pool, world.anh, (tx) => readIssued(tx, world.anh, planId));
  expect(list.items.map((i) => [i.unit.id, i.issued, i.late]).toSorted()).toEqual(
    [
      [world.culture, false, true],
      [world.donDuong, false, true],
      [world.dran, true, false],
      [world.damRong, false, true],
    ].toSorted(),
  );
  const letter = await act(world.anh, "plan.remind", {
    reminderId: newId(),
    planId,
    unitIds: [world.damRong, world.donDuong],
    answerBy: "2026-11-15",
    issuedOn: "2026-11-02",
    signerName: "Phan Đình Nghị",
  });
  const urged = await sql<{
    content: Buffer;
  }>`select content from issued_document where id = ${letter.documentId}`.execute(db.owner);
  expect(checkDocument(new Uint8Array(urged.rows[0]!.content)).filter((f) => f.verdict === "broken")).toEqual([]);
  expect(
    (await inTransaction(db.database.pool, world.anh, (tx) => readIssued(tx, world.anh, planId))).items.find(
      (i) => i.unit.id === world.damRong,
    )!.reminders,
  ).toMatchObject([{ symbol: letter.symbol, answerBy: "2026-11-15" }]);
  if (process.env["LOOK_AT_DOCUMENTS"]) {
    await writeFile(`${process.env["LOOK_AT_DOCUMENTS"]}/ke-hoach.docx`, bytes);
    await writeFile(`${process.env["LOOK_AT_DOCUMENTS"]}/don-doc.docx`, urged.rows[0]!.content);
  }
  const plans = await inTransaction(db.database.pool, world.duyen, (tx) =>
    listPlans(tx, world.duyen, PlanQuery.parse({})),
  );
  expect(plans.items.map((p) => p.id)).toContain(planId);
  expect(plans.items.map((p) => p.id)).not.toContain(ownId);
});

test("progress is counted from verified talks, typed with evidence where it can't, and opens to the talks", async () => {
  const planId = newId();
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: "Tuyên truyền miệng năm 2025",
    startsOn: "2025-01-01",
    endsOn: "2025-12-31",
    parentId: null,
  });
  const talks = newId();
  const typed = newId();
  await act(world.anh, "plan.add-task", {
    ...fields,
    taskId: talks,
    planId,
    clauseId: null,
    text: "Mỗi xã tổ chức ít nhất 02 buổi sinh hoạt trong năm.",
    targetIndicator: "talks.residentMeeting",
    targetValue: 2,
    targetPeriod: "year",
  });
  await act(world.anh, "plan.add-task", {
    ...fields,
    taskId: typed,
    planId,
    clauseId: null,
    text: "Lắp bảng tin công cộng ở các thôn.",
    dueOn: "2025-06-30",
  });
  await expect(
    act(world.anh, "plan.add-task", {
      ...fields,
      taskId: newId(),
      planId,
      clauseId: null,
      text: "Chỉ tiêu dở dang",
      targetValue: 2,
    }),
  ).rejects.toMatchObject({ code: "plan.target-incomplete" });
  for (const taskId of [talks, typed])
    await act(world.anh, "plan.assign-task", { taskId, leads: [world.dran, world.damRong], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  const one = await talk(world.dran, "residentMeeting", "2025-03-03T12:00:00Z", 40);
  const two = await talk(world.dran, "residentMeeting", "2025-04-03T12:00:00Z", 30);
  await talk(world.dran, "dialogueMeeting", "2025-04-04T12:00:00Z", 30);
  await talk(world.dran, "residentMeeting", "2026-01-03T12:00:00Z", 30);
  await talk(world.damRong, "residentMeeting", "2025-05-03T12:00:00Z", 25);
  await act(world.ha, "plan.record-progress", {
    progressId: newId(),
    taskId: typed,
    unitId: world.dran,
    onDate: "2025-06-20",
    state: "done",
    value: null,
    evidence: "Biên bản nghiệm thu 12/BB-UBND",
  });
  await expect(
    act(world.ha, "plan.record-progress", {
      progressId: newId(),
      taskId: typed,
      unitId: world.damRong,
      onDate: "2025-06-20",
      state: "done",
      value: null,
      evidence: "Thay người khác",
    }),
  ).rejects.toMatchObject({ code: "access.denied" });
  await expect(
    act(world.ha, "plan.record-progress", {
      progressId: newId(),
      taskId: typed,
      unitId: world.dran,
      onDate: "2025-06-20",
      state: "done",
      value: null,
      evidence: "Gọi chị Lan 0912 345 678",
    }),
  ).rejects.toMatchObject({ code: "plan.identity-in-text" });
  const seen = await page(world.anh, planId);
  const at = (taskId: string, unitId: number) =>
    seen.taskList.find((t) => t.id === taskId)!.assignments.find((a) => a.unit.id === unitId)!.progress;
  expect(at(talks, world.dran)).toMatchObject({ state: "done", computed: true, value: 2, whole: 2 });
  expect(at(talks, world.damRong)).toMatchObject({ state: "late", why: "behind-target", value: 1, expected: 2 });
  expect(at(typed, world.dran)).toMatchObject({
    state: "done",
    evidence: "Biên bản nghiệm thu 12/BB-UBND",
    computed: false,
  });
  expect(at(typed, world.damRong)).toMatchObject({ state: "late", why: "nothing-recorded" });
  expect(seen.late).toBe(2);
  const behind = await inTransaction(db.database.pool, world.anh, (tx) => itemsBehind(tx, talks, world.dran));
  expect(behind.items.map((t) => t.id)).toEqual([two, one]);
});

test("briefing coverage: attendances of briefings that name the directive over the staff that was entered", async () => {
  const planId = await bring(world.anh, province2024Text);
  const task = (await page(world.anh, planId)).taskList[0]!;
  await act(world.anh, "plan.assign-task", { taskId: task.id, leads: [world.dran, world.damRong], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  await talk(
    world.dran,
    "internalBriefing",
    "2025-02-03T01:00:00Z",
    60,
    "Quán triệt Chỉ thị số 30-CT/TW cho cán bộ, công chức xã",
  );
  await talk(world.dran, "internalBriefing", "2025-02-04T01:00:00Z", 20, "Quán triệt quy chế văn thư");
  await act(world.ha, "plan.set-headcount", {
    unitId: world.dran,
    year: 2025,
    people: 80,
    source: "Biên chế giao năm 2025",
  });
  const list = await inTransaction(db.database.pool, world.anh, (tx) =>
    readBriefing(tx, planId, { symbol: "30-CT/TW", year: 2025 }),
  );
  expect(list.items.find((i) => i.unit.id === world.dran)).toMatchObject({
    reached: 60,
    talks: 1,
    people: 80,
    percent: 75,
  });
  expect(list.items.find((i) => i.unit.id === world.damRong)).toMatchObject({
    reached: 0,
    people: null,
    percent: null,
  });
});

test("a unit that a reorganisation ends hands its tasks on, with a note; nothing is lost or doubled in either view", async () => {
  const planId = await bring(world.anh, province2024Text);
  const [a, b, c] = (await page(world.anh, planId)).taskList.filter((t) => t.nature === "duty");
  await act(world.anh, "plan.assign-task", { taskId: a!.id, leads: [world.donDuong, world.dran], coordinates: [] });
  await act(world.anh, "plan.assign-task", { taskId: b!.id, leads: [world.donDuong], coordinates: [world.damRong] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  await sql`update unit set dissolved = '2026-07-01' where id = ${world.donDuong}`.execute(db.owner);
  await sql`update unit_version set valid = daterange(lower(valid), '2026-07-01') where unit_id = ${world.donDuong}`.execute(
    db.owner,
  );
  await sql`insert into unit_succession (from_id, to_id, on_date, extent, legal_basis) values (${world.donDuong}, ${world.dran}, '2026-07-01', 'full', 'NQ 1671/NQ-UBTVQH15')`.execute(
    db.owner,
  );
  await sql`select refresh_units(null, '2026-11-02'::date)`.execute(db.owner);
  await sql`update unit_clock set n = n + 1`.execute(db.owner);
  const seen = await page(world.anh, planId);
  const of = (id: string) => seen.taskList.find((t) => t.id === id)!.assignments;
  // as it was: who held it on a day before; as it is: who holds it now
  expect(
    of(a!.id)
      .map((x) => [x.unit.id, x.endedOn, x.handed.map((h) => h.from.id)])
      .toSorted(),
  ).toEqual(
    [
      [world.donDuong, "2026-07-01", []],
      [world.dran, null, [world.donDuong]],
    ].toSorted(),
  );
  expect(
    of(b!.id)
      .filter((x) => x.endedOn === null)
      .map((x) => [x.unit.id, x.role])
      .toSorted(),
  ).toEqual(
    [
      [world.damRong, "coordinate"],
      [world.dran, "lead"],
    ].toSorted(),
  );
  expect(of(b!.id).find((x) => x.unit.id === world.dran)!.handed).toEqual([
    { from: { id: world.donDuong, name: "Xã Đơn Dương cũ" }, on: "2026-07-01", basis: "NQ 1671/NQ-UBTVQH15" },
  ]);
  // given afterwards to a unit that is gone (a plan of 2024 is entered late): it goes on at once
  await act(world.anh, "plan.assign-task", { taskId: c!.id, leads: [world.donDuong], coordinates: [] });
  const late = (await page(world.anh, planId)).taskList.find((t) => t.id === c!.id)!.assignments;
  expect(late.map((x) => [x.unit.id, x.endedOn]).toSorted()).toEqual(
    [
      [world.donDuong, "2026-07-01"],
      [world.dran, null],
    ].toSorted(),
  );
  // and saying the same again changes nothing
  await act(world.anh, "plan.assign-task", { taskId: c!.id, leads: [world.donDuong], coordinates: [] });
  expect((await page(world.anh, planId)).taskList.find((t) => t.id === c!.id)!.assignments).toEqual(late);
  expect((await page(world.ha, planId)).mayDerive.map((u) => u.id)).toEqual([world.dran]);
});
