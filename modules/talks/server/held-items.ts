import { sql } from "kysely";
import { spokenCode } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import type { HeldItem } from "../answers.ts";

/** What waits for an officer of the caller's units: held records and conflicts, oldest first. */
export async function listHeld(tx: Tx): Promise<HeldItem[]> {
  const rows = await tx
    .selectFrom("command")
    .select([
      "id",
      "name",
      "outcome",
      "received_at",
      "device_at",
      "reason",
      "payload",
      sql<string>`coalesce(account_name(user_id), '')`.as("by"),
    ])
    .where("outcome", "in", ["held", "conflict"])
    .orderBy("received_at")
    .limit(200)
    .execute();
  return rows.map((r) => ({
    id: r.id,
    number: spokenCode(r.id),
    name: r.name,
    outcome: r.outcome as HeldItem["outcome"],
    receivedAt: new Date(r.received_at).toISOString(),
    deviceAt: r.device_at === null ? null : new Date(r.device_at).toISOString(),
    by: r.by,
    reason: r.reason,
    payload: r.payload,
  }));
}
