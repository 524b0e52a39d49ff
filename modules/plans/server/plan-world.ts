import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import type { Command } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import { planCommands } from "./commands.ts";
import { importPlanCommand } from "./import-plan.ts";
import { readPlanPage } from "./plan-page.ts";
import { readPlanFile } from "./read-plan-file.ts";

export const utf8 = (text: string) => new TextEncoder().encode(text);
export const fields = {
  nature: "duty" as const,
  dueOn: null,
  repeats: null,
  targetIndicator: null,
  targetValue: null,
  targetPeriod: null,
  topic: null,
};
const officer = (userId: string, unitId: number): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  grants: [{ role: "officer", unitId }],
  homeUnitId: unitId,
});
const now = new Date("2026-11-02T03:00:00Z");

/** A province with a department and three communes, one of which a reorganisation will end, and an officer of each. */
export function planWorld(db: TestDatabase) {
  const held = {} as {
    province: number;
    culture: number;
    donDuong: number;
    dran: number;
    damRong: number;
    anh: Principal;
    ha: Principal;
    duyen: Principal;
  };

  const build = async () => {
    const { pool } = db.database;
    held.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
    held.culture = await buildUnit(pool, {
      name: "Sở Thông tin và Truyền thông",
      kind: "department",
      parentId: held.province,
    });
    held.donDuong = await buildUnit(pool, {
      name: "Xã Đơn Dương cũ",
      code: "24900",
      kind: "commune",
      parentId: held.province,
    });
    held.dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: held.province });
    held.damRong = await buildUnit(pool, {
      name: "Xã Đam Rông 1",
      code: "24886",
      kind: "commune",
      parentId: held.province,
    });
    held.anh = officer("hoang.anh", held.province);
    held.ha = officer("thu.ha", held.dran);
    held.duyen = officer("k.duyen", held.damRong);
  };

  const act = async <A = { planId: string; taskId: string; symbol: string; documentId: string }>(
    by: Principal,
    name: string,
    payload: unknown,
    extra: Record<string, Command<never, unknown>> = {},
    at = now,
  ) =>
    (
      await executeCommand<A>(
        {
          pool: db.database.pool,
          commands: { ...planCommands, ...extra } as never,
          now: () => at,
        },
        by,
        { id: newId(), name, payload },
      )
    ).answer;
  const page = (by: Principal, id: string) => inTransaction(db.database.pool, by, (tx) => readPlanPage(tx, by, id));
  const bring = async (by: Principal, text: string, unitId = held.province) => {
    const planId = newId();
    const command = importPlanCommand(await readPlanFile(utf8(text)));
    await act(
      by,
      "plan.import",
      { planId, unitId, fileName: "ke-hoach.txt", fileHash: "0".repeat(64) },
      { "plan.import": command as never },
    );
    return planId;
  };
  const talk = async (
    unitId: number,
    kind: string,
    startsAt: string,
    attendance: number,
    title = "Bảo hiểm y tế hộ gia đình",
  ) => {
    const talkId = newId();
    await asSystem(db.database.pool, (tx) =>
      sql`insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, title, audience_kind, starts_at, status, attendance, recorded_by, recorded_at)
    values (${talkId}, ${unitId}, ${unitId}, ${unitId}, ${kind}, 'inPerson', ${title}, 'residents', ${startsAt}::timestamptz, 'verified', ${attendance}, 'x', ${startsAt}::timestamptz)`.execute(
        tx,
      ),
    );
    return talkId;
  };
  return { build, world: held, act, page, bring, talk };
}
