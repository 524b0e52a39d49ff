import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import { payWorld, person } from "./pay-world.ts";

const db = useTestDatabase();
const { build, world, act, rate, talk, make, approve, page, lines, paid } = payWorld(db);
beforeAll(build);

/** Seeded, so that a failure can be seen again. */
function dice(seed: number): (n: number) => number {
  let s = seed;
  return (n) => {
    s = (s * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((s / 2 ** 31) * n);
  };
}

/** What somebody who presses at the wrong moment is told; anything else fails the test. */
const refused = [
  "pay.run-open",
  "pay.wrong-state",
  "pay.changed-since",
  "pay.computing",
  "pay.facts-changed",
  "pay.nothing-to-pay",
  "pay.maker-checks",
  "database.busy",
];
async function pressed<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem && refused.includes(error.code)) return null;
    throw error;
  }
}

test("fifty officers compute, submit and approve overlapping runs at once: no talk is paid twice, sums are lines", async () => {
  const roll = dice(20261123);
  const people: string[] = [world.thuan, world.nghiem, world.chuong];
  for (let i = 0; i < 9; i++)
    people.push(
      (
        await buildPerson(db.database.pool, {
          fullName: `Người Nói ${i}`,
          unitId: [world.a, world.b][i % 2]!,
          appointment: { termFrom: "2024-07-01" as never },
        })
      ).personId,
    );
  for (let i = 0; i < 60; i++) {
    const startsAt = new Date(
      Date.UTC(2026, 8 + (i % 2), 1 + Math.floor(i / 4), 1 + i * 2 - Math.floor(i / 10) * 20),
    ).toISOString();
    await talk([world.a, world.b][roll(2)]!, startsAt, [people[i % 12]!, people[(i + 5) % 12]!]);
  }
  const officers: { by: Principal; unit: number; month: string }[] = [];
  for (let i = 0; i < 50; i++) {
    const unit = [world.a, world.b, world.province][i % 3]!;
    officers.push({ by: person(`officer.${i}`, "unitHead", unit), unit, month: ["2026-09", "2026-10"][roll(2)]! });
  }
  for (let round = 0; round < 4; round++) {
    await Promise.all(
      officers.map(async ({ by, unit, month }, i) => {
        await pressed(make(by, unit, month));
        const open = await sql<{ id: string; version: number; status: string; undecided: number; madeBy: string }>`
          select id, version, status, undecided, made_by as "madeBy" from pay_run where status in ('draft', 'submitted') and unit_id = ${unit}
           order by random()`.execute(db.owner);
        for (const run of open.rows) {
          const at = { runId: run.id, version: run.version };
          if (run.undecided > 0) {
            const found = (await page(by, run.id)).exceptions.filter(
              (e) => e.decision === null && e.kind === "overlap",
            );
            const about = found.map((e) => ({ personId: e.person.id, claim: e.claim }));
            if (about.length > 0)
              await pressed(
                act(by, "pay.decide", {
                  runId: run.id,
                  kind: "overlap",
                  about,
                  decision: "pay",
                  reason: "Đã đối chiếu",
                }),
              ).catch(() => null);
            continue;
          }
          if (run.status === "submitted") await pressed(act(by, "pay.approve-run", at));
          else if (i % 5 === 0) await pressed(act(by, "pay.discard-run", { ...at, reason: "Thử bỏ" }));
          else if (i % 3 === 0) await pressed(act(by, "pay.compute-run", { runId: run.id }));
          else await pressed(act(by, "pay.submit-run", at));
        }
      }),
    );
  }
  // whatever is still open is brought to its end, one after the other
  const last = person("last.maker", "officer", world.province);
  const checker = person("last.checker", "unitHead", world.province);
  for (let turn = 0; turn < 3; turn++) {
    const rest = await sql<{ id: string; status: string; version: number; lines: number }>`
      select id, status, version, lines from pay_run where status in ('draft', 'submitted') order by id`.execute(
      db.owner,
    );
    for (const run of rest.rows) {
      if (run.status === "submitted") await act(checker, "pay.approve-run", { runId: run.id, version: run.version });
      else await act(last, "pay.discard-run", { runId: run.id, version: run.version, reason: "Dọn" });
    }
    for (const month of ["2026-09", "2026-10"]) {
      const made = await make(last, world.province, month);
      if (made.undecided > 0) {
        const found = (await page(last, made.runId)).exceptions.filter((e) => e.kind === "overlap");
        await act(last, "pay.decide", {
          runId: made.runId,
          kind: "overlap",
          about: found.map((e) => ({ personId: e.person.id, claim: e.claim })),
          decision: "pay",
          reason: "Đã đối chiếu",
        });
      }
      const now = await page(last, made.runId);
      if (now.lines > 0) await approve(last, checker, { runId: made.runId, version: now.version });
    }
  }
  const all = await paid();
  expect(all).toHaveLength(120);
  for (const claim of all) expect(claim).toMatchObject({ amount: 200_000, first: 1 });
  const sums = await sql<{ bad: number; makers: number }>`
    select (count(*) filter (where r.total <> (select coalesce(sum(amount), 0) from pay_line where run_id = r.id)))::int as bad,
           (count(*) filter (where r.checked_by = any (r.makers)))::int as makers from pay_run r`.execute(db.owner);
  expect(sums.rows[0]).toEqual({ bad: 0, makers: 0 });
  const numbers = await sql<{ bad: number }>`
    select count(*)::int as bad from (select unit_id, month, count(*) n, max(number) m from pay_run group by 1, 2) g where n <> m`.execute(
    db.owner,
  );
  expect(numbers.rows[0]!.bad).toBe(0);
}, 120_000);

