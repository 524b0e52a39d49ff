import { sql } from "kysely";
import type { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CreateDraft, EditDraft } from "../contract.ts";
import { draftPolicy } from "../policy.ts";
import { draftProblem } from "../problems.ts";
import { journalledDraft, listDraftRules, lockDraft, placeDraft } from "./store.ts";

type Facts = Omit<z.output<typeof EditDraft>, "draftId" | "edition">;

/** A draft enters the register, in a stage, with what makes it one that people must hear of. */
export const createDraft = defineCommand({
  name: "draft.create",
  input: CreateDraft,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    const placed = await placeDraft(tx, { unitId: input.unitId });
    if (placed.unitPath.length === 0)
      throw draftProblem("draft.unit-unknown", { fields: { "/unitId": "draft.unit-unknown" } });
    authorise(draftPolicy, "draft.create", principal, placed);
    const facts = await checked(tx, input, today);
    const { stages } = await listDraftRules(tx, input.enteredOn);
    if (!stages.some((s) => s.code === input.stage))
      throw draftProblem("draft.stage-unknown", { fields: { "/stage": "draft.stage-unknown" } });
    if (input.enteredOn > today) throw draftProblem("draft.dates", { fields: { "/enteredOn": "draft.dates" } });
    const reachId = await reachOf(tx, input.unitId, input.reachUnitId, today);
    await sql`
      insert into policy_draft (id, unit_id, reach_id, title, document_type, topic, summary, criteria, scope_note, comments_from, comments_until, created_at, updated_at)
      values (${input.draftId}::uuid, ${input.unitId}, ${reachId}, ${facts.title}, ${facts.documentType}, ${facts.topic}, ${facts.summary}, ${facts.criteria}::text[],
        ${facts.scopeNote}, ${facts.commentsFrom}::date, ${facts.commentsUntil}::date, ${now}, ${now})`.execute(tx);
    await sql`insert into policy_draft_stage (draft_id, stage, entered_on, created_at) values (${input.draftId}::uuid, ${input.stage}, ${input.enteredOn}::date, ${now})`.execute(
      tx,
    );
    return {
      answer: { draftId: input.draftId },
      journal: [
        {
          action: "draft.created",
          subject: "draft",
          subjectId: input.draftId,
          unitId: input.unitId,
          after: { ...facts, summary: undefined, stage: input.stage, enteredOn: input.enteredOn },
        },
      ],
    };
  },
});

export const editDraft = defineCommand({
  name: "draft.edit",
  input: EditDraft,
  async run({ tx, principal, now }, input) {
    const before = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.edit", principal, await placeDraft(tx, before));
    if (before.outcome !== null) throw draftProblem("draft.ended", { outcome: before.outcome });
    if (before.edition !== input.edition) throw draftProblem("draft.edited-elsewhere", { edition: before.edition });
    const facts = await checked(tx, input, civilDateOf(now));
    await sql`
      update policy_draft set title = ${facts.title}, document_type = ${facts.documentType}, topic = ${facts.topic}, summary = ${facts.summary},
        criteria = ${facts.criteria}::text[], scope_note = ${facts.scopeNote}, comments_from = ${facts.commentsFrom}::date,
        comments_until = ${facts.commentsUntil}::date, edition = edition + 1, updated_at = ${now}
      where id = ${before.id}::uuid`.execute(tx);
    return {
      answer: { draftId: before.id, edition: before.edition + 1 },
      journal: [
        {
          action: "draft.edited",
          subject: "draft",
          subjectId: before.id,
          unitId: before.unitId,
          before: journalledDraft(before),
          after: journalledDraft({ ...before, ...facts, edition: before.edition + 1 }),
        },
      ],
    };
  },
});

async function checked(tx: Tx, input: Facts, today: CivilDate): Promise<Facts> {
  const topic = await tx.selectFrom("topic").select("id").where("id", "=", input.topic).executeTakeFirst();
  if (topic === undefined) throw draftProblem("draft.topic-unknown", { fields: { "/topic": "draft.topic-unknown" } });
  const { criteria } = await listDraftRules(tx, today);
  if (input.criteria.some((code) => !criteria.some((c) => c.code === code)))
    throw draftProblem("draft.criterion-unknown", { fields: { "/criteria": "draft.criterion-unknown" } });
  const halfDates = (input.commentsFrom === null) !== (input.commentsUntil === null);
  const reversed =
    input.commentsFrom !== null && input.commentsUntil !== null && input.commentsUntil < input.commentsFrom;
  if (halfDates || reversed) throw draftProblem("draft.dates", { fields: { "/commentsUntil": "draft.dates" } });
  return {
    title: tidyLine(input.title),
    documentType: input.documentType === "" ? null : input.documentType,
    topic: input.topic,
    summary: tidyText(input.summary),
    criteria: [...new Set(input.criteria)],
    scopeNote: input.scopeNote === null || input.scopeNote.trim() === "" ? null : tidyLine(input.scopeNote),
    commentsFrom: input.commentsFrom,
    commentsUntil: input.commentsUntil,
  };
}

/** Whose people it concerns: the place that the drafting office serves, or a unit within it. */
async function reachOf(tx: Tx, unitId: number, chosen: number | null, today: CivilDate): Promise<number> {
  const { tree, paths } = await unitState(tx);
  const place = tree.pathOn(unitId, today).find((v) => tree.levelOf(v) !== "body")?.unitId ?? unitId;
  if (chosen === null) return place;
  if (!(paths.get(chosen) ?? []).includes(place))
    throw draftProblem("draft.reach-outside", { fields: { "/reachUnitId": "draft.reach-outside" } });
  return chosen;
}
