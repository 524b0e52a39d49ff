import { Problem } from "#kernel/problem.ts";

export const defaultMaxBytes = 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The whole body, refused as soon as it passes the limit, whatever Content-Length claimed. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const claimed = request.headers.get("content-length");
  if (claimed !== null && Number(claimed) > maxBytes) throw new Problem("request.too-large", 413, { maxBytes });
  if (claimed !== null) return wholeBody(request);
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > maxBytes) throw new Problem("request.too-large", 413, { maxBytes });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Node ends a body at its Content-Length, so the claim is the truth here. */
async function wholeBody(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw new Problem("request.closed", 400);
  }
}

export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get("content-type");
  if (type !== null && !/^application\/(?:[\w.-]+\+)?json\b/i.test(type))
    throw new Problem("request.media-type", 415, { expected: "application/json" });
  const bytes = await readBytes(request, maxBytes);
  // A DELETE or a plain action has no body; its schema then says what is missing.
  if (bytes.byteLength === 0) return undefined;
  // Without a media type a form of another site could pass as JSON.
  if (type === null) throw new Problem("request.media-type", 415, { expected: "application/json" });
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new Problem("request.malformed-json", 400);
  }
}
