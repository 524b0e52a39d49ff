import { sql } from "kysely";
import type { Pool } from "pg";
import { z } from "zod";
import type { Principal } from "#kernel/access.ts";
import { contentHash } from "#kernel/canonical.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { refuseOtherPerson } from "./other-person.ts";
import type { PhoneItem, PullSource } from "./pull-source.ts";

/**
 * The change feed. A sequence number is handed out before commit, so a reader who remembers the last
 * number misses a slower transaction for ever. Each feed row carries its transaction's id (xid8); a
 * page holds rows of transactions below every running one, in order of (xid, seq), and the cursor is
 * that pair. A snapshot starts from the same watermark: what commits beside it is told again later.
 */
export const PullRequest = z.object({
  deviceId: z.uuid(),
  userId: z.string().optional(),
  cursor: z.string().max(400).nullable().default(null),
  limit: z.int().min(1).max(500).default(200),
});
export type PullRequest = z.infer<typeof PullRequest>;

export const PullAnswer = z.object({
  cursor: z.string(),
  reset: z.boolean(),
  changes: z.array(
    z.object({ entity: z.string(), id: z.string(), version: z.int().nullable(), data: z.unknown().nullable() }),
  ),
  more: z.boolean(),
  serverTime: z.string(),
  held: z.int(),
  limitReached: z.boolean(),
});
export type PullAnswer = z.infer<typeof PullAnswer>;

export interface PullServices {
  pool: Pool;
  sources: readonly PullSource[];
  /** Units upward of everything this principal was given: whose feed it hears. */
  audienceUnits(tx: Tx, principal: Principal): Promise<readonly number[]>;
  /** Goes up with every change of the tree, so that names and reach are pulled anew. */
  unitClock(tx: Tx): Promise<number>;
  /** Most items of one entity that a device holds. */
  itemCap: number;
  now?: () => Date;
}

interface Cursor {
  /** Position in the feed: everything up to and including it has been told. */
  xid: string;
  seq: string;
  /** What the position was reached with; another reach or another tree starts a snapshot. */
  reach: string;
  /** While a snapshot is being read: the source and the last item of it that was told. */
  snapshot?: { source: number; after: string };
}

export async function pull(services: PullServices, principal: Principal, request: PullRequest): Promise<PullAnswer> {
  refuseOtherPerson(principal, request.userId);
  const units = await inTransaction(services.pool, principal, (tx) => services.audienceUnits(tx, principal), {
    readOnly: true,
  });
  const audiences = [
    `user:${principal.userId}`,
    ...(principal.personId === null ? [] : [`person:${principal.personId}`]),
    ...units.map((id) => `unit:${id}`),
  ];
  return inTransaction(
    services.pool,
    principal,
    async (tx) => {
      const reach = contentHash({
        grants: principal.grants,
        person: principal.personId,
        clock: await services.unitClock(tx),
        // a server that has learned to tell more tells all of it
        sources: services.sources.map((source) => source.entity),
      }).slice(0, 16);
      const cursor = readCursor(request.cursor);
      const settled = await watermark(tx);
      // A cursor ahead of this server is one of another: the data was copied, and transactions are counted anew.
      const foreign = cursor !== null && BigInt(cursor.xid) >= BigInt(settled.next);
      if (cursor === null || cursor.reach !== reach || foreign) {
        const start: Cursor = { xid: settled.xid, seq: settled.seq, reach, snapshot: { source: 0, after: "" } };
        return snapshotPage(services, tx, principal, start, request.limit, true);
      }
      if (cursor.snapshot) return snapshotPage(services, tx, principal, cursor, request.limit, false);
      return feedPage(services, tx, principal, cursor, audiences, request.limit);
    },
    { audiences, isolation: "repeatable read" },
  );
}

