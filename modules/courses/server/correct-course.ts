import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CorrectCourse, type Mark } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { checkDays } from "./check-facts.ts";
import { dropDays, linesOf, nextDays, readDays, refuseOverCredited, writeDays, writeLines } from "./course-days.ts";
import { onRoster, partsOf } from "./participants.ts";
import { peopleOf } from "./plan-course.ts";
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
    const daysBefore = await readDays(tx, courseId);
    const days = nextDays({ ...found, days: daysBefore }, next, changes.days ?? null);
    const lines = linesOf(marks, next.hours, days);
    const parts = await partsOf(tx, found);
    const before = {
      title: found.title,
      startsOn: found.startsOn,
      endsOn: found.endsOn,
      hours: found.hours,
      basis: found.basis,
    };
    const beforeMarks = marks.map((m) => parts.get(m.personId) ?? { personId: m.personId, status: null });
    const otherDays = JSON.stringify(daysBefore) !== JSON.stringify(days);
    const changed =
      otherDays || Object.keys(before).some((k) => before[k as keyof typeof before] !== next[k as keyof typeof next]);
    if (!changed && marks.length === 0) throw courseProblem("course.nothing-corrected");
    const number = found.corrections + 1;
    const was = { ...before, ...(otherDays ? { days: daysBefore } : {}), marks: beforeMarks };
    const is = { ...next, ...(otherDays ? { days } : {}), marks };
    await sql`
      insert into course_correction (course_id, number, reason, before, after, by_user, at)
      values (${courseId}::uuid, ${number}, ${reason}, ${JSON.stringify(was)}::jsonb,
        ${JSON.stringify(is)}::jsonb, ${principal.userId}, ${now})`.execute(tx);
    await addForgotten(tx, found, marks, new Set(parts.keys()));
    if (otherDays) await writeDays(tx, courseId, days);
    await writeLines(tx, courseId, lines);
    if (otherDays) await dropDays(tx, courseId, days);
    // fewer hours than somebody was credited with: the correction has to say what becomes of them
    await refuseOverCredited(tx, courseId, next.hours, "/changes/hours");
    await sql`
      update course set title = ${next.title}, starts_on = ${next.startsOn}::date, ends_on = ${next.endsOn}::date, hours = ${next.hours},
        basis = ${next.basis}, corrections = ${number}, version = version + 1 where id = ${courseId}::uuid`.execute(tx);
    return {
      answer: { courseId, number, version: found.version + 1 },
      journal: [
        journalLine("course.corrected", found, {
          before: was,
          after: { number, reason, ...is },
        }),
      ],
      feed: tell(courseId, await peopleOf(tx, courseId)),
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
