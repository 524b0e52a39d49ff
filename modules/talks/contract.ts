import { z } from "zod";

/**
 * All of a talk that crosses the wire or the outbox. Ids are UUIDs made by whoever creates the thing;
 * units are the integer ids of the units room; moments are ISO 8601 with offset; days YYYY-MM-DD.
 */
export const talkKinds = [
  "speakerConference",
  "thematicConference",
  "currentAffairsBriefing",
  "organisationMeeting",
  "residentMeeting",
  "voterContactMeeting",
  "dialogueMeeting",
  "internalBriefing",
  "readingMeeting",
  "skillContest",
] as const;
export const talkModes = ["inPerson", "online", "hybrid"] as const;
export const audienceKinds = ["residents", "officials", "members", "pupils", "mixed"] as const;
export const talkStatuses = [
  "planned",
  "assigned",
  "accepted",
  "declined",
  "delivered",
  "returned",
  "verified",
  "counted",
  "cancelled",
] as const;

export const TalkKind = z.enum(talkKinds);
export type TalkKind = z.infer<typeof TalkKind>;
export const TalkMode = z.enum(talkModes);
export type TalkMode = z.infer<typeof TalkMode>;
export const AudienceKind = z.enum(audienceKinds);
export type AudienceKind = z.infer<typeof AudienceKind>;
export const TalkStatus = z.enum(talkStatuses);
export type TalkStatus = z.infer<typeof TalkStatus>;

const Uuid = z.uuid();
const Moment = z.iso.datetime({ offset: true });
const UnitId = z.int().positive();
const ShortText = z.string().trim().min(1).max(300);
const LongText = z.string().trim().max(4000);

export const RemoteSite = z.object({ name: ShortText, attendance: z.int().min(0).max(100_000) });
export type RemoteSite = z.infer<typeof RemoteSite>;

/** What a talk is about and where: the facts that planning fills and recording may change. */
const planFacts = {
  unitId: UnitId,
  placeUnitId: UnitId,
  placeDetail: z.string().trim().max(200).nullable(),
  kind: TalkKind,
  mode: TalkMode,
  topic: z.string().max(60).nullable(),
  title: ShortText,
  audienceKind: AudienceKind,
  language: z.string().max(12),
  startsAt: Moment,
  endsAt: Moment.nullable(),
  speakerIds: z.array(Uuid).max(20),
  materialVersionIds: z.array(Uuid).max(20),
};
/** What is known once it was given. */
const outcomeFacts = {
  attendance: z.int().min(0).max(100_000).nullable(),
  attendanceEstimated: z.boolean(),
  sites: z.array(RemoteSite).max(200),
};

export const TalkFacts = z.object({ ...planFacts, ...outcomeFacts });
export type TalkFacts = z.infer<typeof TalkFacts>;
/** The fields that an edit may name; each merges on its own. */
export const factNames = Object.keys(TalkFacts.shape) as (keyof TalkFacts)[];

const planDefaults = {
  placeDetail: planFacts.placeDetail.default(null),
  mode: planFacts.mode.default("inPerson"),
  topic: planFacts.topic.default(null),
  audienceKind: planFacts.audienceKind.default("residents"),
  language: planFacts.language.default("vi"),
  endsAt: planFacts.endsAt.default(null),
  speakerIds: planFacts.speakerIds.default([]),
  materialVersionIds: planFacts.materialVersionIds.default([]),
};
const outcomeDefaults = {
  attendanceEstimated: outcomeFacts.attendanceEstimated.default(false),
  sites: outcomeFacts.sites.default([]),
};

/** talk.plan: with speakers it starts as `assigned`, without as `planned`. */
export const TalkPlan = z.object({ talkId: Uuid, ...planFacts, ...planDefaults });
export type TalkPlan = z.infer<typeof TalkPlan>;

