import { z } from "zod";

import { isCivilDate, type CivilDate } from "#kernel/civil-date.ts";

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Uuid = z.uuid();
const UnitId = z.int().positive();
const Code = z
  .string()
  .regex(/^[a-z][a-zA-Z-]*$/)
  .max(40);
const Note = z.string().trim().max(500).nullable().default(null);

/** What is handed over: read aloud, shown as a text, or sent as a few words. */
export const channelForms = ["speech", "text", "short"] as const;

export const PlanChannels = z.object({
  versionId: Uuid.describe("The approved version that goes out"),
  plans: z
    .array(z.object({ id: Uuid, channel: Code, unitId: UnitId.describe("Who publishes it"), dueOn: Day, note: Note }))
    .min(1)
    .max(200),
});
export const CancelPlan = z.object({ planId: Uuid, reason: z.string().trim().min(1).max(300) });
export const MovePlan = z.object({ planId: Uuid, dueOn: Day, note: Note });

/** What a person published: at least a link or a reference says where it can be seen. */
const published = {
  publishedOn: Day,
  place: z.string().trim().min(1).max(300).describe("Where: the station and hour, the board, the page"),
  link: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable()
    .default(null),
  reference: z.string().trim().max(200).nullable().default(null).describe("Number of the issue, of the broadcast log"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(20)
    .default("vi"),
};
export const RecordPublication = z.object({
  publicationId: Uuid,
  planId: Uuid.nullable().default(null),
  versionId: Uuid,
  channel: Code,
  unitId: UnitId,
  ...published,
});
export const TakeDown = z.object({ publicationId: Uuid, on: Day, note: Note });
export const StrikePublication = z.object({ publicationId: Uuid, reason: z.string().trim().min(1).max(300) });

export const SetChannel = z.object({
  code: Code,
  nameVi: z.string().trim().min(1).max(150),
  nameEn: z.string().trim().min(1).max(150),
  form: z.enum(channelForms),
  longest: z.int().min(20).max(5000).nullable(),
  position: z.int().min(0).max(1000),
  legalBasis: z.string().trim().min(1).max(300),
  from: Day,
});

export const Channel = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  form: z.enum(channelForms),
  longest: z.int().nullable(),
  position: z.int(),
  legalBasis: z.string(),
});
export type Channel = z.infer<typeof Channel>;
/** A channel's row with the days on which it holds. */
export const ChannelSetting = Channel.extend({ from: z.string().nullable(), to: z.string().nullable() });
export type ChannelSetting = z.infer<typeof ChannelSetting>;

const UnitRef = z.object({ id: z.int(), name: z.string() });
export const planStates = ["open", "overdue", "done", "cancelled"] as const;
export const PlanState = z.enum(planStates);
export type PlanState = z.infer<typeof PlanState>;

export const PlanRow = z.object({
  id: z.string(),
  materialId: z.string(),
  versionId: z.string(),
  title: z.string(),
  number: z.int(),
  recalled: z.boolean().describe("The version was recalled since: it must not go out any more"),
  channel: z.string(),
  unit: UnitRef,
  dueOn: Day,
  note: z.string().nullable(),
  state: PlanState,
  cancelReason: z.string().nullable(),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PublicationRow = z.object({
  id: z.string(),
  materialId: z.string(),
  versionId: z.string(),
  title: z.string(),
  number: z.int(),
  topic: z.string(),
  channel: z.string(),
  unit: UnitRef,
  publishedOn: Day,
  place: z.string(),
  link: z.string().nullable(),
  reference: z.string().nullable(),
  language: z.string(),
  takenDownOn: Day.nullable(),
  takenDownNote: z.string().nullable(),
  struck: z.string().nullable().describe("Why it is struck out of the register"),
  mustGo: z.boolean().describe("The material was recalled and this is still up"),
});
export type PublicationRow = z.infer<typeof PublicationRow>;

const under = z.coerce.number().int().positive().optional();
export const PlanFilter = z.object({
  state: PlanState.optional(),
  channel: Code.optional(),
  materialId: Uuid.optional(),
  under,
});
export type PlanFilter = z.infer<typeof PlanFilter>;
export const PublicationFilter = z.object({
  q: z.string().trim().max(200).optional(),
  channel: Code.optional(),
  topic: z.string().max(60).optional(),
  standing: z.enum(["up", "mustGo", "down", "struck"]).optional(),
  materialId: Uuid.optional(),
  from: Day.optional(),
  to: Day.optional(),
  under,
});
export type PublicationFilter = z.infer<typeof PublicationFilter>;

/** Publications of a span of days by topic and channel: acts of offices, no people behind them. */
export const ChannelMix = z.object({
  from: Day,
  to: Day,
  cells: z.array(z.object({ topic: z.string(), channel: z.string(), publications: z.int() })),
});
export type ChannelMix = z.infer<typeof ChannelMix>;

export const packageRefusals = ["draft", "recalled", "superseded", "expired", "early"] as const;

/** A version with its ways out. */
export const ChannelPage = z.object({
  materialId: z.string(),
  versionId: z.string(),
  number: z.int(),
  title: z.string(),
  topic: z.string(),
  issuer: UnitRef,
  source: z.string().nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  refused: z.enum(packageRefusals).nullable().describe("Why it may not go out; null: it may"),
  currentVersionId: z.string().nullable().describe("The version in use, where that is another one"),
  readingSeconds: z.int().nullable().describe("Read for the loudspeaker; null where no speed is configured"),
  audio: z.int(),
  images: z.int(),
  languages: z.array(z.string()),
  mayPlan: z.boolean(),
});
export type ChannelPage = z.infer<typeof ChannelPage>;
