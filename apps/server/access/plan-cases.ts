import { newId } from "#kernel/ids.ts";
import { anywhere, both, type Case, dran, utf8 } from "./case.ts";
import type { World } from "./world.ts";

const fields = {
  nature: "duty",
  dueOn: null,
  repeats: null,
  targetIndicator: null,
  targetValue: null,
  targetPeriod: null,
  topic: null,
};
const text =
  "KẾ HOẠCH\nTuyên truyền năm 2026\nI. NHIỆM VỤ\n1. Phòng Văn hóa - Xã hội\n- Tổ chức hội nghị chuyên đề hằng quý.\n- Biên soạn tài liệu.";
const signed = { issuedOn: "2026-11-02", signerName: "Trương Công Lý" };

interface Made {
  planId: string;
  taskId: string;
  otherId: string;
}

/** A plan of D'Ran with two tasks; a standing one is given to D'Ran itself, so that it may be reported on. */
async function made(w: World, standing = false): Promise<Made> {
  const [planId, taskId, otherId] = [newId(), newId(), newId()];
  await w.run("plan.create", {
    planId,
    unitId: w.dran,
    title: `Kế hoạch ${w.secret}`,
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
  });
  for (const id of [taskId, otherId])
    await w.run("plan.add-task", { taskId: id, planId, clauseId: null, ...fields, text: `Nhiệm vụ ${w.secret}` });
  if (standing) {
    await w.run("plan.assign-task", { taskId, leads: [w.dran], coordinates: [] });
    await w.run("plan.move", { planId, to: "standing" });
  }
  return { planId, taskId, otherId };
}
const ofPlan = (body?: object, standing = false) =>
  dran(async (w) => ({ params: { id: (await made(w, standing)).planId }, ...(body === undefined ? {} : { body }) }));
const ofTask = (body: (m: Made, w: World) => object, standing = false) =>
  dran(async (w) => {
    const m = await made(w, standing);
    return { params: { id: m.taskId }, body: body(m, w) };
  });

async function plannedTalk(w: World): Promise<string> {
  const talkId = newId();
  await w.run("talk.plan", {
    talkId,
    unitId: w.dran,
    placeUnitId: w.dran,
    kind: "residentMeeting",
    title: `Buổi ${w.secret}`,
    startsAt: "2026-11-20T12:00:00Z",
  });
  return talkId;
}

/** Written and read at the unit whose plan it is, and above; outside nobody to whom nothing was given. */
export const planCases: Record<string, readonly Case[]> = {
  "GET /plans": both((w) => ({ under: w.dran })),
  "POST /plans/import/preview": dran((w) => ({ query: { unitId: w.dran }, bytes: utf8(text) })),
  "POST /plans/import": dran((w) => ({ query: { unitId: w.dran, fileName: "ke-hoach.txt" }, bytes: utf8(text) })),
  "POST /plans": dran((w) => ({
    body: { unitId: w.dran, title: "Kế hoạch năm 2026", startsOn: "2026-01-01", endsOn: "2026-12-31" },
  })),
  "GET /plans/:id": ofPlan(),
  "PATCH /plans/:id": ofPlan({
    version: 1,
    title: "Kế hoạch đã sửa",
    issuer: null,
    symbol: null,
    issuedOn: null,
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    ownPlansBy: null,
  }),
  "POST /plans/:id/state": ofPlan({ to: "standing" }),
  "POST /plans/clauses/:id/aside": dran(async (w, _who, db) => {
    const { planId } = await made(w);
    const id = newId();
    await db.owner
      .insertInto("plan_clause")
      .values({
        id,
        plan_id: planId,
        position: 1,
        kind: "paragraph",
        marker: "",
        heading: false,
        starts_at: 0,
        ends_at: 10,
      })
      .execute();
    return { params: { id }, body: { reason: "Câu kết" } };
  }),
  "POST /plans/:id/tasks": ofPlan({ clauseId: null, ...fields, text: "Thêm một nhiệm vụ" }),
  "PATCH /plans/tasks/:id": ofTask(() => ({ version: 1, ...fields, text: "Nhiệm vụ đã sửa" })),
  "POST /plans/tasks/:id/split": dran(async (w, _who, db) => {
    const { planId, taskId } = await made(w);
    // a source of its own, as an import has it
    await db.owner
      .updateTable("plan")
      .set({ source: "Tổ chức hội nghị; biên soạn tài liệu" })
      .where("id", "=", planId)
      .execute();
    await db.owner.updateTable("plan_task").set({ starts_at: 0, ends_at: 36 }).where("id", "=", taskId).execute();
    return { params: { id: taskId }, body: { version: 1, at: 18 } };
  }),
  "POST /plans/tasks/:id/merge": ofTask((m) => ({ version: 1, withId: m.otherId })),
  "POST /plans/tasks/:id/move": ofTask(() => ({ version: 1, by: 1 })),
  "POST /plans/tasks/:id/drop": ofTask(() => ({ version: 1, reason: "Trùng" })),
  "PUT /plans/tasks/:id/units": ofTask((_m, w) => ({ leads: [w.dran], coordinates: [] })),
  "POST /plans/tasks/:id/progress": ofTask(
    (_m, w) => ({ unitId: w.dran, onDate: "2026-11-02", state: "doing", value: null, evidence: "Đã mở lớp" }),
    true,
  ),
  "GET /plans/tasks/:id/items": dran(async (w) => ({
    params: { id: (await made(w, true)).taskId },
    query: { unitId: w.dran },
  })),
  "GET /plans/late": both((w) => ({ under: w.dran })),
  "GET /plans/calendar": [
    ...dran((w) => ({ query: { under: w.dran, month: "2026-11" } })),
    ...anywhere(() => ({ query: { month: "2026-11" } })),
  ],
  "GET /plans/timeline": both((w) => ({ under: w.dran })),
  "GET /plans/open-tasks": dran((w) => ({ query: { unitId: w.dran, on: "2026-11-02" } })),
  "GET /plans/tasks/:id": dran(async (w) => ({ params: { id: (await made(w, true)).taskId } })),
  "POST /plans/tasks/:id/talks": dran(async (w) => ({
    params: { id: (await made(w, true)).taskId },
    body: {
      unitId: w.dran,
      placeUnitId: w.dran,
      kind: "residentMeeting",
      title: `Buổi ${w.secret}`,
      startsAt: "2026-11-20T12:00:00Z",
    },
  })),
  "GET /plans/of-talk/:id": dran(async (w) => ({ params: { id: await plannedTalk(w) } })),
  "PUT /plans/of-talk/:id": dran(async (w) => ({
    params: { id: await plannedTalk(w) },
    body: { taskId: (await made(w, true)).taskId },
  })),
  "GET /plans/:id/issued": ofPlan(undefined, true),
  "GET /plans/:id/briefing": ofPlan(undefined, true),
  "GET /plans/:id/briefing/talks": dran(async (w) => ({
    params: { id: (await made(w, true)).planId },
    query: { unitId: w.dran },
  })),
  "PUT /plans/headcounts": dran((w) => ({
    body: { unitId: w.dran, year: 2026, people: 60, source: "Biên chế giao" },
  })),
  "POST /plans/:id/document": ofPlan(),
  "POST /plans/:id/issue": ofPlan({ version: 1, ...signed }),
  "POST /plans/:id/remind": dran(async (w) => ({
    params: { id: (await made(w, true)).planId },
    body: { unitIds: [w.dran], answerBy: "2026-12-01", ...signed },
  })),
};
