import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { approveThrough, buildMaterial } from "#modules/materials/server.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit, unitAdministrator } from "#modules/units/server.ts";
import { courseCommands } from "./commands.ts";
import { listLecturers, readCoursePage } from "./course-page.ts";
import { exportParticipants } from "./export-courses.ts";
import { CourseQuery, listCourses } from "./list-courses.ts";
import { previewList } from "./preview-list.ts";
import { courseWaiting } from "./waiting.ts";

const db = useTestDatabase();
const now = new Date("2026-11-20T03:00:00Z");
const today = asCivilDate("2026-11-20");
const units = {} as Record<"province" | "dran" | "damRong", number>;
const who = {} as Record<"khanh" | "ha" | "duyen", Principal>;
const people = {} as Record<"lecturer" | "lieng" | "hoa" | "kbrem", string>;

const principal = (userId: string, role: "officer" | "unitHead", unitId: number): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  grants: [{ role, unitId }],
  homeUnitId: unitId,
});

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: units.province });
  units.damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: units.province });
  who.khanh = principal("bao.khanh", "unitHead", units.province);
  who.ha = principal("thu.ha", "officer", units.dran);
  who.duyen = principal("k.duyen", "officer", units.damRong);
  const person = async (fullName: string, unitId: number, kind = "grassrootsCommunicator") =>
    (await buildPerson(pool, { fullName, unitId, appointment: { kind } })).personId;
  people.lecturer = await person("Phạm Quốc Việt", units.province, "partTimeLecturer");
  people.lieng = await person("Liêng Hót Ha Brơi", units.dran);
  people.hoa = await person("Trần Thị Hòa", units.dran);
  people.kbrem = await person("K' Brẻm", units.damRong);
});

async function act<A = { courseId: string; version: number; number: number }>(
  by: Principal,
  name: keyof typeof courseCommands,
  payload: object,
  id: string = newId(),
) {
  const services = { pool: db.database.pool, commands: courseCommands as never, now: () => now };
  return (await executeCommand<A>(services, by, { id, name, payload })).answer;
}
const told = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => databaseProblem(error)?.code ?? (error as { code?: string }).code ?? String(error),
  );
const as = <T>(by: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, by, work);
const page = (by: Principal, id: string) => as(by, (tx) => readCoursePage(tx, by, id));
const facts = {
  title: "Bồi dưỡng kỹ năng tuyên truyền miệng năm 2026",
  form: "inPerson",
  startsOn: "2026-11-10",
  endsOn: "2026-11-11",
  hours: 16,
  seats: 30,
};
async function planned(over: object = {}): Promise<string> {
  const courseId = newId();
  await act(who.khanh, "course.plan", {
    courseId,
    unitId: units.province,
    placeUnitId: units.province,
    ...facts,
    ...over,
  });
  return courseId;
}
/** Planned, opened, with these people, and over. */
async function held(personIds: string[], over: object = {}): Promise<string> {
  const courseId = await planned(over);
  await act(who.khanh, "course.open", { courseId, version: 1 });
  await act(who.khanh, "course.enrol", { courseId, personIds });
  const { startsOn, endsOn, hours } = { ...facts, ...over };
  await act(who.khanh, "course.hold", { courseId, version: 2, startsOn, endsOn, hours });
  return courseId;
}
const versionOf = async (courseId: string) => (await page(who.khanh, courseId)).version;

test("is planned with lecturers of the roster or an office from outside, and approved materials only", async () => {
  const draft = await buildMaterial(db.database.pool, unitAdministrator, {
    title: "Kỹ năng đối thoại",
    unitId: units.province,
    approve: false,
  });
  const teacher = { id: newId(), personId: people.lecturer, office: null, subject: "Kỹ năng nói", hours: 8 };
  const outside = { id: newId(), personId: null, office: "Giảng viên Trường Chính trị tỉnh", subject: null, hours: 8 };
  const plan = (over: object) => told(planned(over));
  expect(await plan({ versionIds: [draft.versionId] })).toBe("course.material-unfit");
  expect(await plan({ teachers: [{ ...teacher, personId: people.lieng }] })).toBe("course.teacher-unfit");
  expect(await plan({ teachers: [{ ...teacher, hours: 20 }] })).toBe("course.teacher-hours");
  expect(await plan({ teachers: [{ ...teacher, office: "Sở" }] })).toBe("course.teacher-one");
  expect(await plan({ placeUnitId: null })).toBe("course.place-missing");
  expect(await plan({ endsOn: "2026-11-01" })).toBe("course.dates");
  expect(await plan({ title: "Gọi 0912 345 678" })).toBe("course.identity");
  expect(await told(act(who.ha, "course.plan", { courseId: newId(), unitId: units.province, ...facts }))).toBe(
    "access.denied",
  );
  await approveThrough(db.database.pool, unitAdministrator, draft.versionId);
  const id = await planned({ teachers: [teacher, outside], versionIds: [draft.versionId] });
  expect(await page(who.khanh, id)).toMatchObject({
    teachers: [{ name: "Phạm Quốc Việt" }, { office: "Giảng viên Trường Chính trị tỉnh", name: null }],
    materials: [{ title: "Kỹ năng đối thoại" }],
    status: "planned",
  });
  // a commune names the province's lecturers without seeing the rest of its roster
  const asked = { unitId: units.dran, on: today, q: "viet", limit: 10 };
  expect((await as(who.ha, (tx) => listLecturers(tx, asked))).items).toMatchObject([{ id: people.lecturer }]);
  expect((await as(who.duyen, (tx) => listLecturers(tx, asked))).items).toEqual([]);
});

