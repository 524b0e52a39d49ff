import { sql } from "kysely";
import { z } from "zod";
import type { CivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { lawTitle, type LawKindName } from "#modules/laws/shared.ts";
import type { PublicCorrection } from "../contract.ts";

interface Row {
  id: string;
  status: "published" | "withdrawn";
  topic: string;
  unitId: number;
  claim: string | null;
  truth: string | null;
  sourceText: string | null;
  lawPassage: string | null;
  lawKind: LawKindName | null;
  lawSymbol: string | null;
  lawAbstract: string | null;
  lawYear: number | null;
  statedOn: CivilDate;
  nextUpdateOn: string | null;
  publishedAt: Date;
  withdrawnAt: Date | null;
  order: string;
}

const columns = sql`c.id, c.status, c.topic, c.unit_id as "unitId", c.claim, c.truth, c.source_text as "sourceText", c.law_passage as "lawPassage",
  c.law_kind as "lawKind", c.law_symbol as "lawSymbol", c.law_abstract as "lawAbstract", c.law_year as "lawYear",
  c.stated_on::text as "statedOn", c.next_update_on::text as "nextUpdateOn", c.published_at as "publishedAt", c.withdrawn_at as "withdrawnAt",
  c.published_at::text as "order"`;

async function presenter(tx: Tx): Promise<(row: Row) => PublicCorrection> {
  const { tree } = await unitState(tx);
  return (row) => ({
    id: row.id,
    status: row.status,
    topic: row.topic,
    issuer: tree.versionNear(row.unitId, row.statedOn)?.name ?? "",
    claim: row.claim,
    truth: row.truth,
    source: sourceOf(row),
    statedOn: row.statedOn,
    nextUpdateOn: row.nextUpdateOn,
    publishedAt: row.publishedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  });
}

function sourceOf({ lawKind, lawSymbol, lawAbstract, lawYear, lawPassage, sourceText }: Row): string | null {
  const law =
    lawKind === null ? null : lawTitle({ kind: lawKind, symbol: lawSymbol, abstract: lawAbstract, year: lawYear });
  const parts = [law === null ? null : [law, lawPassage].filter((x) => x !== null).join(", "), sourceText].filter(
    (x) => x !== null,
  );
  return parts.length === 0 ? null : parts.join("; ");
}

/** What is published, the newest first; `q` typed with or without diacritics. For everybody. */
export async function listPublicCorrections(
  tx: Tx,
  { q, topic, limit = 20, cursor }: { q?: string; topic?: string; limit?: number; cursor?: string | null } = {},
): Promise<{ items: PublicCorrection[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const { rows } = await sql<Row>`
    select ${columns} from public_correction c
     where c.status = 'published' and (${topic ?? null}::text is null or c.topic = ${topic ?? null}::text)
       and c.search like all (${likeWords(q?.slice(0, 200))}::text[])
       and (${after?.[0] ?? null}::timestamptz is null or (c.published_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
     order by c.published_at desc, c.id desc limit ${limit + 1}`.execute(tx);
  return page(rows, limit, (row) => [row.order, row.id], await presenter(tx));
}

/** One that is or was published; a withdrawn one says so and has no words. Null where there never was one. */
export async function findPublicCorrection(tx: Tx, id: string): Promise<PublicCorrection | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await sql<Row>`select ${columns} from public_correction c where c.id = ${id}::uuid`.execute(tx);
  return rows[0] === undefined ? null : (await presenter(tx))(rows[0]);
}
