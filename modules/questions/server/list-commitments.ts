import { sql } from "kysely";
import { z } from "zod";
import type { Principal } from "#kernel/access.ts";
import { refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import type { CommitmentPage } from "../answers.ts";
import type { CommitmentStatus } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { unitNames } from "./names.ts";

export const CommitmentQuery = z.object({
  /** The responsible unit and everything under it. */
  under: z.coerce.number().int().positive().optional(),
  status: z.enum(["open", "overdue", "done", "late", "dropped"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
export type CommitmentQuery = z.infer<typeof CommitmentQuery>;

interface Row {
  id: string;
  question_id: string | null;
  dialogue_id: string | null;
  unit_id: number;
  text: string;
  due_on: string;
  status: CommitmentStatus;
  done_on: string | null;
  dropped_reason: string | null;
  kept: boolean | null;
  handled_by: number[] | null;
  progress: { at: string; by: string; text: string; evidence: string | null }[];
}

const columns = sql`
  c.id, c.question_id, c.dialogue_id, c.unit_id, c.text, c.due_on::text, c.status, c.done_on::text, c.dropped_reason, c.kept,
  (select q.handled_by from question q where q.id = c.question_id) as handled_by,
  coalesce((select json_agg(json_build_object('at', p.at, 'by', coalesce(account_name(p.by_user), ''), 'text', p.text, 'evidence', p.evidence) order by p.at)
    from commitment_progress p where p.commitment_id = c.id), '[]') as progress`;

/** What was promised with one question or at one dialogue, the nearest day first. */
export async function readCommitments(
  tx: Tx,
  principal: Principal,
  of: { question: string } | { dialogue: string },
): Promise<CommitmentPage[]> {
  const { rows } = await sql<Row>`
    select ${columns} from commitment c
     where ${"question" in of ? sql`c.question_id = ${of.question}::uuid` : sql`c.dialogue_id = ${of.dialogue}::uuid`}
     order by c.due_on, c.id`.execute(tx);
  return present(tx, principal, rows);
}

const CursorKey = z.tuple([z.iso.date(), z.uuid()]);

/** All that the caller may see, by their day. @throws request.cursor */
export async function listCommitments(tx: Tx, principal: Principal, query: CommitmentQuery) {
  const after = decodeCursor(query.cursor, CursorKey);
  const today = todayInVietnam();
  const conditions = {
    open: sql`c.status = 'open'`,
    overdue: sql`c.status = 'open' and c.due_on < ${today}::date`,
    done: sql`c.status = 'done' and c.kept`,
    late: sql`c.status = 'done' and not c.kept`,
    dropped: sql`c.status = 'dropped'`,
  };
  const { rows } = await sql<Row>`
    select ${columns} from commitment c
     where ${query.status === undefined ? sql`true` : conditions[query.status]}
       ${query.under === undefined ? sql`` : sql`and c.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}::int)`}
       ${after === undefined ? sql`` : sql`and (c.due_on, c.id) > (${after[0]}::date, ${after[1]}::uuid)`}
     order by c.due_on, c.id limit ${query.limit + 1}`.execute(tx);
  const presented = new Map((await present(tx, principal, rows)).map((c) => [c.id, c]));
  return page(
    rows,
    query.limit,
    (r) => [r.due_on, r.id],
    (r) => presented.get(r.id)!,
  );
}

async function present(tx: Tx, principal: Principal, rows: readonly Row[]): Promise<CommitmentPage[]> {
  const name = await unitNames(tx);
  const { paths } = await unitState(tx);
  const today = todayInVietnam();
  return rows.map((r) => ({
    id: r.id,
    questionId: r.question_id,
    dialogueId: r.dialogue_id,
    unit: { id: r.unit_id, name: name(r.unit_id) },
    text: strike(r.text),
    dueOn: r.due_on,
    status: r.status,
    doneOn: r.done_on,
    droppedReason: r.dropped_reason,
    kept: r.kept,
    overdue: r.status === "open" && r.due_on < today,
    progress: r.progress.map((p) => ({ ...p, at: new Date(p.at).toISOString(), text: strike(p.text) })),
    mine:
      r.status === "open" &&
      refusal(questionPolicy, "commitment.follow", principal, {
        unitPath: [r.unit_id, ...(r.handled_by ?? [])].flatMap((id) => [...(paths.get(id) ?? [])]),
      }) === null,
  }));
}
