import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit, unitAdministrator, unitCommands } from "#modules/units/server.ts";
import { courseCommands } from "./commands.ts";
import { exportHours } from "./export-courses.ts";
import { readTraining } from "./training.ts";
import { HoursQuery, listHours, listUnitHours } from "./training-hours.ts";

const db = useTestDatabase();
const now = new Date("2026-11-20T03:00:00Z");
const today = asCivilDate("2026-11-20");
const units = {} as Record<"province" | "kaDo" | "proh", number>;
const people = {} as Record<"an" | "binh" | "chi" | "lecturer", string>;
const head = (unitId: number, personId: string | null = null): Principal => ({
  userId: `head.${unitId}`,
  personId,
  displayName: "Thủ trưởng",
  grants: [{ role: "unitHead", unitId }],
  homeUnitId: unitId,
});
const act = async <A = { courseId: string }>(by: Principal, name: keyof typeof courseCommands, payload: object) => {
  const services = { pool: db.database.pool, commands: courseCommands as never, now: () => now };
  return (await executeCommand<A>(services, by, { id: newId(), name, payload })).answer;
};
const as = <T>(by: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, by, work);
const hoursOf = async (by: Principal, query: object) =>
  (await as(by, (tx) => listHours(tx, HoursQuery.parse({ year: 2026, ...query }), today))).items;
const unitsOf = async (view: "then" | "now") =>
  (await as(head(units.province), (tx) => listUnitHours(tx, { year: 2026, view, under: undefined }, today))).items;

/** Closed on its last day, with the hours that each is credited with; null: absent. */
async function closed(endsOn: string, hours: number, credits: Record<string, number | null>): Promise<string> {
  const by = head(units.province);
  const [courseId, personIds] = [newId(), Object.keys(credits)];
  await act(by, "course.plan", {
    courseId,
    unitId: units.province,
    title: `Bồi dưỡng ${endsOn}`,
    form: "online",
    startsOn: endsOn,
    endsOn,
    hours,
    teachers: [{ id: newId(), personId: people.lecturer, subject: "Kỹ năng nói", hours }],
  });
  await act(by, "course.enrol", { courseId, personIds });
  await act(by, "course.open", { courseId, version: 1 });
  await act(by, "course.hold", { courseId, version: 2, startsOn: endsOn, endsOn, hours });
  const marks = personIds.map((personId) => ({
    personId,
    version: 1,
    status: credits[personId] === null ? "absent" : "present",
    hours: credits[personId],
  }));
  await act(by, "course.mark", { courseId, marks });
  await act(by, "course.close", { courseId, version: 3 });
  return courseId;
}

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.kaDo = await buildUnit(pool, { name: "Xã Ka Đô", kind: "commune", parentId: units.province });
  units.proh = await buildUnit(pool, { name: "Xã Próh", kind: "commune", parentId: units.province });
  const person = async (fullName: string, unitId: number, kind = "grassrootsCommunicator") =>
    (await buildPerson(pool, { fullName, unitId, appointment: { kind } })).personId;
  people.an = await person("Lê Văn An", units.kaDo);
  people.binh = await person("Lê Thị Bình", units.kaDo);
  people.chi = await person("Ma Chi", units.proh);
  people.lecturer = await person("Phạm Quốc Việt", units.province, "partTimeLecturer");
  await closed("2026-03-10", 16, { [people.an]: 16, [people.binh]: null, [people.chi]: 8 });
  await closed("2026-06-10", 8, { [people.an]: 8 });
  await closed("2025-12-01", 8, { [people.an]: 8 });
});

