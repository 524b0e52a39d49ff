import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { newId } from "#kernel/ids.ts";
import { openEmbedded } from "#platform/db/embedded/launcher.ts";

/**
 * One server process, BENCH_LISTENERS (5,000) phones that listen: how long until all of them see a poll that the speaker
 * opens, against a bare loop of the same server over the same sockets; and as many votes within BENCH_SECONDS (10), all
 * counted once. `npm run bench -- live-hall`
 */
const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const phones = Number(process.env["BENCH_LISTENERS"] ?? 5000);
const seconds = Number(process.env["BENCH_SECONDS"] ?? 10);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 7);
const processes = 2;
const port = 4330;
const twice = 10;
const say = (text: string) => process.stderr.write(`${text}\n`);
const now = () => performance.timeOrigin + performance.now();

const dataDir = mkdtempSync(join(tmpdir(), "caunoi-bench-db-"));
const embedded = await openEmbedded({ dataDir });
const children: ChildProcess[] = [];
try {
  const hall = await startServer();
  const crowd = Array.from({ length: processes }, () => {
    const child = fork(join(here, "listeners.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    children.push(child);
    return child;
  });
  const ask = async <T>(message: (i: number) => object, kind: string): Promise<T[]> =>
    Promise.all(
      crowd.map(
        (child, i) =>
          new Promise<T>((answer) => {
            const heard = (said: { kind: string }) => {
              if (said.kind !== kind) return;
              child.off("message", heard);
              answer(said as T);
            };
            child.on("message", heard);
            child.send(message(i));
          }),
      ),
    );
  const listen = (transport: "sse" | "ws") =>
    ask<{ count: number; ms: number }>(
      () => ({ kind: "connect", port, code: hall.code, count: phones / processes, transport }),
      "connected",
    );
  /** Delays in milliseconds from the moment of asking until each phone has the frame. */
  const delays = async (needle: string, act: () => Promise<unknown>): Promise<number[]> => {
    await ask(() => ({ kind: "expect", needle }), "ready");
    const arrived = Promise.all(
      crowd.map(
        (child) =>
          new Promise<number[]>((answer) => {
            const heard = (said: { kind: string; at: number[] }) => {
              if (said.kind !== "arrived") return;
              child.off("message", heard);
              answer(said.at);
            };
            child.on("message", heard);
          }),
      ),
    );
    const begun = now();
    const [at] = await Promise.all([arrived, act()]);
    return at.flat().map((moment) => moment - begun);
  };
  const open = (roundId: string, pollId: string, phase: string) => lead(hall, "/rounds", { roundId, pollId, phase });

  const empty = await rss();
  const connected = await listen("sse");
  say(`${phones} listen after ${(Math.max(...connected.map((c) => c.ms)) / 1000).toFixed(1)} s`);
  const perListener = ((await rss()) - empty) / phones / 1024;

  const ours: number[][] = [];
  const bare: number[][] = [];
  let bytes = 0;
  for (let i = 0; i <= rounds; i++) {
    const roundId = newId();
    const pollId = hall.pollIds[i % hall.pollIds.length]!;
    const opened = await delays(roundId, () => open(roundId, pollId, "before"));
    const state = await (await fetch(`http://localhost:${port}/api/halls/code/${hall.code}`)).text();
    bytes = Buffer.byteLength(state) + 20;
    const written = await delays("event: bare", () => fetch(`http://localhost:${port}/bare?bytes=${bytes}`));
    // the first of each only warms up
    if (i > 0) {
      ours.push(opened);
      bare.push(written);
    }
    say(
      `  round ${i}: ours p50 ${at(opened, 0.5)} p99 ${at(opened, 0.99)}, bare p50 ${at(written, 0.5)} p99 ${at(written, 0.99)} ms`,
    );
  }

  const round = newId();
  await open(round, hall.pollIds[0]!, "before");
  // the needle is the last number: when every phone has it, every phone has the whole count
  const counted = delays(`event: n\ndata: ${phones}\n`, () => Promise.resolve());
  await sleep(100);
  const voted = await ask<{ took: number[]; refused: number; ms: number }>(
    () => ({ kind: "vote", port, code: hall.code, round, seconds, twice }),
    "voted",
  );
  const countDelays = await counted;
  const took = voted.flatMap((v) => v.took);
  const refused = voted.reduce((sum, v) => sum + v.refused, 0);
  const stored = await count(round);
  say(`${took.length} votes answered, ${refused} refused, ${stored.votes} stored of ${stored.phones} phones`);
  if (stored.votes !== phones || stored.phones !== phones || refused > 0) throw new Error("a vote was lost or doubled");
  const lastSeen = Math.max(...countDelays) - Math.max(...voted.map((v) => v.ms));

  await listen("ws");
  const ws: number[][] = [];
  for (let i = 0; i <= rounds; i++) {
    const written = await delays("event: bare", () => fetch(`http://localhost:${port}/bare-ws?bytes=${bytes}`));
    if (i > 0) ws.push(written);
  }

  const row = (name: string, of: number[][]) =>
    `| ${name} | ${at(median(of, 0.5), 0.5)} | ${at(median(of, 0.99), 0.5)} | ${at(median(of, 1), 0.5)} |`;
  const ratio = (q: number) => (Number(at(median(ours, q), 0.5)) / Number(at(median(bare, q), 0.5))).toFixed(2);
  const table = [
    `${phones.toLocaleString("en")} listeners in one server process; 2 cores shared by database, server and ${processes} processes of listeners; loopback; ${rounds} rounds, medians; a frame of ${bytes} bytes; fsync on.`,
    "",
    "| a poll opened by the speaker, until a phone has it | p50 ms | p99 ms | the last ms |",
    "| --- | ---: | ---: | ---: |",
    row("ours: command, commit, state read, frame (SSE)", ours),
    row("a bare loop of the same server over the same sockets (SSE)", bare),
    row("a bare loop over as many WebSockets, for the choice", ws),
    "",
    `Ours against the bare loop: p50 ${ratio(0.5)} times, p99 ${ratio(0.99)} times. A listener costs ${perListener.toFixed(1)} KB of the server's memory.`,
    "",
    `Votes: ${phones.toLocaleString("en")} phones within ${seconds} s, every ${twice}th sent twice as after a lost answer: ${took.length.toLocaleString("en")} answered after their commit, ${refused} refused, **${stored.votes.toLocaleString("en")} counted, each once**; answered in p50 ${at(took, 0.5)} ms, p99 ${at(took, 0.99)} ms. All phones had the final number ${Math.max(0, Math.round(lastSeen))} ms after the last answer (numbers are told every half second, to five thousand every two).`,
  ].join("\n");
  process.stdout.write(`${table}\n`);
  if (phones === 5000) {
    const page = join(root, "docs", "measured.md");
    const between = /(<!-- live-hall -->\n)[^]*(<!-- \/live-hall -->)/;
    await writeFile(
      page,
      (await readFile(page, "utf8")).replace(between, (_, a: string, b: string) => `${a}\n${table}\n\n${b}`),
    );
  }
} finally {
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(
    children.map((child) => new Promise((done) => (child.exitCode === null ? child.once("exit", done) : done(null)))),
  );
  await embedded.release();
  rmSync(dataDir, { recursive: true, force: true });
}

interface Hall {
  hallId: string;
  code: string;
  token: string;
  pollIds: string[];
}

async function startServer(): Promise<Hall> {
  const child = spawn(process.execPath, [join(here, "server.ts"), embedded.url, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return new Promise((ready, fail) => {
    child.stdout.once("data", (line) => ready(JSON.parse(String(line)) as Hall));
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
  });
}

async function lead(hall: Hall, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`http://localhost:${port}/api/halls/${hall.hallId}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${hall.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

async function rss(): Promise<number> {
  return Number(await (await fetch(`http://localhost:${port}/rss`)).text());
}

async function count(round: string): Promise<{ votes: number; phones: number }> {
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  const { rows } = await client.query<{ votes: number; phones: number }>(
    "select count(*)::int as votes, count(distinct mark)::int as phones from hall_vote where round_id = $1",
    [round],
  );
  await client.end();
  return rows[0]!;
}

function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

/** That share of each round. */
function median(of: readonly number[][], share: number): number[] {
  return of.map((values) => Number(at(values, share)));
}