/** Everything below the oldest running transaction is settled; at or above it, it will be told by the feed. `next`: not given out yet. */
async function watermark(tx: Tx): Promise<{ xid: string; seq: string; next: string }> {
  const { rows } = await sql<{ xid: string; next: string }>`
    select (settled_before()::text::numeric - 1)::text as xid, pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(
    tx,
  );
  return { ...rows[0]!, seq: String(2n ** 62n) };
}

async function snapshotPage(
  services: PullServices,
  tx: Tx,
  principal: Principal,
  cursor: Cursor,
  limit: number,
  reset: boolean,
): Promise<PullAnswer> {
  const changes: PullAnswer["changes"] = [];
  let at = cursor.snapshot!;
  let limitReached = false;
  while (at.source < services.sources.length && changes.length < limit) {
    const source = services.sources[at.source]!;
    const items = await source.snapshot(tx, principal, services.itemCap);
    limitReached ||= items.length >= services.itemCap;
    // Read anew for each page and paged by id: whatever came or went meanwhile, no other item moves past the mark.
    const after = at.after;
    const rest = items.filter((item) => item.id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
    const taken = rest.slice(0, limit - changes.length);
    changes.push(...taken.map((item) => changeOf(source.entity, item)));
    at =
      taken.length === rest.length
        ? { source: at.source + 1, after: "" }
        : { source: at.source, after: taken.at(-1)?.id ?? after };
  }
  const more = at.source < services.sources.length;
  const next: Cursor = { xid: cursor.xid, seq: cursor.seq, reach: cursor.reach, ...(more ? { snapshot: at } : {}) };
  return answer(services, tx, principal, { cursor: next, reset, changes, more, limitReached });
}

async function feedPage(
  services: PullServices,
  tx: Tx,
  principal: Principal,
  cursor: Cursor,
  audiences: readonly string[],
  limit: number,
): Promise<PullAnswer> {
  const { rows } = await sql<{ xid: string; seq: string; entity: string; entity_id: string }>`
    select xid::text, seq::text, entity, entity_id
      from feed
     where audience = any (${audiences as string[]})
       and (xid, seq) > (${cursor.xid}::xid8, ${cursor.seq}::bigint)
       and xid < (select settled_before())
     order by feed.xid, feed.seq
     limit ${limit}`.execute(tx);
  const changes: PullAnswer["changes"] = [];
  for (const source of services.sources) {
    const ids = [...new Set(rows.filter((r) => r.entity === source.entity).map((r) => r.entity_id))];
    if (ids.length === 0) continue;
    const items = new Map((await source.load(tx, principal, ids)).map((item) => [item.id, item]));
    for (const id of ids) {
      const item = items.get(id);
      changes.push(item ? changeOf(source.entity, item) : { entity: source.entity, id, version: null, data: null });
    }
  }
  const last = rows.at(-1);
  const next: Cursor = last ? { xid: last.xid, seq: last.seq, reach: cursor.reach } : cursor;
  return answer(services, tx, principal, {
    cursor: next,
    reset: false,
    changes,
    more: rows.length === limit,
    limitReached: false,
  });
}

const changeOf = (entity: string, item: PhoneItem) => ({ entity, id: item.id, version: item.version, data: item.data });

async function answer(
  services: PullServices,
  tx: Tx,
  principal: Principal,
  page: { cursor: Cursor; reset: boolean; changes: PullAnswer["changes"]; more: boolean; limitReached: boolean },
): Promise<PullAnswer> {
  const waiting = await tx
    .selectFrom("command")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("user_id", "=", principal.userId)
    .where("outcome", "in", ["held", "conflict"])
    .executeTakeFirstOrThrow();
  return {
    cursor: Buffer.from(JSON.stringify(page.cursor)).toString("base64url"),
    reset: page.reset,
    changes: page.changes,
    more: page.more,
    serverTime: (services.now?.() ?? new Date()).toISOString(),
    held: Number(waiting.n),
    limitReached: page.limitReached,
  };
}

const CursorShape = z.object({
  xid: z.string().regex(/^\d{1,20}$/),
  seq: z.string().regex(/^\d{1,19}$/),
  reach: z.string(),
  snapshot: z.object({ source: z.int().min(0), after: z.string().max(80) }).optional(),
});

/** An unreadable cursor is no cursor: the phone gets a snapshot and loses nothing. */
function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const parsed = CursorShape.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parsed.success ? (parsed.data as Cursor) : null;
  } catch {
    return null;
  }
}
