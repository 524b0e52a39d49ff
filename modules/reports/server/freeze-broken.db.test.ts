import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { reportProblem } from "../problems.ts";
import { countLate } from "./late-talks.ts";
import { buildReform, principalOf, type Reform, tellTalk } from "./reform-story.ts";
import { revisionHolds } from "./report-page.ts";
import { getReport } from "./report-store.ts";
import { actsOn } from "./sending-story.ts";
import { resumeLeftTasks, workOnTask } from "./work-task.ts";

/** A freeze that is killed in its middle, and one that fails for good: nothing of a talk is lost, doubled or left behind. */
const db = useTestDatabase();
const now = new Date("2025-07-03T03:00:00Z");
const clock = () => now;
let reform: Reform;
let anh: Principal;
let acts: ReturnType<typeof actsOn>;

const as = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, anh, work);
const ask = async (period: string) => {
  const reportId = await acts.begin(reform.province, period, anh);
  const { taskId } = await acts.run<{ taskId: string }>("report.freeze", { reportId }, anh);
  return { reportId, taskId };
};
const one = async <R>(query: ReturnType<typeof sql<R>>) => (await query.execute(db.owner)).rows[0]!;
const pins = (reportId: string) =>
  one(sql<{ n: number; talks: number }>`
    select count(*)::int as n, count(distinct talk_id)::int as talks from report_talk where report_id = ${reportId}::uuid`);
const states = (period: string) =>
  one(sql<{ verified: number; counted: number; versions: number[] }>`
    select (count(*) filter (where status = 'verified'))::int as verified, (count(*) filter (where status = 'counted'))::int as counted,
           array_agg(distinct version order by version) as versions from talk where to_char(held_on, 'YYYY-MM') = ${period}`);
/** Many verified talks of one month at once. */
const tellMany = (period: string, n: number) =>
  sql`insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, title, audience_kind, starts_at, status, attendance, recorded_by, recorded_at, first_delivered_at, verified_by, verified_at)
    select gen_random_uuid(), ${reform.kaDo}, ${reform.kaDo}, 0, 'residentMeeting', 'inPerson', 'Bảo hiểm y tế', 'residents', ${`${period}-02T12:00:00Z`}::timestamptz + i * interval '1 minute',
           'verified', 20, 'ha', now(), now(), 'quan', now() from generate_series(1, ${n}) i`.execute(db.owner);

beforeAll(async () => {
  reform = await buildReform(db.owner);
  anh = principalOf("hoang.anh", "officer", reform.province);
  acts = actsOn(db, clock);
});