test("a merge and a split in the middle of a pay period: as it was and as it is, nothing is lost or doubled", async () => {
  const first = world.a;
  const second = world.b;
  const before = await talk(first, "2026-11-04T12:00:00Z", [world.thuan]);
  const elsewhere = await talk(second, "2026-11-05T12:00:00Z", [world.chuong]);
  const early = await make(world.ha, first, "2026-11", new Date("2026-11-10T03:00:00Z"));
  expect(early.total).toBe(200_000);
  await approve(world.ha, world.mai, early, new Date("2026-11-10T04:00:00Z"));

  // both become one on the 16th, in the middle of the month
  const merged = await act<{ unitIds: number[] }>(
    unitAdministrator,
    "unit.operate",
    {
      kind: "merge",
      on: "2026-11-16",
      legalBasis: "Nghị quyết thử",
      unitIds: [first, second],
      into: { name: "Xã Mới", kind: "commune", code: "24999", parentId: world.province },
    },
    new Date("2026-11-17T03:00:00Z"),
  );
  const whole = merged.unitIds[0]!;
  const after = await talk(whole, "2026-11-20T12:00:00Z", [world.thuan, world.nghiem]);
  const late = await talk(first, "2026-11-06T12:00:00Z", [world.nghiem]);
  const at = new Date("2026-12-01T03:00:00Z");
  const ha = person("thu.ha", "officer", whole);
  const mai = person("thanh.mai", "verifier", whole);
  await expect(make(world.ha, first, "2026-11", at)).rejects.toMatchObject({
    code: "pay.unit-ended",
    detail: { nowId: whole },
  });
  const run = await make(ha, whole, "2026-11", at);
  const claims = (await lines(ha, run.runId)).map((l) => l.talk!.id);
  expect(claims.toSorted()).toEqual([elsewhere, after, after, late].toSorted());
  expect(claims).not.toContain(before);
  // who looked after the old commune still sees its run; who looks after the new one sees both
  expect(await page(mai, early.runId)).toMatchObject({ unit: { name: "Xã D'Ran" }, total: 200_000 });
  await approve(ha, mai, run, at);

  // and is split on 20 December: what was held in the whole before belongs to no one part
  await act(
    unitAdministrator,
    "unit.operate",
    {
      kind: "split",
      on: "2026-12-20",
      legalBasis: "Nghị quyết thử",
      unitId: whole,
      parts: [
        { name: "Xã Phần Một", kind: "commune", code: "24991", parentId: world.province },
        { name: "Xã Phần Hai", kind: "commune", code: "24992", parentId: world.province },
      ],
      children: [],
    },
    new Date("2026-12-21T03:00:00Z"),
  );
  const parts = await sql<{
    id: number;
  }>`select to_id as id from unit_succession where from_id = ${whole} order by to_id`.execute(db.owner);
  const [one, two] = parts.rows.map((r) => r.id) as [number, number];
  const held = await talk(whole, "2026-12-04T12:00:00Z", [world.thuan]);
  const inOne = await talk(one, "2026-12-22T12:00:00Z", [world.thuan]);
  const inTwo = await talk(two, "2026-12-23T12:00:00Z", [world.chuong]);
  const january = new Date("2027-01-04T03:00:00Z");
  for (const [unit, expected] of [
    [one, inOne],
    [two, inTwo],
  ] as const) {
    const maker = person(`maker.${unit}`, "officer", unit);
    const part = await make(maker, unit, "2026-12", january);
    expect((await lines(maker, part.runId)).map((l) => l.talk!.id)).toEqual([expected]);
    await approve(maker, person(`checker.${unit}`, "verifier", unit), part, january);
  }
  // the level above sees what belongs to none, and decides it
  const above = await make(world.anh, world.province, "2026-12", january);
  expect(above).toMatchObject({ lines: 0, undecided: 1 });
  const [split] = (await page(world.anh, above.runId)).exceptions;
  expect(split).toMatchObject({ kind: "splitPlace", talk: { id: held } });
  const decided = await act(
    world.anh,
    "pay.decide",
    {
      runId: above.runId,
      kind: "splitPlace",
      about: [{ personId: split!.person.id, claim: split!.claim }],
      decision: "pay",
      reason: "Tỉnh chi thay",
    },
    january,
  );
  expect(decided.total).toBe(200_000);
  await approve(world.anh, world.khanh, decided, january);

  for (const month of ["2026-11", "2026-12"]) {
    const again = await make(world.anh, world.province, month, january);
    expect(again).toMatchObject({ lines: 0, total: 0, undecided: 0 });
  }
  const own = [before, elsewhere, after, late, held, inOne, inTwo].map((id) => `talk:${id}`);
  const all = (await paid()).filter((p) => own.includes(p.claim));
  expect(all).toHaveLength(8);
  for (const claim of all) expect(claim).toMatchObject({ amount: 200_000, first: 1 });
});

