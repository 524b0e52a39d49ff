import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { buildAccount } from "#modules/accounts/server.ts";
import { buildMaterial } from "#modules/materials/server.ts";
import { buildUnit } from "#modules/units/server.ts";

/** The checks of the forest fire outline, as the demo and the tests ask them; the right one is the second option. */
export const fireChecks = [
  {
    text: "Thấy cháy rừng thì gọi số nào trước?",
    options: ["113", "114", "115", "Tôi chưa biết"],
    correct: 1,
    message: "Thấy cháy gọi 114 và báo trưởng thôn.",
  },
  {
    text: "Giờ nào không được đốt dọn rẫy?",
    options: ["Sáng sớm", "Từ 10 giờ đến 16 giờ", "Chiều tối", "Tôi chưa biết"],
    correct: 1,
    message: "Mùa khô không đốt dọn rẫy khi chưa báo.",
  },
  {
    text: "Đốt dọn rẫy phải báo ai?",
    options: ["Không phải báo", "Trưởng thôn và kiểm lâm", "Hàng xóm", "Tôi chưa biết"],
    correct: 1,
    message: "Mùa khô không đốt dọn rẫy khi chưa báo.",
  },
] as const;

export interface BuiltHall {
  officer: Principal;
  token: string;
  communeId: number;
  talkId: string;
  versionId: string;
  hallId: string;
  code: string;
  pollIds: string[];
  run<A = Record<string, unknown>>(name: string, payload: unknown, by?: Principal): Promise<A>;
}

/** A commune, an officer, a talk on an approved outline with three checks, and its hall open: for tests and the bench. */
export async function buildHall(pool: Pool, commands: CommandMap): Promise<BuiltHall> {
  const parentId = await buildUnit(pool, { name: `Lâm Đồng ${newId().slice(-6)}` });
  const communeId = await buildUnit(pool, { name: "D'Ran", kind: "commune", parentId });
  const { principal: officer, token } = await buildAccount(pool, {
    userName: `hall.${newId().slice(-8)}`,
    displayName: "Nguyễn Thị Thu Hà",
    grants: [{ role: "administrator", unitId: null }],
    withToken: true,
  });
  const run = async <A>(command: string, payload: unknown, by: Principal = officer): Promise<A> =>
    (await executeCommand<A>({ pool, commands }, by, { id: newId(), name: command, payload })).answer;
  const { versionId } = await buildMaterial(pool, officer, {
    title: "Phòng cháy, chữa cháy rừng mùa khô",
    unitId: communeId,
  });
  await run("check.set", { versionId, checks: fireChecks });
  const talkId = newId();
  await run("talk.plan", {
    talkId,
    unitId: communeId,
    placeUnitId: communeId,
    kind: "residentMeeting",
    title: "Phòng cháy, chữa cháy rừng mùa khô",
    startsAt: new Date().toISOString(),
    materialVersionIds: [versionId],
  });
  const hallId = newId();
  const { code } = await run<{ code: string }>("hall.open", { hallId, talkId });
  const polls = await pool.query<{ id: string }>(
    "select id from public_hall_poll where hall_id = $1 order by position",
    [hallId],
  );
  return {
    officer,
    token: token!,
    communeId,
    talkId,
    versionId,
    hallId,
    code,
    pollIds: polls.rows.map((row) => row.id),
    run,
  };
}
