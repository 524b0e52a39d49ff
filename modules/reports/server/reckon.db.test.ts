import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { prepareReport } from "./build-report.ts";
import { reportChecks } from "./checks.ts";
import { currentFigures } from "./figures.ts";
import { mergedOf } from "./merge.ts";
import { askReckoning, isLarge, reckon, reckoningOf, refuseLarge } from "./reckon.ts";
import { buildReform, principalOf, type Reform, tellTalk } from "./reform-story.ts";
import { readReportPage } from "./report-page.ts";
import { getReport } from "./report-store.ts";
import { actsOn } from "./sending-story.ts";
import { shownFigures } from "./shown-figures.ts";
import { lateTalks } from "./talks-behind.ts";
import { resumeLeftTasks, workOnTask, workWaitingTasks } from "./work-task.ts";

/** A report over very many talks (here: from three on): what is shown was computed in the background, what is frozen is exact. */
const db = useTestDatabase();
const clock = () => new Date("2025-07-03T03:00:00Z");
const today = "2025-07-03";
let reform: Reform;
let anh: Principal;
let acts: ReturnType<typeof actsOn>;
let reportId: string;

const as = <T>(work: (tx: Tx) => Promise<T>, who = anh) => inTransaction(db.database.pool, who, work);
const report = (tx: Tx) => getReport(tx, reportId);
const page = () => as(async (tx) => readReportPage(tx, await report(tx), anh, today));
const talksShown = () =>
  as(async (tx) =>
    (await shownFigures(tx, await report(tx), "as-is", today)).find(
      (f) => f.indicator === "talks" && f.line === "total",
    ),
  );
const late = () => as(async (tx) => lateTalks(tx, await report(tx), today));
const compute = () => reckon(db.database.jobPool, reportId);

beforeAll(async () => {
  reform = await buildReform(db.owner);
  anh = principalOf("hoang.anh", "officer", reform.province);
  acts = actsOn(db, clock);
  await sql`update report_rule set value = 3 where code = 'large_from'`.execute(db.owner);
  for (let day = 1; day <= 4; day++) await tellTalk(db.owner, { place: reform.kaDo, on: `2025-03-0${day}` });
  await tellTalk(db.owner, { place: reform.tuTra, on: "2025-03-05", status: "delivered" });
  await tellTalk(db.owner, { place: reform.kaDo, on: "2025-02-01" });
  reportId = await acts.begin(reform.province, "2025-03", anh);
});

test("before anything was computed the page answers and says so; files are made in the background", async () => {
  expect(await page()).toMatchObject({ large: true, reckoning: { asOf: null, underWay: false, stale: true } });
  await expect(talksShown()).rejects.toMatchObject({ code: "report.being-computed" });
  await expect(as(async (tx) => refuseLarge(tx, await report(tx)))).rejects.toMatchObject({ code: "report.large" });
  await as((tx) => askReckoning(tx, reportId));
  await as((tx) => askReckoning(tx, reportId));
  const jobs = await db.database.worker.query("select count(*)::int as n from graphile_worker.jobs where key = $1", [
    `reckon-${reportId}`,
  ]);
  expect(jobs.rows[0].n).toBe(1);
});

test("what is kept is what would be computed now, in both views, for the page, the check, the merging and the format", async () => {
  await compute();
  expect(await page()).toMatchObject({ waiting: 1, reckoning: { underWay: false, stale: false } });
  await as(async (tx) => {
    const r = await report(tx);
    for (const view of ["as-is", "as-was"] as const)
      expect(await shownFigures(tx, r, view, today), view).toEqual(await currentFigures(tx, r, view, today));
    expect((await reportChecks(tx, r, clock())).map((c) => c.code)).toContain("waiting");
    expect(await mergedOf(tx, r, "talks", "as-is", today)).toMatchObject({ total: 4 });
    const request = { unitId: r.unitId, template: r.template.id, period: "2025-03", view: "as-is" as const, today };
    const { exported } = await prepareReport(tx, anh, { ...request, asOf: null, kept: true });
    expect(exported.figures).toEqual(await shownFigures(tx, r, "as-is", today));
  });
});

