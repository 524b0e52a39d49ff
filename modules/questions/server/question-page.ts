import { sql } from "kysely";
import { authorise, refusal, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import type { AnswerPage, LikeQuestion, QuestionPage, QuestionStepKind } from "../answers.ts";
import type { AnswerStatus, QuestionStatus } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { nextAnswerStatus, type AnswerVerb } from "../rules.ts";
import { readCommitments } from "./list-commitments.ts";
import { listColumns, presentRow, withAnswer, type ListedQuestion } from "./list-questions.ts";
import { unitNames, type UnitNames } from "./names.ts";
import { answeringPath, handlingPath, seeingPath, type AnswerRecord, type QuestionRecord } from "./store.ts";

type Row = ListedQuestion & QuestionRecord & { talk_title: string | null; asked_at: Date };

/** One question with all that became of it, and what the caller may do now. @throws question.not-found */
export async function readQuestionPage(tx: Tx, principal: Principal, id: string): Promise<QuestionPage> {
  const { rows } = await sql<Row>`
    select ${listColumns}, q.talk_id, q.language, q.struck, q.set_aside_reason, q.first_unit_id, q.first_due_on::text, q.merged_into,
           q.handled_by, q.version, q.asked_at, (select t.title from talk t where t.id = q.talk_id) as talk_title
      from ${withAnswer} where q.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw questionProblem("question.not-found", { questionId: id });
  authorise(questionPolicy, "question.view", principal, await seeingPath(tx, row));
  const name = await unitNames(tx);
  const answers = await readAnswers(tx, row.merged_into ?? id, name);
  const current = answers.find((a) => a.status !== "withdrawn") ?? null;
  return {
    ...presentRow(row, name, todayInVietnam()),
    talk: row.talk_id === null || row.talk_title === null ? null : { id: row.talk_id, title: row.talk_title },
    language: row.language,
    struck: row.struck,
    setAsideReason: row.set_aside_reason,
    firstUnit: { id: row.first_unit_id, name: name(row.first_unit_id) },
    firstDueOn: row.first_due_on,
    mergedInto: row.merged_into === null ? null : await findRoot(tx, row.merged_into),
    likes: await readMerged(tx, id, name),
    answer: current,
    earlier: answers.filter((a) => a !== current),
    commitments: await readCommitments(tx, principal, { question: row.merged_into ?? id }),
    bearers: await readBearers(tx, id),
    carried: await readCarried(tx, id, name),
    steps: await readSteps(tx, row, name),
    allowed: await allowedVerbs(tx, principal, row, current),
    version: row.version,
  };
}

async function readAnswers(tx: Tx, questionId: string, name: UnitNames): Promise<AnswerPage[]> {
  const { rows } = await sql<AnswerRecord & { writers: string[]; approver: string | null }>`
    select a.*, array(select coalesce(account_name(w), '') from unnest(a.authors) w) as writers, account_name(a.approved_by) as approver
      from question_answer a where a.question_id = ${questionId}::uuid order by a.updated_at desc`.execute(tx);
  const moment = (at: string | Date | null) => (at === null ? null : new Date(at).toISOString());
  return rows.map((a) => ({
    id: a.id,
    status: a.status as AnswerStatus,
    version: a.version,
    unit: { id: a.unit_id, name: name(a.unit_id) },
    questionText: strike(a.question_text),
    text: strike(a.text),
    legalSource: a.legal_source === null ? null : strike(a.legal_source),
    authors: a.writers,
    approvedBy: a.approver,
    approvedAt: moment(a.approved_at),
    publishedAt: moment(a.published_at),
    returnedReason: a.returned_reason,
    withdrawnReason: a.withdrawn_reason,
    updatedAt: moment(a.updated_at)!,
  }));
}

async function findRoot(tx: Tx, id: string): Promise<QuestionPage["mergedInto"]> {
  const root = await tx.selectFrom("question").select(["id", "code", "text"]).where("id", "=", id).executeTakeFirst();
  return root === undefined ? null : { ...root, text: strike(root.text) };
}

async function readMerged(tx: Tx, id: string, name: UnitNames): Promise<QuestionPage["likes"]> {
  const { rows } = await sql<{ id: string; code: string; text: string; asked_unit_id: number; asked_on: string }>`
    select q.id, q.code, q.text, q.asked_unit_id, (q.asked_at at time zone 'Asia/Ho_Chi_Minh')::date::text as asked_on
      from question q where q.merged_into = ${id}::uuid order by q.asked_at desc, q.id limit 100`.execute(tx);
  return rows.map((r) => ({
    id: r.id,
    code: r.code,
    text: strike(r.text),
    place: name(r.asked_unit_id, r.asked_on),
    askedOn: r.asked_on,
  }));
}

async function readBearers(tx: Tx, id: string): Promise<QuestionPage["bearers"]> {
  const { rows } = await sql<{ questionId: string; name: string }>`
    select b.question_id as "questionId", p.full_name as name from answer_bearer b join person p on p.id = b.person_id
     where b.question_id = ${id}::uuid order by p.sort_key`.execute(tx);
  return rows;
}

async function readCarried(tx: Tx, id: string, name: UnitNames): Promise<QuestionPage["carried"]> {
  const { rows } = await sql<{ talk_id: string; title: string | null; place_unit_id: number | null; at: Date }>`
    select c.talk_id, t.title, t.place_unit_id, c.at from answer_carry_back c left join talk t on t.id = c.talk_id
     where c.question_id = ${id}::uuid order by c.at`.execute(tx);
  return rows.map((r) => ({
    talkId: r.talk_id,
    title: r.title,
    place: r.place_unit_id === null ? null : name(r.place_unit_id),
    at: r.at.toISOString(),
  }));
}

async function readSteps(tx: Tx, row: Row, name: UnitNames): Promise<QuestionPage["steps"]> {
  const { rows } = await sql<{
    kind: QuestionStepKind;
    at: Date;
    by: string;
    from_unit_id: number | null;
    to_unit_id: number | null;
    note: string | null;
  }>`
    select s.kind, s.at, coalesce(account_name(s.by_user), '') as by, s.from_unit_id, s.to_unit_id, s.note
      from question_step s where s.question_id = ${row.id}::uuid order by s.at, s.id limit 300`.execute(tx);
  const named = (id: number | null) => (id === null ? null : name(id));
  return [
    {
      kind: "asked" as const,
      at: new Date(row.asked_at).toISOString(),
      by: "",
      from: name(row.asked_unit_id, row.asked_on),
      to: name(row.first_unit_id),
      note: row.first_due_on,
    },
    ...rows.map((s) => ({
      kind: s.kind,
      at: s.at.toISOString(),
      by: s.by,
      from: named(s.from_unit_id),
      to: named(s.to_unit_id),
      note: s.note === null ? null : strike(s.note),
    })),
  ];
}

/** Verbs of the policy that this person may do in this state; the commands ask again. */
async function allowedVerbs(tx: Tx, principal: Principal, question: Row, answer: AnswerPage | null): Promise<string[]> {
  const answering = await answeringPath(tx, question);
  const handling = await handlingPath(tx, question);
  const authors =
    answer === null
      ? []
      : ((await tx.selectFrom("question_answer").select("authors").where("id", "=", answer.id).executeTakeFirst())
          ?.authors ?? []);
  const may = (verb: keyof typeof questionPolicy, path = handling) =>
    refusal(questionPolicy, verb, principal, path) === null;
  const open = question.status === "open";
  const step = (verb: AnswerVerb) => answer !== null && nextAnswerStatus(answer.status, verb) !== null;
  const early = answer === null || answer.status === "draft";
  const possible: Record<string, boolean> = {
    "pass-on": open && may("question.pass-on", answering),
    merge: open && early && may("question.merge", answering),
    separate: question.status === "merged" && may("question.separate"),
    "set-aside": open && early && may("question.set-aside", answering),
    reopen: question.status === "setAside" && may("question.reopen", answering),
    "set-topic": may("question.set-topic", answering),
    write: open && (answer === null || step("save")) && may("answer.write"),
    submit: open && step("submit") && may("answer.write"),
    approve: open && step("approve") && may("answer.approve", { ...answering, authors }),
    return: open && step("return") && may("answer.return", answering),
    publish: open && step("publish") && may("answer.publish"),
    withdraw: step("withdraw") && question.status !== "merged" && may("answer.withdraw"),
    "to-material": question.status === "answered" && may("answer.to-material"),
    "carry-back": answer?.status === "published" && may("answer.carry-back", await seeingPath(tx, question)),
    promise: question.status !== "merged" && may("commitment.make"),
  };
  return Object.keys(possible).filter((verb) => possible[verb]);
}

/** Least share of common three-letter pieces at which two questions are shown as perhaps the same. */
const leastLikeness = 0.25;

/**
 * Questions that may be the same as this one, the likest first: by the pieces of three letters that their folded words share.
 * Only among those that the caller sees, of the last four hundred days, not put under another themselves.
 */
export async function findLikeQuestions(tx: Tx, principal: Principal, id: string): Promise<LikeQuestion[]> {
  const own = await tx
    .selectFrom("question")
    .select(["handled_by", "asked_unit_id"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (own === undefined) throw questionProblem("question.not-found", { questionId: id });
  authorise(questionPolicy, "question.view", principal, await seeingPath(tx, own));
  const { rows } = await sql<{
    id: string;
    code: string;
    text: string;
    asked_unit_id: number;
    asked_on: string;
    status: QuestionStatus;
    likeness: number;
  }>`
    with mine as (select id, left(text_fold, 600) as words, asked_at from question where id = ${id}::uuid),
         like_it as (
      select q.id, q.code, q.text, q.asked_unit_id, q.status, q.asked_at, similarity(left(q.text_fold, 600), mine.words) as likeness
        from question q cross join mine
       where q.id <> mine.id and q.status in ('open', 'answered') and q.asked_at > mine.asked_at - interval '400 days')
    select id, code, text, asked_unit_id, status, (asked_at at time zone 'Asia/Ho_Chi_Minh')::date::text as asked_on, likeness::float
      from like_it where likeness >= ${leastLikeness} order by likeness desc, (status = 'answered') desc, asked_at desc limit 10`.execute(
    tx,
  );
  const name = await unitNames(tx);
  return rows.map((r) => ({
    id: r.id,
    code: r.code,
    text: strike(r.text),
    place: name(r.asked_unit_id, r.asked_on),
    askedOn: r.asked_on,
    status: r.status,
    answered: r.status === "answered",
    likeness: Math.round(r.likeness * 100) / 100,
  }));
}
