import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { openEmbedded } from "#platform/db/embedded/launcher.ts";
import { migrate } from "#platform/db/migrate.ts";
import { sameAnswers } from "./compare.ts";
import { insertMaterials } from "./make-materials.ts";
import { measure, type Path } from "./measure.ts";
import { paths } from "./paths.ts";
import { writeTable } from "./table.ts";

/**
 * The four hot paths against a plain server: `npm run bench -- hot-paths`. Settings: BENCH_DIR (data,
 * kept for the next run), BENCH_TALKS, BENCH_MATERIALS, BENCH_PATHS (W1,W2: some of them), BENCH_SECONDS, BENCH_ROUNDS, DATABASE_URL.
 */
const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const dataDir = process.env["BENCH_DIR"] ?? join(root, "data", "bench");
const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const talks = number("BENCH_TALKS", 500_000);
const materials = number("BENCH_MATERIALS", 50_000);
const seconds = number("BENCH_SECONDS", 10);
const rounds = number("BENCH_ROUNDS", 3);
const ports = { ours: 4310, plain: 4311 };
const say = (text: string) => process.stderr.write(`${text}\n`);

await mkdir(dataDir, { recursive: true });
const embedded = process.env["DATABASE_URL"] ? null : await openEmbedded({ dataDir });
const url = process.env["DATABASE_URL"] ?? embedded!.url;
const children: ChildProcess[] = [];
try {
  await migrate(url);
  await seedOnce();
  const token = await benchToken();
  await start("plain", [join(here, "plain-server.ts"), url, String(ports.plain)]);
  await start("ours", [join(root, "apps/server/start.ts")], {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    DEMO: "0",
    PORT: String(ports.ours),
    LOG_LEVEL: "warn",
  });
  await answersOn(ports.ours);
  await warmStatistics();

  const results = [];
  const only = process.env["BENCH_PATHS"]?.split(",");
  const asked = (await paths(url)).filter((path) => only === undefined || only.includes(path.code));
  const same = new Map<Path, string>();
  // before any write: a talk that one of them has created is a talk that the other has not
  for (const path of asked) same.set(path, await sameAnswers(path, ports, token));
  for (const path of asked) {
    say(`${path.code} ${path.title}: ${same.get(path)}`);
    results.push({ path, same: same.get(path)!, ...(await measure(path, { ports, token, seconds, rounds, say })) });
  }
  const table = writeTable(results, { talks, materials, seconds, rounds });
  process.stdout.write(table);
  // only a whole run is worth keeping
  if (only === undefined) {
    const page = join(root, "docs", "measured.md");
    const between = /(<!-- hot-paths -->\n)[^]*(<!-- \/hot-paths -->)/;
    await writeFile(
      page,
      (await readFile(page, "utf8")).replace(
        between,
        (_, open: string, close: string) => `${open}\n${table}\n${close}`,
      ),
    );
  }
} finally {
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(
    children.map((child) => new Promise((done) => (child.exitCode === null ? child.once("exit", done) : done(null)))),
  );
  await embedded?.release();
}

async function seedOnce(): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('plain.material') is not null as there");
    if (rows[0].there) {
      // what an earlier run created
      await client.query("delete from plain.talk where recorded_by = 'plain'");
      await client.query("select remove_bench_talks()");
      return;
    }
    say(`making the province: ${talks} talks, ${materials} materials`);
    await client.query(`set caunoi.bench_talks = ${talks}`);
    await client.query(await readFile(join(here, "seed.sql"), "utf8"));
    await insertMaterials(client, materials, (done) => done % 5000 === 0 && say(`  ${done} materials`));
    await client.query(await readFile(join(here, "plain.sql"), "utf8"));
  } finally {
    await client.end();
  }
}

/** The same start for both, each time: no dead rows of the run before, fresh statistics, a checkpoint behind. */
async function warmStatistics(): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  await client.end();
}

async function benchToken(): Promise<string> {
  const cli = (args: string[]) =>
    run([join(root, "apps/server/cli/main.ts"), ...args, "--json"], {
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      DEMO: "0",
    });
  const name = `bench-${Date.now().toString(36)}`;
  await cli(["accounts", "create", "--user", name, "--name", "Bench", "--role", "administrator", "--unit", "B1"]);
  const answer = JSON.parse(await cli(["tokens", "create", "--user", name])) as { token: string };
  return answer.token;
}

function run(args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (piece) => (out += String(piece)));
    child.on("exit", (code) =>
      code === 0 ? done(out) : fail(new Error(`${args.slice(1, 3).join(" ")} ended with ${code}`)),
    );
  });
}

async function start(name: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  child.on("exit", (code) => code && say(`${name} ended with ${code}`));
  await new Promise<void>((ready, fail) => {
    child.stdout.once("data", () => ready());
    child.once("exit", () => fail(new Error(`${name} did not start`)));
  });
}

async function answersOn(port: number): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`nothing answers on ${port}`);
}
