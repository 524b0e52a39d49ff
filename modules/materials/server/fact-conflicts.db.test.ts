import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { materialCommands } from "./commands.ts";
import { buildMaterial } from "./factory.ts";
import { conflictsOfVersion, factConflictCommands, listConflicts } from "./fact-conflicts.ts";
import { readFacts } from "./read-facts.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "dran" | "damRong", number>;
const someone = (role: Principal["grants"][number]["role"], unitId: number): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const head = () => someone("administrator", units.province);
const make = (unitId: number, body: string, rest: Partial<Parameters<typeof buildMaterial>[2]> = {}) =>
  buildMaterial(db.database.pool, head(), { title: `Đề cương ${body.slice(0, 20)}`, unitId, body, ...rest });
/** What the job does when a version comes into use. */
const read = (versionId: string) => asSystem(db.database.pool, (tx) => readFacts(tx, versionId));
const open = async (by: Principal, filter = {}) =>
  (await inTransaction(db.database.pool, by, (tx) => listConflicts(tx, { state: "open", ...filter }, 50))).items;

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: units.province });
  units.damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: units.province });
});

test("a figure of the province and another one of a commune are shown to both, and nobody else", async () => {
  const province = await make(units.province, "Hạn nộp hồ sơ hỗ trợ nhà ở là ngày 15/3/2026.");
  const commune = await make(units.dran, "Bà con chú ý: hạn nộp hồ sơ hỗ trợ nhà ở: ngày 20 tháng 3 năm 2026.");
  const elsewhere = await make(units.damRong, "Hạn nộp hồ sơ hỗ trợ nhà ở là ngày 25/3/2026.", { topic: "other" });
  for (const { versionId } of [province, commune, elsewhere]) await read(versionId);
  // once more, as a job may
  expect(await read(commune.versionId)).toBe(1);
  for (const who of [someone("officer", units.dran), someone("analyst", units.province)]) {
    const [found, ...rest] = await open(who);
    expect(rest).toEqual([]);
    expect([found!.a, found!.b].map((s) => s.shown).sort()).toEqual([["ngày 15/3/2026"], ["ngày 20 tháng 3 năm 2026"]]);
  }
  expect(await open(someone("officer", units.damRong))).toEqual([]);
  expect(await open(someone("officer", units.dran), { materialId: province.materialId })).toHaveLength(1);
});

test("two communes may have their own figures; a draft sees before approval what it would contradict", async () => {
  await read(
    (
      await make(units.dran, "Họp dân bàn đường thôn hai tuần một lần, góp 200.000 đồng mỗi hộ.", {
        topic: "local-projects",
      })
    ).versionId,
  );
  const own = await make(units.damRong, "Họp dân bàn đường thôn hai tuần một lần, góp 300.000 đồng mỗi hộ.", {
    topic: "local-projects",
  });
  expect(await read(own.versionId)).toBe(0);
  const draft = await make(units.dran, "Họp dân bàn đường thôn hai tuần một lần, góp 250.000 đồng mỗi hộ.", {
    topic: "local-projects",
    approve: false,
  });
  const seen = await inTransaction(db.database.pool, head(), (tx) => conflictsOfVersion(tx, head(), draft.versionId));
  expect(seen.map((c) => [c.id, c.a.shown, c.b.shown])).toEqual([[null, ["250.000 đồng"], ["200.000 đồng"]]]);
});

test("an owner says why both stand; it stays on record; a version out of use contradicts nobody", async () => {
  const commands = { ...materialCommands, ...factConflictCommands };
  const act = (by: Principal, name: string, payload: unknown) =>
    executeCommand({ pool: db.database.pool, commands }, by, { id: newId(), name, payload });
  const ha = someone("officer", units.dran);
  const a = await make(units.dran, "Trạm y tế khám bệnh miễn phí vào ngày 10/5.", { topic: "disaster-health" });
  const b = await make(units.dran, "Trạm y tế khám bệnh miễn phí ngày 11/5.", { topic: "disaster-health" });
  const c = await make(units.dran, "Trạm y tế khám bệnh miễn phí ngày 12/5.", { topic: "disaster-health" });
  for (const { versionId } of [a, b, c]) await read(versionId);
  const found = await open(ha, { materialId: a.materialId });
  expect(found).toHaveLength(2);
  await expect(
    act(someone("officer", units.damRong), "fact-conflict.dismiss", { id: found[0]!.id, reason: "…" }),
  ).rejects.toMatchObject({
    code: "material.conflict-not-found",
  });
  await act(ha, "fact-conflict.dismiss", { id: found[0]!.id, reason: "Hai đợt khám" });
  await expect(act(ha, "fact-conflict.dismiss", { id: found[0]!.id, reason: "Lần nữa" })).rejects.toMatchObject({
    code: "material.conflict-settled",
  });
  const [entry] = await db.owner
    .selectFrom("journal")
    .select(["action", "after"])
    .where("subject_id", "=", found[0]!.id!)
    .execute();
  expect(entry).toMatchObject({
    action: "fact-conflict.dismissed",
    after: { state: "dismissed", reason: "Hai đợt khám" },
  });
  // read again, what was settled stays settled
  await read(a.versionId);
  expect(await open(ha, { materialId: a.materialId })).toHaveLength(1);
  await act(head(), "material.recall", {
    versionId: a.versionId,
    reason: "Sai ngày",
    blockedFrom: asCivilDate("2026-11-24"),
  });
  expect(await open(ha, { materialId: a.materialId })).toHaveLength(0);
  expect(
    (await inTransaction(db.database.pool, ha, (tx) => listConflicts(tx, { state: "gone" }, 50))).items.map(
      (x) => x.state,
    ),
  ).toEqual(["gone"]);
  const { n } = await db.owner
    .selectFrom("material_fact")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("version_id", "=", a.versionId)
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBe(0);
});
