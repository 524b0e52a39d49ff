/** What the browser says about the room on this phone, in terms that a screen can show. */
export interface StorageState {
  /** false: the browser may throw everything away when it needs room; the person must know. */
  persistent: boolean | null;
  usedBytes: number | null;
  roomBytes: number | null;
}

export class StorageFull extends Error {
  constructor(cause: unknown) {
    super("storage.full", { cause });
    this.name = "StorageFull";
  }
}

/** Firefox, Safari and Chrome say it with different names, and an aborted transaction hides it one level down. */
export function isStorageFull(error: unknown): boolean {
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 5; depth++) {
    if (e instanceof StorageFull || /quota/i.test(e.name) || /quota/i.test(e.message)) return true;
    e = (e as Error & { inner?: unknown }).inner ?? e.cause;
  }
  return false;
}

/** Runs a write; a full disk becomes `StorageFull`. The transaction has then changed nothing. */
export async function orStorageFull<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isStorageFull(error)) throw new StorageFull(error);
    throw error;
  }
}

/** Asks the browser to keep our data. Browsers may refuse silently: the answer is shown, not hidden. */
export async function askToPersist(): Promise<StorageState> {
  const storage = globalThis.navigator?.storage;
  if (!storage?.persisted) return { persistent: null, usedBytes: null, roomBytes: null };
  try {
    const persistent = (await storage.persisted()) || (await storage.persist());
    const estimate = await storage.estimate();
    return { persistent, usedBytes: estimate.usage ?? null, roomBytes: estimate.quota ?? null };
  } catch {
    return { persistent: null, usedBytes: null, roomBytes: null };
  }
}
