import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { Principal, Role } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { type FileStore, openFileStore } from "#platform/files/file-store.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { allCommands, allMessages } from "#apps/server/rooms.ts";
import { buildDraft } from "#modules/drafts/server.ts";
import { buildMaterial } from "#modules/materials/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { Flood, floodLimits } from "./ask/flood.ts";
import { PageCache } from "./page-cache.ts";
import { buildPortal } from "./portal.ts";

/** The public pages over a test's database, with a clock that can be set and officers who publish. */
export interface PortalWorld {
  app: Hono;
  cache: PageCache;
  files: FileStore;
  /** Moves the clock of forms. */
  later(ms: number): void;
  /** What went wrong inside: there must be none. */
  faults: unknown[];
  province: number;
  dran: number;
  village: number;
  officer: Principal;
  head: Principal;
  run<A = unknown>(who: Principal, name: string, payload: unknown): Promise<A>;
  /** Published, through all its steps; the id of the answer and the code of the question. */
  answer(text: { question: string; answer: string; topic?: string }): Promise<{ answerId: string; code: string }>;
  material(text: {
    title: string;
    keyMessages?: string;
    body?: string;
  }): Promise<{ materialId: string; versionId: string }>;
  talk(title: string, days: number): Promise<string>;
  draft(title: string): Promise<string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  html(path: string): Promise<string>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** The hidden mark of a form that was opened now. */
  mark(path: string): Promise<string>;
  close(): Promise<void>;
}

export async function openPortal(
  db: TestDatabase,
  limits: Partial<typeof floodLimits> = {},
  { trustProxy = false, publicUrl }: { trustProxy?: boolean; publicUrl?: string } = {},
): Promise<PortalWorld> {
  const { pool } = db.database;
  const dataDir = await mkdtemp(join(tmpdir(), "caunoi portal "));
  const files = openFileStore(dataDir);
  const cache = new PageCache({ life: 3600, maxBytes: 8 * 1024 * 1024 });
  const listening = await db.database.listen("public_changed", () => cache.clear());
  let now = Date.now();
  const faults: unknown[] = [];
  const app = buildPortal({
    pool,
    commands: allCommands,
    messages: allMessages,
    files,
    demo: false,
    secret: "only for tests",
    trustProxy,
    publicUrl,
    cache,
    now: () => now,
    flood: new Flood({ ...floodLimits, ...limits }, () => now),
    observe: (record) => void (record.error === null || faults.push(record.error)),
  });
  const province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  const dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: province });
  const village = await buildUnit(pool, { name: "Thôn Diom A", kind: "hamlet", parentId: dran });
  const someone = (name: string, role: Role): Principal => ({
    userId: name,
    personId: null,
    displayName: name,
    grants: [{ role, unitId: province }],
    homeUnitId: province,
  });
  const officer = someone("hoang.anh", "officer");
  const head = someone("cong.ly", "unitHead");
  const run = async <A>(who: Principal, name: string, payload: unknown) =>
    (await executeCommand<A>({ pool, commands: allCommands }, who, { id: newId(), name, payload })).answer;
  const get = async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
  const html = async (path: string) => (await get(path)).text();
  return {
    app,
    cache,
    files,
    faults,
    later: (ms) => void (now += ms),
    province,
    dran,
    village,
    officer,
    head,
    run,
    get,
    html,
    async answer({ question, answer, topic }) {
      const questionId = newId();
      const asked = await run<{ code: string }>(officer, "question.ask", {
        questionId,
        origin: "officer",
        placeUnitId: village,
        topic: topic ?? null,
        text: question,
      });
      const answerId = newId();
      const step = { questionId, answerId };
      await run(officer, "answer.save", {
        ...step,
        questionText: question,
        text: answer,
        legalSource: "Luật Bảo hiểm y tế, Điều 13",
      });
      await run(officer, "answer.submit", { ...step, version: 1 });
      await run(head, "answer.approve", { ...step, version: 2 });
      await run(officer, "answer.publish", { ...step, version: 3 });
      return { answerId, code: asked.code };
    },
    async material(text) {
      const made = await buildMaterial(pool, head, { unitId: province, ...text });
      await run(head, "material.set-public", { materialId: made.materialId, public: true });
      return made;
    },
    async talk(title, days) {
      const talkId = newId();
      await run(officer, "talk.plan", {
        talkId,
        unitId: province,
        placeUnitId: village,
        kind: "residentMeeting",
        title,
        placeDetail: "Nhà văn hóa thôn",
        startsAt: new Date(Date.now() + days * 86_400_000).toISOString(),
      });
      return talkId;
    },
    draft: (title) => buildDraft(pool, head, { title, unitId: province }),
    async post(path, fields, headers = {}) {
      return app.request(path, {
        method: "POST",
        body: new URLSearchParams(fields).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      });
    },
    mark: async (path) => /name="mark" value="([^"]+)"/.exec(await html(path))![1]!,
    async close() {
      await listening.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
