import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { issuerOf } from "#modules/documents/server.ts";
import { GatherQuestion, PublishDialogue, RecordDialogue, ReplyAtMeeting } from "../contract.ts";
import { dialoguePolicy } from "../policy.ts";
import { dialogueProblem } from "../problems.ts";
import { presidedFault } from "../rules.ts";
import { findDialogue, journalLine, placed, refuseIdentities, stepTo } from "./store.ts";

/** It was held: who presided, how many came, and the words of the minutes. May be put right until these are issued. */
export const recordDialogue = defineCommand({
  name: "dialogue.record",
  input: RecordDialogue,
  async run({ tx, principal, now }, input) {
    const { presided } = input;
    refuseIdentities({
      opening: input.opening,
      conclusion: input.conclusion,
      "presided/absenceReason": presided.absenceReason,
    });
    const found = await findDialogue(tx, input.dialogueId, true);
    authorise(dialoguePolicy, "dialogue.record", principal, await placed(tx, found));
    const status = stepTo(found, "record", input.version);
    if (Date.parse(input.endsAt) < Date.parse(input.startsAt))
      throw dialogueProblem("dialogue.ends-before-start", { fields: { "/endsAt": "dialogue.ends-before-start" } });
    if (Date.parse(input.startsAt) > now.getTime())
      throw dialogueProblem("dialogue.not-yet", { fields: { "/startsAt": "dialogue.not-yet" } });
    const { signerPosition } = await issuerOf(tx, found.unitId, civilDateOf(now));
    const fault = presidedFault(presided, signerPosition);
    if (fault !== null) throw dialogueProblem(fault, { fields: { "/presided": fault } });
    await sql`
      update dialogue set status = ${status}, presided_name = ${presided.name}, presided_position = ${presided.position},
        presided_capacity = ${presided.capacity}, absence_reason = ${presided.capacity === null ? null : presided.absenceReason},
        secretary_name = ${input.secretaryName}, attendance = ${input.attendance}, starts_at = ${input.startsAt}, ends_at = ${input.endsAt},
        opening = ${input.opening}, conclusion = ${input.conclusion}, version = version + 1
       where id = ${found.id}::uuid`.execute(tx);
    return {
      answer: { dialogueId: found.id, version: found.version + 1 },
      journal: [
        journalLine("dialogue.recorded", found, {
          before: { status: found.status, attendance: found.attendance },
          after: {
            status,
            attendance: input.attendance,
            presidedPosition: presided.position,
            presidedCapacity: presided.capacity,
          },
        }),
      ],
    };
  },
});

/** A question of the questions room belongs to this meeting; asked before it, or at it. Twice is once. */
export const gatherQuestion = defineCommand({
  name: "dialogue.gather",
  input: GatherQuestion,
  async run({ tx, principal }, { dialogueId, questionId, stage }) {
    const found = await findDialogue(tx, dialogueId, true);
    authorise(dialoguePolicy, "dialogue.record", principal, await placed(tx, found));
    stepTo(found, "gather");
    const { rows } = await sql<{ elsewhere: string | null }>`
      select (select g.dialogue_id from dialogue_question g where g.question_id = q.id and g.dialogue_id <> ${dialogueId}::uuid) as elsewhere
        from question q where q.id = ${questionId}::uuid`.execute(tx);
    if (rows[0] === undefined) throw dialogueProblem("dialogue.question-unknown", { questionId });
    if (rows[0].elsewhere !== null)
      throw dialogueProblem("dialogue.question-elsewhere", { dialogueId: rows[0].elsewhere });
    await sql`insert into dialogue_question (dialogue_id, question_id, stage) values (${dialogueId}::uuid, ${questionId}::uuid, ${stage})
      on conflict (question_id) do nothing`.execute(tx);
    return {
      answer: { dialogueId, questionId },
      journal: [journalLine("dialogue.question-gathered", found, { after: { questionId, stage } })],
    };
  },
});

/** What was said to a question at the meeting; null takes it back. The written answer is the questions room's. */
export const replyAtMeeting = defineCommand({
  name: "dialogue.reply",
  input: ReplyAtMeeting,
  async run({ tx, principal }, { dialogueId, questionId, reply, repliedBy }) {
    refuseIdentities({ reply, repliedBy });
    const found = await findDialogue(tx, dialogueId, true);
    authorise(dialoguePolicy, "dialogue.record", principal, await placed(tx, found));
    stepTo(found, "reply");
    const { numAffectedRows } = await sql`
      update dialogue_question set reply = ${reply}, replied_by = ${reply === null ? null : repliedBy}
       where dialogue_id = ${dialogueId}::uuid and question_id = ${questionId}::uuid`.execute(tx);
    if ((numAffectedRows ?? 0n) === 0n) throw dialogueProblem("dialogue.question-unknown", { questionId });
    return {
      answer: { dialogueId, questionId },
      journal: [journalLine("dialogue.replied", found, { after: { questionId, replied: reply !== null, repliedBy } })],
    };
  },
});

/** Shown on the public pages, or no longer. */
export const publishDialogue = defineCommand({
  name: "dialogue.publish",
  input: PublishDialogue,
  async run({ tx, principal }, input) {
    const found = await findDialogue(tx, input.dialogueId, true);
    authorise(dialoguePolicy, "dialogue.publish", principal, await placed(tx, found));
    if (found.status === "cancelled" && input.public && !found.public)
      throw dialogueProblem("dialogue.wrong-state", { status: found.status });
    await sql`update dialogue set public = ${input.public}, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { dialogueId: found.id, version: found.version + 1 },
      journal: [
        journalLine(input.public ? "dialogue.published" : "dialogue.hidden", found, {
          before: { public: found.public },
          after: { public: input.public },
        }),
      ],
    };
  },
});
