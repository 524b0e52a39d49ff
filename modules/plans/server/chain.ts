import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { talkPolicy } from "#modules/talks/server.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import type { PlanStatus, TargetPeriod } from "../contract.ts";
import type { TalkTasks, TaskLink, TaskPage } from "../work-answers.ts";
import { planProblem } from "../problems.ts";
import { assignmentPresenter, handedTo, readAssignments } from "./assignments.ts";

interface RawLink {
  taskId: string;
  fromTaskId: string | null;
  text: string;
  planId: string;
  title: string;
  symbol: string | null;
  unitId: number;
  clauses: string[];
}

/** Headings above a task's clause, the highest first, in the words of the source. */
const clausePath = sql`(
  with recursive above(id, parent_id, starts_at, ends_at, step) as (
    select c.id, c.parent_id, c.starts_at, c.ends_at, 0 from plan_clause c where c.id = t.clause_id
    union all
    select c.id, c.parent_id, c.starts_at, c.ends_at, a.step + 1 from plan_clause c join above a on c.id = a.parent_id)
  select coalesce(array_agg(left(substr(p.source, a.starts_at + 1, a.ends_at - a.starts_at), 200) order by a.step desc), '{}')
    from above a join plan_clause c on c.id = a.id where c.heading)`;
const linkColumns = sql`t.id as "taskId", t.from_task_id as "fromTaskId", t.text, p.id as "planId", p.title, p.symbol, p.unit_id as "unitId", ${clausePath} as clauses`;

function linker({ tree }: UnitState): (r: RawLink) => TaskLink {
  const today = todayInVietnam();
  return (r) => ({
    taskId: r.taskId,
    text: r.text,
    plan: {
      id: r.planId,
      title: r.title,
      symbol: r.symbol,
      unit: { id: r.unitId, name: tree.versionNear(r.unitId, today)?.name ?? String(r.unitId) },
    },
    clauses: r.clauses,
  });
}

/** The tasks that this one carries out, from the highest plan down to the one above it. */
async function upFrom(tx: Tx, fromTaskId: string | null): Promise<TaskLink[]> {
  const link = linker(await unitState(tx));
  const out: TaskLink[] = [];
  for (let at = fromTaskId; at !== null && out.length < 10;) {
    const { rows } =
      await sql<RawLink>`select ${linkColumns} from plan_task t join plan p on p.id = t.plan_id where t.id = ${at}::uuid`.execute(
        tx,
      );
    if (rows[0] === undefined) break;
    out.unshift(link(rows[0]));
    at = rows[0].fromTaskId;
  }
  return out;
}

interface RawTaskPage extends RawLink {
  version: number;
  nature: "goal" | "duty";
  dueOn: string | null;
  repeats: TaskPage["repeats"];
  targetIndicator: string | null;
  targetValue: string | null;
  targetPeriod: TargetPeriod | null;
  startsOn: string;
  endsOn: string;
  status: PlanStatus;
}

/** One task with the way up to the first clause and down to those who carry it out. @throws plan.task-not-found */
export async function readTaskPage(tx: Tx, principal: Principal, id: string): Promise<TaskPage> {
  const { rows } = await sql<RawTaskPage>`
    select ${linkColumns}, t.version, t.nature, t.due_on::text as "dueOn", t.repeats, t.target_indicator as "targetIndicator", t.target_value::text as "targetValue",
           t.target_period as "targetPeriod", p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", p.status
      from plan_task t join plan p on p.id = t.plan_id where t.id = ${id}::uuid`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw planProblem("plan.task-not-found", { id });
  const until = todayInVietnam();
  const state = await unitState(tx);
  const link = linker(state);
  const one = sql`t.id = ${id}::uuid`;
  const assignments = await readAssignments(tx, { which: one, until, look: "now" });
  const present = assignmentPresenter(state, principal, until, await handedTo(tx, one));
  const below = await sql<RawLink>`
    select ${linkColumns} from plan_task t join plan p on p.id = t.plan_id where t.from_task_id = ${id}::uuid and t.dropped_reason is null order by p.unit_id, t.position`.execute(
    tx,
  );
  const { version, nature, dueOn, repeats, targetIndicator, targetValue, targetPeriod, startsOn, endsOn, status } =
    found;
  return {
    ...link(found),
    version,
    nature,
    dueOn,
    repeats,
    targetIndicator,
    targetValue: targetValue === null ? null : Number(targetValue),
    targetPeriod,
    startsOn,
    endsOn,
    status,
    up: await upFrom(tx, found.fromTaskId),
    assignments: assignments.map(present),
    below: below.rows.map(link),
  };
}

/** What a talk carries out: the task it was tied to, and those that count it by what it is and where it was. */
export async function tasksOfTalk(tx: Tx, principal: Principal, talkId: string): Promise<TalkTasks> {
  const state = await unitState(tx);
  const link = linker(state);
  const { rows: talks } = await sql<{ unitId: number; communeId: number }>`
    select unit_id as "unitId", commune_id as "communeId" from talk where id = ${talkId}::uuid`.execute(tx);
  const talk = talks[0];
  if (talk === undefined) throw planProblem("plan.talk-not-found", { talkId });
  const { rows: tied } = await sql<RawLink>`
    select ${linkColumns} from plan_task_talk x join plan_task t on t.id = x.task_id join plan p on p.id = t.plan_id where x.talk_id = ${talkId}::uuid`.execute(
    tx,
  );
  // only tasks whose kind, time and unit fit are asked for their items; the deepest of a chain stands for those above it
  const { rows: counted } = await sql<RawLink>`
    select distinct on (t.id) ${linkColumns}
      from talk k join plan_task t on split_part(t.target_indicator, '.', 1) in ('talks', 'attendance')
        and (strpos(t.target_indicator, '.') = 0 or k.kind = split_part(t.target_indicator, '.', 2)) and (t.topic is null or k.topic = t.topic)
      join plan p on p.id = t.plan_id and p.status = 'standing' and k.held_on between p.starts_on and coalesce(t.due_on, p.ends_on)
      join plan_assignment a on a.task_id = t.id and a.ended_on is null
      join unit_scope s on s.ancestor_id = a.unit_id and s.descendant_id = case plan_unit_level(a.unit_id) when 'body' then k.unit_id when 'group' then k.place_unit_id else k.commune_id end
     where k.id = ${talkId}::uuid and k.status not in ('cancelled', 'declined') and t.dropped_reason is null
       and not exists (select from plan_task_talk x where x.talk_id = k.id and x.task_id = t.id)
     order by t.id limit 20`.execute(tx);
  const above = new Set(counted.map((c) => c.fromTaskId));
  const withUp = async (r: RawLink) => ({ link: link(r), up: await upFrom(tx, r.fromTaskId) });
  const shown = counted.filter((c) => !above.has(c.taskId));
  const placed = [talk.unitId, talk.communeId].flatMap((id) => state.paths.get(id) ?? []);
  const out: TalkTasks = {
    tied: tied[0] === undefined ? null : await withUp(tied[0]),
    counted: [],
    mayTie: refusal(talkPolicy, "talk.assign", principal, { unitPath: placed }) === null,
  };
  for (const r of shown) out.counted.push(await withUp(r));
  return out;
}
