import { z } from "zod";
import { measures, periodPattern, ruleCodes } from "./measures.ts";

export const Measure = z.enum(measures);

export const OverviewView = z.enum(["as-was", "as-is"]);
export type OverviewView = z.infer<typeof OverviewView>;
export const PeriodText = z
  .string()
  .regex(periodPattern, "overview.bad-period")
  .describe("2026, 2026-H1, 2026-Q3 or 2026-07");

export const OverviewQuery = z.object({ period: PeriodText.optional(), view: OverviewView.default("as-is") });

/** What a figure is compared with; null: nothing to compare with, or a group too small to be told. */
export const OverviewFigure = z.object({
  measure: Measure,
  value: z.number().nullable(),
  /** Over how many: places, talks, questions, answers, kits; null where that may not be told. */
  of: z.int().nullable(),
  low: z.number().nullable().describe("Understanding: the 95 % interval of the change"),
  high: z.number().nullable(),
  /** The months of the period that are over, where it is still running; else the same as `value`. */
  compared: z.number().nullable(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
  target: z
    .object({ id: z.string(), value: z.number(), period: z.string(), unit: z.string(), legalBasis: z.string() })
    .nullable(),
});
export type OverviewFigure = z.infer<typeof OverviewFigure>;

export const OverviewPlace = z.object({
  line: z.enum(["unit", "self", "unattributable"]),
  unitId: z.int().nullable(),
  name: z.string(),
  code: z.string().nullable(),
  talks: z.int(),
  attendance: z.int(),
  waiting: z.int().describe("Held, not verified yet"),
  previous: z.int().describe("Talks of the period before"),
  months: z
    .int()
    .describe("Months of the period so far in which the place existed; 0 where it is no place to be covered"),
  emptyMonths: z.int(),
  questionsDue: z.int().nullable().describe("Null: fewer than may be told"),
  questionsInTime: z.int().nullable(),
});
export type OverviewPlace = z.infer<typeof OverviewPlace>;

export const OverviewMonth = z.object({
  month: z.string().describe("2026-07"),
  talks: z.int(),
  attendance: z.int(),
  covered: z.int(),
  places: z.int(),
  arrived: z.int(),
  arrivedInTime: z.int(),
  questionsDue: z.int().nullable(),
  questionsInTime: z.int().nullable(),
});
export type OverviewMonth = z.infer<typeof OverviewMonth>;

export const UnderstandingRow = z.object({
  of: z.enum(["now", "previous", "lastYear"]),
  period: z.string(),
  talks: z.int(),
  answersBefore: z.int(),
  answersAfter: z.int(),
  before: z.number().describe("Per cent right"),
  after: z.number(),
  change: z.number().describe("Points"),
  low: z.number(),
  high: z.number(),
  verdict: z.enum(["up", "down", "unclear"]),
});
export type UnderstandingRow = z.infer<typeof UnderstandingRow>;

export const OverviewKit = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  happenedOn: z.string(),
  dueOn: z.string(),
  approvedOn: z.string().nullable(),
  talkOn: z.string().nullable(),
  daysToApproval: z.int().nullable(),
  daysToTalk: z.int().nullable(),
  inTime: z.boolean(),
});
export type OverviewKit = z.infer<typeof OverviewKit>;

export const OverviewPlan = z.object({
  id: z.string(),
  title: z.string(),
  symbol: z.string().nullable(),
  ownPlansBy: z.string(),
  units: z.int().describe("Units that were given something and must have their own plan"),
  inTime: z.int(),
  late: z.int().describe("Issued after the day"),
  missing: z.int().describe("Not issued yet"),
});
export type OverviewPlan = z.infer<typeof OverviewPlan>;

