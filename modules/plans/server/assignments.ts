import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import type { PlanAssignment, PlanStatus, TargetPeriod } from "../contract.ts";
import { planPolicy } from "../policy.ts";
import { measureOf, progressOf } from "../rules.ts";

interface RawAssignment {
  taskId: string;
  unitId: number;
  role: "lead" | "coordinate";
  endedOn: string | null;
  endedReason: string | null;
  startsOn: string;
  endsOn: string;
  dueOn: string | null;
  indicator: string | null;
  value: string | null;
  period: TargetPeriod | null;
  topic: string | null;
  ownId: string | null;
  ownSymbol: string | null;
  ownStatus: PlanStatus | null;
  state: "doing" | "done" | null;
  typed: string | null;
  evidence: string | null;
  onDate: string | null;
  talks: number;
  people: string;
}

/** A talk belongs to a commune by its place, to a department by who held it; both views of a reorganisation are in unit_scope. */
const counted = sql`
  left join lateral (
    select count(*)::int as talks, coalesce(sum(k.attendance), 0)::text as people from talk k
     where t.target_indicator is not null and v.level <> 'body' and k.status in ('verified', 'counted') and k.held_on between p.starts_on and coalesce(t.due_on, p.ends_on)
       and k.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = a.unit_id)
       and (t.topic is null or k.topic = t.topic) and (strpos(t.target_indicator, '.') = 0 or k.kind = split_part(t.target_indicator, '.', 2))) as by_place on true
  left join lateral (
    select count(*)::int as talks, coalesce(sum(k.attendance), 0)::text as people from talk k
     where t.target_indicator is not null and v.level = 'body' and k.status in ('verified', 'counted') and k.held_on between p.starts_on and coalesce(t.due_on, p.ends_on)
       and k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = a.unit_id)
       and (t.topic is null or k.topic = t.topic) and (strpos(t.target_indicator, '.') = 0 or k.kind = split_part(t.target_indicator, '.', 2))) as by_body on true`;

/** Whom each task of a plan was given to, how far each is, and what came to them from units that ended. */
export async function assignmentsOf(
  tx: Tx,
  principal: Principal,
  planId: string,
): Promise<Map<string, PlanAssignment[]>> {
  const { rows } = await sql<RawAssignment>`
    select a.task_id as "taskId", a.unit_id as "unitId", a.role, a.ended_on::text as "endedOn", a.ended_reason as "endedReason", p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
           t.due_on::text as "dueOn", t.target_indicator as indicator, t.target_value::text as value, t.target_period as period, t.topic,
           own.id as "ownId", own.symbol as "ownSymbol", own.status as "ownStatus", g.state, g.value::text as typed, g.evidence, g.on_date::text as "onDate",
           greatest(by_place.talks, by_body.talks) as talks, greatest(by_place.people::bigint, by_body.people::bigint)::text as people
      from plan_assignment a join plan_task t on t.id = a.task_id join plan p on p.id = t.plan_id
      left join lateral (select k.level from unit_version uv join unit_kind k on k.id = uv.kind where uv.unit_id = a.unit_id order by upper(uv.valid) desc nulls first limit 1) as v on true
      left join plan own on own.parent_id = p.id and own.unit_id = a.unit_id
      -- typed at the unit itself, for this task or for the one of its own plan that carries it out
      left join lateral (select q.state, q.value, q.evidence, q.on_date from plan_progress q
          where q.unit_id = a.unit_id and (q.task_id = t.id or q.task_id in (select o.id from plan_task o where o.from_task_id = t.id and o.plan_id = own.id))
          order by q.on_date desc, q.at desc limit 1) as g on true
      ${counted}
     where t.plan_id = ${planId}::uuid order by a.role desc, a.ended_on nulls first, a.unit_id`.execute(tx);
  const handed = await sql<{ taskId: string; fromId: number; toId: number; on: string; basis: string | null }>`
    select h.task_id as "taskId", h.from_id as "fromId", h.to_id as "toId", h.on_date::text as on, h.legal_basis as basis
      from plan_handover h join plan_task t on t.id = h.task_id where t.plan_id = ${planId}::uuid order by h.on_date, h.from_id`.execute(
    tx,
  );
  const { tree, paths } = await unitState(tx);
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  const handedTo = Map.groupBy(handed.rows, (h) => `${h.taskId}/${h.toId}`);
  const out = new Map<string, PlanAssignment[]>();
  for (const r of rows) {
    const measure = measureOf(r.indicator);
    const entry: PlanAssignment = {
      unit: unit(r.unitId),
      role: r.role,
      endedOn: r.endedOn,
      endedReason: r.endedReason,
      handed: (handedTo.get(`${r.taskId}/${r.unitId}`) ?? []).map((h) => ({
        from: unit(h.fromId),
        on: h.on,
        basis: h.basis,
      })),
      ownPlan: r.ownId === null ? null : { id: r.ownId, symbol: r.ownSymbol, status: r.ownStatus! },
      mine: refusal(planPolicy, "plan.progress", principal, { unitPath: paths.get(r.unitId) ?? [] }) === null,
      progress: progressOf(
        {
          startsOn: r.startsOn,
          endsOn: r.endsOn,
          dueOn: r.dueOn,
          targetValue: r.value === null ? null : Number(r.value),
          targetPeriod: r.period,
          counted: measure === null ? null : measure.of === "talks" ? r.talks : Number(r.people),
          typed:
            r.state === null
              ? null
              : {
                  state: r.state,
                  value: r.typed === null ? null : Number(r.typed),
                  evidence: r.evidence!,
                  onDate: r.onDate!,
                },
        },
        today,
      ),
    };
    out.set(r.taskId, [...(out.get(r.taskId) ?? []), entry]);
  }
  return out;
}

/** Talks that make up what was counted for a task at a unit, the newest first. */
export async function talksBehind(
  tx: Tx,
  taskId: string,
  unitId: number,
): Promise<{ items: { id: string; title: string; heldOn: string; attendance: number; place: string }[] }> {
  const { rows } = await sql<{ id: string; title: string; heldOn: string; attendance: number; placeId: number }>`
    select k.id, k.title, k.held_on::text as "heldOn", coalesce(k.attendance, 0) as attendance, k.place_unit_id as "placeId"
      from plan_task t join plan p on p.id = t.plan_id
      join talk k on k.status in ('verified', 'counted') and k.held_on between p.starts_on and coalesce(t.due_on, p.ends_on)
       and (t.topic is null or k.topic = t.topic) and (strpos(t.target_indicator, '.') = 0 or k.kind = split_part(t.target_indicator, '.', 2))
     where t.id = ${taskId}::uuid
       and case when (select n.level from unit_version uv join unit_kind n on n.id = uv.kind where uv.unit_id = ${unitId} order by upper(uv.valid) desc nulls first limit 1) = 'body'
                then k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${unitId})
                else k.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${unitId}) end
     order by k.held_on desc, k.id limit 500`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  return { items: rows.map(({ placeId, ...r }) => ({ ...r, place: tree.versionNear(placeId, today)?.name ?? "" })) };
}
