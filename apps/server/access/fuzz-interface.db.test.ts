import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Random } from "#db/seeds/random.ts";
import { openAuth } from "#platform/auth/auth.ts";
import type { Route } from "#platform/http/room-routes.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildHall } from "#modules/live/server.ts";
import { buildApp } from "../app.ts";
import { allCommands, allRoutes } from "../rooms.ts";
import { readSettings } from "../settings.ts";
import { type Ask, flood, form, json, type Known, lookBehind, type Target } from "./fuzz.ts";
import { hostileValue, someId } from "./hostile.ts";

/** The open routes of the interface and the pages of a hall: no answer of 500 or above, nothing stored that names a person. */
const db = useTestDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "caunoi fuzz "));
const known: Known = { ids: [], codes: ["0"] };
let app: ReturnType<typeof buildApp>;
let closeAuth: () => Promise<void>;
const ask: Ask = async (path, init) => app.request(path, init);

beforeAll(async () => {
  const hall = await buildHall(db.database.pool, allCommands);
  known.ids.push(hall.hallId, ...hall.pollIds);
  known.codes.push(hall.code);
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const settings = readSettings({ DATA_DIR: dataDir, LOG_LEVEL: "silent", TRUST_PROXY: "1", DEMO: "0" }, root);
  const auth = openAuth({
    databaseUrl: db.url,
    secret: "only for tests, long enough",
    publicUrl: "http://localhost",
    demo: false,
  });
  closeAuth = () => auth.close();
  app = buildApp({ settings, database: db.database, auth, log: pino({ level: "silent" }) });
}, 120_000);
afterAll(async () => {
  await closeAuth();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Members of the open routes' bodies as they should be; any of them may be something else. */
function plausible(name: string, chance: Random, text: string): unknown {
  if (chance.chance(0.12)) return hostileValue(chance);
  if (name === "choice") return chance.between(0, 3);
  if (name === "turn") return 1;
  if (["id", "mark", "ticket", "round", "poll", "question", "hallId"].includes(name)) return someId(chance, known.ids);
  return text;
}

/** The interface's own list, so that a route that is opened tomorrow is met without anybody remembering it. */
const routes = allRoutes({ auth: { library: { api: {} }, options: {} }, database: {}, files: {} } as never).flat();
const open: Target[] = routes
  .filter((route: Route) => route.access === "public")
  .map((route) => {
    const method = route.method.toUpperCase();
    const shape = Object.keys((route.body as { shape?: object } | undefined)?.shape ?? {});
    return {
      name: `${method} /api${route.path}`,
      method,
      path: `/api${route.path}`,
      ask,
      oneAddress: route.path.startsWith("/sign-in"),
      body: (chance, text) => json(Object.fromEntries(shape.map((name) => [name, plausible(name, chance, text)]))),
    };
  });

const halls: Target[] = [
  ["GET", "/h"],
  ["GET", "/h/:code"],
  ["GET", "/h/:code/screen"],
  ["GET", "/h/:code/live"],
  ["POST", "/h/:code"],
].map(([method = "", path = ""]) => ({
  name: `${method} ${path}`,
  method,
  path,
  ask,
  body: (chance: Random, text: string) =>
    form({
      what: chance.pick(["ask", "vote", ""]),
      mark: someId(chance, []),
      text,
      choice: "1",
      round: someId(chance, known.ids),
    }),
}));

test.each([...open, ...halls].map((t) => [t.name, t] as const))(
  "ten thousand hostile inputs: %s",
  { timeout: 900_000 },
  async (_n, target) => {
    expect((await flood(target, known)).slice(0, 5)).toEqual([]);
  },
);

test("nothing was stored that the identity filter knows, and what was clean was taken", async () => {
  const { naming, taken } = await lookBehind(db.owner);
  expect(naming).toEqual([]);
  expect(taken.hall).toBeGreaterThan(10);
});
