import { sql } from "kysely";
import type { Principal, Role } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import type { MoneyYear } from "../contract.ts";
import { budgetCommands } from "./commands.ts";
import { readLinePage } from "./line-page.ts";
import { readYear, YearQuery } from "./read-year.ts";

const person = (userId: string, role: Role, unitId: number): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  grants: [{ role, unitId }],
  homeUnitId: unitId,
});
export const now = new Date("2026-11-02T03:00:00Z");
export const dated = (reference: string) => ({ onDate: "2026-10-01", reference });

/** A province with three communes; who counts the money and who decides there. */
export function budgetWorld(db: TestDatabase) {
  const held = {} as {
    province: number;
    dran: number;
    damRong: number;
    donDuong: number;
    anh: Principal;
    khanh: Principal;
    ha: Principal;
    ly: Principal;
    duyen: Principal;
  };
  const build = async () => {
    const { pool } = db.database;
    const commune = (name: string, code: string) =>
      buildUnit(pool, { name, code, kind: "commune", parentId: held.province });
    held.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
    held.dran = await commune("Xã D'Ran", "24934");
    held.damRong = await commune("Xã Đam Rông 1", "24886");
    held.donDuong = await commune("Xã Đơn Dương", "24931");
    held.anh = person("hoang.anh", "officer", held.province);
    held.khanh = person("bao.khanh", "unitHead", held.province);
    held.ha = person("thu.ha", "officer", held.dran);
    held.ly = person("cong.ly", "unitHead", held.dran);
    held.duyen = person("k.duyen", "officer", held.damRong);
  };
  const act = async <
    A = { lineId: string; lines: string[]; activityId: string; entryId: string; sponsorshipId: string },
  >(
    by: Principal,
    name: keyof typeof budgetCommands,
    payload: unknown,
    at = now,
  ) =>
    (
      await executeCommand<A>({ pool: db.database.pool, commands: budgetCommands as never, now: () => at }, by, {
        id: newId(),
        name,
        payload,
      })
    ).answer;
  const open = async (by: Principal, unitId: number, amount: number, source = "province-budget", year = 2026) =>
    (
      await act(by, "budget.open-line", {
        unitId,
        year,
        source,
        title: "Công tác tuyên truyền miệng",
        amount,
        ...dated("Quyết định 12/QĐ-UBND"),
        onDate: `${year}-01-05`,
      })
    ).lineId;
  const allocate = async (by: Principal, lineId: string, unitId: number, amount: number) =>
    (
      await act(by, "budget.allocate", {
        lineId,
        onDate: "2026-02-01",
        reference: "Quyết định 20/QĐ-UBND",
        shares: [{ unitId, amount }],
      })
    ).lines[0]!;
  const activity = async (by: Principal, lineId: string, planned = 0, title = "In tờ rơi") =>
    (await act(by, "budget.add-activity", { lineId, kind: "other", title, planned })).activityId;
  const spend = (by: Principal, activityId: string, amount: number, reference = "PC-01") =>
    act(by, "budget.spend", { activityId, amount, ...dated(reference) });
  const year = (by: Principal, query: object = {}): Promise<MoneyYear> =>
    inTransaction(db.database.pool, by, (tx) => readYear(tx, by, YearQuery.parse({ year: 2026, ...query })));
  const page = (by: Principal, id: string) => inTransaction(db.database.pool, by, (tx) => readLinePage(tx, by, id));

  /** What a line would hold by its movements alone, beside what it says of itself: both must be one. */
  const recount = async () => {
    const { rows } = await sql<{ id: string; says: number; counted: number }>`
      select l.id, l.available as says,
             coalesce((select sum(e.amount) from budget_entry e where e.to_id = l.id), 0)::bigint
             - coalesce((select sum(e.amount) from budget_entry e where e.from_id = l.id), 0)::bigint as counted
        from budget_line l`.execute(db.owner);
    return rows;
  };
  return { world: held, build, act, open, allocate, activity, spend, year, page, recount };
}
