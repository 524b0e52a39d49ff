import { sql, type RawBuilder } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PhoneItem, PullSource } from "#platform/sync/server/pull-source.ts";
import type { AnswerOnPhone } from "../answers.ts";
import { unitNames } from "./names.ts";

/** How long an answer that was carried back stays on the phone, for reading up at the next meeting. */
const keptDays = 60;

/**
 * Answers that a speaker brings back to where they were asked: one item for each question asked there. What is withdrawn, put
 * elsewhere or long carried back is not returned, and so leaves the phone.
 */
export const phoneAnswers: PullSource = {
  entity: "answer",
  async snapshot(tx, principal, cap) {
    if (principal.personId === null) return [];
    return read(tx, principal.personId, sql`true`, cap);
  },
  async load(tx, principal, ids) {
    if (principal.personId === null) return [];
    return read(tx, principal.personId, sql`q.id = any (${ids as string[]}::uuid[])`, ids.length);
  },
};

interface Row {
  id: string;
  answer_id: string;
  version: number;
  code: string;
  asked: string;
  asked_on: string;
  asked_unit_id: number;
  talk_title: string | null;
  text: string;
  legal_source: string | null;
  unit_id: number;
  published_at: Date;
  carried_back_at: Date | null;
  commitments: AnswerOnPhone["commitments"];
}

async function read(tx: Tx, personId: string, which: RawBuilder<unknown>, cap: number): Promise<PhoneItem[]> {
  const { rows } = await sql<Row>`
    select q.id, a.id as answer_id, a.version, q.code, q.text as asked, (q.asked_at at time zone 'Asia/Ho_Chi_Minh')::date::text as asked_on,
           q.asked_unit_id, (select t.title from talk t where t.id = q.talk_id) as talk_title, a.text, a.legal_source, a.unit_id, a.published_at,
           q.carried_back_at,
           coalesce((select json_agg(json_build_object('text', c.text, 'dueOn', c.due_on, 'status', c.status) order by c.due_on)
             from commitment c where c.question_id = a.question_id), '[]') as commitments
      from answer_bearer b
      join question q on q.id = b.question_id
      join question_answer a on a.question_id = coalesce(q.merged_into, q.id) and a.status = 'published'
     where b.person_id = ${personId}::uuid and ${which}
       and (q.carried_back_at is null or q.carried_back_at > now() - make_interval(days => ${keptDays}))
     order by a.published_at desc, q.id desc limit ${cap}`.execute(tx);
  const name = await unitNames(tx);
  return rows.map((r) => {
    const data: AnswerOnPhone = {
      questionId: r.id,
      answerId: r.answer_id,
      code: r.code,
      asked: strike(r.asked),
      askedOn: r.asked_on,
      place: { id: r.asked_unit_id, name: name(r.asked_unit_id, r.asked_on) },
      talkTitle: r.talk_title,
      answer: strike(r.text),
      legalSource: r.legal_source === null ? null : strike(r.legal_source),
      unitName: name(r.unit_id),
      publishedOn: civilDateOf(r.published_at),
      commitments: r.commitments.map((c) => ({ ...c, text: strike(c.text) })),
      carriedBackAt: r.carried_back_at?.toISOString() ?? null,
    };
    return { id: r.id, version: r.version, data };
  });
}
