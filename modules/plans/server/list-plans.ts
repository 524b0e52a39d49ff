import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import { type PlanRow, type PlanStatus, planViews } from "../contract.ts";
import { planPolicy } from "../policy.ts";

export const PlanQuery = z.object({
  view: z.enum(planViews).default("open"),
  under: z.coerce.number().int().positive().optional().describe("Plans of this unit or one below it"),
  ...pageQuery,
});
type PlanQuery = z.output<typeof PlanQuery>;

export interface RawPlan {
  id: string;
  title: string;
  symbol: string | null;
  issuer: string | null;
  issuedOn: string | null;
  startsOn: string;
  endsOn: string;
  status: PlanStatus;
  unitId: number;
  parentId: string | null;
  tasks: number;
  unassigned: number;
  createdAt: Date;
}

export const planRowColumns = sql`
  p.id, p.title, p.symbol, p.issuer, p.issued_on::text as "issuedOn", p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", p.status, p.unit_id as "unitId",
  p.parent_id as "parentId", p.created_at as "createdAt",
  (select count(*)::int from plan_task t where t.plan_id = p.id and t.dropped_reason is null) as tasks,
  (select count(*)::int from plan_task t where t.plan_id = p.id and t.dropped_reason is null and t.nature = 'duty'
     and not exists (select from plan_assignment a where a.task_id = t.id and a.ended_on is null)) as unassigned`;

/** Those of the caller's units and those that gave them something, the newest first. */
export async function listPlans(
  tx: Tx,
  principal: Principal,
  query: PlanQuery,
): Promise<{ items: PlanRow[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const views = {
    open: sql`p.status <> 'closed'`,
    draft: sql`p.status = 'draft'`,
    closed: sql`p.status = 'closed'`,
    all: sql`true`,
  };
  const { rows } = await sql<RawPlan & { key: string }>`
    select ${planRowColumns}, p.created_at::text as key from plan p
     where ${views[query.view]}
       ${query.under === undefined ? sql`` : sql`and p.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}::int)`}
       ${after === undefined ? sql`` : sql`and (p.created_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
     order by p.created_at desc, p.id desc limit ${query.limit + 1}`.execute(tx);
  const present = await planPresenter(tx, principal);
  return page(rows, query.limit, (r) => [r.key, r.id], present);
}

export async function planPresenter(tx: Tx, principal: Principal): Promise<(r: RawPlan) => PlanRow> {
  const { tree, paths } = await unitState(tx);
  const today = todayInVietnam();
  return (r) => ({
    id: r.id,
    title: r.title,
    symbol: r.symbol,
    issuer: r.issuer,
    issuedOn: r.issuedOn,
    startsOn: r.startsOn,
    endsOn: r.endsOn,
    status: r.status,
    unit: { id: r.unitId, name: tree.versionNear(r.unitId, today)?.name ?? String(r.unitId) },
    parentId: r.parentId,
    tasks: r.tasks,
    unassigned: r.unassigned,
    createdAt: r.createdAt.toISOString(),
    mine: refusal(planPolicy, "plan.write", principal, { unitPath: paths.get(r.unitId) ?? [] }) === null,
  });
}
