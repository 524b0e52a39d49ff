import { sql } from "kysely";
import { type Principal } from "#kernel/access.ts";
import { type CivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import type { ReadSheet } from "#platform/documents/workbook-reader.ts";
import { listedNames } from "#modules/roster/server.ts";
import { unitState } from "#modules/units/server.ts";
import type { ListPreview } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { type Known, matchPeople } from "../rules.ts";
import { partsOf } from "./participants.ts";
import { findCourse, mayAt, stepTo } from "./store.ts";

/**
 * A unit's own list against the roster, row by row: who is found, who is on the list already, who is not on the roster.
 * Nothing is written and no file kept; who was found is then put on the list by the ordinary command.
 */
export async function previewList(
  tx: Tx,
  principal: Principal,
  courseId: string,
  sheets: readonly ReadSheet[],
  today: CivilDate,
): Promise<ListPreview> {
  const course = await findCourse(tx, courseId);
  await mayAt(tx, principal, course.unitId, "course.record");
  stepTo(course, "enrol");
  const { names, dropped } = listedNames(sheets, today);
  if (names.length === 0) throw courseProblem("course.list-unreadable");
  const folded = [...new Set(names.filter((n) => n.readable).map((n) => fold(n.name)))];
  const { rows } = await sql<Omit<Known, "unit"> & { unitId: number }>`
    select p.id, p.full_name as name, p.unit_id as "unitId", p.position from person p
     where p.search_key = any (${folded}::text[])
       and exists (select from appointment a where a.person_id = p.id and a.held @> ${course.startsOn}::date)
     order by p.full_name, p.id`.execute(tx);
  const { tree } = await unitState(tx);
  const known = rows.map(({ unitId, ...p }) => ({
    ...p,
    unit: tree.versionNear(unitId, course.startsOn)?.name ?? "",
  }));
  const there = [...(await partsOf(tx, course)).values()].filter((p) => p.status !== "withdrawn");
  return { rows: matchPeople(names, known, new Set(there.map((p) => p.personId))), dropped };
}
