import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildReform, principalOf, type Reform, tellTalk, type TalkWish } from "../../reports/server/reform-story.ts";
import type { OverviewPage, OverviewView } from "../contract.ts";
import { readOverview } from "./read-overview.ts";
import { talksBehind } from "./talks-behind.ts";
import { endTarget, listTargets, setTarget } from "./targets.ts";

const db = useTestDatabase();
const today = asCivilDate("2026-11-23");
const now = new Date("2026-11-23T03:00:00Z");
let reform: Reform;
let officer: Principal;

const see = (unitId: number, period: string, view: OverviewView = "as-is", who = officer) =>
  inTransaction(db.database.pool, who, (tx) => readOverview(tx, who, { unitId, period, view, today, now }));
const behind = (unitId: number, query: object) =>
  inTransaction(db.database.pool, officer, (tx) =>
    talksBehind(
      tx,
      unitId,
      { view: "as-is", figure: "verified", line: "total", tookFrom: 0, tookTo: 31, limit: 50, ...query },
      today,
    ),
  );
const figure = (page: OverviewPage, measure: string) => page.figures.find((f) => f.measure === measure)!;
const byPlace = (page: OverviewPage) =>
  Object.fromEntries(
    page.places.filter((p) => p.talks > 0).map((p) => [p.line === "unattributable" ? "lost" : p.name, p.talks]),
  );
const tell = (wish: TalkWish) => tellTalk(db.owner, wish);
const send = async (command: typeof setTarget | typeof endTarget, payload: unknown, who = officer) =>
  executeCommand({ pool: db.database.pool, commands: { [command.name]: command } as never, now: () => now }, who, {
    id: newId(),
    name: command.name,
    payload,
  });

beforeAll(async () => {
  reform = await buildReform(db.owner);
  officer = principalOf("hoang-anh", "officer", reform.province);
  await tell({ place: reform.diom, on: "2025-02-05", attendance: 64 });
  await tell({ place: reform.kaDo, on: "2025-03-02", attendance: 30 });
  await tell({ place: reform.tuTra, on: "2025-06-30", attendance: 25 });
  await tell({ place: reform.quangLap, on: "2025-05-05", attendance: 21 });
  await tell({ place: reform.dran, on: "2025-07-01", attendance: 50 });
  await tell({ place: reform.damRong, on: "2025-12-31", attendance: 10, organiser: reform.department });
  await tell({ place: reform.kaDo, on: "2024-05-05", attendance: 20 });
  await tell({ place: reform.dran, on: "2025-08-08", attendance: 500, status: "delivered" });
  await tell({ place: reform.dran, on: "2024-11-20", attendance: 1, status: "cancelled" });
});

test("as it was and as it is hold the same talks, and what cannot be attributed has its own line", async () => {
  const is = await see(reform.province, "2025");
  expect(byPlace(is)).toEqual({ "Xã D'Ran": 4, "Xã Đam Rông 1": 1, lost: 1 });
  expect(is.places.find((p) => p.unitId === reform.dran)).toMatchObject({
    attendance: 169,
    waiting: 1,
    months: 12,
    emptyMonths: 8,
  });
  const was = await see(reform.province, "2025", "as-was");
  expect(byPlace(was)).toEqual({ "Xã Ka Đô": 2, "Xã Tu Tra": 1, "Xã Quảng Lập": 1, "Xã D'Ran": 1, "Xã Đam Rông 1": 1 });
  for (const page of [is, was]) {
    expect(figure(page, "talks")).toMatchObject({ value: 6, compared: 6, previous: 1, lastYear: 1 });
    expect(figure(page, "attendance")).toMatchObject({ value: 200, of: 6 });
    expect(page.places.reduce((n, p) => n + p.talks, 0)).toBe(6);
    expect(page.months.filter((m) => m.month.startsWith("2025")).reduce((n, m) => n + m.talks, 0)).toBe(6);
  }
  // half a year: communes that had ended by then are no places of it
  const half = await see(reform.province, "2025-H2", "as-was");
  expect(figure(half, "coverage")).toMatchObject({ value: 100, of: 2 });
  expect(half.places.map((p) => p.name).toSorted()).toEqual(
    ["Xã D'Ran", "Xã Đam Rông 1", "Xã Ka Đô", "Xã Quảng Lập", "Xã Tu Tra"].toSorted(),
  );
});

