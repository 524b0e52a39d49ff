import { z } from "zod";

import { isCivilDate, type CivilDate } from "#kernel/civil-date.ts";

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Uuid = z.uuid();
const UnitId = z.int().positive();
const Code = z
  .string()
  .regex(/^[a-z][a-zA-Z-]*$/)
  .max(40);
/** "5", "5a", "12đ"; "0" is what stands before the first article. */
export const ArticleKey = z
  .string()
  .regex(/^\d{1,4}[a-zđ]{0,2}$/, "draft.article-key")
  .max(8);

export const commentOrigins = ["public", "talk", "hall", "officer"] as const;
export const CommentOrigin = z.enum(commentOrigins);
export type CommentOrigin = z.infer<typeof CommentOrigin>;

/** Accepted, accepted in part, explained why not, not what this draft is about. */
export const responseKinds = ["accepted", "partly", "explained", "outside"] as const;
export const ResponseKind = z.enum(responseKinds);
export type ResponseKind = z.infer<typeof ResponseKind>;

const facts = {
  title: z.string().trim().min(1).max(500),
  documentType: z.string().max(40).nullable().default(null).describe("Id of a document type, if it is known yet"),
  topic: z.string().max(60),
  summary: z.string().trim().max(5000).default("").describe("In plain words: what changes for whom"),
  criteria: z
    .array(Code)
    .max(10)
    .default([])
    .describe("Criteria of the scheme that it meets; none: communication is not asked for"),
  scopeNote: z.string().trim().max(500).nullable().default(null),
  commentsFrom: Day.nullable().default(null),
  commentsUntil: Day.nullable().default(null),
};

export const CreateDraft = z.object({
  draftId: Uuid,
  unitId: UnitId.describe("Who drafts it"),
  reachUnitId: UnitId.nullable().default(null).describe("Whose people it concerns; without it the place of the unit"),
  stage: Code.default("proposal"),
  enteredOn: Day,
  ...facts,
});
export const EditDraft = z.object({ draftId: Uuid, edition: z.int().positive(), ...facts });

export const Article = z.object({
  key: ArticleKey,
  chapter: z.string().trim().max(300).nullable().default(null),
  heading: z.string().trim().max(500).default(""),
  body: z.string().trim().max(30_000).default(""),
});
export type Article = z.infer<typeof Article>;

/** The whole working text, as a person has corrected it; `hash` is that of the one that was read. */
export const WriteText = z.object({
  draftId: Uuid,
  hash: z.string().max(64).nullable().describe("contentHash of the working text that was read; null: there was none"),
  note: z.string().trim().max(300).nullable().default(null),
  articles: z.array(Article).min(1).max(500),
});
export const PublishDraft = z.object({
  draftId: Uuid,
  edition: z.int().positive(),
  withText: z.boolean().default(true).describe("Also the working text, if there is one"),
});
export const WithdrawDraft = z.object({ draftId: Uuid, reason: z.string().trim().min(1).max(500) });
export const EnterStage = z.object({
  draftId: Uuid,
  stage: Code,
  enteredOn: Day,
  note: z.string().trim().max(500).nullable().default(null),
});
export const EndDraft = z.object({
  draftId: Uuid,
  outcome: z.enum(["passed", "dropped"]),
  endedOn: Day,
  note: z.string().trim().min(1).max(300).describe("Symbol of what was passed, or why it was dropped"),
});
export const LinkDraft = z
  .object({
    draftId: Uuid,
    materialId: Uuid.nullable().default(null),
    talkId: Uuid.nullable().default(null),
  })
  .refine((l) => (l.materialId === null) !== (l.talkId === null), "draft.link-one");

/**
 * `draft.comment`: open to everybody. `commentId` is made by whoever asks. From the public page the command runs as
 * the public caller, so that no account stands beside it, with `origin: "public"`.
 */
