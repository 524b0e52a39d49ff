import { sql } from "kysely";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AddTask, DropTask, EditTask, MergeTasks, MoveTask, SplitTask, type TaskFields } from "../contract.ts";
import { planProblem } from "../problems.ts";
import { cutAt } from "../rules.ts";
import { lockPlan, lockTask, planLine, refuseIdentities, type StoredTask } from "./store.ts";

function checkTarget(fields: TaskFields): void {
  if ((fields.targetValue === null) !== (fields.targetPeriod === null))
    throw planProblem("plan.target-incomplete", { fields: { "/targetPeriod": "plan.target-incomplete" } });
  refuseIdentities({ text: fields.text });
}

const answer = (planId: string, taskId: string) => ({ planId, taskId });

/** In a person's own words, or from a clause that the reading passed over: then the clause is its place. */
export const addTask = defineCommand({
  name: "plan.add-task",
  input: AddTask,
  async run({ tx, principal }, input) {
    checkTarget(input);
    const plan = await lockPlan(tx, principal, input.planId);
    const clause = await sql<{ start: number; end: number; source: string; position: string | null }>`
      select c.starts_at as start, c.ends_at as end, substr(p.source, c.starts_at + 1, c.ends_at - c.starts_at) as source,
             (select max(t.position)::text from plan_task t join plan_clause b on b.id = t.clause_id where t.plan_id = p.id and b.position <= c.position) as position
        from plan_clause c join plan p on p.id = c.plan_id where c.id = ${input.clauseId}::uuid and c.plan_id = ${plan.id}::uuid`.execute(
      tx,
    );
    const at = clause.rows[0];
    const from = at === undefined ? -1 : at.source.indexOf(input.text);
    const span =
      at === undefined || from < 0 ? null : { start: at.start + from, end: at.start + from + input.text.length };
    const position = at === undefined ? null : (at.position ?? "0");
    await sql`insert into plan_task (id, plan_id, clause_id, position, text, nature, starts_at, ends_at, due_on, repeats, target_indicator, target_value, target_period, topic)
      values (${input.taskId}, ${plan.id}, ${at === undefined ? null : input.clauseId}::uuid, ${await freePosition(tx, plan.id, position)}::numeric, ${input.text}, ${input.nature}, ${span?.start ?? null}, ${span?.end ?? null},
        ${input.dueOn}::date, ${input.repeats}, ${input.targetIndicator}, ${input.targetValue}, ${input.targetPeriod}, ${input.topic})`.execute(
      tx,
    );
    // a plan of one unit's own: what it adds is its own to do
    if (plan.parentId !== null)
      await sql`insert into plan_assignment (task_id, unit_id, role) values (${input.taskId}, ${plan.unitId}, 'lead')`.execute(
        tx,
      );
    return {
      answer: answer(plan.id, input.taskId),
      journal: [
        planLine("plan.task-added", plan, {
          after: { taskId: input.taskId, text: input.text, clauseId: input.clauseId },
        }),
      ],
    };
  },
});