test("a process killed in the middle of a freeze loses one step; who takes over counts every talk once", async () => {
  await tellMany("2025-01", 2000);
  const { reportId, taskId } = await ask("2025-01");
  // the last talk of the walk is in somebody's hands: the freeze comes as far as there
  const held = new pg.Client({ connectionString: db.url });
  await held.connect();
  await held.query("begin");
  await held.query("select from talk where id = (select max(id::text)::uuid from talk) for update");
  const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { openDatabase } from ${url("../../../platform/db/open.ts")};
       import { workOnTask } from ${url("./work-task.ts")};
       await workOnTask(openDatabase({ url: ${JSON.stringify(db.url)} }).jobPool, ${JSON.stringify(taskId)}, () => new Date(${now.getTime()}));`,
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = new Promise((done) => child.once("exit", done));
  const waiting = sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and application_name = 'caunoi jobs'`;
  for (let i = 0; i < 2400 && (await one(waiting)).n === 0; i++) await sleep(50);
  const before = await pins(reportId);
  expect(before.n).toBeGreaterThan(0);
  expect(before.n).toBeLessThan(2000);
  child.kill("SIGKILL");
  await ended;
  await held.query("commit");
  await held.end();
  const jobs = sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'caunoi jobs' and state <> 'idle'`;
  for (let i = 0; i < 1200 && (await one(jobs)).n > 0; i++) await sleep(50);

  expect(await as((tx) => getReport(tx, reportId))).toMatchObject({ status: "draft", revision: 0 });
  await sql`update report_task set beat_at = clock_timestamp() - interval '5 minutes' where id = ${taskId}::uuid`.execute(
    db.owner,
  );
  await resumeLeftTasks(db.database.jobPool);
  await workOnTask(db.database.jobPool, taskId, clock);
  expect(await acts.lastTask(reportId)).toMatchObject({ state: "done", answer: { talks: 2000 } });
  expect(await pins(reportId)).toEqual({ n: 2000, talks: 2000 });
  expect(await states("2025-01")).toEqual({ verified: 0, counted: 2000, versions: [2] });
  expect(await as(async (tx) => revisionHolds(tx, await getReport(tx, reportId), 1))).toBe(true);
});

test("a freeze that fails for good gives its talks back, but not those that another report holds", async () => {
  await tellTalk(db.owner, { place: reform.kaDo, on: "2025-02-05" });
  await tellTalk(db.owner, { place: reform.tuTra, on: "2025-02-06" });
  // the commune's own report has counted one of the two
  const head = principalOf("ha", "officer", reform.kaDo);
  const commune = await acts.begin(reform.kaDo, "2025-02", head);
  await acts.freeze(commune, head);
  expect(await states("2025-02")).toMatchObject({ verified: 1, counted: 1 });

  const { reportId, taskId } = await ask("2025-02");
  // the job looks at its clock before each step: at the third one the talks are pinned, and it is told "no"
  let looks = 0;
  await workOnTask(db.database.jobPool, taskId, () => {
    if (++looks === 3) throw reportProblem("report.changed-since", { reportId });
    return now;
  });
  expect(await acts.lastTask(reportId)).toMatchObject({ state: "failed", problem: "report.changed-since" });
  expect(await pins(reportId)).toEqual({ n: 0, talks: 0 });
  expect(await states("2025-02")).toMatchObject({ verified: 1, counted: 1 });
  expect(
    (
      await one(sql<{ actions: string[] }>`
        select array_agg(action order by id) as actions from journal where subject = 'report' and subject_id = ${reportId} and action in ('talk.counted', 'talk.given-back')`)
    ).actions,
  ).toEqual(["talk.counted", "talk.given-back"]);
  // the commune's frozen figures did not move, and the province's report can be frozen as if nothing had been
  expect(await as(async (tx) => countLate(tx, await getReport(tx, commune), "2025-07-03"))).toBe(0);
  expect(await acts.freeze(reportId, anh)).toMatchObject({ revision: 1, talks: 2 });
  expect(await states("2025-02")).toMatchObject({ verified: 0, counted: 2 });
});

test("what a killed process did not give back is given back by the next round; a new freeze keeps what lies there", async () => {
  await tellTalk(db.owner, { place: reform.kaDo, on: "2025-03-05" });
  const { reportId, taskId } = await ask("2025-03");
  const { id } = await one(sql<{ id: string }>`select id from talk where held_on = '2025-03-05'`);
  const leave = async () => {
    await sql`update talk set status = 'counted', version = version + 1 where id = ${id}::uuid and status = 'verified'`.execute(
      db.owner,
    );
    await sql`insert into report_talk (report_id, talk_id, since_revision, talk_version, unit_id, place_unit_id, commune_id, held_on, kind, mode, audience_kind, title, attendance, sites, site_attendance, questions, speaker_ids)
      select ${reportId}::uuid, id, 1, version, unit_id, place_unit_id, commune_id, held_on, kind, mode, audience_kind, title, attendance, 0, 0, 0, speaker_ids from talk where id = ${id}::uuid`.execute(
      db.owner,
    );
    await sql`update report_task set state = 'failed', problem = 'report.task-failed', ended_at = now(), given_back_at = null where id = ${taskId}::uuid`.execute(
      db.owner,
    );
  };
  await leave();
  await resumeLeftTasks(db.database.jobPool);
  const jobs = await db.database.worker.query("select count(*)::int as n from graphile_worker.jobs where key = $1", [
    `report-${taskId}`,
  ]);
  expect(jobs.rows[0].n).toBe(1);
  await workOnTask(db.database.jobPool, taskId, clock);
  expect(await pins(reportId)).toEqual({ n: 0, talks: 0 });
  expect(await states("2025-03")).toMatchObject({ verified: 1, counted: 0 });

  await leave();
  await acts.run("report.freeze", { reportId }, anh);
  await workOnTask(db.database.jobPool, taskId, clock);
  expect((await pins(reportId)).n).toBe(1);
  expect(await states("2025-03")).toMatchObject({ verified: 0, counted: 1 });
});

test("a talk's own history says which report counted it, once, and only when the report stands", async () => {
  const talkId = await tellTalk(db.owner, { place: reform.kaDo, on: "2025-04-05" });
  const reportId = await acts.begin(reform.province, "2025-04", anh);
  const path = () =>
    as(async (tx) => {
      const { rows } = await sql<{ by_user: string; note: string }>`
        select by_user, note from talk_counted_in(${talkId}::uuid)`.execute(tx);
      return rows;
    });
  expect(await path()).toEqual([]);
  await acts.freeze(reportId, anh);
  expect(await path()).toEqual([{ by_user: "hoang.anh", note: expect.stringContaining("2025-04") }]);
});
