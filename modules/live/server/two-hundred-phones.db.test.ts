import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allCommands } from "#apps/server/rooms.ts";
import { newId } from "#kernel/ids.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildHall, type BuiltHall } from "./factory.ts";
import { ListeningPhone } from "./listening-phone.ts";

/** Two hundred sockets on the real server, which is killed with kill -9 while they vote, and started again. */
const db = useTestDatabase();
const root = fileURLToPath(new URL("../../..", import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), "caunoi-hall-"));
const size = 200;
let port: number;
let server: ChildProcess | null = null;
let hall: BuiltHall;
let phones: ListeningPhone[];

beforeAll(async () => {
  hall = await buildHall(db.database.pool, allCommands);
  port = await freePort();
  await start();
  phones = Array.from({ length: size }, () => new ListeningPhone(port, hall.code));
});
afterAll(async () => {
  for (const phone of phones) phone.stop();
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/**
 * One that stays free while the server is down: systems give their outgoing connections ports from 32768 up, and the
 * other tests of this run listen on such ones.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + randomInt(15_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
        .once("error", () => resolve(false))
        .listen(port, () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

async function start(): Promise<void> {
  server = spawn(process.execPath, [join(root, "apps/server/start.ts")], {
    env: { ...process.env, DATABASE_URL: db.url, DATA_DIR: dataDir, PORT: String(port), DEMO: "0", LOG_LEVEL: "error" },
    stdio: "ignore",
  });
  for (;;) {
    const ready = await fetch(`http://localhost:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    await sleep(100);
  }
}

async function kill(): Promise<void> {
  const dying = server;
  server = null;
  if (dying === null || dying.exitCode !== null) return;
  const dead = new Promise((resolve) => dying.once("exit", resolve));
  dying.kill("SIGKILL");
  await dead;
}

/** As the speaker's console does: over the wire, tried until it is answered, with one key. */
async function lead(path: string, body: unknown = {}): Promise<void> {
  const key = newId();
  for (;;) {
    const answer = await fetch(`http://localhost:${port}/api/halls/${hall.hallId}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${hall.token}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (answer?.ok) return;
    if (answer !== null && answer.status < 500) throw new Error(`${answer.status} ${await answer.text()}`);
    await sleep(100);
  }
}

async function until(what: string, met: () => boolean): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (met()) return;
    await sleep(100);
  }
  throw new Error(`never came: ${what}`);
}

const stored = async (round: string) =>
  (
    await sql<{ choice: number; n: number }>`
    select choice, count(*)::int as n from hall_vote where round_id = ${round}::uuid group by 1 order by 1`.execute(
      db.owner,
    )
  ).rows;
const chosen = (of: (i: number) => number) => {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < size; i++) counts[of(i)]! += 1;
  return counts.flatMap((n, choice) => (n > 0 ? [{ choice, n }] : []));
};

const patiently = { timeout: 900_000 };
test(
  "the server dies in the middle of a vote: every phone comes back, no vote is lost, none is doubled",
  patiently,
  async () => {
    for (const phone of phones) phone.listen();
    await until("all listen", () => phones.every((phone) => phone.state !== null));

    const before = newId();
    await lead("/rounds", { roundId: before, pollId: hall.pollIds[0], phase: "before" });
    await until("the question reaches all", () => phones.every((phone) => phone.state?.round?.id === before));

    // all vote over a second, some twice over a lost answer; the server dies after a third of it, the last hear nothing else
    let acknowledged = 0;
    let serverDies: () => void = () => {};
    const dead = new Promise<void>((resolve) => (serverDies = resolve));
    const votes = phones.map(async (phone, i) => {
      await sleep((i / size) * 1000);
      if (i >= (size * 3) / 4) await dead;
      const tries = await phone.vote(before, i % 4);
      acknowledged += 1;
      return tries;
    });
    await until("a third is acknowledged", () => acknowledged >= size / 3);
    await kill();
    serverDies();
    const known = acknowledged;
    const kept = (await stored(before)).reduce((sum, row) => sum + row.n, 0);
    expect(kept).toBeGreaterThanOrEqual(known);
    await start();
    const tries = await Promise.all(votes);
    expect(tries.some((n) => n > 1)).toBe(true);
    expect(await stored(before)).toEqual(chosen((i) => i % 4));

    await until("all are back", () => phones.every((phone) => phone.connections >= 2));
    await until("all see the number", () => phones.every((phone) => phone.state?.round?.votes === size));
    // a phone that did not hear its answer sends the same vote once more; another changes its mind
    await Promise.all(phones.slice(0, 50).map((phone, i) => phone.vote(before, i % 4)));
    await phones[0]!.vote(before, 3);
    expect(await stored(before)).toEqual(chosen((i) => (i === 0 ? 3 : i % 4)));

    await lead(`/rounds/${before}/close`);
    await until("the close reaches all", () => phones.every((phone) => phone.state?.round?.open === false));

    // after the talk, with the server stopped the gentle way while it closes
    const after = newId();
    await lead("/rounds", { roundId: after, pollId: hall.pollIds[0], phase: "after" });
    const again = phones.map((phone) => phone.vote(after, 1));
    server!.kill("SIGTERM");
    await new Promise((resolve) => (server!.exitCode === null ? server!.once("exit", resolve) : resolve(null)));
    await start();
    await Promise.all(again);
    expect(await stored(after)).toEqual([{ choice: 1, n: size }]);
    await lead(`/rounds/${after}/close`);
    await until("the result reaches all", () => phones.every((phone) => phone.state?.results.length === 1));
    for (const phone of phones)
      expect(phone.state!.results[0]).toMatchObject({
        method: "paired",
        beforeN: size,
        beforeRight: 50,
        afterRight: size,
      });

    await lead("/close");
    await until("the end reaches all", () => phones.every((phone) => phone.state?.status === "closed"));
    expect(await stored(after)).toEqual([]);
  },
);
