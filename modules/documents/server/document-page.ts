import { sql } from "kysely";
import { holdsRole, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { DocumentPage } from "../copy-contract.ts";
import { numberBlocks, type PaperBlock, pointLetter } from "../lay-out.ts";
import { documentPolicy } from "../policy.ts";
import { getIssued, titleOf } from "./draft-store.ts";
import { stateOf } from "./list-documents.ts";
import { linksOf } from "./remedies.ts";
import { writtenAs } from "./write-draft.ts";

export async function getDocumentPage(tx: Tx, principal: Principal, id: string): Promise<DocumentPage> {
  const head = await getIssued(tx, id);
  const { rows } = await sql<{
    unitName: string | null;
    recipients: string[];
    copies: number | null;
    fileName: string;
    sha256: string;
    size: number;
    subject: string | null;
    subjectId: string | null;
    issuedAt: Date;
  }>`
    select v.name as "unitName", d.recipients, d.copies, d.file_name as "fileName", d.sha256, length(d.content) as size, d.subject, d.subject_id as "subjectId", d.issued_at as "issuedAt"
      from issued_document d left join unit_version v on v.unit_id = d.unit_id and v.valid @> d.issued_on where d.id = ${id}::uuid`.execute(
    tx,
  );
  const row = rows[0]!;
  const links = await linksOf(tx, id);
  const answers = links.filter((l) => l.direction === "answers").map((l) => l.remedy);
  const drafts = await sql<{ id: string; abstract: string; remedy: string }>`
    select id, abstract, remedy from document_draft where remedy_of = ${id}::uuid and status in ('draft', 'submitted') order by created_at`.execute(
    tx,
  );
  const signed = await sql<{
    id: string;
    fileName: string;
    sha256: string;
    size: number;
    pdfVersion: string;
    signatureFields: number;
    filedAt: Date;
  }>`
    select id, file_name as "fileName", sha256, size, pdf_version as "pdfVersion", signature_fields as "signatureFields", filed_at as "filedAt"
      from document_signed_file where document_id = ${id}::uuid order by filed_at, id`.execute(tx);
  const copies = await sql<{ id: string; fullSymbol: string; issuedOn: string }>`
    select i.id, lpad(i.number::text, greatest(2, length(i.number::text)), '0') || '/' || i.symbol as "fullSymbol", i.issued_on::text as "issuedOn"
      from document_copy c join issued_document i on i.id = c.copy_id where c.of_document = ${id}::uuid order by i.issued_on, i.number`.execute(
    tx,
  );
  const content = await writtenAs(tx, id);
  return {
    id,
    unitId: head.unitId,
    unitName: row.unitName ?? "",
    fullSymbol: head.fullSymbol,
    series: head.series,
    type: head.type,
    typeName: head.typeName,
    abstract: head.abstract,
    issuedOn: head.issuedOn,
    signerName: head.signerName,
    signerPosition: head.signerPosition,
    recipients: row.recipients,
    copiesMade: row.copies,
    fileName: row.fileName,
    sha256: row.sha256,
    size: row.size,
    subject: row.subject,
    subjectId: row.subjectId,
    issuedAt: row.issuedAt.toISOString(),
    state: stateOf(answers),
    links,
    drafts: drafts.rows,
    signed: signed.rows.map((f) => ({ ...f, filedAt: f.filedAt.toISOString() })),
    copies: copies.rows,
    copyOf: await copyOf(tx, id),
    paragraphs: content === null ? [] : numberBlocks(content.body).map(paragraphWords),
    mayWrite: holdsRole(principal, documentPolicy["document.write"].roles, await unitPath(tx, head.unitId)),
  };
}

async function copyOf(tx: Tx, id: string): Promise<DocumentPage["copyOf"]> {
  const { rows } = await sql<{
    ofDocument: string | null;
    ofIncoming: string | null;
    sender: string | null;
    symbol: string | null;
  }>`
    select c.of_document as "ofDocument", c.of_incoming as "ofIncoming", i.sender, i.symbol
      from document_copy c left join incoming_document i on i.id = c.of_incoming where c.copy_id = ${id}::uuid`.execute(
    tx,
  );
  const of = rows[0];
  if (!of) return null;
  if (of.ofDocument !== null)
    return { kind: "issued", id: of.ofDocument, text: titleOf(await getIssued(tx, of.ofDocument)) };
  return { kind: "incoming", id: of.ofIncoming!, text: [of.symbol, of.sender].filter(Boolean).join(" – ") };
}

/** A block as one line, with its number: what is chosen for an extract. */
function paragraphWords(block: PaperBlock): string {
  switch (block.kind) {
    case "part":
      return `${block.number}. ${block.title}`;
    case "article":
      return `Điều ${block.number}. ${[block.title, block.text].filter(Boolean).join(" – ")}`;
    case "clause":
      return `${block.number}. ${[block.title, block.text].filter(Boolean).join(" – ")}`;
    case "point":
      return `${pointLetter(block.index)}) ${block.text}`;
    case "table":
      return block.columns.map((c) => c.header).join(" | ");
    default:
      return block.text;
  }
}
