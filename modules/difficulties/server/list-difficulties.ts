import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import { type DifficultyOrigin, type DifficultyRow, type DifficultyStatus, difficultyViews } from "../contract.ts";
import { difficultyPolicy } from "../policy.ts";

export const DifficultyQuery = z.object({
  view: z.enum(difficultyViews).default("waiting"),
  under: z.coerce.number().int().positive().optional().describe("Met by this unit or one below it"),
  ...pageQuery,
});
export type DifficultyQuery = z.output<typeof DifficultyQuery>;

export interface RawDifficulty {
  id: string;
  text: string;
  origin: DifficultyOrigin;
  unitId: number;
  handlerId: number;
  status: DifficultyStatus;
  settled: DifficultyStatus;
  members: number;
  dueOn: string;
  reportedAt: Date;
  answer: string | null;
}

export const difficultyColumns = sql`
  d.id, d.text, d.origin, d.unit_id as "unitId", question_unit_today(d.handler_id) as "handlerId", d.status, coalesce(u.status, d.status) as settled,
  (select count(*)::int from difficulty m where m.under_id = d.id) as members, coalesce(u.due_on, d.due_on)::text as "dueOn",
  d.reported_at as "reportedAt", coalesce(u.answer, d.answer) as answer`;

/** What the caller may see: what waits by its day, everything else the newest first. */
export async function listDifficulties(
  tx: Tx,
  principal: Principal,
  query: DifficultyQuery,
): Promise<{ items: (DifficultyRow & { answer: string | null })[]; nextCursor: string | null }> {
  const today = todayInVietnam();
  const byDay = query.view === "waiting" || query.view === "overdue";
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  // what stands under another is settled there: it is in "all" and "answered", and waits as part of the whole
  const views = {
    waiting: sql`d.status in ('open', 'escalated')`,
    overdue: sql`d.status in ('open', 'escalated') and d.due_on < ${today}::date`,
    escalated: sql`d.status = 'escalated'`,
    answered: sql`coalesce(u.status, d.status) = 'answered'`,
    all: sql`true`,
  };
  const key = byDay ? sql`d.due_on` : sql`d.reported_at`;
  const past =
    after === undefined
      ? sql``
      : byDay
        ? sql`and (d.due_on, d.id) > (${after[0]}::date, ${after[1]}::uuid)`
        : sql`and (d.reported_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<RawDifficulty & { key: string }>`
    select ${difficultyColumns}, ${key}::text as key
      from difficulty d left join difficulty u on u.id = d.under_id
     where ${views[query.view]}
       ${query.under === undefined ? sql`` : sql`and d.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}::int)`}
       ${past}
     order by ${key} ${byDay ? sql`asc` : sql`desc`}, d.id ${byDay ? sql`asc` : sql`desc`} limit ${query.limit + 1}`.execute(
    tx,
  );
  const present = await presenter(tx, principal);
  return page(
    rows,
    query.limit,
    (r) => [r.key, r.id],
    (r) => ({ ...present(r), answer: r.answer === null ? null : strike(r.answer) }),
  );
}

/** How a stored row is shown; the identity filter stands at the way out as well. */
export async function presenter(tx: Tx, principal: Principal): Promise<(r: RawDifficulty) => DifficultyRow> {
  const { tree, paths } = await unitState(tx);
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  return (r) => ({
    id: r.id,
    code: spokenCode(r.id),
    text: strike(r.text),
    origin: r.origin,
    unit: unit(r.unitId),
    handler: unit(r.handlerId),
    status: r.status,
    settled: r.settled,
    members: r.members,
    dueOn: r.dueOn,
    overdue: (r.settled === "open" || r.settled === "escalated") && r.dueOn < today,
    reportedAt: r.reportedAt.toISOString(),
    mine:
      refusal(difficultyPolicy, "difficulty.settle", principal, { unitPath: paths.get(r.handlerId) ?? [] }) === null,
  });
}
