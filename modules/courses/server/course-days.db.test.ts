import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { withDatabase } from "#platform/db/connection-url.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { migrate } from "#platform/db/migrate.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { courseCommands } from "./commands.ts";
import { readCoursePage } from "./course-page.ts";

const db = useTestDatabase();
let now = new Date("2026-11-20T03:00:00Z");
const units = {} as Record<"province" | "dran", number>;
const who = {} as Record<"khanh" | "ha", Principal>;
const people = {} as Record<"lieng" | "hoa" | "kbrem", string>;
const [first, second, third] = ["2026-11-10", "2026-11-11", "2026-11-12"] as const;

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: units.province });
  const principal = (userId: string, role: "officer" | "unitHead", unitId: number): Principal => ({
    userId,
    personId: null,
    displayName: userId,
    grants: [{ role, unitId }],
    homeUnitId: unitId,
  });
  who.khanh = principal("bao.khanh", "unitHead", units.province);
  who.ha = principal("thu.ha", "officer", units.dran);
  const person = async (fullName: string) =>
    (await buildPerson(pool, { fullName, unitId: units.dran, appointment: { kind: "grassrootsCommunicator" } }))
      .personId;
  people.lieng = await person("Liêng Hót Ha Brơi");
  people.hoa = await person("Trần Thị Hòa");
  people.kbrem = await person("K' Brẻm");
});

async function act(by: Principal, name: keyof typeof courseCommands, payload: object, id: string = newId()) {
  const services = { pool: db.database.pool, commands: courseCommands as never, now: () => now };
  return (await executeCommand(services, by, { id, name, payload })).answer;
}
const told = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => databaseProblem(error)?.code ?? (error as { code?: string }).code ?? String(error),
  );
const as = <T>(by: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, by, work);
const page = (courseId: string, by = who.khanh) => as(by, (tx) => readCoursePage(tx, by, courseId));
const line = async (courseId: string, personId: string) =>
  (await page(courseId)).people.find((p) => p.personId === personId)!;
const stand = async (courseId: string, personId: string) => {
  const { status, hours, days } = await line(courseId, personId);
  return [status, hours, days.map((d) => (d.present ? "+" : "-")).join("")];
};

/** Three days of 7, 7 and 6 hours, open, with all three on its list. */
async function opened(over: object = {}): Promise<string> {
  const courseId = newId();
  await act(who.khanh, "course.plan", {
    courseId,
    unitId: units.province,
    title: "Bồi dưỡng kỹ năng tuyên truyền miệng",
    form: "online",
    startsOn: first,
    endsOn: third,
    hours: 20,
    ...over,
  });
  await act(who.khanh, "course.open", { courseId, version: 1 });
  await act(who.khanh, "course.enrol", { courseId, personIds: Object.values(people) });
  return courseId;
}
const span = { startsOn: first, endsOn: third, hours: 20 };
async function held(): Promise<string> {
  const courseId = await opened();
  await act(who.khanh, "course.hold", { courseId, version: 2, ...span });
  return courseId;
}
async function tick(courseId: string, day: string, personId: string, present: boolean): Promise<string> {
  const { version } = await line(courseId, personId);
  return told(act(who.khanh, "course.tick", { courseId, day, ticks: [{ personId, version, present }] }));
}

