import { z } from "zod";

/**
 * All of a question and its answer that crosses the wire or the outbox. Ids are UUIDs made by whoever creates the thing; units are
 * the integer ids of the units room; moments are ISO 8601; days YYYY-MM-DD in Vietnam.
 */
export const questionOrigins = ["talk", "hall", "public", "officer", "dialogue"] as const;
export const questionStatuses = ["open", "answered", "merged", "setAside"] as const;
export const answerStatuses = ["draft", "submitted", "approved", "published", "withdrawn"] as const;
export const commitmentStatuses = ["open", "done", "dropped"] as const;
/** What a desk looks at: each question is in `all`, and in as many others as fit. */
export const questionViews = [
  "waiting",
  "overdue",
  "climbed",
  "toApprove",
  "toPublish",
  "published",
  "toCarry",
  "all",
] as const;

export type QuestionOrigin = (typeof questionOrigins)[number];
export type QuestionStatus = (typeof questionStatuses)[number];
export type AnswerStatus = (typeof answerStatuses)[number];
export type CommitmentStatus = (typeof commitmentStatuses)[number];
export type QuestionView = (typeof questionViews)[number];

const Uuid = z.uuid();
const UnitId = z.int().positive();
const Reason = z.string().trim().min(1).max(500);
const Topic = z.string().min(1).max(60);
const Version = z.int().positive();

/** Longest question, in characters as people count them, once tidied. */
export const longestQuestion = 10_000;
/** Twice the length decomposed, and some more: the true limit is asked of the tidied text. */
const AnyText = z.string().min(1).max(40_000);

/**
 * question.ask: on any road but a talk's own record. `struck` is the consent to strike out what looks like an identity; without it
 * such a text is refused and nothing is stored. `origin: "talk"` is not asked for here: a trigger makes these with the talk.
 */
export const AskQuestion = z.object({
  questionId: Uuid,
  origin: z.enum(["hall", "public", "officer", "dialogue"]),
  talkId: Uuid.nullable().default(null),
  placeUnitId: UnitId,
  topic: Topic.nullable().default(null),
  language: z.string().min(2).max(12).default("vi"),
  text: AnyText,
  struck: z.boolean().default(false),
});
export type AskQuestion = z.infer<typeof AskQuestion>;

export const QuestionRef = z.object({ questionId: Uuid });
export const PassOn = QuestionRef.extend({ toUnitId: UnitId, reason: Reason });
export type PassOn = z.infer<typeof PassOn>;
/** question.merge: `also` goes the same way, all of them or none. */
export const MergeQuestion = QuestionRef.extend({ intoId: Uuid, also: z.array(Uuid).max(200).default([]) });
export type MergeQuestion = z.infer<typeof MergeQuestion>;
export const QuestionReason = QuestionRef.extend({ reason: Reason });
export type QuestionReason = z.infer<typeof QuestionReason>;
export const SetTopic = QuestionRef.extend({ topic: Topic.nullable() });
export type SetTopic = z.infer<typeof SetTopic>;
/** question.climb: the system's own; `on` is the day in Vietnam. */
export const ClimbOverdue = z.object({ on: z.iso.date() });
export type ClimbOverdue = z.infer<typeof ClimbOverdue>;

/** answer.save: a new answer names no version, a change the one it was made from. */
export const SaveAnswer = QuestionRef.extend({
  answerId: Uuid,
  version: Version.nullable().default(null),
  questionText: AnyText,
  text: z.string().max(60_000),
  legalSource: z.string().max(2_000).nullable().default(null),
  struck: z.boolean().default(false),
});
export type SaveAnswer = z.infer<typeof SaveAnswer>;
/** The next step of an answer names the version that was looked at, so that nobody approves what changed under their eyes. */
export const AnswerStep = QuestionRef.extend({ answerId: Uuid, version: Version });
export type AnswerStep = z.infer<typeof AnswerStep>;
export const AnswerStepReason = AnswerStep.extend({ reason: Reason });
export type AnswerStepReason = z.infer<typeof AnswerStepReason>;
/** answer.carry-back: from a phone's outbox or the desk. `answerId` is what the phone had: it counts although withdrawn since. */
export const CarryBack = QuestionRef.extend({ talkId: Uuid, answerId: Uuid.nullable().default(null) });
export type CarryBack = z.infer<typeof CarryBack>;
export const ToMaterial = QuestionRef.extend({ materialId: Uuid });
export type ToMaterial = z.infer<typeof ToMaterial>;

const PromiseText = z.string().trim().min(1).max(2_000);
/** commitment.make: with an answer, or (from the dialogues room) at a dialogue meeting. */
export const MakeCommitment = z.object({
  commitmentId: Uuid,
  questionId: Uuid.nullable().default(null),
  dialogueId: Uuid.nullable().default(null),
  unitId: UnitId,
  text: PromiseText,
  dueOn: z.iso.date(),
});
export type MakeCommitment = z.infer<typeof MakeCommitment>;
export const CommitmentProgress = z.object({
  commitmentId: Uuid,
  progressId: Uuid,
  text: PromiseText,
  evidence: z.string().trim().min(1).max(500).nullable().default(null),
});
export type CommitmentProgress = z.infer<typeof CommitmentProgress>;
/** commitment.finish: done on a day, with evidence; a line of progress is written with it. */
export const FinishCommitment = CommitmentProgress.extend({
  doneOn: z.iso.date(),
  evidence: z.string().trim().min(1).max(500),
});
export type FinishCommitment = z.infer<typeof FinishCommitment>;
export const DropCommitment = z.object({ commitmentId: Uuid, reason: Reason });
export type DropCommitment = z.infer<typeof DropCommitment>;

/** question.set-deadline, question.set-route: dated settings; the line before ends where the new one begins. */
export const SetDeadline = z.object({
  stage: z.enum(["answer", "climbed"]),
  topic: Topic.nullable().default(null),
  days: z.int().min(1).max(365),
  from: z.iso.date(),
  legalBasis: Reason,
});
export type SetDeadline = z.infer<typeof SetDeadline>;
export const SetRoute = z.object({
  topic: Topic.nullable().default(null),
  placeUnitId: UnitId.nullable().default(null),
  target: z.enum(["commune", "province", "unit"]),
  unitId: UnitId.nullable().default(null),
  from: z.iso.date(),
  legalBasis: Reason,
});
export type SetRoute = z.infer<typeof SetRoute>;
