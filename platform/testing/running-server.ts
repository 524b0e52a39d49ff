import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { afterAll, beforeAll, inject } from "vitest";
import { PageCache } from "#apps/portal/page-cache.ts";
import { buildApp } from "#apps/server/app.ts";
import { listen, type Listening } from "#apps/server/listen.ts";
import { readSettings } from "#apps/server/settings.ts";
import { watchUnits } from "#modules/units/server.ts";
import { openAuth } from "#platform/auth/auth.ts";
import { asSystem } from "#platform/db/session.ts";
import { sealJournal } from "#platform/journal/seal.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export interface RunningServer {
  /** `http://localhost:PORT` */
  address: string;
  db: TestDatabase;
  dataDir: string;
  /** Seals what the journal holds, as the server does every few seconds. */
  seal(): Promise<void>;
  /** No request is answered any more, as if the cable were pulled; `up` brings it back at the same address. */
  down(): Promise<void>;
  up(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The product itself on a port of this machine, with the demo province in a database of this file's own. The
 * faces come from dist/, which `npm test` builds first.
 */
export function useRunningServer(): RunningServer {
  const held = {} as RunningServer;
  const closers: (() => Promise<unknown> | void)[] = [];
  beforeAll(async () => {
    const db = await createTestDatabase(inject("demoServer"));
    closers.unshift(() => db.close());
    const dataDir = mkdtempSync(join(tmpdir(), "caunoi-journey-"));
    closers.unshift(() => rmSync(dataDir, { recursive: true, force: true }));
    let address = "";
    const auth = openAuth({
      databaseUrl: db.url,
      secret: "a secret of the tests, long enough",
      publicUrl: "http://localhost",
      demo: true,
    });
    closers.unshift(() => auth.close());
    const units = await watchUnits({
      listen: (channel, heard) => db.database.listen(channel, heard),
      inTransaction: (work) => asSystem(db.database.pool, work),
    });
    closers.unshift(() => units.end());
    const settings = readSettings({ DATA_DIR: dataDir, LOG_LEVEL: "silent" }, root);
    const publicPages = new PageCache({ life: 30, maxBytes: 16 * 1024 * 1024 });
    const changes = await db.database.listen("public_changed", () => publicPages.clear());
    closers.unshift(() => changes.end());
    const log = pino({ level: "silent" });
    const app = buildApp({ settings, database: db.database, auth, log, publicPages, checkAnswers: true });
    let listening: Listening = await listen(app.fetch, 0, undefined);
    const { port } = listening;
    address = `http://localhost:${port}`;
    closers.unshift(() => listening.close(0));
    Object.assign(held, {
      address,
      db,
      dataDir,
      seal: async () => void (await sealJournal(db.database.jobPool, dataDir)),
      down: () => listening.close(0),
      up: async () => {
        listening = await listen(app.fetch, port, undefined);
      },
    } satisfies RunningServer);
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });
  return held;
}
