import { beforeAll, expect, test } from "vitest";
import { addDays, asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { administrator, buildUnit } from "#modules/units/server/factory.ts";
import { unitCommands } from "#modules/units/server/commands.ts";
import { buildTalk } from "./factory.ts";
import { quietPlaces } from "./quiet-places.ts";

/** A head of a province is told of communes, a commune's officer of villages; a talk counts for what its place became. */
const db = useTestDatabase();
const today = todayInVietnam();
let province: number;
let dran: number;
let village: number;
let merged: number;

beforeAll(async () => {
  const { pool } = db.database;
  province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: province });
  village = await buildUnit(pool, { name: "Thôn Diom A", kind: "hamlet", parentId: dran });
  await buildUnit(pool, { name: "Thôn 1", kind: "hamlet", parentId: dran });
  const [a, b] = [
    await buildUnit(pool, { name: "Xã Lạc Xuân", kind: "commune", parentId: province }),
    await buildUnit(pool, { name: "Xã Lạc Lâm", kind: "commune", parentId: province }),
  ];
  await talk(village, -3, "verified");
  await talk(village, 4, "planned");
  await talk(a, -40, "delivered");
  await talk(b, -50, "verified");
  const { answer } = await executeCommand<{ unitIds: number[] }>({ pool, commands: unitCommands }, administrator, {
    id: newId(),
    name: "unit.operate",
    payload: {
      kind: "merge",
      on: addDays(today, -20),
      legalBasis: "Nghị quyết thử",
      unitIds: [a, b],
      into: { name: "Xã Đơn Dương", kind: "commune", code: null, parentId: province },
    },
  });
  merged = answer.unitIds[0]!;
});

async function talk(place: number, days: number, status: "planned" | "delivered" | "verified"): Promise<void> {
  const startsAt = `${addDays(asCivilDate(today), days)}T12:00:00.000Z`;
  const { text, values } = buildTalk({ unitId: place, startsAt, endsAt: null, status }).statement();
  await db.database.worker.query(text, values);
}

const read = (under: number) =>
  inTransaction(db.database.pool, administrator, (tx) => quietPlaces(tx, { under, limit: 200 }), { readOnly: true });

test("above communes it is communes, with what they were made of", async () => {
  const { each, items } = await read(province);
  expect(each).toBe("commune");
  expect(items.map((p) => [p.unitId, p.daysSince, p.nextOn])).toEqual([
    [merged, 40, null],
    [dran, 3, addDays(today, 4)],
  ]);
});

test("in a commune it is its villages; where there never was a talk stands first", async () => {
  const { each, items } = await read(dran);
  expect(each).toBe("group");
  expect(items.map((p) => [p.name, p.daysSince, p.nextOn])).toEqual([
    ["Thôn 1", null, null],
    ["Thôn Diom A", 3, addDays(today, 4)],
  ]);
});
