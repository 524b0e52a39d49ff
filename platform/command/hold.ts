import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import type { Problem } from "#kernel/problem.ts";
import { inTransaction } from "#platform/db/session.ts";
import type { CommandServices } from "./execute.ts";
import { prepareCommand, receiptOf, rowsFor } from "./execute.ts";
import type { Decision, Envelope, Receipt } from "./define.ts";
import { writeRows } from "./write-statement.ts";

/**
 * Keeps a well-formed command that could not be applied, with the reason, for an officer to settle:
 * what a phone sent is never dropped because the world moved on while it was offline.
 */
export async function holdCommand(
  services: CommandServices,
  principal: Principal,
  envelope: Envelope,
  why: Problem,
): Promise<Receipt> {
  const prepared = prepareCommand(services, principal, envelope);
  const unitId = unitOf(envelope.payload) ?? principal.homeUnitId;
  const decision: Decision<unknown> = {
    outcome: "held",
    answer: null,
    reason: { doubts: [{ code: "command.not-possible", detail: { code: why.code, ...why.detail } }] },
    unitId,
    journal: [
      {
        action: "command.held",
        subject: "command",
        subjectId: envelope.id,
        unitId,
        after: { name: envelope.name, code: why.code },
      },
    ],
  };
  await store(services.pool, principal, () => rowsFor(prepared, decision));
  return receiptOf(prepared, decision);
}

function store(pool: Pool, principal: Principal, rows: () => ReturnType<typeof rowsFor>): Promise<void> {
  return inTransaction(pool, principal, (tx) => writeRows(tx, rows()));
}

function unitOf(payload: unknown): number | null {
  const unitId = (payload as { unitId?: unknown } | null)?.unitId;
  return typeof unitId === "number" && Number.isInteger(unitId) ? unitId : null;
}
