import { sql } from "kysely";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CancelCourse, EditCourse, OpenCourse, PlanCourse, TieCourse } from "../contract.ts";
import { checkFacts, checkTask, type Facts } from "./check-facts.ts";
import { changeDays, nextDays, readDays, writeDays } from "./course-days.ts";
import { checkUnit, journalLine, lockCourse, mayAt, refuseIdentities, stepTo, tell } from "./store.ts";

const answerOf = (courseId: string, status: string, version: number) => ({ courseId, status, version });

export const planCourse = defineCommand({
  name: "course.plan",
  input: PlanCourse,
  async run({ tx, principal, now }, { courseId, unitId, taskId, ...asked }) {
    await checkUnit(tx, unitId, asked.startsOn, "/unitId");
    await mayAt(tx, principal, unitId, "course.plan");
    const facts = await checkFacts(tx, unitId, asked);
    await checkTask(tx, taskId);
    await sql`
      insert into course (id, unit_id, title, topic, form, starts_on, ends_on, hours, place_unit_id, place_detail, basis, task_id, seats, created_by, created_at)
      values (${courseId}::uuid, ${unitId}, ${facts.title}, ${facts.topic}, ${facts.form}, ${facts.startsOn}::date, ${facts.endsOn}::date, ${facts.hours},
        ${facts.placeUnitId}, ${facts.placeDetail}, ${facts.basis}, ${taskId}::uuid, ${facts.seats}, ${principal.userId}, ${now})`.execute(
      tx,
    );
    await writeParts(tx, courseId, facts);
    await writeDays(tx, courseId, nextDays(null, facts));
    return {
      answer: answerOf(courseId, "planned", 1),
      journal: [journalLine("course.planned", { id: courseId, unitId }, { after: { ...facts, taskId } })],
      feed: tell(courseId, await peopleOf(tx, courseId)),
    };
  },
});

/** Who teaches and what is used, in place of what was named before. */
async function writeParts(tx: Tx, courseId: string, facts: Facts): Promise<void> {
  for (const [i, t] of facts.teachers.entries())
    await sql`
      insert into course_teacher (id, course_id, position, person_id, office, subject, hours)
      values (${t.id}::uuid, ${courseId}::uuid, ${i + 1}, ${t.personId}::uuid, ${t.office}, ${t.subject}, ${t.hours})`.execute(
      tx,
    );
  if (facts.versionIds.length > 0)
    await sql`
      insert into course_material (course_id, version_id) select ${courseId}::uuid, v from unnest(${facts.versionIds}::uuid[]) as v on conflict do nothing`.execute(
      tx,
    );
}

export const editCourse = defineCommand({
  name: "course.edit",
  input: EditCourse,
  async run({ tx, principal }, { courseId, version, ...asked }) {
    const found = await lockCourse(tx, principal, courseId, "course.plan");
    stepTo(found, "edit", version);
    const kept = await keptParts(tx, courseId);
    const told = await peopleOf(tx, courseId);
    const facts = await checkFacts(tx, found.unitId, asked, kept);
    await sql`
      update course set title = ${facts.title}, topic = ${facts.topic}, form = ${facts.form}, starts_on = ${facts.startsOn}::date,
        ends_on = ${facts.endsOn}::date, hours = ${facts.hours}, place_unit_id = ${facts.placeUnitId}, place_detail = ${facts.placeDetail},
        basis = ${facts.basis}, seats = ${facts.seats}, version = version + 1 where id = ${courseId}::uuid`.execute(tx);
    await sql`delete from course_teacher where course_id = ${courseId}::uuid`.execute(tx);
    await sql`delete from course_material where course_id = ${courseId}::uuid`.execute(tx);
    await writeParts(tx, courseId, facts);
    const days = await readDays(tx, courseId);
    await changeDays(tx, courseId, days, nextDays({ ...found, days }, facts));
    const { title, startsOn, endsOn, hours } = found;
    return {
      answer: answerOf(courseId, found.status, found.version + 1),
      journal: [journalLine("course.edited", found, { before: { title, startsOn, endsOn, hours }, after: facts })],
      // who no longer teaches is told too: it leaves their phone
      feed: tell(courseId, [...new Set([...told, ...(await peopleOf(tx, courseId))])]),
    };
  },
});

async function keptParts(tx: Tx, courseId: string) {
  const { rows } = await sql<{ personIds: string[]; versionIds: string[] }>`
    select array(select t.person_id from course_teacher t where t.course_id = ${courseId}::uuid and t.person_id is not null) as "personIds",
           array(select m.version_id from course_material m where m.course_id = ${courseId}::uuid) as "versionIds"`.execute(
    tx,
  );
  return rows[0]!;
}

/** Who learns or teaches in it. */
export async function peopleOf(tx: Tx, courseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from course_participant where course_id = ${courseId}::uuid and status <> 'withdrawn'
    union select person_id from course_teacher where course_id = ${courseId}::uuid and person_id is not null`.execute(
    tx,
  );
  return rows.map((r) => r.id);
}

/** Open: units below see it and put their people on its list. */
export const openCourse = defineCommand({
  name: "course.open",
  input: OpenCourse,
  async run({ tx, principal }, { courseId, version }) {
    const found = await lockCourse(tx, principal, courseId, "course.plan");
    const status = stepTo(found, "open", version);
    await sql`update course set status = ${status}, version = version + 1 where id = ${courseId}::uuid`.execute(tx);
    return {
      answer: answerOf(courseId, status, found.version + 1),
      journal: [journalLine("course.opened", found, { before: { status: found.status }, after: { status } })],
      feed: tell(courseId, await peopleOf(tx, courseId)),
    };
  },
});

export const cancelCourse = defineCommand({
  name: "course.cancel",
  input: CancelCourse,
  async run({ tx, principal }, { courseId, reason }) {
    refuseIdentities({ reason });
    const found = await lockCourse(tx, principal, courseId, "course.plan");
    const status = stepTo(found, "cancel");
    await sql`
      update course set status = ${status}, cancelled_reason = ${reason}, version = version + 1 where id = ${courseId}::uuid`.execute(
      tx,
    );
    return {
      answer: answerOf(courseId, status, found.version + 1),
      journal: [journalLine("course.cancelled", found, { before: { status: found.status }, after: { reason } })],
      feed: tell(courseId, await peopleOf(tx, courseId)),
    };
  },
});

/** Which task of a plan it carries out. The tie is no figure of the course: it may be named as long as it is not closed. */
export const tieCourse = defineCommand({
  name: "course.tie",
  input: TieCourse,
  async run({ tx, principal }, { courseId, taskId }) {
    const found = await lockCourse(tx, principal, courseId, "course.plan");
    stepTo(found, found.status === "held" ? "mark" : "edit");
    await checkTask(tx, taskId);
    await sql`update course set task_id = ${taskId}::uuid, version = version + 1 where id = ${courseId}::uuid`.execute(
      tx,
    );
    return {
      answer: { courseId, taskId },
      journal: [
        journalLine(taskId === null ? "course.untied" : "course.tied", found, {
          before: { taskId: found.taskId },
          after: { taskId },
        }),
      ],
    };
  },
});
