import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { commitStatement } from "#platform/db/session.ts";
import type { RowSet } from "./define.ts";
import { writeStatement } from "./write-statement.ts";

/**
 * Writes of one caller that arrive while another of theirs is under way leave together, in one
 * transaction: begin, statement, policies, triggers and the disk's flush are paid once. Nobody waits
 * for company: the first goes alone at once. A batch that fails is done again one by one, so that one
 * bad command never touches its neighbours. Each is answered after the commit that holds it.
 */
const largestBatch = 24;
const transactionsAtOnce = 2;

interface Waiting {
  rows: readonly RowSet[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface Lane {
  underWay: number;
  queue: Waiting[];
}

const lanes = new WeakMap<Pool, Map<Principal, Lane>>();

/** Resolves after the commit that holds these rows. Rejects with the database's own error for these rows alone. */
export function writeTogether(pool: Pool, principal: Principal, rows: readonly RowSet[]): Promise<void> {
  const ofPool = lanes.get(pool) ?? new Map<Principal, Lane>();
  lanes.set(pool, ofPool);
  const lane = ofPool.get(principal) ?? { underWay: 0, queue: [] };
  ofPool.set(principal, lane);
  return new Promise((resolve, reject) => {
    lane.queue.push({ rows, resolve, reject });
    if (lane.underWay < transactionsAtOnce) void drive(pool, principal, lane, ofPool);
  });
}

async function drive(pool: Pool, principal: Principal, lane: Lane, ofPool: Map<Principal, Lane>): Promise<void> {
  lane.underWay++;
  for (let batch = lane.queue.splice(0, largestBatch); batch.length > 0; batch = lane.queue.splice(0, largestBatch)) {
    await writeBatch(pool, principal, batch);
  }
  lane.underWay--;
  if (lane.underWay === 0 && lane.queue.length === 0) ofPool.delete(principal);
}

async function writeBatch(pool: Pool, principal: Principal, batch: readonly Waiting[]): Promise<void> {
  try {
    await commitStatement(pool, principal, writeStatement(batch.flatMap((one) => one.rows)));
    for (const one of batch) one.resolve();
  } catch (error) {
    if (batch.length === 1) return batch[0]!.reject(error);
    for (const one of batch) {
      await commitStatement(pool, principal, writeStatement(one.rows)).then(one.resolve, one.reject);
    }
  }
}
