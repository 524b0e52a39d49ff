import { z } from "zod";

/** Ids are UUIDs made by whoever creates the thing; units are integer ids; days YYYY-MM-DD in Vietnam, moments ISO 8601. */
export const difficultyOrigins = ["unit", "talk", "consolidated"] as const;
export const difficultyStatuses = ["open", "consolidated", "answered", "escalated", "setAside"] as const;
export const difficultyViews = ["waiting", "overdue", "escalated", "answered", "all"] as const;
export type DifficultyOrigin = (typeof difficultyOrigins)[number];
export type DifficultyStatus = (typeof difficultyStatuses)[number];
export type DifficultyView = (typeof difficultyViews)[number];

const Uuid = z.uuid();
const UnitId = z.int().positive();
const Version = z.int().positive();
const Reason = z.string().trim().min(1).max(500);
const Text = z.string().trim().min(1).max(4000);
const Line = z.string().trim().min(1).max(300);

/** difficulty.report: by a unit, with what it proposes. */
export const ReportDifficulty = z.object({
  difficultyId: Uuid,
  unitId: UnitId,
  text: Text,
  proposal: z.string().trim().min(1).max(2000).nullable().default(null),
});
export type ReportDifficulty = z.infer<typeof ReportDifficulty>;

/** difficulty.consolidate: several open ones drawn up as one (`text`), or put under one that is there already. */
export const ConsolidateDifficulties = z.object({
  difficultyId: Uuid,
  text: Text.nullable().default(null),
  memberIds: z.array(Uuid).min(1).max(100),
});
export type ConsolidateDifficulties = z.infer<typeof ConsolidateDifficulties>;

export const DifficultyRef = z.object({ difficultyId: Uuid });
export type DifficultyRef = z.infer<typeof DifficultyRef>;
export const DifficultyReason = DifficultyRef.extend({ reason: Reason });
export type DifficultyReason = z.infer<typeof DifficultyReason>;
export const AnswerDifficulty = DifficultyRef.extend({
  version: Version,
  answer: z.string().trim().min(1).max(8000),
  basis: z.string().trim().min(1).max(1000).nullable().default(null),
});
export type AnswerDifficulty = z.infer<typeof AnswerDifficulty>;

/** What goes into the letter that takes it higher. */
export const LetterWords = z.object({
  /** After "V/v": what it is about. */
  subject: z.string().trim().min(1).max(200),
  addressees: z.array(Line).min(1).max(5),
  /** What the addressee is asked to do, in a sentence; the usual one where it is left out. */
  request: z.string().trim().min(1).max(2000).nullable().default(null),
});
export type LetterWords = z.infer<typeof LetterWords>;
/** difficulty.escalate: the letter is issued, with the next number of the unit's register. */
export const EscalateDifficulty = DifficultyRef.extend({
  version: Version,
  ...LetterWords.shape,
  issuedOn: z.iso.date(),
  signerName: z.string().trim().min(1).max(100),
  signerPosition: Line.nullable().default(null),
  capacity: Line.nullable().default(null),
});
export type EscalateDifficulty = z.infer<typeof EscalateDifficulty>;

const Unit = z.object({ id: z.int(), name: z.string() });
export const DifficultyRow = z.object({
  id: z.string(),
  /** A short number to speak of it. */
  code: z.string(),
  text: z.string(),
  origin: z.enum(difficultyOrigins),
  unit: Unit,
  handler: Unit,
  /** Its own; `settled` is that of the one it stands under, where there is one. */
  status: z.enum(difficultyStatuses),
  settled: z.enum(difficultyStatuses),
  members: z.int(),
  dueOn: z.string(),
  overdue: z.boolean(),
  reportedAt: z.string(),
  /** The caller may settle it. */
  mine: z.boolean(),
});
export type DifficultyRow = z.infer<typeof DifficultyRow>;

export const DifficultyStep = z.object({
  at: z.string(),
  by: z.string(),
  kind: z.enum(["reported", "consolidated", "separated", "answered", "escalated", "setAside", "reopened"]),
  note: z.string().nullable(),
  dueOn: z.string().nullable(),
  document: z.object({ id: z.string(), symbol: z.string(), fileName: z.string() }).nullable(),
});
export type DifficultyStep = z.infer<typeof DifficultyStep>;

export const DifficultyPage = DifficultyRow.extend({
  version: z.int(),
  proposal: z.string().nullable(),
  talk: z.object({ id: z.string(), title: z.string() }).nullable(),
  answer: z.string().nullable(),
  answerBasis: z.string().nullable(),
  answeredAt: z.string().nullable(),
  setAsideReason: z.string().nullable(),
  /** The one it was drawn into, whose answer is its own. */
  under: DifficultyRow.extend({ answer: z.string().nullable(), answerBasis: z.string().nullable() }).nullable(),
  parts: z.array(DifficultyRow),
  steps: z.array(DifficultyStep),
  deadlineBasis: z.string(),
});
export type DifficultyPage = z.infer<typeof DifficultyPage>;

/** Days until something must be done, from a day on. */
export const deadlineStages = ["answer", "escalated"] as const;
export const SetDifficultyDeadline = z.object({
  stage: z.enum(deadlineStages),
  days: z.int().min(1).max(365),
  from: z.iso.date(),
  legalBasis: z.string().trim().min(1).max(300),
});
export const DifficultyDeadline = z.object({
  stage: z.enum(deadlineStages),
  days: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  legalBasis: z.string(),
});
export type DifficultyDeadline = z.infer<typeof DifficultyDeadline>;
