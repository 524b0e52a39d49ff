import { type RawBuilder, sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import type { PlanAssignment, PlanProgress, PlanStatus, TargetPeriod } from "../contract.ts";
import type { PlanItem } from "../work-answers.ts";
import { planPolicy } from "../policy.ts";
import { measureOf, progressOf, reasonsOf } from "../rules.ts";
import { type CountAsked, type Counted, countWork, nothingCounted } from "./count-work.ts";
import type { PlanLook } from "./plan-look.ts";

export interface RawAssignment {
  planId: string;
  planTitle: string;
  planSymbol: string | null;
  planUnitId: number;
  ownPlansBy: string | null;
  taskId: string;
  text: string;
  fromTaskId: string | null;
  unitId: number;
  role: "lead" | "coordinate";
  endedOn: string | null;
  endedReason: string | null;
  dissolvedOn: string | null;
  startsOn: string;
  endsOn: string;
  dueOn: string | null;
  repeats: string | null;
  indicator: string | null;
  value: string | null;
  period: TargetPeriod | null;
  ownId: string | null;
  ownSymbol: string | null;
  ownStatus: PlanStatus | null;
  state: "doing" | "done" | null;
  typed: string | null;
  evidence: string | null;
  onDate: string | null;
  counted: string;
  held: number;
  due: number;
  unverified: number;
  planned: number;
}

export interface AssignmentAsked {
  which: RawBuilder<unknown>;
  /** Counted up to and judged on this day. */
  until: string;
  look: PlanLook;
}

interface ReadAssignment extends Omit<RawAssignment, keyof Counted | "counted">, CountAsked {
  countable: boolean;
}

/**
 * Assignments of standing or draft tasks with what was counted and typed for each; `which` is a condition over a, t, p.
 * The sums are those of plan_items, from the kept totals (count-work.ts).
 */
export async function readAssignments(tx: Tx, { which, until, look }: AssignmentAsked): Promise<RawAssignment[]> {
  const was = look === "then";
  const { rows } = await sql<ReadAssignment>`
    select p.id as "planId", p.title as "planTitle", p.symbol as "planSymbol", p.unit_id as "planUnitId", p.own_plans_by::text as "ownPlansBy",
           a.task_id as "taskId", t.text, t.from_task_id as "fromTaskId", a.unit_id as "unitId", a.role, a.ended_on::text as "endedOn", a.ended_reason as "endedReason",
           u.dissolved::text as "dissolvedOn", p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", t.due_on::text as "dueOn", t.repeats,
           t.target_indicator as indicator, t.target_value::text as value, t.target_period as period,
           own.id as "ownId", own.symbol as "ownSymbol", own.status as "ownStatus", g.state, g.value::text as typed, g.evidence, g.on_date::text as "onDate",
           split_part(t.target_indicator, '.', 1) as of, nullif(split_part(t.target_indicator, '.', 2), '') as sub, t.topic,
           p.starts_on::text as "firstDay", coalesce(t.due_on, p.ends_on)::text as "endDay",
           -- one that was split has no one successor: what it did before stays its own
           p.status <> 'draft' and (a.ended_on is null or ${was} or (a.ended_reason = 'reorganisation'
             and exists (select from unit_now n where n.unit_id = a.unit_id and n.now_id is null))) as countable
      from plan_assignment a join plan_task t on t.id = a.task_id join plan p on p.id = t.plan_id join unit u on u.id = a.unit_id
      left join plan own on own.parent_id = p.id and own.unit_id = a.unit_id
      ${typedBy(until, was)}
     where ${which} order by a.role desc, a.ended_on nulls first, a.unit_id`.execute(tx);
  const counts = await countWork(
    tx,
    rows.filter((r) => r.countable),
    { until, look },
  );
  let next = 0;
  return rows.map((r) => {
    const c = r.countable ? counts[next++]! : nothingCounted;
    return { ...r, ...c, counted: String(c.counted) };
  });
}

/**
 * What was typed at the unit, for this task or for what was made of it in plans below. A successor's own word counts from
 * the day it took over; before that, the newest of each of those that it was: done when all that were given it are done.
 */
const typedBy = (until: string, was: boolean) => sql`
  left join lateral (
    with entry as (
      select distinct on (q.unit_id) q.unit_id, q.state, q.value, q.evidence, q.on_date from plan_progress q
       where q.task_id in (select plan_task_below(t.id)) and q.on_date <= ${until}::date
         and (q.unit_id = a.unit_id or (not ${was} and q.unit_id in (select n.unit_id from unit_now n where n.now_id = a.unit_id)))
       order by q.unit_id, q.on_date desc, q.at desc),
    says as (
      select exists (select from entry e where e.unit_id = a.unit_id and e.on_date >= coalesce(
        (select max(h.on_date) from plan_handover h where h.task_id = t.id and h.to_id = a.unit_id), '-infinity')) as itself),
    givers as (
      select count(*) as n from plan_assignment b join unit_now n on n.unit_id = b.unit_id and n.now_id = a.unit_id
       where b.task_id = t.id and b.since = '-infinity' and b.ended_reason is distinct from 'taken-back')
    select case when bool_and(e.state = 'done') and (bool_or(s.itself) or ${was} or count(*) >= max(v.n)) then 'done' else 'doing' end as state,
           sum(e.value) as value, string_agg(e.evidence, '; ' order by e.on_date desc) as evidence, max(e.on_date) as on_date
      from entry e cross join says s cross join givers v where not s.itself or e.unit_id = a.unit_id having count(*) > 0) as g on true`;

/** How far one is, as the caller may know it; judged on `until`. */
export function progressOfRow(r: RawAssignment, until: string): PlanProgress {
  const measure = measureOf(r.indicator);
  const share = r.due === 0 ? null : Math.round((r.held * 1000) / r.due) / 10;
  const progress = progressOf(
    {
      startsOn: r.startsOn,
      endsOn: r.endsOn,
      dueOn: r.dueOn,
      targetValue: r.value === null ? null : Number(r.value),
      targetPeriod: r.period,
      counted: measure === null ? null : measure.percent ? share : Number(r.counted),
      percent: measure?.percent ?? false,
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
    until,
  );
  // handed on: what was done stays, but nobody is late with it any more
  return r.endedOn === null || r.endedOn > until || progress.state === "done"
    ? progress
    : { ...progress, state: "unknown", why: null };
}

const hidden: PlanProgress = {
  state: "unknown",
  why: null,
  computed: false,
  value: null,
  expected: null,
  whole: null,
  evidence: null,
  recordedOn: null,
};

/** Presents assignments; `waiting` says which units of its own plan one waits for. */
export function assignmentPresenter(
  { tree, paths }: UnitState,
  principal: Principal,
  until: string,
  handed: Map<string, { fromId: number; on: string; basis: string | null }[]>,
  waiting: (r: RawAssignment) => readonly string[] = () => [],
): (r: RawAssignment) => PlanAssignment {
  const today = asCivilDate(until);
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  return (r) => {
    const place = { unitPath: paths.get(r.unitId) ?? [] };
    const seen = refusal(planPolicy, "plan.view", principal, place) === null;
    const progress = seen ? progressOfRow(r, until) : hidden;
    return {
      unit: unit(r.unitId),
      role: r.role,
      endedOn: r.endedOn,
      endedReason: r.endedReason,
      handed: (handed.get(`${r.taskId}/${r.unitId}`) ?? []).map((h) => ({
        from: unit(h.fromId),
        on: h.on,
        basis: h.basis,
      })),
      ownPlan: r.ownId === null ? null : { id: r.ownId, symbol: r.ownSymbol, status: r.ownStatus! },
      mine: refusal(planPolicy, "plan.progress", principal, place) === null,
      seen,
      progress,
      held: seen ? r.held : 0,
      unverified: seen ? r.unverified : 0,
      planned: seen ? r.planned : 0,
      reasons: seen && r.endedOn === null ? lateReasons(r, progress, until, waiting(r)) : [],
    };
  };
}

export function lateReasons(r: RawAssignment, progress: PlanProgress, until: string, waitingFor: readonly string[]) {
  return reasonsOf({
    progress,
    unitEnded: r.dissolvedOn !== null && r.dissolvedOn <= until,
    ownPlanMissing:
      r.unitId !== r.planUnitId &&
      r.ownPlansBy !== null &&
      r.ownPlansBy < until &&
      (r.ownStatus === null || r.ownStatus === "draft"),
    unverified: r.unverified,
    planned: r.planned,
    // questions that were answered too late were begun all the same
    held: Math.max(r.held, r.due),
    typed: r.state !== null,
    waitingFor,
  });
}

/** Whom each task of a plan was given to, how far each is, and what came to them from units that ended. */
export async function assignmentsOf(
  tx: Tx,
  principal: Principal,
  planId: string,
  look: PlanLook = "now",
): Promise<Map<string, PlanAssignment[]>> {
  const until = todayInVietnam();
  const rows = await readAssignments(tx, { which: sql`t.plan_id = ${planId}::uuid`, until, look });
  const handed = await handedTo(tx, sql`t.plan_id = ${planId}::uuid`);
  const present = assignmentPresenter(await unitState(tx), principal, until, handed);
  const out = new Map<string, PlanAssignment[]>();
  for (const r of rows) out.set(r.taskId, [...(out.get(r.taskId) ?? []), present(r)]);
  return out;
}

/** What was taken over, by "task/unit". */
export async function handedTo(
  tx: Tx,
  which: RawBuilder<unknown>,
): Promise<Map<string, { fromId: number; on: string; basis: string | null }[]>> {
  const { rows } = await sql<{ taskId: string; fromId: number; toId: number; on: string; basis: string | null }>`
    select h.task_id as "taskId", h.from_id as "fromId", h.to_id as "toId", h.on_date::text as on, h.legal_basis as basis
      from plan_handover h join plan_task t on t.id = h.task_id where ${which} order by h.on_date, h.from_id`.execute(
    tx,
  );
  return Map.groupBy(rows, (h) => `${h.taskId}/${h.toId}`);
}

/** Each thing that was counted for a task at a unit, the newest first. */
export async function itemsBehind(
  tx: Tx,
  taskId: string,
  unitId: number,
  look: PlanLook = "now",
): Promise<{ items: PlanItem[] }> {
  const today = todayInVietnam();
  const { rows } = await sql<
    Omit<PlanItem, "unit" | "place" | "n"> & { n: string; unitId: number; placeId: number }
  >`select i.kind, i.id, i.title, i.on_date::text as "onDate", i.n::text as n, i.stage, i.unit_id as "unitId", i.place_id as "placeId", i.tied
      from plan_items(${taskId}::uuid, ${unitId}, ${today}::date, ${look === "then"}) i order by i.on_date desc, i.id limit 500`.execute(
    tx,
  );
  const { tree } = await unitState(tx);
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  return {
    items: rows.map(({ unitId: by, placeId, n, ...r }) => ({
      ...r,
      title: r.title.slice(0, 300),
      n: Number(n),
      unit: unit(by),
      place: unit(placeId),
    })),
  };
}
