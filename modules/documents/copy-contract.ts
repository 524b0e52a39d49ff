import { z } from "zod";

export const copyForms = ["certified-copy", "copy-of-copy", "certified-extract"] as const;

/** Of one of our documents or of one that arrived: exactly one of the two. */
export const CertifyCopy = z.object({
  form: z.enum(copyForms),
  unitId: z.int().positive(),
  documentId: z.uuid().nullable().default(null),
  incomingId: z.uuid().nullable().default(null),
  /** For an extract: which paragraphs of the original's body, counted from 0. */
  keep: z.array(z.int().min(0)).max(600).default([]),
  issuedOn: z.iso.date(),
  signerName: z.string().trim().min(1).max(100),
  signerPosition: z.string().trim().min(1).max(200).nullable().default(null),
  recipients: z.array(z.string().trim().min(1).max(300)).max(60),
  copies: z.int().min(1).max(100_000),
});
export type CertifyCopy = z.infer<typeof CertifyCopy>;

export const FileSigned = z.object({
  fileId: z.uuid(),
  documentId: z.uuid(),
  fileName: z.string().trim().min(1).max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().positive(),
  pdfVersion: z.string().max(10),
  signatureFields: z.int().min(0),
});
export type FileSigned = z.infer<typeof FileSigned>;

export const Organ = z.object({
  unitId: z.int().positive(),
  organId: z
    .string()
    .trim()
    .regex(/^[A-Z][0-9A-Z]{0,9}(\.[0-9A-Z]{1,10}){0,5}$/, "field.organ"),
  name: z.string().trim().min(1).max(300),
  inCharge: z.string().trim().max(300).nullable(),
  address: z.string().trim().max(300).nullable(),
  email: z.email().max(200).nullable(),
  telephone: z.string().trim().max(40).nullable(),
});
export type Organ = z.infer<typeof Organ>;

export const PackageQuery = z.object({
  to: z
    .array(z.object({ organId: Organ.shape.organId, name: z.string().trim().min(1).max(300) }))
    .min(1)
    .max(200),
});

const LinkedAnswer = z.object({
  id: z.string(),
  fullSymbol: z.string(),
  abstract: z.string(),
  issuedOn: z.string(),
  remedy: z.enum(["replaces", "corrects", "withdraws"]),
  reason: z.string(),
  direction: z.enum(["answers", "answered"]),
});
/** One issued document with all that belongs to it. */
export const DocumentPage = z.object({
  id: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  fullSymbol: z.string(),
  series: z.enum(["documents", "copies"]),
  type: z.string(),
  typeName: z.string(),
  abstract: z.string(),
  issuedOn: z.string(),
  signerName: z.string(),
  signerPosition: z.string(),
  recipients: z.array(z.string()),
  copiesMade: z.int().nullable(),
  fileName: z.string(),
  sha256: z.string(),
  size: z.int(),
  subject: z.string().nullable(),
  subjectId: z.string().nullable(),
  issuedAt: z.string(),
  /** standing, or what became of it. */
  state: z.enum(["standing", "corrected", "replaced", "withdrawn"]),
  links: z.array(LinkedAnswer),
  /** Drafts that are to answer it and are not issued yet. */
  drafts: z.array(z.object({ id: z.string(), abstract: z.string(), remedy: z.string() })),
  signed: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      sha256: z.string(),
      size: z.int(),
      pdfVersion: z.string(),
      signatureFields: z.int(),
      filedAt: z.string(),
    }),
  ),
  copies: z.array(z.object({ id: z.string(), fullSymbol: z.string(), issuedOn: z.string() })),
  copyOf: z.object({ kind: z.enum(["issued", "incoming"]), id: z.string(), text: z.string() }).nullable(),
  /** Numbered paragraphs to choose an extract from; empty where it was not written at the desk. */
  paragraphs: z.array(z.string()),
  mayWrite: z.boolean(),
});
export type DocumentPage = z.infer<typeof DocumentPage>;
