import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import { personNames } from "#modules/roster/server.ts";
import { unitState } from "#modules/units/server.ts";
import type { CourseCorrection, CoursePage, DayPresence, PartStatus, Teacher } from "../contract.ts";
import { coursePolicy } from "../policy.ts";
import { courseProblem } from "../problems.ts";
import { nextCourseStatus } from "../rules.ts";
import { readDays } from "./course-days.ts";
import { presenter, readCourses } from "./list-courses.ts";
import { ticksOf } from "./participants.ts";

interface RawPart {
  personId: string;
  name: string;
  unitId: number;
  position: string | null;
  status: PartStatus;
  hours: number | null;
  certificate: string | null;
  days: DayPresence[];
  version: number;
}

/** Everything of one course that the caller may see. @throws course.not-found */
export async function readCoursePage(tx: Tx, principal: Principal, id: string): Promise<CoursePage> {
  const [course] = await readCourses(tx, sql`c.id = ${id}::uuid`);
  if (course === undefined) throw courseProblem("course.not-found", { id });
  const state = await unitState(tx);
  const path = state.paths.get(course.unitId) ?? [];
  const may = (verb: keyof typeof coursePolicy, unitPath: readonly number[] = path) =>
    refusal(coursePolicy, verb, principal, { unitPath }) === null;
  const name = (unitId: number) => state.tree.versionNear(unitId, course.endsOn)?.name ?? String(unitId);
  const ownPeople = course.status === "open" && principal.grants.some((g) => g.unitId !== null);
  const enrols = nextCourseStatus(course.status, "enrol") !== null;
  const people = await readPeople(tx, id);
  return {
    ...presenter(state)(course),
    version: course.version,
    days: await readDays(tx, id),
    place: course.placeUnitId === null ? null : { id: course.placeUnitId, name: name(course.placeUnitId) },
    placeDetail: course.placeDetail === null ? null : strike(course.placeDetail),
    basis: course.basis === null ? null : strike(course.basis),
    taskId: course.taskId,
    cancelledReason: course.cancelledReason === null ? null : strike(course.cancelledReason),
    closedOn: course.closedOn,
    teachers: await readTeachers(tx, id),
    materials: await readMaterials(tx, id),
    people: people.map(({ unitId, ...p }) => ({
      ...p,
      unit: { id: unitId, name: name(unitId) },
      mayWithdraw:
        enrols &&
        p.status !== "withdrawn" &&
        (may("course.record") || (course.status === "open" && may("course.enrol", state.paths.get(unitId) ?? []))),
    })),
    correctionsMade: await readCorrections(tx, id),
    allowed: [
      ...(["course.plan", "course.record", "course.correct"] as const).filter((verb) => may(verb)),
      ...(enrols && (may("course.record") || (ownPeople && may("course.enrol", grantsOf(principal))))
        ? ["course.enrol"]
        : []),
    ],
  };
}

const grantsOf = (principal: Principal) => principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));

/** In the order of Vietnamese lists. Names come by the ids on the list: who sees the line may read the name. */
async function readPeople(tx: Tx, id: string): Promise<RawPart[]> {
  const { rows } = await sql<RawPart>`
    select p.person_id as "personId", n.full_name as name, p.unit_id as "unitId", o.position, p.status, p.hours, p.certificate, ${ticksOf} as days, p.version
      from course_participant p left join person o on o.id = p.person_id
      cross join lateral person_names(array[p.person_id]) n
     where p.course_id = ${id}::uuid
     order by p.status = 'withdrawn', coalesce(o.sort_given, n.full_name) collate "vi-x-icu", o.sort_rest collate "vi-x-icu", p.person_id`.execute(
    tx,
  );
  return rows;
}

async function readTeachers(tx: Tx, id: string): Promise<(Teacher & { name: string | null })[]> {
  const { rows } = await sql<Teacher>`
    select id, person_id as "personId", office, subject, hours from course_teacher where course_id = ${id}::uuid order by position`.execute(
    tx,
  );
  const names = await personNames(
    tx,
    rows.flatMap((r) => (r.personId === null ? [] : [r.personId])),
  );
  return rows.map((r) => ({
    ...r,
    office: r.office === null ? null : strike(r.office),
    name: r.personId === null ? null : (names.get(r.personId) ?? null),
  }));
}

async function readMaterials(tx: Tx, id: string): Promise<CoursePage["materials"]> {
  const { rows } = await sql<CoursePage["materials"][number]>`
    select v.id as "versionId", v.material_id as "materialId", v.title, v.number
      from course_material m join material_version v on v.id = m.version_id where m.course_id = ${id}::uuid order by v.title, v.id`.execute(
    tx,
  );
  return rows;
}

async function readCorrections(tx: Tx, id: string): Promise<CourseCorrection[]> {
  const { rows } = await sql<Omit<CourseCorrection, "at"> & { at: Date }>`
    select number, reason, at, account_name(by_user) as "byName", before, after
      from course_correction where course_id = ${id}::uuid order by number desc`.execute(tx);
  return rows.map((r) => ({ ...r, reason: strike(r.reason), at: r.at.toISOString() }));
}

/** Part-time lecturers who may be asked to teach, by name. */
export async function listLecturers(
  tx: Tx,
  asked: { unitId: number; on: CivilDate; q: string; limit: number },
): Promise<{ items: { id: string; fullName: string; unitName: string }[] }> {
  const { rows } = await sql<{ id: string; full_name: string; unit_id: number }>`
    select id, full_name, unit_id from course_lecturers(${asked.unitId}, ${asked.on}::date)
     where ${asked.q} = '' or strpos(search_key, fold_vi(${asked.q})) > 0
     order by sort_given collate "vi-x-icu", sort_rest collate "vi-x-icu", id limit ${asked.limit}`.execute(tx);
  const { tree } = await unitState(tx);
  return {
    items: rows.map((r) => ({
      id: r.id,
      fullName: r.full_name,
      unitName: tree.versionNear(r.unit_id, asked.on)?.name ?? "",
    })),
  };
}
