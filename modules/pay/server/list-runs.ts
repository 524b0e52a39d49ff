import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { Month, type OpenMonth, runViews, type RunRow } from "../contract.ts";
import { unitNaming } from "./names.ts";
import { runColumns, type StoredRun } from "./store.ts";

export const RunQuery = z.object({
  view: z.enum(runViews).default("open"),
  under: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe("Runs of this unit, of those below it and of what became one of them"),
  month: Month.optional(),
  code: z
    .string()
    .trim()
    .regex(/^[0-9a-z]{3}-?[0-9a-z]{4}$/i)
    .optional()
    .describe("As printed on a schedule: the code of a run, or the number of a talk that it pays; then of any state"),
  ...pageQuery,
});
type RunQuery = z.output<typeof RunQuery>;

export type NamedRun = StoredRun & { madeName: string | null; checkedName: string | null };
export const namedRunColumns = sql`${runColumns}, account_name(r.made_by) as "madeName", account_name(r.checked_by) as "checkedName"`;

/** The newest month first. */
export async function listRuns(tx: Tx, query: RunQuery): Promise<{ items: RunRow[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string(), z.uuid()]));
  const plain = query.code?.toUpperCase().replace("-", "");
  const code = plain === undefined ? undefined : `${plain.slice(0, 3)}-${plain.slice(3)}`;
  const views = {
    open: sql`r.status in ('draft', 'submitted')`,
    approved: sql`r.status = 'approved'`,
    all: sql`true`,
  };
  const { rows } = await sql<NamedRun & { madeKey: string }>`
    select ${namedRunColumns}, r.made_at::text as "madeKey" from pay_run r
     where ${code === undefined ? views[query.view] : sql`true`}
       ${code === undefined ? sql`` : sql`and (spoken_code(r.id) = ${code} or exists (select from pay_line l where l.run_id = r.id and spoken_code(l.talk_id) = ${code}))`}
       ${query.under === undefined ? sql`` : sql`and r.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}::int)`}
       ${query.month === undefined ? sql`` : sql`and r.month = ${`${query.month}-01`}::date`}
       ${after === undefined ? sql`` : sql`and (r.month, r.made_at, r.id) < (${`${after[0]}-01`}::date, ${after[1]}::timestamptz, ${after[2]}::uuid)`}
     order by r.month desc, r.made_at desc, r.id desc limit ${query.limit + 1}`.execute(tx);
  const unit = await unitNaming(tx);
  return page(
    rows,
    query.limit,
    (r) => [r.month, r.madeKey, r.id],
    (r) => presentRun(r, unit),
  );
}

export function presentRun(r: NamedRun, unit: (id: number, month?: string) => { id: number; name: string }): RunRow {
  const { id, month, number, status, total, people, lines, undecided } = r;
  return {
    id,
    unit: unit(r.unitId),
    month,
    number,
    status,
    total,
    people,
    lines,
    undecided,
    madeBy: r.madeName ?? r.madeBy,
    madeAt: r.madeAt.toISOString(),
    checkedBy: r.checkedBy === null ? null : (r.checkedName ?? r.checkedBy),
    checkedAt: r.checkedAt?.toISOString() ?? null,
  };
}

/**
 * Months of the last quarter with verified talks at a place where some resolution pays, for which no run was made there or above: so
 * that nobody is forgotten because nobody thought of the month.
 */
export async function listOpenMonths(tx: Tx, today: string): Promise<{ items: OpenMonth[] }> {
  const { rows } = await sql<{ unitId: number; month: string; talks: number }>`
    select n.now_id as "unitId", to_char(t.month, 'YYYY-MM') as month, sum(t.talks)::int as talks
      from talk_total t join unit_now n on n.unit_id = t.commune_id and n.now_id is not null
     where t.tier = 'verified' and t.talks > 0 and t.month < date_trunc('month', ${today}::date) and t.month >= date_trunc('month', ${today}::date) - interval '3 months'
       and pay_scopes(t.commune_id, t.commune_id, (t.month + interval '1 month')::date - 1) <> '{}'
       and not exists (select from pay_run r join unit_scope s on s.ancestor_id = r.unit_id and s.descendant_id = t.commune_id
                        where r.month = t.month and r.status <> 'discarded')
     group by 1, 2 order by 2 desc, 3 desc, 1 limit 50`.execute(tx);
  const unit = await unitNaming(tx);
  return { items: rows.map((r) => ({ unit: unit(r.unitId), month: r.month, talks: r.talks })) };
}
