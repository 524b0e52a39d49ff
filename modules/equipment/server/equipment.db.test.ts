import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { addDays, asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitAdministrator, unitCommands } from "#modules/units/server.ts";
import { equipmentCommands } from "./commands.ts";
import { exportEquipment } from "./export-equipment.ts";
import { readNeeds } from "./needs.ts";
import { listEquipment, listLoans, readEquipmentPage } from "./read-equipment.ts";
import { equipmentWaiting } from "./waiting.ts";

const db = useTestDatabase();
let [province, dran, damRong] = [0, 0, 0];
let [anh, ha, duyen] = [] as unknown as [Principal, Principal, Principal];
const today = todayInVietnam();
const officer = (userId: string, unitId: number): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  grants: [{ role: "officer", unitId }],
  homeUnitId: unitId,
});
beforeAll(async () => {
  const { pool } = db.database;
  province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: province });
  damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", code: "24886", kind: "commune", parentId: province });
  [anh, ha, duyen] = [officer("hoang.anh", province), officer("thu.ha", dran), officer("k.duyen", damRong)];
});
const act = async <A = { equipmentId: string; loanId: string; needId: string }>(
  by: Principal,
  name: keyof typeof equipmentCommands,
  payload: unknown,
) =>
  (
    await executeCommand<A>({ pool: db.database.pool, commands: equipmentCommands as never }, by, {
      id: newId(),
      name,
      payload,
    })
  ).answer;
const told = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => databaseProblem(error)?.code ?? String(error),
  );
const as = <T>(by: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, by, work);
const loudspeaker = (by: Principal, unitId: number, label = "Loa kéo JBL") =>
  act(by, "equipment.add", {
    unitId,
    kind: "loudspeaker",
    label,
    place: "Nhà văn hóa thôn Lạc Quảng",
    acquiredOn: "2025-03-01",
    source: "commune-budget",
    cost: 8_500_000,
  });

test("entered, looked at, lent and back with its state; the borrower sees it, the neighbour never did", async () => {
  const { equipmentId } = await loudspeaker(ha, dran);
  expect((await as(duyen, (tx) => listEquipment(tx, { limit: 50 }))).items).toEqual([]);
  const lend = {
    equipmentId,
    toUnitId: damRong,
    purpose: "Buổi sinh hoạt thôn",
    outOn: addDays(today, -9),
    dueOn: addDays(today, -2),
  };
  expect(await told(act(duyen, "equipment.lend", lend))).toBe("equipment.unknown");
  const { loanId } = await act(ha, "equipment.lend", lend);
  expect((await as(duyen, (tx) => listEquipment(tx, { limit: 50 }))).items).toMatchObject([
    { label: "Loa kéo JBL", lentTo: { id: damRong }, overdue: true },
  ]);
  for (const [q, n] of [
    ["loa-keo", 1],
    ["jbl loa", 1],
    ["dran", 0],
  ] as const)
    expect((await as(duyen, (tx) => listEquipment(tx, { q, limit: 50 }))).items, q).toHaveLength(n);
  const check = { equipmentId, version: 1, onDate: today, condition: "retired", place: "Kho" };
  expect(await told(act(ha, "equipment.check", check))).toBe("equipment.is-out");
  // it waits at both
  for (const principal of [ha, duyen]) {
    const [group] = await as(principal, (tx) =>
      equipmentWaiting({ tx, principal, under: null, today, say: (key) => key }),
    );
    expect(group).toMatchObject({ code: "equipment.overdue", count: 1 });
  }
  expect(await told(act(duyen, "equipment.take-back", { loanId, backOn: today, condition: "good" }))).toBe(
    "access.denied",
  );
  await act(ha, "equipment.take-back", { loanId, backOn: today, condition: "broken", note: "Rách màng loa" });
  expect(await told(act(ha, "equipment.take-back", { loanId, backOn: today, condition: "good" }))).toBe(
    "equipment.back-already",
  );
  const page = await as(ha, (tx) => readEquipmentPage(tx, ha, equipmentId));
  expect(page).toMatchObject({
    condition: "broken",
    lentTo: null,
    steps: [{ note: "Rách màng loa" }, {}],
    loans: [{ conditionBack: "broken" }],
  });
  expect(await told(act(ha, "equipment.lend", { ...lend, outOn: today, dueOn: today }))).toBe("equipment.not-fit");
  expect(await told(act(ha, "equipment.check", { ...check, version: 1 }))).toBe("equipment.changed-since");
  await act(ha, "equipment.check", { ...check, version: page.version });
  expect((await as(ha, (tx) => listEquipment(tx, { limit: 50 }))).items).toEqual([]);
});

