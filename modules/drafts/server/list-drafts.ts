import { sql } from "kysely";
import { z } from "zod";
import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type { CommentFilter, DraftComment, DraftFilter, DraftRow } from "../contract.ts";
import { iso } from "./store.ts";

interface Row {
  id: string;
  title: string;
  unitId: number;
  topic: string;
  stage: string;
  stageSince: CivilDate;
  commentsFrom: CivilDate | null;
  commentsUntil: CivilDate | null;
  publishedAt: Date | null;
  outcome: "passed" | "dropped" | null;
  criteria: string[];
  communicatedOn: CivilDate | null;
  reads: boolean;
  comments: number;
  waiting: number;
  unanswered: number;
  updatedAt: string;
}

export interface DraftListAnswer {
  items: DraftRow[];
  nextCursor: string | null;
}

export async function listDrafts(
  tx: Tx,
  filter: DraftFilter,
  limit: number,
  cursor?: string | null,
): Promise<DraftListAnswer> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const under =
    filter.under === undefined
      ? sql``
      : sql`and d.unit_id in (select descendant_id from unit_scope where ancestor_id = ${filter.under}::int)`;
  const { rows } = await sql<Row>`
    select d.id, d.title, d.unit_id as "unitId", d.topic, s.stage, s.entered_on::text as "stageSince", d.comments_from::text as "commentsFrom",
      d.comments_until::text as "commentsUntil", d.published_at as "publishedAt", d.outcome, d.criteria, draft_communicated_on(d.id)::text as "communicatedOn",
      caller_reads_unit(d.unit_id) as reads, c.comments, c.waiting,
      (select count(*)::int from policy_draft_group g where g.draft_id = d.id and g.published_at is null) as unanswered, d.updated_at::text as "updatedAt"
    from policy_draft d join policy_draft_now s on s.draft_id = d.id
      left join lateral (select count(*)::int as comments, count(*) filter (where group_id is null and set_aside is null)::int as waiting
        from policy_draft_comment c where c.draft_id = d.id) c on true
    where (${filter.stage ?? null}::text is null or s.stage = ${filter.stage ?? null}::text)
      and (${filter.inScope ?? null}::text is null or (cardinality(d.criteria) > 0) = (${filter.inScope ?? null}::text = 'yes'))
      and (${filter.state ?? null}::text is null or (d.outcome is null) = (${filter.state ?? null}::text = 'open'))
      and find_vi(d.title || ' ' || d.summary) like all (${likeWords(filter.q)}::text[])
      ${under}
      ${after === undefined ? sql`` : sql`and (d.updated_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by d.updated_at desc, d.id desc limit ${limit + 1}`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  return page(
    rows,
    limit,
    (r) => [r.updatedAt, r.id],
    (r) => ({
      id: r.id,
      title: r.title,
      unit: { id: r.unitId, name: tree.versionNear(r.unitId, today)?.name ?? `#${r.unitId}` },
      topic: r.topic,
      stage: r.stage,
      stageSince: r.stageSince,
      commentsFrom: r.commentsFrom,
      commentsUntil: r.commentsUntil,
      publishedAt: iso(r.publishedAt),
      outcome: r.outcome,
      inScope: r.criteria.length > 0,
      communicated: r.communicatedOn !== null && r.communicatedOn <= today,
      comments: r.reads ? r.comments : null,
      waiting: r.reads ? r.waiting : null,
      unanswered: r.reads ? r.unanswered : null,
    }),
  );
}

/** Comments of one draft, the newest first. */
export async function listComments(
  tx: Tx,
  draftId: string,
  filter: z.output<typeof CommentFilter>,
  limit: number,
  cursor?: string | null,
): Promise<{ items: DraftComment[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const state = {
    waiting: sql`and c.group_id is null and c.set_aside is null`,
    grouped: sql`and c.group_id is not null`,
    setAside: sql`and c.set_aside is not null`,
  };
  const { rows } = await sql<Omit<DraftComment, "receivedAt"> & { receivedAt: Date; at: string }>`
    select c.id, c.article, c.clause, c.origin, c.language, c.body as text, c.received_at as "receivedAt", c.received_at::text as at,
      c.group_id as "groupId", c.set_aside as "setAside"
    from policy_draft_comment c
    where c.draft_id = ${draftId}::uuid ${filter.state === undefined ? sql`` : state[filter.state]}
      ${filter.article === undefined ? sql`` : filter.article === "whole" ? sql`and c.article is null` : sql`and c.article = ${filter.article}`}
      ${filter.groupId === undefined ? sql`` : sql`and c.group_id = ${filter.groupId}::uuid`}
      ${after === undefined ? sql`` : sql`and (c.received_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by c.received_at desc, c.id desc limit ${limit + 1}`.execute(tx);
  return page(
    rows,
    limit,
    (r) => [r.at, r.id],
    (r) => ({
      id: r.id,
      article: r.article,
      clause: r.clause,
      origin: r.origin,
      language: r.language,
      text: r.text,
      receivedAt: iso(r.receivedAt)!,
      groupId: r.groupId,
      setAside: r.setAside,
    }),
  );
}
