import { expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import type { OperationResult, UnitOperation } from "../contract.ts";
import { unitCommands } from "./commands.ts";
import { rollUp, unitName, unitPath } from "./doors.ts";
import { administrator, buildUnit } from "./factory.ts";
import { previewOperation } from "./operate-units.ts";
import { registerUnitTouch } from "./touches.ts";
import { getUnitHistory } from "./unit-page.ts";

const db = useTestDatabase();
const on = asCivilDate("2025-07-01");
const basis = { on, legalBasis: "1671/NQ-UBTVQH15" };
const someone = (role: Principal["grants"][number]["role"], unitId: number | null): Principal => ({
  ...administrator,
  userId: `${role}-${unitId}`,
  grants: [{ role, unitId }],
});

function operate(operation: UnitOperation, by: Principal = administrator, id: string = newId()) {
  return executeCommand<OperationResult>({ pool: db.database.pool, commands: unitCommands }, by, {
    id,
    name: "unit.operate",
    payload: operation,
  });
}

async function smallProvince(name: string) {
  const { pool } = db.database;
  const province = await buildUnit(pool, { name: `Tỉnh ${name}` });
  const [a, b] = [
    await buildUnit(pool, { name: "Xã A", kind: "commune", parentId: province }),
    await buildUnit(pool, { name: "Xã B", kind: "commune", parentId: province }),
  ];
  const hamlet = await buildUnit(pool, { name: "Thôn 1", kind: "hamlet", parentId: a });
  return { province, a, b, hamlet };
}

test("a merge is one transaction: both views, scope, journal; a repeat gets the same answer", async () => {
  const { province, a, b, hamlet } = await smallProvince("Một");
  const operation: UnitOperation = {
    kind: "merge",
    ...basis,
    unitIds: [a, b],
    into: { name: "Xã AB", kind: "commune", code: null, parentId: province },
  };
  const id = newId();
  const [first, second] = await Promise.all([
    operate(operation, administrator, id),
    operate(operation, administrator, id),
  ]);
  expect(first.answer).toEqual(second.answer);
  const merged = first.answer.unitIds[0]!;
  await asSystem(db.database.pool, async (tx) => {
    expect(await rollUp(tx, [a, b, hamlet])).toEqual(
      new Map([
        [a, { nowId: merged, withinId: merged }],
        [b, { nowId: merged, withinId: merged }],
        [hamlet, { nowId: hamlet, withinId: hamlet }],
      ]),
    );
    expect([...(await unitPath(tx, a))].sort((x, y) => x - y)).toEqual([province, a, merged]);
    expect([...(await unitPath(tx, hamlet))].sort((x, y) => x - y)).toEqual([province, a, hamlet, merged]);
    expect(await unitName(tx, a, asCivilDate("2025-06-30"))).toBe("Xã A");
    const history = await getUnitHistory(tx, merged, on);
    expect(history.predecessors.map((p) => [p.unit.name, p.extent, p.legalBasis])).toEqual([
      ["Xã A", "full", basis.legalBasis],
      ["Xã B", "full", basis.legalBasis],
    ]);
  });
  const journal = await db.owner
    .selectFrom("journal")
    .select(["action", "subject_id"])
    .where("command_id", "=", id)
    .execute();
  expect(journal.map((j) => j.action)).toEqual(["unit.merged", "unit.merged", "unit.merged", "unit.merged"]);
});

test("what belongs to a split unit is attributed to no part, but surely to the unit above", async () => {
  const { province, b } = await smallProvince("Hai");
  const part = (name: string) => ({ name, kind: "commune", code: null, parentId: province });
  await operate({ kind: "split", ...basis, unitId: b, parts: [part("Xã B1"), part("Xã B2")], children: [] });
  await asSystem(db.database.pool, async (tx) => {
    expect((await rollUp(tx, [b])).get(b)).toEqual({ nowId: null, withinId: province });
    expect([...(await unitPath(tx, b))].sort((x, y) => x - y)).toEqual([province, b]);
  });
});

test("an operation entered ahead of its day does not change today", async () => {
  const { province, a, b } = await smallProvince("Ba");
  const { answer } = await operate({
    kind: "merge",
    on: asCivilDate("2199-01-01"),
    legalBasis: "X",
    unitIds: [a, b],
    into: { name: "Xã Sau", kind: "commune", code: null, parentId: province },
  });
  const after = await asSystem(db.database.pool, (tx) => rollUp(tx, [a, answer.unitIds[0]!]));
  expect(after.get(a)?.nowId).toBe(a);
  await db.database.pool.query("select refresh_units(null, '2199-01-01')");
  const then = await asSystem(db.database.pool, (tx) => rollUp(tx, [a]));
  expect(then.get(a)?.nowId).toBe(answer.unitIds[0]);
});

test("the preview writes nothing and counts what other rooms hang on the units", async () => {
  const { province, a, b } = await smallProvince("Bốn");
  registerUnitTouch({
    key: "talks",
    labelVi: "buổi tuyên truyền",
    labelEn: "talks",
    count: async (_tx, ids) => ids.length,
  });
  const preview = await inTransaction(
    db.database.pool,
    administrator,
    (tx) =>
      previewOperation(tx, administrator, {
        kind: "merge",
        ...basis,
        unitIds: [a, b],
        into: { name: "Xã AB", kind: "commune", code: null, parentId: province },
      }),
    { readOnly: true },
  );
  expect(preview.founds).toMatchObject([{ name: "Xã AB", parentName: "Tỉnh Bốn" }]);
  expect(preview.dissolves.map((u) => u.name)).toEqual(["Xã A", "Xã B"]);
  expect(preview.changes).toMatchObject([{ before: { parentName: "Xã A" }, after: { parentName: "Xã AB" } }]);
  expect(preview.touches).toEqual([{ key: "talks", labelVi: "buổi tuyên truyền", labelEn: "talks", count: 3 }]);
  expect(await asSystem(db.database.pool, (tx) => rollUp(tx, [a]))).toEqual(new Map([[a, { nowId: a, withinId: a }]]));
});

test("only an administrator, and only within the own subtree", async () => {
  const [one, other] = [await smallProvince("Năm"), await smallProvince("Sáu")];
  const rename: UnitOperation = { kind: "rename", ...basis, unitId: one.a, name: "Xã Mới" };
  for (const by of [
    someone("officer", one.province),
    someone("analyst", null),
    someone("administrator", other.province),
  ]) {
    await expect(operate(rename, by)).rejects.toMatchObject({ code: "access.denied" });
  }
  await expect(
    operate(
      { kind: "move", ...basis, unitId: one.a, parentId: other.province },
      someone("administrator", one.province),
    ),
  ).rejects.toMatchObject({ code: "access.denied" });
  await expect(operate(rename, someone("administrator", one.province))).resolves.toBeTruthy();
  const merge: UnitOperation = {
    kind: "merge",
    ...basis,
    on: asCivilDate("2025-08-01"),
    unitIds: [one.a, one.b],
    into: { name: "Xã Chung", kind: "commune", code: null, parentId: one.province },
  };
  await expect(operate(merge, someone("administrator", one.province))).resolves.toBeTruthy();
});

test("row-level security holds the same boundary when the policy is bypassed", async () => {
  const [one, other] = [await smallProvince("Bảy"), await smallProvince("Tám")];
  const changed = await inTransaction(db.database.pool, someone("officer", other.province), (tx) =>
    tx.updateTable("unit_version").set({ name: "Trộm" }).where("unit_id", "=", one.a).executeTakeFirst(),
  );
  expect(Number(changed.numUpdatedRows)).toBe(0);
  const adding = inTransaction(db.database.pool, someone("speaker", one.province), (tx) =>
    tx.insertInto("unit").values({ founded: "2025-01-01" }).execute(),
  );
  await expect(adding).rejects.toThrow(/row-level security/);
  const stealing = inTransaction(db.database.pool, someone("administrator", other.province), (tx) =>
    tx
      .insertInto("unit_version")
      .values({
        unit_id: one.a,
        kind: "commune",
        name: "Trộm",
        parent_id: other.province,
        valid: "[1990-01-01,1991-01-01)",
      })
      .execute(),
  );
  await expect(stealing).rejects.toThrow(/row-level security/);
  const scope = inTransaction(db.database.pool, administrator, (tx) =>
    tx.insertInto("unit_scope").values({ ancestor_id: other.province, descendant_id: one.a }).execute(),
  );
  await expect(scope).rejects.toThrow(/permission denied/);
});

test("two operations at once on the same units: one after the other, the second judged by what the first left", async () => {
  const { province, a, b } = await smallProvince("Chín");
  const merge = (name: string): UnitOperation => ({
    kind: "merge",
    ...basis,
    unitIds: [a, b],
    into: { name, kind: "commune", code: null, parentId: province },
  });
  const results = await Promise.allSettled([operate(merge("Xã X")), operate(merge("Xã Y"))]);
  expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find((r) => r.status === "rejected")?.reason).toMatchObject({ code: "unit.not-on-day" });
});
