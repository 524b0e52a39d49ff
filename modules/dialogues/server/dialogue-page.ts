import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import { issuerOf } from "#modules/documents/server.ts";
import { readCommitments } from "#modules/questions/server.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { DialoguePage } from "../answers.ts";
import type { DialogueQuestion } from "../contract.ts";
import { dialoguePolicy } from "../policy.ts";
import { missingForMinutes } from "../rules.ts";
import { agendaOf, findDialogue, placed, type StoredDialogue } from "./store.ts";

/** One meeting in full; what the caller may do now is in `allowed`. @throws dialogue.not-found */
export async function readDialoguePage(tx: Tx, principal: Principal, id: string): Promise<DialoguePage> {
  const found = await findDialogue(tx, id);
  authorise(dialoguePolicy, "dialogue.view", principal, {
    unitPath: [...(await unitPath(tx, found.unitId)), ...(await unitPath(tx, found.placeUnitId))],
  });
  const today = todayInVietnam();
  const { tree } = await unitState(tx);
  const unit = (unitId: number) => ({ id: unitId, name: tree.versionNear(unitId, today)?.name ?? String(unitId) });
  const [agenda, asked, promised] = [
    await agendaOf(tx, id),
    await askedAt(tx, id),
    await readCommitments(tx, principal, { dialogue: id }),
  ];
  const issuer = await issuerOf(tx, found.unitId, today);
  const at = await placed(tx, found);
  const endsAt = found.endsAt?.toISOString() ?? null;
  return {
    id: found.id,
    code: spokenCode(found.id),
    title: found.title,
    unit: unit(found.unitId),
    place: unit(found.placeUnitId),
    startsAt: found.startsAt.toISOString(),
    heldOn: civilDateOf(found.startsAt),
    status: found.status,
    questions: asked.length,
    commitments: promised.length,
    openCommitments: promised.filter((c) => c.status === "open").length,
    minutesIssued: found.minutesId !== null,
    public: found.public,
    version: found.version,
    placeDetail: found.placeDetail,
    talk: await talkOf(tx, found.talkId),
    legalBasis: found.legalBasis,
    endsAt,
    cancelledReason: found.cancelledReason,
    presided: presidedOf(found),
    secretaryName: found.secretaryName,
    attendance: found.attendance,
    opening: strike(found.opening),
    conclusion: strike(found.conclusion),
    agenda,
    asked,
    promised,
    minutes: await minutesOf(tx, found.minutesId),
    missing: missingForMinutes(
      { status: found.status, secretaryName: found.secretaryName, agenda, endsAt },
      new Date(),
    ),
    head: { name: issuer.signerName, position: issuer.signerPosition },
    allowed: Object.keys(dialoguePolicy).filter(
      (verb) => refusal(dialoguePolicy, verb as keyof typeof dialoguePolicy, principal, at) === null,
    ),
  };
}

export function presidedOf(found: StoredDialogue): DialoguePage["presided"] {
  if (found.presidedName === null || found.presidedPosition === null) return null;
  return {
    name: found.presidedName,
    position: found.presidedPosition,
    capacity: found.presidedCapacity,
    absenceReason: found.absenceReason,
  };
}

/** What was asked before and at it, in that order; the identity filter stands at the way out as well. */
export async function askedAt(tx: Tx, id: string): Promise<DialogueQuestion[]> {
  const { rows } = await sql<DialogueQuestion>`
    select q.id, q.code, q.text, q.topic, q.status, g.stage, g.reply, g.replied_by as "repliedBy", q.due_on::text as "dueOn"
      from dialogue_question g join question q on q.id = g.question_id
     where g.dialogue_id = ${id}::uuid order by g.stage, g.added_at, q.id`.execute(tx);
  return rows.map((r) => ({ ...r, text: strike(r.text), reply: r.reply === null ? null : strike(r.reply) }));
}

async function talkOf(tx: Tx, talkId: string | null): Promise<DialoguePage["talk"]> {
  if (talkId === null) return null;
  const { rows } = await sql<{
    id: string;
    title: string;
  }>`select id, title from talk where id = ${talkId}::uuid`.execute(tx);
  return rows[0] ?? null;
}

async function minutesOf(tx: Tx, minutesId: string | null): Promise<DialoguePage["minutes"]> {
  if (minutesId === null) return null;
  const { rows } = await sql<{ id: string; symbol: string; fileName: string }>`
    select id, lpad(number::text, 2, '0') || '/' || symbol as symbol, file_name as "fileName"
      from issued_document where id = ${minutesId}::uuid`.execute(tx);
  return rows[0] ?? null;
}
