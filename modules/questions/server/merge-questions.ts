import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { MergeQuestion, QuestionReason } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import type { Tx } from "#platform/db/session.ts";
import {
  answeringPath,
  handlingPath,
  lockQuestion,
  lockQuestions,
  questionJournal,
  requireOpen,
  stepRow,
  type QuestionRecord,
} from "./store.ts";

/**
 * Puts a like question under another one: one answer for both, each asked question still finds it by its own code and gets it
 * carried back to its own place. What was put under it before goes along. Refused where an answer is already with an approver
 * or further; a draft is kept in the history, withdrawn.
 */
export const mergeQuestion = defineCommand({
  name: "question.merge",
  input: MergeQuestion,
  async run({ tx, principal, now }, { questionId, intoId, also }) {
    const ids = [...new Set([questionId, ...also])];
    if (ids.includes(intoId)) throw questionProblem("question.same-question");
    const [root, ...questions] = (await lockQuestions(tx, [intoId, ...ids])) as [QuestionRecord, ...QuestionRecord[]];
    authorise(questionPolicy, "question.merge", principal, await handlingPath(tx, root));
    for (const question of questions) {
      authorise(questionPolicy, "question.merge", principal, await answeringPath(tx, question));
      requireOpen(question, "merge");
    }
    if (root.status === "merged")
      throw questionProblem("question.merged", { questionId: intoId, intoId: root.merged_into });
    if (root.status === "setAside")
      throw questionProblem("question.wrong-state", { questionId: intoId, status: root.status, verb: "merge" });
    await withdrawDrafts(tx, ids, now, root.code);
    // who asked and who answers see each other's question, what was put under these before included
    await tx
      .updateTable("question")
      .set((e) => ({
        status: "merged",
        merged_into: intoId,
        handled_by: sql<number[]>`array(select distinct unnest(handled_by || ${root.handled_by}::int[]))`,
        version: e("version", "+", 1),
      }))
      .where((e) => e.or([e("id", "in", ids), e("merged_into", "in", ids)]))
      .execute();
    await tx
      .updateTable("question")
      .set({
        handled_by: [...new Set([...root.handled_by, ...questions.flatMap((q) => q.handled_by)])],
        version: root.version + 1,
      })
      .where("id", "=", intoId)
      .execute();
    return {
      answer: { questionId, intoId },
      writes: questions.flatMap((question) => [
        stepRow(question.id, now, principal.userId, { kind: "merged", other: intoId, note: root.code }),
        stepRow(intoId, now, principal.userId, { kind: "merged", other: question.id, note: question.code }),
      ]),
      journal: [
        questionJournal("question.took-in", root, { after: { questionIds: ids } }),
        ...questions.map((question) =>
          questionJournal("question.merged", question, {
            before: { status: question.status },
            after: { status: "merged", intoId },
          }),
        ),
      ],
    };
  },
});

/** @throws question.has-answer when one is with an approver or further */
async function withdrawDrafts(tx: Tx, ids: readonly string[], now: Date, into: string): Promise<void> {
  const answers = await tx
    .selectFrom("question_answer")
    .select(["id", "question_id", "status", "version"])
    .where("question_id", "in", [...ids])
    .where("status", "<>", "withdrawn")
    .execute();
  const far = answers.find((a) => a.status !== "draft");
  if (far !== undefined) throw questionProblem("question.has-answer", { questionId: far.question_id });
  for (const answer of answers)
    await tx
      .updateTable("question_answer")
      .set({
        status: "withdrawn",
        withdrawn_at: now,
        withdrawn_reason: `→ ${into}`,
        version: answer.version + 1,
      })
      .where("id", "=", answer.id)
      .execute();
}

/** They were not alike after all. It waits again, with the deadline that it always had. */
export const separateQuestion = defineCommand({
  name: "question.separate",
  input: QuestionReason,
  async run({ tx, principal, now }, { questionId, reason }) {
    const question = await lockQuestion(tx, questionId);
    authorise(questionPolicy, "question.separate", principal, await handlingPath(tx, question));
    if (question.status !== "merged" || question.merged_into === null)
      throw questionProblem("question.wrong-state", { questionId, status: question.status, verb: "separate" });
    const rootId = question.merged_into;
    await tx
      .updateTable("question")
      .set({ status: "open", merged_into: null, version: question.version + 1 })
      .where("id", "=", questionId)
      .execute();
    return {
      answer: { questionId, status: "open" },
      writes: [
        stepRow(questionId, now, principal.userId, { kind: "separated", other: rootId, note: reason }),
        stepRow(rootId, now, principal.userId, { kind: "separated", other: questionId, note: question.code }),
      ],
      journal: [
        questionJournal("question.separated", question, {
          before: { intoId: rootId },
          after: { status: "open", note: reason },
        }),
      ],
    };
  },
});
