import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PlanCourse } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { checkUnit, refuseIdentities } from "./store.ts";

export type Facts = Omit<PlanCourse, "courseId" | "unitId" | "taskId">;

const fault = (code: Parameters<typeof courseProblem>[0], field: string) =>
  courseProblem(code, { fields: { [field]: code } });

/** All that can be wrong with what a course is to be; `kept`: what it had already, which may have run out since. */
export async function checkFacts(
  tx: Tx,
  unitId: number,
  facts: Facts,
  kept: { personIds: readonly string[]; versionIds: readonly string[] } = { personIds: [], versionIds: [] },
): Promise<Facts> {
  refuseIdentities({
    title: facts.title,
    placeDetail: facts.placeDetail,
    basis: facts.basis,
    teachers: facts.teachers.map((t) => `${t.office ?? ""}\n${t.subject ?? ""}`).join("\n"),
  });
  checkDays(facts);
  if (facts.placeUnitId === null && facts.form !== "online") throw fault("course.place-missing", "/placeUnitId");
  if (facts.placeUnitId !== null) await checkUnit(tx, facts.placeUnitId, facts.startsOn, "/placeUnitId");
  if (facts.topic !== null) {
    const { rows } = await sql`select from topic where id = ${facts.topic}`.execute(tx);
    if (rows.length === 0) throw fault("course.topic-unknown", "/topic");
  }
  for (const teacher of facts.teachers) {
    if ((teacher.personId === null) === (teacher.office === null)) throw fault("course.teacher-one", "/teachers");
    if (teacher.hours > facts.hours) throw fault("course.teacher-hours", "/teachers");
  }
  const asked = facts.teachers.flatMap((t) => (t.personId === null ? [] : [t.personId]));
  const unknown = asked.filter((id) => !kept.personIds.includes(id));
  if (unknown.length > 0) {
    const lecturers = new Set(await lecturerIds(tx, unitId, facts.startsOn));
    if (unknown.some((id) => !lecturers.has(id))) throw fault("course.teacher-unfit", "/teachers");
  }
  const added = facts.versionIds.filter((id) => !kept.versionIds.includes(id));
  if (added.length > 0) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from material_version v
       where v.id = any (${added}::uuid[]) and v.status = 'approved' and v.valid @> ${facts.startsOn}::date`.execute(
      tx,
    );
    if (rows[0]!.n !== new Set(added).size) throw fault("course.material-unfit", "/versionIds");
  }
  return {
    ...facts,
    title: tidyLine(facts.title),
    placeDetail: facts.placeDetail === null ? null : tidyLine(facts.placeDetail),
    basis: facts.basis === null ? null : tidyLine(facts.basis),
  };
}

/** @throws course.dates */
export function checkDays(days: { startsOn: CivilDate; endsOn: CivilDate }): void {
  if (days.endsOn < days.startsOn || Number(days.endsOn.slice(0, 4)) - Number(days.startsOn.slice(0, 4)) > 1)
    throw fault("course.dates", "/endsOn");
}

async function lecturerIds(tx: Tx, unitId: number, on: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from course_lecturers(${unitId}, ${on}::date)`.execute(tx);
  return rows.map((r) => r.id);
}

/** A task of a plan that stands, in the caller's sight. @throws course.task-unfit */
export async function checkTask(tx: Tx, taskId: string | null): Promise<void> {
  if (taskId === null) return;
  const { rows } = await sql<{ plan_status: string }>`select plan_status from course_task(${taskId}::uuid)`.execute(tx);
  if (rows[0]?.plan_status !== "standing") throw fault("course.task-unfit", "/taskId");
}
