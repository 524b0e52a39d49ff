import { z } from "zod";
import { isCivilDate, type CivilDate } from "#kernel/civil-date.ts";

/**
 * All of the roster that crosses the wire. Days are YYYY-MM-DD in Vietnam; a term's last day is
 * inclusive here and everywhere a person sees it (the database keeps half-open ranges).
 */
export const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as unknown as z.ZodType<
  CivilDate,
  CivilDate
>;
const Uuid = z.uuid();
const UnitId = z.int().positive();
const Line = z.string().trim().min(1).max(200);

export const endReasons = ["termOver", "moved", "released", "resigned", "retired", "unitReorganised", "other"] as const;
export const EndReason = z.enum(endReasons);
export type EndReason = z.infer<typeof EndReason>;

/** Kinds and levels are rows of configuration; these are the ids that the product brings along. */
export const KindId = z.string().min(1).max(40);
export const LevelId = z.string().min(1).max(40);

/** Official data only. What is not here (ethnicity, religion, party, citizen number, birth) has no place anywhere. */
export const PersonFacts = z.object({
  fullName: z.string().trim().min(1).max(120),
  unitId: UnitId,
  position: Line.nullable().default(null).describe("Official position"),
  workplace: Line.nullable().default(null).describe("Place of work as the unit writes it"),
  officeContact: Line.nullable().default(null).describe("Telephone or mail of the office, not private"),
  workingLanguages: z.array(z.string().min(2).max(12)).max(20).default(["vi"]).describe("BCP-47 tags"),
  topics: z.array(z.string().trim().min(1).max(100)).max(20).default([]).describe("Fields the person speaks on"),
});
export type PersonFacts = z.infer<typeof PersonFacts>;

export const AppointmentFacts = z.object({
  kind: KindId,
  level: LevelId.nullable().default(null),
  core: z.boolean().default(false).describe("The paid core of grassroots communicators"),
  unitId: UnitId,
  decisionSymbol: Line.nullable().default(null),
  decisionDate: Day.nullable().default(null),
  decisionIssuer: Line.nullable().default(null),
  termFrom: Day,
  termTo: Day.nullable().default(null).describe("Last day of the term; null where the decision names none"),
});
export type AppointmentFacts = z.infer<typeof AppointmentFacts>;

const NewAppointment = AppointmentFacts.extend({ appointmentId: Uuid });

/** Nobody is on the roster without an appointment, so a person comes with the first. */
export const AddPerson = PersonFacts.extend({ personId: Uuid, sortKey: Line.optional(), appointment: NewAppointment });
export type AddPerson = z.infer<typeof AddPerson>;

const editable = {
  fullName: PersonFacts.shape.fullName.optional(),
  sortKey: Line.optional().describe("Given name first: “Hà, Nguyễn Thị Thu”"),
  unitId: UnitId.optional(),
  position: Line.nullable().optional(),
  workplace: Line.nullable().optional(),
  officeContact: Line.nullable().optional(),
  workingLanguages: z.array(z.string().min(2).max(12)).max(20).optional(),
  topics: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
};
export const EditPerson = z.object({
  personId: Uuid,
  version: z.int().describe("The version that was looked at"),
  changes: z.object(editable),
});
export type EditPerson = z.infer<typeof EditPerson>;

export const Appoint = NewAppointment.extend({ personId: Uuid });
export type Appoint = z.infer<typeof Appoint>;

export const EditAppointment = z.object({
  appointmentId: Uuid,
  version: z.int(),
  changes: z.object({
    core: z.boolean().optional(),
    decisionSymbol: Line.nullable().optional(),
    decisionDate: Day.nullable().optional(),
    decisionIssuer: Line.nullable().optional(),
    termFrom: Day.optional(),
    termTo: Day.nullable().optional(),
  }),
});
export type EditAppointment = z.infer<typeof EditAppointment>;

export const EndAppointment = z.object({
  appointmentId: Uuid,
  lastDay: Day.describe("The last day on which it is held"),
  reason: EndReason,
  note: Line.nullable().default(null),
  decisionSymbol: Line.nullable().default(null),
});
export type EndAppointment = z.infer<typeof EndAppointment>;

export const Attest = z.object({
  appointmentId: Uuid,
  attestedOn: Day,
  decisionSymbol: Line.nullable().default(null),
  items: z
    .array(z.object({ standardId: z.int(), met: z.boolean() }))
    .min(1)
    .max(50),
});
export type Attest = z.infer<typeof Attest>;

export const SetQuota = z.object({
  unitKind: z.string().max(40).nullable().default(null),
  unitId: UnitId.nullable().default(null),
  kind: KindId,
  minimum: z.int().min(0).max(100_000),
  maximum: z.int().min(0).max(100_000).nullable().default(null),
  from: Day,
  legalBasis: Line,
});
export type SetQuota = z.infer<typeof SetQuota>;

export const AddStandard = z.object({
  kind: KindId,
  textVi: z.string().trim().min(1).max(500),
  textEn: z.string().trim().min(1).max(500),
  from: Day,
  legalBasis: Line,
});
export type AddStandard = z.infer<typeof AddStandard>;
