import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * Buckets that fill with time, in memory only. Whoever is counted is known by a hash under a key of this process, and
 * is forgotten as soon as the bucket is full again: enough to stop a flood, nothing to follow anybody by.
 */
export class Buckets {
  readonly #key = randomBytes(16);
  readonly #size: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #seen = new Map<string, { left: number; at: number }>();

  constructor(size: number, perSecond: number, now: () => number = Date.now) {
    this.#size = size;
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** True where there was still something in the bucket. */
  take(who: string): boolean {
    const name = createHmac("sha256", this.#key).update(who).digest("base64url").slice(0, 16);
    const now = this.#now();
    const bucket = this.#seen.get(name) ?? { left: this.#size, at: now };
    bucket.left = Math.min(this.#size, bucket.left + ((now - bucket.at) / 1000) * this.#perSecond);
    bucket.at = now;
    if (this.#seen.size > 50_000) this.#forget(now);
    this.#seen.set(name, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  #forget(now: number): void {
    const fullAfter = (this.#size / this.#perSecond) * 1000;
    for (const [name, { at }] of this.#seen) if (now - at > fullAfter) this.#seen.delete(name);
    // under a flood of names the oldest go first
    for (const name of this.#seen.keys()) {
      if (this.#seen.size <= 40_000) break;
      this.#seen.delete(name);
    }
  }
}

/** Kept free for the database, files and short requests. */
const spare = 400;

/**
 * How many listeners this process may hold: each is an open file. Node raises its own soft limit to the hard one at
 * the start; where the system does not say, a thousand short of what is usual.
 */
export function mostListeners(readLimits: () => string = () => readFileSync("/proc/self/limits", "utf8")): number {
  let open = 4096;
  try {
    const said = /^Max open files\s+(\d+|unlimited)/m.exec(readLimits())?.[1];
    if (said !== undefined) open = said === "unlimited" ? 1_000_000 : Number(said);
  } catch {
    // no /proc here
  }
  return Math.max(100, Math.min(open - spare, 50_000));
}
