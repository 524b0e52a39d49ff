import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";

/** The report of this unit and period that the caller may see: a frozen one before a draft; null: none. */
export async function findReport(tx: Tx, unitId: number, period: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select r.id from report r where r.unit_id = ${unitId}::int and r.period = ${period}
     order by (r.status = 'frozen') desc, r.created_at, r.id limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}
