import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { IdentityKind } from "#kernel/text/identity-filter.ts";
import { AnswerStep, AnswerStepReason, SaveAnswer } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { cleanse, textFault, tidyQuestion } from "../rules.ts";
import {
  answerFor,
  answeringPath,
  currentAnswer,
  handlingPath,
  lockQuestion,
  questionJournal,
  requireOpen,
  stepRow,
  type AnswerRecord,
} from "./store.ts";

const longestAnswer = 20_000;

/** Text, source and question as they may be stored and shown. @throws answer.identity-in-text, answer.too-long, question.* */
function storableAnswer(input: SaveAnswer) {
  const fields: Record<string, string> = {};
  const kinds = new Set<IdentityKind>();
  const clean = (path: string, text: string) => {
    const cleaned = cleanse(tidyQuestion(text), input.struck);
    for (const kind of cleaned.identities) kinds.add(kind);
    if (cleaned.identities.length > 0) fields[path] = "answer.identity-in-text";
    return cleaned.text;
  };
  const question = clean("/questionText", input.questionText);
  const fault = textFault(question);
  if (fault !== null) throw questionProblem(fault, { fields: { "/questionText": fault } });
  const text = clean("/text", input.text);
  const source = clean("/legalSource", input.legalSource ?? "");
  if (kinds.size > 0) throw questionProblem("answer.identity-in-text", { fields, kinds: [...kinds] });
  if ([...text].length > longestAnswer)
    throw questionProblem("answer.too-long", { fields: { "/text": "answer.too-long" } });
  return { question_text: question, text, legal_source: source === "" ? null : source };
}

/** The one draft of a question, written by one or several; whoever saved in it will not approve it. */
export const saveAnswer = defineCommand({
  name: "answer.save",
  input: SaveAnswer,
  async run({ tx, principal, now }, input) {
    const content = storableAnswer(input);
    const question = await lockQuestion(tx, input.questionId);
    authorise(questionPolicy, "answer.write", principal, await handlingPath(tx, question));
    requireOpen(question, "answer");
    const there = await currentAnswer(tx, input.questionId);
    if (there === undefined) {
      await tx
        .insertInto("question_answer")
        .values({
          id: input.answerId,
          question_id: input.questionId,
          unit_id: question.unit_id,
          ...content,
          authors: [principal.userId],
          updated_at: now,
        })
        .execute();
      return {
        answer: { answerId: input.answerId, version: 1, status: "draft" as const },
        journal: [questionJournal("answer.begun", question, { after: { answerId: input.answerId } })],
      };
    }
    if (input.version === null) throw questionProblem("answer.exists", { answerId: there.id, version: there.version });
    const { answer, next } = await answerFor(tx, { ...input, version: input.version }, "save");
    await tx
      .updateTable("question_answer")
      .set({
        ...content,
        status: next,
        unit_id: question.unit_id,
        authors: [...new Set([...answer.authors, principal.userId])],
        version: answer.version + 1,
        updated_at: now,
      })
      .where("id", "=", answer.id)
      .execute();
    return {
      answer: { answerId: answer.id, version: answer.version + 1, status: next },
      journal: [
        questionJournal("answer.written", question, {
          before: { status: answer.status },
          after: { answerId: answer.id, version: answer.version + 1 },
        }),
      ],
    };
  },
});

export const submitAnswer = defineCommand({
  name: "answer.submit",
  input: AnswerStep,
  async run({ tx, principal, now }, step) {
    const question = await lockQuestion(tx, step.questionId);
    authorise(questionPolicy, "answer.write", principal, await handlingPath(tx, question));
    requireOpen(question, "submit");
    const { answer } = await answerFor(tx, step, "submit");
    const missing = {
      ...(answer.text.trim() === "" ? { "/text": "answer.incomplete" } : {}),
      ...((answer.legal_source ?? "").trim() === "" ? { "/legalSource": "answer.incomplete" } : {}),
    };
    if (Object.keys(missing).length > 0) throw questionProblem("answer.incomplete", { fields: missing });
    const version = await change(tx, answer, { status: "submitted", submitted_at: now, returned_reason: null });
    return {
      answer: { answerId: answer.id, version, status: "submitted" },
      writes: [stepRow(question.id, now, principal.userId, { kind: "answerSubmitted" })],
      journal: [questionJournal("answer.submitted", question, { after: { answerId: answer.id, version } })],
    };
  },
});

