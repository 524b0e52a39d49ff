import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { BriefingList, IssuedList, PlanStatus } from "../contract.ts";
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

/**
 * Staff reached by briefings (quán triệt) on a directive of the plan, over staff on the books. A briefing counts for a
 * directive whose symbol its title names, from the plan's first day on; attendances are attendances, so never over 100 %.
 */
export async function readBriefing(
  tx: Tx,
  planId: string,
  asked: { symbol?: string | undefined; year?: number | undefined },
): Promise<BriefingList> {
  const plan = await getPlan(tx, planId);
  const year = asked.year ?? Number(todayInVietnam().slice(0, 4));
  const { rows } = await sql<{
    bases: { symbol: string | null; quote: string }[];
  }>`select bases from plan where id = ${planId}::uuid`.execute(tx);
  const own = plan.symbol === null ? [] : [{ symbol: plan.symbol, quote: plan.title }];
  const directives = [
    ...own,
    ...rows[0]!.bases.flatMap((b) => (b.symbol === null ? [] : [{ symbol: b.symbol, quote: b.quote }])),
  ];
  const symbol = directives.find((d) => d.symbol === asked.symbol)?.symbol ?? directives[0]?.symbol ?? null;
  const found = await sql<{ unitId: number; talks: number; reached: string; people: number | null }>`
    select u.unit_id as "unitId", coalesce(k.talks, 0) as talks, coalesce(k.reached, 0)::text as reached, h.people
      from (select distinct a.unit_id from plan_assignment a join plan_task t on t.id = a.task_id where t.plan_id = ${planId}::uuid and a.ended_on is null) as u
      left join plan_headcount h on h.unit_id = u.unit_id and h.year = ${year}
      left join lateral (
        select count(*)::int as talks, sum(k.attendance) as reached from talk k
         where ${symbol}::text is not null and k.kind = 'internalBriefing' and k.status in ('verified', 'counted') and k.held_on >= ${plan.startsOn}::date and extract(year from k.held_on) = ${year}
           and strpos(fold_vi(k.title), fold_vi(${symbol ?? ""})) > 0 and k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = u.unit_id)) as k on true`.execute(
    tx,
  );
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const items = found.rows.map((r) => {
    const reached = Number(r.reached);
    return {
      unit: { id: r.unitId, name: tree.versionNear(r.unitId, today)?.name ?? String(r.unitId) },
      reached,
      talks: r.talks,
      people: r.people,
      percent: r.people === null ? null : Math.min(100, Math.round((reached * 1000) / r.people) / 10),
    };
  });
  items.sort((a, b) => (a.percent ?? -1) - (b.percent ?? -1) || a.unit.name.localeCompare(b.unit.name, "vi"));
  return { year, directives, symbol, items };
}
