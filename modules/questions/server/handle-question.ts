import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { unitState } from "#modules/units/server.ts";
import { PassOn, QuestionReason, QuestionRef, SetTopic } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { requireTopic } from "./ask-question.ts";
import { answeringPath, currentAnswer, lockQuestion, questionJournal, requireOpen, stepRow } from "./store.ts";

/** To the unit that is really competent, with the reason. The deadline stays: who asked has waited since then. */
export const passOn = defineCommand({
  name: "question.pass-on",
  input: PassOn,
  async run({ tx, principal, now }, { questionId, toUnitId, reason }) {
    const question = await lockQuestion(tx, questionId);
    authorise(questionPolicy, "question.pass-on", principal, await answeringPath(tx, question));
    requireOpen(question, "pass-on");
    if (toUnitId === question.unit_id) throw questionProblem("question.same-unit");
    const { tree } = await unitState(tx);
    const to = tree.versionOn(toUnitId, civilDateOf(now));
    if (to === undefined || tree.levelOf(to) === "group")
      throw questionProblem("question.unknown-unit", { fields: { "/toUnitId": "question.unknown-unit" } });
    await tx
      .updateTable("question")
      .set({
        unit_id: toUnitId,
        handled_by: [...new Set([...question.handled_by, toUnitId])],
        version: question.version + 1,
      })
      .where("id", "=", questionId)
      .execute();
    return {
      answer: { questionId, unitId: toUnitId },
      writes: [
        stepRow(questionId, now, principal.userId, {
          kind: "passedOn",
          from: question.unit_id,
          to: toUnitId,
          note: reason,
        }),
      ],
      journal: [
        questionJournal("question.passed-on", question, {
          before: { unitId: question.unit_id },
          after: { unitId: toUnitId, note: reason },
        }),
      ],
    };
  },
});

/** No answer will come, and why: not a question, an insult, nothing that an authority could answer. */
export const setAside = defineCommand({
  name: "question.set-aside",
  input: QuestionReason,
  async run({ tx, principal, now }, { questionId, reason }) {
    const question = await lockQuestion(tx, questionId);
    authorise(questionPolicy, "question.set-aside", principal, await answeringPath(tx, question));
    requireOpen(question, "set-aside");
    const answer = await currentAnswer(tx, questionId);
    if (answer !== undefined && answer.status !== "draft") throw questionProblem("question.has-answer", { questionId });
    await tx
      .updateTable("question")
      .set({ status: "setAside", set_aside_reason: reason, version: question.version + 1 })
      .where("id", "=", questionId)
      .execute();
    return {
      answer: { questionId, status: "setAside" },
      writes: [stepRow(questionId, now, principal.userId, { kind: "setAside", note: reason })],
      journal: [
        questionJournal("question.set-aside", question, {
          before: { status: "open" },
          after: { status: "setAside", note: reason },
        }),
      ],
    };
  },
});

export const reopen = defineCommand({
  name: "question.reopen",
  input: QuestionRef,
  async run({ tx, principal, now }, { questionId }) {
    const question = await lockQuestion(tx, questionId);
    authorise(questionPolicy, "question.reopen", principal, await answeringPath(tx, question));
    if (question.status !== "setAside")
      throw questionProblem("question.wrong-state", { questionId, status: question.status, verb: "reopen" });
    await tx
      .updateTable("question")
      .set({ status: "open", set_aside_reason: null, version: question.version + 1 })
      .where("id", "=", questionId)
      .execute();
    return {
      answer: { questionId, status: "open" },
      writes: [stepRow(questionId, now, principal.userId, { kind: "reopened" })],
      journal: [
        questionJournal("question.reopened", question, { before: { status: "setAside" }, after: { status: "open" } }),
      ],
    };
  },
});

/** What it is about, where whoever asked did not say or said wrong. Moves neither unit nor deadline: that is what passing on is for. */
export const setTopic = defineCommand({
  name: "question.set-topic",
  input: SetTopic,
  async run({ tx, principal, now }, { questionId, topic }) {
    const question = await lockQuestion(tx, questionId);
    authorise(questionPolicy, "question.set-topic", principal, await answeringPath(tx, question));
    if (topic !== null) await requireTopic(tx, topic);
    await tx
      .updateTable("question")
      .set({ topic, version: question.version + 1 })
      .where("id", "=", questionId)
      .execute();
    return {
      answer: { questionId, topic },
      writes: [stepRow(questionId, now, principal.userId, { kind: "topicChanged" })],
      journal: [
        questionJournal("question.topic-changed", question, { before: { topic: question.topic }, after: { topic } }),
      ],
    };
  },
});
