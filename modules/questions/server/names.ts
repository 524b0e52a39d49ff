import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";

export interface UnitNames {
  (id: number, on?: string): string;
}

/** Names of units as they are today, or were on a day (YYYY-MM-DD), from the tree in memory. */
export async function unitNames(tx: Tx): Promise<UnitNames> {
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  return (id, on = today) => tree.versionNear(id, on as CivilDate)?.name ?? `#${id}`;
}
