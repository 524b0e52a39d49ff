import { createHmac, randomBytes } from "node:crypto";

/**
 * Holds floods back without knowing anybody: how often an address came is counted under a salted hash that lives in
 * memory for one window, and the salt is thrown away with it. Many people share one address (a village's mobile
 * network), so what is much is first made harder, and refused only when it is absurd.
 */
export interface FloodLimits {
  windowMs: number;
  /** Zero bits of the task when all is quiet: about a second on a cheap phone. */
  quietBits: number;
  mostBits: number;
  /** So many from one address, or from everywhere, make the task twice as hard. */
  addressStep: number;
  everywhereStep: number;
  addressMost: number;
  everywhereMost: number;
  /** Without a script there is no task but a wait, and a smaller number of them. */
  waitMs: number;
  slowAddressMost: number;
  slowEverywhereMost: number;
  /** Codes looked up from one address: enough for a help desk, too few to guess. */
  lookupsMost: number;
}

export const floodLimits: FloodLimits = {
  windowMs: 600_000,
  quietBits: 15,
  mostBits: 21,
  addressStep: 5,
  everywhereStep: 60,
  addressMost: 60,
  everywhereMost: 3_000,
  waitMs: 20_000,
  slowAddressMost: 8,
  slowEverywhereMost: 200,
  lookupsMost: 120,
};

type Kind = "sent" | "slow" | "looked";

export class Flood {
  readonly limits: FloodLimits;
  readonly #now: () => number;
  #salt = randomBytes(16);
  #began = 0;
  #counts = new Map<string, number>();

  constructor(limits: FloodLimits = floodLimits, now: () => number = Date.now) {
    this.limits = limits;
    this.#now = now;
  }

  /** How hard the task has to be for this address now. */
  bitsFor(address: string): number {
    const { quietBits, mostBits, addressStep, everywhereStep } = this.limits;
    const here = Math.floor(this.#count("sent", address) / addressStep);
    const everywhere = Math.floor(this.#count("sent", everyone) / everywhereStep);
    return Math.min(mostBits, quietBits + here + everywhere);
  }

  tooMany(address: string): boolean {
    return (
      this.#count("sent", address) >= this.limits.addressMost ||
      this.#count("sent", everyone) >= this.limits.everywhereMost
    );
  }

  tooManySlow(address: string): boolean {
    return (
      this.#count("slow", address) >= this.limits.slowAddressMost ||
      this.#count("slow", everyone) >= this.limits.slowEverywhereMost
    );
  }

  tooManyLookups(address: string): boolean {
    return this.#count("looked", address) >= this.limits.lookupsMost;
  }

  add(kind: Kind, address: string): void {
    for (const whose of [address, everyone]) {
      const key = this.#key(kind, whose);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  #count(kind: Kind, address: string): number {
    return this.#counts.get(this.#key(kind, address)) ?? 0;
  }

  #key(kind: Kind, address: string): string {
    const now = this.#now();
    if (now - this.#began >= this.limits.windowMs) {
      this.#began = now;
      this.#salt = randomBytes(16);
      this.#counts = new Map();
    }
    if (address === everyone) return `${kind} *`;
    return `${kind} ${createHmac("sha256", this.#salt).update(networkOf(address)).digest("base64url").slice(0, 16)}`;
  }
}

const everyone = "*";

/** An IPv6 household has 2^64 addresses: its network counts as one. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  if (address.startsWith("::ffff:") && address.includes(".")) return address.slice(7);
  const [front = "", back] = address.split("::");
  const head = front === "" ? [] : front.split(":");
  const tail = back === undefined || back === "" ? [] : back.split(":");
  const whole =
    back === undefined
      ? head
      : [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0"), ...tail];
  return whole.slice(0, 4).join(":");
}
