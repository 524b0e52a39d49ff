import { z } from "zod";

/** Ids are UUIDs made by whoever creates the thing; units are integer ids; days YYYY-MM-DD in Vietnam, moments ISO 8601. */
export const planStatuses = ["draft", "standing", "closed"] as const;
export const taskNatures = ["goal", "duty"] as const;
export const taskRepeats = [
  "weekly",
  "monthly",
  "quarterly",
  "half-yearly",
  "yearly",
  "periodic",
  "regular",
  "promptly",
] as const;
export const targetPeriods = ["month", "quarter", "year", "whole"] as const;
export const assignmentRoles = ["lead", "coordinate"] as const;
export const unitGroups = ["communes", "districts", "departments", "villages", "organisations"] as const;
export const planViews = ["open", "draft", "closed", "all"] as const;
export const taskStates = ["done", "on-time", "late", "unknown"] as const;
export type PlanStatus = (typeof planStatuses)[number];
export type TargetPeriod = (typeof targetPeriods)[number];
export type TaskState = (typeof taskStates)[number];
export type PlanView = (typeof planViews)[number];

const Uuid = z.uuid();
const UnitId = z.int().positive();
const Version = z.int().positive();
const Day = z.iso.date();
const Reason = z.string().trim().min(1).max(500);
const TaskText = z.string().trim().min(1).max(4000);
const Line = z.string().trim().min(1).max(300);

export const CreatePlan = z.object({
  planId: Uuid,
  unitId: UnitId,
  title: z.string().trim().min(1).max(500),
  startsOn: Day,
  endsOn: Day,
  /** Carries out this plan: the tasks that the unit was given there come along. */
  parentId: Uuid.nullable().default(null),
});
export type CreatePlan = z.infer<typeof CreatePlan>;