test("an old province's resolution holds in its old places after a merger, beside another's", async () => {
  const p1 = (
    await act<{ unitIds: number[] }>(unitAdministrator, "unit.operate", {
      kind: "found",
      on: "2000-01-01",
      legalBasis: "x",
      unit: { name: "Tỉnh Đắk Nông", kind: "province", code: "67", parentId: null },
    })
  ).unitIds[0]!;
  const p2 = (
    await act<{ unitIds: number[] }>(unitAdministrator, "unit.operate", {
      kind: "found",
      on: "2000-01-01",
      legalBasis: "x",
      unit: { name: "Tỉnh Bình Thuận", kind: "province", code: "60", parentId: null },
    })
  ).unitIds[0]!;
  const found = async (name: string, code: string, parentId: number) =>
    (
      await act<{ unitIds: number[] }>(unitAdministrator, "unit.operate", {
        kind: "found",
        on: "2000-01-01",
        legalBasis: "x",
        unit: { name, kind: "commune", code, parentId },
      })
    ).unitIds[0]!;
  const c1 = await found("Xã Quảng Tín", "24601", p1);
  const c2 = await found("Xã Hàm Thạnh", "23001", p2);
  await rate(p1, { amount: 110_000, legalBasis: "Nghị quyết cũ của Đắk Nông (giả định)" });
  await rate(p2, { amount: 220_000, legalBasis: "Nghị quyết cũ của Bình Thuận (giả định)" });
  const s1 = (
    await buildPerson(db.database.pool, {
      fullName: "Điểu Tích",
      unitId: c1,
      appointment: { termFrom: "2024-07-01" as never },
    })
  ).personId;
  const s2 = (
    await buildPerson(db.database.pool, {
      fullName: "Mang Hòa",
      unitId: c2,
      appointment: { termFrom: "2024-07-01" as never },
    })
  ).personId;
  const merged = (
    await act<{ unitIds: number[] }>(unitAdministrator, "unit.operate", {
      kind: "merge",
      on: "2025-07-01",
      legalBasis: "202/2025/QH15",
      unitIds: [p1, p2],
      into: { name: "Tỉnh Gộp", kind: "province", code: "66", parentId: null },
    })
  ).unitIds[0]!;
  await talk(c1, "2026-03-03T12:00:00Z", [s1]);
  await talk(c2, "2026-03-04T12:00:00Z", [s2]);
  const maker = person("gop", "officer", merged);
  const run = await make(maker, merged, "2026-03");
  expect((await lines(maker, run.runId)).map((l) => [l.person.name, l.amount, l.rateScope?.name]).toSorted()).toEqual([
    ["Mang Hòa", 220_000, "Tỉnh Bình Thuận"],
    ["Điểu Tích", 110_000, "Tỉnh Đắk Nông"],
  ]);
});
