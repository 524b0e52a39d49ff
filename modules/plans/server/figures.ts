import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import type { PlanFigures } from "../work-answers.ts";
import { measureOf } from "../rules.ts";
import { progressOfRow, readAssignments } from "./assignments.ts";
import type { PlanLook } from "./plan-look.ts";

export interface PlanFiguresAsked {
  /** Units under this one; one line for each that was given something. */
  under: number;
  /** Tasks whose time meets these days; counted and judged as of `to`. */
  from: string;
  to: string;
  look?: PlanLook;
}

/**
 * Tasks done, late and in all, and targets reached, by unit, as of the period's last day; under the caller's own eyes.
 * What a unit was given and the same in its own plan is one task. `look: "now"` puts a unit that ended to its successor,
 * "then" leaves each unit its own; drafts and closed plans' unfinished tasks are not asked for.
 */
export async function planFigures(tx: Tx, { under, from, to, look = "now" }: PlanFiguresAsked): Promise<PlanFigures[]> {
  const rows = await readAssignments(tx, {
    which: sql`p.status <> 'draft' and t.dropped_reason is null and t.nature = 'duty' and p.starts_on <= ${to}::date and coalesce(t.due_on, p.ends_on) >= ${from}::date
      and a.ended_reason is distinct from 'taken-back'
      and ${look === "now" ? sql`a.ended_on is null` : sql`a.since <= ${to}::date and (a.ended_on is null or a.ended_on > ${to}::date)`}
      and a.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${under}::int)
      -- the unit's own line for a task that it was given is the same duty
      and not exists (select from plan_assignment b where b.task_id = t.from_task_id and b.unit_id = a.unit_id and b.ended_on is null)`,
    until: to,
    look,
  });
  const out = new Map<number, PlanFigures>();
  for (const r of rows) {
    const line = out.get(r.unitId) ?? {
      unitId: r.unitId,
      tasks: 0,
      done: 0,
      late: 0,
      onTime: 0,
      unknown: 0,
      targets: 0,
      targetsReached: 0,
    };
    out.set(r.unitId, line);
    const progress = progressOfRow(r, to);
    line.tasks++;
    if (progress.state === "done") line.done++;
    else if (progress.state === "late") line.late++;
    else if (progress.state === "on-time") line.onTime++;
    else line.unknown++;
    if (r.value !== null && measureOf(r.indicator) !== null) {
      line.targets++;
      if (progress.expected !== null && (progress.value ?? 0) >= progress.expected && progress.value !== null)
        line.targetsReached++;
    }
  }
  return [...out.values()];
}
