import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import { type CourseRow, courseStatuses } from "../contract.ts";
import { isToClose } from "../rules.ts";
import { courseColumns, type StoredCourse } from "./store.ts";

export const courseSorts = ["day", "title", "hours"] as const;
export const CourseQuery = z.object({
  q: z.string().trim().max(200).optional().describe("Of the title, with or without diacritics"),
  status: z.enum([...courseStatuses, "toClose"]).optional(),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  topic: z.string().max(60).optional(),
  under: z.coerce.number().int().positive().optional().describe("Held by this unit or one below it"),
  sort: z.enum(courseSorts).default("day"),
  order: z.enum(["up", "down"]).default("down"),
  ...pageQuery,
});
export type CourseQuery = z.output<typeof CourseQuery>;

export type RawCourse = StoredCourse & { participants: number; present: number; whole: boolean };
const counted = sql`${courseColumns}, caller_reads_course_list(c.id) as whole,
  (select count(*)::int from course_participant p where p.course_id = c.id and p.status <> 'withdrawn') as participants,
  (select count(*)::int from course_participant p where p.course_id = c.id and p.status = 'present') as present`;

const keys = {
  day: { key: sql`c.starts_on`, cast: sql`::date`, of: (r: RawCourse) => r.startsOn as string },
  title: {
    key: sql`c.title collate "vi-x-icu"`,
    cast: sql` collate "vi-x-icu"`,
    of: (r: RawCourse) => r.title,
  },
  hours: { key: sql`c.hours`, cast: sql`::int`, of: (r: RawCourse) => String(r.hours) },
} as const;

/** Courses that the caller may see, the newest first where nothing else is asked. */
export async function listCourses(
  tx: Tx,
  query: CourseQuery,
): Promise<{ items: CourseRow[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const { key, cast, of } = keys[query.sort];
  const [direction, than] = query.order === "up" ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const rows = await readCourses(
    tx,
    sql`${conditions(query)} ${after === undefined ? sql`` : sql`and (${key}, c.id) ${than} (${after[0]}${cast}, ${after[1]}::uuid)`}
      order by ${key} ${direction}, c.id ${direction} limit ${query.limit + 1}`,
  );
  const present = presenter(await unitState(tx));
  return page(rows, query.limit, (r) => [of(r), r.id], present);
}

function conditions(query: CourseQuery): RawBuilder<unknown> {
  const today = todayInVietnam();
  const { status, year, topic, under } = query;
  return sql`true
    and find_vi(c.title) like all (${likeWords(query.q)}::text[])
    ${
      status === undefined
        ? sql``
        : status === "toClose"
          ? sql`and (c.status = 'held' or (c.status = 'open' and c.ends_on < ${today}::date))`
          : sql`and c.status = ${status}`
    }
    ${year === undefined ? sql`` : sql`and c.starts_on <= ${`${year}-12-31`}::date and c.ends_on >= ${`${year}-01-01`}::date`}
    ${topic === undefined ? sql`` : sql`and c.topic = ${topic}`}
    ${under === undefined ? sql`` : sql`and c.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under})`}`;
}

/** Courses with their counts; `rest` begins with a condition over `c`. */
export async function readCourses(tx: Tx, rest: RawBuilder<unknown>): Promise<RawCourse[]> {
  const { rows } = await sql<RawCourse>`select ${counted} from course c where ${rest}`.execute(tx);
  return rows;
}

/** The unit as it was called when the course ended, and what it is today where that is another. */
export function presenter({ tree, now }: UnitState): (course: RawCourse) => CourseRow {
  const today = todayInVietnam();
  return (c) => {
    const nowId = now.get(c.unitId)?.nowId ?? null;
    return {
      id: c.id,
      code: spokenCode(c.id),
      title: c.title,
      topic: c.topic,
      unit: { id: c.unitId, name: tree.versionNear(c.unitId, c.endsOn)?.name ?? String(c.unitId) },
      now:
        nowId === null || nowId === c.unitId
          ? null
          : { id: nowId, name: tree.versionNear(nowId, today)?.name ?? String(nowId) },
      form: c.form,
      startsOn: c.startsOn,
      endsOn: c.endsOn,
      hours: c.hours,
      status: c.status,
      seats: c.seats,
      participants: c.participants,
      present: c.present,
      corrections: c.corrections,
      whole: c.whole,
      toClose: isToClose(c, today),
    };
  };
}
