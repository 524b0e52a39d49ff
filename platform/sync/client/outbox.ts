import { contentHash } from "#kernel/canonical.ts";
import { newId } from "#kernel/ids.ts";
import { nextState, unsentStates, type ItemEvent, type ItemState, type OfficerDecision } from "../state.ts";
import { readMeta, writeMeta, type FieldDatabase, type OutboxItem } from "./database.ts";
import { orStorageFull } from "./storage.ts";

export interface NewCommand {
  name: string;
  payload: unknown;
  subject: string;
  about?: Record<string, string>;
  /** Photos that were taken into the draft and now go with the record (but travel apart from it). */
  photoIds?: readonly string[];
  /** The draft that this command completes: removed in the same transaction. */
  draftId?: string;
  /** A conflict that this command settles: closed in the same transaction. */
  settles?: string;
  /** A refused item that the person has put right with this command: set aside in the same transaction. */
  replaces?: string;
}

/**
 * Saves a command. Resolves only when the transaction is complete on the disk: from then on a screen
 * may say "saved". Throws `StorageFull` when there is no room; then nothing at all has changed.
 */
export async function enqueue(
  db: FieldDatabase,
  command: NewCommand,
  now: () => Date = () => new Date(),
): Promise<OutboxItem> {
  const moment = now();
  // What is kept, hashed and sent is one and the same JSON value: no Date, no undefined inside.
  const payload = JSON.parse(JSON.stringify(command.payload)) as unknown;
  const deviceAt = moment.toISOString();
  const item: Omit<OutboxItem, "seq"> = {
    id: newId(moment.getTime()),
    name: command.name,
    payload,
    deviceAt,
    hash: contentHash({ name: command.name, payload, deviceAt }),
    subject: command.subject,
    about: command.about ?? {},
    state: "local",
    attempts: 0,
  };
  return orStorageFull(() =>
    db.transaction("rw", [db.outbox, db.drafts, db.photos], async () => {
      const seq = await db.outbox.add({ ...item });
      // A record put right takes its pictures along: they are the new one's from here on.
      for (const photoId of command.photoIds ?? []) {
        await db.photos
          .where("id")
          .equals(photoId)
          .modify({ state: "local", talkId: command.subject, commandId: item.id, about: item.about });
      }
      if (command.draftId !== undefined) await db.drafts.delete(command.draftId);
      if (command.replaces !== undefined) await changeState(db, command.replaces, "discard", { closedAt: deviceAt });
      if (command.settles !== undefined) await changeState(db, command.settles, "settle", { closedAt: deviceAt });
      return { ...item, seq };
    }),
  );
}

/** Moves an item along the state table; false when the event means nothing in its state. Call inside a transaction or alone. */
export async function changeState(
  db: FieldDatabase,
  id: string,
  event: ItemEvent,
  extra: Partial<OutboxItem> = {},
): Promise<boolean> {
  let moved = false;
  await db.outbox
    .where("id")
    .equals(id)
    .modify((item: OutboxItem) => {
      const next = nextState(item.state, event);
      if (next === null) return;
      Object.assign(item, extra, { state: next });
      moved = true;
    });
  return moved;
}

/** The person asks to send a refused item once more, as it is. */
export function retryItem(db: FieldDatabase, id: string): Promise<boolean> {
  return changeState(db, id, "retry", { problem: undefined, attempts: 0 });
}

/** The person decides that it shall not be sent. It stays on the phone, marked, and can be taken back. */
export function discardItem(db: FieldDatabase, id: string, now: () => Date = () => new Date()): Promise<boolean> {
  return db.transaction("rw", [db.outbox, db.photos], async () => {
    const item = await db.outbox.where("id").equals(id).first();
    const moved = await changeState(db, id, "discard", { closedAt: now().toISOString() });
    if (moved && item) await setPhotosAside(db, item);
    return moved;
  });
}

export function restoreItem(db: FieldDatabase, id: string): Promise<boolean> {
  return db.transaction("rw", [db.outbox, db.photos], async () => {
    const item = await db.outbox.where("id").equals(id).first();
    const moved = await changeState(db, id, "restore", { closedAt: undefined, problem: undefined });
    if (moved && item)
      await db.photos
        .where("talkId")
        .equals(item.subject)
        .and((p) => p.commandId === id && p.state === "discarded")
        .modify({ state: "local" });
    return moved;
  });
}

/** What an officer decided about a command that the server held: its item follows. Call inside a transaction over photos too. */
export async function followDecision(db: FieldDatabase, id: string, decision: OfficerDecision): Promise<void> {
  const moved = await changeState(db, id, "settle", { decision });
  if (!moved || decision !== "dismissed") return;
  // A record that was not taken in has no place for its pictures.
  const item = await db.outbox.where("id").equals(id).first();
  if (item) await setPhotosAside(db, item);
}

/** The pictures of a record that is not to be entered stay on the phone, and go nowhere. */
async function setPhotosAside(db: FieldDatabase, item: OutboxItem): Promise<void> {
  await db.photos
    .where("talkId")
    .equals(item.subject)
    .and((p) => p.commandId === item.id && (p.state === "local" || p.state === "sending"))
    .modify({ state: "discarded" });
}

/**
 * What leaves next, in the order it was saved. An item waits behind a refused one on the same thing:
 * an amendment of a record that never arrived would only be refused too.
 */
export async function nextBatch(
  db: FieldDatabase,
  limit: number,
  skip: ReadonlySet<string>,
  maxBytes = 400_000,
): Promise<OutboxItem[]> {
  const open = await db.outbox
    .where("state")
    .anyOf(unsentStates as ItemState[])
    .sortBy("seq");
  const blocked = new Set<string>();
  const batch: OutboxItem[] = [];
  let bytes = 0;
  for (const item of open) {
    if (blocked.has(item.subject)) continue;
    if (item.state === "refused" || skip.has(item.id)) {
      blocked.add(item.subject);
      continue;
    }
    bytes += JSON.stringify(item.payload).length;
    if (batch.length >= limit || (batch.length > 0 && bytes > maxBytes)) break;
    batch.push(item);
  }
  return batch;
}

export async function countByState(db: FieldDatabase): Promise<Record<ItemState, number>> {
  const counts = { local: 0, sending: 0, received: 0, held: 0, conflict: 0, refused: 0, settled: 0, discarded: 0 };
  await db.outbox.orderBy("state").eachKey((state) => {
    counts[state as unknown as ItemState]++;
  });
  return counts;
}

const keptReceipts = 500;
const keptDiscardedMs = 90 * 24 * 3600_000;

/**
 * Keeps the newest receipts and lets go of older ones, and of what the person threw away three
 * months ago. Never touches anything that has no receipt and no decision.
 */
export async function tidyOutbox(db: FieldDatabase, now: Date): Promise<void> {
  await db.transaction("rw", [db.outbox, db.meta], async () => {
    const closed = await db.outbox.where("state").anyOf(["received", "settled"]).sortBy("seq");
    const surplus = closed.slice(0, Math.max(0, closed.length - keptReceipts));
    if (surplus.length > 0) {
      const before = (await readMeta<number>(db, "olderReceipts")) ?? 0;
      await writeMeta(db, { olderReceipts: before + surplus.length });
      await db.outbox.bulkDelete(surplus.map((item) => item.seq));
    }
    const old = new Date(now.getTime() - keptDiscardedMs).toISOString();
    await db.outbox
      .where("state")
      .equals("discarded")
      .and((item) => (item.closedAt ?? old) < old)
      .delete();
  });
}
