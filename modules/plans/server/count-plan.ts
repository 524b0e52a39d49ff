import { sql } from "kysely";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { type CountAsked, type Counted, countWork } from "./count-work.ts";

/** What was counted for each task of a plan at each unit, from the kept totals or with every thing counted anew: what a bench compares. */
export async function planCountedAnew(tx: Tx, planId: string, scratch: boolean): Promise<Counted[]> {
  const { rows } = await sql<CountAsked>`
    select a.task_id as "taskId", a.unit_id as "unitId", split_part(t.target_indicator, '.', 1) as of, nullif(split_part(t.target_indicator, '.', 2), '') as sub, t.topic,
           p.starts_on::text as "firstDay", coalesce(t.due_on, p.ends_on)::text as "endDay"
      from plan_assignment a join plan_task t on t.id = a.task_id join plan p on p.id = t.plan_id where p.id = ${planId}::uuid order by 1, 2`.execute(
    tx,
  );
  return countWork(tx, rows, { until: todayInVietnam(), look: "now", scratch });
}
