import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { addDays, asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildUnit, operateUnits } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildAccount } from "./factory.ts";
import { dividedHome } from "./account-store.ts";
import { chooseHome } from "./own-commands.ts";
import { listStrandedGrants } from "./stranded-grants.ts";

const db = useTestDatabase();
const on = asCivilDate("2026-03-01");

async function province(name: string) {
  const { pool } = db.database;
  const id = await buildUnit(pool, { name: `Tỉnh ${name}` });
  const commune = (n: string) => buildUnit(pool, { name: `Xã ${n} ${name}`, kind: "commune", parentId: id });
  const admin = await buildAccount(pool, {
    userName: `quan.tri.${newId().slice(-6)}`,
    grants: [{ role: "administrator", unitId: null }],
  });
  return { id, a: await commune("A"), b: await commune("B"), admin: admin.principal };
}
const operate = (by: Principal, operation: object) =>
  executeCommand<{ unitIds: number[] }>(
    { pool: db.database.pool, commands: { [operateUnits.name]: operateUnits } },
    by,
    {
      id: newId(),
      name: operateUnits.name,
      payload: { on, legalBasis: "1671/NQ-UBTVQH15", ...operation },
    },
  );
const grantsOf = async (userId: string) =>
  (
    await sql<{ role: string; unit: number; from: string; to: string | null }>`
      select role, unit_id as unit, lower(valid)::text as from, upper(valid)::text as to from role_grant where user_id = ${userId} order by lower(valid), unit_id`.execute(
      db.owner,
    )
  ).rows;
const merge = (p: Awaited<ReturnType<typeof province>>) =>
  operate(p.admin, {
    kind: "merge",
    unitIds: [p.a, p.b],
    into: { name: "Xã mới", kind: "commune", code: null, parentId: p.id },
  });
const account = (unitId: number, role: "officer" | "speaker" = "officer") =>
  buildAccount(db.database.pool, { userName: `u.${newId().slice(-8)}`, grants: [{ role, unitId }] });

test("a role at a merged unit holds at the successor from the same day, and the journal says so", async () => {
  const p = await province("Một");
  const { principal } = await account(p.a);
  await sql`update role_grant set valid = daterange('2025-07-01', null) where user_id = ${principal.userId}`.execute(
    db.owner,
  );
  const merged = (await merge(p)).answer.unitIds[0]!;
  expect(await grantsOf(principal.userId)).toEqual([
    { role: "officer", unit: p.a, from: "2025-07-01", to: "2026-03-01" },
    { role: "officer", unit: merged, from: "2026-03-01", to: null },
  ]);
  const { rows } = await sql<{ user_id: string; after: unknown }>`
    select user_id, after from journal where action = 'account.grant-followed' and subject_id = ${principal.userId}`.execute(
    db.owner,
  );
  expect(rows).toEqual([{ user_id: p.admin.userId, after: { role: "officer", unitId: merged, from: "2026-03-01" } }]);
  expect(await inTransaction(db.database.pool, p.admin, listStrandedGrants)).toEqual([]);
});

test("whoever held the same role at both has it once; a role that ended before stays where it was", async () => {
  const p = await province("Hai");
  const both = await account(p.a);
  await sql`insert into role_grant (user_id, role, unit_id, valid) select user_id, role, ${p.b}, valid from role_grant where user_id = ${both.principal.userId}`.execute(
    db.owner,
  );
  await sql`update role_grant set valid = daterange('2025-07-01', null) where user_id = ${both.principal.userId}`.execute(
    db.owner,
  );
  const over = await account(p.a, "speaker");
  await sql`update role_grant set valid = daterange('2025-07-01', '2026-01-01') where user_id = ${over.principal.userId}`.execute(
    db.owner,
  );
  const merged = (await merge(p)).answer.unitIds[0]!;
  expect((await grantsOf(both.principal.userId)).filter((g) => g.to === null)).toEqual([
    { role: "officer", unit: merged, from: "2026-03-01", to: null },
  ]);
  expect(await grantsOf(over.principal.userId)).toEqual([
    { role: "speaker", unit: p.a, from: "2025-07-01", to: "2026-01-01" },
  ]);
});

