import { newId } from "#kernel/ids.ts";
import { anywhere, both, type Case, dran, everything } from "./case.ts";
import type { World } from "./world.ts";

const words = { subject: "đề nghị hướng dẫn", addressees: ["Bộ Tài chính"] };

/** Reported by D'Ran; its province settles it. */
async function made(w: World): Promise<string> {
  const difficultyId = newId();
  await w.run("difficulty.report", { difficultyId, unitId: w.dran, text: `Loa hỏng ${w.secret}` });
  return difficultyId;
}

/** Each time another day: a setting never goes back. */
let deadlines = 0;

/** Reported from D'Ran, settled by the province above it: who holds a role there, or above, may; outside nobody. */
export const difficultyCases: Record<string, readonly Case[]> = {
  "GET /difficulties": both((w) => ({ under: w.dran })),
  "GET /difficulties/export": both((w) => ({ under: w.dran })),
  "GET /difficulties/:id": dran(async (w) => ({ params: { id: await made(w) } })),
  "POST /difficulties": dran((w) => ({ body: { unitId: w.dran, text: "Nhà văn hóa chưa có điện" } })),
  "POST /difficulties/consolidated": dran(async (w) => ({
    body: { difficultyId: newId(), text: "Nhiều nơi thiếu loa", memberIds: [await made(w)] },
  })),
  "POST /difficulties/:id/separate": dran(async (w) => {
    const id = await made(w);
    await w.run("difficulty.consolidate", { difficultyId: newId(), text: `Chung ${w.secret}`, memberIds: [id] });
    return { params: { id } };
  }),
  "POST /difficulties/:id/answer": dran(async (w) => ({
    params: { id: await made(w) },
    body: { version: 1, answer: "Đã cấp loa." },
  })),
  "POST /difficulties/:id/set-aside": dran(async (w) => ({
    params: { id: await made(w) },
    body: { reason: "Trùng" },
  })),
  "POST /difficulties/:id/reopen": dran(async (w) => {
    const id = await made(w);
    await w.run("difficulty.set-aside", { difficultyId: id, reason: "Trùng" });
    return { params: { id }, body: { reason: "Không trùng" } };
  }),
  "POST /difficulties/:id/letter": dran(async (w) => ({ params: { id: await made(w) }, body: words })),
  "POST /difficulties/:id/escalate": dran(async (w) => ({
    params: { id: await made(w) },
    body: { version: 1, ...words, issuedOn: "2026-11-02", signerName: "Phan Đình Nghị" },
  })),
  "GET /difficulties/settings": anywhere(),
  "POST /difficulties/settings": everything(() => ({
    body: {
      stage: "answer",
      days: 20,
      from: new Date(Date.UTC(2027, 0, (deadlines += 1))).toISOString().slice(0, 10),
      legalBasis: "Quyết định của UBND tỉnh",
    },
  })),
};
