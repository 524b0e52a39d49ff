import { sql } from "kysely";
import { z } from "zod";
import { holdsRole, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitPath } from "#modules/units/server.ts";
import { draftStates, type DraftLine, type DraftPage } from "../draft-contract.ts";
import { documentPolicy } from "../policy.ts";
import { getDraft, getIssued, titleOf } from "./draft-store.ts";

export const DraftQuery = z.object({
  unitId: z.coerce.number().int().positive().optional(),
  status: z.enum([...draftStates, "open"]).default("open"),
  ...pageQuery,
});

/** Drafts, those changed last first; `open`: not issued and not dropped. */
export async function listDrafts(
  tx: Tx,
  query: z.output<typeof DraftQuery> & { under?: number | undefined },
): Promise<{ items: DraftLine[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string()]));
  const states = query.status === "open" ? ["draft", "submitted"] : [query.status];
  const { rows } = await sql<Omit<DraftLine, "updatedAt"> & { updatedAt: Date; key: string }>`
    select d.id, d.unit_id as "unitId", coalesce(v.name, '') as "unitName", d.type, d.template, d.abstract, d.status, d.updated_at as "updatedAt", d.updated_at::text as key
      from document_draft d left join lateral (select name from unit_version where unit_id = d.unit_id order by lower(valid) desc limit 1) v on true
     where d.status = any (${states}::text[])
       and (${query.unitId ?? null}::int is null or d.unit_id = ${query.unitId ?? null}::int)
       and (${query.under ?? null}::int is null or d.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under ?? null}::int))
       and (${after?.[0] ?? null}::timestamptz is null or (d.updated_at, d.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
     order by d.updated_at desc, d.id desc limit ${query.limit + 1}`.execute(tx);
  return page(
    rows,
    query.limit,
    (r) => [r.key, r.id],
    ({ key: _key, ...r }) => ({ ...r, updatedAt: r.updatedAt.toISOString() }),
  );
}

export async function getDraftPage(tx: Tx, principal: Principal, id: string): Promise<DraftPage> {
  const draft = await getDraft(tx, id);
  const of = draft.remedyOf === null ? null : await getIssued(tx, draft.remedyOf);
  const { rows } = await sql<{ name: string | null; sender: string | null; symbol: string | null }>`
    select (select name from unit_version where unit_id = ${draft.unitId} order by lower(valid) desc limit 1) as name, i.sender, i.symbol
      from (select 1) one left join incoming_document i on i.id = ${draft.answers}::uuid`.execute(tx);
  const row = rows[0]!;
  return {
    id: draft.id,
    unitId: draft.unitId,
    unitName: row.name ?? "",
    type: draft.type,
    template: draft.template,
    abstract: draft.abstract,
    status: draft.status,
    updatedAt: draft.updatedAt.toISOString(),
    version: draft.version,
    content: draft.content,
    source: draft.source,
    sourceCount: draft.sourceIds.length,
    remedy: draft.remedy,
    remedyOf: of === null ? null : { id: of.id, fullSymbol: titleOf(of) },
    remedyReason: draft.remedyReason,
    answers:
      draft.answers === null ? null : { id: draft.answers, text: [row.symbol, row.sender].filter(Boolean).join(" – ") },
    droppedReason: draft.droppedReason,
    documentId: draft.documentId,
    mayWrite: holdsRole(principal, documentPolicy["document.write"].roles, await unitPath(tx, draft.unitId)),
  };
}
