import type { FieldDatabase } from "./database.ts";

/** Runs `work` in one tab at a time; the others wait their turn. */
export type SingleFlight = <T>(work: () => Promise<T>) => Promise<T>;

/** Web Locks where they are; else a lease in the database, renewed while the work runs. */
export function singleFlight(db: FieldDatabase): SingleFlight {
  const locks = globalThis.navigator?.locks;
  return locks ? (work) => locks.request(`${db.name}:sync`, work) as ReturnType<typeof work> : leaseLock(db);
}

const leaseMs = 15_000;
const leaseKey = "syncLease";

interface Lease {
  holder: string;
  until: number;
}

/**
 * The fallback for browsers without Web Locks. A tab that dies leaves a lease that runs out. Should
 * two tabs ever meet (a clock that jumps), the server's at-most-once keeps the records right.
 */
export function leaseLock(db: FieldDatabase, pauseMs = 500, clock: () => number = Date.now): SingleFlight {
  const holder = Math.random().toString(36).slice(2);
  const take = () =>
    db.transaction("rw", db.meta, async () => {
      const lease = (await db.meta.get(leaseKey))?.value as Lease | undefined;
      // A lease far in the future comes from a clock that was set back since: it is void.
      const held = lease && lease.holder !== holder && lease.until > clock() && lease.until < clock() + 2 * leaseMs;
      if (held) return false;
      await db.meta.put({ key: leaseKey, value: { holder, until: clock() + leaseMs } satisfies Lease });
      return true;
    });
  const release = () =>
    db.transaction("rw", db.meta, async () => {
      const lease = (await db.meta.get(leaseKey))?.value as Lease | undefined;
      if (lease?.holder === holder) await db.meta.delete(leaseKey);
    });
  // within the tab
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = tail.then(async () => {
      while (!(await take())) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const renewal = setInterval(() => void take().catch(() => undefined), leaseMs / 3);
      try {
        return await work();
      } finally {
        clearInterval(renewal);
        await release().catch(() => undefined);
      }
    });
    tail = run.catch(() => undefined);
    return run;
  };
}
