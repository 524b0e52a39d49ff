import { sql } from "kysely";

import type { Tx } from "#platform/db/session.ts";

export async function listTokens(tx: Tx, userId: string) {
  const { rows } = await sql<{
    id: string;
    label: string;
    created_at: Date;
    expires_on: string | null;
    last_used_on: string | null;
    revoked_at: Date | null;
  }>`
    select id, label, created_at, expires_on::text, last_used_on::text, revoked_at from api_token where user_id = ${userId} order by created_at desc`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    createdAt: new Date(row.created_at).toISOString(),
    expiresOn: row.expires_on,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at).toISOString(),
  }));
}
