import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { CreatePlan, EditPlan, MovePlan, SetClauseAside } from "../contract.ts";
import { planPolicy } from "../policy.ts";
import { planProblem } from "../problems.ts";
import { mayBecome } from "../rules.ts";
import { getPlan, lockPlan, planLine, refuseIdentities } from "./store.ts";

const checkPeriod = (input: { startsOn: string; endsOn: string }) => {
  if (input.endsOn < input.startsOn) throw planProblem("plan.period", { fields: { "/endsOn": "plan.period" } });
};

/** An empty plan, or a unit's own from what it was given in the plan above: its tasks come along, each with its origin. */
export const createPlan = defineCommand({
  name: "plan.create",
  input: CreatePlan,
  async run({ tx, principal, now }, input) {
    checkPeriod(input);
    const { tree } = await unitState(tx);
    if (tree.versionOn(input.unitId, civilDateOf(now)) === undefined)
      throw planProblem("plan.unknown-unit", { fields: { "/unitId": "plan.unknown-unit" } });
    authorise(planPolicy, "plan.write", principal, { unitPath: await unitPath(tx, input.unitId) });
    if (input.parentId !== null) await checkParent(tx, input.parentId, input.unitId);
    await sql`insert into plan (id, unit_id, parent_id, title, starts_on, ends_on, created_at, created_by)
      values (${input.planId}, ${input.unitId}, ${input.parentId}::uuid, ${input.title}, ${input.startsOn}::date, ${input.endsOn}::date, ${now}, ${principal.userId})`.execute(
      tx,
    );
    const tasks = input.parentId === null ? 0 : await takeTasks(tx, input.planId, input.parentId, input.unitId);
    return {
      answer: { planId: input.planId, tasks },
      journal: [
        planLine(
          "plan.created",
          { id: input.planId, unitId: input.unitId },
          { after: { title: input.title, parentId: input.parentId, tasks } },
        ),
      ],
    };
  },
});

async function checkParent(tx: Tx, parentId: string, unitId: number): Promise<void> {
  const parent = await getPlan(tx, parentId);
  if (parent.status === "draft") throw planProblem("plan.wrong-state", { status: parent.status });
  const { rows } = await sql<{ given: boolean; own: boolean }>`
    select exists (select from plan_assignment a join plan_task t on t.id = a.task_id where t.plan_id = ${parentId}::uuid and a.unit_id = ${unitId} and a.ended_on is null and t.dropped_reason is null) as given,
           exists (select from plan p where p.parent_id = ${parentId}::uuid and p.unit_id = ${unitId}) as own`.execute(
    tx,
  );
  if (!rows[0]!.given) throw planProblem("plan.not-given", { parentId, unitId });
  if (rows[0]!.own) throw planProblem("plan.has-own-plan", { parentId, unitId });
}

async function takeTasks(tx: Tx, planId: string, parentId: string, unitId: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    insert into plan_task (id, plan_id, from_task_id, position, text, nature, due_on, repeats, target_indicator, target_value, target_period, topic)
      select gen_random_uuid(), ${planId}::uuid, t.id, row_number() over (order by a.role desc, t.position), t.text, t.nature, t.due_on, t.repeats, t.target_indicator, t.target_value, t.target_period, t.topic
        from plan_task t join plan_assignment a on a.task_id = t.id and a.unit_id = ${unitId} and a.ended_on is null
       where t.plan_id = ${parentId}::uuid and t.dropped_reason is null
    returning id`.execute(tx);
  await sql`insert into plan_assignment (task_id, unit_id, role) select id, ${unitId}, 'lead' from unnest(${rows.map((r) => r.id)}::uuid[]) as id`.execute(
    tx,
  );
  return rows.length;
}

export const editPlan = defineCommand({
  name: "plan.edit",
  input: EditPlan,
  async run({ tx, principal }, input) {
    checkPeriod(input);
    const found = await lockPlan(tx, principal, input.planId);
    if (found.version !== input.version) throw planProblem("plan.changed-since", { version: found.version });
    // what a document of its own register says is no longer edited here
    const issued = found.documentId !== null;
    const head = issued ? found : input;
    await sql`update plan set title = ${head.title}, issuer = ${head.issuer}, symbol = ${head.symbol}, issued_on = ${head.issuedOn}::date, starts_on = ${input.startsOn}::date,
        ends_on = ${input.endsOn}::date, own_plans_by = ${input.ownPlansBy}::date, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    const { planId: _id, version: _version, ...after } = input;
    return {
      answer: { planId: found.id, version: found.version + 1 },
      journal: [planLine("plan.edited", found, { before: { ...found }, after })],
    };
  },
});

/** Adopted (its tasks are asked for from now on), closed, or taken up again. */
export const movePlan = defineCommand({
  name: "plan.move",
  input: MovePlan,
  async run({ tx, principal }, { planId, to }) {
    const found = await lockPlan(tx, principal, planId);
    if (!mayBecome(found.status, to)) throw planProblem("plan.wrong-state", { status: found.status });
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from plan_task where plan_id = ${planId}::uuid and dropped_reason is null`.execute(tx);
    if (to === "standing" && rows[0]!.n === 0) throw planProblem("plan.no-tasks");
    await sql`update plan set status = ${to}, version = version + 1 where id = ${planId}::uuid`.execute(tx);
    return {
      answer: { planId, status: to },
      journal: [
        planLine(`plan.${to === "standing" ? "adopted" : "closed"}`, found, {
          before: { status: found.status },
          after: { status: to },
        }),
      ],
    };
  },
});

/** A clause that asks for nothing, looked at by a person; null takes the reason back. */
export const setClauseAside = defineCommand({
  name: "plan.set-clause-aside",
  input: SetClauseAside,
  async run({ tx, principal }, { clauseId, reason }) {
    refuseIdentities({ reason });
    const { rows } = await sql<{
      planId: string;
      before: string | null;
    }>`select plan_id as "planId", aside_reason as before from plan_clause where id = ${clauseId}::uuid`.execute(tx);
    if (rows[0] === undefined) throw planProblem("plan.not-found", { id: clauseId });
    const plan = await lockPlan(tx, principal, rows[0].planId);
    await sql`update plan_clause set aside_reason = ${reason} where id = ${clauseId}::uuid`.execute(tx);
    return {
      answer: { planId: plan.id },
      journal: [
        planLine("plan.clause-set-aside", plan, { before: { reason: rows[0].before }, after: { clauseId, reason } }),
      ],
    };
  },
});
