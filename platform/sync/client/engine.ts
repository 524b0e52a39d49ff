import { newId } from "#kernel/ids.ts";
import { backOff } from "../state.ts";
import type { Stop, SyncContext } from "./context.ts";
import { readMeta, writeMeta, type FieldDatabase } from "./database.ts";
import { singleFlight, type SingleFlight } from "./lock.ts";
import { pushPhotos } from "./photos.ts";
import { pullChanges } from "./pull.ts";
import { pushOutbox } from "./push.ts";
import { isStorageFull } from "./storage.ts";
import type { Wire } from "./wire.ts";

/** One round: records first, then what changed, then the pictures. Null when all of it went through. */
export async function syncRound(context: SyncContext): Promise<Stop | null> {
  const pushed = await pushOutbox(context);
  if (pushed && pushed.kind !== "later") return pushed;
  const pulled = await pullChanges(context);
  if (pulled && pulled.kind !== "later") return pulled;
  const pictures = await pushPhotos(context);
  return pictures ?? pushed ?? pulled;
}

/** The id of this database on this phone, made once. */
export function deviceIdOf(db: FieldDatabase): Promise<string> {
  return db.transaction("rw", db.meta, async () => {
    const known = await readMeta<string>(db, "deviceId");
    if (known !== undefined) return known;
    const made: string = newId();
    await writeMeta(db, { deviceId: made });
    return made;
  });
}

export interface SyncStatus {
  phase: "idle" | "working" | "waiting";
  /** Why the last round ended early; null after a whole one. */
  stop: Stop | null;
  /** Device time of the next attempt, when one is planned. */
  nextAt: number | null;
}

export interface SyncEngine {
  /** Starts a round soon: something was saved, the network is back, the person asks. */
  kick(): void;
  /** The person has signed in again: the outbox goes on. */
  signedIn(): void;
  stop(): void;
  status(): SyncStatus;
  subscribe(listener: () => void): () => void;
}

export interface EngineParts {
  db: FieldDatabase;
  wire: Wire;
  userId: string;
  clock?: () => number;
  random?: () => number;
  lock?: SingleFlight;
  /** Time between rounds while all is well; a recall should not wait for long. */
  restMs?: number;
}

export function startSync({
  db,
  wire,
  userId,
  clock = Date.now,
  random = Math.random,
  lock = singleFlight(db),
  restMs = 120_000,
}: EngineParts): SyncEngine {
  let status: SyncStatus = { phase: "idle", stop: null, nextAt: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let running = false;
  let again = false;
  let stopped = false;
  const listeners = new Set<() => void>();
  const show = (next: SyncStatus) => {
    status = next;
    for (const listener of listeners) listener();
  };

  const plan = (ms: number, phase: SyncStatus["phase"], stop: Stop | null) => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void run(), ms);
    show({ phase, stop, nextAt: clock() + ms });
  };

  async function run(): Promise<void> {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    show({ ...status, phase: "working", nextAt: null });
    let stop: Stop | null;
    try {
      const deviceId = await deviceIdOf(db);
      stop = await lock(() => (stopped ? Promise.resolve(null) : syncRound({ db, wire, clock, deviceId, userId })));
    } catch (error) {
      // The store may be closing (another tab brings a newer app) or be full: nothing was lost, later is right.
      stop = { kind: "later", because: isStorageFull(error) ? "storage-full" : "store-trouble" };
    }
    running = false;
    if (stop === null) {
      failures = 0;
      plan(again ? 0 : restMs, "idle", null);
    } else if (stop.kind === "later" && stop.afterMs !== undefined) {
      failures++;
      plan(stop.afterMs, "waiting", stop);
    } else if (again) {
      // Who called while this round was failing (the network is back, somebody signed in) is not made to wait for it.
      plan(0, "waiting", stop);
    } else if (stop.kind === "signed-out" || stop.kind === "other-person") {
      // Nothing will help but the person: no timer, the outbox waits.
      show({ phase: "waiting", stop, nextAt: null });
    } else {
      failures++;
      plan(backOff(failures, random()), "waiting", stop);
    }
    again = false;
  }

  const kick = () => {
    failures = 0;
    if (status.stop?.kind === "signed-out" || status.stop?.kind === "other-person") return;
    if (running) again = true;
    else plan(0, status.phase, status.stop);
  };
  const onVisible = () => {
    if (globalThis.document?.visibilityState === "visible") kick();
  };
  globalThis.addEventListener?.("online", kick);
  globalThis.document?.addEventListener("visibilitychange", onVisible);

  return {
    kick,
    signedIn() {
      failures = 0;
      show({ ...status, stop: null });
      kick();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", kick);
      globalThis.document?.removeEventListener("visibilitychange", onVisible);
    },
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
