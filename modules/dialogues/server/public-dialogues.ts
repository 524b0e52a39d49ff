import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { strike } from "#kernel/text/identity-filter.ts";

/** What everybody may read of a meeting: nobody's name, and no question but through its published answer. */
export interface PublicDialogue {
  id: string;
  unitId: number;
  placeUnitId: number;
  placeDetail: string | null;
  title: string;
  startsAt: string;
  endsAt: string | null;
  /** YYYY-MM-DD in Vietnam. */
  heldOn: string;
  status: "planned" | "held" | "cancelled";
  /** The office that presided, once it was held; 'KT' or 'TUQ' where it was not the head. */
  presidedPosition: string | null;
  presidedCapacity: "KT" | "TUQ" | null;
  minutesIssued: boolean;
  conclusion: string;
  agenda: string[];
  commitments: PublicDialogueCommitment[];
  /** Ids of public answers (questions room: `findPublicAnswer`). */
  answerIds: string[];
}
export interface PublicDialogueCommitment {
  id: string;
  text: string;
  unitId: number;
  dueOn: string;
  status: "open" | "done" | "dropped";
  doneOn: string | null;
  /** Null while it is open. */
  kept: boolean | null;
}

type Row = Omit<PublicDialogue, "commitments" | "answerIds" | "startsAt" | "endsAt"> & {
  startsAt: Date;
  endsAt: Date | null;
};
const columns = sql`
  d.id, d.unit_id as "unitId", d.place_unit_id as "placeUnitId", d.place_detail as "placeDetail", d.title, d.starts_at as "startsAt",
  d.ends_at as "endsAt", d.held_on::text as "heldOn", d.status, d.presided_position as "presidedPosition",
  d.presided_capacity as "presidedCapacity", d.minutes_issued as "minutesIssued", d.conclusion, d.agenda`;

/**
 * Public meetings, those to come first by their day, then the newest that were held. For the portal, under any caller.
 * @param units the units whose meetings are asked for (a place with all below it); all where left out
 */
export async function listPublicDialogues(
  tx: Tx,
  query: { units?: readonly number[]; limit: number; offset?: number },
): Promise<PublicDialogue[]> {
  const { rows } = await sql<Row>`
    select ${columns} from public_dialogue d
     where ${query.units === undefined ? sql`true` : sql`(d.unit_id = any (${query.units}::int[]) or d.place_unit_id = any (${query.units}::int[]))`}
     order by (d.status = 'planned' and d.starts_at > now()) desc,
       case when d.status = 'planned' and d.starts_at > now() then d.starts_at end, d.starts_at desc, d.id
     limit ${query.limit} offset ${query.offset ?? 0}`.execute(tx);
  return withParts(tx, rows);
}

/** Null where there is none, or none that is public. */
export async function findPublicDialogue(tx: Tx, id: string): Promise<PublicDialogue | null> {
  const { rows } = await sql<Row>`select ${columns} from public_dialogue d where d.id = ${id}::uuid`.execute(tx);
  return (await withParts(tx, rows))[0] ?? null;
}

async function withParts(tx: Tx, rows: readonly Row[]): Promise<PublicDialogue[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((r) => r.id);
  const promised = await sql<PublicDialogueCommitment & { dialogueId: string }>`
    select dialogue_id as "dialogueId", id, text, unit_id as "unitId", due_on::text as "dueOn", status, done_on::text as "doneOn", kept
      from public_dialogue_commitment where dialogue_id = any (${ids}::uuid[]) order by due_on, id`.execute(tx);
  const answers = await sql<{ dialogueId: string; answerId: string }>`
    select distinct dialogue_id as "dialogueId", answer_id as "answerId" from public_dialogue_answer
     where dialogue_id = any (${ids}::uuid[]) order by 2`.execute(tx);
  return rows.map((r) => ({
    ...r,
    title: strike(r.title),
    placeDetail: r.placeDetail === null ? null : strike(r.placeDetail),
    conclusion: strike(r.conclusion),
    agenda: r.agenda.map((line) => strike(line)),
    startsAt: r.startsAt.toISOString(),
    endsAt: r.endsAt?.toISOString() ?? null,
    commitments: promised.rows
      .filter((c) => c.dialogueId === r.id)
      .map((c) => ({
        id: c.id,
        text: strike(c.text),
        unitId: c.unitId,
        dueOn: c.dueOn,
        status: c.status,
        doneOn: c.doneOn,
        kept: c.kept,
      })),
    answerIds: answers.rows.filter((a) => a.dialogueId === r.id).map((a) => a.answerId),
  }));
}
