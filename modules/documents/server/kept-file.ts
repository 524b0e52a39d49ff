import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { documentsProblem } from "../problems.ts";

/** What a scan or a received file may be, told by its first bytes and not by its name. @throws documents.file-type */
export function receivedType(bytes: Uint8Array): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 8));
  if (start.startsWith("%PDF-")) return "application/pdf";
  if (start.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
  if (start.startsWith("\u2030PNG") || (bytes[0] === 0x89 && start.slice(1, 4) === "PNG")) return "image/png";
  if (start.startsWith("PK\u0003\u0004"))
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  throw documentsProblem("documents.file-type");
}

interface Kept {
  fileName: string;
  mediaType: string;
  sha256: string;
}

export async function findReceived(tx: Tx, id: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select file_name as "fileName", media_type as "mediaType", sha256 from incoming_file where id = ${id}::uuid`.execute(
    tx,
  );
  return rows[0];
}

export async function findSigned(tx: Tx, id: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select file_name as "fileName", 'application/pdf' as "mediaType", sha256 from document_signed_file where id = ${id}::uuid`.execute(
    tx,
  );
  return rows[0];
}

/** The bytes under the hash that was kept with them. @throws documents.not-found, documents.no-file */
export async function keptFile(files: FileStore, kept: Kept | undefined): Promise<FileAnswer> {
  if (kept === undefined) throw documentsProblem("documents.not-found");
  const bytes = await files.read(kept.sha256);
  if (bytes === null) throw documentsProblem("documents.no-file", { sha256: kept.sha256 });
  return new FileAnswer({ bytes, mediaType: kept.mediaType, fileName: kept.fileName });
}

/** A request sent again under its key files the same thing, not another one. */
export function idOf(request: Request, fresh: () => string): string {
  const key = request.headers.get("idempotency-key")?.replace(/^"(.*)"$/, "$1") ?? "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key) ? key.toLowerCase() : fresh();
}
