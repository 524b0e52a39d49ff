import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { suppressCount, suppressSecondCut } from "#kernel/suppression.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Article, CommentGroup, DraftPage, DraftText, draftVerbs } from "../contract.ts";
import { draftPolicy, type PlacedDraft } from "../policy.ts";
import { isOpenForComments } from "../rules.ts";
import { findDraft, iso, listDraftRules, placeDraft, type StoredDraft } from "./store.ts";

/** A draft with everything that the caller may see of it. */
export async function readDraftPage(tx: Tx, principal: Principal, id: string): Promise<DraftPage> {
  const draft = await findDraft(tx, id);
  const placed = await placeDraft(tx, draft);
  authorise(draftPolicy, "draft.view", principal, placed);
  const today = todayInVietnam();
  const { tree } = await unitState(tx);
  const unit = (unitId: number) => ({ id: unitId, name: tree.versionNear(unitId, today)?.name ?? `#${unitId}` });
  const { rows: stages } = await sql<DraftPage["stages"][number]>`
    select stage, entered_on::text as "enteredOn", note from policy_draft_stage where draft_id = ${id}::uuid order by entered_on, created_at`.execute(
    tx,
  );
  const texts = await textsOf(tx, id);
  const published = texts.find((t) => t.status === "published") ?? null;
  const { stages: rules } = await listDraftRules(tx, today);
  const open = isOpenForComments(
    { ...draft, published: draft.publishedAt !== null, hasText: published !== null },
    rules.find((s) => s.code === stages.at(-1)?.stage),
    today,
  );
  const reads = refusal(draftPolicy, "draft.read-comments", principal, placed) === null;
  return {
    id: draft.id,
    unit: unit(draft.unitId),
    reach: unit(draft.reachId),
    title: draft.title,
    documentType: draft.documentType,
    topic: draft.topic,
    summary: draft.summary,
    criteria: draft.criteria,
    scopeNote: draft.scopeNote,
    commentsFrom: draft.commentsFrom,
    commentsUntil: draft.commentsUntil,
    open,
    publishedAt: iso(draft.publishedAt),
    outcome: draft.outcome,
    endedOn: draft.endedOn,
    outcomeNote: draft.outcomeNote,
    edition: draft.edition,
    stages,
    working: reads ? (texts.find((t) => t.status === "working") ?? null) : null,
    published,
    ...(await linksOf(tx, id)),
    groups: await groupsOf(tx, id, reads),
    counts: reads ? await countsOf(tx, draft, open, today, unit) : null,
    may: possibleVerbs(principal, placed, draft),
  };
}

function possibleVerbs(principal: Principal, placed: PlacedDraft, draft: StoredDraft): DraftPage["may"] {
  const verbs: readonly (typeof draftVerbs)[number][] = [
    ...(draft.outcome === null ? (["draft.edit", "draft.publish"] as const) : []),
    "draft.gather",
    "draft.answer",
    "draft.release",
  ];
  return verbs.filter((verb) => refusal(draftPolicy, verb, principal, placed) === null);
}

async function textsOf(tx: Tx, id: string): Promise<DraftText[]> {
  const { rows: texts } = await sql<Omit<DraftText, "articles" | "publishedAt"> & { publishedAt: Date | null }>`
    select number, status, note, content_hash as hash, published_at as "publishedAt" from policy_draft_text
    where draft_id = ${id}::uuid and status <> 'superseded' order by number`.execute(tx);
  const { rows: articles } = await sql<Article & { number: number }>`
    select a.number, a.key, a.chapter, a.heading, a.body from policy_draft_article a join policy_draft_text t using (draft_id, number)
    where a.draft_id = ${id}::uuid and t.status <> 'superseded' order by a.number, a.position`.execute(tx);
  return texts.map((t) => ({
    ...t,
    publishedAt: iso(t.publishedAt),
    articles: articles
      .filter((a) => a.number === t.number)
      .map(({ key, chapter, heading, body }) => ({ key, chapter, heading, body })),
  }));
}

