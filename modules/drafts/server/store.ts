import { sql } from "kysely";
import { contentHash } from "#kernel/canonical.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Article, DraftCriterion, DraftRules, DraftStage } from "../contract.ts";
import type { PlacedDraft } from "../policy.ts";
import { draftProblem } from "../problems.ts";

export interface StoredDraft {
  id: string;
  unitId: number;
  reachId: number;
  title: string;
  documentType: string | null;
  topic: string;
  summary: string;
  criteria: string[];
  scopeNote: string | null;
  commentsFrom: CivilDate | null;
  commentsUntil: CivilDate | null;
  publishedAt: Date | null;
  outcome: "passed" | "dropped" | null;
  endedOn: CivilDate | null;
  outcomeNote: string | null;
  edition: number;
}

export const draftColumns = sql<StoredDraft>`
  d.id, d.unit_id as "unitId", d.reach_id as "reachId", d.title, d.document_type as "documentType", d.topic, d.summary, d.criteria,
  d.scope_note as "scopeNote", d.comments_from::text as "commentsFrom", d.comments_until::text as "commentsUntil",
  d.published_at as "publishedAt", d.outcome, d.ended_on::text as "endedOn", d.outcome_note as "outcomeNote", d.edition`;

export async function findDraft(tx: Tx, id: string): Promise<StoredDraft> {
  const { rows } = await sql<StoredDraft>`select ${draftColumns} from policy_draft d where d.id = ${id}::uuid`.execute(
    tx,
  );
  if (rows[0] === undefined) throw draftProblem("draft.not-found", { id });
  return rows[0];
}

/** Locked until the end of the transaction. Row-level security locks only what the caller may change: the rest is not found here. */
export async function lockDraft(tx: Tx, id: string): Promise<StoredDraft> {
  const { rows } =
    await sql<StoredDraft>`select ${draftColumns} from policy_draft d where d.id = ${id}::uuid for update`.execute(tx);
  if (rows[0] === undefined) throw draftProblem("draft.not-found", { id });
  return rows[0];
}

export async function placeDraft(tx: Tx, draft: { unitId: number; publishedAt?: Date | null }): Promise<PlacedDraft> {
  const { paths } = await unitState(tx);
  return { unitPath: paths.get(draft.unitId) ?? [], published: (draft.publishedAt ?? null) !== null };
}

/** Stages and criteria as they are on a day. */
export async function listDraftRules(tx: Tx, on: CivilDate): Promise<DraftRules> {
  const { rows: stages } = await sql<DraftStage>`
    select code, name_vi as "nameVi", name_en as "nameEn", takes_comments as "takesComments", comment_days as "commentDays", position, legal_basis as "legalBasis"
    from draft_stage where valid @> ${on}::date order by position, code`.execute(tx);
  const { rows: criteria } = await sql<DraftCriterion>`
    select code, name_vi as "nameVi", name_en as "nameEn", legal_basis as "legalBasis"
    from draft_criterion where valid @> ${on}::date order by position, code`.execute(tx);
  return { stages, criteria };
}

export async function currentStage(tx: Tx, draftId: string): Promise<{ stage: string; enteredOn: CivilDate }> {
  const { rows } = await sql<{ stage: string; enteredOn: CivilDate }>`
    select stage, entered_on::text as "enteredOn" from policy_draft_now where draft_id = ${draftId}::uuid`.execute(tx);
  if (rows[0] === undefined) throw draftProblem("draft.not-found", { id: draftId });
  return rows[0];
}

export function hashOfText(articles: readonly Article[]): string {
  return contentHash(articles.map(({ key, chapter, heading, body }) => ({ key, chapter, heading, body })));
}

/** What the journal keeps of a draft: the facts, not its text. */
export function journalledDraft(draft: Omit<StoredDraft, "id" | "summary" | "publishedAt">) {
  const { title, topic, criteria, commentsFrom, commentsUntil, outcome, endedOn, edition, unitId } = draft;
  return { title, topic, criteria, commentsFrom, commentsUntil, outcome, endedOn, edition, unitId };
}

export const iso = (moment: Date | string | null) => (moment === null ? null : new Date(moment).toISOString());
