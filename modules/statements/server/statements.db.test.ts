import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildMaterial, materialCommands } from "#modules/materials/server.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { listSpokespersons, listStatements, readStatementPage } from "./read-statements.ts";
import { statementCommands } from "./write-statement.ts";

const db = useTestDatabase();
let dran: number;
let damRong: number;
let appointmentId: string;
let versionId: string;
const someone = (role: Principal["grants"][number]["role"], unitId: number | null): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const admin = someone("administrator", null);
const act = (by: Principal, name: string, payload: unknown) =>
  executeCommand<{ id: string; version: number }>(
    { pool: db.database.pool, commands: { ...statementCommands, ...materialCommands } },
    by,
    { id: newId(), name, payload },
  );
const said = (rest: object = {}) => ({
  topic: "local-affairs",
  text: "Xã chưa có chủ trương thu hồi đất rẫy.",
  statedOn: "2026-10-02",
  occasion: "interview",
  outlet: "Báo Lâm Đồng",
  appointmentId,
  versionIds: [versionId],
  ...rest,
});
const list = async (by: Principal, filter = {}) =>
  (await inTransaction(db.database.pool, by, (tx) => listStatements(tx, filter, 50))).items;

beforeAll(async () => {
  const { pool } = db.database;
  const province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: province });
  damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: province });
  ({ appointmentId } = await buildPerson(pool, {
    fullName: "Trương Công Lý",
    unitId: dran,
    appointment: { kind: "spokesperson", unitId: dran, termFrom: asCivilDate("2026-01-01") },
  }));
  ({ versionId } = await buildMaterial(pool, admin, { title: "Quy hoạch đất", unitId: dran }));
});

test("what was said is pinned to its material, and flagged as soon as that is recalled", async () => {
  const ha = someone("officer", dran);
  const id = newId();
  await act(ha, "statement.add", { id, unitId: dran, ...said() });
  const [row] = await list(ha, { q: "thu hoi-dat  rẫy" });
  expect(row).toMatchObject({
    id,
    stale: false,
    spokesperson: { name: "Trương Công Lý" },
    restsOn: [{ title: "Quy hoạch đất", status: "approved" }],
  });
  expect(await list(ha, { stale: "yes" })).toEqual([]);
  await act(admin, "material.recall", { versionId, reason: "Sai số liệu", blockedFrom: "2026-11-24" });
  expect(await list(ha, { stale: "yes" })).toMatchObject([{ id, stale: true, restsOn: [{ status: "recalled" }] }]);
  expect(await list(someone("officer", damRong))).toEqual([]);
  await expect(
    act(someone("officer", damRong), "statement.add", { id: newId(), unitId: dran, ...said() }),
  ).rejects.toMatchObject({ code: "access.denied" });
});

test("only a spokesperson of that day speaks; the outlet and never the journalist", async () => {
  const ha = someone("officer", dran);
  const refused = (rest: object) =>
    act(ha, "statement.add", { id: newId(), unitId: dran, ...said({ versionIds: [], ...rest }) }).then(
      () => null,
      (error: { code: string }) => error.code,
    );
  expect(await refused({ statedOn: "2025-12-31" })).toBe("statement.no-spokesperson");
  const { appointmentId: other } = await buildPerson(db.database.pool, { fullName: "Ya Thuần", unitId: dran });
  expect(await refused({ appointmentId: other })).toBe("statement.no-spokesperson");
  expect(await refused({ outlet: "PV Lê Bình, Báo Lâm Đồng" })).toBe("statement.outlet-person");
  expect(await refused({ outlet: null })).toBe("statement.outlet-needed");
  expect(await refused({ outlet: null, occasion: "release" })).toBeNull();
  expect(await refused({ text: "Gọi 0912 345 678" })).toBe("statement.identity");
  expect(await refused({ statedOn: "2999-01-01" })).toBe("statement.future");
  expect(await refused({ versionIds: [newId()] })).toBe("statement.version-unknown");
  const { versionId: draft } = await buildMaterial(db.database.pool, admin, {
    title: "Nháp",
    unitId: dran,
    approve: false,
  });
  expect(await refused({ versionIds: [draft] })).toBe("statement.version-draft");
  expect(
    (await inTransaction(db.database.pool, ha, (tx) => listSpokespersons(tx, dran, asCivilDate("2026-10-02")))).map(
      (s) => s.name,
    ),
  ).toEqual(["Trương Công Lý"]);
});

test("an entry is corrected as it was read, both texts in the journal", async () => {
  const ha = someone("officer", dran);
  const id = newId();
  await act(ha, "statement.add", { id, unitId: dran, ...said({ versionIds: [] }) });
  await act(ha, "statement.edit", {
    id,
    seenVersion: 1,
    ...said({ text: "Xã không có chủ trương đó.", versionIds: [] }),
  });
  await expect(act(ha, "statement.edit", { id, seenVersion: 1, ...said({ versionIds: [] }) })).rejects.toMatchObject({
    code: "statement.edited-elsewhere",
  });
  expect(await inTransaction(db.database.pool, ha, (tx) => readStatementPage(tx, ha, id))).toMatchObject({
    text: "Xã không có chủ trương đó.",
    version: 2,
    mayEdit: true,
  });
  const journal = await db.owner
    .selectFrom("journal")
    .select(["action", "before"])
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();
  expect(journal).toMatchObject([
    { action: "statement.added" },
    { action: "statement.edited", before: { text: "Xã chưa có chủ trương thu hồi đất rẫy." } },
  ]);
});
