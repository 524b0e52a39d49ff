import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CloseCourse, HoldCourse, type Mark, MarkPeople } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { creditOf, markFault } from "../rules.ts";
import { checkDays } from "./check-facts.ts";
import { partsOf, type StoredPart } from "./participants.ts";
import { peopleOf } from "./plan-course.ts";
import { journalLine, lockCourse, refuseIdentities, stepTo, tell } from "./store.ts";

/** It took place, on these days and for so many hours; again until it is closed. */
export const holdCourse = defineCommand({
  name: "course.hold",
  input: HoldCourse,
  async run({ tx, principal, now }, { courseId, version, startsOn, endsOn, hours }) {
    const found = await lockCourse(tx, principal, courseId, "course.record");
    const status = stepTo(found, "hold", version);
    checkDays({ startsOn, endsOn });
    if (endsOn > civilDateOf(now)) throw courseProblem("course.not-yet", { fields: { "/endsOn": "course.not-yet" } });
    await refuseOverCredited(tx, courseId, hours);
    await sql`
      update course set status = ${status}, starts_on = ${startsOn}::date, ends_on = ${endsOn}::date, hours = ${hours}, version = version + 1
       where id = ${courseId}::uuid`.execute(tx);
    return {
      answer: { courseId, status, version: found.version + 1 },
      journal: [
        journalLine("course.held", found, {
          before: { status: found.status, startsOn: found.startsOn, endsOn: found.endsOn, hours: found.hours },
          after: { startsOn, endsOn, hours },
        }),
      ],
      feed: tell(courseId, await peopleOf(tx, courseId)),
    };
  },
});

/** Nobody keeps more hours than the course has. */
async function refuseOverCredited(tx: Tx, courseId: string, hours: number): Promise<void> {
  const { rows } = await sql`
    select from course_participant where course_id = ${courseId}::uuid and hours > ${hours}
    union all select from course_teacher where course_id = ${courseId}::uuid and hours > ${hours} limit 1`.execute(tx);
  if (rows.length > 0) throw courseProblem("course.hours-over", { fields: { "/hours": "course.hours-over" } });
}

/** @throws course.hours-over, course.hours-absent, course.identity */
export function checkMarks(marks: readonly Mark[], courseHours: number): void {
  for (const mark of marks) {
    const fault = markFault(mark, courseHours);
    if (fault !== null) throw courseProblem(fault, { personId: mark.personId });
    refuseIdentities({ certificate: mark.certificate });
  }
}

export async function writeMarks(tx: Tx, courseId: string, marks: readonly Mark[], courseHours: number): Promise<void> {
  const columns = {
    ids: marks.map((m) => m.personId),
    statuses: marks.map((m) => m.status),
    hours: marks.map((m) => creditOf(m, courseHours)),
    certificates: marks.map((m) => (m.certificate === null ? null : tidyLine(m.certificate))),
  };
  await sql`
    update course_participant p set status = m.status, hours = m.hours, certificate = m.certificate, version = p.version + 1
      from unnest(${columns.ids}::uuid[], ${columns.statuses}::text[], ${columns.hours}::int[], ${columns.certificates}::text[]) as m (id, status, hours, certificate)
     where p.course_id = ${courseId}::uuid and p.person_id = m.id`.execute(tx);
}

const lineOf = ({ personId, status, hours, certificate }: Omit<StoredPart, "version">) => ({
  personId,
  status,
  hours,
  certificate,
});

/** Present or absent, hours, certificate; a line that somebody else has changed since is not written over. */
export const markPeople = defineCommand({
  name: "course.mark",
  input: MarkPeople,
  async run({ tx, principal }, { courseId, marks }) {
    const found = await lockCourse(tx, principal, courseId, "course.record");
    stepTo(found, "mark");
    checkMarks(marks, found.hours);
    const parts = await partsOf(tx, found);
    for (const mark of marks) {
      const line = parts.get(mark.personId);
      if (line === undefined || line.status === "withdrawn")
        throw courseProblem("course.participant-unknown", { personId: mark.personId });
      if (line.version !== mark.version)
        throw courseProblem("course.changed-since", { personId: mark.personId, version: line.version });
    }
    await writeMarks(tx, courseId, marks, found.hours);
    const before = marks.map((m) => lineOf(parts.get(m.personId)!));
    return {
      answer: { courseId, marked: marks.length },
      journal: [journalLine("course.marked", found, { before, after: marks.map(lineOf) })],
      feed: tell(
        courseId,
        marks.map((m) => m.personId),
      ),
    };
  },
});

/** Nothing is left open: hours count from now on, and what comes later is a numbered correction. */
export const closeCourse = defineCommand({
  name: "course.close",
  input: CloseCourse,
  async run({ tx, principal, now }, { courseId, version }) {
    const found = await lockCourse(tx, principal, courseId, "course.record");
    const status = stepTo(found, "close", version);
    const parts = [...(await partsOf(tx, found)).values()].filter((p) => p.status !== "withdrawn");
    if (parts.length === 0) throw courseProblem("course.empty");
    const left = parts.filter((p) => p.status === "enrolled").length;
    if (left > 0) throw courseProblem("course.unmarked", { left });
    const closedOn = civilDateOf(now);
    await sql`
      update course set status = ${status}, closed_on = ${closedOn}::date, version = version + 1 where id = ${courseId}::uuid`.execute(
      tx,
    );
    const present = parts.filter((p) => p.status === "present");
    return {
      answer: { courseId, status, version: found.version + 1 },
      journal: [
        journalLine("course.closed", found, {
          after: { closedOn, present: present.length, hours: present.reduce((sum, p) => sum + (p.hours ?? 0), 0) },
        }),
      ],
      feed: tell(courseId, await peopleOf(tx, courseId)),
    };
  },
});
