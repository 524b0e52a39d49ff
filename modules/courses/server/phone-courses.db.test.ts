import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import type { CourseOnPhone } from "../contract.ts";
import { courseCommands } from "./commands.ts";
import { phoneCourses, phoneTraining } from "./phone-courses.ts";

const db = useTestDatabase();
const today = todayInVietnam();
const year = Number(today.slice(0, 4));
const units = {} as Record<"province" | "dran", number>;
const people = {} as Record<"thuan" | "nghiem" | "lecturer", string>;
let khanh: Principal;
const speaker = (personId: string, unitId = units.dran): Principal => ({
  userId: `speaker.${personId}`,
  personId,
  displayName: "Người nói",
  grants: [{ role: "speaker", unitId }],
  homeUnitId: unitId,
});

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: units.province });
  khanh = {
    ...speaker(newId(), units.province),
    personId: null,
    grants: [{ role: "unitHead", unitId: units.province }],
  };
  const person = async (fullName: string, unitId: number, kind: string) =>
    (await buildPerson(pool, { fullName, unitId, appointment: { kind } })).personId;
  people.thuan = await person("Ya Thuần", units.dran, "grassrootsCommunicator");
  people.nghiem = await person("Ma Nghiêm", units.dran, "grassrootsCommunicator");
  people.lecturer = await person("Đỗ Minh Quân", units.province, "partTimeLecturer");
});

const act = async (name: keyof typeof courseCommands, payload: object) => {
  const services = { pool: db.database.pool, commands: courseCommands as never };
  return (await executeCommand<{ version: number }>(services, khanh, { id: newId(), name, payload })).answer;
};
const as = <T>(by: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, by, work);
const onPhone = async (personId: string) =>
  (await as(speaker(personId), (tx) => phoneCourses.snapshot(tx, speaker(personId), 100))).map((item) => ({
    id: item.id,
    version: item.version,
    ...(item.data as CourseOnPhone),
  }));
const told = async (entity: string) =>
  (
    await sql<{ of: string }>`select audience || ' ' || entity_id as of from feed where entity = ${entity}`.execute(
      db.owner,
    )
  ).rows.map((r) => r.of);
const facts = {
  title: "Bồi dưỡng kiến thức pháp luật mới",
  form: "inPerson",
  hours: 16,
  placeDetail: "Hội trường tầng 2",
};
async function planned(startsOn: string, endsOn: string, over: object = {}): Promise<string> {
  const courseId = newId();
  const place = { unitId: units.province, placeUnitId: units.dran };
  await act("course.plan", { courseId, ...place, ...facts, startsOn, endsOn, ...over });
  return courseId;
}

test("what comes is on the phone of who learns and of who teaches, with place and days, and of nobody else", async () => {
  const [startsOn, endsOn] = [addDays(today, 5), addDays(today, 6)];
  const lecture = { id: newId(), personId: people.lecturer, subject: "Luật Đất đai", hours: 8 };
  const courseId = await planned(startsOn, endsOn, { teachers: [lecture] });
  expect(await told("course")).toContain(`person:${people.lecturer} ${courseId}`);
  expect(await onPhone(people.thuan)).toEqual([]);
  await act("course.open", { courseId, version: 1 });
  await act("course.enrol", { courseId, personIds: [people.thuan] });
  expect(await told("course")).toContain(`person:${people.thuan} ${courseId}`);
  const [mine] = await onPhone(people.thuan);
  expect(mine).toMatchObject({
    id: courseId,
    place: "Hội trường tầng 2, Xã D'Ran",
    unit: "Tỉnh Lâm Đồng",
    status: "open",
    days: [
      { day: startsOn, hours: 8 },
      { day: endsOn, hours: 8 },
    ],
    part: { status: "enrolled", hours: null, days: [] },
    teaches: [],
  });
  expect((await onPhone(people.lecturer))[0]).toMatchObject({
    part: null,
    teaches: [{ subject: "Luật Đất đai", hours: 8 }],
  });
  expect(await onPhone(people.nghiem)).toEqual([]);
  const other = await as(speaker(people.nghiem), (tx) => phoneCourses.load(tx, speaker(people.nghiem), [courseId]));
  expect(other).toEqual([]);
  // who no longer teaches in it is told, and it leaves their phone
  const before = (await told("course")).length;
  const place = { placeUnitId: units.dran, startsOn, endsOn, teachers: [] };
  await act("course.edit", { courseId, version: 2, ...facts, ...place });
  expect((await told("course")).slice(before).toSorted()).toEqual(
    [`person:${people.lecturer} ${courseId}`, `person:${people.thuan} ${courseId}`].toSorted(),
  );
  expect(await onPhone(people.lecturer)).toEqual([]);
  // cancelled: it stays until its day, and says why
  await act("course.cancel", { courseId, reason: "Mưa bão" });
  expect((await onPhone(people.thuan))[0]).toMatchObject({ status: "cancelled", cancelledReason: "Mưa bão" });
});

