import { sql } from "kysely";
import { asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import type { Training } from "../contract.ts";
import { creditedIn, isCredited } from "../days.ts";
import { yearOf } from "./training-hours.ts";

const mostYears = 6;

/** What one person learned and taught, as far as the caller may see it; hours by year beside what is wanted. */
export async function readTraining(tx: Tx, personId: string, today: CivilDate): Promise<Training> {
  const { tree } = await unitState(tx);
  const name = (id: number, on: string) => tree.versionNear(id, asCivilDate(on))?.name ?? String(id);
  type Attended = Training["attended"][number];
  const { rows: attended } = await sql<
    Omit<Attended, "unit" | "place"> & { unitId: number; placeId: number | null; detail: string | null }
  >`
    select c.id as "courseId", c.title, c.unit_id as "unitId", c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
           c.place_unit_id as "placeId", c.place_detail as detail, c.status as "courseStatus", p.status, p.hours, p.certificate
      from course_participant p join course c on c.id = p.course_id
     where p.person_id = ${personId}::uuid and p.status <> 'withdrawn' and c.status <> 'cancelled' order by c.starts_on desc, c.id limit 200`.execute(
    tx,
  );
  const { rows: taught } = await sql<Omit<Training["taught"][number], "unit"> & { unitId: number }>`
    select c.id as "courseId", c.title, c.unit_id as "unitId", c.ends_on::text as "endsOn", c.status as "courseStatus", t.subject, t.hours
      from course_teacher t join course c on c.id = t.course_id
     where t.person_id = ${personId}::uuid and c.status <> 'cancelled' order by c.ends_on desc, c.id limit 200`.execute(
    tx,
  );
  const thisYear = Number(today.slice(0, 4));
  const years = [
    ...new Set([thisYear, ...attended.flatMap((a) => (isCredited(a) ? [Number(a.endsOn.slice(0, 4))] : []))]),
  ]
    .toSorted((a, b) => b - a)
    .slice(0, mostYears);
  const wanted = new Map<number, number | null>();
  for (const year of years) wanted.set(year, (await wantedOf(tx, personId, year, today))?.hours ?? null);
  return {
    years: years.map((year) => ({
      year,
      hours: creditedIn(year, attended),
      wanted: wanted.get(year) ?? null,
    })),
    attended: attended.map(({ unitId, placeId, detail, ...a }) => ({
      ...a,
      unit: name(unitId, a.endsOn),
      place: [detail, placeId === null ? null : name(placeId, a.endsOn)].filter((x) => x !== null).join(", ") || null,
    })),
    taught: taught.map(({ unitId, ...t }) => ({ ...t, unit: name(unitId, t.endsOn) })),
  };
}

/** Hours wanted of a person in a year, with the decision that says so; null where no unit above has set a number. */
export async function wantedOf(
  tx: Tx,
  personId: string,
  year: number,
  today: CivilDate,
): Promise<{ hours: number; basis: string } | null> {
  const { rows } = await sql<{ hours: number; basis: string }>`
    with ${yearOf({ year, today, personId })}
    select w.hours, w.legal_basis as basis from wanted w where w.person_id = ${personId}::uuid`.execute(tx);
  return rows[0] ?? null;
}
