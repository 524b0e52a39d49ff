import { z } from "zod";
import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";

/** Ids are UUIDs made by whoever creates the thing; units are integer ids; days YYYY-MM-DD in Vietnam, both ends inclusive. */
export const courseStatuses = ["planned", "open", "held", "closed", "cancelled"] as const;
export const CourseStatus = z.enum(courseStatuses);
export type CourseStatus = z.infer<typeof CourseStatus>;
export const courseForms = ["inPerson", "online", "hybrid"] as const;
export const CourseForm = z.enum(courseForms);
export type CourseForm = z.infer<typeof CourseForm>;
export const partStatuses = ["enrolled", "present", "absent", "withdrawn"] as const;
export const PartStatus = z.enum(partStatuses);
export type PartStatus = z.infer<typeof PartStatus>;

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as unknown as z.ZodType<
  CivilDate,
  CivilDate
>;
const Uuid = z.uuid();
const UnitId = z.int().positive();
const Version = z.int().positive();
const Hours = z.int().min(1).max(400);
const line = (most: number) => z.string().trim().min(1).max(most);

export const Teacher = z.object({
  id: Uuid,
  personId: Uuid.nullable().default(null).describe("A part-time lecturer of the roster"),
  office: line(200).nullable().default(null).describe("From outside: the office alone, never a name"),
  subject: line(300).nullable().default(null),
  hours: Hours,
});
export type Teacher = z.infer<typeof Teacher>;

const facts = {
  title: line(300),
  topic: z.string().max(60).nullable().default(null),
  form: CourseForm,
  startsOn: Day,
  endsOn: Day,
  hours: Hours.describe("Hours of the whole course: the most that one person is credited with"),
  placeUnitId: UnitId.nullable().default(null),
  placeDetail: line(200).nullable().default(null),
  basis: line(500).nullable().default(null).describe("The decision or plan that it follows"),
  seats: z.int().min(1).max(10_000).nullable().default(null),
  teachers: z.array(Teacher).max(50).default([]),
  versionIds: z.array(Uuid).max(50).default([]).describe("Approved versions of materials that are used"),
};
export const CourseRef = z.object({ courseId: Uuid });
export const PlanCourse = CourseRef.extend({ unitId: UnitId, taskId: Uuid.nullable().default(null), ...facts });
export type PlanCourse = z.infer<typeof PlanCourse>;
/** course.edit: everything again, from the version that was read. */
export const EditCourse = CourseRef.extend({ version: Version, ...facts });
export type EditCourse = z.infer<typeof EditCourse>;
export const TieCourse = CourseRef.extend({ taskId: Uuid.nullable() });
export const OpenCourse = CourseRef.extend({ version: Version });
export const CancelCourse = CourseRef.extend({ reason: line(500) });
export const EnrolPeople = CourseRef.extend({ personIds: z.array(Uuid).min(1).max(2000) });
export const WithdrawPerson = CourseRef.extend({ personId: Uuid });
const DayOfCourse = z.object({ day: Day, hours: z.int().min(1).max(24) });
/** The hours of one day of a course of several. */
export type DayHours = z.infer<typeof DayOfCourse>;
const daysOf = z.array(DayOfCourse).max(31);
/** course.hold: that it took place, on these days and for so many hours. */
export const HoldCourse = CourseRef.extend({
  version: Version,
  startsOn: Day,
  endsOn: Day,
  hours: Hours,
  days: daysOf
    .nullable()
    .default(null)
    .describe("Hours of each day, together those of the course; evenly where left out"),
});

export const Mark = z.object({
  personId: Uuid,
  status: z.enum(["enrolled", "present", "absent"]),
  days: z
    .array(Day)
    .max(31)
    .nullable()
    .default(null)
    .describe("Of a course of several days: those they came; all where left out"),
  hours: Hours.nullable().default(null).describe("Credited; all of the course, or of those days, where it is left out"),
  certificate: line(60).nullable().default(null),
});
export type Mark = z.infer<typeof Mark>;
/** course.mark: each from the version of the line that was seen. */
export const MarkPeople = CourseRef.extend({
  marks: z
    .array(Mark.extend({ version: Version }))
    .min(1)
    .max(2000),
});
/** course.tick: who was there on one day of several, each from the version of the line that was seen. */
export const TickDay = CourseRef.extend({
  day: Day,
  ticks: z
    .array(z.object({ personId: Uuid, version: Version, present: z.boolean() }))
    .min(1)
    .max(2000),
});
export const CloseCourse = CourseRef.extend({ version: Version });
/** course.correct: what is closed; numbered, with the reason, before and after. A person who was forgotten is added. */
export const CorrectCourse = CourseRef.extend({
  version: Version,
  reason: line(500),
  changes: z
    .object({
      title: facts.title,
      startsOn: Day,
      endsOn: Day,
      hours: Hours,
      days: daysOf.nullable(),
      basis: facts.basis,
    })
    .partial()
    .default({}),
  marks: z.array(Mark).max(2000).default([]),
});
export type CorrectCourse = z.infer<typeof CorrectCourse>;
export const SetNorm = z.object({
  unitId: UnitId,
  kind: z.string().min(1).max(40).describe("Kind of appointment"),
  hours: z.int().min(0).max(400).describe("Wanted in a year"),
  from: Day,
  legalBasis: line(300),
});
export type SetNorm = z.infer<typeof SetNorm>;

