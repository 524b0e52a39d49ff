import type { Selectable } from "kysely";
import type { Question as QuestionTable, QuestionAnswer as AnswerTable } from "#db/types.ts";
import type { JournalEntry, RowSet } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { QuestionStepKind } from "../answers.ts";
import type { AnswerStatus } from "../contract.ts";
import type { PlacedQuestion } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { nextAnswerStatus, type AnswerVerb } from "../rules.ts";

export type QuestionRecord = Selectable<QuestionTable>;
export type AnswerRecord = Selectable<AnswerTable>;

/**
 * Reads a question that the caller may handle and locks it until the transaction ends: whoever merges, answers or passes on waits
 * for the other. An answer is only ever changed under its question's lock.
 * @throws question.not-found
 */
export async function lockQuestion(tx: Tx, id: string): Promise<QuestionRecord> {
  const row = await tx.selectFrom("question").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (row === undefined) throw questionProblem("question.not-found", { questionId: id });
  return row;
}

/** Locks in the order of ids, so that two who merge crosswise wait and never deadlock. @throws question.not-found */
export async function lockQuestions(tx: Tx, ids: readonly string[]): Promise<QuestionRecord[]> {
  const rows = await tx
    .selectFrom("question")
    .selectAll()
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate()
    .execute();
  return ids.map((id) => {
    const row = rows.find((r) => r.id === id);
    if (row === undefined) throw questionProblem("question.not-found", { questionId: id });
    return row;
  });
}

/** The unit that must answer now, and those above it: who decides. */
export async function answeringPath(tx: Tx, question: Pick<QuestionRecord, "unit_id">): Promise<PlacedQuestion> {
  return { unitPath: await unitPath(tx, question.unit_id) };
}

/** Every unit that it is or was with: who may work on it. */
export async function handlingPath(tx: Tx, question: Pick<QuestionRecord, "handled_by">): Promise<PlacedQuestion> {
  const paths = await Promise.all(question.handled_by.map((id) => unitPath(tx, id)));
  return { unitPath: [...new Set(paths.flat())] };
}

/** With the place where it was asked: who may see it, and bring its answer back there. */
export async function seeingPath(
  tx: Tx,
  question: Pick<QuestionRecord, "handled_by" | "asked_unit_id">,
): Promise<PlacedQuestion> {
  const handled = await handlingPath(tx, question);
  return { unitPath: [...new Set([...handled.unitPath, ...(await unitPath(tx, question.asked_unit_id))])] };
}

/** @throws question.merged, question.wrong-state */
export function requireOpen(question: QuestionRecord, verb: string): void {
  if (question.status === "merged")
    throw questionProblem("question.merged", { questionId: question.id, intoId: question.merged_into });
  if (question.status !== "open")
    throw questionProblem("question.wrong-state", { questionId: question.id, status: question.status, verb });
}

/** The one answer that is not withdrawn. */
export async function currentAnswer(tx: Tx, questionId: string): Promise<AnswerRecord | undefined> {
  return tx
    .selectFrom("question_answer")
    .selectAll()
    .where("question_id", "=", questionId)
    .where("status", "<>", "withdrawn")
    .executeTakeFirst();
}

/** @throws answer.not-found, answer.changed-since, answer.wrong-state */
export async function answerFor(
  tx: Tx,
  step: { questionId: string; answerId: string; version: number },
  verb: AnswerVerb,
): Promise<{ answer: AnswerRecord; next: AnswerStatus }> {
  const answer = await tx
    .selectFrom("question_answer")
    .selectAll()
    .where("id", "=", step.answerId)
    .where("question_id", "=", step.questionId)
    .executeTakeFirst();
  if (answer === undefined) throw questionProblem("answer.not-found", { answerId: step.answerId });
  if (answer.version !== step.version)
    throw questionProblem("answer.changed-since", { answerId: answer.id, version: answer.version });
  const next = nextAnswerStatus(answer.status as AnswerStatus, verb);
  if (next === null) throw questionProblem("answer.wrong-state", { answerId: answer.id, status: answer.status, verb });
  return { answer, next };
}

export interface Step {
  kind: Exclude<QuestionStepKind, "asked">;
  note?: string | null;
  level?: number;
  from?: number | null;
  to?: number | null;
  other?: string;
  talk?: string;
  material?: string;
}

/** A line of the question's own history, which everybody who sees it reads; the journal holds the same by unit. */
export function stepRow(questionId: string, at: Date, by: string, step: Step): RowSet {
  return {
    table: "question_step",
    rows: [
      {
        question_id: questionId,
        at: at.toISOString(),
        kind: step.kind,
        level: step.level ?? null,
        from_unit_id: step.from ?? null,
        to_unit_id: step.to ?? null,
        other_question_id: step.other ?? null,
        talk_id: step.talk ?? null,
        material_id: step.material ?? null,
        note: step.note ?? null,
        by_user: by,
      },
    ],
  };
}

/** The journal's line. Never the text: what was struck out later would stand in it for ever. */
export function questionJournal(
  action: string,
  question: Pick<QuestionRecord, "id" | "unit_id">,
  change: { before?: unknown; after?: unknown } = {},
): JournalEntry {
  return { action, subject: "question", subjectId: question.id, unitId: question.unit_id, ...change };
}
