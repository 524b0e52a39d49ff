import { z } from "zod";
import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";

/** Ids are UUIDs made by whoever creates the thing; days YYYY-MM-DD in Vietnam; all money is whole đồng. */
const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;
const Uuid = z.uuid();
/** Made by who asks, or here; a repeat is known by the command's own id. */
const Made = z.uuid().optional();
const UnitId = z.int().positive();
const Line = z.string().trim().min(1).max(300);
const Reason = z.string().trim().min(1).max(500);
const Reference = z.string().trim().min(1).max(200).describe("Number of the voucher or the decision");
const Note = z.string().trim().min(1).max(500).nullable().default(null);
export const Year = z.int().min(2000).max(2200);
/** One movement: at most a million billion, so that every sum stays a safe integer. */
export const mostDong = 1_000_000_000_000_000;
export const Dong = z.int().min(1).max(mostDong).describe("Whole đồng");

export const activityKinds = ["planTask", "talk", "dialogue", "kit", "other"] as const;
export const ActivityKind = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof ActivityKind>;
export const entryKinds = ["income", "allocation", "return", "spending", "lapse", "carry", "handover"] as const;
export type EntryKind = (typeof entryKinds)[number];
export const moneyViews = ["asIs", "asWas"] as const;
export type MoneyView = (typeof moneyViews)[number];

/** What every movement says of itself. */
const movement = { entryId: Made, amount: Dong, onDate: Day, reference: Reference, note: Note };

export const OpenLine = z.object({
  lineId: Made,
  unitId: UnitId,
  year: Year,
  source: z.string().max(40),
  title: Line,
  ...movement,
});
export type OpenLine = z.infer<typeof OpenLine>;
export const AddIncome = z.object({ lineId: Uuid, ...movement });
export type AddIncome = z.infer<typeof AddIncome>;

/** Handed down to several units at once, all of it or nothing. */
export const Allocate = z.object({
  lineId: Uuid,
  onDate: Day,
  reference: Reference,
  note: Note,
  shares: z
    .array(z.object({ entryId: Made, unitId: UnitId, amount: Dong }))
    .min(1)
    .max(200),
});
export type Allocate = z.infer<typeof Allocate>;
export const ReturnMoney = z.object({ lineId: Uuid, ...movement });
export type ReturnMoney = z.infer<typeof ReturnMoney>;

const Purpose = z.object({
  kind: ActivityKind,
  refId: Uuid.nullable().default(null).describe("The task, talk, dialogue or kit; none for another"),
  title: Line.nullable().default(null).describe("Needed for another; else the thing's own is taken"),
});
export const AddActivity = Purpose.extend({
  activityId: Made,
  lineId: Uuid,
  planned: z.int().min(0).max(mostDong).default(0),
});
export type AddActivity = z.infer<typeof AddActivity>;
export const PlanActivity = z.object({
  activityId: Uuid,
  planned: z.int().min(0).max(mostDong).describe("What is planned from now on"),
  reason: Reason,
});
export type PlanActivity = z.infer<typeof PlanActivity>;

export const Spend = z.object({ activityId: Uuid, ...movement });
export type Spend = z.infer<typeof Spend>;
export const Reverse = z.object({
  entryId: Made.describe("Of the counter-entry"),
  reversesId: Uuid,
  onDate: Day,
  reason: Reason,
  instead: z
    .object({ entryId: Made, amount: Dong, onDate: Day, reference: Reference })
    .nullable()
    .default(null)
    .describe("The same movement as it should have been"),
});
export type Reverse = z.infer<typeof Reverse>;

export const AllowOver = z.object({
  lineId: Uuid,
  amount: z
    .int()
    .min(-mostDong)
    .max(mostDong)
    .refine((n) => n !== 0, "field.invalid")
    .describe("By how much the line may go further below nothing; negative: that much less"),
  reason: Reason,
  reference: Reference,
});
export type AllowOver = z.infer<typeof AllowOver>;
export const HandOver = z.object({
  lineId: Uuid,
  toUnitId: UnitId.nullable().default(null).describe("Needed where the unit was split"),
  amount: Dong.nullable().default(null).describe("All that is left, where it is not said"),
  onDate: Day,
  reference: Reference,
});
export type HandOver = z.infer<typeof HandOver>;

export const restWays = ["return", "lapse", "carry"] as const;
export const CloseYear = z.object({
  unitId: UnitId,
  year: Year,
  onDate: Day,
  reference: Reference,
  note: Note,
  rests: z
    .array(z.object({ lineId: Uuid, way: z.enum(restWays) }))
    .max(200)
    .default([]),
});
export type CloseYear = z.infer<typeof CloseYear>;
export const SetPublicity = z.object({ unitId: UnitId, year: Year, public: z.boolean() });
export type SetPublicity = z.infer<typeof SetPublicity>;

export const SetSource = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z-]*$/)
    .max(40),
  nature: z.enum(["state", "sponsorship"]),
  nameVi: z.string().trim().min(1).max(150),
  nameEn: z.string().trim().min(1).max(150),
  legalBasis: z.string().trim().min(1).max(300),
  position: z.int().min(0).max(1000),
  from: Day,
});
export type SetSource = z.infer<typeof SetSource>;

