import { z } from "zod";

/** Ids are UUIDs made by whoever creates the thing; units are integer ids; days YYYY-MM-DD, months YYYY-MM in Vietnam; money is whole đồng. */
export const runStatuses = ["draft", "submitted", "approved", "discarded"] as const;
export const exceptionKinds = [
  "noRate",
  "twoRates",
  "overlap",
  "outsideTerm",
  "splitPlace",
  "overCap",
  "inAnotherRun",
] as const;
export const rateUnits = ["talk", "month"] as const;
export const runViews = ["open", "approved", "all"] as const;
export type RunStatus = (typeof runStatuses)[number];
export type RunView = (typeof runViews)[number];

const Uuid = z.uuid();
const UnitId = z.int().positive();
const Version = z.int().positive();
const Day = z.iso.date();
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const Reason = z.string().trim().min(1).max(500);
const Dong = z.int().min(1).max(1_000_000_000);

const rateFields = {
  scopeUnitId: UnitId,
  kind: z.string().min(1).max(60),
  level: z.string().min(1).max(40).nullable().default(null),
  coreOnly: z.boolean().default(false),
  per: z.enum(rateUnits),
  amount: Dong,
  mostTalks: z.int().min(1).max(1000).nullable().default(null),
  mostAmount: Dong.nullable().default(null),
  leastTalks: z.int().min(1).max(1000).nullable().default(null),
  legalBasis: z.string().trim().min(1).max(300),
  from: Day,
  /** The last day on which it holds; null: until it is ended. */
  until: Day.nullable().default(null),
};
/** pay.add-rate: what a resolution grants, from a day. */
export const AddRate = z.object({ rateId: Uuid, ...rateFields });
export type AddRate = z.infer<typeof AddRate>;
/** pay.correct-rate: while nothing was paid by it. */
export const CorrectRate = AddRate.extend({ version: Version });
/** pay.end-rate: its last day. */
export const EndRate = z.object({ rateId: Uuid, version: Version, until: Day.nullable() });

/** pay.make-run: a job computes it. */
export const MakeRun = z.object({ runId: Uuid, unitId: UnitId, month: Month });
export const RunRef = z.object({ runId: Uuid });
/** Names the version that was looked at, so that nobody acts on what changed under their eyes. */
export const RunSeen = RunRef.extend({ version: Version });
export const RunReason = RunSeen.extend({ reason: Reason });
/** pay.decide: one decision about several exceptions of one kind; `rateId` where a rate has to be chosen. */
export const DecideExceptions = RunRef.extend({
  kind: z.enum(exceptionKinds),
  about: z
    .array(z.object({ personId: Uuid, claim: z.string().max(120) }))
    .min(1)
    .max(500),
  decision: z.enum(["pay", "leave"]),
  rateId: Uuid.nullable().default(null),
  reason: Reason,
});
export type DecideExceptions = z.infer<typeof DecideExceptions>;
/** pay.approve-run: `activityId` where the checker says what it is paid from. */
export const ApproveRun = RunSeen.extend({ activityId: Uuid.nullable().optional() });
/** pay.set-budget: an activity of one of the unit's budget lines; null: not yet known. */
export const SetBudget = RunRef.extend({ activityId: Uuid.nullable() });
export const SetReference = RunRef.extend({ reference: z.string().trim().min(1).max(120).nullable() });
export const IssueSchedule = RunRef.extend({
  issuedOn: Day,
  signerName: z.string().trim().min(1).max(100),
  signerPosition: z.string().trim().min(1).max(300).nullable().default(null),
});

