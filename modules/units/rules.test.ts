import { describe, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import { Problem } from "#kernel/problem.ts";
import type { SuccessionRow, UnitOperation, UnitRow } from "./contract.ts";
import { planImport } from "./import-rules.ts";
import { planReorganisation } from "./reorganise-rules.ts";
import { filterUnits, planOperation } from "./rules.ts";
import { type UnitKind, UnitTree, type UnitVersion } from "./tree.ts";

const kind = (
  id: string,
  level: UnitKind["level"],
  fileName: string | null = id,
  eraTo: string | null = null,
): UnitKind => ({
  id,
  level,
  labelVi: id,
  labelEn: id,
  eraFrom: null,
  eraTo: eraTo as never,
  legalBasis: null,
  fileName,
});
const kinds = [
  kind("province", "province"),
  kind("city", "province"),
  kind("provincial-city", "district", "city", "2025-07-01"),
  kind("district", "district", "district", "2025-07-01"),
  kind("commune", "commune"),
  kind("ward", "commune"),
  kind("hamlet", "group", null),
  kind("office", "body", null),
];
type Row = [
  id: number,
  kind: string,
  name: string,
  code: string | null,
  parent: number | null,
  from?: string,
  to?: string | null,
];

/** A small province: two districts, four communes, a hamlet and an office. */
const province: Row[] = [
  [1, "province", "Tỉnh Lâm Đồng", "68", null],
  [2, "district", "Huyện Đức Trọng", "678", 1],
  [3, "commune", "Xã Hiệp Thạnh", "24958", 2],
  [4, "commune", "Xã Liên Hiệp", "24961", 2],
  [5, "commune", "Xã Bình Thạnh", "24964", 2],
  [6, "hamlet", "Thôn Phi Nôm", null, 3],
  [7, "office", "Phòng Văn hóa - Xã hội", null, 3],
  [8, "commune", "Xã Hòa Nam", "25000", 2],
];
const start = "2000-01-01";

function treeOf(rows: Row[], successions: ConstructorParameters<typeof UnitTree>[0]["successions"] = []): UnitTree {
  const versions = rows.map(([unitId, k, name, code, parentId, from = start, to = null]): UnitVersion => ({
    unitId,
    kind: k,
    name,
    nameKey: fold(name),
    code,
    parentId,
    from: asCivilDate(from),
    to: to === null ? null : asCivilDate(to),
  }));
  const units = [...new Set(rows.map((r) => r[0]))].map((id) => {
    const own = versions.filter((v) => v.unitId === id);
    return { id, founded: own[0]!.from, dissolved: own.at(-1)!.to };
  });
  return new UnitTree({ kinds, units, versions, successions });
}

const on = asCivilDate("2025-07-01");
const basis = { on, legalBasis: "1671/NQ-UBTVQH15" };
const refused = (rows: Row[], operation: UnitOperation) => {
  try {
    planOperation(treeOf(rows), operation);
    return null;
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};

describe("one operation", () => {
  test("rename closes the old version and opens the new one on the day", () => {
    const plan = planOperation(treeOf(province), { kind: "rename", ...basis, unitId: 3, name: "Xã Hiệp Thạnh Mới" });
    expect(plan.close).toEqual([{ unitId: 3, from: start, at: on }]);
    expect(plan.add).toMatchObject([{ unitId: 3, name: "Xã Hiệp Thạnh Mới", code: "24958", from: on, to: null }]);
    expect(plan.dissolve).toEqual([]);
  });

  test("a second change on the same day replaces the first", () => {
    const rows: Row[] = [...province, [3, "commune", "Xã Sai", "24958", 2, "2025-07-01"]];
    rows[2] = [3, "commune", "Xã Hiệp Thạnh", "24958", 2, start, "2025-07-01"];
    const plan = planOperation(treeOf(rows), { kind: "rename", ...basis, unitId: 3, name: "Xã Đúng" });
    expect(plan.amend).toMatchObject([{ unitId: 3, name: "Xã Đúng", was: on }]);
    expect(plan.close).toEqual([]);
  });

  test("a merge founds a new unit, moves the hamlets there and ends the offices", () => {
    const plan = planOperation(treeOf(province), {
      kind: "merge",
      ...basis,
      unitIds: [3, 4],
      into: { name: "Xã Hiệp Thạnh", kind: "commune", code: "24958", parentId: 1 },
    });
    expect(plan.found).toEqual([{ unitId: -1, founded: on, dissolved: null }]);
    expect(plan.edges).toEqual([
      { fromId: 3, toId: -1, on, extent: "full" },
      { fromId: 4, toId: -1, on, extent: "full" },
    ]);
    expect(plan.dissolve.map((d) => d.unitId).sort()).toEqual([3, 4, 7]);
    expect(plan.add.find((v) => v.unitId === 6)).toMatchObject({ parentId: -1 });
  });

  test("a split asks for each hamlet where it goes, and its edges are partial", () => {
    const parts = [
      { name: "Xã A", kind: "commune", code: "1", parentId: 1 },
      { name: "Xã B", kind: "commune", code: "2", parentId: 1 },
    ];
    expect(refused(province, { kind: "split", ...basis, unitId: 3, parts, children: [] })).toBe(
      "unit.children-unplaced",
    );
    const plan = planOperation(treeOf(province), {
      kind: "split",
      ...basis,
      unitId: 3,
      parts,
      children: [{ unitId: 6, part: 1 }],
    });
    expect(plan.edges.map((e) => [e.toId, e.extent])).toEqual([
      [-1, "partial"],
      [-2, "partial"],
    ]);
    expect(plan.add.find((v) => v.unitId === 6)).toMatchObject({ parentId: -2 });
  });

  test.each<[string, UnitOperation]>([
    ["unit.not-found", { kind: "rename", ...basis, unitId: 99, name: "X" }],
    ["unit.not-on-day", { kind: "rename", ...basis, on: asCivilDate("1999-01-01"), unitId: 3, name: "X" }],
    ["unit.nothing-changes", { kind: "rename", ...basis, unitId: 3, name: "Xã Hiệp Thạnh" }],
    ["unit.kind-unknown", { kind: "rename", ...basis, unitId: 3, newKind: "village-of-asterix" }],
    ["unit.parent-level", { kind: "rename", ...basis, unitId: 3, newKind: "hamlet" }],
    ["unit.code-taken", { kind: "rename", ...basis, unitId: 3, code: "24961" }],
    ["unit.cycle", { kind: "move", ...basis, unitId: 1, parentId: 3 }],
    ["unit.parent-needed", { kind: "move", ...basis, unitId: 3, parentId: null }],
    ["unit.parent-gone", { kind: "move", ...basis, unitId: 3, parentId: 99 }],
    ["unit.parent-level", { kind: "move", ...basis, unitId: 6, parentId: 7 }],
    [
      "unit.kind-era",
      { kind: "found", ...basis, unit: { name: "Huyện Mới", kind: "district", code: null, parentId: 1 } },
    ],
    [
      "unit.name-taken",
      { kind: "found", ...basis, unit: { name: "Xã HOÀ Nam", kind: "commune", code: null, parentId: 2 } },
    ],
    [
      "unit.merge-needs-two",
      { kind: "merge", ...basis, unitIds: [3, 3], into: { name: "X", kind: "commune", code: null, parentId: 1 } },
    ],
    ["unit.split-needs-two", { kind: "split", ...basis, unitId: 3, parts: [], children: [] }],
    ["unit.has-children", { kind: "dissolve", ...basis, unitId: 2, withChildren: false }],
  ])("is refused with %s", (code, operation) => {
    // the parent's level is looked at before the cycle: a province can't stand below anything
    const expected = code === "unit.cycle" ? "unit.parent-level" : code;
    expect(refused(province, operation)).toBe(expected);
  });

  test("bodies may hang under bodies, but not in a ring", () => {
    const rows: Row[] = [...province, [10, "office", "Ban A", null, 1], [11, "office", "Phòng B", null, 10]];
    expect(refused(rows, { kind: "move", ...basis, unitId: 10, parentId: 11 })).toBe("unit.cycle");
  });

  test("history before a recorded change is closed", () => {
    const rows = province.map((r): Row =>
      r[0] === 3 ? [3, "commune", "Xã Hiệp Thạnh", "24958", 2, start, "2026-01-01"] : r,
    );
    rows.push([3, "commune", "Xã Đổi Tên", "24958", 2, "2026-01-01"]);
    expect(refused(rows, { kind: "rename", ...basis, unitId: 3, name: "X" })).toBe("unit.later-change");
  });

  test("dissolving takes what is below when that is asked for", () => {
    const plan = planOperation(treeOf(province), { kind: "dissolve", ...basis, unitId: 2, withChildren: true });
    expect(plan.dissolve.map((d) => d.unitId).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
});

const unitRow = (
  line: number,
  code: string,
  name: string,
  k: string,
  parentCode: string | null,
  level: number,
): UnitRow => ({ line, code, name, kind: k, parentCode, level });
const went = (line: number, oldCode: string, newCode: string, extent = "full", oldLevel = 3): SuccessionRow => ({
  line,
  oldLevel,
  oldCode,
  newCode,
  extent,
});

describe("importing a list", () => {
  const empty = new UnitTree({ kinds, units: [], versions: [], successions: [] });

  test("children may stand before their parents; every bad row is told and the rest goes on", () => {
    const { plan, remarks, founded } = planImport(
      empty,
      [
        unitRow(2, "24958", "Xã Hiệp Thạnh", "commune", "678", 3),
        unitRow(3, "678", "Huyện Đức Trọng", "district", "68", 2),
        unitRow(4, "68", "Tỉnh Lâm Đồng", "province", null, 1),
        unitRow(5, "672", "Thành phố Đà Lạt", "city", "68", 2),
        unitRow(6, "", "Không mã", "commune", "68", 3),
        unitRow(7, "68", "Tỉnh Trùng", "province", null, 1),
        unitRow(8, "9", "Xã Lạc", "commune", "404", 3),
        unitRow(9, "10", "Xã Lạ", "planet", "68", 3),
      ],
      asCivilDate(start),
      null,
    );
    expect(founded).toBe(4);
    expect(plan.add.find((v) => v.code === "672")?.kind).toBe("provincial-city");
    expect(plan.add.find((v) => v.code === "24958")?.parentId).toBe(plan.add.find((v) => v.code === "678")?.unitId);
    expect(remarks.map((r) => [r.line, r.reason])).toEqual([
      [6, "unit.row-incomplete"],
      [7, "unit.code-twice"],
      [9, "unit.kind-unknown"],
      [8, "unit.parent-unknown"],
    ]);
  });

  test("recognises what is there, in any spelling of the tones, and makes it older where the list says so", () => {
    const { plan, founded, already } = planImport(
      treeOf(province),
      [unitRow(2, "25000", "xã HOÀ Nam", "commune", "678", 3)],
      asCivilDate("1990-01-01"),
      null,
    );
    expect([founded, already]).toEqual([0, 0]);
    expect(plan.foundedEarlier).toEqual([]);
    const withParent = planImport(
      treeOf(province),
      [
        unitRow(2, "68", "Tỉnh Lâm Đồng", "province", null, 1),
        unitRow(3, "678", "Huyện Đức Trọng", "district", "68", 2),
        unitRow(4, "25000", "xã HOÀ Nam", "commune", "678", 3),
      ],
      asCivilDate("1990-01-01"),
      null,
    );
    expect([withParent.founded, withParent.already]).toEqual([0, 3]);
    expect(withParent.plan.foundedEarlier.map((f) => f.unitId)).toEqual([1, 2, 8]);
  });

  test("a code that is another place's later ends the listed unit on that day", () => {
    const rows = province.map((r): Row => (r[0] === 3 ? [3, "commune", "Xã Mới", "24958", 2, "2025-07-01"] : r));
    const { plan, remarks } = planImport(
      treeOf(rows),
      [unitRow(2, "24958", "Xã Cũ", "commune", "678", 3)],
      asCivilDate(start),
      null,
    );
    expect(plan.found).toEqual([{ unitId: -1, founded: start, dissolved: on }]);
    expect(remarks).toMatchObject([{ outcome: "note", reason: "unit.ends-earlier" }]);
  });
});

describe("reorganising", () => {
  const units = [
    unitRow(2, "68", "Tỉnh Lâm Đồng", "province", null, 1),
    unitRow(3, "24958", "Xã Hiệp Thạnh", "commune", "68", 2), // takes in two
    unitRow(4, "24964", "Phường Bình Thạnh", "ward", "68", 2), // goes on under another kind
    unitRow(5, "1", "Xã Một", "commune", "68", 2), // parts of Hòa Nam
    unitRow(6, "2", "Xã Hai", "commune", "68", 2),
  ];
  const successions = [
    went(2, "68", "68", "full", 1),
    went(3, "24958", "24958"),
    went(4, "24961", "24958"),
    went(5, "24964", "24964"),
    went(6, "25000", "1", "partial"),
    went(7, "25000", "2", "partial"),
    went(8, "404", "1"),
  ];
  const withHamlet: Row[] = [...province, [9, "hamlet", "Thôn Năm", null, 8]];

  test("keeps what goes on alone, founds what is merged or split off, ends the districts", () => {
    const { plan, remarks, founded, continued, already } = planReorganisation(
      treeOf(withHamlet),
      units,
      successions,
      on,
    );
    expect({ founded, continued, already }).toEqual({ founded: 3, continued: 1, already: 1 });
    expect(plan.add.find((v) => v.unitId === 5)).toMatchObject({
      name: "Phường Bình Thạnh",
      kind: "ward",
      parentId: 1,
    });
    expect(plan.dissolve.map((d) => d.unitId).sort((a, b) => a - b)).toEqual([2, 3, 4, 7, 8]);
    const merged = plan.add.find((v) => v.code === "24958")!.unitId;
    expect(merged).toBeLessThan(0);
    expect(plan.add.find((v) => v.unitId === 6)).toMatchObject({ parentId: merged });
    // the hamlet of the commune that was split stands under the province until a person moves it
    expect(plan.add.find((v) => v.unitId === 9)).toMatchObject({ parentId: 1 });
    expect(remarks.map((r) => [r.file, r.code, r.reason])).toEqual([
      ["successions", "404", "unit.old-unknown"],
      ["tree", null, "unit.child-to-place"],
    ]);
  });

  test("a province that takes in another is a new unit, though name and code stay", () => {
    const rows: Row[] = [...province, [20, "province", "Tỉnh Đắk Nông", "67", null]];
    const { plan } = planReorganisation(treeOf(rows), units, [...successions, went(9, "67", "68", "full", 1)], on);
    const merged = plan.add.find((v) => v.code === "68")!;
    expect(merged.unitId).toBeLessThan(0);
    expect(
      plan.edges
        .filter((e) => e.toId === merged.unitId)
        .map((e) => e.fromId)
        .sort((a, b) => a - b),
    ).toEqual([1, 20]);
  });

  test("a commune without a successor row is told, and ends", () => {
    const { plan, remarks } = planReorganisation(
      treeOf(province),
      units,
      successions.filter((s) => s.oldCode !== "25000"),
      on,
    );
    expect(remarks).toContainEqual(
      expect.objectContaining({ file: "tree", code: "25000", reason: "unit.no-successor", outcome: "unplaced" }),
    );
    expect(plan.dissolve.map((d) => d.unitId)).toContain(8);
  });
});

test("units are found by name without diacritics, by word beginnings, and by code", () => {
  const tree = treeOf(province);
  const names = (q: string) => filterUnits(tree, { on, q }).map((v) => v.name);
  expect(names("hiep")).toEqual(["Xã Liên Hiệp", "Xã Hiệp Thạnh"]);
  expect(names("hoa nam")).toEqual(["Xã Hòa Nam"]);
  expect(names("24961")).toEqual(["Xã Liên Hiệp"]);
  expect(names("iep")).toEqual([]);
  expect(filterUnits(tree, { on, under: [2], kinds: ["commune"] })).toHaveLength(4);
  expect(filterUnits(tree, { on, parent: 0 }).map((v) => v.unitId)).toEqual([1]);
});