/** plan.import; the text itself goes beside it, read by the server. */
export const ImportPlan = z.object({
  planId: Uuid,
  unitId: UnitId,
  fileName: z.string().trim().min(1).max(300),
  fileHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

export const PlanRef = z.object({ planId: Uuid });
export const EditPlan = PlanRef.extend({
  version: Version,
  title: z.string().trim().min(1).max(500),
  issuer: Line.nullable(),
  symbol: z.string().trim().min(1).max(60).nullable(),
  issuedOn: Day.nullable(),
  startsOn: Day,
  endsOn: Day,
  ownPlansBy: Day.nullable(),
});
export const MovePlan = PlanRef.extend({ to: z.enum(["standing", "closed"]) });
export const SetClauseAside = z.object({ clauseId: Uuid, reason: Reason.nullable() });

export const TaskFields = z.object({
  text: TaskText,
  nature: z.enum(taskNatures),
  dueOn: Day.nullable(),
  repeats: z.enum(taskRepeats).nullable(),
  targetIndicator: z.string().trim().min(1).max(80).nullable(),
  targetValue: z.number().positive().max(10_000_000).nullable(),
  targetPeriod: z.enum(targetPeriods).nullable(),
  topic: z.string().trim().min(1).max(80).nullable(),
});
export type TaskFields = z.infer<typeof TaskFields>;
export const AddTask = TaskFields.extend({ taskId: Uuid, planId: Uuid, clauseId: Uuid.nullable().default(null) });
export const EditTask = TaskFields.extend({ taskId: Uuid, version: Version });
/** Cut in two at an offset of the source. */
export const SplitTask = z.object({ taskId: Uuid, version: Version, at: z.int().positive(), newTaskId: Uuid });
/** The next one of the same plan is drawn into it. */
export const MergeTasks = z.object({ taskId: Uuid, version: Version, withId: Uuid });
/** Under another clause, or one place up or down among its neighbours. */
export const MoveTask = z.object({
  taskId: Uuid,
  version: Version,
  clauseId: Uuid.optional(),
  by: z.union([z.literal(-1), z.literal(1)]).optional(),
});
export const DropTask = z.object({ taskId: Uuid, version: Version, reason: Reason.nullable() });
/** The whole of who leads and who coordinates; groups are those that lived on the plan's day. */
export const AssignTask = z.object({
  taskId: Uuid,
  leads: z.array(UnitId).max(400),
  coordinates: z.array(UnitId).max(400),
  leadGroups: z.array(z.enum(unitGroups)).max(5).default([]),
  coordinateGroups: z.array(z.enum(unitGroups)).max(5).default([]),
});
export type AssignTask = z.infer<typeof AssignTask>;

export const Signed = z.object({
  issuedOn: Day,
  signerName: z.string().trim().min(1).max(100),
  signerPosition: Line.nullable().default(null),
  capacity: Line.nullable().default(null),
});
export const IssuePlan = PlanRef.extend({ version: Version, ...Signed.shape });
export const RemindUnits = PlanRef.extend({
  reminderId: Uuid,
  unitIds: z.array(UnitId).min(1).max(400),
  answerBy: Day,
  ...Signed.shape,
});
export const RecordProgress = z.object({
  progressId: Uuid,
  taskId: Uuid,
  unitId: UnitId,
  onDate: Day,
  state: z.enum(["doing", "done"]),
  value: z.number().min(0).max(1_000_000_000).nullable(),
  evidence: z.string().trim().min(1).max(2000),
});
export const SetHeadcount = z.object({
  unitId: UnitId,
  year: z.int().min(2000).max(2200),
  people: z.int().positive().max(1_000_000),
  source: Line,
});

/** A talk is planned and says at once which task it carries out; the talk itself as the talks room takes it. */
export const TieTalk = z.object({ talkId: Uuid, taskId: Uuid.nullable() });
export type TieTalk = z.infer<typeof TieTalk>;

const Unit = z.object({ id: z.int(), name: z.string() });
const Moment = z.string();

export const PlanRow = z.object({
  id: z.string(),
  title: z.string(),
  symbol: z.string().nullable(),
  issuer: z.string().nullable(),
  issuedOn: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  status: z.enum(planStatuses),
  unit: Unit,
  parentId: z.string().nullable(),
  tasks: z.int(),
  unassigned: z.int(),
  mine: z.boolean(),
  createdAt: Moment,
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanActor = z.object({
  name: z.string(),
  role: z.enum(["lead", "coordinate", "recipient"]),
  inherited: z.boolean(),
  start: z.int(),
  end: z.int(),
  /** A unit of exactly this name, or the group that is meant; only a proposal. */
  unit: Unit.nullable(),
  group: z.enum(unitGroups).nullable(),
});
export const PlanProgress = z.object({
  state: z.enum(taskStates),
  /** Why it is late, or null. */
  why: z.enum(["due-passed", "behind-target", "nothing-recorded"]).nullable(),
  computed: z.boolean(),
  value: z.number().nullable(),
  expected: z.number().nullable(),
  whole: z.number().nullable(),
  evidence: z.string().nullable(),
  recordedOn: z.string().nullable(),
});
export type PlanProgress = z.infer<typeof PlanProgress>;
export const lateCodes = [
  "not-given",
  "unit-ended",
  "own-plan-missing",
  "not-verified",
  "waiting-for",
  "not-begun",
  "only-planned",
  "evidence-missing",
  "too-few",
] as const;
/** Why something is late; `n` counts what it names, `units` those that are waited for. */
export const LateReason = z.object({ code: z.enum(lateCodes), n: z.int(), units: z.array(z.string()) });
export type LateReason = z.infer<typeof LateReason>;

export const PlanAssignment = z.object({
  unit: Unit,
  role: z.enum(assignmentRoles),
  endedOn: z.string().nullable(),
  endedReason: z.string().nullable(),
  /** Taken over in a reorganisation: from whom, on what day. */
  handed: z.array(z.object({ from: Unit, on: z.string(), basis: z.string().nullable() })),
  /** The unit's own plan that carries this task out. */
  ownPlan: z.object({ id: z.string(), symbol: z.string().nullable(), status: z.enum(planStatuses) }).nullable(),
  mine: z.boolean(),
  /** False: another unit's, of whose doings the caller sees nothing; its progress says "unknown". */
  seen: z.boolean(),
  progress: PlanProgress,
  /** Things counted, given but not verified, planned. */
  held: z.int(),
  unverified: z.int(),
  planned: z.int(),
  reasons: z.array(LateReason),
});
export type PlanAssignment = z.infer<typeof PlanAssignment>;
export const PlanTask = z.object({
  id: z.string(),
  version: z.int(),
  clauseId: z.string().nullable(),
  fromTaskId: z.string().nullable(),
  ...TaskFields.shape,
  start: z.int().nullable(),
  end: z.int().nullable(),
  droppedReason: z.string().nullable(),
  actors: z.array(PlanActor),
  assignments: z.array(PlanAssignment),
});
export type PlanTask = z.infer<typeof PlanTask>;
export const PlanClause = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.string(),
  marker: z.string(),
  heading: z.boolean(),
  start: z.int(),
  end: z.int(),
  withoutTask: z.boolean(),
  asideReason: z.string().nullable(),
});
export type PlanClause = z.infer<typeof PlanClause>;
export const PlanBasis = z.object({
  quote: z.string(),
  symbol: z.string().nullable(),
  kind: z.string().nullable(),
  issuedOn: z.string().nullable(),
  issuer: z.string().nullable(),
  relation: z.enum(["basis", "implements", "cites"]),
  start: z.int(),
  end: z.int(),
});
export const PlanTerm = z.object({ term: z.string(), meaning: z.string(), start: z.int(), end: z.int() });
export const PlanDoubt = z.object({ code: z.string(), detail: z.string(), start: z.int(), end: z.int() });
export const PlanPage = PlanRow.extend({
  version: z.int(),
  ownPlansBy: z.string().nullable(),
  source: z.string().nullable(),
  sourceName: z.string().nullable(),
  bases: z.array(PlanBasis),
  terms: z.array(PlanTerm),
  doubts: z.array(PlanDoubt),
  clauses: z.array(PlanClause),
  taskList: z.array(PlanTask),
  parent: z.object({ id: z.string(), title: z.string(), symbol: z.string().nullable() }).nullable(),
  /** The caller's own units that were given a task and have no plan of their own for it. */
  mayDerive: z.array(Unit),
  document: z.object({ id: z.string(), fileName: z.string() }).nullable(),
  late: z.int(),
});
export type PlanPage = z.infer<typeof PlanPage>;

export const PlanPreview = z.object({
  head: z.object({
    issuer: z.string().nullable(),
    symbol: z.string().nullable(),
    place: z.string().nullable(),
    issuedOn: z.string().nullable(),
    title: z.string().nullable(),
  }),
  source: z.string(),
  bases: z.array(PlanBasis),
  terms: z.array(PlanTerm),
  doubts: z.array(PlanDoubt),
  clauses: z.array(
    z.object({
      kind: z.string(),
      marker: z.string(),
      parent: z.int().nullable(),
      heading: z.boolean(),
      start: z.int(),
      end: z.int(),
    }),
  ),
  tasks: z.array(
    z.object({
      text: z.string(),
      nature: z.enum(taskNatures),
      clause: z.int(),
      start: z.int(),
      end: z.int(),
      actors: z.array(
        z.object({ name: z.string(), role: z.string(), inherited: z.boolean(), start: z.int(), end: z.int() }),
      ),
      times: z.array(
        z.object({ kind: z.string(), due: z.string().nullable(), quote: z.string(), start: z.int(), end: z.int() }),
      ),
      targets: z.array(
        z.object({ value: z.number(), unit: z.string(), quote: z.string(), start: z.int(), end: z.int() }),
      ),
    }),
  ),
  withoutTask: z.array(z.int()),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

/** Who was given something and has issued a plan of their own, or not. */
export const IssuedRow = z.object({
  unit: Unit,
  tasks: z.int(),
  plan: z
    .object({
      id: z.string(),
      status: z.enum(planStatuses),
      symbol: z.string().nullable(),
      issuedOn: z.string().nullable(),
    })
    .nullable(),
  issued: z.boolean(),
  late: z.boolean(),
  reminders: z.array(
    z.object({ documentId: z.string(), symbol: z.string(), fileName: z.string(), answerBy: z.string() }),
  ),
});
export type IssuedRow = z.infer<typeof IssuedRow>;
export const IssuedList = z.object({
  dueOn: z.string().nullable(),
  items: z.array(IssuedRow),
  title: z.string(),
  symbol: z.string().nullable(),
  unit: Unit,
  mine: z.boolean(),
});
export type IssuedList = z.infer<typeof IssuedList>;

export const BriefingRow = z.object({
  unit: Unit,
  /** Gone: what is said of it is what it was. */
  endedOn: z.string().nullable(),
  reached: z.int(),
  talks: z.int(),
  people: z.int().nullable(),
  /** Its staff is the sum of these, which became it. */
  peopleFrom: z.array(Unit),
  percent: z.number().nullable(),
});
export type BriefingRow = z.infer<typeof BriefingRow>;
export const BriefingList = z.object({
  year: z.int(),
  look: z.enum(["now", "then"]),
  directives: z.array(z.object({ symbol: z.string(), quote: z.string() })),
  symbol: z.string().nullable(),
  items: z.array(BriefingRow),
  /** Of lines under no other line; the share of those whose staff is known. */
  total: z.object({
    units: z.int(),
    reached: z.int(),
    people: z.int(),
    withoutPeople: z.int(),
    percent: z.number().nullable(),
  }),
});
export const BriefingTalk = z.object({
  id: z.string(),
  title: z.string(),
  heldOn: z.string(),
  attendance: z.int(),
  unit: Unit,
});
export type BriefingTalk = z.infer<typeof BriefingTalk>;
export type BriefingList = z.infer<typeof BriefingList>;
