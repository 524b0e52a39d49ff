import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { contentHash } from "#kernel/canonical.ts";
import { spokenCode } from "#kernel/ids.ts";
import { isRetryable } from "#platform/db/database-problem.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { fieldsOf } from "#platform/http/problem-answer.ts";
import type { Command, CommandContext, CommandMap, Decision, Envelope, Receipt, RowSet } from "./define.ts";
import { commandProblem } from "./problems.ts";
import { writeRows } from "./write-statement.ts";
import { writeTogether } from "./write-together.ts";

/**
 * At most once: the command's id is a primary key inserted in the transaction of its effect. A repeat
 * waits on that row, then gets the stored answer; the same id with another content is a problem of
 * its own. The receipt leaves after the commit, never inside it.
 */
export interface CommandServices {
  pool: Pool;
  commands: CommandMap;
  now?: () => Date;
}

export async function executeCommand<Answer = unknown>(
  services: CommandServices,
  principal: Principal,
  envelope: Envelope,
): Promise<Receipt<Answer>> {
  const prepared = prepareCommand(services, principal, envelope);
  try {
    const decision = await again(() => perform(services.pool, prepared));
    return receiptOf<Answer>(prepared, decision as Decision<Answer>);
  } catch (error) {
    // A repeat that ran beside the first one may have met the first one's effect instead of its key.
    const stored = await storedReceipt<Answer>(services.pool, principal, prepared);
    if (stored !== null) return stored;
    throw isRepeat(error) ? commandProblem("command.reused", { id: envelope.id }) : error;
  }
}

/** Two writers that stood in each other's way: nothing of it happened, so the same is tried once more, and once again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 2; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isRetryable(error)) throw error;
    }
  }
}

export interface PreparedCommand {
  command: Command<unknown, unknown>;
  input: unknown;
  context: CommandContext;
  envelope: Envelope;
  hash: string;
}

export function prepareCommand(services: CommandServices, principal: Principal, envelope: Envelope): PreparedCommand {
  const command = services.commands[envelope.name] as Command<unknown, unknown> | undefined;
  if (command === undefined) throw commandProblem("command.unknown", { name: envelope.name });
  const parsed = command.input.safeParse(envelope.payload);
  if (!parsed.success) {
    throw commandProblem("command.invalid", { fields: fieldsOf(parsed.error.issues) });
  }
  const now = services.now?.() ?? new Date();
  return {
    command,
    input: parsed.data,
    envelope,
    hash: envelopeHash(envelope),
    context: {
      principal,
      commandId: envelope.id,
      now,
      deviceAt: envelope.deviceAt ? new Date(envelope.deviceAt) : now,
      deviceId: envelope.deviceId ?? null,
      clockOffsetSeconds: envelope.clockOffsetSeconds ?? null,
    },
  };
}

/** The hash a receipt carries; the phone computes the same over what it keeps. */
export function envelopeHash(envelope: Envelope): string {
  return contentHash({ name: envelope.name, payload: envelope.payload, deviceAt: envelope.deviceAt });
}

async function perform(pool: Pool, prepared: PreparedCommand): Promise<Decision<unknown>> {
  const { command, context, input } = prepared;
  if (command.decide) {
    const decision = command.decide(context, input);
    await writeTogether(pool, context.principal, rowsFor(prepared, decision));
    return decision;
  }
  return inTransaction(pool, context.principal, async (tx) => {
    await refuseIfSeen(tx, prepared);
    const decision = await command.run!({ ...context, tx }, input);
    await writeRows(tx, rowsFor(prepared, decision));
    return decision;
  });
}

/** Cheaper than running a use case to its end only to find that it ran before. */
async function refuseIfSeen(tx: Tx, prepared: PreparedCommand): Promise<void> {
  const seen = await tx.selectFrom("command").select("id").where("id", "=", prepared.envelope.id).executeTakeFirst();
  if (seen) throw new SeenBefore();
}

class SeenBefore extends Error {}

export function rowsFor({ envelope, context, hash, command }: PreparedCommand, decision: Decision<unknown>): RowSet[] {
  const outcome = decision.outcome ?? "received";
  const kept = outcome !== "received";
  const commandRow = {
    id: envelope.id,
    name: command.name,
    content_hash: hash,
    user_id: context.principal.userId,
    device_id: context.deviceId,
    device_at: envelope.deviceAt ?? null,
    received_at: context.now.toISOString(),
    outcome,
    answer: decision.answer ?? null,
    payload: kept ? envelope.payload : null,
    reason: decision.reason ?? null,
    unit_id: decision.unitId ?? null,
  };
  const journal = decision.journal.map((entry) => ({
    at: context.now.toISOString(),
    device_at: envelope.deviceAt ?? null,
    user_id: context.principal.userId,
    unit_id: entry.unitId ?? context.principal.homeUnitId,
    command_id: envelope.id,
    action: entry.action,
    subject: entry.subject,
    subject_id: entry.subjectId,
    before: entry.before ?? null,
    after: entry.after ?? null,
  }));
  const feed = (decision.feed ?? []).map((f) => ({ audience: f.audience, entity: f.entity, entity_id: f.entityId }));
  return [
    { table: "command", rows: [commandRow] },
    ...(decision.writes ?? []),
    { table: "journal", rows: journal },
    { table: "feed", rows: feed },
  ];
}

export function receiptOf<Answer>(prepared: PreparedCommand, decision: Decision<Answer>): Receipt<Answer> {
  return {
    id: prepared.envelope.id,
    hash: prepared.hash,
    at: prepared.context.now.toISOString(),
    number: spokenCode(prepared.envelope.id),
    outcome: decision.outcome ?? "received",
    repeated: false,
    answer: decision.answer,
    ...(decision.reason === undefined ? {} : { reason: decision.reason }),
  };
}

function isRepeat(error: unknown): boolean {
  if (error instanceof SeenBefore) return true;
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint === "command_pkey";
}

async function storedReceipt<Answer>(
  pool: Pool,
  principal: Principal,
  { envelope, hash }: PreparedCommand,
): Promise<Receipt<Answer> | null> {
  const stored = await inTransaction(
    pool,
    principal,
    (tx) => tx.selectFrom("command").selectAll().where("id", "=", envelope.id).executeTakeFirst(),
    { readOnly: true },
  );
  if (stored === undefined) return null;
  if (stored.content_hash !== hash || stored.user_id !== principal.userId)
    throw commandProblem("command.reused", { id: envelope.id });
  return {
    id: envelope.id,
    hash,
    at: new Date(stored.received_at).toISOString(),
    number: spokenCode(envelope.id),
    outcome: stored.outcome as Receipt["outcome"],
    repeated: true,
    answer: stored.answer as Answer,
    ...(stored.reason === null ? {} : { reason: stored.reason }),
  };
}
