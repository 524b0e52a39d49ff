import { sql } from "kysely";
import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { unitState } from "#modules/units/server.ts";

/** What units that a reorganisation ended still have: it waits to be handed over to what they became. */
export const budgetsWaiting: WaitSource = async ({ tx, principal, under, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const { rows } = await sql<{ id: string; unitId: number; title: string; available: number; since: string }>`
    select l.id, l.unit_id as "unitId", l.title, l.available, u.dissolved::text as since
      from budget_line l join unit u on u.id = l.unit_id
     where u.dissolved <= ${today}::date and l.available > 0 and l.closed_at is null
       ${under === null ? sql`` : sql`and l.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under})`}
     order by u.dissolved, l.id limit ${mostWaiting + 1}`.execute(tx);
  const { tree } = await unitState(tx);
  return waitGroup(
    rows,
    { code: "budget.to-hand-over", title: say("wait.budget.to-hand-over"), to: "/budgets" },
    (line) => ({
      to: `/budgets/lines/${line.id}`,
      day: line.since,
      title: line.title,
      under: tree.versionNear(line.unitId, today)?.name ?? "",
      note: say("wait.budget.dong", { n: line.available.toLocaleString("vi-VN") }),
    }),
  );
};