test("ticked day by day, the hours that count follow; open until each day is ticked", async () => {
  const courseId = await held();
  expect((await page(courseId)).days).toEqual([
    { day: first, hours: 7 },
    { day: second, hours: 7 },
    { day: third, hours: 6 },
  ]);
  expect(await tick(courseId, first, people.lieng, true)).toBe("done");
  expect(await tick(courseId, second, people.lieng, false)).toBe("done");
  expect(await stand(courseId, people.lieng)).toEqual(["enrolled", null, "+-"]);
  expect(await told(act(who.khanh, "course.close", { courseId, version: 3 }))).toBe("course.unmarked");
  expect(await tick(courseId, third, people.lieng, true)).toBe("done");
  expect(await stand(courseId, people.lieng)).toEqual(["present", 13, "+-+"]);
  for (const day of [first, second, third]) await tick(courseId, day, people.hoa, false);
  expect(await stand(courseId, people.hoa)).toEqual(["absent", null, "---"]);
  // as a whole: of the days named, or all of them
  const mark = async (over: object) => {
    const { version } = await line(courseId, people.kbrem);
    const marks = [{ personId: people.kbrem, status: "present", version, ...over }];
    return told(act(who.khanh, "course.mark", { courseId, marks }));
  };
  expect(await mark({ days: [second], hours: 8 })).toBe("course.hours-over");
  expect(await mark({ days: ["2026-11-13"] })).toBe("course.day-unknown");
  expect(await mark({ days: [second, third], hours: 10 })).toBe("done");
  expect(await stand(courseId, people.kbrem)).toEqual(["present", 10, "-++"]);
  expect(await mark({})).toBe("done");
  expect(await stand(courseId, people.kbrem)).toEqual(["present", 20, "+++"]);
  // from an older line: told, not written over; the same command again does nothing twice
  const old = { courseId, day: first, ticks: [{ personId: people.kbrem, version: 1, present: false }] };
  expect(await told(act(who.khanh, "course.tick", old))).toBe("course.changed-since");
  expect(await told(act(who.khanh, "course.tick", { ...old, day: "2026-11-13" }))).toBe("course.day-unknown");
  const { version } = await line(courseId, people.kbrem);
  const [id, once] = [newId(), { ...old, ticks: [{ personId: people.kbrem, version, present: false }] }];
  expect(await act(who.khanh, "course.tick", once, id)).toEqual(await act(who.khanh, "course.tick", once, id));
  expect(await stand(courseId, people.kbrem)).toEqual(["present", 13, "-++"]);
  expect(await told(act(who.ha, "course.tick", old))).toBe("access.denied");
  await act(who.khanh, "course.close", { courseId, version: 3 });
  expect(await tick(courseId, first, people.kbrem, true)).toBe("course.closed");
  const past = sql`update course_presence set present = true where course_id = ${courseId}::uuid`;
  expect(await told(as(who.khanh, (tx) => past.execute(tx)))).toBe("course.closed");
});

test("while it goes on its days are ticked as they come; who was ticked is no longer for the unit below to take back", async () => {
  now = new Date("2026-11-11T03:00:00Z");
  try {
    const courseId = await opened();
    expect(await tick(courseId, first, people.lieng, true)).toBe("done");
    expect(await tick(courseId, third, people.lieng, true)).toBe("course.not-yet");
    expect(await told(act(who.ha, "course.withdraw", { courseId, personId: people.lieng }))).toBe("access.denied");
    expect(await told(act(who.ha, "course.withdraw", { courseId, personId: people.hoa }))).toBe("done");
    expect(await told(act(who.khanh, "course.withdraw", { courseId, personId: people.lieng }))).toBe("done");
    expect(await stand(courseId, people.lieng)).toEqual(["withdrawn", null, ""]);
    // a course of one day waits until it was held
    const oneDay = await opened({ endsOn: first, hours: 8 });
    expect((await page(oneDay)).days).toEqual([]);
    expect(await tick(oneDay, first, people.lieng, true)).toBe("course.day-unknown");
  } finally {
    now = new Date("2026-11-20T03:00:00Z");
  }
});

test("other days or hours: what was ticked stays and its hours follow; a day on which somebody was does not vanish", async () => {
  const courseId = await held();
  for (const day of [first, second, third]) await tick(courseId, day, people.lieng, day !== third);
  expect(await stand(courseId, people.lieng)).toEqual(["present", 14, "++-"]);
  await tick(courseId, third, people.hoa, true);
  const again = (days: object[] | null, over: object = {}) =>
    page(courseId).then((p) =>
      told(act(who.khanh, "course.hold", { courseId, version: p.version, ...span, ...over, days })),
    );
  const [a, b, c] = [first, second, third].map((day, n) => ({ day, hours: [8, 6, 6][n] }));
  expect(await again([a!, b!])).toBe("course.day-hours");
  expect(await again([a!, b!], { hours: 14 })).toBe("course.days-ticked");
  expect(await again([{ day: "2026-11-13", hours: 20 }, a!], { hours: 28 })).toBe("course.day-unknown");
  expect(await again([a!, b!, c!])).toBe("done");
  expect(await stand(courseId, people.lieng)).toEqual(["present", 14, "++-"]);
  expect((await page(courseId)).days.map((d) => d.hours)).toEqual([8, 6, 6]);
  await tick(courseId, third, people.hoa, false);
  expect(await again([a!, b!], { hours: 14 })).toBe("done");
  // the third day is gone with those who were absent on it; who was ticked on the other two is complete
  expect(await stand(courseId, people.lieng)).toEqual(["present", 14, "++"]);
  expect(await stand(courseId, people.hoa)).toEqual(["enrolled", null, ""]);
  expect(await again(null, { hours: 14 })).toBe("done");
  expect((await page(courseId)).days).toEqual([a, b]);
});