export const CommentOnDraft = z.object({
  commentId: Uuid,
  draftId: Uuid,
  article: ArticleKey.nullable().default(null).describe("null: about the draft as a whole"),
  clause: z
    .string()
    .regex(/^\d{1,3}[a-zđ]?$/, "draft.clause")
    .nullable()
    .default(null),
  origin: CommentOrigin.default("public"),
  talkId: Uuid.nullable().default(null),
  placeUnitId: UnitId.nullable().default(null).describe("The commune it comes from, as far as was told"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(20)
    .default("vi"),
  text: z.string().min(1).max(5000),
});
export type CommentOnDraft = z.infer<typeof CommentOnDraft>;

export const GroupComments = z.object({
  draftId: Uuid,
  groupId: Uuid.describe("A new id makes a new group"),
  title: z.string().trim().min(1).max(200).optional().describe("Of a new group"),
  article: ArticleKey.nullable().default(null),
  commentIds: z.array(Uuid).min(1).max(500),
});
export const SetAsideComment = z.object({
  commentId: Uuid,
  reason: z.string().trim().max(300).nullable().describe("null: taken back among those that wait"),
});
export const AnswerGroup = z.object({
  groupId: Uuid,
  edition: z.int().positive(),
  title: z.string().trim().min(1).max(200),
  summary: z.string().trim().max(3000),
  responseKind: ResponseKind.nullable(),
  response: z.string().trim().max(10_000),
});
export const PublishAnswer = z.object({ groupId: Uuid, edition: z.int().positive() });

export const SetStage = z.object({
  code: Code,
  nameVi: z.string().trim().min(1).max(120),
  nameEn: z.string().trim().min(1).max(120),
  takesComments: z.boolean(),
  commentDays: z.int().positive().max(365).nullable(),
  position: z.int().min(0).max(1000),
  legalBasis: z.string().trim().min(1).max(300),
  from: Day.nullable().describe("null: since ever"),
});

export const SetCriterion = z.object({
  code: Code,
  nameVi: z.string().trim().min(1).max(300),
  nameEn: z.string().trim().min(1).max(300),
  position: z.int().min(0).max(1000),
  legalBasis: z.string().trim().min(1).max(300),
  from: Day,
});

const UnitRef = z.object({ id: z.int(), name: z.string() });
export const DraftStage = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  takesComments: z.boolean(),
  commentDays: z.int().nullable(),
  position: z.int(),
  legalBasis: z.string(),
});
export type DraftStage = z.infer<typeof DraftStage>;
/** A stage's row with the days on which it holds. */
export const StageSetting = DraftStage.extend({ from: z.string().nullable(), to: z.string().nullable() });
export type StageSetting = z.infer<typeof StageSetting>;
export const DraftCriterion = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  legalBasis: z.string(),
});
export type DraftCriterion = z.infer<typeof DraftCriterion>;
/** A criterion's row with the days on which it holds. */
export const CriterionSetting = DraftCriterion.extend({
  position: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type CriterionSetting = z.infer<typeof CriterionSetting>;
export const DraftRules = z.object({ stages: z.array(DraftStage), criteria: z.array(DraftCriterion) });
export type DraftRules = z.infer<typeof DraftRules>;

export const DraftFilter = z.object({
  q: z.string().trim().max(200).optional(),
  stage: Code.optional(),
  inScope: z.enum(["yes", "no"]).optional(),
  state: z.enum(["open", "ended"]).optional(),
  under: z.coerce.number().int().positive().optional(),
});
export type DraftFilter = z.infer<typeof DraftFilter>;

export const DraftRow = z.object({
  id: z.string(),
  title: z.string(),
  unit: UnitRef,
  topic: z.string(),
  stage: z.string(),
  stageSince: Day,
  commentsFrom: Day.nullable(),
  commentsUntil: Day.nullable(),
  publishedAt: z.string().nullable(),
  outcome: z.enum(["passed", "dropped"]).nullable(),
  inScope: z.boolean(),
  communicated: z.boolean().describe("An approved material or a verified talk is tied to it"),
  comments: z.int().nullable().describe("null where the caller may not read them"),
  waiting: z.int().nullable().describe("Neither grouped nor set aside"),
  unanswered: z.int().nullable().describe("Groups without a published answer"),
});
export type DraftRow = z.infer<typeof DraftRow>;

export const DraftComment = z.object({
  id: z.string(),
  article: z.string().nullable(),
  clause: z.string().nullable(),
  origin: CommentOrigin,
  language: z.string(),
  text: z.string(),
  receivedAt: z.string(),
  groupId: z.string().nullable(),
  setAside: z.string().nullable(),
});
export type DraftComment = z.infer<typeof DraftComment>;

export const CommentGroup = z.object({
  id: z.string(),
  article: z.string().nullable(),
  title: z.string(),
  summary: z.string(),
  responseKind: ResponseKind.nullable(),
  response: z.string(),
  answeredAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  edition: z.int(),
  comments: z.int().nullable().describe("null: fewer than may be shown to this caller"),
});
export type CommentGroup = z.infer<typeof CommentGroup>;

export const DraftText = z.object({
  number: z.int(),
  status: z.enum(["working", "published", "superseded"]),
  note: z.string().nullable(),
  hash: z.string(),
  publishedAt: z.string().nullable(),
  articles: z.array(Article),
});
export type DraftText = z.infer<typeof DraftText>;

export const draftVerbs = ["draft.edit", "draft.publish", "draft.gather", "draft.answer", "draft.release"] as const;

export const DraftPage = z.object({
  id: z.string(),
  unit: UnitRef,
  reach: UnitRef,
  title: z.string(),
  documentType: z.string().nullable(),
  topic: z.string(),
  summary: z.string(),
  criteria: z.array(z.string()),
  scopeNote: z.string().nullable(),
  commentsFrom: Day.nullable(),
  commentsUntil: Day.nullable(),
  open: z.boolean().describe("People may comment today"),
  publishedAt: z.string().nullable(),
  outcome: z.enum(["passed", "dropped"]).nullable(),
  endedOn: Day.nullable(),
  outcomeNote: z.string().nullable(),
  edition: z.int(),
  stages: z.array(z.object({ stage: z.string(), enteredOn: Day, note: z.string().nullable() })),
  working: DraftText.nullable(),
  published: DraftText.nullable(),
  materials: z.array(z.object({ id: z.string(), title: z.string(), status: z.string() })),
  talks: z.array(z.object({ id: z.string(), title: z.string(), heldOn: Day, place: z.string(), status: z.string() })),
  groups: z.array(CommentGroup),
  counts: z
    .object({
      all: z.int(),
      waiting: z.int(),
      setAside: z.int(),
      byArticle: z.array(z.object({ article: z.string().nullable(), comments: z.int() })),
      byPlace: z
        .array(z.object({ place: UnitRef, comments: z.int() }))
        .nullable()
        .describe("Communes that may be shown (kernel/suppression.ts); null until the time for comments is over"),
    })
    .nullable()
    .describe("null where the caller may not read comments"),
  may: z.array(z.enum(draftVerbs)),
});
export type DraftPage = z.infer<typeof DraftPage>;

export const CommentFilter = z.object({
  article: z.string().max(8).optional().describe("'whole': about the draft as a whole"),
  state: z.enum(["waiting", "grouped", "setAside"]).optional(),
  groupId: Uuid.optional(),
});

/** What the public page shows of a draft; nothing of who said what. */
export interface PublicDraft {
  id: string;
  title: string;
  unit: { id: number; name: string };
  reach: { id: number; name: string };
  documentType: string | null;
  topic: string;
  summary: string;
  stage: { code: string; nameVi: string; nameEn: string; since: CivilDate };
  commentsFrom: CivilDate | null;
  commentsUntil: CivilDate | null;
  /** People may comment today. */
  open: boolean;
  outcome: "passed" | "dropped" | null;
  endedOn: CivilDate | null;
  outcomeNote: string | null;
  publishedAt: string;
  updatedAt: string;
}

export interface PublicArticle extends Article {
  /** Split at "1.", "2." …; one with number null where the article has none. */
  clauses: { number: string | null; text: string }[];
}

export interface PublicCommentGroup {
  id: string;
  article: string | null;
  title: string;
  summary: string;
  responseKind: ResponseKind;
  response: string;
  publishedAt: string;
  /** How many said so; null where fewer than may be shown (kernel/suppression.ts). */
  comments: number | null;
}

export interface PublicDraftPage extends PublicDraft {
  stages: { code: string; nameVi: string; nameEn: string; enteredOn: CivilDate; note: string | null }[];
  /** Names of the scheme's criteria that it meets. */
  criteria: { code: string; nameVi: string; nameEn: string }[];
  articles: PublicArticle[];
  groups: PublicCommentGroup[];
  /** Approved, valid today and open to the public. */
  materials: { materialId: string; versionId: string; title: string }[];
}
