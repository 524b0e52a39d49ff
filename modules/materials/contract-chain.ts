import { z } from "zod";
import { Remark } from "#modules/laws/shared.ts";
import { chainActs, stepRoles } from "./chain.ts";
import { textParts } from "./anchors.ts";

/** What crosses the wire about the way of a draft to its approval. */
const Uuid = z.uuid();
const Day = z.iso.date();
const reason = z.string().trim().min(1).max(1000);

const asRead = {
  versionId: Uuid,
  edition: z.int().positive().describe("The one that was read"),
  note: z.string().trim().max(1000).nullable().default(null),
};
export const SubmitMaterial = z.object(asRead);
export const PassMaterial = z.object(asRead);
export const ReturnMaterial = z.object({ versionId: Uuid, reason });
export const WithdrawMaterial = z.object({ versionId: Uuid });
export const DiscardMaterial = z.object({ versionId: Uuid });
export const MakeUpStep = z.object({
  versionId: Uuid,
  position: z.int().min(1).max(9),
  agree: z.boolean(),
  note: z.string().trim().max(1000).nullable().default(null).describe("Needed to object"),
});

export const CommentMaterial = z.object({
  id: Uuid,
  versionId: Uuid,
  edition: z.int().positive().describe("The one that was read"),
  part: z.enum(textParts),
  quote: z.string().min(1).max(500).describe("The very words, as they stand in the part"),
  near: z.int().min(0).describe("Where they begin; of several places the nearest is taken"),
  text: reason,
});
export const ResolveComment = z.object({
  id: Uuid,
  resolution: z.string().trim().max(1000).nullable().default(null),
});

const ByWhom = z.string().nullable().describe("Name of the account");

export const ApprovalAct = z.object({
  id: z.number(),
  round: z.int(),
  position: z.int(),
  labelVi: z.string(),
  labelEn: z.string(),
  act: z.enum(chainActs),
  edition: z.int(),
  note: z.string().nullable(),
  byName: ByWhom,
  at: z.string(),
});
export type ApprovalAct = z.infer<typeof ApprovalAct>;

export const ApprovalStep = z.object({
  position: z.int(),
  kind: z.enum(["write", "review", "decide"]),
  role: z.enum(stepRoles),
  unit: z.object({ id: z.int(), name: z.string() }),
  labelVi: z.string(),
  labelEn: z.string(),
  legalBasis: z.string(),
  state: z.enum(["done", "waiting", "ahead", "waived"]),
  byName: ByWhom,
  at: z.string().nullable(),
});
export type ApprovalStep = z.infer<typeof ApprovalStep>;

export const MaterialComment = z.object({
  id: z.string(),
  part: z.enum(textParts),
  quote: z.string(),
  /** Where the words stand in the part now; null when they are gone. */
  place: z.object({ start: z.int(), end: z.int() }).nullable(),
  edition: z.int(),
  text: z.string(),
  byName: ByWhom,
  at: z.string(),
  resolvedAt: z.string().nullable(),
  resolvedByName: ByWhom,
  resolution: z.string().nullable(),
});
export type MaterialComment = z.infer<typeof MaterialComment>;

export const chainVerbs = [
  "submit",
  "pass",
  "return",
  "withdraw",
  "approve",
  "rush",
  "makeUp",
  "comment",
  "discard",
] as const;
export type ChainVerb = (typeof chainVerbs)[number];

/** For those who may write there: where a version stands on its way. */
export const MaterialApproval = z.object({
  waiting: z.int().nullable(),
  round: z.int(),
  edition: z.int().nullable().describe("The edition that was handed in"),
  steps: z.array(ApprovalStep),
  acts: z.array(ApprovalAct).describe("Oldest first"),
  comments: z.array(MaterialComment),
  owed: z.array(
    z.object({
      position: z.int(),
      labelVi: z.string(),
      labelEn: z.string(),
      dueOn: Day,
      reason: z.string().nullable(),
    }),
  ),
  may: z.array(z.enum(chainVerbs)),
  bar: z
    .enum(["material.own-text", "material.step-twice"])
    .nullable()
    .describe("Why the caller may not take the step that waits"),
  authors: z.array(z.string()),
  makeUpDays: z.int().describe("Within so many days a step that is waived now has to be made up for"),
  remarks: z.array(Remark).describe("What the register of legal documents says of the text of a draft"),
});
export type MaterialApproval = z.infer<typeof MaterialApproval>;

export const WaitingMaterial = z.object({
  materialId: z.string(),
  versionId: z.string(),
  number: z.int(),
  title: z.string(),
  unit: z.object({ id: z.int(), name: z.string() }),
  position: z.int(),
  labelVi: z.string(),
  labelEn: z.string(),
  /** A step that was waived and is to be made up for by this day. */
  owedBy: Day.nullable(),
  since: z.string(),
  mine: z.boolean().describe("Whether the caller may take this step"),
});
export type WaitingMaterial = z.infer<typeof WaitingMaterial>;

export const ChainStepInput = z.object({
  kind: z.enum(["write", "review", "decide"]),
  role: z.enum(stepRoles),
  levelsUp: z.int().min(0).max(4),
  labelVi: z.string().trim().min(1).max(80),
  labelEn: z.string().trim().min(1).max(80),
});
export type ChainStepInput = z.infer<typeof ChainStepInput>;
export const unitLevels = ["province", "district", "commune", "group", "body"] as const;
export const SetChain = z.object({
  level: z.enum(unitLevels),
  from: Day,
  legalBasis: z.string().trim().min(1).max(300),
  steps: z.array(ChainStepInput).min(2).max(9),
});
export type SetChain = z.infer<typeof SetChain>;
export const ruleKeys = ["peoplePerMinute", "loudspeakerPerMinute", "longSentence", "makeUpDays"] as const;
export type RuleKey = (typeof ruleKeys)[number];
export const SetRule = z.object({
  key: z.enum(ruleKeys),
  value: z.int().positive().max(2000),
  from: Day,
  source: z.string().trim().min(1).max(300),
  verified: z.boolean().default(false),
});
export type SetRule = z.infer<typeof SetRule>;

export const MaterialSettings = z.object({
  chains: z.array(
    ChainStepInput.extend({
      level: z.enum(unitLevels),
      position: z.int(),
      from: Day.nullable(),
      until: Day.nullable().describe("Last day"),
      legalBasis: z.string(),
    }),
  ),
  rules: z.array(
    z.object({
      key: z.enum(ruleKeys),
      value: z.int(),
      from: Day.nullable(),
      until: Day.nullable(),
      source: z.string(),
      verified: z.boolean(),
    }),
  ),
  mayChange: z.boolean(),
});
export type MaterialSettings = z.infer<typeof MaterialSettings>;

/** A topic from a day on: named, ordered, offered or not. */
export const SetTopic = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,58}$/),
  labelVi: z.string().trim().min(1).max(150),
  labelEn: z.string().trim().min(1).max(150),
  position: z.int().min(0).max(1000),
  active: z.boolean(),
  from: z.iso.date(),
  legalBasis: z.string().trim().min(1).max(300),
});
export const TopicSetting = SetTopic.omit({ from: true }).extend({
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type TopicSetting = z.infer<typeof TopicSetting>;
