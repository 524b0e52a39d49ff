import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { parsePeriod } from "#kernel/period.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { findUnit, unitPath, unitState } from "#modules/units/server.ts";
import { EndTarget, type OverviewTarget, SetTarget } from "../contract.ts";
import { type Measure, shares } from "../measures.ts";
import { overviewPolicy } from "../policy.ts";
import { overviewProblem } from "../problems.ts";
import type { Target } from "../rules.ts";

/** The unit and those above it today, the nearest first; one that has ended stands alone. */
export async function nearestUnits(tx: Tx, unitId: number, today: CivilDate): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.ancestor_id as id from unit_closure c where c.descendant_id = ${unitId}::int and c.valid @> ${today}::date and c.depth > 0 order by c.depth`.execute(
    tx,
  );
  return [unitId, ...rows.map((r) => r.id)];
}

/** Standing targets of these units; what row-level security hides is not held against anything. */
export async function readTargets(tx: Tx, unitIds: readonly number[]): Promise<Target[]> {
  const { rows } = await sql<Target & { value: string }>`
    select id, unit_id as "unitId", measure, period, value, legal_basis as "legalBasis" from overview_target
     where ended_at is null and unit_id = any (${unitIds as number[]}::int[])`.execute(tx);
  return rows.map((r) => ({ ...r, value: Number(r.value) }));
}

interface Row {
  id: string;
  unitId: number;
  measure: Measure;
  period: string;
  value: string;
  legalBasis: string;
  setAt: Date;
  endedAt: Date | null;
  endedReason: string | null;
}

/** All targets of the unit and those under it, the ended ones after the standing ones. */
export async function listTargets(
  tx: Tx,
  principal: Principal,
  under: number | null,
  today: CivilDate,
): Promise<OverviewTarget[]> {
  const { rows } = await sql<Row>`
    select id, unit_id as "unitId", measure, period, value, legal_basis as "legalBasis", set_at as "setAt", ended_at as "endedAt", ended_reason as "endedReason"
      from overview_target
     where ${under}::int is null or unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${under}::int)
     order by (ended_at is not null), period desc, unit_id, measure, set_at desc limit 500`.execute(tx);
  const { tree, paths } = await unitState(tx);
  return rows.map(({ setAt, endedAt, value, ...row }) => ({
    ...row,
    value: Number(value),
    unit: tree.versionNear(row.unitId, today)?.name ?? `#${row.unitId}`,
    setOn: civilDateOf(new Date(setAt)),
    endedOn: endedAt === null ? null : civilDateOf(new Date(endedAt)),
    mayEnd:
      endedAt === null &&
      refusal(overviewPolicy, "overview.end-target", principal, { unitPath: paths.get(row.unitId) ?? [] }) === null,
  }));
}

/** Sets a target. One that stands for the same figure, unit and period is ended by it and stays in the list. */
export const setTarget = defineCommand({
  name: "overview.set-target",
  input: SetTarget,
  async run({ tx, principal, now }, { id, ...input }) {
    if ((await findUnit(tx, input.unitId)) === undefined)
      throw overviewProblem("overview.unknown-unit", { unitId: input.unitId });
    authorise(overviewPolicy, "overview.set-target", principal, { unitPath: await unitPath(tx, input.unitId) });
    if (parsePeriod(input.period) === null)
      throw overviewProblem("overview.bad-period", { fields: { "/period": "overview.bad-period" } });
    if (shares.has(input.measure) && input.value > 100)
      throw overviewProblem("overview.share-over-hundred", { fields: { "/value": "overview.share-over-hundred" } });
    const legalBasis = tidyLine(input.legalBasis);
    if (findIdentities(legalBasis).length > 0)
      throw overviewProblem("overview.identity", { fields: { "/legalBasis": "overview.identity" } });
    const { rows } = await sql<{ id: string; value: string; legal_basis: string }>`
      update overview_target set ended_at = ${now.toISOString()}::timestamptz, ended_by = ${principal.userId}, ended_reason = ${legalBasis}
       where unit_id = ${input.unitId} and measure = ${input.measure} and period = ${input.period} and ended_at is null
      returning id, value, legal_basis`.execute(tx);
    const row = { ...input, legalBasis };
    await tx
      .insertInto("overview_target")
      .values({
        id,
        unit_id: row.unitId,
        measure: row.measure,
        period: row.period,
        value: row.value,
        legal_basis: row.legalBasis,
        set_at: now.toISOString(),
      })
      .execute();
    const replaced = rows[0];
    return {
      answer: { id, replaced: replaced?.id ?? null },
      journal: [
        {
          action: "overview.target-set",
          subject: "overview-target",
          subjectId: id,
          unitId: row.unitId,
          ...(replaced
            ? { before: { id: replaced.id, value: Number(replaced.value), legalBasis: replaced.legal_basis } }
            : {}),
          after: row,
        },
      ],
    };
  },
});

export const endTarget = defineCommand({
  name: "overview.end-target",
  input: EndTarget,
  async run({ tx, principal, now }, { id, reason }) {
    const target = await tx
      .selectFrom("overview_target")
      .selectAll()
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (target === undefined) throw overviewProblem("overview.target-not-found", { id });
    authorise(overviewPolicy, "overview.end-target", principal, { unitPath: await unitPath(tx, target.unit_id) });
    if (target.ended_at !== null) throw overviewProblem("overview.target-ended", { id });
    const why = tidyLine(reason);
    if (findIdentities(why).length > 0)
      throw overviewProblem("overview.identity", { fields: { "/reason": "overview.identity" } });
    await tx
      .updateTable("overview_target")
      .set({ ended_at: now.toISOString(), ended_by: principal.userId, ended_reason: why })
      .where("id", "=", id)
      .execute();
    return {
      answer: { id },
      journal: [
        {
          action: "overview.target-ended",
          subject: "overview-target",
          subjectId: id,
          unitId: target.unit_id,
          before: {
            measure: target.measure,
            period: target.period,
            value: Number(target.value),
            legalBasis: target.legal_basis,
          },
          after: { reason: why },
        },
      ],
    };
  },
});