/** By a head of the unit that must answer, or of one above; never by who wrote in it. */
export const approveAnswer = defineCommand({
  name: "answer.approve",
  input: AnswerStep,
  async run({ tx, principal, now }, step) {
    const question = await lockQuestion(tx, step.questionId);
    authorise(questionPolicy, "answer.approve", principal, await answeringPath(tx, question));
    requireOpen(question, "approve");
    const { answer } = await answerFor(tx, step, "approve");
    authorise(questionPolicy, "answer.approve", principal, {
      ...(await answeringPath(tx, question)),
      authors: answer.authors,
    });
    const version = await change(tx, answer, {
      status: "approved",
      approved_by: principal.userId,
      approved_at: now,
      unit_id: question.unit_id,
    });
    return {
      answer: { answerId: answer.id, version, status: "approved" },
      writes: [stepRow(question.id, now, principal.userId, { kind: "answerApproved" })],
      journal: [questionJournal("answer.approved", question, { after: { answerId: answer.id, version } })],
    };
  },
});

export const returnAnswer = defineCommand({
  name: "answer.return",
  input: AnswerStepReason,
  async run({ tx, principal, now }, { reason, ...step }) {
    const question = await lockQuestion(tx, step.questionId);
    authorise(questionPolicy, "answer.return", principal, await answeringPath(tx, question));
    const { answer } = await answerFor(tx, step, "return");
    const version = await change(tx, answer, {
      status: "draft",
      returned_reason: reason,
      approved_by: null,
      approved_at: null,
    });
    return {
      answer: { answerId: answer.id, version, status: "draft" },
      writes: [stepRow(question.id, now, principal.userId, { kind: "answerReturned", note: reason })],
      journal: [
        questionJournal("answer.returned", question, {
          before: { status: answer.status },
          after: { answerId: answer.id, note: reason },
        }),
      ],
    };
  },
});

/** Out to the public page and to the phones of who carries it back (both are told by triggers). */
export const publishAnswer = defineCommand({
  name: "answer.publish",
  input: AnswerStep,
  async run({ tx, principal, now }, step) {
    const question = await lockQuestion(tx, step.questionId);
    authorise(questionPolicy, "answer.publish", principal, await handlingPath(tx, question));
    requireOpen(question, "publish");
    const { answer } = await answerFor(tx, step, "publish");
    await tx
      .updateTable("question")
      .set({ status: "answered", answered_at: question.answered_at ?? now, version: question.version + 1 })
      .where("id", "=", question.id)
      .execute();
    const version = await change(tx, answer, { status: "published", published_at: now });
    return {
      answer: { answerId: answer.id, version, status: "published" },
      writes: [stepRow(question.id, now, principal.userId, { kind: "answerPublished" })],
      journal: [
        questionJournal("answer.published", question, {
          before: { status: "open" },
          after: { status: "answered", answerId: answer.id },
        }),
      ],
    };
  },
});

/** It was wrong, or is no longer right: it leaves the public page and the phones, and the question waits again. */
export const withdrawAnswer = defineCommand({
  name: "answer.withdraw",
  input: AnswerStepReason,
  async run({ tx, principal, now }, { reason, ...step }) {
    const question = await lockQuestion(tx, step.questionId);
    authorise(questionPolicy, "answer.withdraw", principal, await handlingPath(tx, question));
    const { answer } = await answerFor(tx, step, "withdraw");
    const out = answer.status === "published";
    if (out)
      await tx
        .updateTable("question")
        .set({
          status: "open",
          // it waits anew, so it gets the time of a new one
          due_on: sql<string>`coalesce(question_due('answer', ${question.topic}, ${civilDateOf(now)}::date), due_on)`,
          version: question.version + 1,
        })
        .where("id", "=", question.id)
        .execute();
    const version = await change(tx, answer, { status: "withdrawn", withdrawn_at: now, withdrawn_reason: reason });
    return {
      answer: { answerId: answer.id, version, status: "withdrawn" },
      writes: [stepRow(question.id, now, principal.userId, { kind: "answerWithdrawn", note: reason })],
      journal: [
        questionJournal("answer.withdrawn", question, {
          before: { status: answer.status },
          after: { answerId: answer.id, note: reason },
        }),
      ],
    };
  },
});

async function change(
  tx: Parameters<typeof currentAnswer>[0],
  answer: AnswerRecord,
  set: Record<string, unknown>,
): Promise<number> {
  const version = answer.version + 1;
  await tx
    .updateTable("question_answer")
    .set({ ...set, version, updated_at: new Date() } as never)
    .where("id", "=", answer.id)
    .execute();
  return version;
}