/** What may be said of questions outside: sums of cells that were counted once (server/release.ts). */
export const PrintedAnswers = z.object({
  value: z.number().nullable(),
  of: z.int().nullable(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
  through: z.string().nullable().describe("Of a period that is not counted to its end: the last quarter that is in it"),
  opensOn: z
    .string()
    .nullable()
    .describe("From this day on the next quarter of the period may be counted; null: all are"),
  afterDays: z.int(),
});
export type PrintedAnswers = z.infer<typeof PrintedAnswers>;

export const OverviewPage = z.object({
  unit: z.object({ id: z.int(), name: z.string(), level: z.string() }),
  above: z.object({ id: z.int(), name: z.string() }).nullable(),
  below: z.enum(["commune", "group", "none"]),
  period: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  previousPeriod: z.string(),
  lastYearPeriod: z.string(),
  running: z.boolean(),
  comparedMonths: z.int().describe("Of a running period: how many of its months are over and are compared"),
  view: OverviewView,
  asOf: z.string(),
  threshold: z.int().describe("Groups under this are not told"),
  recordRule: z.object({ days: z.int(), legalBasis: z.string() }),
  figures: z.array(OverviewFigure),
  printed: PrintedAnswers.describe("For what leaves the house, in place of the figure of answers"),
  places: z.array(OverviewPlace),
  months: z.array(OverviewMonth),
  arrivals: z.array(z.object({ days: z.int().describe("31: a month or more"), talks: z.int() })),
  understanding: z.array(UnderstandingRow),
  kits: z.array(OverviewKit),
  plans: z.array(OverviewPlan),
  reportId: z.string().nullable().describe("The report of the same unit and period"),
  maySetTargets: z.boolean(),
});
export type OverviewPage = z.infer<typeof OverviewPage>;

const PlanCounts = {
  tasks: z.int(),
  done: z.int(),
  late: z.int(),
  onTime: z.int(),
  unknown: z.int(),
  targets: z.int(),
  targetsReached: z.int(),
};
/** Tasks that units were given and reports that they owed, as of the period's last day. */
export const OverviewWork = z.object({
  asOfDay: z.string(),
  plans: z.object(PlanCounts),
  units: z.array(z.object({ unitId: z.int(), name: z.string(), ...PlanCounts })),
  reports: z.object({
    due: z.int(),
    inTime: z.int(),
    late: z.int(),
    missing: z.int(),
    medianDays: z.number().nullable().describe("Between the day a report was due and the day it came; below 0: early"),
  }),
});
export type OverviewWork = z.infer<typeof OverviewWork>;

export const OverviewTalk = z.object({
  talkId: z.string(),
  number: z.string(),
  heldOn: z.string(),
  title: z.string(),
  place: z.string(),
  status: z.string(),
  attendance: z.int(),
  daysToRecord: z.int().nullable(),
});
export type OverviewTalk = z.infer<typeof OverviewTalk>;

export const OverviewTarget = z.object({
  id: z.string(),
  unitId: z.int(),
  unit: z.string(),
  measure: Measure,
  period: z.string(),
  value: z.number(),
  legalBasis: z.string(),
  setOn: z.string(),
  endedOn: z.string().nullable(),
  endedReason: z.string().nullable(),
  mayEnd: z.boolean(),
});
export type OverviewTarget = z.infer<typeof OverviewTarget>;

export const SetTarget = z.object({
  id: z.uuid(),
  unitId: z.int().positive(),
  measure: Measure,
  period: PeriodText,
  value: z.number().positive().max(1_000_000_000),
  legalBasis: z.string().trim().min(1).max(300).describe("The decision or plan that sets it, with its symbol"),
});
export const ReleaseOverviews = z.object({});

export const SetRule = z.object({
  code: z.enum(ruleCodes),
  days: z.int().min(0).max(180),
  legalBasis: z.string().trim().min(1).max(300),
  from: z.iso.date(),
});
export const RuleSetting = z.object({
  code: z.enum(ruleCodes),
  days: z.int(),
  legalBasis: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type RuleSetting = z.infer<typeof RuleSetting>;

export const EndTarget = z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(300) });
