import { z } from "zod";
import { answerStatuses, commitmentStatuses, questionOrigins, questionStatuses, questionViews } from "./contract.ts";

/** What the server answers about questions; the desk, the phone, the public page and programs read these. */
const Named = z.object({ id: z.int(), name: z.string() });
const Flag = z.stringbool().optional();

export const QuestionQuery = z.object({
  view: z.enum(questionViews).default("all"),
  /** Those whose answer is owed by this unit or one under it; everything that the caller sees when absent. */
  unit: z.coerce.number().int().positive().optional(),
  /** Those asked in this subtree. */
  under: z.coerce.number().int().positive().optional(),
  topic: z.string().max(60).optional(),
  origin: z.enum(questionOrigins).optional(),
  /** Days on which it was received. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Words of the question or its code, typed with or without diacritics. */
  q: z.string().max(100).optional(),
  talk: z.uuid().optional(),
  /** With the ones that were put under another. */
  merged: Flag,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type QuestionQuery = z.infer<typeof QuestionQuery>;

export const QuestionRow = z.object({
  id: z.string(),
  code: z.string(),
  text: z.string(),
  origin: z.enum(questionOrigins),
  status: z.enum(questionStatuses),
  answerStatus: z.enum(answerStatuses).nullable(),
  topic: z.string().nullable(),
  place: Named,
  unit: Named,
  askedOn: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  level: z.int(),
  /** How many like ones were put under it. */
  merged: z.int(),
  carriedBackOn: z.string().nullable(),
});
export type QuestionRow = z.infer<typeof QuestionRow>;
export const QuestionList = z.object({ items: z.array(QuestionRow), nextCursor: z.string().nullable() });
export type QuestionList = z.infer<typeof QuestionList>;

export const QuestionCounts = z.object({
  waiting: z.int(),
  overdue: z.int(),
  climbed: z.int(),
  toApprove: z.int(),
  toPublish: z.int(),
  published: z.int(),
  toCarry: z.int(),
  all: z.int(),
});
export type QuestionCounts = z.infer<typeof QuestionCounts>;

export const AnswerPage = z.object({
  id: z.string(),
  status: z.enum(answerStatuses),
  version: z.int(),
  unit: Named,
  questionText: z.string(),
  text: z.string(),
  legalSource: z.string().nullable(),
  authors: z.array(z.string()),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  returnedReason: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  updatedAt: z.string(),
});
export type AnswerPage = z.infer<typeof AnswerPage>;

export const CommitmentPage = z.object({
  id: z.string(),
  questionId: z.string().nullable(),
  dialogueId: z.string().nullable(),
  unit: Named,
  text: z.string(),
  dueOn: z.string(),
  status: z.enum(commitmentStatuses),
  doneOn: z.string().nullable(),
  droppedReason: z.string().nullable(),
  /** Null while it is open. */
  kept: z.boolean().nullable(),
  overdue: z.boolean(),
  progress: z.array(z.object({ at: z.string(), by: z.string(), text: z.string(), evidence: z.string().nullable() })),
  /** Whether the caller may write progress. */
  mine: z.boolean(),
});
export type CommitmentPage = z.infer<typeof CommitmentPage>;

export const questionStepKinds = [
  "asked",
  "passedOn",
  "climbed",
  "merged",
  "separated",
  "setAside",
  "reopened",
  "topicChanged",
  "answerSubmitted",
  "answerReturned",
  "answerApproved",
  "answerPublished",
  "answerWithdrawn",
  "carriedBack",
  "toMaterial",
] as const;
export type QuestionStepKind = (typeof questionStepKinds)[number];

export const QuestionPage = QuestionRow.extend({
  talk: z.object({ id: z.string(), title: z.string() }).nullable(),
  language: z.string(),
  struck: z.boolean(),
  setAsideReason: z.string().nullable(),
  firstUnit: Named,
  firstDueOn: z.string(),
  mergedInto: z.object({ id: z.string(), code: z.string(), text: z.string() }).nullable(),
  likes: z.array(
    z.object({ id: z.string(), code: z.string(), text: z.string(), place: z.string(), askedOn: z.string() }),
  ),
  answer: AnswerPage.nullable(),
  earlier: z.array(AnswerPage),
  commitments: z.array(CommitmentPage),
  /** Who carries the answer back, and at which talks it was. */
  bearers: z.array(z.object({ questionId: z.string(), name: z.string() })),
  carried: z.array(
    z.object({ talkId: z.string(), title: z.string().nullable(), place: z.string().nullable(), at: z.string() }),
  ),
  steps: z.array(
    z.object({
      kind: z.enum(questionStepKinds),
      at: z.string(),
      by: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** What the caller may do to it now. */
  allowed: z.array(z.string()),
  version: z.int(),
});
export type QuestionPage = z.infer<typeof QuestionPage>;

export const LikeQuestion = z.object({
  id: z.string(),
  code: z.string(),
  text: z.string(),
  place: z.string(),
  askedOn: z.string(),
  status: z.enum(questionStatuses),
  answered: z.boolean(),
  /** 0 to 1: how much of the words they share. */
  likeness: z.number(),
});
export type LikeQuestion = z.infer<typeof LikeQuestion>;

/** A published answer as everybody may read it: no code, no talk, no person, a place not smaller than a commune. */
export const PublicAnswer = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  legalSource: z.string().nullable(),
  unitName: z.string(),
  communeName: z.string(),
  topic: z.string().nullable(),
  publishedOn: z.string(),
  commitments: z.array(
    z.object({
      text: z.string(),
      unitName: z.string(),
      dueOn: z.string(),
      status: z.enum(commitmentStatuses),
      doneOn: z.string().nullable(),
    }),
  ),
});
export type PublicAnswer = z.infer<typeof PublicAnswer>;

export const PublicAnswerQuery = z.object({
  q: z.string().max(200).optional(),
  topic: z.string().max(60).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type PublicAnswerQuery = z.input<typeof PublicAnswerQuery>;
export const PublicAnswerList = z.object({ items: z.array(PublicAnswer), nextCursor: z.string().nullable() });
export type PublicAnswerList = z.infer<typeof PublicAnswerList>;

/** What a code finds. `waiting` and `climbed` still wait; `setAside` gets no answer; the answer is there once published. */
export const AskedByCode = z.object({
  code: z.string(),
  status: z.enum(["waiting", "climbed", "setAside", "published"]),
  askedOn: z.string(),
  communeName: z.string(),
  topic: z.string().nullable(),
  unitName: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  carriedBackOn: z.string().nullable(),
  answer: PublicAnswer.nullable(),
});
export type AskedByCode = z.infer<typeof AskedByCode>;

/** An answer on the phone of who carries it back; one item for each question that was asked at their place. */
export const AnswerOnPhone = z.object({
  questionId: z.string(),
  answerId: z.string(),
  code: z.string(),
  asked: z.string(),
  askedOn: z.string(),
  place: Named,
  talkTitle: z.string().nullable(),
  answer: z.string(),
  legalSource: z.string().nullable(),
  unitName: z.string(),
  publishedOn: z.string(),
  commitments: z.array(z.object({ text: z.string(), dueOn: z.string(), status: z.enum(commitmentStatuses) })),
  carriedBackAt: z.string().nullable(),
});
export type AnswerOnPhone = z.infer<typeof AnswerOnPhone>;
