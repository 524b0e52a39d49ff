import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asSystem, inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { currentFigures } from "./figures.ts";
import { mergedOf } from "./merge.ts";
import { buildReform, principalOf, type Reform, tellTalk } from "./reform-story.ts";
import { revisionHolds } from "./report-page.ts";
import { getReport } from "./report-store.ts";
import { actsOn } from "./sending-story.ts";
import { resumeLeftTasks, workOnTask, workWaitingTasks } from "./work-task.ts";

const db = useTestDatabase();
let now = new Date("2025-07-03T03:00:00Z");
const today = () => now.toISOString().slice(0, 10);
const clock = () => now;
let reform: Reform;
let anh: Principal;
let acts: ReturnType<typeof actsOn>;

const as = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, anh, work);
const open = async (period: string) => {
  const reportId = await acts.begin(reform.province, period, anh);
  const { taskId } = await acts.run<{ taskId: string }>("report.freeze", { reportId }, anh);
  return { reportId, taskId };
};
const counted = async (status: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from talk where status = ${status}`.execute(db.owner)).rows[0]!.n;

beforeAll(async () => {
  reform = await buildReform(db.owner);
  anh = principalOf("hoang.anh", "officer", reform.province);
  acts = actsOn(db, clock);
  for (let day = 1; day <= 9; day++)
    await tellTalk(db.owner, { place: reform.kaDo, on: `2025-03-0${day}`, attendance: 10 });
});

describe("a freeze is asked for and done by the job", () => {
  test("the request answers at once with nothing frozen; a second one is told that the first is under way", async () => {
    const { reportId, taskId } = await open("2025-03");
    expect(await as((tx) => getReport(tx, reportId))).toMatchObject({ status: "draft", revision: 0 });
    await expect(acts.run("report.freeze", { reportId }, anh)).rejects.toMatchObject({ code: "report.under-way" });
    await Promise.all([workOnTask(db.database.jobPool, taskId, clock), workOnTask(db.database.jobPool, taskId, clock)]);
    expect(await acts.lastTask(reportId)).toMatchObject({ state: "done", answer: { revision: 1, talks: 9 } });
    await workOnTask(db.database.jobPool, taskId, clock);
    expect(await as((tx) => getReport(tx, reportId))).toMatchObject({ status: "frozen", revision: 1 });
  });

  test("what a killed process left is taken up: right pins are kept, stale ones go, each talk is counted once", async () => {
    for (let day = 1; day <= 5; day++)
      await tellTalk(db.owner, { place: reform.tuTra, on: `2025-04-0${day}`, attendance: 10 });
    const { reportId, taskId } = await open("2025-04");
    // as after a kill in the middle of pinning: two talks counted and pinned, one of them corrected since; nobody renews the lease
    const { rows } = await sql<{
      id: string;
    }>`update talk set status = 'counted', version = version + 1 where held_on in ('2025-04-01', '2025-04-02') returning id`.execute(
      db.owner,
    );
    for (const { id } of rows)
      await sql`insert into report_talk (report_id, talk_id, since_revision, talk_version, unit_id, place_unit_id, commune_id, held_on, kind, mode, audience_kind, title, attendance, sites, site_attendance, questions, speaker_ids)
        select ${reportId}, id, 1, version, unit_id, place_unit_id, commune_id, held_on, kind, mode, audience_kind, title, attendance, 0, 0, 0, speaker_ids from talk where id = ${id}`.execute(
        db.owner,
      );
    await sql`update talk set attendance = 99, version = version + 1 where held_on = '2025-04-02'`.execute(db.owner);
    await sql`update report_task set state = 'running', attempts = 1, lease = gen_random_uuid(), beat_at = clock_timestamp() where id = ${taskId}`.execute(
      db.owner,
    );
    await workOnTask(db.database.jobPool, taskId, clock);
    expect(await acts.lastTask(reportId)).toMatchObject({ state: "running" });
    await sql`update report_task set beat_at = clock_timestamp() - interval '5 minutes' where id = ${taskId}`.execute(
      db.owner,
    );
    await resumeLeftTasks(db.database.jobPool);
    const jobs = await db.database.worker.query("select count(*)::int as n from graphile_worker.jobs where key = $1", [
      `report-${taskId}`,
    ]);
    expect(jobs.rows[0].n).toBe(1);
    await workOnTask(db.database.jobPool, taskId, clock);
    expect(await acts.lastTask(reportId)).toMatchObject({ state: "done", answer: { talks: 5 } });
    const figures = await as(async (tx) => currentFigures(tx, await getReport(tx, reportId), "as-is", today()));
    expect(figures.find((f) => f.indicator === "attendance" && f.line === "total")?.value).toBe(139);
    expect(await as(async (tx) => revisionHolds(tx, await getReport(tx, reportId), 1))).toBe(true);
    expect(await counted("counted")).toBe(14);
  });

  test("where it cannot be done it fails and says why, nothing stands, and it can be asked for again", async () => {
    await tellTalk(db.owner, { place: reform.kaDo, on: "2025-05-05" });
    const reportId = await acts.begin(reform.province, "2025-05", anh);
    await sql`insert into report_task (id, report_id, kind, revision, asked_at, caller, asked_by) values (gen_random_uuid(), ${reportId}, 'freeze', 1, '2025-07-01',
      ${JSON.stringify({ ...anh, grants: [{ role: "analyst", unitId: reform.province }] })}::jsonb, 'hoang.anh')`.execute(
      db.owner,
    );
    await workWaitingTasks(db.database.jobPool, clock);
    expect(await acts.lastTask(reportId)).toMatchObject({ state: "failed", problem: "access.denied" });
    expect(await as((tx) => getReport(tx, reportId))).toMatchObject({ status: "draft", revision: 0 });
    expect(await acts.freeze(reportId, anh)).toMatchObject({ revision: 1, talks: 1 });
  });

  test("nobody waits behind it: a talk of the report is corrected while the figures are computed", async () => {
    await tellTalk(db.owner, { place: reform.kaDo, on: "2025-06-06", attendance: 10 });
    const { reportId, taskId } = await open("2025-06");
    // the job looks at the clock before each of its steps; each time somebody else corrects a talk of the report
    const corrections: Promise<unknown>[] = [];
    const busy = () => {
      corrections.push(
        asSystem(db.database.pool, async (tx) => {
          await sql`set local lock_timeout = '2s'`.execute(tx);
          await sql`update talk set title = title || '.', version = version + 1 where held_on = '2025-06-06'`.execute(
            tx,
          );
        }),
      );
      return now;
    };
    await workOnTask(db.database.jobPool, taskId, busy);
    await Promise.all(corrections);
    expect(corrections.length).toBeGreaterThan(2);
    expect(await acts.lastTask(reportId)).toMatchObject({ state: "done" });
  });
});

describe("a reorganisation in the middle of a period", () => {
  test("loses and doubles nothing, in both views, from the sending of units that end to the merging above", async () => {
    const head = (unitId: number) => principalOf(`head-${unitId}`, "unitHead", unitId);
    const writer = (unitId: number) => principalOf(`writer-${unitId}`, "officer", unitId);
    const put = async (unitId: number, period: string) => {
      const id = await acts.begin(unitId, period, writer(unitId));
      await acts.freeze(id, writer(unitId));
      await acts.sign(id, writer(unitId), head(unitId));
      await acts.send(id, writer(unitId), reform.province);
      return id;
    };
    for (const [place, on] of [
      [reform.kaDo, "2025-05-10"],
      [reform.quangLap, "2025-05-11"],
      [reform.damRong, "2025-05-12"],
      [reform.dran, "2025-07-02"],
    ] as const)
      await tellTalk(db.owner, { place, on, attendance: 7 });
    // half a year that ended the day before the reform: sent by the units that were, and of one by the unit that it became
    await put(reform.kaDo, "2025-H1");
    await put(reform.quangLap, "2025-H1");
    now = new Date("2026-01-04T03:00:00Z");
    const province = await acts.begin(reform.province, "2025-H1", anh);
    const merged = (view: "as-is" | "as-was", id = province) =>
      as(async (tx) => mergedOf(tx, await getReport(tx, id), "talks", view, today()));
    const all = async (from: string, to: string) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from talk where status in ('verified', 'counted') and held_on between ${from} and ${to}`.execute(
          db.owner,
        )
      ).rows[0]!.n;
    const h1 = await all("2025-01-01", "2025-06-30");
    for (const view of ["as-is", "as-was"] as const) {
      const m = await merged(view);
      expect(m.total).toBe(h1);
      expect(m.sent + m.unsent + m.moved).toBe(h1);
      // Ka Đô's and Quảng Lập's; Tu Tra's and Đam Rông's own were not sent
      expect(
        m.items
          .filter((l) => l.from.length > 0)
          .flatMap((l) => l.from.map((f) => f.name))
          .sort(),
      ).toEqual(["Xã Ka Đô", "Xã Quảng Lập"]);
    }
    // D'Ran answers for what Ka Đô and Tu Tra were: its report holds Ka Đô's, whose own falls away
    await put(reform.dran, "2025-H1");
    for (const view of ["as-is", "as-was"] as const) {
      const m = await merged(view);
      expect(m.sent + m.unsent + m.moved).toBe(h1);
      expect(m.moved).toBe(0);
      const held = m.items.find((l) => l.unitId === reform.dran)!;
      expect(held.from.map((f) => f.name)).toEqual(["Xã D'Ran"]);
      expect(held.sent).toBe(held.now);
    }
    // the year across the reform
    await put(reform.dran, "2025");
    const year = await acts.begin(reform.province, "2025", anh);
    const yearly = await all("2025-01-01", "2025-12-31");
    await acts.freeze(year, anh);
    for (const view of ["as-is", "as-was"] as const) {
      const m = await merged(view, year);
      expect(m.total).toBe(yearly);
      expect(m.sent + m.unsent + m.moved).toBe(yearly);
      expect(m.moved).toBe(0);
    }
  });
});
