import { sql } from "kysely";
import { asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PhoneItem, PullSource } from "#platform/sync/server/pull-source.ts";
import { unitState } from "#modules/units/server.ts";
import type { CourseOnPhone } from "../contract.ts";
import { ticksOf } from "./participants.ts";
import { wantedOf } from "./training.ts";

/**
 * The courses that a person learns or teaches in, on their phone: place and time of what comes, what they were credited
 * with. A cancelled one stays until its day, so that nobody travels for nothing.
 */
export const phoneCourses: PullSource = {
  entity: "course",
  async snapshot(tx, principal, cap) {
    return principal.personId === null ? [] : readOwnCourses(tx, principal.personId, null, cap);
  },
  async load(tx, principal, ids) {
    return principal.personId === null ? [] : readOwnCourses(tx, principal.personId, ids, ids.length);
  },
};

interface Row extends Omit<CourseOnPhone, "unit" | "place"> {
  id: string;
  version: number;
  unitId: number;
  placeId: number | null;
  detail: string | null;
}

async function readOwnCourses(
  tx: Tx,
  personId: string,
  ids: readonly string[] | null,
  cap: number,
): Promise<PhoneItem[]> {
  const { rows } = await sql<Row>`
    select c.id, c.version + coalesce(p.version, 0) as version, c.title, c.unit_id as "unitId", c.form, c.starts_on::text as "startsOn",
           c.ends_on::text as "endsOn", c.hours, c.place_unit_id as "placeId", c.place_detail as detail, c.status, c.cancelled_reason as "cancelledReason",
           coalesce((select json_agg(json_build_object('day', d.day, 'hours', d.hours) order by d.day) from course_day d where d.course_id = c.id), '[]') as days,
           case when p.course_id is not null then json_build_object('status', p.status, 'hours', p.hours, 'certificate', p.certificate, 'days', ${ticksOf}) end as part,
           (select json_agg(json_build_object('subject', t.subject, 'hours', t.hours) order by t.position)
              from course_teacher t where t.course_id = c.id and t.person_id = ${personId}::uuid) as teaches
      from course c left join course_participant p on p.course_id = c.id and p.person_id = ${personId}::uuid and p.status <> 'withdrawn'
     where (p.course_id is not null or exists (select from course_teacher t where t.course_id = c.id and t.person_id = ${personId}::uuid))
       and (c.status <> 'cancelled' or c.ends_on >= ${todayInVietnam()}::date)
       ${ids === null ? sql`` : sql`and c.id = any (${ids as string[]}::uuid[])`}
     order by c.ends_on desc, c.id limit ${cap}`.execute(tx);
  const { tree } = await unitState(tx);
  const name = (unitId: number, on: string) => tree.versionNear(unitId, asCivilDate(on))?.name ?? String(unitId);
  return rows.map(({ id, version, unitId, placeId, detail, ...course }) => {
    const place = [detail === null ? null : strike(detail), placeId === null ? null : name(placeId, course.endsOn)];
    const data: CourseOnPhone = {
      ...course,
      cancelledReason: course.cancelledReason === null ? null : strike(course.cancelledReason),
      unit: name(unitId, course.endsOn),
      place: place.filter((x) => x !== null).join(", ") || null,
      teaches: course.teaches ?? [],
    };
    return { id, version, data };
  });
}

/** What is wanted of this person: last year, this year, and the next one, so that a phone without a network goes into it. */
export const phoneTraining: PullSource = {
  entity: "training",
  snapshot: (tx, principal) => readWanted(tx, principal.personId),
  load: (tx, principal) => readWanted(tx, principal.personId),
};

async function readWanted(tx: Tx, personId: string | null): Promise<PhoneItem[]> {
  if (personId === null) return [];
  const today = todayInVietnam();
  const year = Number(today.slice(0, 4));
  const years = [];
  for (const counted of [year - 1, year, year + 1]) {
    const wanted = await wantedOf(tx, personId, counted, today);
    years.push({ year: counted, wanted: wanted?.hours ?? null, basis: wanted?.basis ?? null });
  }
  return [{ id: "mine", version: 1, data: { years } }];
}
