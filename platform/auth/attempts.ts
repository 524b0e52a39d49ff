import { Problem } from "#kernel/problem.ts";

/**
 * Slows down guessing: failures are counted by user name and by address, in memory, forgotten after a while.
 * A right password clears the name. The second factor has its own lock, kept in the database by the library.
 */
export interface AttemptLimits {
  windowSeconds: number;
  perName: number;
  /** Higher: a whole office may sit behind one address. */
  perAddress: number;
}

const usual: AttemptLimits = { windowSeconds: 900, perName: 8, perAddress: 60 };
const mostKept = 20_000;

export class SignInAttempts {
  readonly #limits: AttemptLimits;
  readonly #now: () => number;
  readonly #failures = new Map<string, { count: number; until: number }>();

  constructor(limits: AttemptLimits = usual, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Throws `rate.limited` (429) with the seconds to wait. */
  refuseIfTooMany(name: string, address: string): void {
    const waits = [this.#wait(`n:${name}`, this.#limits.perName), this.#wait(`a:${address}`, this.#limits.perAddress)];
    const retryAfter = Math.max(...waits);
    if (retryAfter > 0) throw new Problem("rate.limited", 429, { retryAfter });
  }

  failed(name: string, address: string): void {
    this.#count(`n:${name}`);
    this.#count(`a:${address}`);
  }

  succeeded(name: string): void {
    this.#failures.delete(`n:${name}`);
  }

  #wait(key: string, limit: number): number {
    const seen = this.#failures.get(key);
    if (seen === undefined || seen.count < limit) return 0;
    return Math.max(0, Math.ceil((seen.until - this.#now()) / 1000));
  }

  #count(key: string): void {
    const now = this.#now();
    const seen = this.#failures.get(key);
    const until = now + this.#limits.windowSeconds * 1000;
    if (seen === undefined || seen.until <= now) this.#failures.set(key, { count: 1, until });
    else seen.count += 1;
    if (this.#failures.size > mostKept) this.#forget(now);
  }

  #forget(now: number): void {
    for (const [key, { until }] of this.#failures) if (until <= now) this.#failures.delete(key);
    // Under a flood of names the oldest go first; the addresses that flood stay counted by their own key.
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= mostKept) break;
      if (key.startsWith("n:")) this.#failures.delete(key);
    }
  }
}
