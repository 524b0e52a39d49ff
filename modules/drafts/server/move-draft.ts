import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { EndDraft, EnterStage, LinkDraft, PublishDraft, WithdrawDraft } from "../contract.ts";
import { draftPolicy } from "../policy.ts";
import { draftProblem } from "../problems.ts";
import { isStepBack } from "../rules.ts";
import { currentStage, listDraftRules, lockDraft, placeDraft } from "./store.ts";

/** Puts the draft, and its working text with it, before everybody. The text that was there until then is superseded. */
export const publishDraft = defineCommand({
  name: "draft.publish",
  input: PublishDraft,
  async run({ tx, principal, now }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.publish", principal, await placeDraft(tx, draft));
    if (draft.outcome !== null) throw draftProblem("draft.ended", { outcome: draft.outcome });
    if (draft.edition !== input.edition) throw draftProblem("draft.edited-elsewhere", { edition: draft.edition });
    const { rows: texts } = await sql<{ number: number; status: string; content_hash: string }>`
      select number, status, content_hash from policy_draft_text where draft_id = ${draft.id}::uuid and status in ('working', 'published')`.execute(
      tx,
    );
    const working = texts.find((t) => t.status === "working");
    const put = input.withText && working !== undefined;
    if (!put && !texts.some((t) => t.status === "published")) throw draftProblem("draft.no-text");
    if (put) {
      await sql`update policy_draft_text set status = 'superseded' where draft_id = ${draft.id}::uuid and status = 'published'`.execute(
        tx,
      );
      await sql`update policy_draft_text set status = 'published', published_at = ${now} where draft_id = ${draft.id}::uuid and number = ${working.number}`.execute(
        tx,
      );
    }
    await sql`update policy_draft set published_at = coalesce(published_at, ${now}), edition = edition + 1, updated_at = ${now} where id = ${draft.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { draftId: draft.id, edition: draft.edition + 1 },
      journal: [
        {
          action: "draft.published",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before: { publishedAt: draft.publishedAt },
          after: { text: put ? { number: working.number, hash: working.content_hash } : null },
        },
      ],
    };
  },
});

/** Takes it off the public page, with a reason in the journal; comments and answers stay. */
export const withdrawDraft = defineCommand({
  name: "draft.withdraw",
  input: WithdrawDraft,
  async run({ tx, principal, now }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.publish", principal, await placeDraft(tx, draft));
    if (draft.publishedAt === null) throw draftProblem("draft.not-published");
    await sql`update policy_draft set published_at = null, edition = edition + 1, updated_at = ${now} where id = ${draft.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { draftId: draft.id, edition: draft.edition + 1 },
      journal: [
        {
          action: "draft.withdrawn",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before: { publishedAt: draft.publishedAt },
          after: { reason: tidyLine(input.reason) },
        },
      ],
    };
  },
});

export const enterStage = defineCommand({
  name: "draft.enter-stage",
  input: EnterStage,
  async run({ tx, principal, now }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.edit", principal, await placeDraft(tx, draft));
    if (draft.outcome !== null) throw draftProblem("draft.ended", { outcome: draft.outcome });
    const { stages } = await listDraftRules(tx, input.enteredOn);
    if (!stages.some((s) => s.code === input.stage))
      throw draftProblem("draft.stage-unknown", { fields: { "/stage": "draft.stage-unknown" } });
    const before = await currentStage(tx, draft.id);
    if (input.enteredOn < before.enteredOn || input.enteredOn > civilDateOf(now) || input.stage === before.stage)
      throw draftProblem("draft.stage-order", { fields: { "/enteredOn": "draft.stage-order" } });
    const note = input.note === null || input.note === "" ? null : tidyLine(input.note);
    if (isStepBack(stages, before.stage, input.stage) && note === null)
      throw draftProblem("draft.step-back", { fields: { "/note": "draft.step-back" } });
    await sql`
      insert into policy_draft_stage (draft_id, stage, entered_on, note, created_at)
      values (${draft.id}::uuid, ${input.stage}, ${input.enteredOn}::date, ${note}, ${now})`.execute(tx);
    await sql`update policy_draft set updated_at = ${now} where id = ${draft.id}::uuid`.execute(tx);
    return {
      answer: { draftId: draft.id, stage: input.stage },
      journal: [
        {
          action: "draft.stage-entered",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before,
          after: { stage: input.stage, enteredOn: input.enteredOn, note },
        },
      ],
    };
  },
});

export const endDraft = defineCommand({
  name: "draft.end",
  input: EndDraft,
  async run({ tx, principal, now }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.publish", principal, await placeDraft(tx, draft));
    if (draft.outcome !== null) throw draftProblem("draft.ended", { outcome: draft.outcome });
    const { enteredOn } = await currentStage(tx, draft.id);
    if (input.endedOn < enteredOn || input.endedOn > civilDateOf(now))
      throw draftProblem("draft.dates", { fields: { "/endedOn": "draft.dates" } });
    await sql`
      update policy_draft set outcome = ${input.outcome}, ended_on = ${input.endedOn}::date, outcome_note = ${tidyLine(input.note)},
        edition = edition + 1, updated_at = ${now} where id = ${draft.id}::uuid`.execute(tx);
    return {
      answer: { draftId: draft.id, outcome: input.outcome },
      journal: [
        {
          action: "draft.ended",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          after: { outcome: input.outcome, endedOn: input.endedOn, note: input.note },
        },
      ],
    };
  },
});

/** Ties a material or a talk to it, or (in `unlinkDraft`) takes it off again. */
export const linkDraft = defineCommand({
  name: "draft.link",
  input: LinkDraft,
  async run({ tx, principal, now }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.edit", principal, await placeDraft(tx, draft));
    const found =
      input.materialId === null
        ? await tx.selectFrom("talk").select("id").where("id", "=", input.talkId).executeTakeFirst()
        : await tx.selectFrom("material").select("id").where("id", "=", input.materialId).executeTakeFirst();
    if (found === undefined) throw draftProblem("draft.link-unknown");
    await sql`
      insert into policy_draft_link (draft_id, material_id, talk_id, linked_at)
      values (${draft.id}::uuid, ${input.materialId}::uuid, ${input.talkId}::uuid, ${now}) on conflict do nothing`.execute(
      tx,
    );
    return {
      answer: { draftId: draft.id },
      journal: [
        {
          action: "draft.linked",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          after: { materialId: input.materialId, talkId: input.talkId },
        },
      ],
    };
  },
});

export const unlinkDraft = defineCommand({
  name: "draft.unlink",
  input: LinkDraft,
  async run({ tx, principal }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.edit", principal, await placeDraft(tx, draft));
    await sql`
      delete from policy_draft_link where draft_id = ${draft.id}::uuid
        and material_id is not distinct from ${input.materialId}::uuid and talk_id is not distinct from ${input.talkId}::uuid`.execute(
      tx,
    );
    return {
      answer: { draftId: draft.id },
      journal: [
        {
          action: "draft.unlinked",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before: { materialId: input.materialId, talkId: input.talkId },
        },
      ],
    };
  },
});
