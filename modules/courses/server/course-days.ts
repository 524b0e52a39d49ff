import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import type { Tx } from "#platform/db/session.ts";
import type { DayHours, Mark } from "../contract.ts";
import { daysFault, hoursOn, type Line, lineOfMark, lineOfTicks, spreadHours } from "../days.ts";
import { courseProblem } from "../problems.ts";
import { partsOf } from "./participants.ts";
import { refuseIdentities } from "./store.ts";

interface Span {
  startsOn: CivilDate;
  endsOn: CivilDate;
  hours: number;
}

/** The days of a course of several with their hours; none where presence is not kept by day. */
export async function readDays(tx: Tx, courseId: string): Promise<DayHours[]> {
  const { rows } = await sql<DayHours>`
    select day::text as day, hours from course_day where course_id = ${courseId}::uuid order by day`.execute(tx);
  return rows;
}

/**
 * The days that a course will have: those that were said; the same while neither its span nor its hours change; else
 * evenly. What was closed without days gets none by being put right.
 */
export function nextDays(
  before: (Span & { days: readonly DayHours[]; status?: string }) | null,
  next: Span,
  said: readonly DayHours[] | null = null,
): DayHours[] {
  if (said !== null) {
    const fault = daysFault(said, next);
    if (fault?.code === "course.day-hours")
      throw courseProblem("course.day-hours", { sum: fault.sum, fields: { "/days": fault.code } });
    if (fault !== null) throw courseProblem(fault.code, { fields: { "/days": fault.code } });
    return said.length < 2 ? [] : said.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  }
  if (before === null) return spreadHours(next);
  const same = before.startsOn === next.startsOn && before.endsOn === next.endsOn && before.hours === next.hours;
  if (same || (before.status === "closed" && before.days.length === 0)) return [...before.days];
  return spreadHours(next);
}

/** New days and hours; those that are no longer meant go with `dropDays`, after what was ticked on them was put right. */
export async function writeDays(tx: Tx, courseId: string, days: readonly DayHours[]): Promise<void> {
  await sql`
    insert into course_day as d (course_id, day, hours)
      select ${courseId}::uuid, x.day, x.hours from unnest(${days.map((d) => d.day)}::date[], ${days.map((d) => d.hours)}::int[]) as x (day, hours)
    on conflict (course_id, day) do update set hours = excluded.hours where d.hours <> excluded.hours`.execute(tx);
}

/** @throws course.days-ticked where somebody was there on a day that goes */
export async function dropDays(tx: Tx, courseId: string, days: readonly DayHours[]): Promise<void> {
  const kept = days.map((d) => d.day);
  const { rows } = await sql<{ left: number }>`
    select count(distinct person_id)::int as left from course_presence
     where course_id = ${courseId}::uuid and day <> all (${kept}::date[]) and present`.execute(tx);
  if (rows[0]!.left > 0)
    throw courseProblem("course.days-ticked", { left: rows[0]!.left, fields: { "/days": "course.days-ticked" } });
  await sql`delete from course_presence where course_id = ${courseId}::uuid and day <> all (${kept}::date[])`.execute(
    tx,
  );
  await sql`delete from course_day where course_id = ${courseId}::uuid and day <> all (${kept}::date[])`.execute(tx);
}

/** Before it is closed a course may get other days: what was ticked stays, and the hours follow it. */
export async function changeDays(
  tx: Tx,
  courseId: string,
  before: readonly DayHours[],
  days: readonly DayHours[],
): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(days)) return;
  await writeDays(tx, courseId, days);
  await dropDays(tx, courseId, days);
  const moved = [...(await partsOf(tx, { id: courseId })).values()].flatMap((part) => {
    // a part of the hours that somebody wrote down by hand is theirs to change
    const byHand = part.status === "present" && part.hours !== hoursOn(before, part.days);
    if (part.days.length === 0 || byHand) return [];
    const line = lineOfTicks(days, part.days, part.certificate);
    return line.status === part.status && line.hours === part.hours ? [] : [{ personId: part.personId, line }];
  });
  await writeLines(tx, courseId, moved);
}

/** Nobody keeps more hours than the course has, or than the days on which they were there. */
export async function refuseOverCredited(tx: Tx, courseId: string, hours: number, field: string): Promise<void> {
  const { rows } = await sql`
    select from course_participant p where p.course_id = ${courseId}::uuid and (p.hours > ${hours} or p.hours > (
      select sum(d.hours) from course_presence x join course_day d on d.course_id = x.course_id and d.day = x.day
       where x.course_id = p.course_id and x.person_id = p.person_id and x.present))
    union all select from course_teacher where course_id = ${courseId}::uuid and hours > ${hours} limit 1`.execute(tx);
  if (rows.length > 0) throw courseProblem("course.hours-over", { fields: { [field]: "course.hours-over" } });
}

export interface PersonLine {
  personId: string;
  line: Line;
}

/** Marks as the lines will stand. @throws course.hours-over, course.hours-absent, course.day-unknown, course.identity */
export function linesOf(marks: readonly Mark[], courseHours: number, days: readonly DayHours[]): PersonLine[] {
  return marks.map((mark) => {
    const line = lineOfMark(mark, courseHours, days);
    if (typeof line === "string") throw courseProblem(line, { personId: mark.personId });
    refuseIdentities({ certificate: mark.certificate });
    return { personId: mark.personId, line };
  });
}

export async function writeLines(tx: Tx, courseId: string, lines: readonly PersonLine[]): Promise<void> {
  if (lines.length === 0) return;
  const columns = {
    ids: lines.map((l) => l.personId),
    statuses: lines.map((l) => l.line.status),
    hours: lines.map((l) => l.line.hours),
    certificates: lines.map(({ line }) => (line.certificate === null ? null : tidyLine(line.certificate))),
  };
  await sql`
    update course_participant p set status = m.status, hours = m.hours, certificate = m.certificate, version = p.version + 1
      from unnest(${columns.ids}::uuid[], ${columns.statuses}::text[], ${columns.hours}::int[], ${columns.certificates}::text[]) as m (id, status, hours, certificate)
     where p.course_id = ${courseId}::uuid and p.person_id = m.id`.execute(tx);
  const ticks = lines.flatMap(({ personId, line }) => line.days.map((d) => ({ personId, ...d })));
  await sql`
    delete from course_presence where course_id = ${courseId}::uuid and person_id = any (${columns.ids}::uuid[])`.execute(
    tx,
  );
  await sql`
    insert into course_presence (course_id, person_id, day, present)
      select ${courseId}::uuid, x.id, x.day, x.present
        from unnest(${ticks.map((d) => d.personId)}::uuid[], ${ticks.map((d) => d.day)}::date[], ${ticks.map((d) => d.present)}::bool[]) as x (id, day, present)`.execute(
    tx,
  );
}
