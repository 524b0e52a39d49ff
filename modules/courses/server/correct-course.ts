import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CorrectCourse, type Mark } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { checkDays } from "./check-facts.ts";
import { onRoster, partsOf } from "./participants.ts";
import { checkMarks, writeMarks } from "./record-course.ts";
import { journalLine, lockCourse, refuseIdentities, stepTo, type StoredCourse, tell } from "./store.ts";

/** What is closed is put right under a number, with the reason and what stood there before. */
export const correctCourse = defineCommand({
  name: "course.correct",
  input: CorrectCourse,
  async run({ tx, principal, now }, { courseId, version, reason, changes, marks }) {
    const { title = null, basis = null } = changes;
    refuseIdentities({ reason, title, basis });
    const found = await lockCourse(tx, principal, courseId, "course.correct");
    stepTo(found, "correct", version);
    const next = {
      title: tidyLine(changes.title ?? found.title),
      startsOn: changes.startsOn ?? found.startsOn,
      endsOn: changes.endsOn ?? found.endsOn,
      hours: changes.hours ?? found.hours,
      basis: changes.basis === undefined ? found.basis : changes.basis,
    };
    checkDays(next);
    if (next.endsOn > civilDateOf(now))
      throw courseProblem("course.not-yet", { fields: { "/changes/endsOn": "course.not-yet" } });
    if (marks.some((m) => m.status === "enrolled")) throw courseProblem("course.unmarked", { left: 1 });
    checkMarks(marks, next.hours);
    const parts = await partsOf(tx, found);
    const before = {
      title: found.title,
      startsOn: found.startsOn,
      endsOn: found.endsOn,
      hours: found.hours,
      basis: found.basis,
    };
    const beforeMarks = marks.map((m) => parts.get(m.personId) ?? { personId: m.personId, status: null });
    const changed = Object.keys(before).some((k) => before[k as keyof typeof before] !== next[k as keyof typeof next]);
    if (!changed && marks.length === 0) throw courseProblem("course.nothing-corrected");
    const number = found.corrections + 1;
    await sql`
      insert into course_correction (course_id, number, reason, before, after, by_user, at)
      values (${courseId}::uuid, ${number}, ${reason}, ${JSON.stringify({ ...before, marks: beforeMarks })}::jsonb,
        ${JSON.stringify({ ...next, marks })}::jsonb, ${principal.userId}, ${now})`.execute(tx);
    await addForgotten(tx, found, marks, new Set(parts.keys()));
    await writeMarks(tx, courseId, marks, next.hours);
    await refuseLeftOver(tx, courseId, next.hours);
    await sql`
      update course set title = ${next.title}, starts_on = ${next.startsOn}::date, ends_on = ${next.endsOn}::date, hours = ${next.hours},
        basis = ${next.basis}, corrections = ${number}, version = version + 1 where id = ${courseId}::uuid`.execute(tx);
    return {
      answer: { courseId, number, version: found.version + 1 },
      journal: [
        journalLine("course.corrected", found, {
          before: { ...before, marks: beforeMarks },
          after: { number, reason, ...next, marks },
        }),
      ],
      feed: tell(
        courseId,
        marks.map((m) => m.personId),
      ),
    };
  },
});

/** Somebody who was there and not on the list. */
async function addForgotten(
  tx: Tx,
  found: StoredCourse,
  marks: readonly Mark[],
  there: ReadonlySet<string>,
): Promise<void> {
  const forgotten = marks.filter((m) => !there.has(m.personId)).map((m) => m.personId);
  if (forgotten.length === 0) return;
  const people = await onRoster(tx, forgotten, found.startsOn);
  if (people.length !== new Set(forgotten).size)
    throw courseProblem("course.person-unfit", { left: forgotten.length - people.length });
  await sql`
    insert into course_participant (course_id, person_id, unit_id)
      select ${found.id}::uuid, x.id, x.unit from unnest(${people.map((x) => x.id)}::uuid[], ${people.map((x) => x.unitId)}::int[]) as x (id, unit)`.execute(
    tx,
  );
}

/** Fewer hours than somebody was credited with: the correction has to say what becomes of them. */
async function refuseLeftOver(tx: Tx, courseId: string, hours: number): Promise<void> {
  const { rows } = await sql`
    select from course_participant where course_id = ${courseId}::uuid and hours > ${hours} limit 1`.execute(tx);
  if (rows.length > 0) throw courseProblem("course.hours-over", { fields: { "/changes/hours": "course.hours-over" } });
}
