import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { isRetryable } from "#platform/db/database-problem.ts";
import { asSystem, inTransaction, type Tx } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import { type CountAsked, countWork } from "./count-work.ts";
import { fields, planWorld } from "./plan-world.ts";
import { foldTotals, planDifferences } from "./recount.ts";

const db = useTestDatabase();
const { build, world, act } = planWorld(db);
const today = "2026-11-02";
let seed = 20_261_123;
/** A small generator of our own (mulberry32): the same history at each run. */
const random = (n: number): number => {
  seed = (seed + 0x6d_2b_79_f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
};
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
const dayMs = 86_400_000;
const dayIn2026 = () => new Date(Date.UTC(2026, 0, 1) + random(360) * dayMs).toISOString().slice(0, 10);

const communes: number[] = [];
const villages: number[] = [];
let youth = 0;
const tasks: { id: string; indicator: string | null; topic: string | null; dueOn: string | null }[] = [];

beforeAll(async () => {
  await build();
  const { pool } = db.database;
  for (const name of ["Xã Một", "Xã Hai", "Xã Ba", "Xã Bốn"])
    communes.push(await buildUnit(pool, { name, kind: "commune", parentId: world.province }));
  for (const parentId of communes)
    for (const name of ["Thôn A", "Thôn B"]) villages.push(await buildUnit(pool, { name, kind: "hamlet", parentId }));
  youth = await buildUnit(pool, { name: "Tỉnh đoàn", kind: "mass-organisation", parentId: world.province });
  const planId = newId();
  await act(world.anh, "plan.create", {
    planId,
    unitId: world.province,
    title: "Kế hoạch năm 2026",
    startsOn: "2026-01-15",
    endsOn: "2026-12-31",
    parentId: null,
  });
  const indicators = [
    ["talks", null, null],
    ["talks.residentMeeting", null, "2026-05-20"],
    ["attendance", "disaster-health", null],
    ["attendance.thematicConference", null, "2026-09-10"],
    ["answers", null, "2026-08-17"],
    ["answers.percent", null, null],
    ["dialogues", null, null],
    ["documents.report", null, "2026-10-31"],
    [null, null, null],
  ] as const;
  for (const [indicator, topic, dueOn] of indicators) {
    const taskId = newId();
    await act(world.anh, "plan.add-task", {
      ...fields,
      taskId,
      planId,
      clauseId: null,
      text: `Việc ${indicator ?? "gõ tay"}`,
      dueOn,
      topic,
      ...(indicator === null ? {} : { targetIndicator: indicator, targetValue: 2, targetPeriod: "quarter" }),
    });
    await act(world.anh, "plan.assign-task", {
      taskId,
      leads: [...communes, villages[0]!, youth, world.province],
      coordinates: [],
    });
    tasks.push({ id: taskId, indicator, topic, dueOn });
  }
  await act(world.anh, "plan.move", { planId, to: "standing" });
});

const talks: string[] = [];
const questions: string[] = [];
const dialogues: string[] = [];
const statuses = ["planned", "accepted", "delivered", "returned", "verified", "counted", "cancelled", "declined"];
const kinds = ["residentMeeting", "thematicConference", "internalBriefing"];
const topics = [null, "disaster-health", "knowledge"];

/** One thing that happens, as the house's tables see it; the rooms' own rules are not asked. */
const events: (() => Promise<unknown>)[] = [
  async () => {
    const [id, place] = [newId(), pick([...villages, ...communes, youth])];
    await sql`insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, topic, title, audience_kind, starts_at, status, attendance, recorded_by, recorded_at)
      values (${id}, ${pick([...communes, youth, place])}, ${place}, 0, ${pick(kinds)}, 'inPerson', ${pick(topics)}, 'Họp', 'residents', (${dayIn2026()} || ' 19:00+07')::timestamptz,
        ${pick(statuses)}, ${random(90)}, 'x', now())`.execute(db.owner);
    talks.push(id);
  },
  async () => {
    if (talks.length > 0)
      await sql`update talk set status = ${pick(statuses)}, attendance = ${random(90)} where id = ${pick(talks)}`.execute(
        db.owner,
      );
  },
  // a correction: elsewhere, another day, another kind or topic; several in one statement
  async () => {
    if (talks.length > 0)
      await sql`update talk set place_unit_id = ${pick([...villages, ...communes])}, kind = ${pick(kinds)}, topic = ${pick(topics)},
        starts_at = (${dayIn2026()} || ' 19:00+07')::timestamptz, ends_at = null where id = any (${[pick(talks), pick(talks)]}::uuid[])`.execute(
        db.owner,
      );
  },
  async () => {
    if (talks.length > 0)
      await asSystem(db.database.pool, (tx) =>
        sql`insert into plan_task_talk (talk_id, task_id) values (${pick(talks)}, ${pick(tasks).id})
        on conflict (talk_id) do update set task_id = excluded.task_id`.execute(tx),
      );
  },
  async () => {
    if (talks.length > 0 && random(3) === 0)
      await sql`delete from plan_task_talk where talk_id = ${pick(talks)}`.execute(db.owner);
  },
  async () => {
    const [id, due] = [newId(), dayIn2026()];
    const unit = pick([...communes, youth]);
    await sql`insert into question (id, code, origin, asked_unit_id, text, unit_id, due_on, first_unit_id, first_due_on, handled_by, asked_at, received_at, topic)
      values (${id}, 'x', 'officer', ${unit}, 'Bao giờ?', ${unit}, ${due}::date, ${unit}, ${due}::date, array[${unit}::int], ${due}::date - 7, ${due}::date - 7, ${pick(topics)})`.execute(
      db.owner,
    );
    questions.push(id);
  },
  async () => {
    if (questions.length > 0)
      await sql`update question set status = 'answered', answered_at = first_due_on + ${random(11) - 6}::int where id = ${pick(questions)} and status = 'open'`.execute(
        db.owner,
      );
  },
  async () => {
    const [id, unit, on] = [newId(), pick(communes), dayIn2026()];
    await sql`insert into dialogue (id, unit_id, place_unit_id, title, starts_at, ends_at, status, presided_name, presided_position, attendance)
      values (${id}, ${unit}, ${unit}, 'Đối thoại', ${on}::timestamptz, ${on}::timestamptz, 'held', 'Cil Poh', 'Chủ tịch', 50)`.execute(
      db.owner,
    );
    dialogues.push(id);
  },
  async () => {
    const on = dayIn2026();
    if (dialogues.length > 0)
      await sql`update dialogue set starts_at = ${on}::timestamptz, ends_at = ${on}::timestamptz where id = ${pick(dialogues)}`.execute(
        db.owner,
      );
  },
  async () => {
    const [unit, on] = [pick(communes), dayIn2026()];
    await sql`insert into issued_document (id, unit_id, year, series, number, type, symbol, abstract, issued_on, signer_name, signer_position, file_name, media_type, content, sha256)
      select gen_random_uuid(), ${unit}, 2026, 'thu', coalesce(max(number), 0) + 1, ${pick(["report", "plan"])}, 'BC-UBND', 'Báo cáo', ${on}::date, 'Cil Poh', 'Chủ tịch', 'a.docx', 'x', '', repeat('0', 64)
        from issued_document where unit_id = ${unit}`.execute(db.owner);
  },
];

async function reorganise(from: readonly number[], into: readonly number[], on: string): Promise<void> {
  for (const id of from) {
    await sql`update unit set dissolved = ${on}::date where id = ${id}`.execute(db.owner);
    await sql`update unit_version set valid = daterange(lower(valid), ${on}::date) where unit_id = ${id}`.execute(
      db.owner,
    );
  }
  await sql`insert into unit_succession (from_id, to_id, on_date, extent, legal_basis)
    select f, t, ${on}::date, ${into.length === 1 ? "full" : "partial"}, 'NQ' from unnest(${from}::int[]) f, unnest(${into}::int[]) t`.execute(
    db.owner,
  );
  for (const village of villages)
    await sql`with ended as (
        update unit_version set valid = daterange(lower(valid), ${on}::date) where unit_id = ${village} and parent_id = any (${from}::int[]) and upper(valid) is null returning unit_id, kind, name)
      insert into unit_version (unit_id, kind, name, parent_id, valid) select unit_id, kind, name, ${pick(into)}, daterange(${on}::date, null) from ended`.execute(
      db.owner,
    );
  await sql`select refresh_units(null, ${today}::date)`.execute(db.owner);
  await sql`select refresh_after_units_change(${on}::date)`.execute(db.owner);
  await sql`update unit_clock set n = n + 1`.execute(db.owner);
}

async function expectAllEqual(by: Principal): Promise<void> {
  expect(await asSystem(db.database.pool, planDifferences)).toEqual({ totals: [], ties: [] });
  const { rows } = await sql<CountAsked>`
    select a.task_id as "taskId", a.unit_id as "unitId", split_part(t.target_indicator, '.', 1) as of, nullif(split_part(t.target_indicator, '.', 2), '') as sub, t.topic,
           p.starts_on::text as "firstDay", coalesce(t.due_on, p.ends_on)::text as "endDay"
      from plan_assignment a join plan_task t on t.id = a.task_id join plan p on p.id = t.plan_id order by 1, 2`.execute(
    db.owner,
  );
  for (const look of ["now", "then"] as const) {
    for (const until of [today, "2026-06-17", "2026-12-31"]) {
      await inTransaction(db.database.pool, by, async (tx) => {
        const kept = await countWork(tx, rows, { until, look });
        expect(kept.reduce((n, c) => n + c.held, 0)).toBeGreaterThan(40);
        expect(kept, `${look} ${until}`).toEqual(await countWork(tx, rows, { until, look, scratch: true }));
        // and one by one, as the list behind a figure has it
        for (const [index, r] of rows.entries()) {
          if (random(4) > 0) continue;
          const items = await sql<{ counted: string; held: number; planned: number; unverified: number }>`
            select coalesce(sum(n) filter (where stage = 'counted'), 0)::text as counted, (count(*) filter (where stage = 'counted'))::int as held,
                   (count(*) filter (where stage = 'planned'))::int as planned, (count(*) filter (where stage = 'unverified'))::int as unverified
              from plan_items(${r.taskId}::uuid, ${r.unitId}, ${until}::date, ${look === "then"})`.execute(tx);
          const { counted, held, planned, unverified } = kept[index]!;
          expect({ ...r, ...items.rows[0] }).toMatchObject({ counted: String(counted), held, planned, unverified });
        }
      });
    }
  }
}

test("kept totals are what counting everything gives, after any history: recorded, corrected, moved, cancelled, tied, merged, split", async () => {
  const some = async (n: number) => {
    for (let i = 0; i < n; i++) {
      await pick(events)();
      if (random(40) === 0) await foldTotals(db.database.pool);
    }
  };
  await some(500);
  await expectAllEqual(world.anh);
  const made = (name: string) =>
    buildUnit(db.database.pool, { name, kind: "commune", parentId: world.province, on: asCivilDate("2026-07-01") });
  const [merged, north, south] = [await made("Xã Một Hai"), await made("Xã Ba Bắc"), await made("Xã Ba Nam")];
  await reorganise([communes[0]!, communes[1]!], [merged], "2026-07-01");
  await reorganise([communes[2]!], [north, south], "2026-07-10");
  communes.push(merged, north, south);
  await some(300);
  await expectAllEqual(world.anh);
  // a task, its target and its days change: what is kept needs no change
  const { rows: changed } = await sql<{ id: string }>`
    update plan_task set target_indicator = 'attendance.residentMeeting', due_on = '2026-09-05', topic = null where id = ${tasks[0]!.id} returning id`.execute(
    db.owner,
  );
  expect(changed).toHaveLength(1);
  await some(150);
  await expectAllEqual(world.anh);
}, 120_000);

const system: Principal = {
  userId: "cli",
  personId: null,
  displayName: "cli",
  grants: [{ role: "administrator", unitId: null }],
  homeUnitId: null,
};

test("two who write talks of one task, commune and month do not wait for each other, nor for a fold or a recount", async () => {
  const { pool } = db.database;
  const [place, unit, task] = [villages[0]!, communes[0]!, tasks[1]!.id];
  const plan = (tx: Tx, id: string) =>
    sql`insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, title, audience_kind, starts_at, status, recorded_by, recorded_at)
      values (${id}, ${unit}, ${place}, 0, 'residentMeeting', 'inPerson', 'Họp', 'residents', '2026-03-03 19:00+07', 'assigned', 'x', now())`.execute(
      tx,
    );
  const tie = (tx: Tx, id: string) =>
    sql`insert into plan_task_talk (talk_id, task_id) values (${id}, ${task})`.execute(tx);
  // whoever has to wait for a lock here waits for a transaction that stays open: refused, never by chance
  const refuseToWait = (tx: Tx) => sql`set local lock_timeout = '10s'`.execute(tx);
  const [one, other, third] = [newId(), newId(), newId()];
  await asSystem(pool, async (first) => {
    await plan(first, one);
    await tie(first, one);
    await asSystem(pool, async (second) => {
      await refuseToWait(second);
      await plan(second, other);
      await tie(second, other);
      await asSystem(pool, async (tx) => {
        await refuseToWait(tx);
        await sql`select plan_fold(20000)`.execute(tx);
        expect((await sql`select * from plan_repair()`.execute(tx)).rows).toEqual([]);
        await plan(tx, third);
      });
      // of what is not committed nobody else sees a sum
      expect((await asSystem(pool, planDifferences)).totals).toEqual([]);
    });
  });
  expect(await asSystem(pool, planDifferences)).toEqual({ totals: [], ties: [] });
});

test("written by several at once, while units merge, totals are folded and recounted: equal to a count from nothing", async () => {
  const again = async (work: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        return void (await work());
      } catch (error) {
        // two corrections of the same two talks, taken in another order: neither happened, one comes again
        if (!isRetryable(error)) throw error;
      }
    }
  };
  const talkEvents = events.slice(0, 5);
  const written = new AbortController();
  const writer = async () => {
    for (let i = 0; i < 120; i++) await again(pick(talkEvents));
  };
  const keeper = async () => {
    while (!written.signal.aborted) {
      await again(() => foldTotals(db.database.pool));
      await again(() => act(system, "plan.recount", {}));
    }
  };
  const merging = async () => {
    const on = asCivilDate("2026-08-01");
    const merged = await buildUnit(db.database.pool, {
      name: "Xã Ba Bốn",
      kind: "commune",
      parentId: world.province,
      on,
    });
    await again(() => reorganise([communes[3]!], [merged], on));
  };
  const writers = Promise.all([writer(), writer(), writer(), merging()]).finally(() => written.abort());
  await Promise.all([writers, keeper()]);
  expect(await asSystem(db.database.pool, planDifferences)).toEqual({ totals: [], ties: [] });
  // nothing was ever found wrong on the way
  const wrong = await sql`
    select after from journal where action = 'plan.totals-set-right' and after <> '{"totals": [], "ties": []}'::jsonb`.execute(
    db.owner,
  );
  expect(wrong.rows).toEqual([]);
  await foldTotals(db.database.pool);
  expect((await sql`select from plan_total_change`.execute(db.owner)).rows).toHaveLength(0);
  expect(await asSystem(db.database.pool, planDifferences)).toEqual({ totals: [], ties: [] });
}, 120_000);

