import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { readQuery } from "#kernel/text/search-key.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type { Tx } from "#platform/db/session.ts";
import { QuestionCounts, type QuestionList, type QuestionQuery, type QuestionRow } from "../answers.ts";
import type { AnswerStatus, QuestionOrigin, QuestionStatus, QuestionView } from "../contract.ts";
import { readCode } from "../rules.ts";
import { unitNames, type UnitNames } from "./names.ts";

export interface ListedQuestion {
  id: string;
  code: string;
  text: string;
  origin: QuestionOrigin;
  status: QuestionStatus;
  answer_status: AnswerStatus | null;
  topic: string | null;
  asked_unit_id: number;
  unit_id: number;
  asked_on: string;
  asked_key: string;
  due_on: string;
  level: number;
  merged: number;
  carried_back_on: string | null;
}

const vietnamDay = (moment: RawBuilder<unknown>) => sql`((${moment}) at time zone 'Asia/Ho_Chi_Minh')::date`;

export const listColumns = sql`
  q.id, q.code, q.text, q.origin, q.status, a.status as answer_status, q.topic, q.asked_unit_id, q.unit_id,
  ${vietnamDay(sql`q.asked_at`)}::text as asked_on, q.asked_at::text as asked_key, q.due_on::text, q.level,
  (select count(*)::int from question m where m.merged_into = q.id) as merged, ${vietnamDay(sql`q.carried_back_at`)}::text as carried_back_on`;
/** Beside each question the one answer that is not withdrawn, its common question's where it was put under one. */
export const withAnswer = sql`question q
  left join question_answer a on a.question_id = coalesce(q.merged_into, q.id) and a.status <> 'withdrawn'`;

/** What a view holds; `today` decides what is overdue. */
function viewCondition(view: QuestionView, today: string): RawBuilder<unknown> {
  switch (view) {
    case "waiting":
      return sql`q.status = 'open'`;
    case "overdue":
      return sql`q.status = 'open' and q.due_on < ${today}::date`;
    case "climbed":
      return sql`q.status = 'open' and q.level > 0`;
    case "toApprove":
      return sql`q.status = 'open' and a.status = 'submitted'`;
    case "toPublish":
      return sql`q.status = 'open' and a.status = 'approved'`;
    case "published":
      return sql`q.status = 'answered'`;
    case "toCarry":
      return sql`a.status = 'published' and q.carried_back_at is null and exists (select from answer_bearer b where b.question_id = q.id)`;
    case "all":
      return sql`true`;
  }
}

/** Everything but the view: shared by the list and the counts beside its tabs. */
function scopeConditions(query: Omit<QuestionQuery, "view" | "limit" | "cursor">): RawBuilder<unknown> {
  const words = query.q?.trim() ?? "";
  const code = words === "" ? null : readCode(words);
  const { folded, alternatives } = readQuery(words);
  const wordings = [folded, ...alternatives];
  return sql`true
    ${query.merged === true ? sql`` : sql`and q.status <> 'merged'`}
    ${query.unit === undefined ? sql`` : sql`and question_unit_today(q.unit_id) = question_unit_today(${query.unit}::int)`}
    ${query.under === undefined ? sql`` : sql`and q.asked_unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}::int)`}
    ${query.topic === undefined ? sql`` : sql`and q.topic = ${query.topic}`}
    ${query.origin === undefined ? sql`` : sql`and q.origin = ${query.origin}`}
    ${query.talk === undefined ? sql`` : sql`and q.talk_id = ${query.talk}::uuid`}
    ${query.from === undefined ? sql`` : sql`and ${vietnamDay(sql`q.received_at`)} >= ${query.from}::date`}
    ${query.to === undefined ? sql`` : sql`and ${vietnamDay(sql`q.received_at`)} <= ${query.to}::date`}
    ${words === "" ? sql`` : sql`and (q.code = ${code} or exists (select from unnest(${wordings}::text[]) w where q.text_fold like '%' || btrim(search_words(w)) || '%'))`}`;
}

const CursorKey = z.tuple([z.string().max(40), z.uuid()]);
/** What waits is listed by its deadline, the rest by when it was asked. */
const byDeadline = new Set<QuestionView>(["waiting", "overdue", "climbed", "toApprove", "toPublish"]);

/** Questions that the caller may see under a filter, paged by cursor. @throws request.cursor */
export async function listQuestions(tx: Tx, query: QuestionQuery): Promise<QuestionList> {
  const today = todayInVietnam();
  const after = decodeCursor(query.cursor, CursorKey);
  const due = byDeadline.has(query.view);
  const { rows } = await sql<ListedQuestion>`
    select ${listColumns} from ${withAnswer}
     where ${viewCondition(query.view, today)} and ${scopeConditions(query)}
       ${after === undefined ? sql`` : due ? sql`and (q.due_on, q.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql`and (q.asked_at, q.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
     order by ${due ? sql`q.due_on, q.id` : sql`q.asked_at desc, q.id desc`} limit ${query.limit + 1}`.execute(tx);
  const name = await unitNames(tx);
  return page(
    rows,
    query.limit,
    (r) => [due ? r.due_on : r.asked_key, r.id],
    (r) => presentRow(r, name, today),
  );
}

/** How many stand in each view, under the same filter. */
export async function countQuestions(
  tx: Tx,
  query: Omit<QuestionQuery, "view" | "limit" | "cursor">,
): Promise<QuestionCounts> {
  const today = todayInVietnam();
  const views = Object.keys(QuestionCounts.shape) as QuestionView[];
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(views.map((v) => sql`count(*) filter (where ${viewCondition(v, today)})::int as ${sql.ref(v)}`))}
      from ${withAnswer} where ${scopeConditions(query)}`.execute(tx);
  return QuestionCounts.parse(rows[0]);
}

/** The identity filter runs once more on the way out: it may know more today than on the day of storage. */
export function presentRow(row: ListedQuestion, name: UnitNames, today: string): QuestionRow {
  return {
    id: row.id,
    code: row.code,
    text: strike(row.text),
    origin: row.origin,
    status: row.status,
    answerStatus: row.answer_status,
    topic: row.topic,
    place: { id: row.asked_unit_id, name: name(row.asked_unit_id, row.asked_on) },
    unit: { id: row.unit_id, name: name(row.unit_id) },
    askedOn: row.asked_on,
    dueOn: row.due_on,
    overdue: row.status === "open" && row.due_on < today,
    level: row.level,
    merged: row.merged,
    carriedBackOn: row.carried_back_on,
  };
}
