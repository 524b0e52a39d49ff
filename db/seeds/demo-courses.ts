import { addDays, type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

interface Planned {
  unitId: number;
  title: string;
  startsOn: CivilDate;
  days: number;
  hours: number;
  by: string;
  [fact: string]: unknown;
}

const act = <A = unknown>(fill: DemoFill, by: string, name: string, payload: object, day: CivilDate, hour = 9) =>
  fill.act<A>(fill.accounts.get(by)!, name, payload, { now: evening(day, hour) });

/**
 * A year of training: one course of the province that is closed and was put right once, one of D'Ran, one that is over and
 * waits to be closed, one that is open and takes people, one that is planned; and how many hours the province wants.
 */
export async function fillCourses(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const [province, dran] = ["after:68", "after:24934"].map((u) => unitOf(fill, u)) as [number, number];
  const year = today.slice(0, 4);
  await setNorms(fill, province, today);
  const lecturer = await appointLecturer(fill, province, today);
  const guests = await othersOf(fill, 10);
  const own = (...keys: string[]) => keys.map((key) => fill.people.get(key)!);
  const lecture = (subject: string, hours: number) => ({ id: newId(), personId: lecturer, subject, hours });
  const outside = (office: string, subject: string, hours: number) => ({ id: newId(), office, subject, hours });
  fill.step("Lớp bồi dưỡng / courses", 0, 5);

  const spring = await plan(fill, {
    unitId: province,
    title: `Bồi dưỡng nghiệp vụ báo cáo viên, tuyên truyền viên năm ${year}`,
    startsOn: addDays(today, -150),
    days: 2,
    hours: 16,
    by: "dung",
    placeDetail: "Hội trường tầng 2, Trung tâm Văn hóa - Nghệ thuật tỉnh",
    basis: `Kế hoạch số 45/KH-SVHTTDL ngày 12/02/${year}`,
    seats: 40,
    topic: "knowledge",
    teachers: [
      lecture("Chuẩn bị đề cương và trả lời câu hỏi tại buổi tuyên truyền", 8),
      outside("Giảng viên Trường Chính trị tỉnh", "Kỹ năng nói trước công chúng", 8),
    ],
  });
  const all = [...own("thuan", "brem", "nghiem", "phuoc", "chuong", "lan", "hai"), ...guests];
  await hold(fill, spring, all);
  await mark(fill, spring, all, (i) =>
    i === 5
      ? null
      : {
          days: i === 8 ? [spring.startsOn] : null,
          certificate: `${i + 1}/GCN-BD`,
        },
  );
  await close(fill, spring);
  await act(
    fill,
    "dung",
    "course.correct",
    {
      courseId: spring.id,
      version: 4,
      reason: "Học viên dự đủ hai ngày, bảng ký ngày thứ hai gửi về sau",
      marks: [{ personId: all[8], status: "present", certificate: "9/GCN-BD" }],
    },
    addDays(spring.endsOn, 12),
  );
  fill.step("Lớp bồi dưỡng / courses", 1, 5);

  const village = await plan(fill, {
    unitId: dran,
    title: "Tập huấn kỹ năng đối thoại cho tuyên truyền viên thôn",
    startsOn: addDays(today, -70),
    days: 1,
    hours: 8,
    by: "ha",
    placeDetail: "Nhà văn hóa thôn Lạc Quảng",
    teachers: [outside("Chuyên viên Sở Văn hóa, Thể thao và Du lịch", "Nghe và ghi câu hỏi của người dân", 8)],
  });
  const villagers = own("thuan", "nghiem", "phuoc", "nguyet");
  await hold(fill, village, villagers);
  await mark(fill, village, villagers, (i) => (i === 3 ? null : { hours: 8 }));
  await close(fill, village);
  fill.step("Lớp bồi dưỡng / courses", 2, 5);

  const over = await plan(fill, {
    unitId: province,
    title: "Tập huấn sử dụng ứng dụng ghi buổi tuyên truyền trên điện thoại",
    startsOn: addDays(today, -6),
    days: 1,
    hours: 8,
    by: "dung",
    placeDetail: "Phòng máy, Sở Văn hóa, Thể thao và Du lịch",
    seats: 20,
    teachers: [lecture("Ghi buổi ở nơi không có sóng", 8)],
  });
  const users = [...own("thuan", "brem", "an", "chuong", "hai"), ...guests.slice(0, 8)];
  await hold(fill, over, users);
  await mark(fill, over, users.slice(0, 5), (i) => (i === 3 ? null : {}));
  fill.step("Lớp bồi dưỡng / courses", 3, 5);

  const coming = await plan(fill, {
    unitId: province,
    title: "Bồi dưỡng kiến thức pháp luật mới cho báo cáo viên cấp xã",
    startsOn: addDays(today, 12),
    days: 2,
    hours: 16,
    by: "dung",
    form: "hybrid",
    placeDetail: "Điểm cầu trung tâm tại Sở Văn hóa, Thể thao và Du lịch",
    basis: `Kế hoạch số 45/KH-SVHTTDL ngày 12/02/${year}`,
    seats: 60,
    teachers: [outside("Báo cáo viên pháp luật, Sở Tư pháp", "Luật mới có hiệu lực trong năm", 16)],
  });
  await act(fill, "dung", "course.open", { courseId: coming.id, version: 1 }, addDays(today, -8));
  await act(
    fill,
    "ha",
    "course.enrol",
    { courseId: coming.id, personIds: own("an", "quan", "thuan") },
    addDays(today, -3),
  );
  await act(fill, "duyen", "course.enrol", { courseId: coming.id, personIds: own("chuong") }, addDays(today, -2));
  fill.step("Lớp bồi dưỡng / courses", 4, 5);

  await plan(fill, {
    unitId: dran,
    title: "Tập huấn tuyên truyền phòng cháy, chữa cháy rừng mùa khô",
    startsOn: addDays(today, 30),
    days: 1,
    hours: 4,
    by: "ha",
    placeDetail: "Hội trường UBND xã",
    seats: 15,
  });
  fill.step("Lớp bồi dưỡng / courses", 5, 5);
}

interface Course {
  id: string;
  by: string;
  startsOn: CivilDate;
  endsOn: CivilDate;
  hours: number;
}

/** Written down three weeks before it begins, or two weeks ago where it lies ahead. */
async function plan(fill: DemoFill, { by, days, ...facts }: Planned): Promise<Course> {
  const [id, endsOn] = [newId(), addDays(facts.startsOn, days - 1)];
  const today = civilDateOf(fill.today);
  const before = addDays(facts.startsOn, -21);
  const payload = { form: "inPerson", placeUnitId: facts.unitId, ...facts, courseId: id, endsOn };
  await act(fill, by, "course.plan", payload, before < today ? before : addDays(today, -14), 8);
  return { id, by, startsOn: facts.startsOn, endsOn, hours: facts.hours };
}

async function hold(fill: DemoFill, course: Course, personIds: string[]): Promise<void> {
  const { id: courseId, by, startsOn, endsOn, hours } = course;
  await act(fill, by, "course.open", { courseId, version: 1 }, addDays(startsOn, -18));
  await act(fill, by, "course.enrol", { courseId, personIds }, addDays(startsOn, -10));
  await act(fill, by, "course.hold", { courseId, version: 2, startsOn, endsOn, hours }, endsOn, 17);
}

/** `of`: days, hours and certificate of each; null where they stayed away. */
async function mark(
  fill: DemoFill,
  { id: courseId, by, endsOn }: Course,
  personIds: string[],
  of: (at: number) => object | null,
): Promise<void> {
  const marks = personIds.map((personId, i) => {
    const credit = of(i);
    return { personId, version: 1, status: credit === null ? "absent" : "present", ...credit };
  });
  await act(fill, by, "course.mark", { courseId, marks }, endsOn, 17.5);
}

const close = (fill: DemoFill, { id: courseId, by, endsOn }: Course) =>
  act(fill, by, "course.close", { courseId, version: 3 }, addDays(endsOn, 3));

async function setNorms(fill: DemoFill, unitId: number, today: CivilDate): Promise<void> {
  const year = today.slice(0, 4);
  for (const [kind, hours] of [
    ["grassrootsCommunicator", 16],
    ["rapporteur", 24],
  ] as const)
    await act(
      fill,
      "dung",
      "course.set-norm",
      { unitId, kind, hours, from: `${year}-01-01`, legalBasis: `Kế hoạch số 45/KH-SVHTTDL ngày 12/02/${year}` },
      addDays(today, -200),
    );
}

/** A rapporteur of D'Ran lectures for the province too: the teaching log is on his page. */
async function appointLecturer(fill: DemoFill, unitId: number, today: CivilDate): Promise<string> {
  const personId = fill.people.get("quan")!;
  await act(
    fill,
    "dung",
    "roster.appoint",
    {
      appointmentId: newId(),
      personId,
      kind: "partTimeLecturer",
      unitId,
      decisionSymbol: "86/QĐ-SVHTTDL",
      decisionIssuer: "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
      termFrom: "2025-09-01",
    },
    addDays(today, -240),
  );
  return personId;
}

/** Communicators of communes outside the story, in the order of the list. */
async function othersOf(fill: DemoFill, most: number): Promise<string[]> {
  const told = [...fill.people.values()];
  const rows = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("person")
      .select("id")
      .where("id", "not in", told)
      .where("position", "=", "Tuyên truyền viên cơ sở")
      .orderBy("unit_id")
      .orderBy("sort_given")
      .orderBy("full_name")
      .limit(most)
      .execute(),
  );
  return rows.map((r) => r.id);
}
