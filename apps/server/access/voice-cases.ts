import { newId } from "#kernel/ids.ts";
import { both, type Case, dran } from "./case.ts";
import type { World } from "./world.ts";

const words = (w: World) => ({
  topic: "local-affairs",
  claim: `Có tin ${w.secret}`,
  truth: "Không có.",
  lawId: null,
  lawPassage: null,
  sourceText: "Thông báo của xã",
  statedOn: "2026-11-02",
  nextUpdateOn: null,
});
/** A correction of D'Ran in that state, with the version to go on from. */
async function correction(
  w: World,
  steps: readonly ("approve" | "publish")[] = [],
): Promise<{ id: string; version: number }> {
  const id = newId();
  await w.run("correction.add", { id, unitId: w.dran, ...words(w) });
  let version = 1;
  for (const step of steps)
    ({ version } = await w.run<{ version: number }>(`correction.${step}`, { id, seenVersion: version }));
  return { id, version };
}

/** Corrections. */
export const voiceCases: Record<string, readonly Case[]> = {
  "GET /corrections": both((w) => ({ under: w.dran })),
  "GET /corrections/export": both((w) => ({ under: w.dran })),
  "GET /corrections/:id": dran(async (w) => ({ params: { id: (await correction(w)).id } })),
  "POST /corrections": dran((w) => ({ body: { unitId: w.dran, ...words(w) } })),
  "PUT /corrections/:id": dran(async (w) => ({
    params: { id: (await correction(w)).id },
    body: { seenVersion: 1, ...words(w) },
  })),
  "POST /corrections/:id/approve": dran(async (w) => ({
    params: { id: (await correction(w)).id },
    body: { seenVersion: 1 },
  })),
  "POST /corrections/:id/publish": dran(async (w) => {
    const { id, version } = await correction(w, ["approve"]);
    return { params: { id }, body: { seenVersion: version } };
  }),
  "POST /corrections/:id/withdraw": dran(async (w) => {
    const { id, version } = await correction(w, ["approve"]);
    return { params: { id }, body: { seenVersion: version, reason: "Có quyết định mới" } };
  }),
};
