import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import type { CorrectionFilter, CorrectionStatus } from "../contract.ts";

export interface StoredCorrection {
  id: string;
  unitId: number;
  topic: string;
  claim: string;
  truth: string;
  lawId: string | null;
  lawPassage: string | null;
  sourceText: string | null;
  statedOn: CivilDate;
  nextUpdateOn: CivilDate | null;
  status: CorrectionStatus;
  version: number;
  updatedAt: Date;
  approvedAt: Date | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawReason: string | null;
}

const columns = sql`c.id, c.unit_id as "unitId", c.topic, c.claim, c.truth, c.law_id as "lawId", c.law_passage as "lawPassage",
  c.source_text as "sourceText", c.stated_on::text as "statedOn", c.next_update_on::text as "nextUpdateOn", c.status, c.version,
  c.updated_at as "updatedAt", c.approved_at as "approvedAt", c.published_at as "publishedAt", c.withdrawn_at as "withdrawnAt",
  c.withdraw_reason as "withdrawReason"`;

export async function findCorrection(tx: Tx, id: string): Promise<StoredCorrection | undefined> {
  const { rows } = await sql<StoredCorrection>`select ${columns} from correction c where c.id = ${id}::uuid`.execute(
    tx,
  );
  return rows[0];
}

/** Undefined too where row-level security lets the caller read but not write. */
export async function lockCorrection(tx: Tx, id: string): Promise<StoredCorrection | undefined> {
  const { rows } =
    await sql<StoredCorrection>`select ${columns} from correction c where c.id = ${id}::uuid for update`.execute(tx);
  return rows[0];
}

export async function listStored(
  tx: Tx,
  filter: CorrectionFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<(StoredCorrection & { order: string })[]> {
  const { rows } = await sql<StoredCorrection & { order: string }>`
    select ${columns}, c.updated_at::text as "order" from correction c
     where (${filter.status ?? null}::text is null or c.status = ${filter.status ?? null}::text)
       and (${filter.topic ?? null}::text is null or c.topic = ${filter.topic ?? null}::text)
       and (${filter.under ?? null}::int is null or c.unit_id in (select descendant_id from unit_scope where ancestor_id = ${filter.under ?? null}::int))
       and c.search like all (${likeWords(filter.q)}::text[])
       and (${after?.[0] ?? null}::timestamptz is null or (c.updated_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
     order by c.updated_at desc, c.id desc limit ${limit}`.execute(tx);
  return rows;
}