test("a commune is told apart by its residential groups, a body by what it organised", async () => {
  const commune = await see(reform.dran, "2025");
  expect(commune.below).toBe("group");
  expect(byPlace(commune)).toEqual({ "Thôn Diom A": 1, "Xã D'Ran": 3 });
  expect(commune.places.find((p) => p.unitId === reform.dran)?.line).toBe("self");
  expect(figure(commune, "talks").value).toBe(4);
  const body = await see(reform.department, "2025");
  expect(body.below).toBe("none");
  expect(figure(body, "talks").value).toBe(1);
  expect(figure(body, "coverage").value).toBeNull();
});

test("every tile, bar and point opens to exactly the talks that it counts", async () => {
  for (const [unitId, view] of [
    [reform.province, "as-is"],
    [reform.province, "as-was"],
    [reform.dran, "as-is"],
    [reform.dran, "as-was"],
    [reform.department, "as-is"],
  ] as const) {
    const page = await see(unitId, "2025", view);
    expect((await behind(unitId, { period: "2025", view })).items).toHaveLength(figure(page, "talks").value!);
    for (const place of page.places) {
      const query = {
        period: "2025",
        view,
        line: place.unitId === null ? "unattributable" : "unit",
        row: place.unitId ?? undefined,
      };
      expect((await behind(unitId, query)).items, place.name).toHaveLength(place.talks);
      expect((await behind(unitId, { ...query, figure: "waiting" })).items).toHaveLength(place.waiting);
    }
    for (const { days, talks } of page.arrivals)
      expect(
        (await behind(unitId, { period: "2025", view, figure: "held", tookFrom: days, tookTo: days })).items,
      ).toHaveLength(talks);
    for (const month of page.months.filter((m) => m.talks > 0))
      expect((await behind(unitId, { period: month.month, view })).items).toHaveLength(month.talks);
  }
  const first = await behind(reform.province, { period: "2025", limit: 4 });
  const rest = await behind(reform.province, { period: "2025", limit: 4, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map((t) => t.heldOn)).toEqual([
    "2025-12-31",
    "2025-07-01",
    "2025-06-30",
    "2025-05-05",
    "2025-03-02",
    "2025-02-05",
  ]);
});

test("counts follow each talk: late records, corrections, another place, another commune", async () => {
  const late = await tell({ place: reform.dran, on: "2026-02-02", attendance: 12, status: "delivered" });
  await sql`update talk set first_delivered_at = '2026-02-12T03:00:00Z' where id = ${late}`.execute(db.owner);
  await tell({ place: reform.damRong, on: "2026-02-03", attendance: 20 });
  const page = await see(reform.province, "2026-Q1");
  expect(page.arrivals).toEqual([
    { days: 0, talks: 1 },
    { days: 10, talks: 1 },
  ]);
  expect(figure(page, "arrivals")).toMatchObject({ value: 50, of: 2 });
  expect((await behind(reform.province, { period: "2026-Q1", figure: "late" })).items).toMatchObject([
    { talkId: late, daysToRecord: 10, status: "delivered" },
  ]);
  await sql`update talk set status = 'verified', verified_by = 'quan', verified_at = now(), attendance = 14 where id = ${late}`.execute(
    db.owner,
  );
  await sql`update talk set place_unit_id = ${reform.damRong}, unit_id = ${reform.damRong} where id = ${late}`.execute(
    db.owner,
  );
  await sql`update talk set status = 'cancelled', attendance = null where held_on = '2026-02-03'`.execute(db.owner);
  expect(byPlace(await see(reform.province, "2026-Q1"))).toEqual({ "Xã Đam Rông 1": 1 });
  const { rows } = await sql<{ wrong: number }>`
    select count(*)::int as wrong from (
      (select commune_id, place_unit_id, month, talks, attendance, waiting from overview_place_total where (talks, attendance, waiting) <> (0, 0, 0))
      except
      (select commune_id, place_unit_id, month, count(*) filter (where status in ('verified', 'counted')),
              coalesce(sum(attendance) filter (where status in ('verified', 'counted')), 0), count(*) filter (where status in ('delivered', 'returned'))
         from talk where status in ('delivered', 'returned', 'verified', 'counted') group by 1, 2, 3)) x`.execute(
    db.owner,
  );
  expect(rows[0]?.wrong).toBe(0);
  expect((await see(reform.dran, "2026-Q1")).arrivals).toEqual([]);
});

test("of a running period only the months that are over are compared", async () => {
  await tell({ place: reform.dran, on: "2026-10-05" });
  await tell({ place: reform.dran, on: "2026-11-05" });
  await tell({ place: reform.dran, on: "2025-10-06" });
  await tell({ place: reform.dran, on: "2025-12-06" });
  const page = await see(reform.province, "2026-Q4");
  expect(page).toMatchObject({ running: true, comparedMonths: 1 });
  expect(figure(page, "talks")).toMatchObject({ value: 2, compared: 1, lastYear: 1 });
  expect(page.months.at(-1)?.month).toBe("2026-11");
  const month = await see(reform.province, "2026-11");
  expect(figure(month, "talks")).toMatchObject({ value: 1, compared: null, previous: null });
});

test("questions of fewer than five are told nowhere, and cannot be had by subtraction", async () => {
  const ask = async (place: number, n: number, on: string, inTime: number) => {
    for (let i = 0; i < n; i++)
      await sql`insert into question (id, origin, asked_unit_id, text, status, unit_id, due_on, asked_at, received_at, answered_at)
        values (${newId()}, 'officer', ${place}, 'Có nước sạch chưa?', 'answered', ${reform.province}, ${on}::date + 15, ${on}::date, ${on}::date,
          ${on}::date + case when ${i}::int < ${inTime}::int then 3 else 40 end)`.execute(db.owner);
  };
  await ask(reform.dran, 12, "2026-07-03", 9);
  await ask(reform.damRong, 3, "2026-08-04", 3);
  const page = await see(reform.province, "2026-Q3");
  expect(figure(page, "answers")).toMatchObject({ value: 80, of: 15 });
  // 15 less 12 would be the three of Đam Rông, and of August
  expect(page.places.every((p) => p.questionsDue === null)).toBe(true);
  expect(page.months.filter((m) => m.month >= "2026-07").every((m) => m.questionsDue === null)).toBe(true);
  const few = await see(reform.damRong, "2026-Q3");
  expect(figure(few, "answers")).toMatchObject({ value: null, of: null });
  await ask(reform.damRong, 5, "2026-08-05", 1);
  const enough = await see(reform.province, "2026-Q3");
  expect(enough.places.find((p) => p.unitId === reform.damRong)).toMatchObject({ questionsDue: 8, questionsInTime: 4 });
});

test("a question put under another has its answer, and one set aside is not due", async () => {
  const id = [newId(), newId(), newId()] as string[];
  for (const [i, questionId] of id.entries())
    await sql`insert into question (id, origin, asked_unit_id, text, status, unit_id, due_on, asked_at, received_at)
      values (${questionId}, 'officer', ${reform.dran}, 'Có điện chưa?', 'open', ${reform.province}, '2026-05-20', '2026-05-04', ${`2026-05-0${i + 4}T03:00:00Z`}::timestamptz)`.execute(
      db.owner,
    );
  await sql`update question set status = 'merged', merged_into = ${id[0]} where id = ${id[1]}`.execute(db.owner);
  await sql`update question set status = 'answered', answered_at = '2026-05-10T03:00:00Z' where id = ${id[0]}`.execute(
    db.owner,
  );
  await sql`update question set status = 'setAside', set_aside_reason = 'x' where id = ${id[2]}`.execute(db.owner);
  const kept = async () =>
    (
      await sql`select told_on::text as told, aside from overview_question where question_id = any (${id}::uuid[]) order by on_day`.execute(
        db.owner,
      )
    ).rows;
  expect(await kept()).toEqual([
    { told: "2026-05-10", aside: false },
    { told: "2026-05-10", aside: false },
    { told: null, aside: true },
  ]);
  // the same meaning as the reports have
  const { rows } = await sql<{ code: string; n: number }>`
    select code, count(*)::int as n from answers_in_period('2024-01-01', '2026-12-31') where code in ('questions.due', 'questions.in-time') group by 1
    except
    select k.code, count(*)::int from overview_question q cross join lateral (values ('questions.due', not aside and (told_on is not null or due_on < ${today}::date)),
      ('questions.in-time', not aside and told_on <= due_on)) as k (code, holds) where k.holds group by 1`.execute(
    db.owner,
  );
  expect(rows).toEqual([]);
});

test("measured talks follow their talk: verified, moved, corrected", async () => {
  const talkId = await tell({ place: reform.dran, on: "2026-04-04", status: "delivered" });
  // the check itself is another room's story
  await db.owner.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`insert into understanding_result (talk_id, check_id, method, before_n, before_right, after_n, after_right)
      values (${talkId}, ${newId()}, 'groups', 40, 10, 40, 30)`.execute(tx);
  });
  await sql`select keep_overview_measured(array[${talkId}::uuid])`.execute(db.owner);
  expect((await see(reform.province, "2026-Q2")).understanding).toEqual([]);
  await sql`update talk set status = 'verified', verified_by = 'quan', verified_at = now() where id = ${talkId}`.execute(
    db.owner,
  );
  const page = await see(reform.province, "2026-Q2");
  expect(page.understanding).toMatchObject([{ of: "now", talks: 1, before: 25, after: 75, change: 50, verdict: "up" }]);
  expect((await behind(reform.province, { period: "2026-Q2", figure: "measured" })).items.map((t) => t.talkId)).toEqual(
    [talkId],
  );
  await sql`update talk set place_unit_id = ${reform.damRong} where id = ${talkId}`.execute(db.owner);
  expect((await see(reform.dran, "2026-Q2")).understanding).toEqual([]);
  expect((await see(reform.damRong, "2026-Q2")).understanding).toHaveLength(1);
});

