import { z } from "zod";

import { isCivilDate, type CivilDate } from "#kernel/civil-date.ts";

export const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
export const UnitId = z.int().positive();

export const unitLevels = ["province", "district", "commune", "group", "body"] as const;
export const UnitLevelName = z.enum(unitLevels);
const Name = z.string().trim().min(1).max(200);
const Code = z.string().trim().min(1).max(30).nullable();
const LegalBasis = z.string().trim().min(1).max(300);

export const NewUnit = z.object({
  name: Name,
  kind: z.string().max(40),
  code: Code.default(null),
  parentId: UnitId.nullable(),
});
export type NewUnit = z.infer<typeof NewUnit>;

const dated = { on: Day, legalBasis: LegalBasis };

/** One operation on the tree. A merge or a split founds new units and dissolves the old ones, with successions. */
export const UnitOperation = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found"), ...dated, unit: NewUnit }),
  z.object({
    kind: z.literal("rename"),
    ...dated,
    unitId: UnitId,
    name: Name.optional(),
    code: Code.optional(),
    newKind: z.string().max(40).optional().describe("Another kind of the same level: a commune that becomes a ward"),
  }),
  z.object({ kind: z.literal("move"), ...dated, unitId: UnitId, parentId: UnitId.nullable() }),
  z.object({ kind: z.literal("merge"), ...dated, unitIds: z.array(UnitId).max(200), into: NewUnit }),
  z.object({
    kind: z.literal("split"),
    ...dated,
    unitId: UnitId,
    parts: z.array(NewUnit).max(50),
    children: z
      .array(z.object({ unitId: UnitId, part: z.int().min(0) }))
      .default([])
      .describe("Which part each unit below goes to"),
  }),
  z.object({ kind: z.literal("dissolve"), ...dated, unitId: UnitId, withChildren: z.boolean().default(false) }),
]);
export type UnitOperation = z.infer<typeof UnitOperation>;