test("a total that was spoilt is found, set right, and both figures stand in the journal", async () => {
  await sql`update plan_total set things = things + 3 where ctid in (select ctid from plan_total where things > 0 limit 2)`.execute(
    db.owner,
  );
  await sql`delete from plan_tie where talk_id in (select talk_id from plan_tie limit 1)`.execute(db.owner);
  const found = await asSystem(db.database.pool, planDifferences);
  expect(found.totals).toHaveLength(2);
  expect(found.totals[0]!.things).toBe(found.totals[0]!.reallyThings + 3);
  expect(found.ties).toHaveLength(1);
  // an officer's eyes are not the system's
  expect(await inTransaction(db.database.pool, world.anh, planDifferences)).toEqual({ totals: [], ties: [] });
  await expect(act(world.anh, "plan.recount", {})).rejects.toMatchObject({ code: "access.denied" });
  await act(system, "plan.recount", {});
  expect(await asSystem(db.database.pool, planDifferences)).toEqual({ totals: [], ties: [] });
  const { rows } = await sql<{ after: { totals: { things: number; reallyThings: number }[] } }>`
    select after from journal where action = 'plan.totals-set-right' and before->>'totals' <> '0'`.execute(db.owner);
  expect(rows[0]!.after.totals.map((t) => t.things - t.reallyThings)).toEqual([3, 3]);
});