test("a target is set with its decision, replaced, taken back, and holds for those below where it is a share", async () => {
  const set = (over: object, who = officer) =>
    send(
      setTarget,
      {
        id: newId(),
        unitId: reform.province,
        measure: "coverage",
        period: "2025",
        value: 90,
        legalBasis: "Kế hoạch số 12/KH-UBND",
        ...over,
      },
      who,
    );
  await set({});
  const second = newId();
  await set({ id: second, value: 100, legalBasis: "Quyết định số 45/QĐ-UBND" });
  await set({ measure: "talks", period: "2025", value: 8 });
  await set({ measure: "arrivals", period: "2025", value: 90 });
  expect(figure(await see(reform.dran, "2025-Q3"), "arrivals").target).toMatchObject({
    value: 90,
    period: "2025",
    unit: "Tỉnh Lâm Đồng",
  });
  expect(figure(await see(reform.dran, "2025"), "coverage").target).toBeNull();
  expect(figure(await see(reform.province, "2025"), "coverage").target?.value).toBe(100);
  expect(figure(await see(reform.dran, "2025"), "talks").target).toBeNull();
  expect(figure(await see(reform.province, "2025"), "talks").target).toMatchObject({
    value: 8,
    legalBasis: "Kế hoạch số 12/KH-UBND",
  });
  await expect(set({ value: 101 })).rejects.toMatchObject({ code: "overview.share-over-hundred" });
  await expect(set({ legalBasis: "gọi 0912345678" })).rejects.toMatchObject({ code: "overview.identity" });
  const commune = principalOf("thu-ha", "officer", reform.dran);
  await expect(set({}, commune)).rejects.toMatchObject({ code: "access.denied" });
  await send(endTarget, { id: second, reason: "Thôi giao chỉ tiêu này" });
  await expect(send(endTarget, { id: second, reason: "lại" })).rejects.toMatchObject({ code: "overview.target-ended" });
  const listed = await inTransaction(db.database.pool, officer, (tx) => listTargets(tx, officer, null, today));
  expect(
    listed
      .map((t) => [t.measure, t.value, t.endedReason])
      .toSorted((a, b) => Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
  ).toEqual([
    ["talks", 8, null],
    ["arrivals", 90, null],
    ["coverage", 90, "Quyết định số 45/QĐ-UBND"],
    ["coverage", 100, "Thôi giao chỉ tiêu này"],
  ]);
  expect(figure(await see(reform.province, "2025"), "coverage").target).toBeNull();
});

test("row-level security alone keeps another commune's counts away", async () => {
  const stranger = principalOf("k-duyen", "officer", reform.damRong);
  const page = await see(reform.dran, "2025", "as-is", stranger);
  expect(figure(page, "talks").value).toBe(0);
});
