import { sql } from "kysely";
import { asCivilDate, type CivilDate, formatDate } from "#kernel/civil-date.ts";
import { isFound } from "#kernel/text/fold.ts";
import type { MergeSource } from "#modules/documents/server.ts";
import type { MergeValues } from "#modules/documents/shared.ts";
import type { Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitName } from "#modules/units/server.ts";
import { readWork } from "./work.ts";

interface MergedPlan {
  id: string;
  title: string;
  symbol: string | null;
  issuedOn: string | null;
  endsOn: string;
  ownPlansBy: string | null;
  unitId: number;
  parent: string | null;
  behind: number;
}

/** Plans of the unit, and those that it was given something of; how many have not issued their own. */
async function plansOf(tx: Tx, unitId: number, id?: string): Promise<MergedPlan[]> {
  const { rows } = await sql<MergedPlan>`
    select p.id, p.title, p.symbol, p.issued_on::text as "issuedOn", p.ends_on::text as "endsOn", p.own_plans_by::text as "ownPlansBy", p.unit_id as "unitId",
           coalesce(up.symbol, up.title) as parent,
           (select count(distinct a.unit_id)::int from plan_assignment a join plan_task t on t.id = a.task_id
              left join plan o on o.parent_id = p.id and o.unit_id = a.unit_id and o.status <> 'draft'
             where t.plan_id = p.id and t.dropped_reason is null and a.ended_on is null and a.unit_id <> p.unit_id and o.id is null) as behind
      from plan p left join plan up on up.id = p.parent_id
     where ${id === undefined ? sql`p.status <> 'closed'` : sql`p.id::text = ${id}`}
       and (p.unit_id = ${unitId} or exists (select from plan_task t join plan_assignment a on a.task_id = t.id where t.plan_id = p.id and a.unit_id = ${unitId} and a.ended_on is null))
     order by p.created_at desc limit 100`.execute(tx);
  return rows;
}

/** What the unit has to do of a plan: all of its own, what it was given of another's. */
async function tasksOf(tx: Tx, plan: MergedPlan, unitId: number) {
  const { rows } = await sql<{ id: string; text: string; nature: string; dueOn: string | null }>`
    select t.id, t.text, t.nature, t.due_on::text as "dueOn" from plan_task t
     where t.plan_id = ${plan.id}::uuid and t.dropped_reason is null
       and (${plan.unitId === unitId} or t.nature = 'goal' or exists (select from plan_assignment a where a.task_id = t.id and a.unit_id = ${unitId} and a.ended_on is null))
     order by t.position limit 200`.execute(tx);
  return rows;
}

const called = (plan: MergedPlan) =>
  plan.symbol === null
    ? `Kế hoạch “${plan.title}”`
    : `Kế hoạch số ${plan.symbol}${plan.issuedOn === null ? "" : ` ngày ${formatDate(asCivilDate(plan.issuedOn))}`}`;
const wanted = (search: string | undefined, words: string) => isFound(words, search);
const bare = (text: string) => text.trim().replace(/[.;,\s]+$/u, "");

/** A plan or a submission of what a plan asks of the unit. */
export const planTasksToMerge: MergeSource = {
  id: "plans.tasks",
  titleVi: "Kế hoạch và nhiệm vụ được giao",
  titleEn: "Plans and the tasks given",
  async choices({ tx, unitId, search }) {
    const plans = await plansOf(tx, unitId);
    return plans
      .map((p) => ({
        id: p.id,
        label: p.title,
        note: [p.symbol, `đến ${formatDate(asCivilDate(p.endsOn))}`].filter(Boolean).join(" · "),
      }))
      .filter((c) => wanted(search, `${c.label} ${c.note}`));
  },
  async merge({ tx, unitId, today, template }, ids): Promise<MergeValues> {
    const plan = (await plansOf(tx, unitId, ids[0] ?? ""))[0];
    if (plan === undefined) return {};
    const tasks = await tasksOf(tx, plan, unitId);
    const goals = tasks.filter((t) => t.nature === "goal").map((t) => bare(t.text));
    const duties = tasks.filter((t) => t.nature !== "goal");
    const list = duties.map(
      (t, i) =>
        `${i + 1}. ${bare(t.text)}${t.dueOn === null ? "" : `, xong trước ngày ${formatDate(asCivilDate(t.dueOn))}`}.`,
    );
    const basis = plan.unitId === unitId ? plan.parent : called(plan);
    if (template === "submission")
      return {
        matter: `ban hành Kế hoạch ${plan.title.charAt(0).toLowerCase()}${plan.title.slice(1)}`,
        ...(basis === null
          ? {}
          : { need: `Thực hiện ${basis}, cần xác định nhiệm vụ, phân công và thời hạn để tổ chức thực hiện.` }),
        proposal: list.join("\n"),
      };
    const { rows: talks } = await sql<{ at: string; place: number; title: string; speakers: string | null }>`
      select to_char(k.starts_at at time zone 'Asia/Ho_Chi_Minh', 'HH24 "giờ" MI "ngày" DD/MM/YYYY') as at, k.place_unit_id as place, k.title,
             (select string_agg(p.full_name, ', ') from person p where p.id = any (k.speaker_ids)) as speakers
        from plan_task_talk x join plan_task t on t.id = x.task_id join talk k on k.id = x.talk_id
       where t.plan_id = ${plan.id}::uuid and k.status in ('planned', 'assigned', 'accepted') and k.held_on >= ${today}::date
         and (k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${unitId}) or k.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${unitId}))
       order by k.starts_at limit 300`.execute(tx);
    return {
      subject: plan.title,
      ...(basis === null ? {} : { basis }),
      aim: goals.length > 0 ? `${goals.join("; ")}.` : `Tổ chức thực hiện ${basis ?? plan.title}.`,
      ...(list.length > 0 ? { demand: list.join("\n") } : {}),
      lead: await nameOf(tx, unitId, today),
      talks: await Promise.all(
        talks.map(async (k) => ({
          when: k.at,
          where: await nameOf(tx, k.place, today),
          title: k.title,
          speaker: k.speakers ?? "",
        })),
      ),
    };
  },
};

