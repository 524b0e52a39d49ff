import { afterEach, expect, test } from "vitest";
import { asSystem } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { defineJob, enqueueJob } from "./define.ts";
import { type RunningJobs, runJobs } from "./run.ts";

const db = useTestDatabase();
let running: RunningJobs | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

function collector() {
  const seen: unknown[] = [];
  let tell = () => {};
  const job = defineJob({
    name: "test.collect",
    run: async (_context, payload) => {
      seen.push(payload);
      tell();
    },
  });
  const until = (n: number) =>
    new Promise<void>((resolve) => {
      tell = () => seen.length >= n && resolve();
      tell();
    });
  return { seen, job, until };
}

const start = async (job: Parameters<typeof runJobs>[1][number]) => {
  running = await runJobs(db.database, [job], { dataDir: "/nowhere", now: () => new Date(), log: () => {} }, () => {});
};

test("a job asked for in a transaction runs after its commit, and never after a rollback", async () => {
  const { seen, job, until } = collector();
  await start(job);
  await asSystem(db.database.pool, async (tx) => {
    await enqueueJob(tx, job, { n: "rolled back" });
    throw new Error("no");
  }).catch(() => {});
  await asSystem(db.database.pool, (tx) => enqueueJob(tx, job, { n: "committed" }));
  await until(1);
  expect(seen).toEqual([{ n: "committed" }]);
});

test("a job with the same key that has not begun is replaced", async () => {
  const { seen, job, until } = collector();
  for (const n of [1, 2, 3]) await asSystem(db.database.pool, (tx) => enqueueJob(tx, job, { n }, { key: "one" }));
  await start(job);
  await until(1);
  expect(seen).toEqual([{ n: 3 }]);
});

test("the application's role cannot touch the jobs' own tables", async () => {
  await expect(db.database.pool.query("select * from graphile_worker.jobs")).rejects.toThrow(/permission denied/);
});
