import { newId } from "#kernel/ids.ts";
import { noteServerTime, stopOf, type Stop, type SyncContext } from "./context.ts";
import { readMeta, writeMeta, type FieldDatabase } from "./database.ts";
import { followDecision } from "./outbox.ts";
import { orStorageFull, isStorageFull } from "./storage.ts";
import { asPullAnswer, ask, isObject, type PullAnswer } from "./wire.ts";

const pageSize = 200;

/**
 * Takes what changed for this person since the stored cursor. Each page and its cursor are written in
 * one transaction: a kill in between repeats a page and never skips one.
 */
export async function pullChanges(context: SyncContext): Promise<Stop | null> {
  const { db, wire, clock, deviceId } = context;
  for (;;) {
    const cursor = (await readMeta<string>(db, "cursor")) ?? null;
    const sentAt = clock();
    const reading = await ask(
      wire,
      { method: "POST", path: "/api/sync/pull", json: { deviceId, userId: context.userId, cursor, limit: pageSize } },
      asPullAnswer,
    );
    if (reading.kind !== "answer") return stopOf(reading);
    await noteServerTime(context, sentAt, clock(), reading.value.serverTime);
    try {
      await orStorageFull(() => storePage(context, cursor, reading.value));
    } catch (error) {
      if (isStorageFull(error)) return { kind: "later", because: "storage-full" };
      throw error;
    }
    context.onProgress?.();
    if (!reading.value.more) return (await outgrown(db)) ? pullAnew(context) : null;
  }
}

/** How far a phone may grow beyond its last snapshot before the oldest have to go. */
const growth = 100;

/** Where the server has more than a phone holds, each new item pushes an old one out: by a new snapshot, newest first. */
async function outgrown(db: FieldDatabase): Promise<boolean> {
  if ((await readMeta<boolean>(db, "limitReached")) !== true) return false;
  const size = await readMeta<number>(db, "snapshotSize");
  return size !== undefined && (await db.entities.count()) > size + growth;
}

async function pullAnew(context: SyncContext): Promise<Stop | null> {
  await writeMeta(context.db, { cursor: null });
  return pullChanges(context);
}

/** Stores a page unless another tab has moved the cursor meanwhile. */
async function storePage({ db, clock }: SyncContext, cursor: string | null, page: PullAnswer): Promise<void> {
  await db.transaction("rw", [db.entities, db.meta, db.outbox, db.photos], async () => {
    if (((await readMeta<string>(db, "cursor")) ?? null) !== cursor) return;
    let snapshot = (await readMeta<string>(db, "snapshot")) ?? "";
    let inSnapshot = (await readMeta<boolean>(db, "inSnapshot")) ?? false;
    if (page.reset) {
      snapshot = newId(clock());
      inSnapshot = true;
    }
    const limitBefore = (await readMeta<boolean>(db, "limitReached")) ?? false;
    for (const change of page.changes) {
      if (change.entity === "command") {
        const decision = isObject(change.data) ? change.data.outcome : null;
        if (decision === "settled" || decision === "dismissed") await followDecision(db, change.id, decision);
        continue;
      }
      const key: [string, string] = [change.entity, change.id];
      if (change.data === null) await db.entities.delete(key);
      else
        await db.entities.put({
          entity: change.entity,
          id: change.id,
          version: change.version,
          data: change.data,
          snapshot,
        });
    }
    // Only a snapshot knows whether more lies beyond what a phone may hold.
    const limitReached = inSnapshot ? page.limitReached || (!page.reset && limitBefore) : limitBefore;
    if (inSnapshot && !page.more) {
      // The snapshot is whole: what it did not show again is no longer this person's to see.
      await db.entities.filter((row) => row.snapshot !== snapshot).delete();
      inSnapshot = false;
      await writeMeta(db, { snapshotSize: await db.entities.count() });
    }
    await writeMeta(db, {
      cursor: page.cursor,
      snapshot,
      inSnapshot,
      ...(page.more ? {} : { lastPullAt: new Date(clock()).toISOString() }),
      heldOnServer: page.held,
      limitReached,
    });
  });
}