const nameOf = async (tx: Tx, id: number, on: CivilDate) => (await unitName(tx, id, on)) ?? "";
const planned = (id: string) => `plan/${id}`;

/** Units that have not issued their own plan, or that are late with a task of the unit's plans. */
export const behindToMerge: MergeSource = {
  id: "plans.behind",
  titleVi: "Đơn vị chậm theo kế hoạch",
  titleEn: "Units behind a plan",
  async choices({ tx, principal, unitId, search }) {
    const own = (await plansOf(tx, unitId)).filter((p) => p.unitId === unitId);
    const missing = own
      .filter((p) => p.behind > 0)
      .map((p) => ({
        id: planned(p.id),
        label: `Chưa ban hành kế hoạch riêng: ${p.title}`,
        note: `${p.behind} đơn vị`,
      }));
    const late: { id: string; label: string; note: string }[] = [];
    for (const lines of (await lateOf(tx, principal, unitId)).values())
      late.push({
        id: lines[0]!.taskId,
        label: bare(lines[0]!.text).slice(0, 300),
        note: `${lines.length} đơn vị chậm`,
      });
    return [...missing, ...late].filter((c) => wanted(search, c.label)).slice(0, 200);
  },
  async merge({ tx, principal, unitId, today }, ids): Promise<MergeValues> {
    const chosen = ids[0] ?? "";
    const own = await plansOf(tx, unitId);
    const plan = own.find((p) => p.unitId === unitId && planned(p.id) === chosen);
    if (plan !== undefined) {
      const { rows } = await sql<{ id: number }>`
        select distinct a.unit_id as id from plan_assignment a join plan_task t on t.id = a.task_id
          left join plan o on o.parent_id = t.plan_id and o.unit_id = a.unit_id and o.status <> 'draft'
         where t.plan_id = ${plan.id}::uuid and t.dropped_reason is null and a.ended_on is null and a.unit_id <> ${unitId} and o.id is null order by 1`.execute(
        tx,
      );
      return {
        matter: `ban hành kế hoạch thực hiện ${called(plan)}`,
        source: called(plan),
        ...(plan.ownPlansBy === null ? {} : { dueDay: plan.ownPlansBy }),
        units: await Promise.all(rows.map(async (r) => ({ name: await nameOf(tx, r.id, today) }))),
      };
    }
    const lines = (await lateOf(tx, principal, unitId)).get(chosen);
    if (lines === undefined) return {};
    const of = own.find((p) => p.id === lines[0]!.plan.id);
    return {
      matter: bare(lines[0]!.text),
      ...(of === undefined ? {} : { source: called(of) }),
      ...(lines[0]!.dueOn === null ? {} : { dueDay: lines[0]!.dueOn }),
      units: lines.flatMap((l) => (l.unit === null ? [] : [{ name: l.unit.name }])),
    };
  },
};

/** Late lines of the unit's own plans, by task. */
async function lateOf(tx: Tx, principal: Principal, unitId: number) {
  const { rows } = await sql<{
    id: string;
  }>`select id from plan where unit_id = ${unitId} and status = 'standing'`.execute(tx);
  const lines = [];
  for (const { id } of rows)
    for (const { line } of await readWork(tx, principal, { planId: id }))
      if (line.progress.state === "late" && line.unit?.id !== unitId) lines.push(line);
  return Map.groupBy(lines, (l) => l.taskId);
}
