import { newId } from "#kernel/ids.ts";
import { both, type Case, dran } from "./case.ts";
import type { World } from "./world.ts";

const facts = (w: World) => ({
  placeUnitId: w.village,
  title: `Đối thoại ${w.secret}`,
  startsAt: "2026-10-05T07:00:00.000Z",
  agenda: [{ id: newId(), title: `Nội dung ${w.secret}` }],
});
const result = {
  presided: { name: "Trương Công Lý", position: "Chủ tịch UBND xã" },
  secretaryName: "Nguyễn Thị Thu Hà",
  attendance: 86,
  startsAt: "2026-10-05T07:00:00.000Z",
  endsAt: "2026-10-05T10:00:00.000Z",
};

/** A meeting of D'Ran, planned or held. */
async function made(w: World, held = false): Promise<string> {
  const dialogueId = newId();
  await w.run("dialogue.plan", { dialogueId, unitId: w.dran, ...facts(w) });
  if (held) await w.run("dialogue.record", { dialogueId, version: 1, ...result });
  return dialogueId;
}

async function asked(w: World, dialogueId: string): Promise<string> {
  const questionId = newId();
  await w.run("question.ask", {
    questionId,
    origin: "dialogue",
    placeUnitId: w.village,
    text: `Bao giờ sửa đường ${w.secret}?`,
  });
  await w.run("dialogue.gather", { dialogueId, questionId, stage: "meeting" });
  return questionId;
}

export const dialogueCases: Record<string, readonly Case[]> = {
  "GET /dialogues": both((w) => ({ under: w.dran })),
  "GET /dialogues/export": both((w) => ({ under: w.dran })),
  "GET /dialogues/:id": dran(async (w) => ({ params: { id: await made(w) } })),
  "POST /dialogues": dran((w) => ({ body: { unitId: w.dran, ...facts(w) } })),
  "PUT /dialogues/:id": dran(async (w) => ({ params: { id: await made(w) }, body: { version: 1, ...facts(w) } })),
  "POST /dialogues/:id/cancel": dran(async (w) => ({ params: { id: await made(w) }, body: { reason: "Bão" } })),
  "PUT /dialogues/:id/record": dran(async (w) => ({ params: { id: await made(w) }, body: { version: 1, ...result } })),
  "POST /dialogues/:id/questions": dran(async (w) => ({
    params: { id: await made(w) },
    body: { questionId: newId(), text: "Bao giờ có điện?", stage: "before" },
  })),
  "POST /dialogues/:id/gathered": dran(async (w) => {
    const id = await made(w);
    const questionId = newId();
    await w.run("question.ask", {
      questionId,
      origin: "officer",
      placeUnitId: w.village,
      text: `Bao giờ có nước ${w.secret}?`,
    });
    return { params: { id }, body: { questionId, stage: "before" } };
  }),
  "PUT /dialogues/:id/questions/:questionId/reply": dran(async (w) => {
    const id = await made(w, true);
    return { params: { id, questionId: await asked(w, id) }, body: { reply: "Trong năm 2027." } };
  }),
  "POST /dialogues/:id/commitments": dran(async (w) => ({
    params: { id: await made(w, true) },
    body: { commitmentId: newId(), unitId: w.dran, text: "Kéo điện", dueOn: "2027-01-20" },
  })),
  "GET /dialogues/:id/minutes": dran(async (w) => ({ params: { id: await made(w, true) } })),
  "POST /dialogues/:id/minutes": dran(async (w) => ({
    params: { id: await made(w, true) },
    body: { version: 2, issuedOn: "2026-10-06" },
  })),
  "PUT /dialogues/:id/public": dran(async (w) => ({ params: { id: await made(w) }, body: { public: true } })),
};