test("where a unit was divided the role stays, and an administrator sees it with where the parts went", async () => {
  const p = await province("Ba");
  const { principal } = await account(p.b);
  await sql`update role_grant set valid = daterange('2025-07-01', null) where user_id = ${principal.userId}`.execute(
    db.owner,
  );
  const part = (name: string) => ({ name, kind: "commune", code: null, parentId: p.id });
  await operate(p.admin, { kind: "split", unitId: p.b, parts: [part("Xã B1"), part("Xã B2")], children: [] });
  expect(await grantsOf(principal.userId)).toMatchObject([{ unit: p.b, to: null }]);
  const listed = await inTransaction(db.database.pool, p.admin, listStrandedGrants);
  expect(listed).toMatchObject([
    { userId: principal.userId, role: "officer", unit: { name: "Xã B Ba" }, endedOn: "2026-02-28" },
  ]);
  expect(listed[0]!.successors.map((s) => s.name).sort()).toEqual(["Xã B1", "Xã B2"]);
});

/** Where somebody works as the server sees it at the next request, and what their account says. */
async function homeOf(userId: string): Promise<{ now: number | null; written: number | null }> {
  const { rows } = await sql<{ now: number | null; written: number | null }>`
    select home_today(account_home(id)) as now, home_unit_id as written from account_user where id = ${userId}`.execute(
    db.owner,
  );
  return rows[0]!;
}
const choose = (by: Principal, unitId: number) =>
  executeCommand<{ homeUnitId: number }>({ pool: db.database.pool, commands: { [chooseHome.name]: chooseHome } }, by, {
    id: newId(),
    name: chooseHome.name,
    payload: { unitId },
  });

test("the unit where somebody works is the successor of a merge, also of a second one; the account keeps what was written", async () => {
  const p = await province("Bốn");
  const { principal } = await account(p.a);
  const merged = (await merge(p)).answer.unitIds[0]!;
  expect(await homeOf(principal.userId)).toEqual({ now: merged, written: p.a });
  expect(await inTransaction(db.database.pool, principal, (tx) => dividedHome(tx, principal.userId))).toBeNull();
  await expect(choose(principal, merged)).rejects.toMatchObject({ code: "account.unit-unknown" });
  const c = await buildUnit(db.database.pool, { name: "Xã C Bốn", kind: "commune", parentId: p.id });
  const again = await operate(p.admin, {
    kind: "merge",
    on: asCivilDate("2026-04-01"),
    unitIds: [merged, c],
    into: { name: "Xã lớn", kind: "commune", code: null, parentId: p.id },
  });
  expect(await homeOf(principal.userId)).toEqual({ now: again.answer.unitIds[0], written: p.a });
});

test("of a divided unit it is the first part until they say which; only they may say it, and only one of the parts", async () => {
  const p = await province("Năm");
  const { principal } = await account(p.b);
  const part = (name: string, code: string) => ({ name, kind: "commune", code, parentId: p.id });
  await operate(p.admin, {
    kind: "split",
    unitId: p.b,
    parts: [part("Xã B9", "99802"), part("Xã B1", "99801")],
    children: [],
  });
  const asked = await inTransaction(db.database.pool, principal, (tx) => dividedHome(tx, principal.userId));
  expect(asked).toMatchObject({ unitId: p.b, was: "Xã B Năm", choices: [{ name: "Xã B1" }, { name: "Xã B9" }] });
  const [first, second] = asked!.choices;
  expect(await homeOf(principal.userId)).toEqual({ now: first!.id, written: p.b });
  await expect(choose(principal, p.a)).rejects.toMatchObject({ code: "account.unit-unknown" });
  await choose(principal, second!.id);
  expect(await homeOf(principal.userId)).toEqual({ now: second!.id, written: second!.id });
  expect(await inTransaction(db.database.pool, principal, (tx) => dividedHome(tx, principal.userId))).toBeNull();
  const { rows } = await sql`
    select before, after from journal where action = 'account.home-chosen' and subject_id = ${principal.userId}`.execute(
    db.owner,
  );
  expect(rows).toEqual([{ before: { homeUnitId: p.b }, after: { homeUnitId: second!.id } }]);
});

test("before the day of the reorganisation nothing has moved", async () => {
  const p = await province("Sáu");
  const { principal } = await account(p.a);
  await operate(p.admin, {
    kind: "merge",
    on: addDays(todayInVietnam(), 20),
    unitIds: [p.a, p.b],
    into: { name: "Xã sau này", kind: "commune", code: null, parentId: p.id },
  });
  expect(await homeOf(principal.userId)).toEqual({ now: p.a, written: p.a });
});
