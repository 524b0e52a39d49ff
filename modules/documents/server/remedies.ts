import { sql } from "kysely";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import type { RemedyKind } from "../draft-contract.ts";
import { documentsProblem } from "../problems.ts";

// Two who end the same document at once: the second is told, and takes no number.
nameConstraints({
  document_link_ends_once: { code: "documents.already-ended", status: 409 },
  document_signed_file_document_id_sha256_key: { code: "documents.already-filed", status: 409 },
  incoming_file_incoming_id_sha256_key: { code: "documents.already-filed", status: 409 },
  exchange_organ_pkey: { code: "documents.organ-taken", status: 409, field: "/organId" },
  exchange_organ_unit_id_key: { code: "documents.organ-taken", status: 409 },
});

export interface Remedy {
  id: RemedyKind;
  sameType: boolean;
  types: string[];
  template: string;
  legalBasis: string;
}

/** How the decree of that day answers a mistake. @throws documents.wrong-form where it knows no such answer */
export async function getRemedy(tx: Tx, id: RemedyKind, day: string): Promise<Remedy> {
  const { rows } = await sql<Remedy>`
    select id, same_type as "sameType", types, template, legal_basis as "legalBasis" from document_remedy where id = ${id} and valid @> ${day}::date`.execute(
    tx,
  );
  if (!rows[0]) throw documentsProblem("documents.wrong-form", { remedy: id });
  return rows[0];
}

/** @throws documents.already-ended where it was replaced or withdrawn before */
export async function refuseEnded(tx: Tx, documentId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from document_link where to_id = ${documentId}::uuid and remedy in ('replaces', 'withdraws')`.execute(tx);
  if (rows.length > 0) throw documentsProblem("documents.already-ended", { documentId });
}

export interface LinkedDocument {
  id: string;
  fullSymbol: string;
  abstract: string;
  issuedOn: string;
  remedy: RemedyKind;
  reason: string;
  /** answers: the other one answers this one; answered: this one answers the other. */
  direction: "answers" | "answered";
}

/** Both ways: what answers this document, and what it answers itself. */
export async function linksOf(tx: Tx, documentId: string): Promise<LinkedDocument[]> {
  const { rows } = await sql<LinkedDocument>`
    select d.id, lpad(d.number::text, greatest(2, length(d.number::text)), '0') || '/' || d.symbol as "fullSymbol", d.abstract, d.issued_on::text as "issuedOn",
           l.remedy, l.reason, case when l.to_id = ${documentId}::uuid then 'answers' else 'answered' end as direction
      from document_link l join issued_document d on d.id = case when l.to_id = ${documentId}::uuid then l.from_id else l.to_id end
     where ${documentId}::uuid in (l.from_id, l.to_id) order by l.linked_at, d.id`.execute(tx);
  return rows;
}