test("is seen below once it is open; a unit below puts its own people on the list and sees only them", async () => {
  const courseId = await planned();
  expect(await told(page(who.ha, courseId))).toBe("course.not-found");
  expect(await told(act(who.ha, "course.enrol", { courseId, personIds: [people.lieng] }))).toBe("course.not-found");
  await act(who.khanh, "course.open", { courseId, version: 1 });
  const key = newId();
  const enrol = { courseId, personIds: [people.lieng, people.hoa] };
  expect(await act(who.ha, "course.enrol", enrol, key)).toMatchObject({ added: 2, there: 0 });
  // the same command again, and the same people in another one
  expect(await act(who.ha, "course.enrol", enrol, key)).toMatchObject({ added: 2 });
  expect(await act(who.ha, "course.enrol", enrol)).toMatchObject({ added: 0, there: 2 });
  expect(await told(act(who.ha, "course.enrol", { courseId, personIds: [people.kbrem] }))).toBe("course.person-unfit");
  expect(await told(act(who.ha, "course.enrol", { courseId, personIds: [newId()] }))).toBe("course.person-unfit");
  await act(who.duyen, "course.enrol", { courseId, personIds: [people.kbrem] });
  await act(who.ha, "course.withdraw", { courseId, personId: people.hoa });
  expect(await told(act(who.ha, "course.withdraw", { courseId, personId: people.kbrem }))).toBe(
    "course.participant-unknown",
  );
  expect((await page(who.ha, courseId)).people.map((p) => [p.name, p.status])).toEqual([
    ["Liêng Hót Ha Brơi", "enrolled"],
    ["Trần Thị Hòa", "withdrawn"],
  ]);
  expect((await page(who.khanh, courseId)).people).toHaveLength(3);
  expect(await told(act(who.ha, "course.hold", { courseId, version: 2, ...dates("2026-11-10") }))).toBe(
    "access.denied",
  );
});
const dates = (day: string) => ({ startsOn: day, endsOn: day, hours: 8 });

test("presence, hours and certificates; of two who tick at once one is told; closed only when all are marked", async () => {
  const courseId = await held([people.lieng, people.hoa, people.kbrem]);
  const mark = (personId: string, over: object = {}) => ({ personId, status: "present", version: 1, ...over });
  const marks = (...list: object[]) => told(act(who.khanh, "course.mark", { courseId, marks: list }));
  expect(await marks(mark(people.lieng, { hours: 17 }))).toBe("course.hours-over");
  expect(await marks(mark(people.lieng, { certificate: "012345678901" }))).toBe("course.identity");
  expect(await marks(mark(people.lecturer))).toBe("course.participant-unknown");
  expect(await told(act(who.khanh, "course.close", { courseId, version: await versionOf(courseId) }))).toBe(
    "course.unmarked",
  );
  const both = await Promise.all([
    marks(mark(people.lieng, { certificate: "12/GCN-2026" })),
    marks(mark(people.lieng, { status: "absent" })),
  ]);
  expect(both.toSorted()).toEqual(["course.changed-since", "done"]);
  const line = (await page(who.khanh, courseId)).people.find((p) => p.personId === people.lieng)!;
  expect(await marks(mark(people.lieng, { version: line.version, certificate: "12/GCN-2026" }))).toBe("done");
  expect(await marks(mark(people.hoa, { hours: 8 }), mark(people.kbrem, { status: "absent" }))).toBe("done");
  await act(who.khanh, "course.close", { courseId, version: await versionOf(courseId) });
  expect((await page(who.khanh, courseId)).people.map((p) => [p.name, p.status, p.hours])).toEqual([
    ["K' Brẻm", "absent", null],
    ["Liêng Hót Ha Brơi", "present", 16],
    ["Trần Thị Hòa", "present", 8],
  ]);
  const file = await as(who.khanh, (tx) => exportParticipants(tx, who.khanh, courseId, "vi", "csv"));
  expect(new TextDecoder().decode(file.bytes as Uint8Array)).toContain(
    "Liêng Hót Ha Brơi,,Xã D'Ran,Có mặt,10/11/2026; 11/11/2026,16,12/GCN-2026",
  );
});

