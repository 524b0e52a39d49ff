import { sql } from "kysely";
import { asCivilDate, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import { AssignTask, RecordProgress, SetHeadcount, type unitGroups } from "../contract.ts";
import { authorise } from "#kernel/access.ts";
import { unitPath } from "#modules/units/server.ts";
import { planPolicy } from "../policy.ts";
import { planProblem } from "../problems.ts";
import { getPlan, lockTask, planLine, refuseIdentities } from "./store.ts";

type Group = (typeof unitGroups)[number];
const organisations = new Set([
  "mass-organisation",
  "fatherland-front",
  "public-service-unit",
  "office",
  "armed-forces",
]);
const levels: Record<Group, { level: string; kind?: (kind: string) => boolean }> = {
  communes: { level: "commune" },
  districts: { level: "district" },
  departments: { level: "body", kind: (kind) => kind === "department" },
  villages: { level: "group" },
  organisations: { level: "body", kind: (kind) => organisations.has(kind) },
};

/** The units of a group that stood under the plan's unit on the plan's day: districts of 2024 among them, whose successors take over. */
export async function groupUnits(tx: Tx, group: Group, unitId: number, on: CivilDate): Promise<number[]> {
  const { tree } = await unitState(tx);
  return tree
    .descendantsOn(unitId, on)
    .filter((v) => tree.levelOf(v) === levels[group].level && (levels[group].kind?.(v.kind) ?? true))
    .map((v) => v.unitId);
}

/** Who leads and who coordinates, as a whole. What was given and is no longer is ended, not removed, once the plan stands. */
export const assignTask = defineCommand({
  name: "plan.assign-task",
  input: AssignTask,
  async run({ tx, principal, now }, input) {
    const { task, plan } = await lockTask(tx, principal, input.taskId);
    const today = civilDateOf(now);
    const on = plan.issuedOn === null ? today : asCivilDate(plan.issuedOn);
    const { tree } = await unitState(tx);
    const all = async (ids: readonly number[], groups: readonly Group[]) => [
      ...new Set([...ids, ...(await Promise.all(groups.map((g) => groupUnits(tx, g, plan.unitId, on)))).flat()]),
    ];
    const leads = await all(input.leads, input.leadGroups);
    const others = (await all(input.coordinates, input.coordinateGroups)).filter((id) => !leads.includes(id));
    const unknown = [...leads, ...others].filter((id) => !tree.units.has(id));
    if (unknown.length > 0) throw planProblem("plan.unknown-unit", { unitIds: unknown });
    const groups = [...input.leadGroups, ...input.coordinateGroups];
    if (groups.length > 0 && leads.length + others.length === 0) throw planProblem("plan.empty-group", { groups });
    const before = await sql<{
      unitId: number;
      role: string;
    }>`select unit_id as "unitId", role from plan_assignment where task_id = ${task.id}::uuid and ended_on is null`.execute(
      tx,
    );
    const wanted = [
      ...leads.map((id) => ({ task_id: task.id, unit_id: id, role: "lead" })),
      ...others.map((id) => ({ task_id: task.id, unit_id: id, role: "coordinate" })),
    ];
    await sql`update plan_assignment set ended_on = ${today}::date, ended_reason = 'taken-back' where task_id = ${task.id}::uuid and ended_on is null and unit_id <> all (${wanted.map((w) => w.unit_id)}::int[])
        and not exists (select from plan_handover h where h.task_id = plan_assignment.task_id and h.to_id = plan_assignment.unit_id and h.from_id = any (${wanted.map((w) => w.unit_id)}::int[]))`.execute(
      tx,
    );
    await sql`insert into plan_assignment (task_id, unit_id, role)
      select ${task.id}::uuid, r.unit_id, r.role from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as r(unit_id int, role text)
      on conflict (task_id, unit_id) do update set role = excluded.role,
        ended_on = case when plan_assignment.ended_reason = 'reorganisation' then plan_assignment.ended_on end,
        ended_reason = case when plan_assignment.ended_reason = 'reorganisation' then plan_assignment.ended_reason end`.execute(
      tx,
    );
    return {
      answer: { planId: plan.id, taskId: task.id, units: wanted.length },
      journal: [
        planLine("plan.task-assigned", plan, {
          before: { given: before.rows },
          after: { taskId: task.id, leads, coordinates: others },
        }),
      ],
    };
  },
});

/** What a unit did for a task, with its evidence; each entry stands, the newest counts. */
export const recordProgress = defineCommand({
  name: "plan.record-progress",
  input: RecordProgress,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ evidence: input.evidence });
    authorise(planPolicy, "plan.progress", principal, { unitPath: await unitPath(tx, input.unitId) });
    const { rows } = await sql<{ planId: string; given: boolean }>`
      select t.plan_id as "planId", exists (select from plan_assignment a where a.task_id = t.id and a.unit_id = ${input.unitId} and a.ended_on is null) as given
        from plan_task t where t.id = ${input.taskId}::uuid`.execute(tx);
    if (rows[0] === undefined) throw planProblem("plan.task-not-found", { id: input.taskId });
    if (!rows[0].given) throw planProblem("plan.not-given", { taskId: input.taskId, unitId: input.unitId });
    const plan = await getPlan(tx, rows[0].planId);
    if (plan.status !== "standing") throw planProblem("plan.wrong-state", { status: plan.status });
    await sql`insert into plan_progress (id, task_id, unit_id, on_date, state, value, evidence, by_user, at)
      values (${input.progressId}, ${input.taskId}, ${input.unitId}, ${input.onDate}::date, ${input.state}, ${input.value}, ${input.evidence}, ${principal.userId}, ${now})`.execute(
      tx,
    );
    return {
      answer: { planId: plan.id, taskId: input.taskId },
      journal: [{ ...planLine("plan.progress-recorded", plan, { after: { ...input } }), unitId: input.unitId }],
    };
  },
});

export const setHeadcount = defineCommand({
  name: "plan.set-headcount",
  input: SetHeadcount,
  async run({ tx, principal }, input) {
    authorise(planPolicy, "plan.progress", principal, { unitPath: await unitPath(tx, input.unitId) });
    await sql`insert into plan_headcount (unit_id, year, people, source) values (${input.unitId}, ${input.year}, ${input.people}, ${input.source})
      on conflict (unit_id, year) do update set people = excluded.people, source = excluded.source, version = plan_headcount.version + 1`.execute(
      tx,
    );
    return {
      answer: { unitId: input.unitId, year: input.year },
      journal: [
        {
          action: "plan.headcount-set",
          subject: "unit",
          subjectId: String(input.unitId),
          unitId: input.unitId,
          after: { ...input },
        },
      ],
    };
  },
});
