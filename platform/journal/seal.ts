import { sql } from "kysely";
import type { Pool } from "pg";

import { asSystem, type Tx } from "#platform/db/session.ts";
import { appendSeals } from "./seal-file.ts";

/** Rows in one batch: the row of a seal stays within some 100 KB. */
const batchRows = 1000;
/** "journal" on a telephone keypad: two sealers wait for each other instead of clashing. */
const sealLock = 5_687_625;

export interface SealResult {
  sealedRows: number;
  batches: number;
}

/**
 * Seals everything that has committed and that no running transaction can still precede. May be called by
 * several processes at once and at any time; each call appends the new seals to the file in the data folder.
 */
export async function sealJournal(pool: Pool, dataDir: string | null): Promise<SealResult> {
  let sealedRows = 0;
  let batches = 0;
  for (;;) {
    const rows = await asSystem(pool, sealBatch);
    sealedRows += rows;
    if (rows > 0) batches += 1;
    else break;
  }
  if (dataDir !== null) await appendSeals(pool, dataDir);
  return { sealedRows, batches };
}

async function sealBatch(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(${sealLock})`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    with position as materialized (select * from journal_position()),
    taken as materialized (
      select j.id, j.xid, j.digest, j.action || ' ' || j.subject || ' ' || j.subject_id as label from journal j, position p
      where (j.xid, j.id) > (p.last_xid, p.last_id) and j.id > p.after_id
        and case when p.foreign_rows then j.xid >= pg_snapshot_xmax(pg_current_snapshot()) else j.xid < (select settled_before()) end
      order by j.xid, j.id limit ${batchRows}
    ), batch as (
      select array_agg(id order by xid, id) as ids, array_agg(digest order by xid, id) as digests,
        array_agg(label order by xid, id) as labels, count(*)::int as count from taken
    ), newest as (
      select xid, id from taken order by xid desc, id desc limit 1
    ), sealed as (
      insert into journal_seal (number, after_id, last_xid, last_id, ids, digests, labels, previous_hash, hash)
      select p.number, p.after_id, n.xid, n.id, b.ids, b.digests, b.labels, p.previous,
        journal_seal_hash(p.number, p.previous, p.after_id, b.ids, b.digests, b.labels)
      from position p, batch b, newest n
      returning 1
    )
    select batch.count from batch`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Age in seconds of the oldest entry that is not sealed yet; 0 when all are. */
export async function sealLag(pool: Pool): Promise<number> {
  return asSystem(pool, async (tx) => {
    const { rows } = await sql<{ lag: number }>`
      select coalesce(extract(epoch from clock_timestamp() - (
        select j.at from journal j, journal_position() p
        where (j.xid, j.id) > (p.last_xid, p.last_id) and j.id > p.after_id
        order by j.xid, j.id limit 1)), 0)::float8 as lag`.execute(tx);
    return Math.max(0, rows[0]?.lag ?? 0);
  });
}

export interface Sealing {
  /** Seals once more and ends. */
  stop: () => Promise<void>;
}

export interface SealingOptions {
  pool: Pool;
  dataDir: string | null;
  everySeconds?: number;
  onError: (error: unknown) => void;
}

/** Seals every few seconds for as long as the server runs; a failed round is told and tried again at the next. */
export function startSealing({ pool, dataDir, everySeconds = 10, onError }: SealingOptions): Sealing {
  let running: Promise<unknown> = Promise.resolve();
  const round = () => {
    running = running.then(() => sealJournal(pool, dataDir)).catch(onError);
    return running;
  };
  const timer = setInterval(() => void round(), everySeconds * 1000);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await round();
    },
  };
}