async function linksOf(tx: Tx, id: string): Promise<Pick<DraftPage, "materials" | "talks">> {
  const { tree } = await unitState(tx);
  const { rows: materials } = await sql<DraftPage["materials"][number]>`
    select m.id, v.title, v.status from policy_draft_link l join material m on m.id = l.material_id
      join material_version v on v.id = m.current_version_id where l.draft_id = ${id}::uuid order by l.linked_at, m.id`.execute(
    tx,
  );
  const { rows: talks } = await sql<{ id: string; title: string; heldOn: CivilDate; placeId: number; status: string }>`
    select t.id, t.title, t.held_on::text as "heldOn", t.place_unit_id as "placeId", t.status
    from policy_draft_link l join talk t on t.id = l.talk_id where l.draft_id = ${id}::uuid order by t.held_on desc, t.id`.execute(
    tx,
  );
  return {
    materials,
    talks: talks.map(({ placeId, ...t }) => ({
      ...t,
      place: tree.versionNear(placeId, t.heldOn)?.name ?? `#${placeId}`,
    })),
  };
}

/** Groups with how many said so; who may not read comments sees what is published, its count like the public page shows it. */
async function groupsOf(tx: Tx, id: string, reads: boolean): Promise<CommentGroup[]> {
  type Row = Omit<CommentGroup, "answeredAt" | "publishedAt" | "comments"> & {
    answeredAt: Date | null;
    publishedAt: Date | null;
    comments: number;
  };
  const { rows } = await sql<Row>`
    select g.id, g.article, g.title, g.summary, g.response_kind as "responseKind", g.response, g.answered_at as "answeredAt",
      g.published_at as "publishedAt", g.edition, coalesce(p.comments, (select count(*)::int from policy_draft_comment c where c.group_id = g.id)) as comments
    from policy_draft_group g left join public_draft_group p on p.id = g.id
    where g.draft_id = ${id}::uuid order by g.created_at, g.id`.execute(tx);
  return rows.map((g) => ({
    ...g,
    comments: reads ? g.comments : suppressCount(g.comments),
    answeredAt: iso(g.answeredAt),
    publishedAt: iso(g.publishedAt),
  }));
}

async function countsOf(
  tx: Tx,
  draft: StoredDraft,
  open: boolean,
  today: CivilDate,
  unit: (id: number) => { id: number; name: string },
): Promise<NonNullable<DraftPage["counts"]>> {
  const { rows } = await sql<{
    article: string | null;
    place: number | null;
    comments: number;
    waiting: number;
    aside: number;
  }>`
    select article, place_unit_id as place, count(*)::int as comments,
      count(*) filter (where group_id is null and set_aside is null)::int as waiting, count(set_aside)::int as aside
    from policy_draft_comment where draft_id = ${draft.id}::uuid group by article, place_unit_id`.execute(tx);
  const sum = (of: (r: (typeof rows)[number]) => number, from = rows) => from.reduce((n, r) => n + of(r), 0);
  const articles = [...new Set(rows.map((r) => r.article))];
  return {
    all: sum((r) => r.comments),
    waiting: sum((r) => r.waiting),
    setAside: sum((r) => r.aside),
    byArticle: articles.map((article) => ({
      article,
      comments: sum(
        (r) => r.comments,
        rows.filter((r) => r.article === article),
      ),
    })),
    byPlace: open ? null : await byPlace(tx, draft, rows, today, unit),
  };
}

/**
 * Communes by number of comments, once the time for them is over: a second cut of a total that is known, so through the
 * one function that decides what may be said. Comments without a place are a cell of their own.
 */
async function byPlace(
  tx: Tx,
  draft: StoredDraft,
  rows: readonly { place: number | null; comments: number }[],
  today: CivilDate,
  unit: (id: number) => { id: number; name: string },
) {
  const { tree } = await unitState(tx);
  const communes = [draft.reachId, ...tree.descendantsOn(draft.reachId, today).map((v) => v.unitId)].filter((id) => {
    const version = tree.versionNear(id, today);
    return version !== undefined && tree.levelOf(version) === "commune";
  });
  const places: (number | null)[] = [...new Set([null, ...communes, ...rows.map((r) => r.place)])];
  const counts = places.map((place) => rows.reduce((n, r) => n + (r.place === place ? r.comments : 0), 0));
  const shown = suppressSecondCut([suppressCount(counts.reduce((a, b) => a + b, 0))], null, counts);
  return places
    .flatMap((place, at) => {
      const comments = shown[at] ?? null;
      return place === null || comments === null ? [] : [{ place: unit(place), comments: comments as number }];
    })
    .toSorted((a, b) => b.comments - a.comments || a.place.name.localeCompare(b.place.name, "vi"));
}
