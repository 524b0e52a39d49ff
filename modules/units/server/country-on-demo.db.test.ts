import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { unitsAfter, unitsBefore, unitSuccessions } from "#db/seeds/demo-units.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import type { ImportResult } from "../contract.ts";
import { unitCommands } from "./commands.ts";
import { getUnitByCode, listUnits } from "./doors.ts";
import { administrator } from "./factory.ts";
import { readSuccessionRows, readUnitRows } from "./read-unit-file.ts";

const folder = process.env.ADMIN_UNITS_DIR ?? `${import.meta.dirname}/../../../../shared/data/admin-units`;
const there = existsSync(`${folder}/units-from-2025-07-01.csv`);
const db = useTestDatabase();
// the whole country on a machine that runs everything else beside it
vi.setConfig({ testTimeout: 240_000 });
const [before, after] = [asCivilDate("2025-06-30"), asCivilDate("2025-07-01")];

async function run(name: string, payload: unknown): Promise<ImportResult> {
  return (
    await executeCommand<ImportResult>({ pool: db.database.pool, commands: unitCommands }, administrator, {
      id: newId(),
      name,
      payload,
    })
  ).answer;
}
const file = async (name: string) => new Uint8Array(await readFile(`${folder}/${name}`));
const reorganisation = (units: unknown, successions: unknown) => ({
  on: after,
  legalBasis: "1671/NQ-UBTVQH15",
  unitsFile: "n",
  successionsFile: "s",
  units,
  successions,
});

test("the demo's part of Lâm Đồng stands by itself", async () => {
  expect(await run("unit.import", { fileName: "demo", validFrom: "2019-01-01", rows: unitsBefore })).toMatchObject({
    founded: unitsBefore.length,
    unplaced: 0,
  });
  const result = await run("unit.reorganise", reorganisation(unitsAfter, unitSuccessions));
  expect(result).toMatchObject({ unplaced: 0, remarks: [] });
  expect(result.founded + result.continued).toBe(unitsAfter.length);
});

if (there)
  test("on top of it the country imports and reorganises without doubling anything", async () => {
    const imported = await run("unit.import", {
      fileName: "old",
      validFrom: "2000-01-01",
      rows: await readUnitRows(await file("units-until-2025-06-30.csv")),
    });
    expect(imported).toMatchObject({ already: unitsBefore.length, founded: 10_810 - unitsBefore.length, unplaced: 0 });
    const result = await run(
      "unit.reorganise",
      reorganisation(
        await readUnitRows(await file("units-from-2025-07-01.csv")),
        await readSuccessionRows(await file("successions-2025-07-01.csv")),
      ),
    );
    expect(result).toMatchObject({ already: expect.any(Number), unplaced: 25 });
    await asSystem(db.database.pool, async (tx) => {
      const codes = await Promise.all(["68", "67", "60"].map((code) => getUnitByCode(tx, code, before)));
      expect(await listUnits(tx, { on: before, under: codes, level: "commune" })).toHaveLength(333);
      expect(
        await listUnits(tx, { on: after, under: [await getUnitByCode(tx, "68", after)], level: "commune" }),
      ).toHaveLength(124);
      expect(await listUnits(tx, { on: after, level: "commune" })).toHaveLength(3321);
      expect(await listUnits(tx, { on: after, level: "district" })).toHaveLength(0);
      expect(await listUnits(tx, { on: before, level: "commune" })).toHaveLength(10_051);
      expect(await listUnits(tx, { on: before, level: "province" })).toHaveLength(63);
      expect(await listUnits(tx, { on: after, level: "province" })).toHaveLength(34);
    });
  });