test("after closing a day is put right under a number, with what stood there before", async () => {
  const courseId = await held();
  const all = (await page(courseId)).people.map((p) => ({
    personId: p.personId,
    version: p.version,
    status: "present",
  }));
  await act(who.khanh, "course.mark", { courseId, marks: all });
  await act(who.khanh, "course.close", { courseId, version: 3 });
  const correct = {
    courseId,
    version: 4,
    reason: "Bảng ký ngày thứ ba không có tên",
    marks: [{ personId: people.hoa, status: "present", days: [first, second] }],
  };
  await act(who.khanh, "course.correct", correct);
  expect(await stand(courseId, people.hoa)).toEqual(["present", 14, "++-"]);
  const [made] = (await page(courseId)).correctionsMade;
  expect(made).toMatchObject({
    number: 1,
    before: { marks: [{ hours: 20, days: [{ present: true }, { present: true }, { present: true }] }] },
    after: { marks: [{ days: [first, second] }] },
  });
  // fewer hours than somebody keeps of those days: the correction has to say what becomes of them
  const fewer = { ...correct, version: 5, changes: { hours: 17, days: [first, second, third].map(dayOf(7, 7, 3)) } };
  expect(await told(act(who.khanh, "course.correct", fewer))).toBe("course.hours-over");
  const everybody = Object.values(people).map((personId) => ({ personId, status: "present" }));
  expect(await told(act(who.khanh, "course.correct", { ...fewer, marks: everybody }))).toBe("done");
  expect(await stand(courseId, people.lieng)).toEqual(["present", 17, "+++"]);
  expect((await page(courseId)).correctionsMade[0]).toMatchObject({
    before: { days: [{ hours: 7 }, {}, { hours: 6 }] },
  });
});
const dayOf =
  (...hours: number[]) =>
  (day: string, n: number) => ({ day, hours: hours[n] });

test("old courses: who had all of the hours was there on all days, of a part nobody says which, what is closed stays", async () => {
  const name = `caunoi_days_${randomBytes(4).toString("hex")}`;
  await sql`create database ${sql.raw(name)} template template0 encoding 'UTF8'`.execute(db.owner);
  const url = withDatabase(db.url, name);
  const client = new pg.Client({ connectionString: url });
  try {
    await migrate(url, (migration) => migration < "0250");
    await client.connect();
    const ids = { held: newId(), closed: newId(), planned: newId(), oneDay: newId() };
    const persons = { all: newId(), part: newId(), absent: newId(), open: newId() };
    // only what the migration looks at: the people's units and their history are not asked for
    await client.query("set session_replication_role = replica");
    for (const [key, id] of Object.entries(persons))
      await client.query(
        `insert into person (id, full_name, sort_key, unit_id) values ($1, $2, $2, 1) on conflict do nothing`,
        [id, `Người ${key}`],
      );
    for (const [key, id] of Object.entries(ids))
      await client.query(
        `insert into course (id, unit_id, title, form, starts_on, ends_on, hours, status, closed_on, created_by, created_at)
         values ($1, 1, 'Lớp cũ', 'online', '2026-03-02', $2, 17, $3, $4, 'x', now())`,
        [
          id,
          key === "oneDay" ? "2026-03-02" : "2026-03-04",
          key === "oneDay" ? "held" : key,
          key === "closed" ? "2026-03-09" : null,
        ],
      );
    for (const course of [ids.held, ids.closed, ids.oneDay])
      for (const [key, hours] of [
        ["all", 17],
        ["part", 8],
        ["absent", null],
        ["open", null],
      ] as const)
        await client.query(
          `insert into course_participant (course_id, person_id, unit_id, status, hours) values ($1, $2, 1, $3, $4)`,
          [course, persons[key], hours === null ? (key === "open" ? "enrolled" : "absent") : "present", hours],
        );
    await client.query("set session_replication_role = origin");
    await migrate(url);
    const days = await client.query<{ course_id: string; of: string }>(
      `select course_id, string_agg(hours::text, ' ' order by day) as of from course_day group by 1`,
    );
    expect(Object.fromEntries(days.rows.map((r) => [r.course_id, r.of]))).toEqual({
      [ids.held]: "6 6 5",
      [ids.planned]: "6 6 5",
    });
    const ticks = await client.query<{ course_id: string; person_id: string; of: string }>(
      `select course_id, person_id, string_agg(present::text, ' ' order by day) as of from course_presence group by 1, 2`,
    );
    expect(ticks.rows.every((r) => r.course_id === ids.held)).toBe(true);
    expect(Object.fromEntries(ticks.rows.map((r) => [r.person_id, r.of]))).toEqual({
      [persons.all]: "true true true",
      [persons.absent]: "false false false",
    });
    const hours = await client.query<{ n: number }>("select sum(hours)::int as n from course_participant");
    expect(hours.rows[0]!.n).toBe(3 * 25);
  } finally {
    await client.end();
    await sql`drop database if exists ${sql.raw(name)} with (force)`.execute(db.owner);
  }
});
