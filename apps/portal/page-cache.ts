import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** A finished answer that may be given to anybody. */
export interface Made {
  status: number;
  type: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

interface Kept {
  made: Made;
  etag: string;
  until: number;
  bytes: number;
  plain?: Uint8Array;
  packed: Map<"br" | "gzip", Promise<Uint8Array>>;
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const worthPacking = 512;

export interface PageCacheOptions {
  /** How long a page is given out without looking again, in seconds: talks and totals change without telling. */
  life: number;
  /** In memory, packed and plain together. */
  maxBytes: number;
  now?: () => number;
}

/**
 * Finished pages in memory for a short life, each made once however many ask for it at the same time, and all
 * dropped when something public was decided (`clear`). What is made while that happens is not kept.
 */
export class PageCache {
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<Kept>>();
  readonly #options: PageCacheOptions;
  readonly #now: () => number;
  #bytes = 0;
  #generation = 0;

  constructor(options: PageCacheOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  clear(): void {
    this.#generation += 1;
    this.#kept.clear();
    this.#making.clear();
    this.#bytes = 0;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Goes up with every `clear`: what else was worked out before is worked out again. */
  get generation(): number {
    return this.#generation;
  }

  /** The answer to this request, made when it is not there; 304 where the browser has it. */
  async answer(request: Request, key: string, make: () => Promise<Made>): Promise<Response> {
    const kept = this.#fresh(key) ?? (await this.#make(key, make));
    return respond(request, kept);
  }

  #fresh(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.until <= this.#now()) {
      this.#drop(key, kept);
      return undefined;
    }
    // the one used last stands last
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  #make(key: string, make: () => Promise<Made>): Promise<Kept> {
    const under = this.#making.get(key);
    if (under !== undefined) return under;
    const generation = this.#generation;
    const making = make()
      .then((made) => {
        const kept = keep(made, this.#now() + this.#options.life * 1000);
        if (generation === this.#generation && (made.status === 200 || made.status === 404)) this.#keep(key, kept);
        return kept;
      })
      .finally(() => {
        if (this.#making.get(key) === making) this.#making.delete(key);
      });
    this.#making.set(key, making);
    return making;
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#bytes += kept.bytes;
    for (const [oldest, entry] of this.#kept) {
      if (this.#bytes <= this.#options.maxBytes) break;
      this.#drop(oldest, entry);
    }
  }

  #drop(key: string, kept: Kept): void {
    if (this.#kept.delete(key)) this.#bytes -= kept.bytes;
  }
}

function keep(made: Made, until: number): Kept {
  const etag = `W/"${createHash("sha256").update(made.type).update(made.body).digest("base64url").slice(0, 22)}"`;
  // counted with what it will take packed, and a little for the entry itself
  return { made, etag, until, bytes: made.body.length * 3 + 1024, packed: new Map() };
}

/** An answer that is made for one request and kept nowhere, in the same dress. */
export function once(request: Request, made: Made): Promise<Response> {
  return respond(request, keep(made, 0));
}

async function respond(request: Request, kept: Kept): Promise<Response> {
  const { made, etag } = kept;
  const headers: Record<string, string> = {
    ...made.headers,
    "content-type": made.type,
    etag,
    vary: "accept-encoding",
  };
  if (made.status === 200 && sameTag(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  const encoding = made.body.length < worthPacking ? null : accepted(request.headers.get("accept-encoding") ?? "");
  if (encoding === null) {
    const plain = (kept.plain ??= new TextEncoder().encode(made.body));
    headers["content-length"] = String(plain.byteLength);
    return new Response(request.method === "HEAD" ? null : (plain as BodyInit), { status: made.status, headers });
  }
  const packed = await pack(kept, encoding);
  headers["content-encoding"] = encoding;
  headers["content-length"] = String(packed.byteLength);
  return new Response(request.method === "HEAD" ? null : (packed as BodyInit), { status: made.status, headers });
}

function sameTag(asked: string | null, etag: string): boolean {
  return asked !== null && asked.split(",").some((tag) => tag.trim() === etag || tag.trim() === etag.slice(2));
}

function accepted(header: string): "br" | "gzip" | null {
  return /\bbr\b/.test(header) ? "br" : /\bgzip\b/.test(header) ? "gzip" : null;
}

function pack(kept: Kept, encoding: "br" | "gzip"): Promise<Uint8Array> {
  let packed = kept.packed.get(encoding);
  if (packed === undefined) {
    packed =
      encoding === "br"
        ? toBrotli(kept.made.body, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: 6,
              [constants.BROTLI_PARAM_SIZE_HINT]: kept.made.body.length,
            },
          })
        : toGzip(kept.made.body, { level: 6 });
    kept.packed.set(encoding, packed);
  }
  return packed;
}
