import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { allCommands } from "../rooms.ts";
import { anywhere, both, type Case, dran, everything, open } from "./case.ts";
import type { World } from "./world.ts";

/** Published words are everybody's: the secret stands in the question as it was asked. */
const answerOf = () => ({
  questionText: "Khi nào có thẻ bảo hiểm y tế mới?",
  text: "Thẻ mới có trước ngày 15 tháng 01.",
  legalSource: "Luật số 51/2024/QH15",
});
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** A question asked in the village, and its answer as far as `to`; written by an officer, so that a head may approve it. */
async function asked(
  w: World,
  db: TestDatabase,
  to: "none" | "draft" | "submitted" | "approved" | "published" = "none",
) {
  const id: string = newId();
  await w.run("question.ask", {
    questionId: id,
    origin: "officer",
    placeUnitId: w.village,
    topic: "disaster-health",
    text: `Khi nào có thẻ bảo hiểm y tế mới? ${w.secret}`,
  });
  const answerId: string = newId();
  const steps = ["draft", "submitted", "approved", "published"];
  const officer = w.personas.find((p) => p.name === "officer of the province")!.principal;
  const act = (who: typeof officer, name: string, payload: unknown) =>
    executeCommand({ pool: db.database.pool, commands: allCommands }, who, { id: newId(), name, payload });
  const upTo = steps.indexOf(to);
  if (upTo >= 0) await act(officer, "answer.save", { questionId: id, answerId, ...answerOf() });
  if (upTo >= 1) await act(officer, "answer.submit", { questionId: id, answerId, version: 1 });
  if (upTo >= 2) await act(w.system, "answer.approve", { questionId: id, answerId, version: 2 });
  if (upTo >= 3) await act(officer, "answer.publish", { questionId: id, answerId, version: 3 });
  return { params: { id }, answerId, version: upTo + 1 };
}

const step = (to: Parameters<typeof asked>[2], body: Record<string, unknown> = {}) =>
  dran(async (w, _who, db) => {
    const { params, answerId, version } = await asked(w, db, to);
    return { params, body: { answerId, version, ...body } };
  });
const plain = (body: (w: World) => Record<string, unknown>, to: Parameters<typeof asked>[2] = "none") =>
  dran(async (w, _who, db) => ({ params: (await asked(w, db, to)).params, body: body(w) }));
const seen = (to: Parameters<typeof asked>[2] = "none") =>
  dran(async (w, _who, db) => ({ params: (await asked(w, db, to)).params }));

const promised = async (w: World, db: TestDatabase): Promise<{ id: string }> => {
  const commitmentId = newId();
  await w.run("commitment.make", {
    commitmentId,
    questionId: (await asked(w, db)).params.id,
    unitId: w.dran,
    text: `Làm đường bê tông ${w.secret}`,
    dueOn: "2027-06-30",
  });
  return { id: commitmentId };
};

/** Questions, answers, commitments. */
export const questionCases: Record<string, readonly Case[]> = {
  "GET /questions": both((w) => ({ under: w.dran })),
  "GET /questions/counts": both((w) => ({ under: w.dran })),
  "GET /questions/export": both((w) => ({ under: w.dran })),
  "GET /questions/settings": anywhere(),
  "GET /questions/:id": seen(),
  "GET /questions/:id/like": seen(),
  "GET /questions/:id/materials": seen("published"),
  "POST /questions": dran((w) => ({ body: { placeUnitId: w.village, text: "Đường vào thôn bao giờ làm?" } })),
  "POST /questions/:id/pass-on": plain((w) => ({ toUnitId: w.province, reason: "Thuộc thẩm quyền của tỉnh" })),
  "POST /questions/:id/merge": dran(async (w, _who, db) => ({
    params: (await asked(w, db)).params,
    body: { intoId: (await asked(w, db)).params.id },
  })),
  "POST /questions/:id/separate": dran(async (w, _who, db) => {
    const { params } = await asked(w, db);
    await w.run("question.merge", { questionId: params.id, intoId: (await asked(w, db)).params.id });
    return { params, body: { reason: "Hai việc khác nhau" } };
  }),
  "POST /questions/:id/set-aside": plain(() => ({ reason: "Không phải câu hỏi" })),
  "POST /questions/:id/reopen": dran(async (w, _who, db) => {
    const { params } = await asked(w, db);
    await w.run("question.set-aside", { questionId: params.id, reason: "Nhầm" });
    return { params };
  }),
  "POST /questions/:id/topic": plain(() => ({ topic: "knowledge" })),
  "POST /questions/settings/deadlines": everything(() => ({
    body: { stage: "answer", topic: "good-examples", days: 20, from: today(), legalBasis: "Quyết định thử" },
  })),
  "POST /questions/settings/routes": everything(() => ({
    body: { topic: "good-examples", target: "province", from: today(), legalBasis: "Quyết định thử" },
  })),
  "PUT /questions/:id/answer": dran(async (w, _who, db) => ({
    params: (await asked(w, db)).params,
    body: { answerId: newId(), ...answerOf() },
  })),
  "POST /questions/:id/answer/submit": step("draft"),
  "POST /questions/:id/answer/approve": step("submitted"),
  "POST /questions/:id/answer/return": step("submitted", { reason: "Thiếu căn cứ" }),
  "POST /questions/:id/answer/publish": step("approved"),
  "POST /questions/:id/answer/withdraw": step("published", { reason: "Có quy định mới" }),
  "POST /questions/:id/carry-back": plain(() => ({ talkId: newId() }), "published"),
  "POST /questions/:id/to-material": dran(async (w, _who, db) => ({
    params: (await asked(w, db, "published")).params,
    body: { materialId: (await w.make.material(false)).materialId },
  })),
  "POST /questions/:id/commitments": plain((w) => ({ unitId: w.dran, text: "Sửa đường", dueOn: "2027-06-30" })),
  "GET /commitments": both((w) => ({ under: w.dran })),
  "GET /commitments/export": both((w) => ({ under: w.dran })),
  "POST /commitments/:id/progress": dran(async (w, _who, db) => ({
    params: await promised(w, db),
    body: { progressId: newId(), text: "Đã khảo sát" },
  })),
  "POST /commitments/:id/finish": dran(async (w, _who, db) => ({
    params: await promised(w, db),
    body: { progressId: newId(), text: "Đã xong", evidence: "12/BB-UBND", doneOn: today() },
  })),
  "POST /commitments/:id/drop": dran(async (w, _who, db) => ({
    params: await promised(w, db),
    body: { reason: "Không bố trí được vốn" },
  })),
  "GET /answers": open(),
  "GET /answers/by-code/:code": open(() => ({ params: { code: "4K7-29MQ" } }), [404]),
};
