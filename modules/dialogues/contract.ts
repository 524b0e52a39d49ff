import { z } from "zod";

/** Ids are UUIDs made by whoever creates the thing; units are integer ids; days YYYY-MM-DD in Vietnam, moments ISO 8601. */
export const dialogueStatuses = ["planned", "held", "cancelled"] as const;
export const presidedCapacities = ["KT", "TUQ"] as const;
export const questionStages = ["before", "meeting"] as const;
export type DialogueStatus = (typeof dialogueStatuses)[number];

const Uuid = z.uuid();
const UnitId = z.int().positive();
const Version = z.int().positive();
const Moment = z.iso.datetime({ offset: true });
const Office = z.string().trim().min(1).max(150);
const Name = z.string().trim().min(1).max(100);
const Long = z.string().trim().max(8000);

export const AgendaItem = z.object({
  id: Uuid,
  title: z.string().trim().min(1).max(300),
  /** By office, never by name of a guest. */
  presenter: Office.nullable().default(null),
  minutes: z.int().min(1).max(600).nullable().default(null),
});
export type AgendaItem = z.infer<typeof AgendaItem>;

const plan = {
  unitId: UnitId,
  placeUnitId: UnitId,
  placeDetail: z.string().trim().min(1).max(200).nullable().default(null),
  talkId: Uuid.nullable().default(null),
  title: z.string().trim().min(1).max(300),
  legalBasis: z.string().trim().min(1).max(1000).nullable().default(null),
  startsAt: Moment,
  agenda: z.array(AgendaItem).max(40).default([]),
};
export const DialogueRef = z.object({ dialogueId: Uuid });
export const PlanDialogue = DialogueRef.extend(plan);
export type PlanDialogue = z.infer<typeof PlanDialogue>;
/** dialogue.edit: the whole plan again, from the version that was read. */
export const EditDialogue = PlanDialogue.omit({ unitId: true }).extend({ version: Version });
export type EditDialogue = z.infer<typeof EditDialogue>;

export const Presided = z.object({
  name: Name,
  position: Office,
  /** KT. (for a deputy), TUQ. (authorised); null: the head in person. */
  capacity: z.enum(presidedCapacities).nullable().default(null),
  absenceReason: z.string().trim().min(1).max(500).nullable().default(null),
});
export type Presided = z.infer<typeof Presided>;

/** dialogue.record: that it was held, and what goes into the minutes; again until these are issued. */
export const RecordDialogue = DialogueRef.extend({
  version: Version,
  presided: Presided,
  secretaryName: Name.nullable().default(null),
  attendance: z.int().min(0).max(100_000),
  startsAt: Moment,
  endsAt: Moment,
  opening: Long.default(""),
  conclusion: Long.default(""),
});
export type RecordDialogue = z.infer<typeof RecordDialogue>;

/** dialogue.gather: a question of the questions room belongs to this meeting. */
export const GatherQuestion = DialogueRef.extend({ questionId: Uuid, stage: z.enum(questionStages) });
export type GatherQuestion = z.infer<typeof GatherQuestion>;
export const ReplyAtMeeting = DialogueRef.extend({
  questionId: Uuid,
  reply: z.string().trim().min(1).max(4000).nullable(),
  repliedBy: Office.nullable().default(null),
});
export type ReplyAtMeeting = z.infer<typeof ReplyAtMeeting>;
export const IssueMinutes = DialogueRef.extend({ version: Version, issuedOn: z.iso.date() });
export type IssueMinutes = z.infer<typeof IssueMinutes>;
export const PublishDialogue = DialogueRef.extend({ public: z.boolean() });
export type PublishDialogue = z.infer<typeof PublishDialogue>;
export const CancelDialogue = DialogueRef.extend({ reason: z.string().trim().min(1).max(500) });
export type CancelDialogue = z.infer<typeof CancelDialogue>;

const Unit = z.object({ id: z.int(), name: z.string() });
export const DialogueRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  unit: Unit,
  place: Unit,
  startsAt: z.string(),
  heldOn: z.string(),
  status: z.enum(dialogueStatuses),
  questions: z.int(),
  commitments: z.int(),
  /** Promised and not done. */
  openCommitments: z.int(),
  minutesIssued: z.boolean(),
  public: z.boolean(),
});
export type DialogueRow = z.infer<typeof DialogueRow>;

export const DialogueQuestion = z.object({
  id: z.string(),
  code: z.string(),
  text: z.string(),
  topic: z.string().nullable(),
  status: z.string(),
  stage: z.enum(questionStages),
  reply: z.string().nullable(),
  repliedBy: z.string().nullable(),
  dueOn: z.string(),
});
export type DialogueQuestion = z.infer<typeof DialogueQuestion>;

export const minutesNeeds = ["held", "secretary", "agenda", "past"] as const;
export const DialogueFacts = DialogueRow.extend({
  version: z.int(),
  placeDetail: z.string().nullable(),
  talk: z.object({ id: z.string(), title: z.string() }).nullable(),
  legalBasis: z.string().nullable(),
  endsAt: z.string().nullable(),
  cancelledReason: z.string().nullable(),
  presided: Presided.nullable(),
  secretaryName: z.string().nullable(),
  attendance: z.int().nullable(),
  opening: z.string(),
  conclusion: z.string(),
  agenda: z.array(AgendaItem),
  asked: z.array(DialogueQuestion),
  minutes: z.object({ id: z.string(), symbol: z.string(), fileName: z.string() }).nullable(),
  /** What is missing before minutes can be issued. */
  missing: z.array(z.enum(minutesNeeds)),
  /** How the head of the unit is called: proposed for who presided. */
  head: z.object({ name: z.string(), position: z.string() }),
  allowed: z.array(z.string()),
});
export type DialogueFacts = z.infer<typeof DialogueFacts>;
