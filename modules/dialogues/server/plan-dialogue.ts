import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import { type AgendaItem, CancelDialogue, EditDialogue, PlanDialogue } from "../contract.ts";
import { dialoguePolicy } from "../policy.ts";
import { dialogueProblem } from "../problems.ts";
import { findDialogue, journalLine, placed, refuseIdentities, stepTo } from "./store.ts";

export const planDialogue = defineCommand({
  name: "dialogue.plan",
  input: PlanDialogue,
  async run({ tx, principal, now }, input) {
    refusePlan(input);
    await refuseUnknownUnit(tx, input.unitId, now, "/unitId");
    await refuseUnknownUnit(tx, input.placeUnitId, now, "/placeUnitId");
    authorise(dialoguePolicy, "dialogue.plan", principal, await placed(tx, input));
    await refuseUnfitTalk(tx, input.talkId);
    await sql`
      insert into dialogue (id, unit_id, place_unit_id, place_detail, talk_id, title, legal_basis, starts_at, created_by, created_at)
      values (${input.dialogueId}, ${input.unitId}, ${input.placeUnitId}, ${input.placeDetail}, ${input.talkId}::uuid, ${input.title},
        ${input.legalBasis}, ${input.startsAt}, ${principal.userId}, ${now})`.execute(tx);
    await writeAgenda(tx, input.dialogueId, input.agenda);
    return {
      answer: { dialogueId: input.dialogueId, version: 1 },
      journal: [
        journalLine(
          "dialogue.planned",
          { id: input.dialogueId, unitId: input.unitId },
          {
            after: {
              title: input.title,
              startsAt: input.startsAt,
              placeUnitId: input.placeUnitId,
              agenda: input.agenda.length,
            },
          },
        ),
      ],
    };
  },
});

export const editDialogue = defineCommand({
  name: "dialogue.edit",
  input: EditDialogue,
  async run({ tx, principal, now }, input) {
    refusePlan(input);
    const found = await findDialogue(tx, input.dialogueId, true);
    authorise(dialoguePolicy, "dialogue.plan", principal, await placed(tx, found));
    stepTo(found, "edit", input.version);
    await refuseUnknownUnit(tx, input.placeUnitId, now, "/placeUnitId");
    if (input.talkId !== found.talkId) await refuseUnfitTalk(tx, input.talkId);
    await sql`
      update dialogue set place_unit_id = ${input.placeUnitId}, place_detail = ${input.placeDetail}, talk_id = ${input.talkId}::uuid, title = ${input.title},
        legal_basis = ${input.legalBasis}, starts_at = ${input.startsAt}, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    await sql`delete from dialogue_item where dialogue_id = ${found.id}::uuid`.execute(tx);
    await writeAgenda(tx, found.id, input.agenda);
    return {
      answer: { dialogueId: found.id, version: found.version + 1 },
      journal: [
        journalLine("dialogue.edited", found, {
          before: { title: found.title, startsAt: found.startsAt, placeUnitId: found.placeUnitId },
          after: {
            title: input.title,
            startsAt: input.startsAt,
            placeUnitId: input.placeUnitId,
            agenda: input.agenda.length,
          },
        }),
      ],
    };
  },
});

export const cancelDialogue = defineCommand({
  name: "dialogue.cancel",
  input: CancelDialogue,
  async run({ tx, principal }, { dialogueId, reason }) {
    refuseIdentities({ reason });
    const found = await findDialogue(tx, dialogueId, true);
    authorise(dialoguePolicy, "dialogue.plan", principal, await placed(tx, found));
    const status = stepTo(found, "cancel");
    await sql`update dialogue set status = ${status}, cancelled_reason = ${reason}, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { dialogueId, version: found.version + 1 },
      journal: [
        journalLine("dialogue.cancelled", found, { before: { status: found.status }, after: { status, reason } }),
      ],
    };
  },
});

function refusePlan(input: Pick<PlanDialogue, "title" | "placeDetail" | "legalBasis" | "agenda">): void {
  refuseIdentities({
    title: input.title,
    placeDetail: input.placeDetail,
    legalBasis: input.legalBasis,
    ...Object.fromEntries(input.agenda.map((item, i) => [`agenda/${i}/title`, item.title])),
  });
}

async function writeAgenda(tx: Tx, dialogueId: string, agenda: readonly AgendaItem[]): Promise<void> {
  if (agenda.length === 0) return;
  await sql`
    insert into dialogue_item (id, dialogue_id, position, title, presenter, minutes)
      select i.id, ${dialogueId}::uuid, i.position, i.title, i.presenter, i.minutes
        from jsonb_to_recordset(${JSON.stringify(agenda.map((item, i) => ({ ...item, position: i + 1 })))}::jsonb)
          as i (id uuid, position int, title text, presenter text, minutes int)`.execute(tx);
}

async function refuseUnknownUnit(tx: Tx, unitId: number, now: Date, field: string): Promise<void> {
  const { tree } = await unitState(tx);
  const version = tree.versionOn(unitId, civilDateOf(now));
  // people meet and ask at a place; an office is none
  if (version === undefined || (field === "/placeUnitId" && tree.levelOf(version) === "body"))
    throw dialogueProblem("dialogue.unknown-unit", { fields: { [field]: "dialogue.unknown-unit" } });
}

async function refuseUnfitTalk(tx: Tx, talkId: string | null): Promise<void> {
  if (talkId === null) return;
  const { rows } = await sql<{ id: string }>`
    select t.id from talk t where t.id = ${talkId}::uuid and t.kind = 'dialogueMeeting' and t.status <> 'cancelled'
       and not exists (select from dialogue d where d.talk_id = t.id)`.execute(tx);
  if (rows.length === 0) throw dialogueProblem("dialogue.talk-unfit", { fields: { "/talkId": "dialogue.talk-unfit" } });
}
