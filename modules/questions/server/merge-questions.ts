import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { MergeQuestion, QuestionReason } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import {
  answeringPath,
  currentAnswer,
  handlingPath,
  lockBoth,
  lockQuestion,
  questionJournal,
  requireOpen,
  stepRow,
} from "./store.ts";

/**
 * Puts a like question under another one: one answer for both, each asked question still finds it by its own code and gets it
 * carried back to its own place. What was put under it before goes along. Refused where an answer is already with an approver
 * or further; a draft is kept in the history, withdrawn.
 */
export const mergeQuestion = defineCommand({
  name: "question.merge",
  input: MergeQuestion,
  async run({ tx, principal, now }, { questionId, intoId }) {
    if (questionId === intoId) throw questionProblem("question.same-question");
    const [question, root] = await lockBoth(tx, questionId, intoId);
    authorise(questionPolicy, "question.merge", principal, await answeringPath(tx, question));
    authorise(questionPolicy, "question.merge", principal, await handlingPath(tx, root));
    requireOpen(question, "merge");
    if (root.status === "merged")
      throw questionProblem("question.merged", { questionId: intoId, intoId: root.merged_into });
    if (root.status === "setAside")
      throw questionProblem("question.wrong-state", { questionId: intoId, status: root.status, verb: "merge" });
    const answer = await currentAnswer(tx, questionId);
    if (answer !== undefined && answer.status !== "draft") throw questionProblem("question.has-answer", { questionId });
    if (answer !== undefined)
      await tx
        .updateTable("question_answer")
        .set({
          status: "withdrawn",
          withdrawn_at: now,
          withdrawn_reason: `→ ${root.code}`,
          version: answer.version + 1,
        })
        .where("id", "=", answer.id)
        .execute();
    await tx
      .updateTable("question")
      .set((e) => ({ status: "merged", merged_into: intoId, version: e("version", "+", 1) }))
      .where((e) => e.or([e("id", "=", questionId), e("merged_into", "=", questionId)]))
      .execute();
    // who works on the one answer must see each question that it is for (a trigger hands it on to those)
    const handled = [...new Set([...root.handled_by, ...question.handled_by])];
    await tx
      .updateTable("question")
      .set({ handled_by: handled, version: root.version + 1 })
      .where("id", "=", intoId)
      .execute();
    return {
      answer: { questionId, intoId },
      writes: [
        stepRow(questionId, now, principal.userId, { kind: "merged", other: intoId, note: root.code }),
        stepRow(intoId, now, principal.userId, { kind: "merged", other: questionId, note: question.code }),
      ],
      journal: [
        questionJournal("question.merged", question, {
          before: { status: question.status },
          after: { status: "merged", intoId },
        }),
        questionJournal("question.took-in", root, { after: { questionId } }),
      ],
    };
  },
});

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
