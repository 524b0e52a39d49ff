import { z } from "zod";

const Line = z.string().trim().min(1).max(300);

/** How a unit signs its documents; `proposed` while it is only the usual form of the unit's kind. */
export const Issuer = z.object({
  unitId: z.int(),
  governing: Line.nullable(),
  issuer: Line,
  abbreviation: z
    .string()
    .regex(/^[\p{Lu}\d]+(-[\p{Lu}\d]+)*$/u, "field.abbreviation")
    .max(40),
  place: Line,
  authority: Line.nullable(),
  capacity: Line.nullable(),
  signerPosition: Line,
  signerName: z.string().trim().max(100),
  filing: Line.nullable(),
  recipients: z.array(Line).max(60),
  addressees: z.array(Line).max(20),
});
export type Issuer = z.infer<typeof Issuer>;
export const KnownIssuer = Issuer.extend({ version: z.int().describe("0 while it is only proposed") });
export type KnownIssuer = z.infer<typeof KnownIssuer>;
export const SetIssuer = Issuer.extend({ seenVersion: z.int().min(0) });

export const DocumentType = z.object({
  id: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  abbreviation: z.string().nullable(),
  series: z.string(),
  legalBasis: z.string(),
});

/** A type's abbreviation with the days on which it holds; `code` is the type's. */
export const TypeSetting = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  abbreviation: z.string().nullable(),
  legalBasis: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type TypeSetting = z.infer<typeof TypeSetting>;

export const IssuedDocument = z.object({
  id: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  year: z.int(),
  number: z.int(),
  /** "05/BC-UBND" */
  fullSymbol: z.string(),
  type: z.string(),
  typeName: z.string(),
  abstract: z.string(),
  issuedOn: z.string(),
  recipients: z.array(z.string()),
  copies: z.int().nullable(),
  /** standing, or what became of it. */
  state: z.enum(["standing", "corrected", "replaced", "withdrawn"]),
  signerName: z.string(),
  signerPosition: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  size: z.int(),
  subject: z.string().nullable(),
  subjectId: z.string().nullable(),
  issuedAt: z.string(),
});
export type IssuedDocument = z.infer<typeof IssuedDocument>;

export const FindingAnswer = z.object({
  rule: z.string(),
  row: z.int(),
  verdict: z.enum(["kept", "broken", "unjudged", "not-applicable"]),
  name: z.string(),
  where: z.string(),
  found: z.string(),
  expected: z.string(),
  source: z.string(),
});
export type FindingAnswer = z.infer<typeof FindingAnswer>;
