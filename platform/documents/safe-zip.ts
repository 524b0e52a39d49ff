import { crc32, inflateRawSync } from "node:zlib";
import { documentProblem } from "./problems.ts";

/** Caps that are checked on the package's directory, before anything is unpacked. */
export interface PackageLimits {
  /** Weight of the file itself, in bytes. */
  maxBytes: number;
  maxEntries: number;
  /** One part, unpacked. */
  maxEntryBytes: number;
  /** All parts together, unpacked. */
  maxTotalBytes: number;
  /** Unpacked : packed, for parts over 1 MiB (small parts of repeated XML honestly reach 100). */
  maxRatio: number;
}

export const defaultPackageLimits: PackageLimits = {
  maxBytes: 32 * 1024 * 1024,
  maxEntries: 2_000,
  maxEntryBytes: 192 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  maxRatio: 120,
};

interface DirectoryEntry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/** An opened package: names of its parts, and each part's bytes on demand, held to what the directory declared. */
export interface OpenPackage {
  names: readonly string[];
  has(name: string): boolean;
  /** Throws `file.unsafe` when the part is not exactly what the directory says. */
  bytes(name: string): Uint8Array;
  /** The part as text (UTF-8 or UTF-16 with a byte order mark); refuses a DOCTYPE or entity declaration. */
  xml(name: string): string;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/** Reads a zip package from a stranger. Nothing is unpacked until the declared sizes are within the limits. */
export function openPackage(file: Uint8Array, limits: PackageLimits = defaultPackageLimits): OpenPackage {
  if (file.byteLength > limits.maxBytes)
    throw documentProblem("file.too-large", { bytes: file.byteLength, maxBytes: limits.maxBytes });
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries = readDirectory(file, view, limits);
  checkSizes(entries, limits);
  const byName = new Map<string, DirectoryEntry>();
  for (const e of entries) {
    // Two entries of one name: readers disagree on which one counts, so a scanner may see another file than the user.
    if (byName.has(e.name)) throw documentProblem("file.unsafe", { part: e.name, why: "duplicate-part" });
    byName.set(e.name, e);
  }
  const bytes = (name: string): Uint8Array => {
    const entry = byName.get(name);
    if (!entry) throw documentProblem("file.unreadable", { part: name, why: "missing-part" });
    return unpack(file, view, entry);
  };
  return {
    names: [...byName.keys()],
    has: (name) => byName.has(name),
    bytes,
    xml: (name) => decodeXml(name, bytes(name)),
  };
}

function readDirectory(file: Uint8Array, view: DataView, limits: PackageLimits): DirectoryEntry[] {
  const end = findEnd(view);
  if (end < 0) throw documentProblem("file.unreadable", { why: "not-a-package" });
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) throw documentProblem("file.too-large", { why: "zip64" });
  if (count > limits.maxEntries)
    throw documentProblem("file.too-large", { entries: count, maxEntries: limits.maxEntries });
  const entries: DirectoryEntry[] = [];
  const text = new TextDecoder();
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw documentProblem("file.unreadable", { why: "damaged-directory" });
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw documentProblem("file.unreadable", { why: "damaged-directory" });
    const name = text.decode(file.subarray(at + 46, at + 46 + nameLength)).replaceAll("\\", "/");
    if ((flags & 1) !== 0) throw documentProblem("file.unreadable", { part: name, why: "encrypted" });
    if (name.startsWith("/") || name.split("/").includes("..") || name.includes("\0")) {
      throw documentProblem("file.unsafe", { part: name, why: "path" });
    }
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries.filter((e) => !e.name.endsWith("/"));
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function checkSizes(entries: readonly DirectoryEntry[], limits: PackageLimits): void {
  let total = 0;
  let packed = 0;
  for (const e of entries) {
    total += e.unpacked;
    packed += e.packed;
    const tooLarge = e.unpacked > limits.maxEntryBytes || total > limits.maxTotalBytes;
    const bomb = e.unpacked > 1024 * 1024 && e.unpacked > e.packed * limits.maxRatio;
    if (tooLarge || bomb)
      throw documentProblem("file.too-large", { part: e.name, unpacked: e.unpacked, packed: e.packed });
  }
  // Overlapping entries (one compressed blob listed many times) weigh more than the file that holds them.
  const last = entries.reduce((most, e) => Math.max(most, e.offset + e.packed), 0);
  if (packed > last + 1024) throw documentProblem("file.unsafe", { why: "overlapping-parts" });
}

function unpack(file: Uint8Array, view: DataView, entry: DirectoryEntry): Uint8Array {
  const at = entry.offset;
  if (at + 30 > file.byteLength || view.getUint32(at, true) !== LOCAL_ENTRY) {
    throw documentProblem("file.unreadable", { part: entry.name, why: "damaged-part" });
  }
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const raw = file.subarray(from, from + entry.packed);
  if (raw.byteLength !== entry.packed) throw documentProblem("file.unreadable", { part: entry.name, why: "cut-short" });
  const bytes = entry.method === 0 ? raw : inflate(raw, entry);
  if (bytes.byteLength !== entry.unpacked)
    throw documentProblem("file.unsafe", { part: entry.name, why: "false-size" });
  if (crc32(bytes) !== entry.crc) throw documentProblem("file.unreadable", { part: entry.name, why: "damaged-part" });
  return bytes;
}

function inflate(raw: Uint8Array, entry: DirectoryEntry): Uint8Array {
  if (entry.method !== 8) throw documentProblem("file.unreadable", { part: entry.name, why: "compression-method" });
  try {
    // One byte more than declared, so that a part that unpacks further than it says is told from a damaged one.
    return inflateRawSync(raw, { maxOutputLength: entry.unpacked + 1 });
  } catch (error) {
    const lies = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw lies
      ? documentProblem("file.unsafe", { part: entry.name, why: "false-size" })
      : documentProblem("file.unreadable", { part: entry.name, why: "damaged-part" });
  }
}

function decodeXml(name: string, bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  // Office never writes a document type; whoever does wants entities expanded.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw documentProblem("file.unsafe", { part: name, why: "doctype" });
  return text;
}