/** Just after `after` (null: at the end). */
async function freePosition(tx: Tx, planId: string, after: string | null): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select case when ${after}::numeric is null then coalesce(max(position), 0) + 1
                else (${after}::numeric + coalesce(min(position) filter (where position > ${after}::numeric), ${after}::numeric + 2)) / 2 end::text as position
      from plan_task where plan_id = ${planId}::uuid`.execute(tx);
  return rows[0]!.position;
}

export const editTask = defineCommand({
  name: "plan.edit-task",
  input: EditTask,
  async run({ tx, principal }, input) {
    checkTarget(input);
    const { task, plan } = await lockTask(tx, principal, input.taskId, input.version);
    await sql`update plan_task set text = ${input.text}, nature = ${input.nature}, due_on = ${input.dueOn}::date, repeats = ${input.repeats}, target_indicator = ${input.targetIndicator},
        target_value = ${input.targetValue}, target_period = ${input.targetPeriod}, topic = ${input.topic}, version = version + 1 where id = ${task.id}::uuid`.execute(
      tx,
    );
    const { taskId: _task, version: _version, ...after } = input;
    return {
      answer: answer(plan.id, task.id),
      journal: [
        planLine("plan.task-edited", plan, { before: { taskId: task.id, text: task.text, dueOn: task.dueOn }, after }),
      ],
    };
  },
});

/** One that asks for two things is cut at an offset of the source; both keep their exact span, and who was named. */
export const splitTask = defineCommand({
  name: "plan.split-task",
  input: SplitTask,
  async run({ tx, principal }, input) {
    const { task, plan } = await lockTask(tx, principal, input.taskId, input.version);
    const source = await sourceOf(tx, plan.id);
    if (task.start === null || task.end === null || input.at <= task.start || input.at >= task.end)
      throw planProblem("plan.bad-cut");
    const parts = cutAt(source.slice(task.start, task.end), input.at - task.start);
    if (parts === null) throw planProblem("plan.bad-cut");
    const secondStart =
      task.end -
      parts[1].length -
      (source.slice(task.start, task.end).length - source.slice(task.start, task.end).trimEnd().length);
    await sql`update plan_task set text = ${parts[0]}, ends_at = ${task.start + parts[0].length}, version = version + 1 where id = ${task.id}::uuid`.execute(
      tx,
    );
    await sql`insert into plan_task (id, plan_id, clause_id, from_task_id, position, text, nature, starts_at, ends_at, due_on, repeats)
      select ${input.newTaskId}, plan_id, clause_id, from_task_id, ${await freePosition(tx, plan.id, task.position)}::numeric, ${parts[1]}, nature, ${secondStart}, ${task.end}, due_on, repeats
        from plan_task where id = ${task.id}::uuid`.execute(tx);
    await sql`insert into plan_actor (id, task_id, position, role, name, starts_at, ends_at, inherited)
      select gen_random_uuid(), ${input.newTaskId}, position, role, name, starts_at, ends_at, inherited from plan_actor where task_id = ${task.id}::uuid and role <> 'recipient'`.execute(
      tx,
    );
    await sql`insert into plan_assignment (task_id, unit_id, role) select ${input.newTaskId}, unit_id, role from plan_assignment where task_id = ${task.id}::uuid and ended_on is null`.execute(
      tx,
    );
    return {
      answer: answer(plan.id, input.newTaskId),
      journal: [
        planLine("plan.task-split", plan, {
          before: { taskId: task.id, text: task.text },
          after: { first: parts[0], second: parts[1], newTaskId: input.newTaskId },
        }),
      ],
    };
  },
});

/** Two neighbours that are one: the first takes the other's words, who was named in it and to whom it was given. */
export const mergeTasks = defineCommand({
  name: "plan.merge-tasks",
  input: MergeTasks,
  async run({ tx, principal }, input) {
    const { task, plan } = await lockTask(tx, principal, input.taskId, input.version);
    const { task: other } = await lockTask(tx, principal, input.withId);
    if (other.planId !== plan.id || other.id === task.id || other.droppedReason !== null)
      throw planProblem("plan.not-neighbours");
    const [first, second] = [task, other].toSorted((a, b) => Number(a.position) - Number(b.position)) as [
      StoredTask,
      StoredTask,
    ];
    const joined = await joinSpans(tx, plan.id, first, second);
    await sql`update plan_task set text = ${joined.text}, starts_at = ${joined.start}, ends_at = ${joined.end}, due_on = least(due_on, ${other.dueOn}::date), version = version + 1 where id = ${task.id}::uuid`.execute(
      tx,
    );
    await sql`update plan_actor set task_id = ${task.id} where task_id = ${other.id}::uuid`.execute(tx);
    await sql`insert into plan_assignment (task_id, unit_id, role) select ${task.id}, unit_id, role from plan_assignment where task_id = ${other.id}::uuid and ended_on is null
      on conflict (task_id, unit_id) do nothing`.execute(tx);
    await sql`update plan_task set dropped_reason = ${`Gộp vào nhiệm vụ khác`}, version = version + 1 where id = ${other.id}::uuid`.execute(
      tx,
    );
    return {
      answer: answer(plan.id, task.id),
      journal: [
        planLine("plan.tasks-merged", plan, {
          before: { texts: [first.text, second.text] },
          after: { taskId: task.id, withId: other.id },
        }),
      ],
    };
  },
});

/** Neighbours in the source become the whole stretch between; otherwise their words are set one after the other. */
async function joinSpans(
  tx: Tx,
  planId: string,
  first: StoredTask,
  second: StoredTask,
): Promise<{ text: string; start: number | null; end: number | null }> {
  const apart = `${first.text} ${second.text}`.slice(0, 4000);
  if (
    first.start === null ||
    second.end === null ||
    second.start === null ||
    first.end === null ||
    second.start < first.end
  )
    return { text: apart, start: first.start, end: first.end };
  const source = await sourceOf(tx, planId);
  const between = source.slice(first.end, second.start);
  if (between.length > 3) return { text: apart, start: first.start, end: first.end };
  return {
    text: source.slice(first.start, second.end).replaceAll("\n", " ").slice(0, 4000),
    start: first.start,
    end: second.end,
  };
}

export const moveTask = defineCommand({
  name: "plan.move-task",
  input: MoveTask,
  async run({ tx, principal }, input) {
    const { task, plan } = await lockTask(tx, principal, input.taskId, input.version);
    if (input.clauseId !== undefined) {
      const { rowCount } = {
        rowCount: (
          await sql`select from plan_clause where id = ${input.clauseId}::uuid and plan_id = ${plan.id}::uuid`.execute(
            tx,
          )
        ).rows.length,
      };
      if (rowCount === 0) throw planProblem("plan.not-found", { id: input.clauseId });
      await sql`update plan_task set clause_id = ${input.clauseId}::uuid, version = version + 1 where id = ${task.id}::uuid`.execute(
        tx,
      );
    }
    if (input.by !== undefined) {
      const order =
        input.by === 1
          ? sql`position > ${task.position}::numeric order by position`
          : sql`position < ${task.position}::numeric order by position desc`;
      const { rows } = await sql<{
        id: string;
        position: string;
      }>`select id, position::text from plan_task where plan_id = ${plan.id}::uuid and dropped_reason is null and ${order} limit 1`.execute(
        tx,
      );
      if (rows[0] !== undefined) {
        await sql`update plan_task set position = ${rows[0].position}::numeric, version = version + 1 where id = ${task.id}::uuid`.execute(
          tx,
        );
        await sql`update plan_task set position = ${task.position}::numeric where id = ${rows[0].id}::uuid`.execute(tx);
      }
    }
    return {
      answer: answer(plan.id, task.id),
      journal: [
        planLine("plan.task-moved", plan, {
          before: { clauseId: task.clauseId, position: task.position },
          after: { taskId: task.id, clauseId: input.clauseId ?? task.clauseId, by: input.by ?? null },
        }),
      ],
    };
  },
});

/** No task after all, with the reason; null takes it up again. */
export const dropTask = defineCommand({
  name: "plan.drop-task",
  input: DropTask,
  async run({ tx, principal }, input) {
    refuseIdentities({ reason: input.reason });
    const { task, plan } = await lockTask(tx, principal, input.taskId, input.version);
    await sql`update plan_task set dropped_reason = ${input.reason}, version = version + 1 where id = ${task.id}::uuid`.execute(
      tx,
    );
    return {
      answer: answer(plan.id, task.id),
      journal: [
        planLine(input.reason === null ? "plan.task-restored" : "plan.task-dropped", plan, {
          before: { text: task.text },
          after: { taskId: task.id, reason: input.reason },
        }),
      ],
    };
  },
});

async function sourceOf(tx: Tx, planId: string): Promise<string> {
  const { rows } = await sql<{ source: string | null }>`select source from plan where id = ${planId}::uuid`.execute(tx);
  return rows[0]?.source ?? "";
}
