/**
 * Takes camera metadata (EXIF with place and device, XMP, IPTC, comments) out of a JPEG or WebP
 * without touching the picture. Returns null for anything that is not one of the two.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegWithout(bytes);
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return webpWithout(bytes);
  return null;
}

/** Segments kept: everything that decoding needs; APP0 (JFIF) and APP14 (colour transform) among them. */
function jpegWithout(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xda) {
      kept.push(bytes.subarray(at));
      return joined(kept);
    }
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (length < 2 || at + 2 + length > bytes.length) return null;
    const isApp = marker >= 0xe0 && marker <= 0xef && marker !== 0xe0 && marker !== 0xee;
    if (!isApp && marker !== 0xfe) kept.push(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

function webpWithout(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const kind = ascii(bytes, at, at + 4);
    const size = new DataView(bytes.buffer, bytes.byteOffset + at + 4, 4).getUint32(0, true);
    const end = at + 8 + size + (size & 1);
    if (end > bytes.length + 1) return null;
    if (kind !== "EXIF" && kind !== "XMP ") {
      const chunk = bytes.slice(at, Math.min(end, bytes.length));
      // the extended header says which metadata follow: none do any more
      if (kind === "VP8X") chunk[8] = chunk[8]! & ~0x0c;
      kept.push(chunk);
    }
    at = end;
  }
  const body = joined(kept);
  const whole = new Uint8Array(12 + body.length);
  whole.set(bytes.subarray(0, 12));
  new DataView(whole.buffer).setUint32(4, 4 + body.length, true);
  whole.set(body, 12);
  return whole;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
