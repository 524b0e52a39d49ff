import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * The mark of a form: when it was made and how hard its task is, signed, so that nothing has to be kept. What is
 * sent with it becomes a command whose id follows from the mark: the command table takes it once, a repeat gets the
 * stored answer, and another content under the same mark is refused.
 */
export interface Mark {
  issuedAt: number;
  bits: number;
  /** UUID of the command and of what it makes. */
  id: string;
}

/** A form may lie open for a day: somebody writes, is called away, comes back. */
const life = 24 * 3_600_000;

export class Challenges {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = createHmac("sha256", secret).update("caunoi public forms").digest();
  }

  issue(purpose: string, bits: number, now: number): string {
    const content = `${now.toString(36)}.${randomBytes(9).toString("base64url")}.${bits}`;
    return `${content}.${this.#sign(purpose, content)}`;
  }

  /** Null for what this server never gave out, or long ago. */
  read(purpose: string, mark: string, now: number): Mark | null {
    const parts = /^([0-9a-z]{1,11})\.([\w-]{12})\.(\d{1,2})\.([\w-]{22})$/.exec(mark);
    if (parts === null) return null;
    const [, at = "", random = "", bits = ""] = parts;
    const signed = this.#sign(purpose, `${at}.${random}.${bits}`);
    if (!timingSafeEqual(Buffer.from(signed), Buffer.from(parts[4]!))) return null;
    const issuedAt = Number.parseInt(at, 36);
    if (issuedAt > now + 60_000 || issuedAt < now - life) return null;
    return { issuedAt, bits: Number(bits), id: this.#idOf(purpose, mark) };
  }

  #sign(purpose: string, content: string): string {
    return createHmac("sha256", this.#key).update(`${purpose} ${content}`).digest("base64url").slice(0, 22);
  }

  /** Nobody who sees the mark can tell the id, nor the other way round. */
  #idOf(purpose: string, mark: string): string {
    const bytes = createHmac("sha256", this.#key).update(`id ${purpose} ${mark}`).digest().subarray(0, 16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x80;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
}

/** How many zero bits the hash of mark and number begins with; apps/portal/browser/solve.js looks for such a number. */
export function solvedBits(mark: string, nonce: string): number {
  if (!/^\d{1,15}$/.test(nonce)) return 0;
  return Math.clz32(createHash("sha256").update(`${mark}.${nonce}`).digest().readUInt32BE(0));
}
