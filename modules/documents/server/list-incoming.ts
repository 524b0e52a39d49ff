import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { holdsRole, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitPath } from "#modules/units/server.ts";
import type { IncomingLine, IncomingPage } from "../incoming-contract.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";

export const incomingViews = ["open", "overdue", "done", "cancelled", "all"] as const;
export const IncomingQuery = z.object({
  unitId: z.coerce.number().int().positive().optional().describe("Arrived at this unit"),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  view: z.enum(incomingViews).default("all"),
  q: z.string().max(200).optional().describe("Words of sender, symbol or abstract"),
  ...pageQuery,
});

interface Row extends Omit<IncomingLine, "overdue"> {
  version: number;
  isCopy: boolean;
  doneNote: string | null;
  answeredBy: string | null;
}

const columns = sql`
  d.id, d.unit_id as "unitId", coalesce(v.name, '') as "unitName", d.year, d.number, d.arrived_on::text as "arrivedOn", d.sender, d.symbol,
  d.issued_on::text as "issuedOn", d.type, d.abstract, d.urgency, d.due_on::text as "dueOn", d.status, h.to_whom as "heldBy", h.handed_on::text as "handedOn",
  d.done_on::text as "doneOn", d.version, d.is_copy as "isCopy", d.done_note as "doneNote", d.answered_by as "answeredBy"`;
const from = sql`
  incoming_document d
  left join unit_version v on v.unit_id = d.unit_id and v.valid @> d.arrived_on
  left join lateral (select to_whom, handed_on from incoming_handover where incoming_id = d.id and role = 'lead' order by handed_on desc, recorded_at desc limit 1) h on true`;

/** The register of what arrived, newest first; `overdue` and `open` in the order of their deadlines. */
export async function listIncoming(
  tx: Tx,
  query: z.output<typeof IncomingQuery> & { under?: number | undefined },
): Promise<{ items: IncomingLine[]; nextCursor: string | null }> {
  const today = todayInVietnam();
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.int(), z.string()]));
  const byDue = query.view === "overdue" || query.view === "open";
  const key = byDue ? sql`coalesce(d.due_on, '9999-12-31'::date)` : sql`d.arrived_on`;
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (query.unitId !== undefined) where.push(sql`d.unit_id = ${query.unitId}`);
  if (query.under !== undefined)
    where.push(sql`d.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under})`);
  if (query.year !== undefined) where.push(sql`d.year = ${query.year}`);
  if (query.view === "overdue") where.push(sql`d.status = 'open' and d.due_on < ${today}::date`);
  else if (query.view !== "all") where.push(sql`d.status = ${query.view}`);
  where.push(sql`d.search_key like all (${likeWords(query.q)}::text[])`);
  if (after !== undefined)
    where.push(
      byDue
        ? sql`(${key}, d.number, d.id) > (${after[0]}::date, ${after[1]}::int, ${after[2]}::uuid)`
        : sql`(${key}, d.number, d.id) < (${after[0]}::date, ${after[1]}::int, ${after[2]}::uuid)`,
    );
  const order = byDue ? sql`${key}, d.number, d.id` : sql`${key} desc, d.number desc, d.id desc`;
  const { rows } = await sql<Row & { key: string }>`
    select ${columns}, ${key}::text as key from ${from} where ${sql.join(where, sql` and `)} order by ${order} limit ${query.limit + 1}`.execute(
    tx,
  );
  return page(
    rows,
    query.limit,
    (r) => [r.key, r.number, r.id],
    (r) => present(r, today),
  );
}

function present(row: Row, today: string): IncomingLine {
  const { version: _v, isCopy: _c, doneNote: _n, answeredBy: _a, ...line } = row;
  delete (line as { key?: string }).key;
  return { ...line, overdue: row.status === "open" && row.dueOn !== null && row.dueOn < today };
}

export async function getIncomingPage(tx: Tx, principal: Principal, id: string): Promise<IncomingPage> {
  const { rows } = await sql<Row>`select ${columns} from ${from} where d.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (!row) throw documentsProblem("documents.incoming-not-found", { id });
  const handovers = await sql<IncomingPage["handovers"][number]>`
    select id, to_whom as "toWhom", role, note, handed_on::text as "handedOn" from incoming_handover where incoming_id = ${id}::uuid order by handed_on, recorded_at`.execute(
    tx,
  );
  const files = await sql<{ id: string; fileName: string; sha256: string; size: number; addedAt: Date }>`
    select id, file_name as "fileName", sha256, size, added_at as "addedAt" from incoming_file where incoming_id = ${id}::uuid order by added_at, id`.execute(
    tx,
  );
  const drafts = await sql<{ id: string; abstract: string }>`
    select id, abstract from document_draft where answers = ${id}::uuid and status in ('draft', 'submitted') order by created_at`.execute(
    tx,
  );
  const symbol = sql`lpad(i.number::text, greatest(2, length(i.number::text)), '0') || '/' || i.symbol`;
  const copies = await sql<{ id: string; fullSymbol: string; issuedOn: string }>`
    select i.id, ${symbol} as "fullSymbol", i.issued_on::text as "issuedOn" from document_copy c join issued_document i on i.id = c.copy_id where c.of_incoming = ${id}::uuid order by i.issued_on, i.number`.execute(
    tx,
  );
  const answer = await sql<{ id: string; fullSymbol: string }>`
    select i.id, ${symbol} as "fullSymbol" from issued_document i where i.id = ${row.answeredBy}::uuid`.execute(tx);
  return {
    ...present(row, todayInVietnam()),
    version: row.version,
    isCopy: row.isCopy,
    doneNote: row.doneNote,
    answeredBy: answer.rows[0] ?? null,
    handovers: handovers.rows,
    files: files.rows.map((f) => ({ ...f, addedAt: f.addedAt.toISOString() })),
    drafts: drafts.rows,
    copies: copies.rows,
    mayWrite: holdsRole(principal, documentPolicy["document.receive"].roles, await unitPath(tx, row.unitId)),
  };
}
