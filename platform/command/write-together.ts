import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { commitStatement } from "#platform/db/session.ts";
import type { RowSet } from "./define.ts";
import { writeStatement } from "./write-statement.ts";

/**
 * Writes of one caller that arrive while another of theirs is under way leave together, in one
 * transaction: begin, statement, policies, triggers and the disk's flush are paid once. Nobody waits
 * longer than a turn of the event loop. One transaction a caller at a time: two would meet on the same
 * totals, and the second would stand behind the first one's flush. A batch that fails is done again one by one, so that one
 * bad command never touches its neighbours. Each is answered after the commit that holds it.
 */
const largestBatch = 24;

interface Waiting {
  rows: readonly RowSet[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface Lane {
  underWay: boolean;
  queue: Waiting[];
}

const lanes = new WeakMap<Pool, Map<Principal, Lane>>();

/** Resolves after the commit that holds these rows. Rejects with the database's own error for these rows alone. */
export function writeTogether(pool: Pool, principal: Principal, rows: readonly RowSet[]): Promise<void> {
  const ofPool = lanes.get(pool) ?? new Map<Principal, Lane>();
  lanes.set(pool, ofPool);
  const lane = ofPool.get(principal) ?? { underWay: false, queue: [] };
  ofPool.set(principal, lane);
  return new Promise((resolve, reject) => {
    lane.queue.push({ rows, resolve, reject });
    if (!lane.underWay) void drive(pool, principal, lane, ofPool);
  });
}

async function drive(pool: Pool, principal: Principal, lane: Lane, ofPool: Map<Principal, Lane>): Promise<void> {
  lane.underWay = true;
  do {
    await turnOfTheLoop();
    await writeBatch(pool, principal, lane.queue.splice(0, largestBatch));
  } while (lane.queue.length > 0);
  lane.underWay = false;
  ofPool.delete(principal);
}

/** What has already come in on other sockets is read before the next batch leaves. */
const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

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
