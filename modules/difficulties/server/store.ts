import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { JournalEntry, RowSet } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { DifficultyStatus } from "../contract.ts";
import { difficultyProblem } from "../problems.ts";
import { type DifficultyVerb, nextDifficultyStatus } from "../rules.ts";

export interface StoredDifficulty {
  id: string;
  unitId: number;
  /** What the unit that must settle it has become by today: a reform leaves nothing with a unit that is gone. */
  handlerId: number;
  text: string;
  proposal: string | null;
  status: DifficultyStatus;
  underId: string | null;
  dueOn: string;
  origin: string;
  version: number;
}

/** Locked until the end of the transaction, in the order of ids. @throws difficulty.not-found */
export async function lockDifficulties(tx: Tx, ids: readonly string[]): Promise<StoredDifficulty[]> {
  const { rows } = await sql<StoredDifficulty>`
    select id, unit_id as "unitId", question_unit_today(handler_id) as "handlerId", text, proposal, status, under_id as "underId", due_on::text as "dueOn", origin, version
      from difficulty where id = any (${ids}::uuid[]) order by id for update`.execute(tx);
  if (rows.length < new Set(ids).size) throw difficultyProblem("difficulty.not-found");
  return rows;
}

export async function lockDifficulty(tx: Tx, id: string): Promise<StoredDifficulty> {
  return (await lockDifficulties(tx, [id]))[0]!;
}

/** The state after the verb. @throws difficulty.wrong-state, difficulty.changed-since where a version was named */
export function stepTo(found: StoredDifficulty, verb: DifficultyVerb, version?: number): DifficultyStatus {
  const next = nextDifficultyStatus(found.status, verb);
  if (next === null) throw difficultyProblem("difficulty.wrong-state", { status: found.status });
  if (version !== undefined && version !== found.version)
    throw difficultyProblem("difficulty.changed-since", { version: found.version });
  return next;
}

/** Whose people may settle it. */
export async function atHandler(tx: Tx, found: { handlerId: number }) {
  return { unitPath: await unitPath(tx, found.handlerId) };
}

/** @throws difficulty.identity-in-text with the fields, never with the text */
export function refuseIdentities(written: Record<string, string | null>): void {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries(written))
    if (text !== null && findIdentities(text).length > 0) fields[`/${name}`] = "difficulty.identity-in-text";
  if (Object.keys(fields).length > 0) throw difficultyProblem("difficulty.identity-in-text", { fields });
}

export async function deadlineFrom(tx: Tx, stage: "answer" | "escalated", day: string): Promise<string> {
  const { rows } = await sql<{ due: string }>`select difficulty_due(${stage}, ${day}::date)::text as due`.execute(tx);
  return rows[0]!.due;
}

interface Step {
  kind: string;
  note?: string | null;
  documentId?: string;
  dueOn?: string;
}

/** One line of what became of it, for a decision's writes. */
export function stepRow(difficultyId: string, at: Date, principal: Principal, step: Step): RowSet {
  return {
    table: "difficulty_step",
    rows: [
      {
        difficulty_id: difficultyId,
        at: at.toISOString(),
        kind: step.kind,
        note: step.note ?? null,
        document_id: step.documentId ?? null,
        due_on: step.dueOn ?? null,
        by_user: principal.userId,
      },
    ],
  };
}

export function journalLine(
  action: string,
  found: { id: string; handlerId: number },
  change: { before?: unknown; after?: unknown },
): JournalEntry {
  return { action, subject: "difficulty", subjectId: found.id, unitId: found.handlerId, ...change };
}
