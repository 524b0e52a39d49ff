import { Dexie, type DexieOptions, type EntityTable, type Table } from "dexie";
import type { FieldClash, ItemState, OfficerDecision, Receipt, SyncProblem } from "../state.ts";

/** One command in the outbox. What was saved here leaves only by a receipt or by a person's decision. */
export interface OutboxItem {
  /** Order in which the person saved. */
  seq: number;
  id: string;
  name: string;
  payload: unknown;
  /** Device time at saving, uncorrected, ISO UTC. */
  deviceAt: string;
  /** contentHash({ name, payload, deviceAt }): what a receipt must repeat. */
  hash: string;
  /** The thing it is about (a talk's id): commands on one thing leave in order. */
  subject: string;
  /** Plain facts for the list on the screen ("day", "place"); never sent. */
  about: Record<string, string>;
  state: ItemState;
  attempts: number;
  receipt?: Receipt;
  problem?: SyncProblem;
  conflict?: Record<string, FieldClash>;
  /** What an officer decided about it, once it was held. */
  decision?: OfficerDecision;
  /** Device time at which the receipt came, or the person decided. */
  closedAt?: string;
}

/** What the server shows this person, exactly as pulled. */
export interface StoredEntity {
  entity: string;
  id: string;
  version: unknown;
  data: unknown;
  /** The snapshot it was last seen in: what a full snapshot does not show again is dropped. */
  snapshot: string;
}

/** A form in work, kept at every step so that a reload or a kill loses no key stroke that was confirmed. */
export interface Draft {
  id: string;
  kind: string;
  value: unknown;
  savedAt: string;
}

export type PhotoState = "draft" | "local" | "sending" | "received" | "refused" | "discarded";

export interface StoredPhoto {
  id: string;
  talkId: string;
  /** The record that it goes with: it waits for that one's receipt. Unset while in a draft. */
  commandId?: string;
  sha256: string;
  size: number;
  mediaType: string;
  state: PhotoState;
  /** Bytes that the server has confirmed. */
  sent: number;
  about: Record<string, string>;
  savedAt: string;
  problem?: SyncProblem;
}

export interface PhotoChunk {
  photoId: string;
  index: number;
  bytes: ArrayBuffer;
}

export interface MetaRow {
  key: string;
  value: unknown;
}

/**
 * One database for one person on one phone: whoever signs in next on the same phone has another
 * database and can neither see nor send what is in this one.
 *
 * Versions are additive: a new version adds stores or indexes and never rewrites what an older
 * release may still hold unsent (see docs/decisions on the field app).
 */
export class FieldDatabase extends Dexie {
  declare outbox: Table<OutboxItem, number, Omit<OutboxItem, "seq"> & { seq?: number }>;
  declare entities: Table<StoredEntity, [string, string]>;
  declare drafts: EntityTable<Draft, "id">;
  declare photos: EntityTable<StoredPhoto, "id">;
  declare photoChunks: Table<PhotoChunk, [string, number]>;
  declare meta: EntityTable<MetaRow, "key">;

  constructor(name: string, options: DexieOptions = {}) {
    // 'strict': a transaction is complete only when the bytes are on the disk, not in a buffer
    super(name, { chromeTransactionDurability: "strict", ...options });
    this.version(1).stores({
      outbox: "++seq, &id, state, subject",
      entities: "[entity+id], entity",
      drafts: "id, kind",
      photos: "id, talkId, state",
      photoChunks: "[photoId+index], photoId",
      meta: "key",
    });
  }
}

export function personDatabaseName(userId: string): string {
  return `caunoi-field:${userId}`;
}

export async function readMeta<T>(db: FieldDatabase, key: string): Promise<T | undefined> {
  return (await db.meta.get(key))?.value as T | undefined;
}

export async function writeMeta(db: FieldDatabase, values: Record<string, unknown>): Promise<void> {
  await db.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key, value })));
}