test("twenty lend the same thing at once: one does; days of two loans never overlap", async () => {
  const { equipmentId } = await loudspeaker(ha, dran, "Máy chiếu hội trường");
  const lend = {
    equipmentId,
    toUnitId: province,
    purpose: "Hội nghị",
    outOn: addDays(today, -3),
    dueOn: addDays(today, 4),
  };
  const results = await Promise.all(Array.from({ length: 20 }, () => told(act(ha, "equipment.lend", lend))));
  expect(results.filter((r) => r === "done")).toHaveLength(1);
  expect(results.filter((r) => r === "equipment.lent-already")).toHaveLength(19);
  const [loan] = (await as(ha, (tx) => listLoans(tx, ha, { standing: "out", limit: 50 }))).items;
  await act(ha, "equipment.take-back", { loanId: loan!.id, backOn: addDays(today, -1), condition: "good" });
  expect(await told(act(ha, "equipment.lend", { ...lend, outOn: addDays(today, -2) }))).toBe("equipment.lent-already");
  expect(await told(act(ha, "equipment.lend", { ...lend, outOn: addDays(today, -1) }))).toBe("done");
});

test("needs go up, one list by kind beside what there is; answered from above only", async () => {
  const year = Number(today.slice(0, 4));
  const need = { unitId: dran, year, kind: "loudspeaker", quantity: 3, reason: "Ba thôn xa chưa có loa" };
  const { needId } = await act(ha, "equipment.report-need", need);
  await act(duyen, "equipment.report-need", { ...need, unitId: damRong, quantity: 2 });
  await loudspeaker(duyen, damRong, "Loa cầm tay");
  const seen = await as(anh, (tx) => readNeeds(tx, anh, {}));
  expect(seen.sums.find((s) => s.kind === "loudspeaker")).toMatchObject({ asked: 5, open: 5, units: 2 });
  expect((await as(ha, (tx) => readNeeds(tx, ha, {}))).items.map((n) => [n.unit.id, n.mayAnswer])).toEqual([
    [dran, false],
  ]);
  const answer = { needId, version: 1, status: "planned", answer: "Mua trong quý I" };
  expect(await told(act(ha, "equipment.answer-need", answer))).toBe("equipment.answered-from-above");
  await act(anh, "equipment.answer-need", answer);
  expect((await as(anh, (tx) => readNeeds(tx, anh, {}))).sums.find((s) => s.kind === "loudspeaker")?.open).toBe(2);
  const file = await as(anh, (tx) => exportEquipment(tx, anh, undefined, "vi"));
  const sheets = await readWorkbook(file.bytes as Uint8Array);
  expect(sheets.map((s) => s.name)).toEqual(["Trang thiết bị", "Sổ cho mượn", "Nhu cầu"]);
});

test("after a merger things stand under the unit of today, and it takes back what was lent", async () => {
  const { equipmentId } = await loudspeaker(duyen, damRong, "Micrô không dây");
  const { loanId } = await act(duyen, "equipment.lend", {
    equipmentId,
    toUnitId: dran,
    purpose: "Hội thi",
    outOn: addDays(today, -20),
    dueOn: addDays(today, -1),
  });
  const other = await buildUnit(db.database.pool, { name: "Xã Đam Rông 2", kind: "commune", parentId: province });
  const { unitIds } = (
    await executeCommand<{ unitIds: number[] }>({ pool: db.database.pool, commands: unitCommands }, unitAdministrator, {
      id: newId(),
      name: "unit.operate",
      payload: {
        kind: "merge",
        on: addDays(asCivilDate(today), -5),
        legalBasis: "NQ",
        unitIds: [damRong, other],
        into: { name: "Xã Đam Rông mới", kind: "commune", parentId: province },
      },
    })
  ).answer;
  const clerk = officer("k.duyen", unitIds[0]!);
  const { items } = await as(clerk, (tx) => listEquipment(tx, { under: unitIds[0], limit: 50 }));
  expect(items.find((e) => e.id === equipmentId)).toMatchObject({
    unit: { id: damRong },
    now: { name: "Xã Đam Rông mới" },
  });
  await act(clerk, "equipment.take-back", { loanId, backOn: today, condition: "worn" });
  expect((await as(clerk, (tx) => readEquipmentPage(tx, clerk, equipmentId))).condition).toBe("worn");
});
