import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { openEmbedded } from "#platform/db/embedded/launcher.ts";
import { migrate } from "#platform/db/migrate.ts";

/**
 * A province of BENCH_COMMUNES communes, BENCH_TALKS talks that count in one year, none of which a report has counted yet: its
 * yearly report is computed as a draft, frozen and written out while officers work on: `npm run bench -- report-freeze`. Compared
 * within one run: how long ordinary requests take beside the freeze and without it. Settings: BENCH_DIR (empty for each run),
 * BENCH_TALKS, BENCH_COMMUNES, BENCH_SECONDS (of the quiet measure), DATABASE_URL.
 */
const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const dataDir = process.env["BENCH_DIR"] ?? join(root, "data", "bench-report");
const talks = Number(process.env["BENCH_TALKS"] ?? 500_000);
const communes = Number(process.env["BENCH_COMMUNES"] ?? 124);
const seconds = Number(process.env["BENCH_SECONDS"] ?? 15);
const port = 4312;
const api = `http://127.0.0.1:${port}/api`;
const say = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

await mkdir(dataDir, { recursive: true });
const embedded = process.env["DATABASE_URL"] ? null : await openEmbedded({ dataDir });
const url = process.env["DATABASE_URL"] ?? embedded!.url;
const env = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, DEMO: "0", PORT: String(port), LOG_LEVEL: "warn" };
let server: ChildProcess | undefined;
try {
  await migrate(url);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const { rows } = await owner.query<{ n: number }>("select count(*)::int as n from talk");
  if (rows[0]!.n === 0) {
    // of the seed's talks 85 in 100 are verified
    const all = Math.ceil(talks / 0.85);
    say(`making the province: ${communes} communes, ${all} talks`);
    await owner.query(
      `set caunoi.bench_talks = ${all}; set caunoi.bench_communes = ${communes}; set caunoi.bench_first_day = '2025-01-01'; set caunoi.bench_days = 364; set caunoi.bench_counted = 0`,
    );
    await owner.query(await readFile(join(here, "../hot-paths/seed.sql"), "utf8"));
  }
  await owner.query("vacuum analyze");
  const places = await owner.query<{ unit: number; place: number; speaker: string }>(
    "select unit_id as unit, place_unit_id as place, speaker_ids[1]::text as speaker from talk order by id limit 400",
  );
  const token = await tokenOf();
  server = spawn(process.execPath, [join(root, "apps/server/start.ts")], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (let i = 0; i < 1200 && !(await ready()); i++) await pause(100);
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return (answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text) as T;
  };

  let n = 0;
  /** What officers do all day: a list, a page, a new talk. */
  const act = () => {
    const { unit, place, speaker } = places.rows[n++ % places.rows.length]!;
    if (n % 3 === 0) return call("GET", `/talks?under=${unit}&month=2025-10&limit=50`);
    if (n % 3 === 1) return call("GET", "/me");
    return call("POST", "/talks", {
      unitId: unit,
      placeUnitId: place,
      kind: "residentMeeting",
      title: "Bảo hiểm y tế",
      startsAt: "2025-10-10T12:00:00Z",
      attendance: 30,
      speakerIds: [speaker],
    });
  };
  const load = async (going: () => boolean): Promise<number[]> => {
    const took: number[] = [];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while (going()) {
          const from = performance.now();
          await act();
          took.push(performance.now() - from);
        }
      }),
    );
    return took.sort((a, b) => a - b);
  };
  const until = (ms: number) => {
    const end = performance.now() + ms;
    return () => performance.now() < end;
  };
  await load(until(3000));
  const quiet = await load(until(seconds * 1000));

  const year = "2025";
  const reportId = crypto.randomUUID();
  const existing = await owner.query<{ id: string }>("select id from report where period = $1 and status = 'frozen'", [
    year,
  ]);
  if (existing.rows.length > 0)
    throw new Error(`the report of ${year} is frozen in ${dataDir}: start with an empty BENCH_DIR`);
  await call("POST", "/reports", { id: reportId, unitId: 1, period: year }).catch(() => {});
  const { id } = (await owner.query<{ id: string }>("select id from report where period = $1", [year])).rows[0]!;
  interface Draft {
    reckoning: { asOf: string | null; underWay: boolean } | null;
  }
  const pageTimes: number[] = [];
  const openPage = async () => {
    const at = performance.now();
    const page = await call<Draft>("GET", `/reports/${id}`);
    pageTimes.push(performance.now() - at);
    return page;
  };
  await openPage();
  const draft = performance.now();
  await call("POST", `/reports/${id}/reckonings`, {});
  while ((await openPage()).reckoning?.asOf === null) await pause(200);
  const reckoned = performance.now() - draft;
  const figuresFrom = performance.now();
  await call("GET", `/reports/${id}/figures?view=as-is`);
  const figuresTook = performance.now() - figuresFrom;

  const from = performance.now();
  await call("POST", `/reports/${id}/freeze`, {});
  const answered = performance.now() - from;
  let done = false;
  const watching = (async () => {
    for (;;) {
      const { items } = await call<{
        items: { state: string; step: string; done: number; total: number; problem: string | null }[];
      }>("GET", `/reports/${id}/tasks`);
      const task = items[0]!;
      if (task.state === "done") break;
      if (task.state === "failed") throw new Error(`the freeze failed: ${task.problem}`);
      say(`  ${task.step} ${task.done}/${task.total}`);
      await pause(1000);
    }
    done = true;
  })();
  const beside = await load(() => !done);
  await watching;
  const froze = performance.now() - from;
  const counted = await owner.query<{ n: number }>("select talks as n from report_revision where report_id = $1", [id]);

  const asked = performance.now();
  const { taskId } = await call<{ taskId: string }>("POST", `/reports/${id}/files`, { format: "docx" });
  for (;;) {
    const { items } = await call<{ items: { id: string; state: string }[] }>("GET", `/reports/${id}/tasks`);
    if (items.find((x) => x.id === taskId)?.state === "done") break;
    await pause(50);
  }
  const wrote = performance.now() - asked;

  // what came late: a record in a hundred of those that wait is verified after the freeze, then everything that officers ask for
  await owner.query(
    "update talk set status = 'verified', version = version + 1, verified_by = 'bench', verified_at = now() where id in (select id from talk where status = 'delivered' order by id limit (select greatest(300, count(*) / 100) from talk where status = 'delivered'))",
  );
  const reckonFrom = performance.now();
  await call("POST", `/reports/${id}/reckonings`, {});
  while ((await openPage()).reckoning?.asOf === null) await pause(200);
  const lookedFor = performance.now() - reckonFrom;
  const requests: [string, number][] = [];
  const measure = async (name: string, method: string, path: string, body?: unknown) => {
    const start = performance.now();
    const answer = await call<{ taskId: string; total?: number }>(method, `/reports/${id}${path}`, body);
    requests.push([name, performance.now() - start]);
    return answer;
  };
  await measure("page", "GET", "");
  await measure("figures", "GET", "/figures?view=as-is");
  await measure("lines", "GET", "/lines?indicator=talks&view=as-is");
  await measure("talks behind the total", "GET", "/talks?indicator=talks&view=as-is");
  await measure("talks behind a rare figure", "GET", "/talks?indicator=questions&view=as-was");
  await measure("questions of the check", "GET", "/questions");
  await measure("check of the format", "GET", "/check?view=as-is");
  await measure("merged from below", "GET", "/merged?indicator=talks&view=as-is");
  await measure("DOCX", "GET", "/docx?view=as-is");
  const { total: late = 0 } = await measure("late list", "GET", "/late");
  const revision = await measure("asking for the revision", "POST", "/revisions", { reason: "Buổi đến muộn" });
  const reviseFrom = performance.now();
  for (let state = ""; state !== "done"; await pause(100)) {
    const { items } = await call<{ items: { id: string; state: string; problem: string | null }[] }>(
      "GET",
      `/reports/${id}/tasks`,
    );
    const task = items.find((x) => x.id === revision.taskId);
    if (task?.state === "failed") throw new Error(`the revision failed: ${task.problem}`);
    state = task?.state ?? "";
  }
  const revised = performance.now() - reviseFrom;
  const at = (list: number[], share: number) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
  const line = (name: string, list: number[]) =>
    `| ${name} | ${list.length} | ${at(list, 0.5).toFixed(1)} | ${at(list, 0.99).toFixed(1)} | ${at(list, 1).toFixed(0)} |`;
  process.stdout.write(
    [
      `draft: page at most ${Math.max(...pageTimes).toFixed(0)} ms also while computing, figures computed in ${(reckoned / 1000).toFixed(1)} s in the background, then shown in ${figuresTook.toFixed(0)} ms`,
      `${counted.rows[0]!.n} talks pinned; asked for in ${answered.toFixed(0)} ms, frozen in ${(froze / 1000).toFixed(1)} s, DOCX from stored figures in ${(wrote / 1000).toFixed(2)} s`,
      "",
      "| requests of four officers | count | p50 ms | p99 ms | longest ms |",
      "| --- | --- | --- | --- | --- |",
      line("without", quiet),
      line("beside the freeze", beside),
      `| ratio | | ${(at(beside, 0.5) / at(quiet, 0.5)).toFixed(2)} | ${(at(beside, 0.99) / at(quiet, 0.99)).toFixed(2)} | |`,
      "",
      `${late} talks came late, looked for in ${(lookedFor / 1000).toFixed(1)} s in the background; the revision was made in ${(revised / 1000).toFixed(1)} s`,
      "",
      "| request of the frozen report | ms |",
      "| --- | --- |",
      ...requests.map(([name, ms]) => `| ${name} | ${ms.toFixed(0)} |`),
      "",
    ].join("\n"),
  );
  await owner.end();
} finally {
  const running = server;
  if (running !== undefined && running.exitCode === null) {
    running.kill("SIGTERM");
    await new Promise((ended) => running.once("exit", ended));
  }
  await embedded?.release();
}

function ready(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    (r) => r.ok,
    () => false,
  );
}

async function tokenOf(): Promise<string> {
  const cli = (args: string[]) =>
    new Promise<string>((done, fail) => {
      const child = spawn(process.execPath, [join(root, "apps/server/cli/main.ts"), ...args, "--json"], {
        env,
        stdio: ["ignore", "pipe", "inherit"],
      });
      let out = "";
      child.stdout.on("data", (piece) => (out += String(piece)));
      child.on("exit", (code) => (code === 0 ? done(out) : fail(new Error(`${args[0]} ended with ${code}`))));
    });
  const name = `bench-${Date.now().toString(36)}`;
  await cli(["accounts", "create", "--user", name, "--name", "Bench", "--role", "administrator", "--unit", "B1"]);
  return (JSON.parse(await cli(["tokens", "create", "--user", name])) as { token: string }).token;
}
