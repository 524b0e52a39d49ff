import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { type Plan, touchedUnits } from "../plan.ts";
import { doubtMemory } from "./unit-state.ts";

export type Progress = (
  step: "reading" | "planning" | "writing" | "refreshing" | "done",
  done: number,
  total: number,
) => void;

/** Above this many touched units the maintained tables are worked out afresh for all of them. */
const refreshAll = 1_500;

export interface Applied {
  operationId: number;
  /** What each negative number of the plan became. */
  ids: ReadonlyMap<number, number>;
}

/** Only one change of the tree at a time; call it before reading what the plan is made from. */
export async function lockUnits(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('caunoi units'))`.execute(tx);
}

/** Writes a plan, set by set, and brings closure, successors and scope into line in the same transaction. */
export async function applyPlan(
  tx: Tx,
  plan: Plan,
  operation: {
    kind: string;
    on: CivilDate;
    legalBasis: string | null;
    commandId: string | null;
    summary: unknown;
    today: CivilDate;
  },
  progress: Progress = () => {},
): Promise<Applied> {
  progress("writing", 0, 4);
  const { id: operationId } = await tx
    .insertInto("unit_operation")
    .values({
      kind: operation.kind,
      on_date: operation.on,
      legal_basis: operation.legalBasis,
      command_id: operation.commandId,
      summary: JSON.stringify(operation.summary),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`set constraints unit_version_one_at_a_time, unit_version_code_taken deferred`.execute(tx);
  const ids = await found(tx, plan);
  const idOf = (id: number) => (id < 0 ? ids.get(id)! : id);
  progress("writing", 1, 4);
  await sql`
    update unit_version v set valid = daterange(lower(v.valid), r.at)
    from jsonb_to_recordset(${json(plan.close)}::jsonb) as r("unitId" int, "from" date, at date)
    where v.unit_id = r."unitId" and lower(v.valid) = r."from"`.execute(tx);
  const version = sql.raw(`"unitId" int, name text, kind text, code text, "parentId" int, "from" date, "to" date`);
  const numbered = <T extends { unitId: number; parentId: number | null }>(list: readonly T[]) =>
    json(list.map((v) => ({ ...v, unitId: idOf(v.unitId), parentId: v.parentId === null ? null : idOf(v.parentId) })));
  await sql`
    update unit_version v set name = r.name, kind = r.kind, code = r.code, parent_id = r."parentId",
      valid = daterange(r."from", r."to"), operation_id = ${operationId}
    from jsonb_to_recordset(${numbered(plan.amend)}::jsonb) as r(${version}, was date)
    where v.unit_id = r."unitId" and lower(v.valid) = r.was`.execute(tx);
  progress("writing", 2, 4);
  await sql`
    insert into unit_version (unit_id, name, kind, code, parent_id, valid, operation_id)
    select "unitId", name, kind, code, "parentId", daterange("from", "to"), ${operationId}::int
    from jsonb_to_recordset(${numbered(plan.add)}::jsonb) as r(${version})`.execute(tx);
  await sql`
    update unit u set dissolved = r."on" from jsonb_to_recordset(${json(plan.dissolve)}::jsonb) as r("unitId" int, "on" date)
    where u.id = r."unitId"`.execute(tx);
  await sql`
    update unit u set founded = r.founded from jsonb_to_recordset(${json(plan.foundedEarlier)}::jsonb) as r("unitId" int, founded date)
    where u.id = r."unitId"`.execute(tx);
  const edges = plan.edges.map((e) => ({ ...e, fromId: idOf(e.fromId), toId: idOf(e.toId) }));
  await sql`
    insert into unit_succession (from_id, to_id, on_date, extent, legal_basis, operation_id)
    select "fromId", "toId", "on", extent, ${operation.legalBasis}::text, ${operationId}::int
    from jsonb_to_recordset(${json(edges)}::jsonb) as r("fromId" int, "toId" int, "on" date, extent text)`.execute(tx);
  progress("writing", 3, 4);
  await sql`set constraints unit_version_one_at_a_time, unit_version_code_taken immediate`.execute(tx);
  progress("refreshing", 3, 4);
  const touched = [...touchedUnits(plan), ...ids.values()];
  const scope = touched.length > refreshAll ? null : touched;
  await sql`select refresh_units(${scope}::int[], ${operation.today}::date)`.execute(tx);
  await sql`select refresh_after_units_change(${operation.on}::date)`.execute(tx);
  doubtMemory();
  progress("done", 4, 4);
  return { operationId, ids };
}

async function found(tx: Tx, plan: Plan): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  if (plan.found.length === 0) return ids;
  const drawn = await sql<{ id: number }>`
    select nextval('unit_id_seq')::int as id from generate_series(1, ${plan.found.length}::int)`.execute(tx);
  plan.found.forEach((unit, i) => ids.set(unit.unitId, drawn.rows[i]!.id));
  await sql`
    insert into unit (id, founded, dissolved) select id, founded, dissolved
    from jsonb_to_recordset(${json(plan.found.map((u) => ({ ...u, id: ids.get(u.unitId) })))}::jsonb) as r(id int, founded date, dissolved date)`.execute(
    tx,
  );
  return ids;
}

const json = (value: unknown) => JSON.stringify(value);
