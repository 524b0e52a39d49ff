import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { Condition } from "../contract.ts";
import { equipmentPolicy } from "../policy.ts";
import { equipmentProblem } from "../problems.ts";

nameConstraints({
  equipment_lent_once: { code: "equipment.lent-already", status: 409 },
  equipment_not_fit: { code: "equipment.not-fit", status: 409 },
  equipment_is_out: { code: "equipment.is-out", status: 409 },
  equipment_numbered: { code: "equipment.number-taken", status: 409, field: "/inventoryNumber" },
});

export interface StoredThing {
  id: string;
  unitId: number;
  kind: string;
  label: string;
  place: string;
  condition: Condition;
  version: number;
}

/** @throws equipment.unknown where the caller may not see it either */
export async function getThing(tx: Tx, id: string): Promise<StoredThing> {
  const { rows } = await sql<StoredThing>`
    select id, unit_id as "unitId", kind, label, place, condition, version from equipment where id = ${id}::uuid`.execute(
    tx,
  );
  if (rows[0] === undefined) throw equipmentProblem("equipment.unknown", { id });
  return rows[0];
}

export async function mayAt(tx: Tx, principal: Principal, unitId: number, verb: keyof typeof equipmentPolicy) {
  return authorise(equipmentPolicy, verb, principal, { unitPath: await unitPath(tx, unitId), unitId });
}

export async function checkUnit(tx: Tx, unitId: number, on: string, field: string): Promise<void> {
  if ((await unitState(tx)).tree.versionOn(unitId, on as never) === undefined)
    throw equipmentProblem("equipment.unit-unknown", { fields: { [field]: "equipment.unit-unknown" } });
}

export async function checkKind(tx: Tx, kind: string, on: string): Promise<void> {
  const { rows } = await sql`select from equipment_kind where code = ${kind} and valid @> ${on}::date`.execute(tx);
  if (rows.length === 0)
    throw equipmentProblem("equipment.kind-unknown", { fields: { "/kind": "equipment.kind-unknown" } });
}

/** @throws equipment.identity with the fields, never with the text */
export function refuseIdentities(written: Record<string, string | null>): void {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries(written))
    if (text !== null && findIdentities(text).length > 0) fields[`/${name}`] = "equipment.identity";
  if (Object.keys(fields).length > 0) throw equipmentProblem("equipment.identity", { fields });
}

export function refuseAhead(field: string, day: string, today: string): void {
  if (day > today) throw equipmentProblem("equipment.dates", { fields: { [`/${field}`]: "equipment.dates" } });
}
