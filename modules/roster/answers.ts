import { z } from "zod";
import { Day } from "./contract.ts";

/** What the roster's routes answer. */
export const appointmentStates = ["coming", "current", "ending", "over"] as const;
export const AppointmentState = z.enum(appointmentStates);
export type AppointmentState = z.infer<typeof AppointmentState>;

export const AppointmentItem = z.object({
  id: z.string(),
  kind: z.string(),
  level: z.string().nullable(),
  core: z.boolean(),
  unitId: z.int(),
  unitName: z.string(),
  decisionSymbol: z.string().nullable(),
  decisionDate: Day.nullable(),
  decisionIssuer: z.string().nullable(),
  termFrom: Day,
  termTo: Day.nullable(),
  lastDay: Day.nullable().describe("Last day held where it was ended before its term"),
  endReason: z.string().nullable(),
  endNote: z.string().nullable(),
  state: AppointmentState,
  version: z.int(),
});
export type AppointmentItem = z.infer<typeof AppointmentItem>;

export const PersonItem = z.object({
  id: z.string(),
  fullName: z.string(),
  sortKey: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  position: z.string().nullable(),
  workplace: z.string().nullable(),
  officeContact: z.string().nullable(),
  workingLanguages: z.array(z.string()),
  topics: z.array(z.string()),
  version: z.int(),
  appointments: z.array(AppointmentItem).describe("Newest first"),
});
export type PersonItem = z.infer<typeof PersonItem>;

export const StandardItem = z.object({
  id: z.int(),
  kind: z.string(),
  text: z.object({ vi: z.string(), en: z.string() }),
  legalBasis: z.string(),
  from: Day.nullable(),
  to: Day.nullable(),
});
export type StandardItem = z.infer<typeof StandardItem>;

export const AttestationItem = z.object({
  appointmentId: z.string(),
  standardId: z.int(),
  met: z.boolean(),
  attestedOn: Day,
  decisionSymbol: z.string().nullable(),
});
export type AttestationItem = z.infer<typeof AttestationItem>;

export const HistoryItem = z.object({
  at: z.string(),
  userId: z.string(),
  byName: z.string().nullable(),
  action: z.string(),
  subjectId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type HistoryItem = z.infer<typeof HistoryItem>;

export const PersonDetail = PersonItem.extend({
  mayEdit: z.boolean(),
  standards: z.array(StandardItem).describe("Those that hold for the kinds of the person's appointments"),
  attestations: z.array(AttestationItem).describe("The newest of each appointment and standard"),
  history: z.array(HistoryItem),
});
export type PersonDetail = z.infer<typeof PersonDetail>;

const Label = z.object({ vi: z.string(), en: z.string() });
export const RosterCatalogue = z.object({
  kinds: z.array(
    z.object({
      id: z.string(),
      label: Label,
      hasLevel: z.boolean(),
      mayBeCore: z.boolean(),
      needsDecision: z.boolean(),
    }),
  ),
  levels: z.array(z.object({ id: z.string(), label: Label, from: Day.nullable(), to: Day.nullable() })),
  rules: z.array(
    z.object({
      kind: z.string(),
      level: z.string().nullable(),
      recognisedBy: Label,
      termMonths: z.int().nullable(),
      from: Day.nullable(),
      to: Day.nullable(),
      legalBasis: z.string(),
    }),
  ),
  standards: z.array(StandardItem),
});
export type RosterCatalogue = z.infer<typeof RosterCatalogue>;

export const QuotaItem = z.object({
  unitId: z.int(),
  unitName: z.string(),
  kind: z.string(),
  minimum: z.int(),
  maximum: z.int().nullable(),
  actual: z.int(),
  /** Negative: so many are missing; positive: so many above the maximum. */
  difference: z.int(),
  legalBasis: z.string(),
});
export type QuotaItem = z.infer<typeof QuotaItem>;

export const EndingItem = z.object({
  personId: z.string(),
  fullName: z.string(),
  appointmentId: z.string(),
  kind: z.string(),
  level: z.string().nullable(),
  unitId: z.int(),
  unitName: z.string(),
  lastDay: Day,
  daysLeft: z.int(),
});
export type EndingItem = z.infer<typeof EndingItem>;

export const SpeakerItem = z.object({
  id: z.string(),
  fullName: z.string(),
  kind: z.string(),
  level: z.string().nullable(),
  unitId: z.int(),
  unitName: z.string(),
});
export type SpeakerItem = z.infer<typeof SpeakerItem>;
