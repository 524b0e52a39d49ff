import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import { readBriefing, readBriefingTalks } from "./briefing.ts";
import { planWorld } from "./plan-world.ts";
import { province2024Text } from "./sample-plan.ts";

const db = useTestDatabase();
const { build, world, act, page, bring, talk } = planWorld(db);
beforeAll(build);

test("briefings after a reorganisation: as it is the successor has staff and attendances, as it was each unit its own", async () => {
  const commune = (name: string) =>
    buildUnit(db.database.pool, { name, kind: "commune", parentId: world.province, on: "2020-01-01" as never });
  const [east, west, large] = [await commune("Xã Đông"), await commune("Xã Tây"), await commune("Xã Lớn")];
  const union = await buildUnit(db.database.pool, {
    name: "Đoàn xã Đông",
    kind: "mass-organisation",
    parentId: east,
    on: "2020-01-01" as never,
  });
  const planId = await bring(world.anh, province2024Text);
  const task = (await page(world.anh, planId)).taskList[0]!;
  await act(world.anh, "plan.assign-task", { taskId: task.id, leads: [east, west, large, union], coordinates: [] });
  await act(world.anh, "plan.move", { planId, to: "standing" });
  const briefed = (unit: number, on: string, n: number) =>
    talk(unit, "internalBriefing", `${on}T01:00:00Z`, n, "Quán triệt chỉ thị số 30-ct/tw đến cán bộ");
  const staff = (unitId: number, people: number) =>
    act(world.anh, "plan.set-headcount", { unitId, year: 2025, people, source: "Biên chế giao" });
  await briefed(east, "2025-02-03", 40);
  await briefed(union, "2025-02-10", 5);
  await briefed(west, "2025-03-03", 30);
  await briefed(large, "2025-03-04", 20);
  await staff(east, 60);
  await staff(large, 50);
  const on = "2025-07-01";
  for (const id of [east, west, large]) {
    await sql`update unit set dissolved = ${on}::date where id = ${id}`.execute(db.owner);
    await sql`update unit_version set valid = daterange(lower(valid), ${on}::date) where unit_id = ${id}`.execute(
      db.owner,
    );
  }
  const founded = (name: string) =>
    buildUnit(db.database.pool, { name, kind: "commune", parentId: world.province, on: on as never });
  const [merged, one, two] = [await founded("Xã Đông Tây"), await founded("Xã Lớn 1"), await founded("Xã Lớn 2")];
  await sql`insert into unit_succession (from_id, to_id, on_date, extent, legal_basis) values
    (${east}, ${merged}, ${on}, 'full', 'NQ'), (${west}, ${merged}, ${on}, 'full', 'NQ'), (${large}, ${one}, ${on}, 'partial', 'NQ'), (${large}, ${two}, ${on}, 'partial', 'NQ')`.execute(
    db.owner,
  );
  await sql`select refresh_units(null, '2026-11-02'::date)`.execute(db.owner);
  await sql`update unit_clock set n = n + 1`.execute(db.owner);
  await briefed(merged, "2025-09-01", 25);
  await briefed(two, "2025-09-02", 7);
  const asked = { symbol: "30-CT/TW", year: 2025 };
  const read = (look: "now" | "then") =>
    inTransaction(db.database.pool, world.anh, (tx) => readBriefing(tx, planId, { ...asked, look }));
  const reached = (list: Awaited<ReturnType<typeof read>>) => new Map(list.items.map((i) => [i.unit.id, i.reached]));

  const then = await read("then");
  expect(reached(then)).toEqual(
    new Map([
      [east, 45],
      [union, 5],
      [west, 30],
      [large, 20],
      [merged, 25],
      [one, 0],
      [two, 7],
    ]),
  );
  const now = await read("now");
  expect(reached(now)).toEqual(
    new Map([
      [union, 5],
      [merged, 100],
      [large, 20],
      [one, 0],
      [two, 7],
    ]),
  );
  // the youth union is among its commune's: nothing is counted twice
  expect([now.total.reached, then.total.reached]).toEqual([127, 127]);
  const of = (list: typeof now, id: number) => list.items.find((i) => i.unit.id === id)!;
  expect(of(now, large)).toMatchObject({ endedOn: on, people: 50, percent: 40 });
  // half of the staff is no ground for a share
  expect(of(now, merged)).toMatchObject({ people: null, percent: null, peopleFrom: [] });
  await staff(west, 65);
  expect(of(await read("now"), merged)).toMatchObject({
    people: 125,
    percent: 80,
    peopleFrom: [{ name: "Xã Đông" }, { name: "Xã Tây" }],
  });
  await staff(merged, 110);
  expect(of(await read("now"), merged)).toMatchObject({ people: 110, percent: 90.9, peopleFrom: [] });
  const behind = (unitId: number, look: "now" | "then") =>
    inTransaction(db.database.pool, world.anh, (tx) => readBriefingTalks(tx, planId, { ...asked, unitId, look }));
  expect((await behind(merged, "now")).items.map((k) => k.attendance)).toEqual([25, 30, 5, 40]);
  expect((await behind(merged, "then")).items.map((k) => k.attendance)).toEqual([25]);
});