export const sponsorKinds = ["organisation", "individual"] as const;
export const RecordSponsorship = z.object({
  sponsorshipId: Made,
  unitId: UnitId,
  year: Year,
  source: z.string().max(40).default("sponsorship"),
  receivedOn: Day,
  sponsorKind: z.enum(sponsorKinds),
  sponsorName: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe("Of an organisation or a company; of a private person none is ever kept"),
  amount: Dong,
  purpose: z.string().trim().min(1).max(500),
  reference: Reference.describe("The document by which it was taken in"),
});
export type RecordSponsorship = z.infer<typeof RecordSponsorship>;
export const StrikeSponsorship = z.object({ sponsorshipId: Uuid, onDate: Day, reason: Reason });
export type StrikeSponsorship = z.infer<typeof StrikeSponsorship>;

export const FundingSource = z.object({
  code: z.string(),
  nature: z.enum(["state", "sponsorship"]),
  nameVi: z.string(),
  nameEn: z.string(),
  legalBasis: z.string(),
});
export type FundingSource = z.infer<typeof FundingSource>;

/** A source's row with the days on which it holds. */
export const SourceSetting = FundingSource.extend({
  position: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type SourceSetting = z.infer<typeof SourceSetting>;

const UnitRef = z.object({ id: z.int(), name: z.string() });
/** The sums of one line or of several; every one of them a plain sum of movements. */
export const Sums = z.object({
  income: z.int().describe("From outside: estimates, sponsorship, carried over from the year before"),
  taken: z.int().describe("Handed down from above"),
  given: z.int().describe("Handed further down"),
  spent: z.int(),
  lapsed: z.int(),
  carried: z.int(),
  handed: z.int().describe("Handed over to what the unit became, less what was taken over"),
  available: z.int(),
  allowed: z.int().describe("How far below nothing a decision lets it go"),
  planned: z.int().describe("For its activities"),
});
export type Sums = z.infer<typeof Sums>;
export const MoneyLine = Sums.extend({
  id: z.string(),
  unit: UnitRef,
  year: z.int(),
  source: z.string(),
  title: z.string(),
  closed: z.boolean(),
  ended: z.boolean().describe("A reorganisation ended its unit: what is left waits to be handed over"),
});
export type MoneyLine = z.infer<typeof MoneyLine>;
export const MoneyRow = z.object({
  unit: UnitRef,
  split: z.boolean().describe("As it is: its unit was split, so it stands on its own line"),
  sums: Sums,
  lines: z.array(MoneyLine),
});
export type MoneyRow = z.infer<typeof MoneyRow>;
export const MoneyUse = z.object({ kind: ActivityKind, planned: z.int(), spent: z.int(), activities: z.int() });
export const MoneyYear = z.object({
  year: z.int(),
  view: z.enum(moneyViews),
  rows: z.array(MoneyRow),
  total: Sums.extend({
    funds: z.int().describe("What there is for all of them together, without counting twice what was handed down"),
  }),
  uses: z.array(MoneyUse),
  public: z.boolean(),
  mayPublish: z.boolean(),
});
export type MoneyYear = z.infer<typeof MoneyYear>;

export const Activity = z.object({
  id: z.string(),
  lineId: z.string(),
  kind: ActivityKind,
  refId: z.string().nullable(),
  title: z.string(),
  planned: z.int(),
  spent: z.int(),
});
export type Activity = z.infer<typeof Activity>;
export const MoneyEntry = z.object({
  id: z.string(),
  kind: z.enum(entryKinds),
  incoming: z.boolean().describe("Seen from this line"),
  amount: z.int().describe("Negative: a counter-entry"),
  onDate: z.string(),
  reference: z.string(),
  note: z.string().nullable(),
  other: z.object({ lineId: z.string(), unit: UnitRef }).nullable(),
  activity: z.object({ id: z.string(), title: z.string() }).nullable(),
  reversesId: z.string().nullable(),
  reversed: z.boolean(),
  reason: z.string().nullable(),
  mayReverse: z.boolean(),
});
export type MoneyEntry = z.infer<typeof MoneyEntry>;
export const LinePage = MoneyLine.extend({
  nature: z.enum(["state", "sponsorship"]),
  parent: z.object({ id: z.string(), unit: UnitRef }).nullable(),
  children: z.array(MoneyLine),
  activities: z.array(Activity),
  allowances: z.array(z.object({ amount: z.int(), reason: z.string(), reference: z.string(), on: z.string() })),
  successors: z.array(UnitRef).describe("Of a unit that was ended"),
  mayWrite: z.boolean(),
  mayDecide: z.boolean(),
});
export type LinePage = z.infer<typeof LinePage>;

export const SponsorshipRow = z.object({
  id: z.string(),
  unit: UnitRef,
  lineId: z.string(),
  receivedOn: z.string(),
  sponsorKind: z.enum(sponsorKinds),
  sponsorName: z.string().nullable(),
  amount: z.int(),
  purpose: z.string(),
  reference: z.string(),
  struck: z.string().nullable(),
  mayStrike: z.boolean(),
});
export type SponsorshipRow = z.infer<typeof SponsorshipRow>;
/** What money may be meant for. */
export const SpendingThing = z.object({
  id: z.string(),
  title: z.string(),
  on: z.string().nullable(),
  unitName: z.string(),
});
export type SpendingThing = z.infer<typeof SpendingThing>;