/** One row of an official list; `line` as an editor counts it. */
export const UnitRow = z.object({
  line: z.int(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  parentCode: z.string().nullable(),
  level: z.int().nullable(),
});
export type UnitRow = z.infer<typeof UnitRow>;

export const SuccessionRow = z.object({
  line: z.int(),
  oldLevel: z.int().nullable(),
  oldCode: z.string(),
  newCode: z.string(),
  extent: z.string(),
});
export type SuccessionRow = z.infer<typeof SuccessionRow>;

export const UnitImport = z.object({
  fileName: z.string().max(300),
  validFrom: Day,
  /** The last day on which these units exist; none where they still do. */
  validUntil: Day.nullable().default(null),
  rows: z.array(UnitRow).max(100_000),
});
export type UnitImport = z.infer<typeof UnitImport>;

export const UnitReorganisation = z.object({
  on: Day,
  legalBasis: LegalBasis.nullable().default(null),
  unitsFile: z.string().max(300),
  successionsFile: z.string().max(300),
  units: z.array(UnitRow).max(100_000),
  successions: z.array(SuccessionRow).max(200_000),
});
export type UnitReorganisation = z.infer<typeof UnitReorganisation>;

/** A row that could not be placed, or was placed with a remark (`note`). */
export const RowRemark = z.object({
  file: z.enum(["units", "successions", "tree"]),
  line: z.int().nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  outcome: z.enum(["unplaced", "note"]),
  reason: z.string().describe("Problem code"),
});
export type RowRemark = z.infer<typeof RowRemark>;

export const ImportResult = z.object({
  operationId: z.int().nullable(),
  rows: z.int(),
  founded: z.int(),
  continued: z.int().describe("Units that stay themselves with a new name, kind, code or parent"),
  already: z.int().describe("Rows that were there before"),
  dissolved: z.int(),
  successions: z.int(),
  unplaced: z.int(),
  remarks: z.array(RowRemark),
});
export type ImportResult = z.infer<typeof ImportResult>;

export const UnitListItem = z.object({
  id: z.int(),
  code: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  level: UnitLevelName,
  parentId: z.int().nullable(),
  parentCode: z.string().nullable(),
  parentName: z.string().nullable(),
  validFrom: Day,
  validTo: Day.nullable().describe("Last day on which this holds; null while it does"),
});
export type UnitListItem = z.infer<typeof UnitListItem>;

export const UnitRef = z.object({ id: z.int(), name: z.string(), code: z.string().nullable(), kind: z.string() });
export type UnitRef = z.infer<typeof UnitRef>;

export const UnitVersionItem = z.object({
  name: z.string(),
  kind: z.string(),
  code: z.string().nullable(),
  parent: UnitRef.nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
  legalBasis: z.string().nullable(),
});
export const SuccessionItem = z.object({
  unit: UnitRef,
  on: Day,
  extent: z.enum(["full", "partial"]),
  legalBasis: z.string().nullable(),
});
export const PopulationItem = z.object({ asOf: Day, people: z.int(), source: z.string() });

export const UnitHistory = z.object({
  id: z.int(),
  founded: Day,
  dissolvedOn: Day.nullable().describe("First day on which it no longer exists"),
  versions: z.array(UnitVersionItem),
  predecessors: z.array(SuccessionItem),
  successors: z.array(SuccessionItem),
  now: UnitRef.nullable().describe("The one unit of today that it has become; null where that is not certain"),
  within: UnitRef.nullable().describe("The nearest unit of today that surely holds all of it"),
});
export type UnitHistory = z.infer<typeof UnitHistory>;

export const UnitPage = UnitListItem.extend({
  founded: Day,
  dissolvedOn: Day.nullable(),
  path: z.array(UnitRef),
  childCount: z.int(),
  now: UnitRef.nullable(),
  within: UnitRef.nullable(),
  population: PopulationItem.nullable(),
});
export type UnitPage = z.infer<typeof UnitPage>;

export const PlannedUnit = z.object({
  id: z.int().nullable(),
  name: z.string(),
  kind: z.string(),
  code: z.string().nullable(),
  parentName: z.string().nullable(),
});
/** What an operation would do and what it touches in other rooms; nothing is written. */
export const OperationPreview = z.object({
  founds: z.array(PlannedUnit),
  dissolves: z.array(PlannedUnit),
  changes: z.array(z.object({ id: z.int(), before: PlannedUnit, after: PlannedUnit })),
  successions: z.array(z.object({ from: z.string(), to: z.string(), extent: z.enum(["full", "partial"]) })),
  touches: z.array(z.object({ key: z.string(), labelVi: z.string(), labelEn: z.string(), count: z.int() })),
});
export type OperationPreview = z.infer<typeof OperationPreview>;

export const OperationResult = z.object({
  operationId: z.int(),
  unitIds: z.array(z.int()).describe("Founded units, in the order of the request; else the changed unit"),
});
export type OperationResult = z.infer<typeof OperationResult>;

export const SetPopulation = z.object({
  unitId: UnitId,
  asOf: Day,
  people: z.int().min(0).max(200_000_000),
  source: z.string().trim().min(1).max(200),
});
export type SetPopulation = z.infer<typeof SetPopulation>;

export const UnitKindItem = z.object({
  id: z.string(),
  level: UnitLevelName,
  labelVi: z.string(),
  labelEn: z.string(),
  legalBasis: z.string().nullable(),
  eraFrom: Day.nullable(),
  eraTo: Day.nullable(),
});

const flag = z.coerce.number().int();
export const UnitQuery = z.object({
  on: Day.optional().describe("As it was on this day; today unless told"),
  under: z.array(flag.positive()).optional().describe("Strictly below any of these units"),
  parent: flag.min(0).optional().describe("Directly below this unit; 0 for the top"),
  kind: z.array(z.string()).optional(),
  level: UnitLevelName.optional(),
  q: z.string().max(100).optional().describe("Name typed with or without diacritics, or a code"),
});
export type UnitQuery = z.infer<typeof UnitQuery>;

export const UnitListRow = UnitListItem.extend({ childCount: z.int() });

export const OperationItem = z.object({
  id: z.int(),
  kind: z.string(),
  on: Day,
  legalBasis: z.string().nullable(),
  summary: z.record(z.string(), z.unknown()),
  recordedAt: z.string(),
});

export const ReorganisationUpload = z.object({
  on: Day,
  legalBasis: LegalBasis.nullable().default(null),
  unitsFile: z.string().max(300),
  unitsText: z.string().max(8_000_000).describe("CSV: code, name, kind, parent_code, level"),
  successionsFile: z.string().max(300),
  successionsText: z.string().max(8_000_000).describe("CSV: old_level, old_code, new_code, extent"),
});

export const ImportProgress = z.object({ step: z.string(), done: z.int(), total: z.int() });
