import { sql } from "kysely";
import { z } from "zod";
import { civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { readQuery } from "#kernel/text/search-key.ts";
import { decodeCursor, encodeCursor } from "#platform/http/cursor.ts";
import type { Tx } from "#platform/db/session.ts";
import { type AskedByCode, type PublicAnswer, type PublicAnswerList, PublicAnswerQuery } from "../answers.ts";
import type { CommitmentStatus } from "../contract.ts";
import { readCode } from "../rules.ts";
import { unitNames, type UnitNames } from "./names.ts";

interface Row {
  id: string;
  question: string;
  answer: string;
  legal_source: string | null;
  unit_id: number;
  commune_id: number;
  topic: string | null;
  published_at: Date;
  key: string;
}

const columns = sql`a.id, a.question, a.answer, a.legal_source, a.unit_id, a.commune_id, a.topic, a.published_at, a.published_at::text as key`;
/** How far a search is paged: who reads on after that wants other words. */
const deepest = 400;

const NewestKey = z.tuple([z.string().regex(/^\d{4}-/), z.uuid()]);
const SearchKey = z.tuple([z.int().min(1).max(deepest)]);

/**
 * Published questions and answers, the newest first; with words the best first (very tones before folded, a phrase before
 * scattered words; abbreviations and other spellings count). For everybody: reads the public view alone, and the identity
 * filter runs once more on the way out. @throws request.cursor
 */
export async function listPublicAnswers(tx: Tx, query: PublicAnswerQuery): Promise<PublicAnswerList> {
  const { q, topic, cursor, limit } = PublicAnswerQuery.parse(query);
  const words = q?.trim() ?? "";
  if (words !== "") return searchAnswers(tx, words, topic ?? null, limit, cursor);
  const after = decodeCursor(cursor, NewestKey);
  const { rows } = await sql<Row>`
    select ${columns} from public_answer a
     where (${topic ?? null}::text is null or a.topic = ${topic ?? null})
       ${after === undefined ? sql`` : sql`and (a.published_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
     order by a.published_at desc, a.id desc limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await present(tx, shown),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.key, last.id]) : null,
  };
}

async function searchAnswers(
  tx: Tx,
  words: string,
  topic: string | null,
  limit: number,
  cursor: string | undefined,
): Promise<PublicAnswerList> {
  const skip = decodeCursor(cursor, SearchKey)?.[0] ?? 0;
  const { exact, folded, alternatives } = readQuery(words);
  const { rows } = await sql<Row>`
    select ${columns}
      from search_public_answers(${[folded, ...alternatives.slice(0, 7)]}::text[], ${exact}, ${topic}, ${limit + 1}, ${skip}) s
      join public_answer a on a.id = s.answer_id
     order by s.tier, a.published_at desc, a.id desc`.execute(tx);
  const next = skip + limit;
  return {
    items: await present(tx, rows.slice(0, limit)),
    nextCursor: rows.length > limit && next <= deepest ? encodeCursor([next]) : null,
  };
}

/** One published answer; null when there is none of that id, or it was withdrawn. */
export async function findPublicAnswer(tx: Tx, id: string): Promise<PublicAnswer | null> {
  const { rows } = await sql<Row>`select ${columns} from public_answer a where a.id = ${id}::uuid`.execute(tx);
  return (await present(tx, rows))[0] ?? null;
}

/**
 * What a short code finds, however it was typed; empty when no question has it. More than one in the rare case that two
 * questions share their letters: the later one's code then ends in -2, and each says where and when it was asked.
 */
export async function findByCode(tx: Tx, typed: string): Promise<AskedByCode[]> {
  const code = readCode(typed);
  if (code === null) return [];
  const { rows } = await sql<{
    code: string;
    status: AskedByCode["status"];
    asked_on: string;
    commune_id: number;
    topic: string | null;
    unit_id: number;
    due_on: string;
    answer_id: string | null;
    carried_back_on: string | null;
  }>`select code, status, asked_on::text, commune_id, topic, unit_id, due_on::text, answer_id, carried_back_on::text from question_by_code(${code})`.execute(
    tx,
  );
  const name = await unitNames(tx);
  const today = todayInVietnam();
  return Promise.all(
    rows.map(async (r) => ({
      code: r.code,
      status: r.status,
      askedOn: r.asked_on,
      communeName: name(r.commune_id, r.asked_on),
      topic: r.topic,
      unitName: name(r.unit_id),
      dueOn: r.due_on,
      overdue: r.answer_id === null && r.status !== "setAside" && r.due_on < today,
      carriedBackOn: r.carried_back_on,
      answer: r.answer_id === null ? null : await findPublicAnswer(tx, r.answer_id),
    })),
  );
}

async function present(tx: Tx, rows: readonly Row[]): Promise<PublicAnswer[]> {
  if (rows.length === 0) return [];
  const name = await unitNames(tx);
  const { rows: promised } = await sql<{
    answer_id: string;
    text: string;
    unit_id: number;
    due_on: string;
    status: CommitmentStatus;
    done_on: string | null;
  }>`select answer_id, text, unit_id, due_on::text, status, done_on::text from public_answer_commitment
      where answer_id = any (${rows.map((r) => r.id)}::uuid[]) order by due_on, id`.execute(tx);
  return rows.map((r) =>
    publicAnswer(
      r,
      promised.filter((p) => p.answer_id === r.id),
      name,
    ),
  );
}

function publicAnswer(
  row: Row,
  promised: readonly {
    text: string;
    unit_id: number;
    due_on: string;
    status: CommitmentStatus;
    done_on: string | null;
  }[],
  name: UnitNames,
): PublicAnswer {
  const publishedOn = civilDateOf(row.published_at);
  return {
    id: row.id,
    question: strike(row.question),
    answer: strike(row.answer),
    legalSource: row.legal_source === null ? null : strike(row.legal_source),
    unitName: name(row.unit_id, publishedOn),
    communeName: name(row.commune_id, publishedOn),
    topic: row.topic,
    publishedOn,
    commitments: promised.map((p) => ({
      text: strike(p.text),
      unitName: name(p.unit_id),
      dueOn: p.due_on,
      status: p.status,
      doneOn: p.done_on,
    })),
  };
}
