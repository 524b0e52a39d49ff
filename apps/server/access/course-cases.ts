import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { anywhere, both, type Case, dran, open } from "./case.ts";
import type { World } from "./world.ts";

const today = todayInVietnam();
const year = Number(today.slice(0, 4));
const facts = (w: World) => ({
  title: `Lớp bồi dưỡng ${w.secret}`,
  form: "inPerson",
  startsOn: today,
  endsOn: today,
  hours: 8,
  placeUnitId: w.village,
});

/** Planned at D'Ran, not open: nobody else's business. */
async function course(w: World): Promise<string> {
  const courseId = newId();
  await w.run("course.plan", { courseId, unitId: w.dran, ...facts(w) });
  return courseId;
}

async function listed(w: World): Promise<string> {
  const courseId = await course(w);
  await w.run("course.enrol", { courseId, personIds: [w.speakerId] });
  return courseId;
}

/** Of two days, open, with the speaker on its list. */
async function ofTwoDays(w: World): Promise<string> {
  const courseId = newId();
  await w.run("course.plan", { courseId, unitId: w.dran, ...facts(w), endsOn: addDays(today, 1) });
  await w.run("course.enrol", { courseId, personIds: [w.speakerId] });
  await w.run("course.open", { courseId, version: 1 });
  return courseId;
}

/** Held, with the speaker on its list; `closed`: marked and closed. */
async function held(w: World, closed = false): Promise<string> {
  const courseId = await listed(w);
  await w.run("course.open", { courseId, version: 1 });
  await w.run("course.hold", { courseId, version: 2, startsOn: today, endsOn: today, hours: 8 });
  if (!closed) return courseId;
  await w.run("course.mark", { courseId, marks: [{ personId: w.speakerId, version: 1, status: "present" }] });
  await w.run("course.close", { courseId, version: 3 });
  return courseId;
}

const marked = (w: World) => ({ personId: w.speakerId, version: 1, status: "present" });
let kinds = 0;

export const courseCases: Record<string, readonly Case[]> = {
  "GET /courses": both((w) => ({ under: w.dran })),
  "GET /courses/export": both((w) => ({ under: w.dran })),
  "GET /courses/hours": both((w) => ({ under: w.dran })).map((c) => withYear(c)),
  "GET /courses/hours/units": both((w) => ({ under: w.dran })).map((c) => withYear(c)),
  "GET /courses/hours/export": both((w) => ({ under: w.dran })).map((c) => withYear(c)),
  "GET /courses/norms": anywhere(),
  "GET /courses/lecturers": dran((w) => ({ query: { unitId: w.dran } })),
  "GET /courses/mine": open(),
  "GET /courses/people/:id": dran((w) => ({ params: { id: w.speakerId } })),
  "GET /courses/:id": dran(async (w) => ({ params: { id: await listed(w) } })),
  "GET /courses/:id/export": dran(async (w) => ({ params: { id: await listed(w) } })),
  "POST /courses": dran((w) => ({ body: { id: newId(), unitId: w.dran, ...facts(w) } })),
  "POST /courses/norms": dran((w) => ({
    body: {
      unitId: w.dran,
      kind: "grassrootsCommunicator",
      hours: 16,
      from: `${2100 + (kinds += 1)}-01-01`,
      legalBasis: "Kế hoạch",
    },
  })),
  "PUT /courses/:id": dran(async (w) => ({ params: { id: await course(w) }, body: { version: 1, ...facts(w) } })),
  "PUT /courses/:id/task": dran(async (w) => ({ params: { id: await course(w) }, body: { taskId: null } })),
  "POST /courses/:id/open": dran(async (w) => ({ params: { id: await course(w) }, body: { version: 1 } })),
  "POST /courses/:id/cancel": dran(async (w) => ({ params: { id: await course(w) }, body: { reason: "Hoãn" } })),
  "POST /courses/:id/people": dran(async (w) => ({
    params: { id: await course(w) },
    body: { personIds: [w.speakerId] },
  })),
  "POST /courses/:id/people/preview": dran(async (w) => ({
    params: { id: await course(w) },
    bytes: await writeWorkbook([
      { name: "DS", columns: [{ header: "STT" }, { header: "Họ và tên" }], rows: [[1, "Ya Thuần"]] },
    ]),
  })),
  "POST /courses/:id/withdraw": dran(async (w) => ({
    params: { id: await listed(w) },
    body: { personId: w.speakerId },
  })),
  "POST /courses/:id/hold": dran(async (w) => {
    const courseId = await course(w);
    await w.run("course.open", { courseId, version: 1 });
    return { params: { id: courseId }, body: { version: 2, startsOn: today, endsOn: today, hours: 8 } };
  }),
  "POST /courses/:id/marks": dran(async (w) => ({ params: { id: await held(w) }, body: { marks: [marked(w)] } })),
  "POST /courses/:id/ticks": dran(async (w) => ({
    params: { id: await ofTwoDays(w) },
    body: { day: today, ticks: [{ personId: w.speakerId, version: 1, present: true }] },
  })),
  "POST /courses/:id/close": dran(async (w) => {
    const courseId = await held(w);
    await w.run("course.mark", { courseId, marks: [marked(w)] });
    return { params: { id: courseId }, body: { version: 3 } };
  }),
  "POST /courses/:id/corrections": dran(async (w) => ({
    params: { id: await held(w, true) },
    body: { version: 4, reason: "Ghi nhầm giờ", marks: [{ personId: w.speakerId, status: "present", hours: 4 }] },
  })),
};

function withYear(found: Case): Case {
  return {
    ...found,
    ask: async (w, who, db) => {
      const asked = await found.ask(w, who, db);
      return { ...asked, query: { ...asked.query, year } };
    },
  };
}
