import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import { type Norm, SetNorm } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { checkUnit, mayAt } from "./store.ts";

/** Hours that a unit wants in a year from a day on; what it wanted until then ends the day before. */
export const setNorm = defineCommand({
  name: "course.set-norm",
  input: SetNorm,
  async run({ tx, principal }, { unitId, kind, hours, from, legalBasis }) {
    await checkUnit(tx, unitId, from, "/unitId");
    await mayAt(tx, principal, unitId, "course.set-norm");
    const { rows: kinds } = await sql`select from appointment_kind where id = ${kind}`.execute(tx);
    if (kinds.length === 0) throw courseProblem("course.kind-unknown", { fields: { "/kind": "course.kind-unknown" } });
    const { rows: later } = await sql`
      select from training_norm where unit_id = ${unitId} and kind = ${kind} and lower(valid) >= ${from}::date`.execute(
      tx,
    );
    if (later.length > 0) throw courseProblem("course.norm-later", { fields: { "/from": "course.norm-later" } });
    await sql`
      update training_norm set valid = daterange(lower(valid), ${from}::date)
       where unit_id = ${unitId} and kind = ${kind} and valid @> ${from}::date`.execute(tx);
    const { rows } = await sql<{ id: number }>`
      insert into training_norm (unit_id, kind, hours, valid, legal_basis, set_by)
      values (${unitId}, ${kind}, ${hours}, daterange(${from}::date, null), ${legalBasis}, ${principal.userId}) returning id`.execute(
      tx,
    );
    return {
      answer: { id: rows[0]!.id },
      journal: [
        {
          action: "course.norm-set",
          subject: "training-norm",
          subjectId: String(rows[0]!.id),
          unitId,
          after: { kind, hours, from, legalBasis },
        },
      ],
      // what is wanted of them stands on the phones of this unit and below
      feed: [{ audience: `unit:${unitId}`, entity: "training", entityId: "mine" }],
    };
  },
});

/** Every number that was ever set, what holds today first. */
export async function listNorms(tx: Tx): Promise<Norm[]> {
  const { rows } = await sql<Omit<Norm, "unit"> & { unitId: number }>`
    select n.id, n.unit_id as "unitId", n.kind, n.hours, lower(n.valid)::text as from, upper(n.valid)::text as to, n.legal_basis as "legalBasis"
      from training_norm n order by upper(n.valid) is not null, n.unit_id, n.kind, lower(n.valid) desc limit 500`.execute(
    tx,
  );
  const { tree } = await unitState(tx);
  return rows.map(({ unitId, ...n }) => ({
    ...n,
    unit: { id: unitId, name: tree.versionNear(unitId, n.from as CivilDate)?.name ?? String(unitId) },
  }));
}
