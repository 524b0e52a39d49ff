import { sql } from "kysely";
import { z } from "zod";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { IssuedDocument } from "../contract.ts";
import { documentsProblem } from "../problems.ts";

export const DocumentQuery = z.object({
  unitId: z.coerce.number().int().positive().optional().describe("Issued by this unit"),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  subjectId: z.string().max(100).optional().describe("Made from this report"),
  type: z.string().max(60).optional().describe("Id of a document type"),
  q: z.string().max(200).optional().describe("Words of the abstract, or a symbol"),
  ...pageQuery,
});

interface Row {
  id: string;
  unit_id: number;
  unit_name: string | null;
  year: number;
  number: number;
  symbol: string;
  type: string;
  type_name: string;
  recipients: string[];
  copies: number | null;
  remedies: string[] | null;
  abstract: string;
  issued_on: string;
  signer_name: string;
  signer_position: string;
  file_name: string;
  sha256: string;
  size: number;
  subject: string | null;
  subject_id: string | null;
  issued_at: Date;
}

/** The register, newest first. Row-level security keeps it to what the caller may read. */
export async function listDocuments(
  tx: Tx,
  query: z.output<typeof DocumentQuery>,
): Promise<{ items: IssuedDocument[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.int(), z.string()]));
  const { rows } = await sql<Row>`
    select d.id, d.unit_id, v.name as unit_name, d.year, d.number, d.symbol, d.type, y.name_vi as type_name, d.recipients, d.copies, d.abstract,
           (select array_agg(l.remedy) from document_link l where l.to_id = d.id) as remedies, d.issued_on::text, d.signer_name, d.signer_position,
           d.file_name, d.sha256, length(d.content) as size, d.subject, d.subject_id, d.issued_at
      from issued_document d join document_type y on y.id = d.type left join unit_version v on v.unit_id = d.unit_id and v.valid @> d.issued_on
     where (${query.unitId ?? null}::int is null or d.unit_id = ${query.unitId ?? null}::int)
       and (${query.year ?? null}::int is null or d.year = ${query.year ?? null}::int)
       and (${query.subjectId ?? null}::text is null or d.subject_id = ${query.subjectId ?? null}::text)
       and (${query.type ?? null}::text is null or d.type = ${query.type ?? null}::text)
       and find_vi(d.number || '/' || d.symbol || ' ' || lpad(d.number::text, 2, '0') || '/' || d.symbol || ' ' || d.abstract) like all (${likeWords(query.q)}::text[])
       and (${after?.[0] ?? null}::date is null or (d.issued_on, d.number, d.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::int, ${after?.[2] ?? null}::uuid))
     order by d.issued_on desc, d.number desc, d.id desc limit ${query.limit + 1}`.execute(tx);
  return page(rows, query.limit, (r) => [r.issued_on, r.number, r.id], present);
}

function present(r: Row): IssuedDocument {
  return {
    id: r.id,
    unitId: r.unit_id,
    unitName: r.unit_name ?? "",
    year: r.year,
    number: r.number,
    fullSymbol: `${String(r.number).padStart(2, "0")}/${r.symbol}`,
    type: r.type,
    typeName: r.type_name,
    recipients: r.recipients,
    copies: r.copies,
    state: stateOf(r.remedies ?? []),
    abstract: r.abstract,
    issuedOn: r.issued_on,
    signerName: r.signer_name,
    signerPosition: r.signer_position,
    fileName: r.file_name,
    sha256: r.sha256,
    size: r.size,
    subject: r.subject,
    subjectId: r.subject_id,
    issuedAt: r.issued_at.toISOString(),
  };
}

/** What became of a document by what answers it. */
export function stateOf(remedies: readonly string[]): IssuedDocument["state"] {
  if (remedies.includes("withdraws")) return "withdrawn";
  if (remedies.includes("replaces")) return "replaced";
  return remedies.includes("corrects") ? "corrected" : "standing";
}

/** The very bytes that were issued. */
export async function readDocumentFile(tx: Tx, id: string): Promise<FileAnswer> {
  const row = await tx
    .selectFrom("issued_document")
    .select(["content", "media_type", "file_name"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw documentsProblem("documents.not-found", { id });
  return new FileAnswer({ bytes: new Uint8Array(row.content), mediaType: row.media_type, fileName: row.file_name });
}