test("what is wanted is a dated number of the nearest unit that set one; who has less is named", async () => {
  const norm = { kind: "grassrootsCommunicator", legalBasis: "Kế hoạch bồi dưỡng năm 2026" };
  expect((await hoursOf(head(units.province), {})).map((r) => [r.name, r.hours, r.wanted])).toEqual([
    ["Lê Văn An", 24, null],
    ["Lê Thị Bình", 0, null],
    ["Ma Chi", 8, null],
    ["Phạm Quốc Việt", 0, null],
  ]);
  await act(head(units.province), "course.set-norm", {
    ...norm,
    unitId: units.province,
    hours: 16,
    from: "2026-01-01",
  });
  await act(head(units.proh), "course.set-norm", { ...norm, unitId: units.proh, hours: 8, from: "2026-01-01" });
  const again = act(head(units.province), "course.set-norm", {
    ...norm,
    unitId: units.province,
    hours: 24,
    from: "2026-01-01",
  });
  await expect(again).rejects.toMatchObject({ code: "course.norm-later" });
  const below = act(head(units.proh), "course.set-norm", { ...norm, unitId: units.kaDo, hours: 0, from: "2026-01-01" });
  await expect(below).rejects.toMatchObject({ code: "access.denied" });
  expect((await hoursOf(head(units.province), {})).map((r) => [r.name, r.wanted, r.missing])).toEqual([
    ["Lê Văn An", 16, 0],
    ["Lê Thị Bình", 16, 16],
    ["Ma Chi", 8, 0],
    ["Phạm Quốc Việt", null, 0],
  ]);
  expect((await hoursOf(head(units.province), { short: "yes" })).map((r) => r.name)).toEqual(["Lê Thị Bình"]);
  expect((await hoursOf(head(units.province), { q: "le thi" })).map((r) => r.name)).toEqual(["Lê Thị Bình"]);
  // each head sees their own people
  expect((await hoursOf(head(units.proh), {})).map((r) => [r.name, r.hours])).toEqual([["Ma Chi", 8]]);
  // a year on which no number held
  expect((await hoursOf(head(units.province), { year: 2025 })).map((r) => [r.hours, r.wanted])[0]).toEqual([8, null]);
  const file = await as(head(units.province), (tx) =>
    exportHours(tx, HoursQuery.parse({ year: 2026 }), today, "vi", "xlsx"),
  );
  expect((await readWorkbook(file.bytes as Uint8Array)).map((s) => s.rows.length)).toEqual([5, 4]);
});

test("a person's own page: years, courses, and the teaching log of a lecturer", async () => {
  const own = await as(head(units.kaDo), (tx) => readTraining(tx, people.an, today));
  expect(own.years).toEqual([
    { year: 2026, hours: 24, wanted: 16 },
    { year: 2025, hours: 8, wanted: null },
  ]);
  expect(own.attended.map((a) => a.hours)).toEqual([8, 16, 8]);
  const taught = await as(head(units.province), (tx) => readTraining(tx, people.lecturer, today));
  expect(taught.taught.map((t) => [t.endsOn, t.hours])).toEqual([
    ["2026-06-10", 8],
    ["2026-03-10", 16],
    ["2025-12-01", 8],
  ]);
  // a neighbour sees nothing of somebody else's people
  expect((await as(head(units.proh), (tx) => readTraining(tx, people.an, today))).attended).toEqual([]);
  const speaker: Principal = {
    ...head(units.kaDo, people.an),
    grants: [{ role: "speaker", unitId: units.kaDo }],
  };
  expect((await as(speaker, (tx) => readTraining(tx, people.an, today))).attended).toHaveLength(3);
});

test("figures of the report: courses by host, attendances and hours by whose people they were", async () => {
  const { rows } = await as(head(units.province), (tx) =>
    sql<{ code: string; unit_id: number; n: number }>`
      select code, unit_id, count(distinct counted)::int as n from courses_in_period('2026-01-01', '2026-12-31') group by 1, 2 order by 1, 3 desc`.execute(
      tx,
    ),
  );
  expect(rows.map((r) => [r.code, r.unit_id, r.n])).toEqual([
    ["courses", units.province, 2],
    ["courses.hours", units.kaDo, 24],
    ["courses.hours", units.proh, 8],
    ["courses.participants", units.kaDo, 2],
    ["courses.participants", units.proh, 1],
  ]);
});

test("after a merger history keeps its units, and the view of today adds them up to the same", async () => {
  const before = await unitsOf("then");
  const services = { pool: db.database.pool, commands: unitCommands };
  const { unitIds } = (
    await executeCommand<{ unitIds: number[] }>(services, unitAdministrator, {
      id: newId(),
      name: "unit.operate",
      payload: {
        kind: "merge",
        on: "2026-10-01",
        legalBasis: "NQ",
        unitIds: [units.kaDo, units.proh],
        into: { name: "Xã Đơn Dương mới", kind: "commune", parentId: units.province },
      },
    })
  ).answer;
  const brief = (list: Awaited<ReturnType<typeof unitsOf>>) =>
    list.map((u) => [u.unit.name, u.people, u.hours, u.short]);
  expect(await unitsOf("then")).toEqual(before);
  expect(brief(before)).toEqual([
    ["Tỉnh Lâm Đồng", 1, 0, 0],
    ["Xã Ka Đô", 2, 24, 1],
    ["Xã Próh", 1, 8, 0],
  ]);
  expect(brief(await unitsOf("now"))).toEqual([
    ["Tỉnh Lâm Đồng", 1, 0, 0],
    ["Xã Đơn Dương mới", 3, 32, 1],
  ]);
  expect((await hoursOf(head(unitIds[0]!), { under: unitIds[0], view: "now" })).map((r) => r.unit.name)).toEqual(
    Array.from({ length: 3 }, () => "Xã Đơn Dương mới"),
  );
});
