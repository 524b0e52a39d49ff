import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import type { PlanPage, PlanTask } from "../contract.ts";
import { planProblem } from "../problems.ts";
import { groupMeant } from "../rules.ts";
import { assignmentsOf } from "./assignments.ts";
import { planPresenter, planRowColumns, type RawPlan } from "./list-plans.ts";

interface RawPage extends RawPlan {
  version: number;
  ownPlansBy: string | null;
  source: string | null;
  sourceName: string | null;
  bases: PlanPage["bases"];
  terms: PlanPage["terms"];
  doubts: PlanPage["doubts"];
  documentId: string | null;
  fileName: string | null;
  parentTitle: string | null;
  parentSymbol: string | null;
}

interface RawTask extends Omit<PlanTask, "actors" | "assignments" | "targetValue"> {
  targetValue: string | null;
}

/** A plan in full: its source with clauses and tasks, whom each was given to and how far they are. @throws plan.not-found */
export async function readPlanPage(tx: Tx, principal: Principal, id: string): Promise<PlanPage> {
  const { rows } = await sql<RawPage>`
    select ${planRowColumns}, p.version, p.own_plans_by::text as "ownPlansBy", p.source, p.source_name as "sourceName", p.bases, p.terms, p.doubts,
           o.id as "documentId", o.file_name as "fileName", up.title as "parentTitle", up.symbol as "parentSymbol"
      from plan p left join issued_document o on o.id = p.document_id left join plan up on up.id = p.parent_id where p.id = ${id}::uuid`.execute(
    tx,
  );
  const found = rows[0];
  if (found === undefined) throw planProblem("plan.not-found", { id });
  const present = await planPresenter(tx, principal);
  const clauses = await sql<PlanPage["clauses"][number]>`
    select id, parent_id as "parentId", kind, marker, heading, starts_at as start, ends_at as end, aside_reason as "asideReason",
           not exists (
             with recursive below(id) as (select c.id union all select k.id from plan_clause k join below b on k.parent_id = b.id)
             select from below b join plan_task t on t.clause_id = b.id and t.dropped_reason is null) as "withoutTask"
      from plan_clause c where plan_id = ${id}::uuid order by position`.execute(tx);
  const taskList = await tasksOf(tx, principal, found);
  const given = taskList.flatMap((t) =>
    t.assignments.filter((a) => a.mine && a.endedOn === null && a.ownPlan === null),
  );
  const units = new Map(given.map((a) => [a.unit.id, a.unit]));
  return {
    ...present(found),
    version: found.version,
    ownPlansBy: found.ownPlansBy,
    source: found.source,
    sourceName: found.sourceName,
    bases: found.bases,
    terms: found.terms,
    doubts: found.doubts,
    clauses: clauses.rows,
    taskList,
    parent:
      found.parentId === null || found.parentTitle === null
        ? null
        : { id: found.parentId, title: found.parentTitle, symbol: found.parentSymbol },
    mayDerive: found.status === "standing" ? [...units.values()].filter((u) => u.id !== found.unitId) : [],
    document:
      found.documentId === null || found.fileName === null ? null : { id: found.documentId, fileName: found.fileName },
    late: taskList.reduce(
      (n, t) => n + t.assignments.filter((a) => a.endedOn === null && a.progress.state === "late").length,
      0,
    ),
  };
}

async function tasksOf(tx: Tx, principal: Principal, plan: RawPlan): Promise<PlanTask[]> {
  const { rows } = await sql<RawTask>`
    select id, version, clause_id as "clauseId", from_task_id as "fromTaskId", text, nature, due_on::text as "dueOn", repeats, target_indicator as "targetIndicator",
           target_value::text as "targetValue", target_period as "targetPeriod", topic, starts_at as start, ends_at as end, dropped_reason as "droppedReason"
      from plan_task where plan_id = ${plan.id}::uuid order by position`.execute(tx);
  const actors = await sql<{
    taskId: string;
    name: string;
    role: "lead" | "coordinate" | "recipient";
    inherited: boolean;
    start: number;
    end: number;
  }>`
    select a.task_id as "taskId", a.name, a.role, a.inherited, a.starts_at as start, a.ends_at as end
      from plan_actor a join plan_task t on t.id = a.task_id where t.plan_id = ${plan.id}::uuid order by a.task_id, a.position`.execute(
    tx,
  );
  const assignments = await assignmentsOf(tx, principal, plan.id);
  const named = await unitsNamed(tx, plan);
  const byTask = Map.groupBy(actors.rows, (a) => a.taskId);
  return rows.map((t) => ({
    ...t,
    targetValue: t.targetValue === null ? null : Number(t.targetValue),
    actors: (byTask.get(t.id) ?? []).map(({ name, role, inherited, start, end }) => ({
      name,
      role,
      inherited,
      start,
      end,
      unit: named(name),
      group: groupMeant(name),
    })),
    assignments: assignments.get(t.id) ?? [],
  }));
}

/** A unit of exactly the name that the plan says, in its own tree on its day; two of one name are none. */
async function unitsNamed(tx: Tx, plan: RawPlan): Promise<(name: string) => { id: number; name: string } | null> {
  const { tree } = await unitState(tx);
  const on = plan.issuedOn === null ? todayInVietnam() : asCivilDate(plan.issuedOn);
  const known = new Map<string, { id: number; name: string } | null>();
  const key = (name: string) =>
    fold(name)
      .replace(/^(?:ubnd|uy ban nhan dan) /u, "")
      .replace(/^(?:tinh|xa|phuong|dac khu) /u, "");
  for (const v of tree.descendantsOn(plan.unitId, on)) {
    const k = key(v.name);
    known.set(k, known.has(k) ? null : { id: v.unitId, name: v.name });
  }
  return (name) => known.get(key(name)) ?? null;
}
