import { z } from "zod";

import { isCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { MaterialApproval } from "./contract-chain.ts";

export const materialStatuses = ["draft", "approved", "recalled", "superseded"] as const;
export const MaterialStatus = z.enum(materialStatuses);
export type MaterialStatus = z.infer<typeof MaterialStatus>;

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Uuid = z.uuid();
const UnitId = z.int().positive();
/** BCP-47: vi, kpm (K'Ho), cma (Mạ), cje (Chu Ru), rad (Ê Đê), cmo (M'Nông), cjm (Chăm). */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(20);

export const QuestionAnswer = z.object({
  question: z.string().trim().min(1).max(1000),
  answer: z.string().trim().max(5000),
});
export type QuestionAnswer = z.infer<typeof QuestionAnswer>;

/** What a person writes; the body is plain text with headings (#), lists (-) and emphasis (**). */
const content = {
  title: z.string().trim().min(1).max(300),
  keyMessages: z.string().trim().max(3000),
  body: z.string().trim().max(200_000),
  qa: z.array(QuestionAnswer).max(100),
};
const writing = {
  ...content,
  source: z.string().trim().max(500).nullable(),
  legalBasis: z.string().trim().max(500).nullable(),
};
export const MaterialContent = z.object(writing);
export type MaterialContent = z.infer<typeof MaterialContent>;

const defaults = {
  ...writing,
  keyMessages: content.keyMessages.default(""),
  body: content.body.default(""),
  qa: content.qa.default([]),
  source: writing.source.default(null),
  legalBasis: writing.legalBasis.default(null),
};

export const CreateMaterial = z.object({
  materialId: Uuid,
  versionId: Uuid,
  unitId: UnitId,
  reachUnitId: UnitId.nullable()
    .default(null)
    .describe("Whose people it is for; without it the place that the issuer serves"),
  topic: z.string().max(60),
  language: Language.default("vi"),
  ...defaults,
});
export type CreateMaterial = z.infer<typeof CreateMaterial>;

/** A draft is changed as it was read: `edition` is the one that was on the screen. */
export const EditMaterial = z.object({
  versionId: Uuid,
  edition: z.int().positive(),
  topic: z.string().max(60),
  ...writing,
});
export type EditMaterial = z.infer<typeof EditMaterial>;

export const ReviseMaterial = z.object({ materialId: Uuid, versionId: Uuid.describe("Id of the new draft") });
export const ApproveMaterial = z.object({
  versionId: Uuid,
  edition: z.int().positive(),
  validFrom: Day,
  validTo: Day.nullable().describe("Last day on which it may be used"),
  rush: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .describe("Why it is too urgent for the steps that are still open: they are waived, and owed"),
});
export const RecallMaterial = z.object({
  versionId: Uuid,
  reason: z.string().trim().min(1).max(500),
  blockedFrom: Day.describe("From this day on a phone no longer opens it"),
});

export const SetLanguage = z.object({
  versionId: Uuid,
  language: Language,
  title: content.title,
  keyMessages: defaults.keyMessages,
  body: defaults.body,
  qa: defaults.qa,
  translatorId: Uuid.nullable()
    .default(null)
    .describe("The person of the roster who made it and answers for it; works in that language"),
});
export const ReviewLanguage = z.object({
  versionId: Uuid,
  language: Language,
  reviewerId: Uuid.describe("Another person of the roster who works in that language"),
});
export const SetAudio = z.object({
  versionId: Uuid,
  language: Language,
  mediaType: z.string().max(60),
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  seconds: z.int().positive().max(36_000).nullable(),
});
export const RemoveAudio = z.object({ versionId: Uuid, language: Language });

export const AddAttachment = z.object({
  id: Uuid,
  versionId: Uuid,
  fileName: z.string().trim().min(1).max(200),
  mediaType: z.string().max(120),
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export const RemoveAttachment = z.object({ id: Uuid });

const UnitRef = z.object({ id: z.int(), name: z.string() });

export const MaterialRow = z.object({
  id: z.string(),
  versionId: z.string(),
  number: z.int(),
  title: z.string(),
  topic: z.string(),
  status: MaterialStatus,
  unit: UnitRef,
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  approvedAt: z.string().nullable(),
  match: z
    .enum(["titleExact", "textExact", "title", "text", "part"])
    .nullable()
    .describe("Where a search found it, exact tones first"),
});
export type MaterialRow = z.infer<typeof MaterialRow>;

export const MaterialFilter = z.object({
  q: z.string().trim().max(200).optional().describe("A phrase, typed with or without diacritics"),
  topic: z.string().max(60).optional(),
  status: MaterialStatus.optional(),
  under: z.coerce.number().int().positive().optional().describe("Issued by this unit or below it"),
  usableOn: Day.optional().describe("Approved and valid on this day"),
});
export type MaterialFilter = z.infer<typeof MaterialFilter>;

export const LanguageAudio = z.object({
  mediaType: z.string(),
  size: z.int(),
  seconds: z.int().nullable(),
  sha256: z.string(),
});
export type LanguageAudio = z.infer<typeof LanguageAudio>;

export const LanguageVersion = z.object({
  language: z.string(),
  status: z.enum(["draft", "reviewed"]),
  title: z.string(),
  keyMessages: z.string(),
  body: z.string(),
  qa: z.array(QuestionAnswer),
  translatorId: z.string().nullable(),
  translator: z.string().nullable(),
  reviewer: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  audio: LanguageAudio.nullable(),
});
export type LanguageVersion = z.infer<typeof LanguageVersion>;

export const Attachment = z.object({
  id: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
});
export type Attachment = z.infer<typeof Attachment>;

export const MaterialVersion = z.object({
  id: z.string(),
  number: z.int(),
  status: MaterialStatus,
  edition: z.int(),
  topic: z.string(),
  language: z.string(),
  title: z.string(),
  keyMessages: z.string(),
  body: z.string(),
  qa: z.array(QuestionAnswer),
  source: z.string().nullable(),
  legalBasis: z.string().nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  approvedAt: z.string().nullable(),
  recalledAt: z.string().nullable(),
  recallReason: z.string().nullable(),
  blockedFrom: Day.nullable(),
  contentHash: z.string(),
  updatedAt: z.string(),
  languages: z.array(LanguageVersion),
  attachments: z.array(Attachment),
});
export type MaterialVersion = z.infer<typeof MaterialVersion>;

export const materialVerbs = ["material.edit", "material.revise", "material.approve", "material.recall"] as const;

export const MaterialPage = z.object({
  id: z.string(),
  unit: UnitRef,
  reach: UnitRef,
  topic: z.string(),
  version: MaterialVersion.describe("The one asked for; else the current one"),
  versions: z.array(
    z.object({
      id: z.string(),
      number: z.int(),
      status: MaterialStatus,
      title: z.string(),
      approvedAt: z.string().nullable(),
      updatedAt: z.string(),
    }),
  ),
  may: z.array(z.enum(materialVerbs)).describe("What the caller may do with this version now"),
  approval: MaterialApproval.nullable().describe("For those who may write there"),
  inUse: z
    .object({ number: z.int(), title: z.string() })
    .nullable()
    .describe("The version that is valid now, where another one was asked for"),
});
export type MaterialPage = z.infer<typeof MaterialPage>;

export const Topic = z.object({
  id: z.string(),
  labelVi: z.string(),
  labelEn: z.string(),
  legalBasis: z.string().nullable(),
  active: z.boolean(),
});
export type Topic = z.infer<typeof Topic>;

/** How a phone keeps a version: everything to stand before people with, without a network. */
export interface MaterialOnPhone {
  versionId: string;
  materialId: string;
  number: number;
  title: string;
  topic: string;
  status: MaterialStatus;
  validFrom: string | null;
  /** Last day; after a recall the last day before it is blocked, if that is earlier. */
  validTo: string | null;
  keyMessages: string;
  body: string;
  qa: QuestionAnswer[];
  source: string | null;
  legalBasis: string | null;
  issuer: string;
  recalledOn: string | null;
  recallReason: string | null;
  languages: {
    language: string;
    title: string;
    keyMessages: string;
    body: string;
    /** A recording; it is fetched when it is asked for, under the version and the language. */
    audio: { size: number; seconds: number | null; sha256: string } | null;
  }[];
  /** This person has ticked "received and read". */
  receivedAt: string | null;
  attachments: { name: string; size: number }[];
}
