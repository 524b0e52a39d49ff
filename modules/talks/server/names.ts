import type { CivilDate } from "#kernel/civil-date.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";

/** Names of units as they were on a talk's day (YYYY-MM-DD, as the database writes it), from the tree in memory. */
export async function nameUnits(tx: Tx): Promise<(id: number, on: string) => string> {
  const { tree } = await unitState(tx);
  return (id, on) => tree.versionNear(id, on as CivilDate)?.name ?? `#${id}`;
}

export async function namePeople(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return new Map();
  const { rows } = await prepared<{ id: string; full_name: string }>(
    tx,
    "person-names",
    "select id, full_name from person where id = any ($1::uuid[])",
    [distinct],
  );
  return new Map(rows.map((r) => [r.id, r.full_name]));
}
