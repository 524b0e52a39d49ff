import { sql } from "kysely";
import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { suppressCount } from "#kernel/suppression.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PublicArticle, PublicCommentGroup, PublicDraft, PublicDraftPage } from "../contract.ts";
import { clausesOf } from "../parse-articles.ts";
import { iso, listDraftRules } from "./store.ts";

interface Row {
  id: string;
  unitId: number;
  reachId: number;
  title: string;
  documentType: string | null;
  topic: string;
  summary: string;
  criteria: string[];
  stage: string;
  stageSince: CivilDate;
  commentsFrom: CivilDate | null;
  commentsUntil: CivilDate | null;
  open: boolean;
  outcome: "passed" | "dropped" | null;
  endedOn: CivilDate | null;
  outcomeNote: string | null;
  publishedAt: Date;
  updatedAt: Date;
}

const columns = sql<Row>`
  p.id, p.unit_id as "unitId", p.reach_id as "reachId", p.title, p.document_type as "documentType", p.topic, p.summary, p.criteria, p.stage,
  p.stage_since::text as "stageSince", p.comments_from::text as "commentsFrom", p.comments_until::text as "commentsUntil", p.open, p.outcome,
  p.ended_on::text as "endedOn", p.outcome_note as "outcomeNote", p.published_at as "publishedAt", p.updated_at as "updatedAt"`;

export interface PublicDraftFilter {
  /** Only those that people may comment on today. */
  open?: boolean;
  /** Of the drafting unit. */
  unitId?: number;
  /** Words of the title or summary, typed with or without diacritics. */
  q?: string;
  limit?: number;
}

/** Published drafts: those open for comments first, then the newest. Any caller, also nobody in particular. */
export async function listPublicDrafts(tx: Tx, filter: PublicDraftFilter = {}): Promise<PublicDraft[]> {
  const { rows } = await sql<Row>`
    select ${columns} from public_draft p
    where (${filter.open ?? null}::boolean is null or p.open = ${filter.open ?? null}::boolean)
      and (${filter.unitId ?? null}::int is null or p.unit_id = ${filter.unitId ?? null}::int)
      and find_vi(p.title || ' ' || p.summary) like all (${likeWords(filter.q)}::text[])
    order by p.open desc, p.updated_at desc, p.id desc limit ${Math.min(filter.limit ?? 50, 200)}`.execute(tx);
  const present = await presenter(tx);
  return rows.map(present);
}

/** One published draft with its stages, articles, groups of comments and the answers to them; undefined: not published, or never was. */
export async function findPublicDraft(tx: Tx, id: string): Promise<PublicDraftPage | undefined> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined;
  const { rows } = await sql<Row>`select ${columns} from public_draft p where p.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (row === undefined) return undefined;
  const today = todayInVietnam();
  const { stages: stageRules, criteria } = await listDraftRules(tx, today);
  const { rows: stages } = await sql<{ stage: string; enteredOn: CivilDate; note: string | null }>`
    select stage, entered_on::text as "enteredOn", note from public_draft_stage where draft_id = ${id}::uuid order by entered_on`.execute(
    tx,
  );
  const { rows: articles } = await sql<Omit<PublicArticle, "clauses">>`
    select key, chapter, heading, body from public_draft_article where draft_id = ${id}::uuid order by position`.execute(
    tx,
  );
  const { rows: groups } = await sql<
    Omit<PublicCommentGroup, "publishedAt" | "comments"> & { publishedAt: Date; comments: number }
  >`
    select id, article, title, summary, response_kind as "responseKind", response, published_at as "publishedAt", comments
    from public_draft_group where draft_id = ${id}::uuid order by published_at desc, id`.execute(tx);
  const { rows: materials } = await sql<PublicDraftPage["materials"][number]>`
    select material_id as "materialId", version_id as "versionId", title from public_draft_material where draft_id = ${id}::uuid order by title`.execute(
    tx,
  );
  const nameOf = (code: string) => stageRules.find((s) => s.code === code) ?? { nameVi: code, nameEn: code };
  return {
    ...(await presenter(tx))(row),
    stages: stages.map(({ stage, enteredOn, note }) => {
      const { nameVi, nameEn } = nameOf(stage);
      return { code: stage, nameVi, nameEn, enteredOn, note };
    }),
    criteria: criteria
      .filter((c) => row.criteria.includes(c.code))
      .map(({ code, nameVi, nameEn }) => ({ code, nameVi, nameEn })),
    articles: articles.map((a) => ({ ...a, clauses: clausesOf(a.body) })),
    groups: groups.map((g) => ({ ...g, publishedAt: iso(g.publishedAt)!, comments: suppressCount(g.comments) })),
    materials,
  };
}

async function presenter(tx: Tx): Promise<(row: Row) => PublicDraft> {
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const { stages } = await listDraftRules(tx, today);
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? `#${id}` });
  return (row) => {
    const rule = stages.find((s) => s.code === row.stage);
    return {
      id: row.id,
      title: row.title,
      unit: unit(row.unitId),
      reach: unit(row.reachId),
      documentType: row.documentType,
      topic: row.topic,
      summary: row.summary,
      stage: {
        code: row.stage,
        nameVi: rule?.nameVi ?? row.stage,
        nameEn: rule?.nameEn ?? row.stage,
        since: row.stageSince,
      },
      commentsFrom: row.commentsFrom,
      commentsUntil: row.commentsUntil,
      open: row.open,
      outcome: row.outcome,
      endedOn: row.endedOn,
      outcomeNote: row.outcomeNote,
      publishedAt: iso(row.publishedAt)!,
      updatedAt: iso(row.updatedAt)!,
    };
  };
}
