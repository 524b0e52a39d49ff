import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import { unitPath } from "#modules/units/server.ts";
import { FileSigned } from "../copy-contract.ts";
import { readPdfFacts, type PdfFacts } from "../pdf-facts.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";
import { getIssued } from "./draft-store.ts";

/** Filed back against its document; the bytes are in the file store already, under their hash. */
export const fileSigned: Command<FileSigned, { fileId: string; sha256: string }> = defineCommand({
  name: "document.file-signed",
  input: FileSigned,
  async run({ tx, principal, now }, input: FileSigned) {
    const of = await getIssued(tx, input.documentId);
    authorise(documentPolicy, "document.file-signed", principal, { unitPath: await unitPath(tx, of.unitId) });
    await sql`insert into document_signed_file (id, document_id, unit_id, file_name, sha256, size, pdf_version, signature_fields, filed_at)
      values (${input.fileId}, ${of.id}, ${of.unitId}, ${input.fileName}, ${input.sha256}, ${input.size}, ${input.pdfVersion}, ${input.signatureFields}, ${now})`.execute(
      tx,
    );
    return {
      answer: { fileId: input.fileId, sha256: input.sha256 },
      journal: [
        {
          action: "document.signed-file-filed",
          subject: "issued_document",
          subjectId: of.id,
          unitId: of.unitId,
          after: {
            symbol: of.fullSymbol,
            sha256: input.sha256,
            size: input.size,
            signatureFields: input.signatureFields,
          },
        },
      ],
    };
  },
});

/** @throws documents.not-a-signed-pdf with what is wrong with it */
export function requirePdf(bytes: Uint8Array): PdfFacts {
  const facts = readPdfFacts(bytes);
  if (typeof facts === "string") throw documentsProblem("documents.not-a-signed-pdf", { found: facts });
  return facts;
}