test("what comes after closing is a numbered correction with its reason, and nothing else changes it", async () => {
  const courseId = await held([people.lieng]);
  const mark = { personId: people.lieng, status: "present", version: 1 };
  await act(who.khanh, "course.mark", { courseId, marks: [mark] });
  await act(who.khanh, "course.close", { courseId, version: 3 });
  expect(await told(act(who.khanh, "course.mark", { courseId, marks: [{ ...mark, version: 2 }] }))).toBe(
    "course.closed",
  );
  expect(await told(act(who.khanh, "course.enrol", { courseId, personIds: [people.hoa] }))).toBe("course.closed");
  const past = (statement: ReturnType<typeof sql>) => told(as(who.khanh, (tx) => statement.execute(tx)));
  expect(await past(sql`update course_participant set hours = 1 where course_id = ${courseId}::uuid`)).toBe(
    "course.closed",
  );
  expect(await past(sql`update course set hours = 1 where id = ${courseId}::uuid`)).toBe("course.closed");
  const correct = {
    courseId,
    version: 4,
    reason: "Danh sách ký nhận về muộn",
    changes: { hours: 12 },
    marks: [
      { personId: people.lieng, status: "present", hours: 12 },
      { personId: people.hoa, status: "present" },
    ],
  };
  expect(await told(act(who.khanh, "course.correct", { ...correct, marks: [] }))).toBe("course.hours-over");
  expect(await told(act(who.khanh, "course.correct", { ...correct, changes: {}, marks: [] }))).toBe(
    "course.nothing-corrected",
  );
  expect(await act(who.khanh, "course.correct", correct)).toMatchObject({ number: 1, version: 5 });
  expect(await told(act(who.khanh, "course.correct", correct))).toBe("course.changed-since");
  const seen = await page(who.khanh, courseId);
  expect(seen).toMatchObject({ hours: 12, corrections: 1, present: 2 });
  expect(seen.correctionsMade).toMatchObject([
    { number: 1, reason: "Danh sách ký nhận về muộn", before: { hours: 16, marks: [{ hours: 16 }, { status: null }] } },
  ]);
  // the list of corrections is the host's
  expect((await page(who.ha, courseId)).correctionsMade).toEqual([]);
});

test("the list finds without diacritics and goes by page in every order; what is over waits for its host", async () => {
  const courseId = await held([people.lieng], { title: "Tập huấn chuyển đổi số Đạ Rsal", hours: 4 });
  const read = (query: object) =>
    as(who.khanh, (tx) => listCourses(tx, CourseQuery.parse(query))).then((l) => l.items.map((c) => c.id));
  for (const q of ["chuyen doi so da rsal", "rsal so đổi", "chuyển-đổi số"])
    expect(await read({ q }), q).toEqual([courseId]);
  expect(await read({ q: "không có" })).toEqual([]);
  for (const sort of ["day", "title", "hours"] as const)
    for (const order of ["up", "down"] as const) {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const part = await as(who.khanh, (tx) => listCourses(tx, CourseQuery.parse({ sort, order, limit: 2, cursor })));
        ids.push(...part.items.map((c) => c.id));
        cursor = part.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(ids, `${sort} ${order}`).toEqual(await read({ sort, order, limit: 200 }));
      expect(new Set(ids).size).toBe(ids.length);
    }
  const waiting = (by: Principal) =>
    as(by, (tx) => courseWaiting({ tx, principal: by, under: null, today, say: (key) => key }));
  expect((await waiting(who.khanh))[0]!.items.map((i) => i.title)).toContain("Tập huấn chuyển đổi số Đạ Rsal");
  expect(await waiting(who.ha)).toEqual([]);
});

test("a unit's own list is read against the roster, row by row, and nothing is written", async () => {
  const courseId = await planned();
  const bytes = await writeWorkbook([
    {
      name: "DS",
      titles: ["DANH SÁCH CỬ DỰ LỚP BỒI DƯỠNG"],
      columns: [{ header: "STT" }, { header: "Họ và tên" }, { header: "Đơn vị" }, { header: "Ngày sinh" }],
      rows: [
        [1, "LIÊNG HÓT HA BRƠI", "UBND xã D'Ran", "1990"],
        [2, "Bà Trần Thị Hoà", "UBND xã D'Ran", "1985"],
        [3, "Bà Nguyễn Thị Không", "UBND xã D'Ran", "1970"],
      ],
    },
  ]);
  const preview = await as(who.khanh, async (tx) =>
    previewList(tx, who.khanh, courseId, await readWorkbook(bytes), today),
  );
  expect(preview.rows.map((r) => [r.outcome, r.person?.id ?? null])).toEqual([
    ["found", people.lieng],
    ["found", people.hoa],
    ["missing", null],
  ]);
  expect(preview.dropped).toMatchObject([{ header: "Ngày sinh", why: "birth" }]);
  expect((await page(who.khanh, courseId)).people).toEqual([]);
  const empty = await writeWorkbook([{ name: "A", columns: [{ header: "Ghi chú" }], rows: [["x"]] }]);
  const unread = as(who.khanh, async (tx) => previewList(tx, who.khanh, courseId, await readWorkbook(empty), today));
  expect(await told(unread)).toBe("course.list-unreadable");
});
