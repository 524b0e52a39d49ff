import { sql } from "kysely";
import { newId } from "#kernel/ids.ts";
import { fireChecks } from "#modules/live/server/factory.ts";
import { type Case, dran, open } from "./case.ts";
import type { World } from "./world.ts";

/** A hall in D'Ran, one a test: its talk, an open voting and a question that waits. */
async function hall(w: World) {
  const talkId = await w.make.talk("assigned");
  const hallId = newId();
  const { code } = await w.run<{ code: string }>("hall.open", { hallId, talkId });
  const pollId = newId();
  await w.run("hall.add-poll", { hallId, pollId, text: "Họp thôn ngày nào?", options: ["Thứ bảy", "Chủ nhật"] });
  const roundId = newId();
  await w.run("hall.open-round", { hallId, roundId, pollId, phase: "poll" });
  const questionId = newId();
  await w.run("hall.ask", { hallId, id: questionId, ticket: newId(), text: "Bao giờ sửa đường liên thôn?" });
  return { talkId, hallId, code, pollId, roundId, questionId };
}
const mark = () => `phone-${newId()}`;

/** The hall, its checks, and what anybody in it may do. */
export const liveCases: Record<string, readonly Case[]> = {
  "GET /halls/talks/:talkId": dran(async (w) => ({ params: { talkId: (await hall(w)).talkId } })),
  "POST /halls/talks/:talkId/tally": dran(async (w, _who, db) => {
    const { versionId } = await w.make.material(true);
    await w.run("check.set", { versionId, checks: fireChecks });
    const { rows } = await sql<{ id: string }>`
      select id from understanding_check where version_id = ${versionId}::uuid and position = 1`.execute(db.owner);
    return {
      params: { talkId: await w.make.talk("assigned") },
      body: { checks: [{ checkId: rows[0]!.id, before: [1, 20, 3, 4], after: [0, 30, 0, 0] }] },
    };
  }),
  "POST /halls": dran(async (w) => ({ body: { hallId: newId(), talkId: await w.make.talk("assigned") } })),
  "POST /halls/:id/polls": dran(async (w) => ({
    params: { id: (await hall(w)).hallId },
    body: { pollId: newId(), text: "Họp lúc mấy giờ?", options: ["18 giờ", "19 giờ"] },
  })),
  "POST /halls/:id/rounds": dran(async (w) => {
    const { hallId, pollId } = await hall(w);
    return { params: { id: hallId }, body: { roundId: newId(), pollId, phase: "poll" } };
  }),
  "POST /halls/:id/rounds/:roundId/close": dran(async (w) => {
    const { hallId, roundId } = await hall(w);
    return { params: { id: hallId, roundId } };
  }),
  "POST /halls/:id/rounds/:roundId/reset": dran(async (w) => {
    const { hallId, roundId } = await hall(w);
    return { params: { id: hallId, roundId } };
  }),
  "POST /halls/:id/show": dran(async (w) => ({ params: { id: (await hall(w)).hallId }, body: { shown: "questions" } })),
  "POST /halls/:id/questions/:questionId/judge": dran(async (w) => {
    const { hallId, questionId } = await hall(w);
    return { params: { id: hallId, questionId }, body: { verdict: "accept" } };
  }),
  "POST /halls/:id/close": dran(async (w) => ({ params: { id: (await hall(w)).hallId } })),
  "GET /checks/:versionId": dran(async (w) => ({ params: { versionId: (await w.make.material(true)).versionId } })),
  "PUT /checks/:versionId": dran(async (w) => ({
    params: { versionId: (await w.make.material(true)).versionId },
    body: { checks: fireChecks },
  })),
  // who has the code sees title and place: that is what a hall is for
  "GET /halls/code/:code": open(async (w) => {
    const [talkId, hallId] = [newId(), newId()];
    const startsAt = "2026-06-01T12:00:00.000Z";
    const where = { unitId: w.dran, placeUnitId: w.village, kind: "residentMeeting", title: "Hội trường mở" };
    await w.run("talk.plan", { talkId, ...where, startsAt });
    return { params: { code: (await w.run<{ code: string }>("hall.open", { hallId, talkId })).code } };
  }),
  "POST /halls/code/:code/votes": open(async (w) => {
    const { code, roundId } = await hall(w);
    return { params: { code }, body: { round: roundId, choice: 0, mark: mark(), turn: 1 } };
  }),
  "POST /halls/code/:code/asks": open(async (w) => ({
    params: { code: (await hall(w)).code },
    body: { id: newId(), ticket: newId(), text: "Bao giờ có điện?", mark: mark() },
  })),
  "POST /halls/code/:code/raises": open(async (w) => {
    const { hallId, code, questionId } = await hall(w);
    await w.run("hall.judge", { hallId, questionId, verdict: "accept" });
    return { params: { code }, body: { question: questionId, mark: mark() } };
  }),
};
