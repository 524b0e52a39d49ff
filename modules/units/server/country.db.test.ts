import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test, vi } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import type { ImportResult } from "../contract.ts";
import { unitCommands } from "./commands.ts";
import { findUnitByCode, getUnitByCode, listUnits, rollUp } from "./doors.ts";
import { administrator } from "./factory.ts";
import { readSuccessionRows, readUnitRows } from "./read-unit-file.ts";

const folder = process.env.ADMIN_UNITS_DIR ?? `${import.meta.dirname}/../../../../shared/data/admin-units`;
const there = existsSync(`${folder}/units-from-2025-07-01.csv`);
const db = useTestDatabase();
// the whole country on a machine that runs everything else beside it
vi.setConfig({ testTimeout: 240_000 });
const [before, after] = [asCivilDate("2025-06-30"), asCivilDate("2025-07-01")];

async function run(name: string, payload: unknown): Promise<ImportResult> {
  const receipt = await executeCommand<ImportResult>(
    { pool: db.database.pool, commands: unitCommands },
    administrator,
    { id: newId(), name, payload },
  );
  return receipt.answer;
}
const file = async (name: string) => new Uint8Array(await readFile(`${folder}/${name}`));

async function importOld() {
  return run("unit.import", {
    fileName: "old",
    validFrom: "2000-01-01",
    rows: await readUnitRows(await file("units-until-2025-06-30.csv")),
  });
}
async function reorganise() {
  return run("unit.reorganise", {
    on: after,
    legalBasis: "1671/NQ-UBTVQH15",
    unitsFile: "new",
    successionsFile: "successions",
    units: await readUnitRows(await file("units-from-2025-07-01.csv")),
    successions: await readSuccessionRows(await file("successions-2025-07-01.csv")),
  });
}
const communesUnder = (codes: string[], on: typeof before) =>
  asSystem(db.database.pool, async (tx) => {
    const under = await Promise.all(codes.map((code) => getUnitByCode(tx, code, on)));
    return listUnits(tx, { on, under, level: "commune" });
  });

if (!there)
  test("the country's files are not on this machine: the small lists of rules.test.ts stand in", () =>
    expect(there).toBe(false));

if (there)
  describe("the whole country", () => {
    test("imports, and a second time recognises every row", async () => {
      const first = await importOld();
      expect(first).toMatchObject({ founded: 10_810, already: 0, unplaced: 0 });
      const second = await importOld();
      expect(second).toMatchObject({ founded: 0, already: 10_810, unplaced: 0, operationId: null });
      expect(await communesUnder(["68", "67", "60"], before)).toHaveLength(333);
    });

    test("reorganises, and names each row it could not place", async () => {
      const result = await reorganise();
      expect(result.founded + result.continued + result.already).toBe(3355);
      const reasons = Object.groupBy(result.remarks, (r) => `${r.outcome} ${r.reason}`);
      expect(reasons["unplaced unit.old-unknown"]).toHaveLength(11);
      expect(reasons["unplaced unit.no-successor"]).toHaveLength(14);
      expect(reasons["note unit.level-differs"]).toHaveLength(5);
      expect(result.unplaced).toBe(25);
      const now = await communesUnder(["68"], after);
      expect(now).toHaveLength(124);
      expect(
        Object.fromEntries(Object.entries(Object.groupBy(now, (u) => u.kind)).map(([k, v]) => [k, v!.length])),
      ).toEqual({ commune: 103, ward: 20, "special-zone": 1 });
      expect(await communesUnder(["68", "67", "60"], before)).toHaveLength(333);
    });

    test("keeps both views: a code that is another place now, a province that took in two, a commune that was split", async () => {
      await asSystem(db.database.pool, async (tx) => {
        const [oldPlace, newPlace] = [
          await findUnitByCode(tx, "22918", before),
          await findUnitByCode(tx, "22918", after),
        ];
        expect(oldPlace).not.toBe(newPlace);
        const province = await getUnitByCode(tx, "68", after);
        const olds = await Promise.all(["68", "67", "60"].map((code) => getUnitByCode(tx, code, before)));
        expect(olds).not.toContain(province);
        const split = await getUnitByCode(tx, "22978", before);
        const rolled = await rollUp(tx, [...olds, split]);
        expect(olds.map((id) => rolled.get(id)?.nowId)).toEqual([province, province, province]);
        expect(rolled.get(split)).toEqual({ nowId: null, withinId: province });
        const scope = await tx
          .selectFrom("unit_scope")
          .select("descendant_id")
          .where("ancestor_id", "=", province)
          .execute();
        expect(scope.length).toBe(1 + 124 + 3 + 28 + 333 - (await keptCommunes(tx, province)));
      });
    });

    test("run again, the reorganisation finds everything done", async () => {
      const again = await reorganise();
      expect(again).toMatchObject({ founded: 0, continued: 0, already: 3355, dissolved: 0, successions: 0 });
    });

    test("a small operation refreshes to the same state as working everything out afresh", async () => {
      const unitId = await asSystem(db.database.pool, (tx) => getUnitByCode(tx, "22963", after));
      await run("unit.operate", {
        kind: "rename",
        on: "2026-03-01",
        legalBasis: "01/NQ-HĐND",
        unitId,
        name: "Xã Tên Mới",
      });
      const picture = () =>
        db.owner
          .selectFrom("unit_scope")
          .select((e) => [e.fn.countAll<number>().as("n"), e.fn.sum<number>("descendant_id").as("sum")])
          .execute();
      const small = await picture();
      const closures = () =>
        db.owner
          .selectFrom("unit_closure")
          .select((e) => [e.fn.countAll<number>().as("n"), e.fn.sum<number>("ancestor_id").as("sum")])
          .execute();
      const smallClosure = await closures();
      await db.database.pool.query("select refresh_units(null, '2026-06-01')");
      expect(await picture()).toEqual(small);
      expect(await closures()).toEqual(smallClosure);
    });
  });

/** Communes that went on as themselves count once in the scope though they stand in both lists. */
async function keptCommunes(tx: Parameters<typeof getUnitByCode>[0], province: number): Promise<number> {
  const rows = await tx
    .selectFrom("unit_closure as c")
    .innerJoin("unit as u", "u.id", "c.descendant_id")
    .select("u.id")
    .where("c.ancestor_id", "=", province)
    .where("c.depth", ">", 0)
    .where("u.founded", "<", after)
    .distinct()
    .execute();
  return rows.length;
}
