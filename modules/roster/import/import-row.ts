import { z } from "zod";
import { Day } from "../contract.ts";

/** What the preview says of one row, and what the import does with it. */
export const ImportNote = z.object({
  code: z.enum([
    "font",
    "serial",
    "same-name",
    "same-name-roster",
    "known",
    "name-tidied",
    "private-dropped",
    "default-decision",
    "kind-from-heading",
    "kind-assumed",
    "level-from-unit",
    "workplace-kept",
    "language-unknown",
  ]),
  cell: z.string().optional(),
  typed: z.string().optional(),
  day: Day.optional(),
  row: z.int().optional(),
  font: z.enum(["tcvn3", "vni"]).optional(),
});
export type ImportNote = z.infer<typeof ImportNote>;

export const importOutcomes = ["import", "duplicate", "reject"] as const;

export const ImportRow = z.object({
  sheet: z.string(),
  row: z.int().describe("As Excel counts"),
  outcome: z.enum(importOutcomes),
  reason: z.string().nullable().describe("A problem code; null for what will be imported"),
  cell: z.string().nullable().describe("The cell that the reason speaks of"),
  typed: z.string().nullable().describe("What stands there"),
  otherRow: z.int().nullable().describe("The row that this one repeats"),
  name: z.string(),
  written: z.string().nullable().describe("The name as the file has it, where that differs"),
  font: z.enum(["tcvn3", "vni"]).nullable().describe("The old encoding that the name was converted from"),
  fontSure: z.boolean(),
  kind: z.string().nullable(),
  level: z.string().nullable(),
  core: z.boolean(),
  unitId: z.int(),
  unitName: z.string(),
  position: z.string().nullable(),
  workplace: z.string().nullable(),
  officeContact: z.string().nullable(),
  workingLanguages: z.array(z.string()),
  topics: z.array(z.string()),
  decisionSymbol: z.string().nullable(),
  decisionDate: Day.nullable(),
  decisionIssuer: z.string().nullable(),
  termFrom: Day.nullable(),
  termTo: Day.nullable(),
  knownAs: z.string().nullable().describe("The person on the roster that this is"),
  notes: z.array(ImportNote),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportColumn = z.object({
  sheet: z.string(),
  letter: z.string(),
  header: z.string(),
  use: z.enum(["field", "forbidden", "ignored"]),
  field: z.string().nullable(),
  why: z.string().nullable().describe("For a forbidden column: which data it holds"),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

export const ImportPreview = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean().describe("A hidden sheet is not read"),
      headerRow: z.int().nullable(),
      people: z.int(),
    }),
  ),
  columns: z.array(ImportColumn),
  counts: z.object({
    people: z.int(),
    import: z.int(),
    duplicate: z.int(),
    reject: z.int(),
    tcvn3: z.int(),
    vni: z.int(),
  }),
  rows: z.array(ImportRow),
  digest: z.string().describe("To be sent with the import: it runs only while the outcome is still this one"),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
