import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import type { DifficultyPage, DifficultyStep } from "../contract.ts";
import { difficultyProblem } from "../problems.ts";
import { difficultyColumns, presenter, type RawDifficulty } from "./list-difficulties.ts";

interface RawPage extends RawDifficulty {
  version: number;
  proposal: string | null;
  talkId: string | null;
  talkTitle: string | null;
  ownAnswer: string | null;
  answerBasis: string | null;
  answeredAt: Date | null;
  setAsideReason: string | null;
  underId: string | null;
  underBasis: string | null;
}

const struck = (text: string | null) => (text === null ? null : strike(text));

/** One report in full: its parts or the whole it stands under, its answer, and every step. @throws difficulty.not-found */
export async function readDifficultyPage(tx: Tx, principal: Principal, id: string): Promise<DifficultyPage> {
  const { rows } = await sql<RawPage>`
    select ${difficultyColumns}, d.version, d.proposal, d.talk_id as "talkId", t.title as "talkTitle", d.answer as "ownAnswer",
           d.answer_basis as "answerBasis", d.answered_at as "answeredAt", d.set_aside_reason as "setAsideReason", d.under_id as "underId",
           u.answer_basis as "underBasis"
      from difficulty d left join difficulty u on u.id = d.under_id left join talk t on t.id = d.talk_id
     where d.id = ${id}::uuid`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw difficultyProblem("difficulty.not-found", { id });
  const present = await presenter(tx, principal);
  const related = await sql<RawDifficulty>`
    select ${difficultyColumns} from difficulty d left join difficulty u on u.id = d.under_id
     where d.under_id = ${id}::uuid or d.id = ${found.underId}::uuid order by d.reported_at, d.id`.execute(tx);
  const whole = related.rows.find((r) => r.id === found.underId);
  return {
    ...present(found),
    version: found.version,
    proposal: struck(found.proposal),
    talk: found.talkId === null || found.talkTitle === null ? null : { id: found.talkId, title: found.talkTitle },
    answer: struck(found.ownAnswer),
    answerBasis: found.answerBasis,
    answeredAt: found.answeredAt?.toISOString() ?? null,
    setAsideReason: struck(found.setAsideReason),
    under:
      whole === undefined ? null : { ...present(whole), answer: struck(whole.answer), answerBasis: found.underBasis },
    parts: related.rows.filter((r) => r.id !== found.underId).map(present),
    steps: await stepsOf(tx, id),
    deadlineBasis: await basisOf(tx, found),
  };
}

async function stepsOf(tx: Tx, id: string): Promise<DifficultyStep[]> {
  const { rows } = await sql<{
    at: Date;
    by: string | null;
    kind: DifficultyStep["kind"];
    note: string | null;
    dueOn: string | null;
    documentId: string | null;
    symbol: string | null;
    fileName: string | null;
  }>`
    select s.at, account_name(s.by_user) as by, s.kind, s.note, s.due_on::text as "dueOn", o.id as "documentId",
           lpad(o.number::text, 2, '0') || '/' || o.symbol as symbol, o.file_name as "fileName"
      from difficulty_step s left join issued_document o on o.id = s.document_id
     where s.difficulty_id = ${id}::uuid order by s.id`.execute(tx);
  return rows.map((r) => ({
    at: r.at.toISOString(),
    by: r.by ?? "",
    kind: r.kind,
    note: struck(r.note),
    dueOn: r.dueOn,
    document: r.documentId === null ? null : { id: r.documentId, symbol: r.symbol ?? "", fileName: r.fileName ?? "" },
  }));
}

async function basisOf(tx: Tx, found: RawDifficulty): Promise<string> {
  const stage = found.settled === "escalated" ? "escalated" : "answer";
  const { rows } = await sql<{ basis: string }>`
    select legal_basis as basis from difficulty_deadline where stage = ${stage} and valid @> ${civilDateOf(found.reportedAt)}::date`.execute(
    tx,
  );
  return rows[0]?.basis ?? "";
}
