import { z } from "zod";

import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";
import { lawKinds } from "./kinds.ts";

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Line = (max: number) => z.string().trim().min(1).max(max);

export const LawKind = z.enum(lawKinds);
export const relationKinds = ["implements", "amends", "replaces", "cites"] as const;
export const RelationKind = z.enum(relationKinds);
export type RelationKind = z.infer<typeof RelationKind>;

const facts = {
  kind: LawKind,
  symbol: Line(80).nullable().describe("Số, ký hiệu; null for a law that is known by name and year only"),
  issuedOn: Day.nullable(),
  year: z.int().min(1900).max(2200).nullable().describe("Where the day is not known"),
  issuer: Line(200).nullable(),
  abstract: Line(1000).nullable().describe("Trích yếu; for a law its name without “Luật”"),
  validFrom: Day.nullable(),
  validTo: Day.nullable().describe("Last day in force"),
  lastArticle: z.int().min(1).max(2000).nullable().describe("Number of its last article, where it was looked up"),
  source: Line(300).describe("Where this entry was read"),
};
export const LawFacts = z.object(facts);
export type LawFacts = z.infer<typeof LawFacts>;

export const AddLaw = z.object({
  id: z.uuid(),
  unitId: z.int().positive(),
  ...facts,
  symbol: facts.symbol.default(null),
  issuedOn: facts.issuedOn.default(null),
  year: facts.year.default(null),
  issuer: facts.issuer.default(null),
  abstract: facts.abstract.default(null),
  validFrom: facts.validFrom.default(null),
  validTo: facts.validTo.default(null),
  lastArticle: facts.lastArticle.default(null),
});
export type AddLaw = z.infer<typeof AddLaw>;
export const EditLaw = z.object({ id: z.uuid(), seenVersion: z.int().positive(), ...facts });
export type EditLaw = z.infer<typeof EditLaw>;
export const RelateLaws = z.object({
  fromId: z.uuid(),
  toId: z.uuid(),
  kind: RelationKind,
  remove: z.boolean().default(false),
});

export const LawRef = z.object({
  id: z.string(),
  symbol: z.string().nullable(),
  title: z.string().describe("“Nghị định số 49/2024/NĐ-CP”, “Luật Tiếp cận thông tin năm 2016”"),
});
export type LawRef = z.infer<typeof LawRef>;

export const LawRow = LawFacts.extend({
  id: z.string(),
  title: z.string(),
  unitId: z.int(),
  version: z.int(),
  state: z.enum(["inForce", "notYet", "over", "replaced", "unknown"]).describe("On the day asked about"),
  replacedBy: z.array(LawRef),
});
export type LawRow = z.infer<typeof LawRow>;

export const LawPage = LawRow.extend({
  relations: z.array(z.object({ kind: RelationKind, direction: z.enum(["out", "in"]), document: LawRef })),
  mayEdit: z.boolean(),
});
export type LawPage = z.infer<typeof LawPage>;

export const LawFilter = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Symbol, words of the abstract or issuer, with or without diacritics"),
  kind: LawKind.optional(),
  on: Day.optional().describe("State as of this day; today without it"),
});
export type LawFilter = z.infer<typeof LawFilter>;

/** Permanent codes; the words are in the messages under `remark.<code>`. */
export const remarkCodes = [
  "law.replaced",
  "law.out-of-force",
  "law.not-yet-in-force",
  "law.date-differs",
  "law.date-impossible",
  "law.article-beyond",
  "law.kind-differs",
  "law.symbol-malformed",
  "law.symbol-untidy",
  "law.unknown",
  "law.first-mention",
] as const;
export const RemarkCode = z.enum(remarkCodes);
export type RemarkCode = z.infer<typeof RemarkCode>;

/** `must`: wrong as it stands; `should`: right it before people hear it, or say why not. */
export const Remark = z.object({
  code: RemarkCode,
  severity: z.enum(["must", "should"]),
  field: z.string().nullable().describe("Of which part, where parts were sent"),
  start: z.int().describe("UTF-16 offsets in that part as it was sent"),
  end: z.int(),
  quote: z.string(),
  words: z.string(),
  suggestion: z.string().nullable().describe("What could stand there instead"),
  document: LawRef.nullable(),
});
export type Remark = z.infer<typeof Remark>;

export const CitationFound = z.object({
  field: z.string().nullable(),
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  what: z.enum(["document", "article"]),
  article: z.int().nullable(),
  document: LawRef.nullable(),
});
export type CitationFound = z.infer<typeof CitationFound>;

export const TextToRead = z
  .object({
    text: z.string().max(300_000).optional(),
    parts: z
      .array(z.object({ field: z.string().max(60), text: z.string().max(300_000) }))
      .max(250)
      .optional()
      .describe("Fields in reading order: a mention is the first one over all of them"),
    on: Day.optional().describe("Remarks as of this day; today without it"),
  })
  .refine((t) => t.text !== undefined || t.parts !== undefined, "field.needed");
export type TextToRead = z.infer<typeof TextToRead>;
export const TextRead = z.object({ remarks: z.array(Remark), citations: z.array(CitationFound) });
export type TextRead = z.infer<typeof TextRead>;

/** One line of an imported list, as it would be written. */
export const ImportLine = z.object({
  line: z.int(),
  act: z.enum(["add", "same", "refused"]),
  title: z.string(),
  problem: z.string().nullable(),
});
export const LawImport = z.object({
  digest: z.string(),
  add: z.int(),
  same: z.int(),
  refused: z.int(),
  lines: z.array(ImportLine),
});
export type LawImport = z.infer<typeof LawImport>;
