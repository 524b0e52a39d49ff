import { judgeOutcome, type CommandOutcome, type ItemEvent } from "../state.ts";
import type { OutboxItem } from "./database.ts";
import { changeState, followDecision, nextBatch, tidyOutbox } from "./outbox.ts";
import { asPushAnswer, ask } from "./wire.ts";
import { noteServerTime, stopOf, type SyncContext, type Stop } from "./context.ts";

const fullBatch = 50;

/**
 * Sends what is open, batch after batch, until nothing is left or something stops it. An item leaves
 * the open states only by an outcome that `judgeOutcome` believes; everything else sends it again
 * later under the same id, which the server applies at most once.
 */
export async function pushOutbox(context: SyncContext): Promise<Stop | null> {
  const { db, wire, clock, deviceId } = context;
  // What an earlier run left as "sending" was interrupted: only the holder of the lock sends.
  await db.outbox.where("state").equals("sending").modify({ state: "local" });
  const skip = new Set<string>();
  let limit = fullBatch;
  let stuck: Stop | null = null;
  for (;;) {
    const batch = await nextBatch(db, limit, skip);
    if (batch.length === 0) break;
    await markSending(context, batch);
    const sentAt = clock();
    const reading = await ask(
      wire,
      {
        method: "POST",
        path: "/api/sync/push",
        json: {
          deviceId,
          userId: context.userId,
          clock: new Date(sentAt).toISOString(),
          commands: batch.map(({ id, name, payload, deviceAt }) => ({ id, name, payload, deviceAt, deviceId })),
        },
      },
      asPushAnswer,
    );
    if (reading.kind === "answer") {
      await noteServerTime(context, sentAt, clock(), reading.value.serverTime);
      const unmoved = await applyOutcomes(context, batch, reading.value.outcomes);
      for (const item of unmoved) skip.add(item.id);
      if (unmoved.length > 0) stuck = { kind: "later", because: "no-receipt" };
      context.onProgress?.();
      continue;
    }
    await putBack(context, batch);
    if (reading.kind !== "problem") return stopOf(reading);
    // Our server said no to the whole batch. One item may be the reason: find it by halving.
    if (batch.length > 1) {
      limit = Math.ceil(batch.length / 2);
      continue;
    }
    const [item] = batch as [OutboxItem];
    if (reading.status === 400 || reading.status === 413 || reading.status === 422) {
      await changeState(db, item.id, "send");
      await changeState(db, item.id, "refused", { problem: reading.problem });
    } else if (reading.status >= 500) {
      stuck = { kind: "later", because: "server-trouble" };
    } else {
      return stopOf(reading);
    }
    skip.add(item.id);
    limit = fullBatch;
  }
  await tidyOutbox(db, new Date(clock()));
  return stuck;
}

function markSending({ db }: SyncContext, batch: readonly OutboxItem[]): Promise<void> {
  return db.transaction("rw", db.outbox, async () => {
    for (const item of batch) await changeState(db, item.id, "send", { attempts: item.attempts + 1 });
  });
}

function putBack({ db }: SyncContext, batch: readonly OutboxItem[]): Promise<void> {
  return db.transaction("rw", db.outbox, async () => {
    for (const item of batch) await changeState(db, item.id, "interrupted");
  });
}

/** Returns the items that got no believable outcome. */
async function applyOutcomes(
  context: SyncContext,
  batch: readonly OutboxItem[],
  outcomes: readonly CommandOutcome[],
): Promise<OutboxItem[]> {
  const { db, clock } = context;
  const closedAt = new Date(clock()).toISOString();
  return db.transaction("rw", [db.outbox, db.photos], async () => {
    const unmoved: OutboxItem[] = [];
    for (const item of batch) {
      const verdict = verdictFor(item, outcomes);
      if (verdict === null) {
        await changeState(db, item.id, "interrupted");
        unmoved.push(item);
        continue;
      }
      const { event, outcome } = verdict;
      const extra: Partial<OutboxItem> = { problem: outcome.problem, conflict: outcome.conflict };
      if (outcome.receipt !== null) Object.assign(extra, { receipt: outcome.receipt, closedAt });
      await changeState(db, item.id, event, extra);
      if (outcome.decision !== undefined) await followDecision(db, item.id, outcome.decision);
    }
    return unmoved;
  });
}

function verdictFor(
  item: OutboxItem,
  outcomes: readonly CommandOutcome[],
): { event: ItemEvent; outcome: CommandOutcome } | null {
  for (const outcome of outcomes) {
    const event = judgeOutcome(item, outcome);
    if (event !== null) return { event, outcome };
  }
  return null;
}
