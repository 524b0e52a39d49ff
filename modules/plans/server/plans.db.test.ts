import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { sampleReport } from "#platform/documents/nd30/sample-document.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { fields, planWorld, utf8 } from "./plan-world.ts";
import { readPlanFile } from "./read-plan-file.ts";
import { province2024Text } from "./sample-plan.ts";

const db = useTestDatabase();
const { build, world, act, page, bring } = planWorld(db);
beforeAll(build);

test("a plan as it arrived becomes a draft with every task in its place; a person splits, merges, moves, drops, adds", async () => {
  const planId = await bring(world.anh, province2024Text);
  const draft = await page(world.anh, planId);
  expect(draft).toMatchObject({
    symbol: "7415/KH-UBND",
    issuedOn: "2024-08-28",
    status: "draft",
    tasks: 49,
    mine: true,
    unit: { id: world.province },
  });
  expect(draft.taskList.every((t) => draft.source!.slice(t.start!, t.end!) === t.text)).toBe(true);
  expect(draft.clauses.filter((c) => c.withoutTask && !c.heading)).toHaveLength(2);
  const own = draft.taskList.find((t) => t.text.startsWith("Hằng năm, tham mưu UBND tỉnh"))!;
  expect(own.actors.find((a) => a.role === "lead")).toMatchObject({
    name: "Sở Thông tin và Truyền thông",
    unit: { id: world.culture },
    inherited: true,
  });
  expect(
    draft.taskList.find((t) => t.text.startsWith("Xây dựng kế hoạch thực hiện"))!.actors.map((a) => a.group),
  ).toEqual(["departments", "districts"]);

  const two = draft.taskList.find((t) => t.text.startsWith("Tổ chức hội thi"))!;
  const cut = two.start! + two.text.indexOf("phát huy");
  const { taskId: second } = await act(world.anh, "plan.split-task", {
    taskId: two.id,
    version: 1,
    at: cut,
    newTaskId: newId(),
  });
  await expect(
    act(world.anh, "plan.split-task", { taskId: two.id, version: 1, at: cut, newTaskId: newId() }),
  ).rejects.toMatchObject({ code: "plan.changed-since" });
  await expect(
    act(world.anh, "plan.split-task", { taskId: two.id, version: 2, at: two.start! + 1, newTaskId: newId() }),
  ).rejects.toMatchObject({ code: "plan.bad-cut" });
  let after = await page(world.anh, planId);
  const at = after.taskList.findIndex((t) => t.id === two.id);
  expect(after.taskList.slice(at, at + 2).map((t) => t.text)).toEqual([
    "Tổ chức hội thi báo cáo viên, tuyên truyền viên giỏi;",
    "phát huy vai trò của giảng viên kiêm chức.",
  ]);
  expect(after.taskList.every((t) => after.source!.slice(t.start!, t.end!) === t.text)).toBe(true);
  await act(world.anh, "plan.merge-tasks", { taskId: two.id, version: 2, withId: second });
  after = await page(world.anh, planId);
  expect(after.taskList.find((t) => t.id === two.id)).toMatchObject({ text: two.text, start: two.start, end: two.end });
  expect(after.taskList.find((t) => t.id === second)!.droppedReason).not.toBeNull();
  await act(world.anh, "plan.move-task", { taskId: two.id, version: 3, by: -1 });
  expect((await page(world.anh, planId)).taskList.findIndex((t) => t.id === two.id)).toBe(at - 1);
  const money = after.clauses.find((c) => c.withoutTask && after.source!.slice(c.start, c.end).startsWith("Kinh phí"))!;
  await act(world.anh, "plan.add-task", {
    taskId: newId(),
    planId,
    clauseId: money.id,
    ...fields,
    text: "Kinh phí thực hiện Kế hoạch do ngân sách nhà nước bảo đảm theo quy định và các nguồn tài trợ, đóng góp hợp pháp khác.",
  });
  const end = (await page(world.anh, planId)).clauses.find((c) => c.withoutTask && !c.heading)!;
  await act(world.anh, "plan.set-clause-aside", { clauseId: end.id, reason: "Câu kết" });
  const whole = await page(world.anh, planId);
  expect(whole.clauses.filter((c) => c.withoutTask && !c.heading && c.asideReason === null)).toEqual([]);
  expect(
    whole.taskList.every((t) => t.droppedReason !== null || whole.source!.slice(t.start!, t.end!) === t.text),
  ).toBe(true);
  await act(world.anh, "plan.drop-task", { taskId: two.id, version: 4, reason: "Đã có kế hoạch hội thi riêng" });
  await expect(
    act(world.ha, "plan.drop-task", { taskId: two.id, version: 5, reason: "Không thích" }),
  ).rejects.toMatchObject({
    code: "plan.task-not-found",
  });
});

test("a Word file is read with its own numbers and tables; what is no plan is refused and nothing is kept", async () => {
  const bytes = await writeOfficialDocument({
    ...sampleReport(),
    kind: { type: "named", name: "Kế hoạch", abstract: "Tuyên truyền phòng cháy rừng năm 2026" },
    body: [
      { kind: "paragraph", text: "Ủy ban nhân dân xã ban hành Kế hoạch như sau:" },
      { kind: "part", number: "I", title: "Nhiệm vụ" },
      {
        kind: "clause",
        number: 1,
        text: "Phòng Kinh tế chủ trì, phối hợp với Công an xã kiểm tra cửa rừng trước ngày 31/12/2026.",
      },
      {
        kind: "table",
        columns: [
          { header: "TT", share: 0.1 },
          { header: "Nội dung", share: 0.4 },
          { header: "Cơ quan chủ trì", share: 0.25 },
          { header: "Thời gian", share: 0.25 },
        ],
        rows: [{ cells: ["1", "Phát thanh bản tin cháy rừng", "Phòng Văn hóa - Xã hội", "Hằng tuần"] }],
      },
    ],
    annexes: [],
  });
  const reading = await readPlanFile(bytes);
  expect(reading.head).toMatchObject({ symbol: "05/BC-UBND", title: "Tuyên truyền phòng cháy rừng năm 2026" });
  expect(
    reading.tasks.map((t) => [
      t.actors.filter((x) => x.role === "lead").map((x) => x.name),
      t.times.map((x) => x.due ?? x.kind),
    ]),
  ).toEqual([
    [["Phòng Kinh tế"], ["2026-12-31"]],
    [["Phòng Văn hóa - Xã hội"], ["weekly"]],
  ]);
  for (const [file, code] of [
    [utf8("Thư gửi bà con: mùa này mưa nhiều, nhớ che cà phê, dọn mương, nhắc trẻ con."), "plan.not-a-plan"],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), "plan.unreadable-file"],
    [new Uint8Array(0), "plan.not-a-plan"],
  ] as const)
    await expect(readPlanFile(file)).rejects.toMatchObject({ code });
});