const Unit = z.object({ id: z.int(), name: z.string() });
export const CourseRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  topic: z.string().nullable(),
  unit: Unit.describe("As it was called when the course ended"),
  now: Unit.nullable().describe("What has become of that unit, where it is another today"),
  form: CourseForm,
  startsOn: Day,
  endsOn: Day,
  hours: z.int(),
  status: CourseStatus,
  seats: z.int().nullable(),
  participants: z.int().describe("On the list, as far as the caller may see them"),
  present: z.int(),
  corrections: z.int(),
  whole: z.boolean().describe("The caller sees all of its list, not only the people of their own units"),
  toClose: z.boolean().describe("Over, and not closed"),
});
export type CourseRow = z.infer<typeof CourseRow>;

const PresenceOnDay = z.object({ day: Day, present: z.boolean() });
export type DayPresence = z.infer<typeof PresenceOnDay>;
export const Participant = z.object({
  personId: z.string(),
  name: z.string(),
  unit: Unit,
  position: z.string().nullable(),
  status: PartStatus,
  hours: z.int().nullable(),
  certificate: z.string().nullable(),
  days: z.array(PresenceOnDay).describe("Of the days that were ticked"),
  version: z.int(),
  mayWithdraw: z.boolean(),
});
export type Participant = z.infer<typeof Participant>;
export const CourseCorrection = z.object({
  number: z.int(),
  reason: z.string(),
  at: z.string(),
  byName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type CourseCorrection = z.infer<typeof CourseCorrection>;
export const CoursePage = CourseRow.extend({
  version: z.int(),
  days: z.array(DayOfCourse).describe("Empty where presence is not kept by day"),
  place: Unit.nullable(),
  placeDetail: z.string().nullable(),
  basis: z.string().nullable(),
  taskId: z.string().nullable(),
  cancelledReason: z.string().nullable(),
  closedOn: Day.nullable(),
  teachers: z.array(Teacher.extend({ name: z.string().nullable() })),
  materials: z.array(z.object({ versionId: z.string(), materialId: z.string(), title: z.string(), number: z.int() })),
  people: z.array(Participant).describe("In the order of Vietnamese lists"),
  correctionsMade: z.array(CourseCorrection),
  allowed: z.array(z.string()),
});
export type CoursePage = z.infer<typeof CoursePage>;

export const matchOutcomes = ["found", "there", "several", "missing", "unreadable"] as const;
/** A row of an imported list beside whom the roster knows by that name. */
export const ListedRow = z.object({
  sheet: z.string(),
  row: z.int().describe("As Excel counts"),
  written: z.string(),
  workplace: z.string().nullable(),
  outcome: z.enum(matchOutcomes),
  person: z.object({ id: z.string(), name: z.string(), unit: z.string() }).nullable(),
  candidates: z.array(
    z.object({ id: z.string(), name: z.string(), unit: z.string(), position: z.string().nullable() }),
  ),
});
export type ListedRow = z.infer<typeof ListedRow>;
export const ListPreview = z.object({
  rows: z.array(ListedRow),
  dropped: z.array(z.object({ letter: z.string(), header: z.string(), why: z.string() })),
});
export type ListPreview = z.infer<typeof ListPreview>;

export const HoursRow = z.object({
  personId: z.string(),
  name: z.string(),
  unit: Unit,
  courses: z.int(),
  hours: z.int(),
  wanted: z.int().nullable().describe("Null where no unit above has set a number"),
  missing: z.int(),
  basis: z.string().nullable(),
});
export type HoursRow = z.infer<typeof HoursRow>;
export const UnitHours = z.object({
  unit: Unit,
  people: z.int(),
  trained: z.int().describe("People credited with hours"),
  hours: z.int(),
  short: z.int().describe("People with less than what is wanted of them"),
});
export type UnitHours = z.infer<typeof UnitHours>;
export const Norm = z.object({
  id: z.int(),
  unit: Unit,
  kind: z.string(),
  hours: z.int(),
  from: Day,
  to: Day.nullable().describe("The day on which it no longer holds"),
  legalBasis: z.string(),
});
export type Norm = z.infer<typeof Norm>;

/** A course as the phone of one who learns or teaches in it keeps it. */
export interface CourseOnPhone {
  title: string;
  unit: string;
  form: CourseForm;
  startsOn: CivilDate;
  endsOn: CivilDate;
  hours: number;
  place: string | null;
  status: CourseStatus;
  cancelledReason: string | null;
  days: DayHours[];
  /** Null for who only teaches. */
  part: { status: PartStatus; hours: number | null; certificate: string | null; days: DayPresence[] } | null;
  teaches: { subject: string | null; hours: number }[];
}
/** Hours wanted of the phone's person in a year, and by which decision. */
export interface WantedOnPhone {
  year: number;
  wanted: number | null;
  basis: string | null;
}

/** What one person learned and taught; also what they see of themselves. */
export const Training = z.object({
  years: z.array(z.object({ year: z.int(), hours: z.int(), wanted: z.int().nullable() })),
  attended: z.array(
    z.object({
      courseId: z.string(),
      title: z.string(),
      unit: z.string(),
      startsOn: Day,
      endsOn: Day,
      place: z.string().nullable(),
      courseStatus: CourseStatus,
      status: PartStatus,
      hours: z.int().nullable(),
      certificate: z.string().nullable(),
    }),
  ),
  taught: z.array(
    z.object({
      courseId: z.string(),
      title: z.string(),
      unit: z.string(),
      endsOn: Day,
      courseStatus: CourseStatus,
      subject: z.string().nullable(),
      hours: z.int(),
    }),
  ),
});
export type Training = z.infer<typeof Training>;
