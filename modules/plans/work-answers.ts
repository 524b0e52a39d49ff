import { z } from "zod";
import {
  assignmentRoles,
  lateCodes,
  LateReason,
  PlanAssignment,
  PlanProgress,
  planStatuses,
  targetPeriods,
  taskNatures,
  taskRepeats,
  taskStates,
} from "./contract.ts";

/** What the server answers about tasks being carried out: items, chains, calendar, timeline, figures. */
const Unit = z.object({ id: z.int(), name: z.string() });
const PlanName = z.object({ id: z.string(), title: z.string(), symbol: z.string().nullable() });

/** One thing that was counted for a task: opened by what it is. */
export const itemKinds = ["talk", "question", "dialogue", "draft", "document", "course"] as const;
export const itemStages = ["counted", "unverified", "planned", "missed"] as const;
export const PlanItem = z.object({
  kind: z.enum(itemKinds),
  id: z.string(),
  title: z.string(),
  onDate: z.string(),
  n: z.int(),
  stage: z.enum(itemStages),
  unit: Unit,
  place: Unit,
  /** Somebody said that it carries the task out. */
  tied: z.boolean(),
});
export type PlanItem = z.infer<typeof PlanItem>;

/** A task with its plan, as one link of a chain. */
export const TaskLink = z.object({
  taskId: z.string(),
  text: z.string(),
  plan: z.object({ id: z.string(), title: z.string(), symbol: z.string().nullable(), unit: Unit }),
  /** Headings above it in the source, the highest first: "II. NHIỆM VỤ". */
  clauses: z.array(z.string()),
});
export type TaskLink = z.infer<typeof TaskLink>;

export const TaskPage = TaskLink.extend({
  version: z.int(),
  nature: z.enum(taskNatures),
  dueOn: z.string().nullable(),
  repeats: z.enum(taskRepeats).nullable(),
  targetIndicator: z.string().nullable(),
  targetValue: z.number().nullable(),
  targetPeriod: z.enum(targetPeriods).nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  status: z.enum(planStatuses),
  /** From the highest plan down to the one above this. */
  up: z.array(TaskLink),
  assignments: z.array(PlanAssignment),
  /** What units made of it in plans of their own. */
  below: z.array(TaskLink),
});
export type TaskPage = z.infer<typeof TaskPage>;

/** What a talk carries out: the task it was tied to, and those for which it is counted by what it is. */
export const TalkTasks = z.object({
  tied: z.object({ link: TaskLink, up: z.array(TaskLink) }).nullable(),
  counted: z.array(z.object({ link: TaskLink, up: z.array(TaskLink) })),
  mayTie: z.boolean(),
});
export type TalkTasks = z.infer<typeof TalkTasks>;

/** A task that is open to be carried out at a unit. */
export const OpenTask = z.object({ id: z.string(), text: z.string(), plan: z.string(), topic: z.string().nullable() });
export type OpenTask = z.infer<typeof OpenTask>;

/** One task at one unit (or given to nobody), as the views of what is late and when need it. */
export const WorkLine = z.object({
  taskId: z.string(),
  text: z.string(),
  plan: PlanName,
  unit: Unit.nullable(),
  role: z.enum(assignmentRoles),
  startsOn: z.string(),
  /** Its own day, else the plan's last. */
  endsOn: z.string(),
  dueOn: z.string().nullable(),
  progress: PlanProgress,
  reasons: z.array(LateReason),
});
export type WorkLine = z.infer<typeof WorkLine>;

export const PlanLate = z.object({
  items: z.array(WorkLine),
  nextCursor: z.string().nullable(),
  /** Of the reason that was asked for, over all pages. */
  total: z.int(),
  /** How many are late for each reason; one line may have several. */
  reasons: z.array(z.object({ code: z.enum(lateCodes), n: z.int() })),
});
export type PlanLate = z.infer<typeof PlanLate>;

export const PlanTimeline = z.object({
  from: z.string(),
  to: z.string(),
  today: z.string(),
  tasks: z.array(
    z.object({
      taskId: z.string(),
      text: z.string(),
      plan: PlanName,
      startsOn: z.string(),
      endsOn: z.string(),
      dueOn: z.string().nullable(),
      state: z.enum(taskStates),
      units: z.int(),
      done: z.int(),
      late: z.int(),
      /** Those that are late, the first ones by name, with why. */
      lines: z.array(WorkLine),
    }),
  ),
});
export type PlanTimeline = z.infer<typeof PlanTimeline>;

export const PlanCalendar = z.object({
  month: z.string(),
  deadlines: z.array(
    z.object({
      day: z.string(),
      what: z.enum(["due", "target", "repeat", "own-plans", "plan-ends"]),
      taskId: z.string().nullable(),
      text: z.string(),
      plan: PlanName,
      units: z.int(),
      late: z.int(),
      done: z.boolean(),
    }),
  ),
  talks: z.array(
    z.object({
      day: z.string(),
      id: z.string(),
      title: z.string(),
      status: z.string(),
      place: z.string(),
      taskId: z.string(),
    }),
  ),
});
export type PlanCalendar = z.infer<typeof PlanCalendar>;

/** Tasks and targets of units in a period; what reports and overviews read. */
export interface PlanFigures {
  unitId: number;
  tasks: number;
  done: number;
  late: number;
  onTime: number;
  unknown: number;
  targets: number;
  targetsReached: number;
}
