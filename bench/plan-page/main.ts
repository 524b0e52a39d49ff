import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { openEmbedded } from "#platform/db/embedded/launcher.ts";
import { migrate } from "#platform/db/migrate.ts";
import { openDatabase } from "#platform/db/open.ts";
import { inTransaction } from "#platform/db/session.ts";
import { planCountedAnew, readPlanPage } from "#modules/plans/server.ts";

/**
 * A province's plan of 40 tasks given to 124 communes over BENCH_TALKS talks: `npm run bench -- plan-page`. Compared within
 * one run: the figures from the kept totals, the same with every thing counted anew, and the whole page. Settings: BENCH_DIR
 * (kept for the next run), BENCH_TALKS, BENCH_ROUNDS, DATABASE_URL.
 */
const here = fileURLToPath(new URL(".", import.meta.url));
const dataDir = process.env["BENCH_DIR"] ?? join(here, "../../data", "bench-plan");
const talks = Number(process.env["BENCH_TALKS"] ?? 500_000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const say = (text: string) => process.stderr.write(`${text}\n`);
const planId = "00000000-0000-8000-8000-000000000001";

await mkdir(dataDir, { recursive: true });
const embedded = process.env["DATABASE_URL"] ? null : await openEmbedded({ dataDir });
const url = process.env["DATABASE_URL"] ?? embedded!.url;
try {
  if (process.env["BENCH_MIGRATED"] === undefined) await migrate(url);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const { rows } = await owner.query<{ n: number }>("select count(*)::int as n from talk");
  if (rows[0]!.n === 0) {
    say(`making the province: ${talks} talks`);
    await owner.query(`set caunoi.bench_talks = ${talks}; set caunoi.bench_communes = 124`);
    await owner.query(await readFile(join(here, "../hot-paths/seed.sql"), "utf8"));
    // the seed writes with the triggers at rest
    await owner.query("select plan_fill(code) from plan_source");
  }
  await owner.query(await readFile(join(here, "plan.sql"), "utf8"));
  await owner.query("vacuum analyze");
  const database = openDatabase({ url });
  const head = {
    userId: "bench",
    personId: null,
    displayName: "bench",
    grants: [{ role: "officer" as const, unitId: 1 }],
    homeUnitId: 1,
  };
  const took: Record<string, number[]> = { "kept totals": [], "counted anew": [], "whole page": [] };
  for (let round = 0; round < rounds; round++) {
    const measure = async <T>(
      name: string,
      work: (tx: Parameters<typeof readPlanPage>[0]) => Promise<T>,
    ): Promise<T> => {
      const from = performance.now();
      const answer = await inTransaction(database.pool, head, work);
      took[name]!.push(performance.now() - from);
      return answer;
    };
    const kept = await measure("kept totals", (tx) => planCountedAnew(tx, planId, false));
    const anew = await measure("counted anew", (tx) => planCountedAnew(tx, planId, true));
    if (JSON.stringify(kept) !== JSON.stringify(anew)) throw new Error("the kept totals are not what was counted anew");
    await measure("whole page", (tx) => readPlanPage(tx, head, planId));
  }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const one = median(took["kept totals"]!);
  process.stdout.write("| what | median ms | of the kept totals |\n| --- | ---: | ---: |\n");
  for (const [name, list] of Object.entries(took))
    process.stdout.write(`| ${name} | ${Math.round(median(list))} | ${(median(list) / one).toFixed(1)} |\n`);
  await database.close();
  await owner.end();
} finally {
  await embedded?.release();
}