export const AskedQuestion = z.object({
  id: Uuid,
  text: z.string().trim().min(1).max(10_000),
  /** Set when the writer agreed to strike out what looked like an identity. */
  struck: z.boolean().default(false),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;
export const MetDifficulty = z.object({ id: Uuid, text: LongText.min(1) });
export type MetDifficulty = z.infer<typeof MetDifficulty>;

/** talk.record: a talk that was given, planned before or not. Complete in itself, whatever the phone last saw. */
export const TalkRecord = z.object({
  talkId: Uuid,
  ...planFacts,
  ...planDefaults,
  ...outcomeFacts,
  ...outcomeDefaults,
  attendance: z.int().min(0).max(100_000),
  /** The version of the planned talk that the phone had, if it had one: changes since are conflicts or merges. */
  plannedVersion: z.int().positive().nullable().default(null),
  /** The planned facts as that version had them: the base of the merge. */
  plannedFacts: TalkFacts.partial().default({}),
  questions: z.array(AskedQuestion).max(50).default([]),
  difficulties: z.array(MetDifficulty).max(20).default([]),
  /** Photos that travel apart: their hashes are announced here. */
  photos: z
    .array(
      z.object({
        id: Uuid,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        size: z
          .int()
          .positive()
          .max(200 * 1024),
      }),
    )
    .max(5)
    .default([]),
});
export type TalkRecord = z.infer<typeof TalkRecord>;

export const TalkRef = z.object({ talkId: Uuid });
export type TalkRef = z.infer<typeof TalkRef>;
export const TalkReason = z.object({ talkId: Uuid, reason: ShortText });
export type TalkReason = z.infer<typeof TalkReason>;
/** talk.verify may name the version that was looked at, so that nobody verifies what changed under their eyes. */
export const TalkVerify = z.object({ talkId: Uuid, seenVersion: z.int().positive().optional() });
export type TalkVerify = z.infer<typeof TalkVerify>;
export const TalkAssign = z.object({ talkId: Uuid, speakerIds: z.array(Uuid).min(1).max(20) });
export type TalkAssign = z.infer<typeof TalkAssign>;

const change = <T extends z.ZodType>(value: T) => z.object({ base: value, value });
/** talk.amend: field by field with the value it was changed from; disjoint fields merge, the same field clashes. */
export const TalkAmend = z.object({
  talkId: Uuid,
  changes: z.object(
    Object.fromEntries(
      Object.entries(TalkFacts.shape).map(([k, v]) => [k, change(v as z.ZodType).optional()]),
    ) as unknown as {
      [K in keyof TalkFacts]: z.ZodOptional<z.ZodType<{ base: TalkFacts[K]; value: TalkFacts[K] }>>;
    },
  ),
  addQuestions: z.array(AskedQuestion).max(50).default([]),
  addDifficulties: z.array(MetDifficulty).max(20).default([]),
  photos: TalkRecord.shape.photos,
  /** Amending a returned talk hands it in again. */
  handIn: z.boolean().default(false),
});
export type TalkAmend = z.infer<typeof TalkAmend>;

/** talk.correct: a correction after verification, a new entry beside the old; another person confirms it. */
export const TalkCorrect = z.object({
  talkId: Uuid,
  correctionId: Uuid,
  reason: ShortText,
  changes: TalkFacts.pick({
    attendance: true,
    attendanceEstimated: true,
    startsAt: true,
    endsAt: true,
    kind: true,
    audienceKind: true,
    mode: true,
    title: true,
    sites: true,
  }).partial(),
});
export type TalkCorrect = z.infer<typeof TalkCorrect>;
export const CorrectionDecision = z.object({
  talkId: Uuid,
  correctionId: Uuid,
  confirm: z.boolean(),
  reason: ShortText.optional(),
});
export type CorrectionDecision = z.infer<typeof CorrectionDecision>;

/** held.settle: what becomes of a held command or a conflict: field -> which side stands. */
export const HeldDecision = z.object({
  heldId: Uuid,
  decision: z.enum(["accept", "dismiss"]),
  /** For a conflict: the fields taken from the command; the others stay as they stand. */
  take: z.array(z.string().max(40)).max(40).default([]),
  reason: ShortText,
});
export type HeldDecision = z.infer<typeof HeldDecision>;
