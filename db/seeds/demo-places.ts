import { systemCaller as system } from "#kernel/access.ts";
import { asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { asSystem } from "#platform/db/session.ts";
import { listUnits } from "#modules/units/server.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { unitsAfter, unitsBefore, unitSuccessions } from "./demo-units.ts";
import { otherVillages, storyVillages, type Village } from "./demo-villages.ts";

const eraBegins = asCivilDate("2021-01-01");
const reorganised = asCivilDate("2025-07-01");

/** The old tree with its villages, then the real reorganisation; `before:CODE` and `after:CODE` name the units. */
export async function fillPlaces(fill: DemoFill): Promise<Village[]> {
  fill.step("Đơn vị / units", 0, 3);
  await fill.act(system, "unit.import", { fileName: "lam-dong-2025-06-30", validFrom: eraBegins, rows: unitsBefore });
  await learn(fill, "before", asCivilDate("2025-06-30"));
  const communes = unitsBefore.filter((row) => row.level === 3);
  const villages = [...storyVillages, ...otherVillages(communes, (from, to) => fill.random.between(from, to))];
  await foundVillages(fill, villages);
  fill.step("Đơn vị / units", 2, 3);
  await fill.act(system, "unit.reorganise", {
    on: reorganised,
    legalBasis: "Nghị quyết số 1671/NQ-UBTVQH15",
    unitsFile: "lam-dong-2025-07-01",
    successionsFile: "lam-dong-2025-07-01",
    units: unitsAfter,
    successions: unitSuccessions,
  });
  await learn(fill, "after", reorganised);
  await foundOffices(fill);
  fill.step("Đơn vị / units", 3, 3);
  return villages;
}

/** The split communes' villages are founded too: after the split they stand under the province until a person places them. */
async function foundVillages(fill: DemoFill, villages: readonly Village[]): Promise<void> {
  const told = new Set(storyVillages);
  for (const [i, village] of villages.entries()) {
    const { unitIds } = await fill.act<{ unitIds: number[] }>(system, "unit.operate", {
      kind: "found",
      on: eraBegins,
      legalBasis: "Danh mục thôn, tổ dân phố của tỉnh",
      unit: { name: village.name, kind: village.kind, code: null, parentId: unitOf(fill, `before:${village.oldCode}`) },
    });
    fill.units.set(villageKey(village), unitIds[0]!);
    if (told.has(village))
      await fill.act(system, "unit.set-population", {
        unitId: unitIds[0],
        asOf: "2024-12-31",
        people: village.people,
        source: "Số liệu dựng cho bản dùng thử",
      });
    fill.step("Thôn, tổ dân phố / villages", i + 1, villages.length);
  }
}

/** Offices that the cast works in. */
async function foundOffices(fill: DemoFill): Promise<void> {
  const found = async (key: string, name: string, kind: string, parent: string) => {
    const { unitIds } = await fill.act<{ unitIds: number[] }>(system, "unit.operate", {
      kind: "found",
      on: reorganised,
      legalBasis: "Luật số 72/2025/QH15",
      unit: { name, kind, code: null, parentId: unitOf(fill, parent) },
    });
    fill.units.set(key, unitIds[0]!);
  };
  await found("department:culture", "Sở Văn hóa, Thể thao và Du lịch", "department", "after:68");
  await found("committee:24934", "Ủy ban nhân dân xã D'Ran", "peoples-committee", "after:24934");
  await found("office:24934", "Phòng Văn hóa - Xã hội", "office", "committee:24934");
}

async function learn(fill: DemoFill, era: "before" | "after", on: CivilDate): Promise<void> {
  const units = await asSystem(fill.database.pool, (tx) => listUnits(tx, { on }));
  for (const unit of units) if (unit.code) fill.units.set(`${era}:${unit.code}`, unit.id);
}

export const villageKey = (village: Pick<Village, "oldCode" | "name">) => `village:${village.oldCode}:${village.name}`;
