import { sql } from "kysely";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { AgendaItem, DialogueStatus } from "../contract.ts";
import { dialogueProblem } from "../problems.ts";
import { type DialogueVerb, nextDialogueStatus } from "../rules.ts";

export interface StoredDialogue {
  id: string;
  unitId: number;
  placeUnitId: number;
  placeDetail: string | null;
  talkId: string | null;
  title: string;
  legalBasis: string | null;
  startsAt: Date;
  endsAt: Date | null;
  status: DialogueStatus;
  cancelledReason: string | null;
  presidedName: string | null;
  presidedPosition: string | null;
  presidedCapacity: "KT" | "TUQ" | null;
  absenceReason: string | null;
  secretaryName: string | null;
  attendance: number | null;
  opening: string;
  conclusion: string;
  minutesId: string | null;
  public: boolean;
  version: number;
}

export const dialogueColumns = sql`
  d.id, d.unit_id as "unitId", d.place_unit_id as "placeUnitId", d.place_detail as "placeDetail", d.talk_id as "talkId", d.title,
  d.legal_basis as "legalBasis", d.starts_at as "startsAt", d.ends_at as "endsAt", d.status, d.cancelled_reason as "cancelledReason",
  d.presided_name as "presidedName", d.presided_position as "presidedPosition", d.presided_capacity as "presidedCapacity",
  d.absence_reason as "absenceReason", d.secretary_name as "secretaryName", d.attendance, d.opening, d.conclusion,
  d.minutes_id as "minutesId", d.public, d.version`;

/** @throws dialogue.not-found */
export async function findDialogue(tx: Tx, id: string, forUpdate = false): Promise<StoredDialogue> {
  const { rows } = await sql<StoredDialogue>`
    select ${dialogueColumns} from dialogue d where d.id = ${id}::uuid ${forUpdate ? sql`for update` : sql``}`.execute(
    tx,
  );
  if (rows[0] === undefined) throw dialogueProblem("dialogue.not-found", { id });
  return rows[0];
}

/** @throws dialogue.wrong-state, dialogue.changed-since where a version was named */
export function stepTo(found: StoredDialogue, verb: DialogueVerb, version?: number): DialogueStatus {
  const next = nextDialogueStatus(found.status, verb, found.minutesId !== null);
  if (next === null)
    throw dialogueProblem("dialogue.wrong-state", { status: found.status, minutes: found.minutesId !== null });
  if (version !== undefined && version !== found.version)
    throw dialogueProblem("dialogue.changed-since", { version: found.version });
  return next;
}

export async function placed(tx: Tx, found: { unitId: number }) {
  return { unitPath: await unitPath(tx, found.unitId) };
}

/** The last gate before storage: names of fields where something would name a person, never the text. */
export function refuseIdentities(written: Record<string, string | null>): void {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries(written))
    if (text !== null && findIdentities(text).length > 0) fields[`/${name}`] = "dialogue.identity-in-text";
  if (Object.keys(fields).length > 0) throw dialogueProblem("dialogue.identity-in-text", { fields });
}

export async function agendaOf(tx: Tx, id: string): Promise<AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select id, title, presenter, minutes from dialogue_item where dialogue_id = ${id}::uuid order by position`.execute(
    tx,
  );
  return rows;
}

export function journalLine(
  action: string,
  found: { id: string; unitId: number },
  change: { before?: unknown; after?: unknown },
): JournalEntry {
  return { action, subject: "dialogue", subjectId: found.id, unitId: found.unitId, ...change };
}
