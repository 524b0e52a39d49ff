import { sql } from "kysely";
import { refusal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { type DayPresence, EnrolPeople, type PartStatus, WithdrawPerson } from "../contract.ts";
import { coursePolicy } from "../policy.ts";
import { courseProblem } from "../problems.ts";
import { findCourse, journalLine, lockCourse, mayAt, stepTo, type StoredCourse, tell } from "./store.ts";

interface OnRoster {
  id: string;
  unitId: number;
}

/** People of the roster in the caller's sight who hold an appointment on that day; anybody else has no place in a course. */
export async function onRoster(tx: Tx, personIds: readonly string[], on: CivilDate): Promise<OnRoster[]> {
  const { rows } = await sql<OnRoster>`
    select p.id, p.unit_id as "unitId" from person p
     where p.id = any (${personIds}::uuid[]) and exists (select from appointment a where a.person_id = p.id and a.held @> ${on}::date)`.execute(
    tx,
  );
  return rows;
}

/** Who holds the course puts anybody on its list; a unit below its own people, while it is open. */
export const enrolPeople = defineCommand({
  name: "course.enrol",
  input: EnrolPeople,
  async run({ tx, principal }, { courseId, personIds }) {
    const wanted = [...new Set(personIds)];
    const seen = await findCourse(tx, courseId);
    const host =
      refusal(coursePolicy, "course.record", principal, { unitPath: await unitPath(tx, seen.unitId) }) === null;
    const found = host ? await lockCourse(tx, principal, courseId, "course.record") : seen;
    stepTo(found, "enrol");
    if (!host && found.status !== "open") throw courseProblem("course.wrong-state", { status: found.status });
    const people = await onRoster(tx, wanted, found.startsOn);
    if (people.length !== wanted.length)
      throw courseProblem("course.person-unfit", {
        left: wanted.length - people.length,
        fields: { "/personIds": "course.person-unfit" },
      });
    if (!host) for (const person of people) await mayAt(tx, principal, person.unitId, "course.enrol");
    const { rows } = await sql<{ person_id: string }>`
      insert into course_participant as p (course_id, person_id, unit_id)
        select ${courseId}::uuid, x.id, x.unit from unnest(${people.map((x) => x.id)}::uuid[], ${people.map((x) => x.unitId)}::int[]) as x (id, unit)
      on conflict (course_id, person_id) do update set status = 'enrolled', version = p.version + 1 where p.status = 'withdrawn'
      returning person_id`.execute(tx);
    const added = rows.map((r) => r.person_id);
    return {
      answer: { courseId, added: added.length, there: wanted.length - added.length },
      journal: [journalLine("course.enrolled", found, { after: { personIds: added } })],
      feed: tell(courseId, added),
    };
  },
});

/** Off the list before anything was recorded of them; the line stays. */
export const withdrawPerson = defineCommand({
  name: "course.withdraw",
  input: WithdrawPerson,
  async run({ tx, principal }, { courseId, personId }) {
    const found = await findCourse(tx, courseId);
    const { rows } = await sql<{ unitId: number; status: string; ticked: boolean }>`
      select p.unit_id as "unitId", p.status, exists (select from course_presence x where x.course_id = p.course_id and x.person_id = p.person_id) as ticked
        from course_participant p where p.course_id = ${courseId}::uuid and p.person_id = ${personId}::uuid`.execute(
      tx,
    );
    const line = rows[0];
    if (line === undefined) throw courseProblem("course.participant-unknown", { personId });
    const path = [
      ...(await unitPath(tx, found.unitId)),
      ...(found.status === "open" ? await unitPath(tx, line.unitId) : []),
    ];
    const refused = refusal(coursePolicy, "course.enrol", principal, { unitPath: path });
    if (refused !== null) await mayAt(tx, principal, found.unitId, "course.record");
    stepTo(found, "enrol");
    if (line.status === "withdrawn") throw courseProblem("course.wrong-state", { status: found.status });
    // ticked on one of its days: no longer for the unit below to take back
    if (line.ticked) await mayAt(tx, principal, found.unitId, "course.record");
    if (line.ticked)
      await sql`delete from course_presence where course_id = ${courseId}::uuid and person_id = ${personId}::uuid`.execute(
        tx,
      );
    await sql`
      update course_participant set status = 'withdrawn', hours = null, certificate = null, version = version + 1
       where course_id = ${courseId}::uuid and person_id = ${personId}::uuid`.execute(tx);
    return {
      answer: { courseId, personId },
      journal: [journalLine("course.withdrawn", found, { before: { status: line.status }, after: { personId } })],
      feed: tell(courseId, [personId]),
    };
  },
});

export interface StoredPart {
  personId: string;
  status: PartStatus;
  hours: number | null;
  certificate: string | null;
  /** Of a course of several days: those that were ticked. */
  days: DayPresence[];
  version: number;
}

export const ticksOf = sql`coalesce((
  select json_agg(json_build_object('day', x.day, 'present', x.present) order by x.day) from course_presence x
   where x.course_id = p.course_id and x.person_id = p.person_id), '[]')`;

export async function partsOf(tx: Tx, course: Pick<StoredCourse, "id">): Promise<Map<string, StoredPart>> {
  const { rows } = await sql<StoredPart>`
    select p.person_id as "personId", p.status, p.hours, p.certificate, ${ticksOf} as days, p.version from course_participant p where p.course_id = ${course.id}::uuid`.execute(
    tx,
  );
  return new Map(rows.map((r) => [r.personId, r]));
}
