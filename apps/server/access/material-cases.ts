import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { approveThrough, buildMaterial, materialCommands } from "#modules/materials/server.ts";
import { anywhere, type Case, dran, everything, utf8 } from "./case.ts";
import { secret, type World } from "./world.ts";

/** Somebody who is none of the personas writes and passes, so that each of these may take the step that waits. */
const maker = (w: World): Principal => ({ ...w.system, userId: "maker" });
let n = 0;
const draft = (w: World, db: TestDatabase) =>
  buildMaterial(db.database.pool, maker(w), {
    title: `Bản trình ${(n += 1)} ${secret}`,
    unitId: w.dran,
    approve: false,
  });
const run = (w: World, db: TestDatabase, name: string, payload: object) =>
  executeCommand({ pool: db.database.pool, commands: materialCommands }, maker(w), { id: newId(), name, payload });

async function handedIn(w: World, db: TestDatabase, until: "pass" | "decide"): Promise<string> {
  const { versionId } = await draft(w, db);
  await approveThrough(db.database.pool, maker(w), versionId, { until });
  return versionId;
}

async function urgent(w: World, db: TestDatabase): Promise<string> {
  const { versionId } = await draft(w, db);
  const days = { validFrom: "2026-01-01", validTo: null };
  await run(w, db, "material.approve", { versionId, edition: 1, ...days, rush: "Mưa lũ" });
  return versionId;
}

const word = { note: null, active: true, seenVersion: 0 };

let topics = 0;

/** Approval, comments, languages, words, settings and reach of materials. */
export const materialCases: Record<string, readonly Case[]> = {
  "GET /materials/waiting": anywhere(),
  "POST /materials/versions/:id/approve": dran(async (w, _who, db) => ({
    params: { id: await handedIn(w, db, "decide") },
    body: { edition: 1, validFrom: "2026-01-01", validTo: null },
  })),
  "POST /materials/versions/:id/submit": dran(async (w, _who, db) => ({
    params: { id: (await draft(w, db)).versionId },
    body: { edition: 1 },
  })),
  "POST /materials/versions/:id/pass": dran(async (w, _who, db) => ({
    params: { id: await handedIn(w, db, "pass") },
    body: { edition: 1 },
  })),
  "POST /materials/versions/:id/return": dran(async (w, _who, db) => ({
    params: { id: await handedIn(w, db, "pass") },
    body: { reason: "Thiếu nguồn" },
  })),
  "POST /materials/versions/:id/withdraw": dran(async (w, _who, db) => ({
    params: { id: await handedIn(w, db, "pass") },
  })),
  "POST /materials/versions/:id/make-up": dran(async (w, _who, db) => ({
    params: { id: await urgent(w, db) },
    body: { position: 2, agree: true },
  })),
  "POST /materials/versions/:id/comments": dran(async (w, _who, db) => ({
    params: { id: (await draft(w, db)).versionId },
    body: { edition: 1, part: "title", quote: "Bản trình", near: 0, text: "Đổi tên" },
  })),
  "POST /materials/comments/:id/resolve": dran(async (w, _who, db) => {
    const id = newId();
    const { versionId } = await draft(w, db);
    const comment = { edition: 1, part: "title", quote: "Bản trình", near: 0, text: "Đổi tên" };
    await run(w, db, "material.comment", { id, versionId, ...comment });
    return { params: { id }, body: { resolution: "Đã đổi" } };
  }),
  "DELETE /materials/versions/:id": dran(async (w, _who, db) => ({ params: { id: (await draft(w, db)).versionId } })),

  "GET /materials/language-gaps": [...dran((w) => ({ query: { under: w.dran } })), ...anywhere()],
  "GET /materials/language-gaps/export": [...dran((w) => ({ query: { under: w.dran } })), ...anywhere()],
  "PUT /materials/versions/:id/languages/:language": dran(async (w, _who, db) => ({
    params: { id: (await draft(w, db)).versionId, language: "kpm" },
    body: { title: "Tiếng K'Ho" },
  })),
  "POST /materials/versions/:id/languages/:language/review": [
    {
      where: "dran",
      ask: async (w, _who, db) => ({
        params: { id: (await draft(w, db)).versionId, language: "kpm" },
        body: { reviewerId: newId() },
      }),
      instead: [404],
    },
  ],
  "GET /materials/versions/:id/languages/:language/audio": [
    { where: "dran", ask: async (w, _who, db) => ({ params: await spoken(w, db, true) }), instead: [404] },
  ],
  "PUT /materials/versions/:id/languages/:language/audio": dran(async (w, _who, db) => ({
    params: await spoken(w, db, false),
    bytes: utf8("OggS............"),
  })),
  "DELETE /materials/versions/:id/languages/:language/audio": dran(async (w, _who, db) => ({
    params: await spoken(w, db, true),
  })),

  "GET /materials/writing-aids": anywhere(),
  "GET /materials/words": anywhere(),
  "PUT /materials/words/:id": anywhere(() => ({
    params: { id: newId() },
    body: { term: `từ khó ${(n += 1)}`, plain: "từ dễ", ...word },
  })),
  "GET /materials/terms": anywhere(),
  "PUT /materials/terms/:id": anywhere(() => ({
    params: { id: newId() },
    body: { language: "kpm", term: `từ ${(n += 1)}`, translation: "…", ...word },
  })),
  "GET /materials/settings": anywhere(),
  "POST /materials/settings/chains": everything(() => ({
    body: {
      level: "district",
      from: "2199-01-01",
      legalBasis: "Quy chế",
      steps: [
        { kind: "write", role: "officer", levelsUp: 0, labelVi: "Soạn", labelEn: "Author" },
        { kind: "decide", role: "unitHead", levelsUp: 0, labelVi: "Duyệt", labelEn: "Head" },
      ],
    },
  })),
  "GET /materials/settings/topics": anywhere(),
  "POST /materials/settings/topics": everything(() => ({
    body: {
      id: `chu-de-${(topics += 1)}`,
      labelVi: "Rừng và đất rừng",
      labelEn: "Forest and forest land",
      position: 150,
      active: true,
      from: "2199-01-01",
      legalBasis: "Quyết định của UBND tỉnh",
    },
  })),
  "POST /materials/settings/rules": everything(() => ({
    body: { key: "longSentence", value: 24, from: "2199-01-01", source: "Quy ước" },
  })),
  "GET /materials/:id/reach": dran(async (w) => ({ params: { id: (await w.make.material(true)).materialId } })),
  "GET /materials/:id/reach/export": dran(async (w) => ({ params: { id: (await w.make.material(true)).materialId } })),
  "POST /materials/holdings": anywhere(() => ({ body: { holder: crypto.randomUUID(), versions: [] } })),
  "POST /materials/versions/:id/acknowledge": dran(async (w) => ({
    params: { id: (await w.make.material(true)).versionId },
  })),
};

/** A language version in use, with a recording whose file is nowhere, or without one. */
async function spoken(w: World, db: TestDatabase, recorded: boolean): Promise<{ id: string; language: string }> {
  const { versionId } = await w.make.material(true);
  const key = { versionId, language: "kpm" };
  await run(w, db, "material.set-language", { ...key, title: "Tiếng K'Ho" });
  const file = { mediaType: "audio/ogg", size: 16, sha256: "0".repeat(64), seconds: null };
  if (recorded) await run(w, db, "material.set-audio", { ...key, ...file });
  return { id: versionId, language: "kpm" };
}
