import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { contentHash } from "#kernel/canonical.ts";
import { FieldDatabase } from "./database.ts";
import { deviceIdOf, startSync, type SyncEngine } from "./engine.ts";
import { enqueue } from "./outbox.ts";
import type { Wire } from "./wire.ts";

let db: FieldDatabase;
let engine: SyncEngine | undefined;
let serial = 0;
/** What the server says to the next push. */
let mood: "well" | "signed-out" | "unreachable" = "well";
let requests: string[] = [];
/** Before the answer to each request. */
let meanwhile: (path: string) => void = () => {};
// a busy machine is not blamed
const patiently = { timeout: 30_000 };

const serverTime = "2026-11-23T13:40:00.000Z";
const json = (status: number, value: unknown) => ({
  status,
  contentType: status < 400 ? "application/json" : "application/problem+json",
  text: JSON.stringify(value),
});
const wire: Wire = async ({ path, json: sent }) => {
  requests.push(path);
  const now = mood;
  meanwhile(path);
  if (now === "unreachable") throw new TypeError("no network");
  if (now === "signed-out") return json(401, { code: "access.sign-in" });
  if (path === "/api/sync/pull")
    return json(200, { cursor: "c", reset: false, changes: [], more: false, serverTime, held: 0, limitReached: false });
  const { commands } = sent as { commands: { id: string; name: string; payload: unknown; deviceAt: string }[] };
  return json(200, {
    serverTime,
    outcomes: commands.map(({ id, name, payload, deviceAt }) => ({
      id,
      outcome: "received",
      receipt: { id, hash: contentHash({ name, payload, deviceAt }), at: serverTime, number: "4K7-29MQ" },
    })),
  });
};
const save = () => enqueue(db, { name: "talk.record", payload: { n: serial++ }, subject: `t${serial}` });
const state = async () => (await db.outbox.orderBy("seq").last())?.state;
const start = () => (engine = startSync({ db, wire, userId: "u1", random: () => 0, lock: (work) => work() }));

beforeEach(() => {
  mood = "well";
  requests = [];
  meanwhile = () => {};
  db = new FieldDatabase(`engine-test-${serial++}`);
});
afterEach(async () => {
  engine?.stop();
  await db.delete();
});

test("what is saved leaves by itself, and the device keeps its id", async () => {
  const id = await deviceIdOf(db);
  start();
  await save();
  engine?.kick();
  await vi.waitFor(async () => expect(await state()).toBe("received"), patiently);
  expect(engine?.status()).toMatchObject({ stop: null });
  expect(await deviceIdOf(db)).toBe(id);
});

test("without a network it tries again by itself", async () => {
  mood = "unreachable";
  start();
  await save();
  engine?.kick();
  await vi.waitFor(() => expect(engine?.status().stop).toEqual({ kind: "offline", because: "unreachable" }), patiently);
  expect(await state()).toBe("local");
  expect(engine?.status().nextAt).not.toBeNull();
  mood = "well";
  await vi.waitFor(async () => expect(await state()).toBe("received"), patiently);
});

test("when the sign-in has ended it waits for the person, however often it is asked, and goes on after it", async () => {
  mood = "signed-out";
  start();
  await save();
  engine?.kick();
  await vi.waitFor(() => expect(engine?.status().stop).toEqual({ kind: "signed-out" }), patiently);
  expect(engine?.status().nextAt).toBeNull();
  const asked = requests.length;
  engine?.kick();
  engine?.kick();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(requests).toHaveLength(asked);
  expect(await state()).toBe("local");
  mood = "well";
  engine?.signedIn();
  await vi.waitFor(async () => expect(await state()).toBe("received"), patiently);
});

test.each(["unreachable", "signed-out"] as const)(
  "who calls while a round is failing (%s) is heard: the next round begins at once",
  async (trouble) => {
    mood = trouble;
    // no round after a failure would begin by itself within this test
    engine = startSync({ db, wire, userId: "u1", random: () => 1e6, lock: (work) => work() });
    await save();
    meanwhile = () => {
      meanwhile = () => {};
      mood = "well";
      engine?.signedIn();
    };
    engine.kick();
    await vi.waitFor(async () => expect(await state()).toBe("received"), patiently);
  },
);
