import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { pidExists } from "./process-identity.ts";

const holder = fileURLToPath(new URL("../../testing/embedded-holder.ts", import.meta.url));

interface Said {
  open?: string;
  event?: string;
  refused?: string;
}

/** One process of ours; `next` is the next line that it says. */
function start(dataDir: string, address?: string) {
  const child: ChildProcess = spawn(process.execPath, [holder, dataDir, ...(address ? [address] : [])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  running.push(child);
  return {
    child,
    ended,
    next: async (): Promise<Said> => JSON.parse((await lines.next()).value as string) as Said,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const running: ChildProcess[] = [];
let dataDir: string;
const pidFile = () => readFileSync(join(place(), "cluster/postmaster.pid"), "utf8");
const place = () =>
  existsSync(join(dataDir, "database-place"))
    ? readFileSync(join(dataDir, "database-place"), "utf8").trim()
    : join(dataDir, "database");
const postmaster = () => Number.parseInt(pidFile(), 10);

async function query<T>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  // a space, and too long for a unix socket beside the data
  dataDir = join(
    mkdtempSync(join(tmpdir(), "caunoi launcher ")),
    "a folder whose name is long enough for the limit of one hundred and three bytes",
  );
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
});
afterAll(() => {
  rmSync(place(), { recursive: true, force: true });
  rmSync(join(dataDir, ".."), { recursive: true, force: true });
});

test("a first start makes the database with fsync on; a stop closes it; what was written stays", async () => {
  const first = start(dataDir, "http://localhost:3999");
  const { open } = await first.next();
  expect(await query(open!, "show fsync")).toEqual([{ fsync: "on" }]);
  await query(open!, "create table kept (n int); insert into kept values (1)");
  const pid = postmaster();
  await first.stop();
  // gone from the list of processes a moment after it has ended
  await expect.poll(() => pidExists(pid)).toBe(false);

  const second = start(dataDir);
  expect(await query((await second.next()).open!, "select n from kept")).toEqual([{ n: 1 }]);
});

test("a second server on the folder is refused with the address of the first; a command joins it", async () => {
  const server = start(dataDir, "http://localhost:3999");
  const { open } = await server.next();
  const other = start(dataDir, "http://localhost:3998");
  expect((await other.next()).refused).toMatch(/already running on the data folder .*localhost:3999/);
  expect(await other.ended).toBe(1);
  const command = start(dataDir);
  expect((await command.next()).open).toBe(open);
  await command.stop();
  expect(await query(open!, "select 1 as alive")).toEqual([{ alive: 1 }]);
});

test("a command that outlives the server keeps the database until it is done", async () => {
  const server = start(dataDir, "http://localhost:3999");
  await server.next();
  const command = start(dataDir);
  const { open } = await command.next();
  await server.stop();
  expect(await query(open!, "select 1 as alive")).toEqual([{ alive: 1 }]);
});

test("after kill -9 of ours the next start joins the server that was left behind", async () => {
  const first = start(dataDir, "http://localhost:3999");
  const { open } = await first.next();
  const pid = postmaster();
  await query(open!, "create table survived (n int); insert into survived values (7)");
  first.child.kill("SIGKILL");
  await first.ended;
  const second = start(dataDir, "http://localhost:3999");
  expect(await query((await second.next()).open!, "select n from survived")).toEqual([{ n: 7 }]);
  expect(postmaster()).toBe(pid);
});

test("after kill -9 of the server it is started again, with all that it had acknowledged", async () => {
  const server = start(dataDir, "http://localhost:3999");
  const { open } = await server.next();
  await query(open!, "create table acknowledged (n int); insert into acknowledged select generate_series(1, 1000)");
  process.kill(postmaster(), "SIGKILL");
  expect((await server.next()).event).toBe("lost");
  expect((await server.next()).event).toBe("back");
  expect(await query(open!, "select count(*)::int as n from acknowledged")).toEqual([{ n: 1000 }]);
});

test("after kill -9 of both, and with a pid file that now names another program, the next start recovers", async () => {
  const first = start(dataDir, "http://localhost:3999");
  await first.next();
  const file = pidFile();
  first.child.kill("SIGKILL");
  process.kill(Number.parseInt(file, 10), "SIGKILL");
  await first.ended;
  writeFileSync(join(place(), "cluster/postmaster.pid"), file.replace(/^\d+/, String(process.pid)));
  const second = start(dataDir, "http://localhost:3999");
  expect(await query((await second.next()).open!, "select 1 as alive")).toEqual([{ alive: 1 }]);
});

test("a data folder of another version is refused and left as it is", async () => {
  const foreign = `${dataDir} of tomorrow`;
  cpSync(place(), join(foreign, "database"), { recursive: true });
  writeFileSync(join(foreign, "database-place"), join(foreign, "database"));
  const version = join(foreign, "database/cluster/PG_VERSION");
  writeFileSync(version, "19\n");
  const refused = start(foreign, "http://localhost:3999");
  expect((await refused.next()).refused).toMatch(
    /belongs to PostgreSQL 19, this version has 18; nothing in it was touched/,
  );
  expect(readFileSync(version, "utf8")).toBe("19\n");
});
