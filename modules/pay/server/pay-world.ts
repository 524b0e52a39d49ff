import { sql } from "kysely";
import type { Principal, Role } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, inTransaction, prepared } from "#platform/db/session.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildTalk } from "#modules/talks/server.ts";
import { buildUnit, unitAdministrator, unitCommands } from "#modules/units/server.ts";
import { payCommands } from "./commands.ts";
import { readRunLines } from "./run-lines.ts";
import { readRunPage } from "./run-page.ts";
import type { Asked } from "./tasks.ts";
import { finishPayTask, type RunAnswer } from "./work-task.ts";

export const person = (userId: string, role: Role, unitId: number, personId: string | null = null): Principal => ({
  userId,
  personId,
  displayName: userId,
  grants: [{ role, unitId }],
  homeUnitId: unitId,
});

/** A province with two communes, rates, an officer and a checker of each, and people who talk. */
export function payWorld(db: TestDatabase) {
  const world = {} as {
    province: number;
    a: number;
    b: number;
    talkRate: string;
    anh: Principal;
    ha: Principal;
    mai: Principal;
    duyen: Principal;
    khanh: Principal;
    thuan: string;
    nghiem: string;
    chuong: string;
  };
  /** The command alone: a job that it asks for is left waiting. */
  const ask = async <A = Asked>(
    by: Principal,
    name: keyof typeof payCommands | keyof typeof unitCommands,
    payload: unknown,
    at = new Date("2026-11-02T03:00:00Z"),
  ): Promise<A> =>
    (
      await executeCommand<A>(
        { pool: db.database.pool, commands: { ...payCommands, ...unitCommands } as never, now: () => at },
        by,
        { id: newId(), name, payload },
      )
    ).answer;
  const act = async <A = RunAnswer>(
    by: Principal,
    name: keyof typeof payCommands | keyof typeof unitCommands,
    payload: unknown,
    at = new Date("2026-11-02T03:00:00Z"),
  ): Promise<A> => {
    const answer = await ask<A>(by, name, payload, at);
    const taskId = (answer as { taskId?: string }).taskId;
    // what a job brings about is awaited
    return taskId === undefined ? answer : ((await finishPayTask(db.database.jobPool, taskId, () => at)) as A);
  };

  const rate = async (scopeUnitId: number, fields: object = {}, by: Principal = unitAdministrator) => {
    const rateId = newId();
    await act(by, "pay.add-rate", {
      rateId,
      scopeUnitId,
      kind: "grassrootsCommunicator",
      per: "talk",
      amount: 200_000,
      legalBasis: "Nghị quyết số 00/2024/NQ-HĐND (mức giả định để thử)",
      from: "2024-01-01",
      ...fields,
    });
    return rateId;
  };

  const talk = async (placeId: number, startsAt: string, speakerIds: string[], fields: object = {}) => {
    const built = buildTalk({
      unitId: placeId,
      placeUnitId: placeId,
      startsAt,
      endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
      speakerIds,
      status: "verified",
      recordedAt: new Date(startsAt),
      ...fields,
    });
    const { text, values } = built.statement();
    await asSystem(db.database.pool, (tx) => prepared(tx, `talk-of-pay`, text, values));
    return built.talkId as string;
  };

  const build = async () => {
    const { pool } = db.database;
    world.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
    const commune = (name: string, code: string) =>
      buildUnit(pool, { name, code, kind: "commune", parentId: world.province });
    world.a = await commune("Xã D'Ran", "24934");
    world.b = await commune("Xã Đam Rông 1", "24886");
    const speaker = async (fullName: string, unitId: number, fields: object = {}) =>
      (await buildPerson(pool, { fullName, unitId, appointment: { termFrom: "2024-07-01" as never, ...fields } }))
        .personId;
    world.thuan = await speaker("Ya Thuần", world.a, { core: true });
    world.nghiem = await speaker("Touneh Ma Nghiêm", world.a);
    world.chuong = await speaker("Liêng Hót Ha Chương", world.b);
    world.anh = person("hoang.anh", "officer", world.province);
    world.khanh = person("bao.khanh", "unitHead", world.province);
    world.ha = person("thu.ha", "officer", world.a);
    world.mai = person("thanh.mai", "verifier", world.a);
    world.duyen = person("k.duyen", "officer", world.b);
    world.talkRate = await rate(world.province);
  };

  const make = async (by: Principal, unitId: number, month: string, at?: Date) => {
    const runId = newId();
    return act(by, "pay.make-run", { runId, unitId, month }, at);
  };
  /** Submitted by who made it, approved by the other. */
  const approve = async (by: Principal, checker: Principal, made: { runId: string; version: number }, at?: Date) => {
    const sent = await act<{ version: number }>(by, "pay.submit-run", { runId: made.runId, version: made.version }, at);
    return act<{ version: number }>(checker, "pay.approve-run", { runId: made.runId, version: sent.version }, at);
  };
  const page = (by: Principal, id: string) => inTransaction(db.database.pool, by, (tx) => readRunPage(tx, by, id));
  const lines = (by: Principal, id: string) => inTransaction(db.database.pool, by, (tx) => readRunLines(tx, id));
  /** What approved runs have paid, by person and claim. */
  const paid = async () => {
    const { rows } = await sql<{ personId: string; claim: string; amount: number; first: number }>`
      select l.person_id as "personId", l.claim, sum(l.amount)::int as amount, count(*) filter (where l.paid_before = 0 and l.amount > 0)::int as first
        from pay_line l join pay_run r on r.id = l.run_id where r.status = 'approved' group by 1, 2 order by 1, 2`.execute(
      db.owner,
    );
    return rows;
  };
  return { build, world, ask, act, rate, talk, make, approve, page, lines, paid };
}