test("it stands with its moment until it is computed anew; files and the freeze do not take it, but what is", async () => {
  await tellTalk(db.owner, { place: reform.kaDo, on: "2025-03-06" });
  expect((await talksShown())?.value).toBe(4);
  await sql`update report_reckoning set as_of = as_of - interval '10 minutes'`.execute(db.owner);
  expect(await page()).toMatchObject({ reckoning: { stale: true } });
  const { taskId } = await acts.run<{ taskId: string }>("report.build-file", { reportId, format: "docx" }, anh);
  await workOnTask(db.database.jobPool, taskId, clock);
  expect(await acts.lastTask(reportId)).toMatchObject({ state: "done" });
  expect(await acts.freeze(reportId, anh)).toMatchObject({ talks: 5 });
  expect((await talksShown())?.value).toBe(5);
});

test("of a frozen one what came late is counted in the background, and belongs to that revision", async () => {
  expect(await page()).toMatchObject({ large: false, late: 0, reckoning: { asOf: null } });
  await expect(late()).rejects.toMatchObject({ code: "report.being-computed" });
  await compute();
  expect(await page()).toMatchObject({ late: 0, reckoning: { stale: false } });
  await tellTalk(db.owner, { place: reform.kaDo, on: "2025-03-07" });
  await compute();
  expect(await page()).toMatchObject({ late: 1 });
  expect(await late()).toMatchObject({ items: [{ heldOn: "2025-03-07", why: "new" }], total: 1 });
  await acts.freeze(reportId, anh, "Buổi đến muộn");
  expect(await page()).toMatchObject({ late: 0, revision: 2, reckoning: { asOf: null } });
});

test("whether there is anything to revise is found out by the job, not by who asks; nothing stands where there is not", async () => {
  await acts.run("report.revise", { reportId, reason: "Đối chiếu lại" }, anh);
  await workWaitingTasks(db.database.jobPool, clock);
  expect(await acts.lastTask(reportId)).toMatchObject({ state: "failed", problem: "report.nothing-late" });
  expect(await page()).toMatchObject({ revision: 2, stage: "frozen" });
});

test("a body that organised so many talks itself is computed in the background too, one that organised few is not", async () => {
  const { department } = reform;
  for (let day = 1; day <= 2; day++)
    await tellTalk(db.owner, { place: reform.kaDo, on: `2025-04-0${day}`, organiser: department });
  const id = await acts.begin(department, "2025-04", anh);
  const large = () => as(async (tx) => isLarge(tx, await getReport(tx, id)));
  expect(await large()).toBe(false);
  // what it held in its own house counts as well
  await tellTalk(db.owner, { place: department, on: "2025-04-03" });
  expect(await large()).toBe(true);
  await reckon(db.database.jobPool, id, clock);
  await as(async (tx) => {
    const r = await getReport(tx, id);
    const shown = await shownFigures(tx, r, "as-is", today);
    expect(shown).toEqual(await currentFigures(tx, r, "as-is", today));
    expect(shown.find((f) => f.indicator === "talks" && f.line === "total")?.value).toBe(3);
  });
});

test("what a killed process was at is taken up again by itself", async () => {
  await sql`update report_reckoning set state = 'running', lease = gen_random_uuid(), beat_at = clock_timestamp() - interval '5 minutes' where report_id = ${reportId}::uuid`.execute(
    db.owner,
  );
  const jobs = () =>
    db.database.worker.query("select attempts from graphile_worker.jobs where key = $1", [`reckon-${reportId}`]);
  await db.database.worker.query("select graphile_worker.remove_job($1)", [`reckon-${reportId}`]);
  await resumeLeftTasks(db.database.jobPool);
  expect((await jobs()).rows).toHaveLength(1);
  await compute();
  expect(await page()).toMatchObject({ reckoning: { underWay: false, stale: false } });
});

test("one computes at a time; what a dead process held is taken over; nobody reads it who may not open the report", async () => {
  const lease = sql`update report_reckoning set state = 'running', lease = gen_random_uuid(), beat_at = clock_timestamp(), as_of = '2025-01-01'`;
  await lease.execute(db.owner);
  await compute();
  expect(await as(async (tx) => reckoningOf(tx, await report(tx)))).toMatchObject({ underWay: true });
  await sql`update report_reckoning set beat_at = clock_timestamp() - interval '5 minutes'`.execute(db.owner);
  await compute();
  expect(await as(async (tx) => reckoningOf(tx, await report(tx)))).toMatchObject({ underWay: false, stale: false });
  const kept = (tx: Tx) => sql`select from report_reckoning where report_id = ${reportId}::uuid`.execute(tx);
  expect((await as(kept)).rows).toHaveLength(1);
  expect((await as(kept, principalOf("ha", "officer", reform.damRong))).rows).toHaveLength(0);
});
