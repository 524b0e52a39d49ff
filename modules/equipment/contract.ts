import { z } from "zod";
import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";

/** Ids are UUIDs made by whoever creates the thing, or here; days YYYY-MM-DD in Vietnam; cost in whole đồng. */
const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Uuid = z.uuid();
const Made = z.uuid().optional();
const UnitId = z.int().positive();
const Code = z
  .string()
  .regex(/^[a-z][a-z-]*$/)
  .max(40);
const Note = z.string().trim().min(1).max(500).nullable().default(null);
const Place = z.string().trim().min(1).max(200);

export const conditions = ["good", "worn", "broken", "lost", "retired"] as const;
export const Condition = z.enum(conditions);
export type Condition = z.infer<typeof Condition>;
export const needStatuses = ["open", "planned", "met", "declined"] as const;
export type NeedStatus = (typeof needStatuses)[number];

export const AddEquipment = z.object({
  equipmentId: Made,
  unitId: UnitId,
  kind: Code,
  label: z.string().trim().min(1).max(200),
  inventoryNumber: z.string().trim().min(1).max(60).nullable().default(null),
  place: Place,
  condition: z.enum(["good", "worn", "broken"]).default("good"),
  acquiredOn: Day,
  source: z.string().max(40).describe("A funding source of budgets"),
  cost: z.int().min(0).max(1_000_000_000_000_000).nullable().default(null),
  sponsorshipId: Uuid.nullable().default(null),
});
export type AddEquipment = z.infer<typeof AddEquipment>;
/** A look at it: its state and where it stands; with `unitId` it goes to another unit. */
export const CheckEquipment = z.object({
  equipmentId: Uuid,
  version: z.int().positive(),
  onDate: Day,
  condition: Condition,
  place: Place,
  unitId: UnitId.nullable().default(null),
  note: Note,
});
export type CheckEquipment = z.infer<typeof CheckEquipment>;

export const LendEquipment = z.object({
  loanId: Made,
  equipmentId: Uuid,
  toUnitId: UnitId,
  purpose: z.string().trim().min(1).max(300),
  outOn: Day,
  dueOn: Day,
});
export type LendEquipment = z.infer<typeof LendEquipment>;
export const TakeBack = z.object({
  loanId: Uuid,
  backOn: Day,
  condition: z.enum(["good", "worn", "broken", "lost"]),
  note: Note,
});
export type TakeBack = z.infer<typeof TakeBack>;
export const ExtendLoan = z.object({ loanId: Uuid, dueOn: Day, note: Note });
export type ExtendLoan = z.infer<typeof ExtendLoan>;

export const ReportNeed = z.object({
  needId: Made,
  unitId: UnitId,
  year: z.int().min(2000).max(2200),
  kind: Code,
  quantity: z.int().min(1).max(10_000),
  reason: z.string().trim().min(1).max(500),
});
export type ReportNeed = z.infer<typeof ReportNeed>;
export const AnswerNeed = z.object({
  needId: Uuid,
  version: z.int().positive(),
  status: z.enum(["planned", "met", "declined"]),
  answer: z.string().trim().min(1).max(500),
});
export type AnswerNeed = z.infer<typeof AnswerNeed>;
export const SetKind = z.object({
  code: Code,
  nameVi: z.string().trim().min(1).max(150),
  nameEn: z.string().trim().min(1).max(150),
  legalBasis: z.string().trim().min(1).max(300),
  position: z.int().min(0).max(1000),
  from: Day,
});
export type SetKind = z.infer<typeof SetKind>;

const UnitRef = z.object({ id: z.int(), name: z.string() });
export const EquipmentKind = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  legalBasis: z.string(),
});
export type EquipmentKind = z.infer<typeof EquipmentKind>;
/** A kind's row with the days on which it holds. */
export const KindSetting = EquipmentKind.extend({
  position: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type KindSetting = z.infer<typeof KindSetting>;
export const LoanRow = z.object({
  id: z.string(),
  equipmentId: z.string(),
  label: z.string(),
  kind: z.string(),
  unit: UnitRef,
  to: UnitRef,
  purpose: z.string(),
  outOn: Day,
  dueOn: Day,
  backOn: Day.nullable(),
  conditionOut: Condition,
  conditionBack: Condition.nullable(),
  note: z.string().nullable(),
  overdue: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type LoanRow = z.infer<typeof LoanRow>;
export const EquipmentRow = z.object({
  id: z.string(),
  unit: UnitRef,
  /** Of today: what its unit has become; null where that was split, and it stands by itself. */
  now: UnitRef.nullable(),
  kind: z.string(),
  label: z.string(),
  inventoryNumber: z.string().nullable(),
  place: z.string(),
  condition: Condition,
  acquiredOn: Day,
  source: z.string(),
  cost: z.int().nullable(),
  lentTo: UnitRef.nullable(),
  dueOn: Day.nullable(),
  overdue: z.boolean(),
});
export type EquipmentRow = z.infer<typeof EquipmentRow>;
export const EquipmentPage = EquipmentRow.extend({
  version: z.int(),
  sponsor: z.string().nullable().describe("The organisation that gave it; of a private person no name is kept"),
  steps: z.array(
    z.object({ on: Day, condition: Condition, unit: UnitRef, place: z.string(), note: z.string().nullable() }),
  ),
  loans: z.array(LoanRow),
  mayWrite: z.boolean(),
});
export type EquipmentPage = z.infer<typeof EquipmentPage>;
export const NeedRow = z.object({
  id: z.string(),
  unit: UnitRef,
  year: z.int(),
  kind: z.string(),
  quantity: z.int(),
  reason: z.string(),
  status: z.enum(needStatuses),
  answer: z.string().nullable(),
  version: z.int(),
  mayAnswer: z.boolean(),
});
export type NeedRow = z.infer<typeof NeedRow>;
/** All that units below miss, by kind, beside what they have that works. */
export const NeedSum = z.object({
  kind: z.string(),
  have: z.int(),
  broken: z.int(),
  asked: z.int(),
  open: z.int(),
  units: z.int(),
});
export type NeedSum = z.infer<typeof NeedSum>;
