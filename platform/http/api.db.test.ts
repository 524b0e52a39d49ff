import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { messagesEn as commandEn } from "#platform/command/messages.en.ts";
import { messagesVi as commandVi } from "#platform/command/messages.vi.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildApi } from "./api.ts";
import { messagesEn } from "./messages.en.ts";
import { messagesVi } from "./messages.vi.ts";
import { roomRoutes } from "./room-routes.ts";

const db = useTestDatabase();
const ha: Principal = {
  userId: "ha",
  personId: null,
  displayName: "Hà",
  grants: [{ role: "officer", unitId: 1 }],
  homeUnitId: 1,
};
let runs = 0;

const note = defineCommand({
  name: "note.write",
  input: z.object({ text: z.string() }),
  run: async (_context, { text }) => {
    runs += 1;
    return {
      answer: { text, run: runs },
      journal: [{ action: "note.written", subject: "note", subjectId: text, unitId: null, after: { text } }],
    };
  },
});
const rooms = [
  roomRoutes((r) => {
    r.get(
      {
        path: "/slow",
        access: "signed-in",
        summary: "Slow",
        query: z.object({ seconds: z.coerce.number() }),
        answer: z.object({ done: z.boolean() }),
      },
      async ({ tx, input }) => {
        await sql`select pg_sleep(${input.seconds})`.execute(tx);
        return { done: true };
      },
    );
    r.post(
      {
        path: "/notes",
        access: "signed-in",
        summary: "Write",
        body: z.object({ id: z.uuid().optional(), text: z.string() }),
        answer: z.object({ text: z.string(), run: z.number(), repeated: z.boolean() }),
        status: 201,
      },
      async ({ input, execute }) => {
        const receipt = await execute(note, { text: input.text });
        return { ...receipt.answer, repeated: receipt.repeated };
      },
    );
  }),
];

let server: Server;
let port: number;
beforeAll(async () => {
  const app = buildApi({
    rooms,
    policies: [],
    messages: { vi: { ...messagesVi, ...commandVi }, en: { ...messagesEn, ...commandEn } },
    pool: db.database.pool,
    commands: { [note.name]: note },
    authenticate: () => ({ principal: ha, byCookie: false }),
    version: "0",
    checkAnswers: true,
  });
  server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false })).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const open = async () =>
  Number(
    (
      await sql<{ n: number }>`
  select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'caunoi requests' and state <> 'idle'`.execute(
        db.owner,
      )
    ).rows[0]!.n,
  );

/** Sends raw bytes, waits a moment, and is gone. */
function vanish(text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(text);
      setTimeout(() => socket.destroy(), 60);
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve());
  });
}

describe("a client that goes away", () => {
  test("in the middle of a query leaves no transaction and no lost connection behind", async () => {
    const get = "GET /api/slow?seconds=0.4 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    await Promise.all(Array.from({ length: 40 }, () => vanish(get)));
    await expect.poll(open).toBe(0);
    expect(db.database.pool.waitingCount).toBe(0);
    const after = await fetch(`http://127.0.0.1:${port}/api/slow?seconds=0`);
    expect(after.status).toBe(200);
  });

  test("in the middle of a body has written nothing", async () => {
    const before = await sql`select from command`.execute(db.owner);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        vanish(
          'POST /api/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"text": "half',
        ),
      ),
    );
    await expect.poll(open).toBe(0);
    expect((await sql`select from command`.execute(db.owner)).rows).toHaveLength(before.rows.length);
    expect(runs).toBe(0);
  });
});

describe("two writes that stand in each other's way", () => {
  test("are both done, the one that the database gave up a second time", async () => {
    await sql`create table crossing (id int primary key, n int not null)`.execute(db.owner);
    await sql`grant select, update on crossing to caunoi_app`.execute(db.owner);
    await sql`insert into crossing values (1, 0), (2, 0)`.execute(db.owner);
    let tries = 0;
    let begun = 0;
    // the second step is taken when both have taken the first, however long the machine needs for it
    let bothHaveOne: () => void = () => {};
    const both = new Promise<void>((resolve) => (bothHaveOne = resolve));
    const cross = defineCommand({
      name: "crossing.walk",
      input: z.object({ from: z.int(), to: z.int() }),
      run: async ({ tx }, { from, to }) => {
        tries += 1;
        await sql`update crossing set n = n + 1 where id = ${from}`.execute(tx);
        begun += 1;
        if (begun === 2) bothHaveOne();
        await both;
        await sql`update crossing set n = n + 1 where id = ${to}`.execute(tx);
        return {
          answer: {},
          journal: [{ action: "crossing.walked", subject: "crossing", subjectId: String(from), unitId: null }],
        };
      },
    });
    const walk = (from: number, to: number) =>
      executeCommand({ pool: db.database.pool, commands: { [cross.name]: cross } }, ha, {
        id: newId(),
        name: cross.name,
        payload: { from, to },
      });
    await Promise.all([walk(1, 2), walk(2, 1)]);
    expect((await sql<{ n: number }>`select n from crossing order by id`.execute(db.owner)).rows).toEqual([
      { n: 2 },
      { n: 2 },
    ]);
    expect(tries).toBeGreaterThan(2);
  });
});

describe("a write that is sent again", () => {
  const post = async (headers: Record<string, string>, body: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/notes`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test("by its key or its id happens once and answers the same", async () => {
    const key = newId();
    const first = await post({ "idempotency-key": key }, { text: "một" });
    expect(first).toMatchObject({ status: 201, body: { text: "một", repeated: false } });
    expect(await post({ "idempotency-key": `"${key}"` }, { text: "một" })).toEqual({
      status: 201,
      body: { ...first.body, repeated: true },
    });
    const id = newId();
    const [one, other] = await Promise.all([post({}, { id, text: "hai" }), post({}, { id, text: "hai" })]);
    expect(one.body.run).toBe(other.body.run);
    expect([one.body.repeated, other.body.repeated].sort()).toEqual([false, true]);
  });

  test("with another content is refused, and so is a key of no form", async () => {
    const key = newId();
    await post({ "idempotency-key": key }, { text: "ba" });
    expect(await post({ "idempotency-key": key }, { text: "bốn" })).toMatchObject({
      status: 409,
      body: { code: "command.reused" },
    });
    expect(await post({ "idempotency-key": "again" }, { text: "năm" })).toMatchObject({
      status: 400,
      body: { code: "request.idempotency-key" },
    });
  });
});
