import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { FeedEntry, JournalEntry } from "#platform/command/define.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { CourseForm, CourseStatus } from "../contract.ts";
import { coursePolicy } from "../policy.ts";
import { courseProblem } from "../problems.ts";
import { type CourseVerb, nextCourseStatus } from "../rules.ts";

nameConstraints({ course_closed_stays: { code: "course.closed", status: 409 } });

export interface StoredCourse {
  id: string;
  unitId: number;
  title: string;
  topic: string | null;
  form: CourseForm;
  startsOn: CivilDate;
  endsOn: CivilDate;
  hours: number;
  placeUnitId: number | null;
  placeDetail: string | null;
  basis: string | null;
  taskId: string | null;
  seats: number | null;
  status: CourseStatus;
  cancelledReason: string | null;
  closedOn: CivilDate | null;
  corrections: number;
  version: number;
}

export const courseColumns = sql`
  c.id, c.unit_id as "unitId", c.title, c.topic, c.form, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.hours,
  c.place_unit_id as "placeUnitId", c.place_detail as "placeDetail", c.basis, c.task_id as "taskId", c.seats, c.status,
  c.cancelled_reason as "cancelledReason", c.closed_on::text as "closedOn", c.corrections, c.version`;

/** @throws course.not-found, also where the caller may not see it */
export async function findCourse(tx: Tx, id: string): Promise<StoredCourse> {
  const { rows } = await sql<StoredCourse>`select ${courseColumns} from course c where c.id = ${id}::uuid`.execute(tx);
  if (rows[0] === undefined) throw courseProblem("course.not-found", { id });
  return rows[0];
}

/** For whoever writes at its unit; two who do so come one after the other. */
export async function lockCourse(
  tx: Tx,
  principal: Principal,
  id: string,
  verb: keyof typeof coursePolicy,
): Promise<StoredCourse> {
  await mayAt(tx, principal, (await findCourse(tx, id)).unitId, verb);
  const { rows } = await sql<StoredCourse>`
    select ${courseColumns} from course c where c.id = ${id}::uuid for update`.execute(tx);
  if (rows[0] === undefined) throw courseProblem("course.not-found", { id });
  return rows[0];
}

export async function mayAt(tx: Tx, principal: Principal, unitId: number, verb: keyof typeof coursePolicy) {
  return authorise(coursePolicy, verb, principal, { unitPath: await unitPath(tx, unitId) });
}

/** @throws course.closed, course.wrong-state, course.changed-since where a version was named */
export function stepTo(found: StoredCourse, verb: CourseVerb, version?: number): CourseStatus {
  const next = nextCourseStatus(found.status, verb);
  if (next === null && found.status === "closed") throw courseProblem("course.closed");
  if (next === null) throw courseProblem("course.wrong-state", { status: found.status });
  if (version !== undefined && version !== found.version)
    throw courseProblem("course.changed-since", { version: found.version });
  return next;
}

export async function checkUnit(tx: Tx, unitId: number, on: CivilDate, field: string): Promise<void> {
  if ((await unitState(tx)).tree.versionOn(unitId, on) === undefined)
    throw courseProblem("course.unit-unknown", { fields: { [field]: "course.unit-unknown" } });
}

/** @throws course.identity with the fields, never with the text */
export function refuseIdentities(written: Record<string, string | null>): void {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries(written))
    if (text !== null && findIdentities(text).length > 0) fields[`/${name}`] = "course.identity";
  if (Object.keys(fields).length > 0) throw courseProblem("course.identity", { fields });
}

export function journalLine(
  action: string,
  found: { id: string; unitId: number },
  change: { before?: unknown; after?: unknown },
): JournalEntry {
  return { action, subject: "course", subjectId: found.id, unitId: found.unitId, ...change };
}

/** Those who learn or teach are told: it is on their phones. */
export function tell(courseId: string, personIds: readonly string[]): FeedEntry[] {
  return personIds.map((id) => ({ audience: `person:${id}`, entity: "course", entityId: courseId }));
}
