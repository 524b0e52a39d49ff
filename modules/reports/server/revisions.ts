import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import type { RevisionAnswer } from "../contract.ts";
import type { Part } from "../parts.ts";

/** The newest first. */
export async function revisionsOf(tx: Tx, reportId: string): Promise<RevisionAnswer[]> {
  const rows = await tx
    .selectFrom("report_revision")
    .select(["number", "as_of", "frozen_by", "reason", "talks", "content_hash", "journal_hash"])
    .where("report_id", "=", reportId)
    .orderBy("number", "desc")
    .execute();
  return rows.map((r) => ({
    number: r.number,
    asOf: new Date(r.as_of as unknown as string).toISOString(),
    frozenBy: r.frozen_by,
    reason: r.reason,
    talks: r.talks,
    contentHash: r.content_hash,
    journalHash: r.journal_hash,
  }));
}

export async function revisionHash(tx: Tx, reportId: string, number: number): Promise<string> {
  const { rows } = await sql<{
    h: string;
  }>`select content_hash as h from report_revision where report_id = ${reportId}::uuid and number = ${number}`.execute(
    tx,
  );
  return rows[0]!.h;
}

/** How the report was laid out when that revision was made; null where it was made before layouts were kept. */
export async function partsOf(tx: Tx, reportId: string, number: number): Promise<Part[] | null> {
  const { rows } = await sql<{
    parts: Part[];
  }>`select parts from report_revision where report_id = ${reportId}::uuid and number = ${number}`.execute(tx);
  return rows[0] === undefined || rows[0].parts.length === 0 ? null : rows[0].parts;
}
