import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { CommitmentProgress, DropCommitment, FinishCommitment, MakeCommitment } from "../contract.ts";
import type { PlacedQuestion } from "../policy.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { handlingPath, lockQuestion } from "./store.ts";

/** What was promised, with its day and who is responsible: with an answer here, or (from the dialogues room) at a meeting. */
export const makeCommitment = defineCommand({
  name: "commitment.make",
  input: MakeCommitment,
  async run({ tx, principal, now }, input) {
    const { tree } = await unitState(tx);
    if (tree.versionOn(input.unitId, civilDateOf(now)) === undefined)
      throw questionProblem("question.unknown-unit", { fields: { "/unitId": "question.unknown-unit" } });
    const path =
      input.questionId === null
        ? await unitPath(tx, input.unitId)
        : (await handlingPath(tx, await lockQuestion(tx, input.questionId))).unitPath;
    authorise(questionPolicy, "commitment.make", principal, { unitPath: path });
    await tx
      .insertInto("commitment")
      .values({
        id: input.commitmentId,
        question_id: input.questionId,
        dialogue_id: input.dialogueId,
        unit_id: input.unitId,
        text: strike(input.text),
        due_on: input.dueOn,
        created_at: now,
        created_by: principal.userId,
      })
      .execute();
    return {
      answer: { commitmentId: input.commitmentId, status: "open" },
      journal: [
        line("commitment.made", input.commitmentId, input.unitId, {
          after: {
            questionId: input.questionId,
            dialogueId: input.dialogueId,
            unitId: input.unitId,
            dueOn: input.dueOn,
          },
        }),
      ],
    };
  },
});

/** A line of progress by whoever is responsible, or who answers the question. */
export const noteProgress = defineCommand({
  name: "commitment.progress",
  input: CommitmentProgress,
  async run({ tx, principal, now }, input) {
    const commitment = await lockOpen(tx, input.commitmentId);
    authorise(questionPolicy, "commitment.follow", principal, await placed(tx, commitment));
    return {
      answer: { commitmentId: commitment.id, status: "open" },
      writes: [progressRow(input, now, principal.userId)],
      journal: [
        line("commitment.progressed", commitment.id, commitment.unit_id, { after: { progressId: input.progressId } }),
      ],
    };
  },
});

export const finishCommitment = defineCommand({
  name: "commitment.finish",
  input: FinishCommitment,
  async run({ tx, principal, now }, input) {
    const commitment = await lockOpen(tx, input.commitmentId);
    authorise(questionPolicy, "commitment.follow", principal, await placed(tx, commitment));
    if (input.doneOn > civilDateOf(now))
      throw questionProblem("commitment.done-in-future", { fields: { "/doneOn": "commitment.done-in-future" } });
    await tx
      .updateTable("commitment")
      .set({ status: "done", done_on: input.doneOn, version: commitment.version + 1 })
      .where("id", "=", commitment.id)
      .execute();
    return {
      answer: { commitmentId: commitment.id, status: "done" },
      writes: [progressRow(input, now, principal.userId)],
      journal: [
        line("commitment.finished", commitment.id, commitment.unit_id, {
          before: { status: "open" },
          after: { status: "done", doneOn: input.doneOn, dueOn: commitment.due_on },
        }),
      ],
    };
  },
});

export const dropCommitment = defineCommand({
  name: "commitment.drop",
  input: DropCommitment,
  async run({ tx, principal }, { commitmentId, reason }) {
    const commitment = await lockOpen(tx, commitmentId);
    authorise(questionPolicy, "commitment.follow", principal, await placed(tx, commitment));
    await tx
      .updateTable("commitment")
      .set({ status: "dropped", dropped_reason: strike(reason), version: commitment.version + 1 })
      .where("id", "=", commitment.id)
      .execute();
    return {
      answer: { commitmentId, status: "dropped" },
      journal: [
        line("commitment.dropped", commitment.id, commitment.unit_id, {
          before: { status: "open" },
          after: { status: "dropped", note: reason },
        }),
      ],
    };
  },
});

async function lockOpen(tx: Tx, id: string) {
  const row = await tx.selectFrom("commitment").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (row === undefined) throw questionProblem("commitment.not-found", { commitmentId: id });
  if (row.status !== "open") throw questionProblem("commitment.wrong-state", { commitmentId: id, status: row.status });
  return row;
}

/** The responsible unit, and those that the question was with. */
async function placed(tx: Tx, commitment: { unit_id: number; question_id: string | null }): Promise<PlacedQuestion> {
  const own = await unitPath(tx, commitment.unit_id);
  if (commitment.question_id === null) return { unitPath: own };
  const question = await tx
    .selectFrom("question")
    .select("handled_by")
    .where("id", "=", commitment.question_id)
    .executeTakeFirst();
  const handled = question === undefined ? [] : (await handlingPath(tx, question)).unitPath;
  return { unitPath: [...new Set([...own, ...handled])] };
}

function progressRow(input: CommitmentProgress, now: Date, by: string) {
  return {
    table: "commitment_progress",
    rows: [
      {
        id: input.progressId,
        commitment_id: input.commitmentId,
        at: now.toISOString(),
        by_user: by,
        text: strike(input.text),
        evidence: input.evidence === null ? null : strike(input.evidence),
      },
    ],
  };
}

function line(action: string, id: string, unitId: number, change: { before?: unknown; after?: unknown }): JournalEntry {
  return { action, subject: "commitment", subjectId: id, unitId, ...change };
}
