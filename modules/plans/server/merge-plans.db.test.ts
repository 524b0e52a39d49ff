import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { behindToMerge, planTasksToMerge } from "./merge-plans.ts";
import { fields, planWorld } from "./plan-world.ts";

const db = useTestDatabase();
const { build, world, act } = planWorld(db);
beforeAll(build);

test("a plan fills the templates: its tasks a plan or a submission of the unit, who is behind a letter of reminder", async () => {
  const [planId, late, goal] = [newId(), newId(), newId()];
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: "Tuyên truyền bảo hiểm y tế",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    parentId: null,
  });
  const add = (taskId: string, text: string, more: object) =>
    act(world.anh, "plan.add-task", { ...fields, taskId, planId, clauseId: null, text, ...more });
  await add(goal, "Nâng cao nhận thức của Nhân dân.", { nature: "goal" });
  await add(late, "Lắp bảng tin ở mỗi thôn.", { dueOn: "2026-03-01" });
  await act(world.anh, "plan.assign-task", { taskId: late, leads: [world.dran, world.damRong], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  await sql`update plan set symbol = '05/KH-UBND', issued_on = '2026-01-10', own_plans_by = '2026-02-01' where id = ${planId}`.execute(
    db.owner,
  );
  const today = asCivilDate("2026-11-02");
  const at = <T>(who: typeof world.anh, work: (call: Parameters<typeof planTasksToMerge.choices>[0]) => Promise<T>) =>
    inTransaction(db.database.pool, who, (tx) =>
      work({ tx, principal: who, unitId: who === world.anh ? world.province : world.dran, today }),
    );

  // the commune that was given a task makes a submission and a plan from it
  expect(await at(world.ha, (c) => planTasksToMerge.choices({ ...c, search: "bao hiem" }))).toMatchObject([
    { id: planId },
  ]);
  const submission = await at(world.ha, (c) => planTasksToMerge.merge({ ...c, template: "submission" }, [planId]));
  expect(submission).toEqual({
    matter: "ban hành Kế hoạch tuyên truyền bảo hiểm y tế",
    need: "Thực hiện Kế hoạch số 05/KH-UBND ngày 10/01/2026, cần xác định nhiệm vụ, phân công và thời hạn để tổ chức thực hiện.",
    proposal: "1. Lắp bảng tin ở mỗi thôn, xong trước ngày 01/03/2026.",
  });
  expect(await at(world.ha, (c) => planTasksToMerge.merge({ ...c, template: "plan" }, [planId]))).toMatchObject({
    subject: "Tuyên truyền bảo hiểm y tế",
    basis: "Kế hoạch số 05/KH-UBND ngày 10/01/2026",
    aim: "Nâng cao nhận thức của Nhân dân.",
    lead: "Xã D'Ran",
    talks: [],
  });
  // the province urges who has no plan of their own, and who is late with a task
  const choices = await at(world.anh, (c) => behindToMerge.choices(c));
  expect(choices.map((c) => [c.id, c.note])).toEqual([
    [`plan/${planId}`, "2 đơn vị"],
    [late, "2 đơn vị chậm"],
  ]);
  for (const [id, dueDay] of [
    [`plan/${planId}`, "2026-02-01"],
    [late, "2026-03-01"],
  ] as const) {
    const letter = await at(world.anh, (c) => behindToMerge.merge({ ...c, template: "letter-reminder" }, [id]));
    expect(letter).toMatchObject({ source: "Kế hoạch số 05/KH-UBND ngày 10/01/2026", dueDay });
    expect((letter["units"] as { name: string }[]).map((u) => u.name).toSorted()).toEqual([
      "Xã D'Ran",
      "Xã Đam Rông 1",
    ]);
  }
  // another's plan is not one's own to urge with
  expect(await at(world.ha, (c) => behindToMerge.choices(c))).toEqual([]);
});
