/**
 * Kills the server with kill -9 while eight writers create talks over HTTP, kills the database under it too, and
 * shows at the end that every acknowledged talk is there exactly once and the journal is whole.
 *
 *   npm run bench crash-under-load [rounds]      6 rounds unless told; every third kills the database
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { newId } from "#kernel/ids.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const rounds = Number(process.argv[2] ?? 6);
const writers = 8;
const dataDir = mkdtempSync(join(tmpdir(), "caunoi-crash-"));
const port = await freePort();
const environment = { ...process.env, DATA_DIR: dataDir, PORT: String(port), DEMO: "0", DATABASE_URL: "" };
const base = `http://localhost:${port}`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
}

function cli(...words: string[]): string {
  const run = spawnSync(process.execPath, [join(root, "apps/server/cli/main.ts"), ...words], {
    env: environment,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${words.join(" ")}: ${run.stderr}`);
  return run.stdout;
}

let server: ChildProcess | undefined;
async function start(): Promise<void> {
  server = spawn(process.execPath, [join(root, "apps/server/start.ts")], {
    env: environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  while (!(await ready())) await sleep(100);
}

const ready = () =>
  fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.ok,
    () => false,
  );

function killDatabase(): void {
  const note = join(dataDir, "database-place");
  const place = existsSync(note) ? readFileSync(note, "utf8").trim() : join(dataDir, "database");
  process.kill(Number.parseInt(readFileSync(join(place, "cluster/postmaster.pid"), "utf8"), 10), "SIGKILL");
}

interface Tally {
  acknowledged: Set<string>;
  repeated: number;
  broken: number;
}

/** Creates talk after talk; what was not acknowledged is sent again with the same id until it is. */
async function write(token: string, unitId: number, tally: Tally, going: () => boolean): Promise<void> {
  let pending: string | null = null;
  while (going() || pending !== null) {
    const again = pending !== null;
    const id: string = pending ?? newId();
    pending = id;
    const body = {
      id,
      unitId,
      placeUnitId: unitId,
      kind: "residentMeeting",
      title: "Thử ngắt điện",
      startsAt: "2026-03-02T12:00:00Z",
      attendance: 40,
    };
    try {
      const answer = await fetch(`${base}/api/talks`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      const answered = (await answer.json()) as { talkId?: string };
      if (answer.status !== 201 || answered.talkId !== id)
        throw new Error(`answered ${answer.status} ${JSON.stringify(answered)}`);
      if (tally.acknowledged.has(id)) throw new Error(`${id} was acknowledged twice`);
      tally.acknowledged.add(id);
      if (again) tally.repeated += 1;
      pending = null;
    } catch {
      tally.broken += 1;
      await sleep(100);
    }
  }
}

async function storedTalks(token: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const answer = await fetch(`${base}/api/talks?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
    ids.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
  }
  return ids;
}

try {
  const units = join(dataDir, "units.csv");
  writeFileSync(units, "code,name,kind,parent_code,level\n68,Tỉnh Lâm Đồng,province,,1\n24934,Xã D'Ran,commune,68,2\n");
  cli("units", "import", units, "--valid-from", "2025-07-01");
  const [commune] = JSON.parse(cli("units", "list", "--on", "2026-01-01", "--kind", "commune", "--json")) as {
    id: number;
  }[];
  cli("accounts", "create", "--user", "loader", "--name", "Loader", "--role", "officer");
  const { token } = JSON.parse(cli("tokens", "create", "--user", "loader", "--json")) as { token: string };
  await start();

  const tally: Tally = { acknowledged: new Set(), repeated: 0, broken: 0 };
  let going = true;
  const under = Array.from({ length: writers }, () => write(token, commune!.id, tally, () => going));
  for (let round = 1; round <= rounds; round++) {
    await sleep(2500);
    const before = tally.acknowledged.size;
    if (round % 3 === 0) {
      killDatabase();
      process.stdout.write(`round ${round}: database killed with ${before} talks acknowledged\n`);
      while (!(await ready())) await sleep(100);
    } else {
      server?.kill("SIGKILL");
      process.stdout.write(`round ${round}: server killed with ${before} talks acknowledged\n`);
      await start();
    }
  }
  await sleep(1500);
  going = false;
  await Promise.all(under);
  const stored = await storedTalks(token);
  const there = new Set(stored);
  const lost = [...tally.acknowledged].filter((id) => !there.has(id));
  const extra = stored.filter((id) => !tally.acknowledged.has(id));
  const verified = spawnSync(process.execPath, [join(root, "apps/server/cli/main.ts"), "journal", "verify"], {
    env: environment,
    encoding: "utf8",
  });
  process.stdout.write(
    `${tally.acknowledged.size} talks acknowledged, ${stored.length} stored, ${lost.length} lost, ${stored.length - there.size} doubled, ${extra.length} unknown; ` +
      `${tally.broken} requests broken off, ${tally.repeated} sent again; journal ${verified.status === 0 ? "whole" : "BROKEN"}\n`,
  );
  process.exitCode = lost.length + extra.length + (stored.length - there.size) + (verified.status ?? 1) > 0 ? 1 : 0;
} finally {
  server?.kill("SIGTERM");
  await new Promise((resolve) => (server ? server.once("exit", resolve) : resolve(null)));
  rmSync(dataDir, { recursive: true, force: true });
}