const RateWords = z.object({
  id: z.string(),
  scopeUnitId: z.int(),
  kind: z.string(),
  level: z.string().nullable(),
  coreOnly: z.boolean(),
  per: z.enum(rateUnits),
  amount: z.int(),
  mostTalks: z.int().nullable(),
  mostAmount: z.int().nullable(),
  leastTalks: z.int().nullable(),
  legalBasis: z.string(),
});
const AppointmentWords = z.object({
  id: z.string(),
  kind: z.string(),
  level: z.string().nullable(),
  core: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
});
const DecidedWords = z.object({
  kind: z.enum(exceptionKinds),
  decision: z.enum(["pay", "leave"]),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
/** How a line came about, as it was when it was computed. */
export const PayDerivation = z.object({
  /** A talk, a month of an appointment, or `gone`: nothing of what was paid stands any more. */
  what: z.enum(["talk", "month", "gone"]),
  heldOn: z.string().optional(),
  startsAt: z.string().optional(),
  placeId: z.int().optional(),
  rate: RateWords.optional(),
  /** The how-manieth paid talk of this person, month and resolution; what the month had used before; what a cap cut off. */
  order: z.int().optional(),
  usedBefore: z.int().optional(),
  cut: z.int().optional(),
  appointment: AppointmentWords.optional(),
  /** The talks that a month was paid for. */
  talkIds: z.array(z.string()).optional(),
  decisions: z.array(DecidedWords).optional(),
});
export type PayDerivation = z.infer<typeof PayDerivation>;

const Unit = z.object({ id: z.int(), name: z.string() });
const Person = z.object({ id: z.string(), name: z.string() });

export const PayRate = z.object({
  ...RateWords.shape,
  scope: Unit,
  /** The unit whose resolution it is has ended; it holds in its old places until another takes its place. */
  scopeEndedOn: z.string().nullable(),
  kindLabel: z.string(),
  levelLabel: z.string().nullable(),
  from: z.string(),
  until: z.string().nullable(),
  version: z.int(),
  /** Something was paid by it: it can be ended, not changed. */
  used: z.boolean(),
  mine: z.boolean(),
});
export type PayRate = z.infer<typeof PayRate>;
export const RateList = z.object({
  items: z.array(PayRate),
  kinds: z.array(z.object({ id: z.string(), label: z.string(), hasLevel: z.boolean(), mayBeCore: z.boolean() })),
  levels: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type RateList = z.infer<typeof RateList>;

export const RunRow = z.object({
  id: z.string(),
  unit: Unit,
  month: z.string(),
  number: z.int(),
  status: z.enum(runStatuses),
  total: z.int(),
  people: z.int(),
  lines: z.int(),
  undecided: z.int(),
  madeBy: z.string(),
  madeAt: z.string(),
  checkedBy: z.string().nullable(),
  checkedAt: z.string().nullable(),
});
export type RunRow = z.infer<typeof RunRow>;

export const RunPerson = z.object({ person: Person, lines: z.int(), amount: z.int(), differences: z.int() });
export type RunPerson = z.infer<typeof RunPerson>;
const TalkWords = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  heldOn: z.string(),
  place: z.string(),
});
export const RunException = z.object({
  person: Person,
  claim: z.string(),
  kind: z.enum(exceptionKinds),
  month: z.string(),
  talk: TalkWords.nullable(),
  otherTalk: TalkWords.nullable(),
  otherRun: z.object({ id: z.string(), unit: Unit, number: z.int(), month: z.string() }).nullable(),
  cut: z.int().nullable(),
  choices: z.array(RateWords.extend({ scope: Unit })),
  decision: z.enum(["pay", "leave"]).nullable(),
  rateId: z.string().nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
});
export type RunException = z.infer<typeof RunException>;
/** What a run may be paid from: an activity of a budget line, with what the line has left. */
export const PayBudget = z.object({
  activityId: z.string(),
  activity: z.string(),
  line: z.string(),
  sourceVi: z.string(),
  sourceEn: z.string(),
  year: z.int(),
  planned: z.int(),
  spent: z.int(),
  left: z.int(),
});
export type PayBudget = z.infer<typeof PayBudget>;
/** What a job is doing with a run, or why it could not. */
export const RunTask = z.object({
  id: z.string(),
  kind: z.enum(["compute", "submit"]),
  state: z.enum(["waiting", "running", "done", "failed"]),
  step: z.enum(["waiting", "gathering", "computing", "writing", "done"]),
  done: z.int(),
  total: z.int(),
  problem: z.string().nullable().describe("Why it ended without effect"),
  askedBy: z.string(),
});
export type RunTask = z.infer<typeof RunTask>;
export const RunPage = RunRow.extend({
  version: z.int(),
  task: RunTask.nullable().describe("Under way, or the last one where it failed"),
  inWords: z.string(),
  contentHash: z.string(),
  computedAt: z.string(),
  submittedAt: z.string().nullable(),
  reason: z.string().nullable(),
  accountingReference: z.string().nullable(),
  budget: z
    .object({
      activityId: z.string(),
      lineId: z.string(),
      activity: z.string(),
      line: z.string(),
      chosenBy: z.string(),
    })
    .nullable()
    .describe("What it is paid from"),
  postedAt: z.string().nullable().describe("When its total was entered there"),
  document: z.object({ id: z.string(), symbol: z.string(), issuedOn: z.string(), fileName: z.string() }).nullable(),
  payees: z.array(RunPerson),
  exceptions: z.array(RunException),
  /** What the caller may do to it now. */
  may: z.object({ write: z.boolean(), check: z.boolean() }),
  /** Why the caller may not check it although their role would let them. */
  whyNotCheck: z.enum(["maker", "paid"]).nullable(),
});
export type RunPage = z.infer<typeof RunPage>;

export const RunLine = z.object({
  id: z.string(),
  person: Person,
  claim: z.string(),
  turn: z.int(),
  amount: z.int(),
  entitled: z.int(),
  paidBefore: z.int(),
  month: z.string(),
  talk: TalkWords.nullable(),
  /** The talk as it was when this was computed; null where it has not changed since. */
  talkChangedSince: z.boolean(),
  rateScope: Unit.nullable(),
  talks: z.array(TalkWords),
  earlier: z.array(
    z.object({ runId: z.string(), month: z.string(), number: z.int(), unit: z.string(), amount: z.int() }),
  ),
  derivation: PayDerivation,
});
export type RunLine = z.infer<typeof RunLine>;

/** A line as its own person sees it, at the desk or on the phone. */
export const OwnLine = z.object({
  id: z.string(),
  runUnit: z.string(),
  runMonth: z.string(),
  runNumber: z.int(),
  approvedOn: z.string(),
  month: z.string(),
  amount: z.int(),
  paidBefore: z.int(),
  talk: TalkWords.nullable(),
  perMonth: z.boolean(),
  rateAmount: z.int().nullable(),
  legalBasis: z.string().nullable(),
  cut: z.int(),
});
export type OwnLine = z.infer<typeof OwnLine>;

/** A month with verified talks that no approved or open run of the unit or above it covers. */
export const OpenMonth = z.object({ unit: Unit, month: z.string(), talks: z.int() });
export type OpenMonth = z.infer<typeof OpenMonth>;
