import type { Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PhoneItem, PullSource } from "#platform/sync/server/pull-source.ts";
import { unitState } from "./unit-state.ts";

/**
 * The places that a phone can name without a network: the person's own units and everything under
 * them, as they stand today. Any change of the tree makes phones take a new snapshot (the unit clock
 * is part of the cursor), so places need no feed of their own.
 */
export const phoneUnits: PullSource = {
  entity: "unit",
  async snapshot(tx, principal, cap) {
    return (await places(tx, principal)).slice(0, cap);
  },
  async load(tx, principal, ids) {
    const wanted = new Set(ids);
    return (await places(tx, principal)).filter((item) => wanted.has(item.id));
  },
};

async function places(tx: Tx, principal: Principal): Promise<PhoneItem[]> {
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const items = new Map<number, PhoneItem>();
  for (const { unitId } of principal.grants) {
    if (unitId === null) continue;
    const own = tree.versionOn(unitId, today);
    for (const version of [...(own ? [own] : []), ...tree.descendantsOn(unitId, today)]) {
      const parentName = version.parentId === null ? null : (tree.versionOn(version.parentId, today)?.name ?? null);
      items.set(version.unitId, {
        id: String(version.unitId),
        version: 1,
        data: { name: version.name, kind: version.kind, parentId: version.parentId, parentName },
      });
    }
  }
  return [...items.values()];
}