test("days ticked and hours credited come with a newer version; a correction is told to everybody on the list", async () => {
  const [startsOn, endsOn] = [addDays(today, -3), addDays(today, -2)];
  const courseId = await planned(startsOn, endsOn);
  await act("course.open", { courseId, version: 1 });
  await act("course.enrol", { courseId, personIds: [people.thuan, people.nghiem] });
  await act("course.hold", { courseId, version: 2, startsOn, endsOn, hours: 16 });
  const own = async () => (await onPhone(people.thuan)).find((c) => c.id === courseId)!;
  const first = await own();
  const ticks = [{ personId: people.thuan, version: 1, present: true }];
  await act("course.tick", { courseId, day: startsOn, ticks });
  const second = await own();
  expect(second.version).toBeGreaterThan(first.version);
  expect(second.part).toMatchObject({ status: "enrolled", days: [{ day: startsOn, present: true }] });
  const whole = { status: "present", days: [startsOn], certificate: "3/GCN" };
  await act("course.mark", {
    courseId,
    marks: [
      { personId: people.thuan, version: 2, ...whole },
      { personId: people.nghiem, version: 1, status: "absent" },
    ],
  });
  await act("course.close", { courseId, version: 3 });
  expect((await own()).part).toMatchObject({ status: "present", hours: 8, certificate: "3/GCN" });
  const before = (await told("course")).length;
  await act("course.correct", {
    courseId,
    version: 4,
    reason: "Sai tên lớp",
    changes: { title: "Bồi dưỡng pháp luật" },
  });
  expect((await told("course")).slice(before)).toHaveLength(2);
});

test("what is wanted in the year comes along, and is told anew with a new number or a new appointment", async () => {
  const wanted = async (personId: string) =>
    (await as(speaker(personId), (tx) => phoneTraining.snapshot(tx, speaker(personId), 1)))[0];
  expect(await wanted(people.thuan)).toMatchObject({
    id: "mine",
    data: { years: [year - 1, year, year + 1].map((of) => ({ year: of, wanted: null })) },
  });
  await act("course.set-norm", {
    unitId: units.province,
    kind: "grassrootsCommunicator",
    hours: 16,
    from: `${year}-01-01`,
    legalBasis: "Kế hoạch 45",
  });
  expect(await wanted(people.thuan)).toMatchObject({
    data: {
      years: [
        { wanted: null },
        { wanted: 16, basis: "Kế hoạch 45" },
        { year: year + 1, wanted: 16, basis: "Kế hoạch 45" },
      ],
    },
  });
  expect(await told("training")).toEqual([`unit:${units.province} mine`]);
  // only who has an account has a phone
  await sql`insert into account_user (id, name, email) values ('ya.thuan', 'Ya Thuần', 'ya.thuan@example.test')`.execute(
    db.owner,
  );
  await sql`insert into account_person (user_id, person_id) values ('ya.thuan', ${people.thuan}::uuid)`.execute(
    db.owner,
  );
  await sql`
    update appointment set version = version + 1 where person_id in (${people.thuan}::uuid, ${people.nghiem}::uuid)`.execute(
    db.owner,
  );
  expect(await told("training")).toEqual([`unit:${units.province} mine`, `person:${people.thuan} mine`]);
  const nobody = { ...khanh, personId: null };
  expect(await as(nobody, (tx) => phoneTraining.snapshot(tx, nobody, 1))).toEqual([]);
});
