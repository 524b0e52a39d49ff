import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { IssuedList, PlanStatus } from "../contract.ts";
import { planPolicy } from "../policy.ts";
import { getPlan } from "./store.ts";

interface RawIssued {
  unitId: number;
  tasks: number;
  planId: string | null;
  status: PlanStatus | null;
  symbol: string | null;
  issuedOn: string | null;
}

/** Each unit that was given something, and whether its own plan has been issued; those without one first. */
export async function readIssued(tx: Tx, principal: Principal, planId: string): Promise<IssuedList> {
  const plan = await getPlan(tx, planId);
  const { rows } = await sql<RawIssued>`
    select a.unit_id as "unitId", count(*)::int as tasks, o.id as "planId", o.status, o.symbol, o.issued_on::text as "issuedOn"
      from plan_assignment a join plan_task t on t.id = a.task_id left join plan o on o.parent_id = t.plan_id and o.unit_id = a.unit_id
     where t.plan_id = ${planId}::uuid and a.ended_on is null and t.dropped_reason is null and a.unit_id <> ${plan.unitId}
     group by a.unit_id, o.id`.execute(tx);
  const reminders = await sql<{
    documentId: string;
    unitIds: number[];
    answerBy: string;
    symbol: string;
    fileName: string;
  }>`
    select r.document_id as "documentId", r.unit_ids as "unitIds", r.answer_by::text as "answerBy", coalesce(lpad(o.number::text, 2, '0') || '/' || o.symbol, '') as symbol, coalesce(o.file_name, '') as "fileName"
      from plan_reminder r left join issued_document o on o.id = r.document_id where r.plan_id = ${planId}::uuid order by r.at`.execute(
    tx,
  );
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const name = (id: number) => tree.versionNear(id, today)?.name ?? String(id);
  const items = rows.map((r) => {
    const issued = r.status !== null && r.status !== "draft";
    return {
      unit: { id: r.unitId, name: name(r.unitId) },
      tasks: r.tasks,
      plan: r.planId === null ? null : { id: r.planId, status: r.status!, symbol: r.symbol, issuedOn: r.issuedOn },
      issued,
      late: !issued && plan.ownPlansBy !== null && plan.ownPlansBy < today,
      reminders: reminders.rows
        .filter((m) => m.unitIds.includes(r.unitId))
        .map(({ documentId, symbol, fileName, answerBy }) => ({ documentId, symbol, fileName, answerBy })),
    };
  });
  items.sort((a, b) => Number(a.issued) - Number(b.issued) || a.unit.name.localeCompare(b.unit.name, "vi"));
  return {
    dueOn: plan.ownPlansBy,
    items,
    title: plan.title,
    symbol: plan.symbol,
    unit: { id: plan.unitId, name: name(plan.unitId) },
    mine: refusal(planPolicy, "plan.issue", principal, { unitPath: await unitPath(tx, plan.unitId) }) === null,
  };
}
