import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { listTopics } from "#modules/materials/server.ts";
import type { QuestionQuery, QuestionRow } from "../answers.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { listCommitments, type CommitmentQuery } from "./list-commitments.ts";
import { listQuestions } from "./list-questions.ts";

const mostRows = 20_000;
const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
type Words = Record<keyof typeof messagesVi, string>;

/** The list under the same filters as on the screen, with what was answered; the identity filter has run over every text. */
export async function exportQuestions(
  tx: Tx,
  query: Omit<QuestionQuery, "cursor" | "limit">,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Words = language === "vi" ? messagesVi : messagesEn;
  const topics = new Map((await listTopics(tx)).map((t) => [t.id, language === "vi" ? t.labelVi : t.labelEn]));
  const rows: WriteCell[][] = [];
  let cursor: string | undefined;
  do {
    const found = await listQuestions(tx, { ...query, limit: 200, cursor });
    const answers = await publishedAnswers(tx, found.items);
    for (const q of found.items) {
      const answer = answers.get(q.id);
      rows.push([
        q.code,
        q.text,
        q.place.name,
        q.topic === null ? null : (topics.get(q.topic) ?? q.topic),
        text[`question.origin.${q.origin}`],
        { day: q.askedOn },
        q.unit.name,
        { day: q.dueOn },
        q.level,
        q.answerStatus === null || q.status !== "open"
          ? text[`question.status.${q.status}`]
          : text[`answer.status.${q.answerStatus}`],
        answer?.text ?? null,
        answer?.source ?? null,
        answer === undefined ? null : { day: answer.publishedOn },
        q.carriedBackOn === null ? null : { day: q.carriedBackOn },
      ]);
    }
    cursor = found.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["question.one"],
      columns: [
        { header: text["question.column.code"], width: 12 },
        { header: text["question.column.text"], width: 60 },
        { header: text["question.column.place"], width: 24 },
        { header: text["question.column.topic"], width: 30 },
        { header: text["question.column.origin"], width: 22 },
        { header: text["question.column.askedOn"], width: 12 },
        { header: text["question.column.unit"], width: 28 },
        { header: text["question.column.dueOn"], width: 12 },
        { header: text["question.column.level"], width: 8, number: "count" },
        { header: text["question.column.status"], width: 22 },
        { header: text["question.column.answer"], width: 60 },
        { header: text["question.column.source"], width: 36 },
        { header: text["question.column.publishedOn"], width: 12 },
        { header: text["question.column.carriedBackOn"], width: 12 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({ bytes, mediaType, fileName: text["question.file"] });
}

async function publishedAnswers(tx: Tx, items: readonly QuestionRow[]) {
  const { rows } = await sql<{ question_id: string; text: string; source: string; published_on: string }>`
    select q.id as question_id, a.text, a.legal_source as source, (a.published_at at time zone 'Asia/Ho_Chi_Minh')::date::text as published_on
      from question q join question_answer a on a.question_id = coalesce(q.merged_into, q.id) and a.status = 'published'
     where q.id = any (${items.map((q) => q.id)}::uuid[])`.execute(tx);
  return new Map(
    rows.map((r) => [r.question_id, { text: strike(r.text), source: strike(r.source), publishedOn: r.published_on }]),
  );
}

export async function exportCommitments(
  tx: Tx,
  principal: Principal,
  query: Omit<CommitmentQuery, "cursor" | "limit">,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Words = language === "vi" ? messagesVi : messagesEn;
  const rows: WriteCell[][] = [];
  let cursor: string | undefined;
  do {
    const found = await listCommitments(tx, principal, { ...query, limit: 200, cursor });
    for (const c of found.items)
      rows.push([
        c.text,
        c.unit.name,
        { day: c.dueOn },
        text[`commitment.status.${c.status}`],
        c.doneOn === null ? null : { day: c.doneOn },
        c.kept === null ? null : text[c.kept ? "commitment.yes" : "commitment.no"],
        c.progress.at(-1)?.text ?? null,
      ]);
    cursor = found.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["commitment.one"],
      columns: [
        { header: text["commitment.column.text"], width: 60 },
        { header: text["commitment.column.unit"], width: 28 },
        { header: text["commitment.column.dueOn"], width: 12 },
        { header: text["commitment.column.status"], width: 18 },
        { header: text["commitment.column.doneOn"], width: 12 },
        { header: text["commitment.column.kept"], width: 12 },
        { header: text["commitment.column.progress"], width: 48 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({ bytes, mediaType, fileName: text["commitment.file"] });
}
