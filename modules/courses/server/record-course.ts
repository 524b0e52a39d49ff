import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { CloseCourse, HoldCourse, MarkPeople, TickDay } from "../contract.ts";
import { lineOfTicks } from "../days.ts";
import { courseProblem } from "../problems.ts";
import { checkDays } from "./check-facts.ts";
import { changeDays, linesOf, nextDays, readDays, refuseOverCredited, writeLines } from "./course-days.ts";
import { partsOf, type StoredPart } from "./participants.ts";
import { peopleOf } from "./plan-course.ts";
import { journalLine, lockCourse, stepTo, tell } from "./store.ts";

/** It took place, on these days and for so many hours; again until it is closed. */
export const holdCourse = defineCommand({
  name: "course.hold",
  input: HoldCourse,
  async run({ tx, principal, now }, { courseId, version, startsOn, endsOn, hours, days: said }) {
    const found = await lockCourse(tx, principal, courseId, "course.record");
    const status = stepTo(found, "hold", version);
    checkDays({ startsOn, endsOn });
    if (endsOn > civilDateOf(now)) throw courseProblem("course.not-yet", { fields: { "/endsOn": "course.not-yet" } });
    const before = await readDays(tx, courseId);
    const days = nextDays({ ...found, days: before }, { startsOn, endsOn, hours }, said);
    await changeDays(tx, courseId, before, days);
    await refuseOverCredited(tx, courseId, hours, "/hours");
    await sql`
      update course set status = ${status}, starts_on = ${startsOn}::date, ends_on = ${endsOn}::date, hours = ${hours}, version = version + 1
       where id = ${courseId}::uuid`.execute(tx);
    return {
      answer: { courseId, status, version: found.version + 1 },
      journal: [
        journalLine("course.held", found, {
          before: {
            status: found.status,
            startsOn: found.startsOn,
            endsOn: found.endsOn,
            hours: found.hours,
            days: before,
          },
          after: { startsOn, endsOn, hours, days },
        }),
      ],
      feed: tell(courseId, await peopleOf(tx, courseId)),
    };
  },
});

const lineOf = ({ personId, status, hours, certificate, days }: Omit<StoredPart, "version">) => ({
  personId,
  status,
  hours,
  certificate,
  ...(days.length === 0 ? {} : { days }),
});

/** The line as the caller saw it. @throws course.participant-unknown, course.changed-since */
function seenLine(parts: ReadonlyMap<string, StoredPart>, seen: { personId: string; version: number }): StoredPart {
  const line = parts.get(seen.personId);
  if (line === undefined || line.status === "withdrawn")
    throw courseProblem("course.participant-unknown", { personId: seen.personId });
  if (line.version !== seen.version)
    throw courseProblem("course.changed-since", { personId: seen.personId, version: line.version });
  return line;
}

/** Present or absent, hours, certificate; a line that somebody else has changed since is not written over. */
export const markPeople = defineCommand({
  name: "course.mark",
  input: MarkPeople,
  async run({ tx, principal }, { courseId, marks }) {
    const found = await lockCourse(tx, principal, courseId, "course.record");
    stepTo(found, "mark");
    const lines = linesOf(marks, found.hours, await readDays(tx, courseId));
    const parts = await partsOf(tx, found);
    const before = marks.map((mark) => lineOf(seenLine(parts, mark)));
    await writeLines(tx, courseId, lines);
    return {
      answer: { courseId, marked: marks.length },
      journal: [
        journalLine("course.marked", found, {
          before,
          after: lines.map((l) => lineOf({ personId: l.personId, ...l.line })),
        }),
      ],
      feed: tell(
        courseId,
        marks.map((m) => m.personId),
      ),
    };
  },
});

/** Who was there on one day of several, also while the course still goes on; status and hours of the line follow. */
export const tickDay = defineCommand({
  name: "course.tick",
  input: TickDay,
  async run({ tx, principal, now }, { courseId, day, ticks }) {
    const found = await lockCourse(tx, principal, courseId, "course.record");
    stepTo(found, "tick");
    const days = await readDays(tx, courseId);
    if (!days.some((d) => d.day === day)) throw courseProblem("course.day-unknown", { day });
    if (day > civilDateOf(now)) throw courseProblem("course.not-yet", { day });
    const parts = await partsOf(tx, found);
    const lines = ticks.map(({ present, ...seen }) => {
      const { certificate, days: on } = seenLine(parts, seen);
      const next = [...on.filter((d) => d.day !== day), { day, present }];
      return { personId: seen.personId, line: lineOfTicks(days, next, certificate) };
    });
    await writeLines(tx, courseId, lines);
    return {
      answer: { courseId, marked: lines.length },
      journal: [
        journalLine("course.ticked", found, {
          before: ticks.map((tick) => lineOf(parts.get(tick.personId)!)),
          after: { day, lines: lines.map((l) => lineOf({ personId: l.personId, ...l.line })) },
        }),
      ],
      feed: tell(
        courseId,
        ticks.map((tick) => tick.personId),
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
