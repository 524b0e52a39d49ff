import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildAccount } from "#modules/accounts/server.ts";
import { buildUnit, watchUnits } from "#modules/units/server.ts";
import { newId } from "#kernel/ids.ts";
import { openAuth } from "#platform/auth/auth.ts";
import { asSystem } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildApp } from "./app.ts";
import { listen, type Listening } from "./listen.ts";
import { readSettings } from "./settings.ts";

const db = useTestDatabase();
const root = fileURLToPath(new URL("../..", import.meta.url));
let listening: Listening;
let token: string;
let unitId: number;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  unitId = await buildUnit(db.database.pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  token = (
    await buildAccount(db.database.pool, { userName: "thu.ha", grants: [{ role: "officer", unitId }], withToken: true })
  ).token!;
  const auth = openAuth({
    databaseUrl: db.url,
    secret: "a secret of the tests, long enough",
    publicUrl: "http://localhost",
    demo: false,
  });
  closers.unshift(() => auth.close());
  const units = await watchUnits({
    listen: (channel, heard) => db.database.listen(channel, heard),
    inTransaction: (work) => asSystem(db.database.pool, work),
  });
  closers.unshift(() => units.end());
  const settings = readSettings({ LOG_LEVEL: "silent", DEMO: "0" }, root);
  listening = await listen(
    buildApp({ settings, database: db.database, auth, log: pino({ level: "silent" }) }).fetch,
    0,
    "127.0.0.1",
  );
  closers.unshift(() => listening.close(0));
});
afterAll(async () => {
  for (const close of closers) await close();
});

function requestAndHangUp(method: string, path: string, body?: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(listening.port, "127.0.0.1", () => {
      const lines = [`${method} ${path} HTTP/1.1`, "host: localhost", `authorization: Bearer ${token}`];
      if (body) lines.push("content-type: application/json", `content-length: ${Buffer.byteLength(body)}`);
      socket.write(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
      setImmediate(() => socket.destroy());
    });
    socket.on("close", () => resolve());
    socket.on("error", () => {});
  });
}

test("clients that hang up in the middle leave no transaction open and no connection taken", async () => {
  const talk = () =>
    JSON.stringify({
      id: newId(),
      unitId,
      placeUnitId: unitId,
      kind: "residentMeeting",
      title: "Thử",
      startsAt: "2026-03-02T12:00:00Z",
      attendance: 1,
    });
  for (let round = 0; round < 8; round++) {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 ? requestAndHangUp("GET", "/api/talks") : requestAndHangUp("POST", "/api/talks", talk()),
      ),
    );
    // a body that was announced and never came
    await requestAndHangUp("POST", "/api/talks", talk()).then(() =>
      requestAndHangUp("POST", "/api/talks", `${talk()}   `),
    );
  }
  const answer = await fetch(`http://127.0.0.1:${listening.port}/api/talks`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  const open = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name = 'caunoi requests' and state like 'idle in transaction%'`;
  const { pool } = db.database;
  await expect
    .poll(() => ({ waiting: pool.waitingCount, taken: pool.totalCount - pool.idleCount }))
    .toEqual({ waiting: 0, taken: 0 });
  await expect.poll(async () => (await open.execute(db.owner)).rows).toEqual([{ n: 0 }]);
});
