import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import { AnswerNeed, type NeedRow, type NeedSum, ReportNeed } from "../contract.ts";
import { equipmentPolicy } from "../policy.ts";
import { equipmentProblem } from "../problems.ts";
import { checkKind, checkUnit, mayAt, refuseIdentities } from "./store.ts";

export const reportNeed = defineCommand({
  name: "equipment.report-need",
  input: ReportNeed,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    refuseIdentities({ reason: input.reason });
    await checkUnit(tx, input.unitId, today, "/unitId");
    await mayAt(tx, principal, input.unitId, "equipment.write");
    await checkKind(tx, input.kind, today);
    const id = input.needId ?? newId();
    await sql`
      insert into equipment_need (id, unit_id, year, kind, quantity, reason, created_at)
      values (${id}::uuid, ${input.unitId}, ${input.year}, ${input.kind}, ${input.quantity}, ${tidyLine(input.reason)}, ${now})`.execute(
      tx,
    );
    return {
      answer: { needId: id },
      journal: [
        {
          action: "equipment.need-reported",
          subject: "equipment-need",
          subjectId: id,
          unitId: input.unitId,
          after: { kind: input.kind, quantity: input.quantity, year: input.year },
        },
      ],
    };
  },
});

/** Planned, met or declined, in words, by who stands above; answered anew as often as it changes. */
export const answerNeed = defineCommand({
  name: "equipment.answer-need",
  input: AnswerNeed,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ answer: input.answer });
    const { rows } = await sql<{ unitId: number; status: string; answer: string | null; version: number }>`
      select unit_id as "unitId", status, answer, version from equipment_need where id = ${input.needId}::uuid`.execute(
      tx,
    );
    const found = rows[0];
    if (found === undefined) throw equipmentProblem("equipment.need-unknown", { id: input.needId });
    await mayAt(tx, principal, found.unitId, "equipment.answer-need");
    const { rows: done } = await sql`
      update equipment_need set status = ${input.status}, answer = ${tidyLine(input.answer)}, answered_at = ${now}, version = version + 1
       where id = ${input.needId}::uuid and version = ${input.version} returning id`.execute(tx);
    if (done.length === 0) throw equipmentProblem("equipment.changed-since", { version: found.version });
    return {
      answer: { needId: input.needId, status: input.status },
      journal: [
        {
          action: "equipment.need-answered",
          subject: "equipment-need",
          subjectId: input.needId,
          unitId: found.unitId,
          before: { status: found.status, answer: found.answer },
          after: { status: input.status, answer: input.answer },
        },
      ],
    };
  },
});

export const NeedQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  under: z.coerce.number().int().positive().optional(),
});
export type NeedQuery = z.output<typeof NeedQuery>;

/** A year's needs of the units that the caller sees, and the same in one list by kind beside what there is. */
export async function readNeeds(
  tx: Tx,
  principal: Principal,
  query: NeedQuery,
): Promise<{ year: number; items: NeedRow[]; sums: NeedSum[] }> {
  const today = todayInVietnam();
  const year = query.year ?? Number(today.slice(0, 4));
  const under =
    query.under === undefined
      ? sql`true`
      : sql`unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under})`;
  const { rows } = await sql<Omit<NeedRow, "unit" | "mayAnswer"> & { unitId: number }>`
    select id, unit_id as "unitId", year, kind, quantity, reason, status, answer, version
      from equipment_need where year = ${year} and ${under} order by (status <> 'open'), kind, unit_id, id limit 2000`.execute(
    tx,
  );
  const { rows: sums } = await sql<NeedSum>`
    with have as (
      select kind, count(*) filter (where condition in ('good', 'worn'))::int as have, count(*) filter (where condition = 'broken')::int as broken
        from equipment where caller_reads_unit(unit_id) and ${under} group by kind),
    asked as (
      select kind, sum(quantity)::int as asked, coalesce(sum(quantity) filter (where status = 'open'), 0)::int as open, count(distinct unit_id)::int as units
        from equipment_need where year = ${year} and ${under} group by kind)
    select coalesce(h.kind, a.kind) as kind, coalesce(h.have, 0) as have, coalesce(h.broken, 0) as broken, coalesce(a.asked, 0) as asked,
           coalesce(a.open, 0) as open, coalesce(a.units, 0) as units
      from have h full join asked a on a.kind = h.kind order by coalesce(a.open, 0) desc, coalesce(h.kind, a.kind)`.execute(
    tx,
  );
  const { tree, paths } = await unitState(tx);
  return {
    year,
    sums,
    items: rows.map(({ unitId, ...r }) => ({
      ...r,
      reason: strike(r.reason),
      answer: r.answer === null ? null : strike(r.answer),
      unit: { id: unitId, name: tree.versionNear(unitId, today)?.name ?? String(unitId) },
      mayAnswer:
        refusal(equipmentPolicy, "equipment.answer-need", principal, {
          unitPath: paths.get(unitId) ?? [],
          unitId,
        } as never) === null,
    })),
  };
}
