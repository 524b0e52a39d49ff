import { z } from "zod";

import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(20);

export const kitTriggers = ["project", "sensitive", "event"] as const;
export const KitTrigger = z.enum(kitTriggers);
export type KitTrigger = z.infer<typeof KitTrigger>;
export const kitItemKinds = ["factSheet", "questionsAnswers", "languageVersion"] as const;
export const KitItemKind = z.enum(kitItemKinds);
export type KitItemKind = z.infer<typeof KitItemKind>;
export const KitStatus = z.enum(["open", "closed", "cancelled"]);
export type KitStatus = z.infer<typeof KitStatus>;

export const OpenKit = z.object({
  id: z.uuid(),
  unitId: z.int().positive().describe("Who has to make it ready"),
  placeUnitId: z.int().positive().describe("Whose people it concerns"),
  trigger: KitTrigger,
  title: z.string().trim().min(1).max(200),
  topic: z.string().max(60),
  matter: z.string().trim().max(4000).default(""),
  happenedOn: Day.describe("The day of the event, or on which the project was decided or the matter arose"),
  nextUpdateOn: Day.nullable().default(null),
  languages: z.array(Language).max(16).default([]).describe("Languages beside Vietnamese that the people there need"),
});
export type OpenKit = z.infer<typeof OpenKit>;
export const EditKit = z.object({
  id: z.uuid(),
  seenVersion: z.int().positive(),
  title: OpenKit.shape.title,
  topic: OpenKit.shape.topic,
  matter: z.string().trim().max(4000),
  nextUpdateOn: Day.nullable(),
});
export const LinkKitItem = z.object({ id: z.uuid(), itemId: z.uuid(), materialId: z.uuid().nullable() });
export const CloseKit = z.object({
  id: z.uuid(),
  seenVersion: z.int().positive(),
  cancelled: z.boolean().default(false),
  reason: z.string().trim().min(1).max(500).nullable().default(null),
});
export const SetKitDeadline = z.object({
  trigger: KitTrigger,
  days: z.int().min(0).max(365),
  from: Day,
  legalBasis: z.string().trim().min(1).max(300),
});

export const KitItem = z.object({
  id: z.string(),
  kind: KitItemKind,
  language: z.string().nullable(),
  material: z.object({ id: z.string(), title: z.string() }).nullable(),
  state: z.enum(["missing", "inWork", "ready"]),
});
export type KitItem = z.infer<typeof KitItem>;

export const KitRow = z.object({
  id: z.string(),
  version: z.int(),
  unit: z.object({ id: z.int(), name: z.string() }),
  place: z.object({ id: z.int(), name: z.string() }),
  trigger: KitTrigger,
  title: z.string(),
  topic: z.string(),
  matter: z.string(),
  happenedOn: Day,
  openedOn: Day,
  dueOn: Day,
  dueDays: z.int(),
  dueBasis: z.string(),
  nextUpdateOn: Day.nullable(),
  status: KitStatus,
  closeReason: z.string().nullable(),
  items: z.array(KitItem),
  ready: z.int().describe("Items that are ready"),
  overdue: z.boolean().describe("Open, past its day, and something is not ready"),
  approvedOn: Day.nullable(),
  approvedMaterialId: z.string().nullable(),
  talkOn: Day.nullable(),
  talkId: z.string().nullable(),
  daysToApproval: z
    .int()
    .nullable()
    .describe("From the matter to the first approval; 0 where it was there already, below 0 before an event"),
  daysToTalk: z.int().nullable().describe("From the approval, or the matter where that came later, to the first talk"),
});
export type KitRow = z.infer<typeof KitRow>;
export const KitPage = KitRow.extend({ mayEdit: z.boolean() });
export type KitPage = z.infer<typeof KitPage>;

export const KitFilter = z.object({
  q: z.string().trim().max(200).optional(),
  status: KitStatus.optional(),
  trigger: KitTrigger.optional(),
  under: z.coerce.number().int().positive().optional(),
});
export type KitFilter = z.infer<typeof KitFilter>;

/** How fast, by unit: over the kits whose matter lies in the period. */
export const KitTimeliness = z.object({
  unit: z.object({ id: z.int(), name: z.string() }),
  kits: z.int(),
  approved: z.int(),
  inTime: z.int().describe("Approved on or before the due day"),
  talked: z.int(),
  medianToApproval: z.number().nullable(),
  medianToTalk: z.number().nullable(),
});
export type KitTimeliness = z.infer<typeof KitTimeliness>;

export const KitDeadline = z.object({
  trigger: KitTrigger,
  days: z.int(),
  from: Day.nullable(),
  to: Day.nullable(),
  legalBasis: z.string(),
});
export type KitDeadline = z.infer<typeof KitDeadline>;

/** An event that opens its kit by itself, `leadDays` before; it is stopped, never changed. */
export const AddKitEvent = z.object({
  id: z.uuid(),
  unitId: z.int().positive().describe("Who has to make the kit ready"),
  placeUnitId: z.int().positive().describe("Whose people it concerns"),
  title: z.string().trim().min(1).max(200),
  topic: z.string().max(60),
  matter: z.string().trim().max(4000).default(""),
  happensOn: Day,
  yearly: z.boolean(),
  leadDays: z.int().min(1).max(365),
  languages: z.array(Language).max(16).default([]),
  legalBasis: z.string().trim().min(1).max(300),
});
export type AddKitEvent = z.infer<typeof AddKitEvent>;
export const StopKitEvent = z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(500) });
export const OpenEventKits = z.object({ on: Day });
export const KitEvent = z.object({
  id: z.string(),
  unit: z.object({ id: z.int(), name: z.string() }),
  place: z.object({ id: z.int(), name: z.string() }),
  title: z.string(),
  topic: z.string(),
  happensOn: Day,
  yearly: z.boolean(),
  leadDays: z.int(),
  legalBasis: z.string(),
  stoppedOn: Day.nullable(),
  stopReason: z.string().nullable(),
  next: Day.nullable().describe("The next time that it comes; null where it is past or stopped"),
  opensOn: Day.nullable().describe("The day on which the kit for that is opened"),
  kits: z.array(z.object({ id: z.string(), happensOn: Day })),
  mayStop: z.boolean(),
});
export type KitEvent = z.infer<typeof KitEvent>;
