import { createHash } from "node:crypto";
import { asSystem } from "#platform/db/session.ts";
import { addDays, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { importPlanCommand, province2024Text, readPlanFile } from "#modules/plans/server.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

interface DemoTask {
  id: string;
  text: string;
}

/**
 * The province's plan of 2024 as it arrived: read, given to communes (what districts were given went to their successors),
 * carried out by one commune with a plan of its own under way, and a plan of this year with a target that is counted.
 */
export async function fillPlans(fill: DemoFill): Promise<void> {
  fill.step("Kế hoạch / plans", 0, 3);
  const today = civilDateOf(fill.today);
  const planId = await importProvincePlan(fill, addDays(today, -60));
  fill.step("Kế hoạch / plans", 1, 3);
  await ownPlan(fill, planId, today);
  fill.step("Kế hoạch / plans", 2, 3);
  await countedPlan(fill, today);
  fill.step("Kế hoạch / plans", 3, 3);
}

async function importProvincePlan(fill: DemoFill, on: CivilDate): Promise<string> {
  const province = unitOf(fill, "after:68");
  const planId = newId();
  const bytes = new TextEncoder().encode(province2024Text);
  const command = importPlanCommand(await readPlanFile(bytes));
  await executeCommand(
    { pool: fill.database.pool, commands: { [command.name]: command as never }, now: () => evening(on, 9) },
    fill.accounts.get("dung")!,
    {
      id: newId(),
      name: command.name,
      payload: {
        planId,
        unitId: province,
        fileName: "7415-KH-UBND.docx",
        fileHash: createHash("sha256").update(bytes).digest("hex"),
      },
    },
  );
  const tasks = await tasksOf(fill, planId);
  const give = async (start: string, payload: object) => {
    const task = tasks.find((t) => t.text.startsWith(start));
    if (task === undefined) throw new Error(`the demo's plan has no task ${start}`);
    await act(fill, "dung", "plan.assign-task", { taskId: task.id, leads: [], coordinates: [], ...payload }, on, 10);
  };
  const culture = unitOf(fill, "department:culture");
  await give("Chỉ đạo, hướng dẫn các cơ quan báo chí", { leads: [culture] });
  await give("Hằng năm, tham mưu UBND tỉnh", { leads: [culture] });
  const communes = ["after:24934", "after:24886"].map((c) => unitOf(fill, c));
  await give("Xây dựng kế hoạch thực hiện của cơ quan", { leads: communes, coordinates: [culture] });
  // given in 2024 to places that have become one commune since: it goes on to that one, with a note for each
  await give("Thông tin đến toàn thể cán bộ", { leads: await whatBecame(fill, communes) });
  await give("Theo dõi, đôn đốc, kiểm tra", { leads: [culture, ...communes] });
  await act(
    fill,
    "dung",
    "plan.edit",
    {
      planId,
      version: 1,
      ...(await factsOf(fill, planId)),
      startsOn: "2024-08-28",
      endsOn: `${civilDateOf(fill.today).slice(0, 4)}-12-31`,
      ownPlansBy: addDays(on, 30),
    },
    on,
    11,
  );
  await act(fill, "dung", "plan.move", { planId, to: "standing" }, on, 12);
  return planId;
}

async function ownPlan(fill: DemoFill, parentId: string, today: CivilDate): Promise<void> {
  const on = addDays(today, -20);
  const year = today.slice(0, 4);
  const planId = newId();
  const dran = unitOf(fill, "after:24934");
  await act(
    fill,
    "ha",
    "plan.create",
    {
      planId,
      unitId: dran,
      parentId,
      title: "Thực hiện công tác tuyên truyền miệng trên địa bàn xã D'Ran",
      startsOn: `${year}-01-01`,
      endsOn: `${year}-12-31`,
    },
    on,
    9,
  );
  const own = async (taskId: string, text: string, targetValue: number, targetPeriod: string) =>
    act(
      fill,
      "ha",
      "plan.add-task",
      {
        ...plain,
        taskId,
        planId,
        clauseId: null,
        text,
        targetIndicator: "talks.residentMeeting",
        targetValue,
        targetPeriod,
      },
      on,
      10,
    );
  await own(newId(), "Mỗi quý tổ chức ít nhất ba buổi sinh hoạt thôn có nội dung tuyên truyền.", 3, "quarter");
  // the commune gives it on to each of its villages
  const meetings = newId();
  await own(meetings, "Mỗi thôn tổ chức ít nhất hai buổi sinh hoạt có nội dung tuyên truyền trong năm.", 2, "year");
  await act(
    fill,
    "ha",
    "plan.assign-task",
    { taskId: meetings, leads: [], coordinates: [dran], leadGroups: ["villages"] },
    on,
    11,
  );
  await act(fill, "ly", "plan.issue", { planId, version: 1, issuedOn: on, signerName: "Trương Công Lý" }, on, 15);
  await act(
    fill,
    "ha",
    "plan.set-headcount",
    { unitId: dran, year: Number(year), people: 62, source: `Biên chế giao năm ${year}` },
    on,
    16,
  );
  await tieTalks(fill, meetings, dran, on);
}

/** Some talks of the commune were held for its own task: the way from them up to the province's clause is there to be walked. */
async function tieTalks(fill: DemoFill, taskId: string, dran: number, on: CivilDate): Promise<void> {
  const talks = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("talk")
      .select("id")
      .where("commune_id", "=", dran)
      .where("kind", "=", "residentMeeting")
      .where("status", "in", ["verified", "counted"])
      .orderBy("starts_at", "desc")
      .orderBy("id")
      .limit(2)
      .execute(),
  );
  for (const { id } of talks) await act(fill, "ha", "plan.tie-talk", { talkId: id, taskId }, on, 17);
}

