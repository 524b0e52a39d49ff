import { asPhoneMaterial, heldVersions } from "#modules/materials/client.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type FieldDatabase, readMeta, writeMeta } from "#platform/sync/client/database.ts";
import type { Wire } from "#platform/sync/client/wire.ts";

/**
 * Says which versions this phone would open as valid, once for each set of them, and again on another day; so that
 * a commune can see whether a recall has arrived. It goes under a number that this phone made for it alone: not the
 * device's, not the account's; no hour, and nothing about what was opened
 * (docs/decisions/042-reach-without-readers.md). Failing is nothing: it is said again after the next round.
 */
export async function reportHoldings({
  db,
  wire,
  today,
}: {
  db: FieldDatabase;
  wire: Wire;
  today: CivilDate;
}): Promise<void> {
  const rows = await db.entities.where("entity").equals("material").toArray();
  const versions = heldVersions(
    rows.flatMap((row) => asPhoneMaterial(row.id, row.data) ?? []),
    today,
  );
  const said = `${today} ${versions.join(" ")}`;
  if ((await readMeta<string>(db, "holdingsSaid")) === said) return;
  const known = await readMeta<string>(db, "holder");
  const holder = known ?? crypto.randomUUID?.() ?? newId();
  if (known === undefined) await writeMeta(db, { holder });
  const answer = await wire({ method: "POST", path: "/api/materials/holdings", json: { holder, versions } });
  if (answer.status === 204) await writeMeta(db, { holdingsSaid: said });
}
