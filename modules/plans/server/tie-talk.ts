import { sql } from "kysely";
import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { type CommandContext, type Decision, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { talkCommands, talkPolicy } from "#modules/talks/server.ts";
import { TalkPlan } from "#modules/talks/shared.ts";
import { unitState } from "#modules/units/server.ts";
import { TieTalk } from "../contract.ts";
import { type OpenTask } from "../work-answers.ts";
import { planProblem } from "../problems.ts";
import { planLine } from "./store.ts";

/** plan.plan-talk: what the talks room takes, and the task that the talk is to carry out. */
export const PlanTalk = z.object({ taskId: z.uuid(), talk: TalkPlan });

/** A talk is planned and tied in one transaction: both are there, or neither. */
export const planTalkOfTask = defineCommand({
  name: "plan.plan-talk",
  input: PlanTalk,
  async run(context, { taskId, talk }) {
    const plan = await getOpenTask(context.tx, taskId);
    const run = talkCommands["talk.plan"].run as (
      c: CommandContext & { tx: Tx },
      input: z.infer<typeof TalkPlan>,
    ) => Promise<Decision<{ talkId: string; status: string; version: number }>>;
    const decision = await run(context, talk);
    return {
      ...decision,
      writes: [
        ...(decision.writes ?? []),
        { table: "plan_task_talk", rows: [{ talk_id: talk.talkId, task_id: taskId }] },
      ],
      journal: [...decision.journal, planLine("plan.talk-tied", plan, { after: { talkId: talk.talkId, taskId } })],
    };
  },
});

/** A talk says afterwards which task it carries out, or that it carries out none. */
export const tieTalk = defineCommand({
  name: "plan.tie-talk",
  input: TieTalk,
  async run({ tx, principal, now }, { talkId, taskId }) {
    const { rows } = await sql<{ unitId: number; communeId: number; before: string | null }>`
      select k.unit_id as "unitId", k.commune_id as "communeId", (select x.task_id from plan_task_talk x where x.talk_id = k.id) as before
        from talk k where k.id = ${talkId}::uuid`.execute(tx);
    const talk = rows[0];
    if (talk === undefined) throw planProblem("plan.talk-not-found", { talkId });
    await mayChange(tx, principal, talk);
    const plan = taskId === null ? null : await getOpenTask(tx, taskId);
    if (taskId === null) await sql`delete from plan_task_talk where talk_id = ${talkId}::uuid`.execute(tx);
    else
      await sql`insert into plan_task_talk (talk_id, task_id, tied_by, tied_at) values (${talkId}::uuid, ${taskId}::uuid, ${principal.userId}, ${now})
        on conflict (talk_id) do update set task_id = excluded.task_id, tied_by = excluded.tied_by, tied_at = excluded.tied_at`.execute(
        tx,
      );
    return {
      answer: { talkId, taskId },
      journal: [
        {
          action: taskId === null ? "plan.talk-untied" : "plan.talk-tied",
          subject: "talk",
          subjectId: talkId,
          unitId: talk.unitId,
          before: { taskId: talk.before },
          after: { taskId, planId: plan?.id ?? null },
        },
      ],
    };
  },
});

async function mayChange(tx: Tx, principal: Principal, talk: { unitId: number; communeId: number }): Promise<void> {
  const { paths } = await unitState(tx);
  const unitPath = [...new Set([...(paths.get(talk.unitId) ?? []), ...(paths.get(talk.communeId) ?? [])])];
  authorise(talkPolicy, "talk.assign", principal, { unitPath, speakerIds: [] });
}

/** A task of a plan that stands, in the caller's sight. @throws plan.task-not-found, plan.wrong-state */
async function getOpenTask(tx: Tx, taskId: string): Promise<{ id: string; unitId: number }> {
  const { rows } = await sql<{ id: string; unitId: number; status: string }>`
    select p.id, p.unit_id as "unitId", p.status from plan_task t join plan p on p.id = t.plan_id where t.id = ${taskId}::uuid and t.dropped_reason is null`.execute(
    tx,
  );
  if (rows[0] === undefined) throw planProblem("plan.task-not-found", { id: taskId });
  if (rows[0].status !== "standing") throw planProblem("plan.wrong-state", { status: rows[0].status });
  return rows[0];
}

/** Tasks that a talk of a unit on a day may carry out: given to it, to one above it or below it, the deepest of a chain first. */
export async function openTasks(
  tx: Tx,
  { unitId, on, q, limit }: { unitId: number; on: string; q: string; limit: number },
): Promise<{ items: OpenTask[] }> {
  const { rows } = await sql<OpenTask>`
    select t.id, left(t.text, 300) as text, coalesce(p.symbol || ' · ', '') || left(p.title, 120) as plan, t.topic
      from plan_task t join plan p on p.id = t.plan_id and p.status = 'standing'
     where t.dropped_reason is null and t.nature = 'duty' and ${on}::date between p.starts_on and coalesce(t.due_on, p.ends_on)
       and exists (select from plan_assignment a join unit_scope s on (s.ancestor_id = a.unit_id and s.descendant_id = ${unitId})
           or (s.ancestor_id = ${unitId} and s.descendant_id = a.unit_id) where a.task_id = t.id and a.ended_on is null)
       and find_vi(t.text || ' ' || p.title) like all (${likeWords(q)}::text[])
     order by t.from_task_id is null, t.due_on nulls last, p.created_at desc, t.position limit ${limit}`.execute(tx);
  return { items: rows };
}

export const openTaskQuery = {
  unitId: z.coerce.number().int().positive(),
  on: z.iso.date().default(() => todayInVietnam()),
  q: z.string().trim().max(100).default(""),
  limit: z.coerce.number().int().min(1).max(50).default(50),
};