async function countedPlan(fill: DemoFill, today: CivilDate): Promise<void> {
  const on = addDays(today, -25);
  const year = today.slice(0, 4);
  const communes = ["after:24934", "after:24886"].map((c) => unitOf(fill, c));
  const planId = newId();
  const taskId = newId();
  await act(
    fill,
    "dung",
    "plan.create",
    {
      planId,
      unitId: unitOf(fill, "after:68"),
      title: `Công tác tuyên truyền miệng năm ${year}`,
      startsOn: `${year}-01-01`,
      endsOn: `${year}-12-31`,
    },
    on,
    9,
  );
  await act(
    fill,
    "dung",
    "plan.add-task",
    {
      ...plain,
      taskId,
      planId,
      clauseId: null,
      text: "Các xã, phường, đặc khu tổ chức ít nhất năm buổi tuyên truyền mỗi quý.",
      targetIndicator: "talks",
      targetValue: 5,
      targetPeriod: "quarter",
    },
    on,
    10,
  );
  await act(
    fill,
    "dung",
    "plan.assign-task",
    {
      taskId,
      leads: communes,
      coordinates: [unitOf(fill, "department:culture")],
    },
    on,
    11,
  );
  // counted from answers and dialogues, which the house keeps too
  for (const [text, targetIndicator, targetValue, targetPeriod] of [
    ["Trả lời đúng hạn ít nhất 80% câu hỏi của người dân.", "answers.percent", 80, "year"],
    ["Người đứng đầu đối thoại trực tiếp với Nhân dân ít nhất hai lần trong năm.", "dialogues", 2, "year"],
  ] as const) {
    const id = newId();
    await act(
      fill,
      "dung",
      "plan.add-task",
      { ...plain, taskId: id, planId, clauseId: null, text, targetIndicator, targetValue, targetPeriod },
      on,
      11,
    );
    await act(fill, "dung", "plan.assign-task", { taskId: id, leads: communes, coordinates: [] }, on, 11);
  }
  await act(fill, "dung", "plan.move", { planId, to: "standing" }, on, 12);
}

const plain = {
  nature: "duty",
  dueOn: null,
  repeats: null,
  targetIndicator: null,
  targetValue: null,
  targetPeriod: null,
  topic: null,
};

async function act(
  fill: DemoFill,
  by: string,
  name: string,
  payload: object,
  day: CivilDate,
  hour: number,
): Promise<void> {
  await fill.act(fill.accounts.get(by)!, name, payload, { now: evening(day, hour) });
}

async function whatBecame(fill: DemoFill, communes: readonly number[]): Promise<number[]> {
  const rows = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("unit_succession")
      .select("from_id")
      .where("to_id", "in", communes)
      .where("extent", "=", "full")
      .execute(),
  );
  const ids = [...new Set(rows.map((r) => r.from_id))];
  return ids.length > 0 ? ids : [...communes];
}

function tasksOf(fill: DemoFill, planId: string): Promise<DemoTask[]> {
  return asSystem(fill.database.pool, (tx) =>
    tx.selectFrom("plan_task").select(["id", "text"]).where("plan_id", "=", planId).execute(),
  );
}

async function factsOf(fill: DemoFill, planId: string) {
  const row = await asSystem(fill.database.pool, (tx) =>
    tx.selectFrom("plan").select(["title", "issuer", "symbol"]).where("id", "=", planId).executeTakeFirstOrThrow(),
  );
  return { ...row, issuedOn: "2024-08-28" };
}
