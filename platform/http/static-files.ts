import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { pageHeaders } from "./security.ts";

/**
 * Serves one built face (dist/desk, dist/field) from memory. Files whose name carries a content hash are kept
 * by browsers for a year; pages, the service worker and the manifest are asked for again each time, by ETag. Any
 * address of the face that is no file is its page: the app's own router takes it from there.
 */
export interface StaticFiles {
  /** Null when this is not an address of the face. */
  answer(request: Request, path: string): Promise<Response | null>;
}

interface Entry {
  path: string;
  type: string;
  immutable: boolean;
  loaded?: Promise<Loaded>;
}

interface Loaded {
  plain: Uint8Array;
  etag: string;
  br?: Uint8Array;
  gzip?: Uint8Array;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json",
};

const compressible = new Set([".html", ".js", ".mjs", ".css", ".json", ".webmanifest", ".svg", ".txt", ".map"]);
const worthCompressing = 1024;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** @param base where the face lives: `/desk/` */
export function staticFiles(folder: string, base: string): StaticFiles {
  const entries = new Map<string, Entry>();
  if (existsSync(folder)) {
    for (const found of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!found.isFile() || found.name.startsWith(".")) continue;
      const path = join(found.parentPath, found.name);
      const name = relative(folder, path).split(sep).join("/");
      const hashed = /[-.][\w-]{8,}\.(js|css|woff2|png|svg|jpg|webp)$/.test(found.name) && name.includes("assets/");
      entries.set(name, { path, type: types[extname(name)] ?? "application/octet-stream", immutable: hashed });
    }
  }
  return {
    async answer(request, path) {
      if (!`${path}/`.startsWith(base)) return null;
      if (request.method !== "GET" && request.method !== "HEAD")
        return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
      if (!path.startsWith(base)) return new Response(null, { status: 308, headers: { location: base } });
      const name = decoded(path.slice(base.length));
      const entry = entries.get(name) ?? (extname(name) === "" ? entries.get("index.html") : undefined);
      if (!entry)
        return new Response("404", { status: 404, headers: { ...pageHeaders, "content-type": "text/plain" } });
      try {
        return await serve(request, entry, base);
      } catch (error) {
        // built anew beside a running server: what is gone is not found, and the page asks for a reload
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        entries.delete(name);
        return new Response("404", { status: 404, headers: { ...pageHeaders, "content-type": "text/plain" } });
      }
    },
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function serve(request: Request, entry: Entry, base: string): Promise<Response> {
  const file = await (entry.loaded ??= load(entry));
  const headers: Record<string, string> = {
    ...pageHeaders,
    "content-type": entry.type,
    "cache-control": entry.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
    vary: "accept-encoding",
  };
  // a service worker may only govern what lies below it unless its answer says so
  if (/(^|\/)sw\.js$/.test(entry.path)) headers["service-worker-allowed"] = base;
  if (request.headers.get("if-none-match") === file.etag) return new Response(null, { status: 304, headers });
  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding = file.br && /\bbr\b/.test(accepted) ? "br" : file.gzip && /\bgzip\b/.test(accepted) ? "gzip" : null;
  if (encoding) headers["content-encoding"] = encoding;
  const body = encoding === "br" ? file.br! : encoding === "gzip" ? file.gzip! : file.plain;
  headers["content-length"] = String(body.byteLength);
  return new Response(request.method === "HEAD" ? null : (body as BodyInit), { headers });
}

/** Compressed once, at the first request for it. */
async function load(entry: Entry): Promise<Loaded> {
  const plain = await readFile(entry.path);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  if (plain.byteLength < worthCompressing || !compressible.has(extname(entry.path))) return { plain, etag };
  const quality = plain.byteLength > 300_000 ? 9 : 11;
  const [br, gz] = await Promise.all([
    toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    toGzip(plain, { level: 9 }),
  ]);
  return { plain, etag, br, gzip: gz };
}
