import { FileAnswer } from "#platform/http/file-answer.ts";
import type { readPublicFile } from "#modules/materials/server.ts";
import { fileHeaders, shortLived } from "./headers.ts";

/** Shown or played in the page; everything else is saved, so that nothing of it runs here. */
const playable = /^(audio\/[\w.+-]+|image\/(jpeg|png))$/;

/**
 * A file of a public material in force. A browser that plays audio asks for pieces, a player on a phone for
 * nothing else (RFC 9110, 14: one range).
 */
export function answerFile(file: NonNullable<Awaited<ReturnType<typeof readPublicFile>>>, request: Request): Response {
  const answer = new FileAnswer({ ...file, inline: playable.test(file.mediaType) });
  const headers: Record<string, string> = {
    ...fileHeaders,
    "content-type": file.mediaType,
    "content-disposition": answer.disposition,
    "cache-control": shortLived,
    "accept-ranges": "bytes",
    etag: `"${file.sha256.slice(0, 32)}"`,
  };
  if (request.headers.get("if-none-match") === headers.etag) return new Response(null, { status: 304, headers });
  const size = file.bytes.byteLength;
  const range = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(request.headers.get("range") ?? "");
  if (range === null || (range[1] === "" && range[2] === "")) {
    headers["content-length"] = String(size);
    return new Response(request.method === "HEAD" ? null : (file.bytes as BodyInit), { headers });
  }
  const start = range[1] === "" ? Math.max(0, size - Number(range[2])) : Number(range[1]);
  const end = range[1] === "" || range[2] === "" ? size - 1 : Math.min(Number(range[2]), size - 1);
  if (start > end || start >= size) {
    headers["content-range"] = `bytes */${size}`;
    return new Response(null, { status: 416, headers });
  }
  headers["content-range"] = `bytes ${start}-${end}/${size}`;
  headers["content-length"] = String(end - start + 1);
  const part = file.bytes.subarray(start, end + 1);
  return new Response(request.method === "HEAD" ? null : (part as BodyInit), { status: 206, headers });
}
