import { createHash } from "node:crypto";
import { sql } from "kysely";
import { newId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import { documentsProblem } from "../problems.ts";

export interface IssueRequest {
  unitId: number;
  /** Id of a document type: "report". */
  type: string;
  /** The issuer's part of the symbol, with the drafting unit where the type has no abbreviation: "UBND", "UBND-VHXH". */
  issuerSymbol: string;
  abstract: string;
  /** 'YYYY-MM-DD'; its year is the year of the register. */
  issuedOn: string;
  /** Today in Vietnam, 'YYYY-MM-DD'. */
  today: string;
  signer: { name: string; position: string };
  file: { name: string; mediaType: string };
  subject?: { kind: string; id: string };
  ruleSet?: string;
  /** To whom it goes and in how many copies, as the register shows them. */
  recipients?: readonly string[];
  copies?: number;
  /** How it is written, where it was written at the desk: an extract or a replacement starts from it. */
  source?: unknown;
  at: Date;
  /** Writes the document once its number is known. Runs while the register waits, so it only computes. */
  write: (numbered: { number: number; symbol: string }) => Promise<Uint8Array>;
}

export interface IssueResult {
  id: string;
  number: number;
  /** All after the slash. */
  symbol: string;
  sha256: string;
  size: number;
}

/**
 * Takes the next number of the unit's register for that year and keeps the file under it, all in the caller's
 * transaction: others who issue for the same unit wait for its end, and a rollback leaves no gap.
 *
 * @throws Problem `documents.unknown-type`, `documents.future-date`
 */
export async function issueDocument(tx: Tx, request: IssueRequest): Promise<IssueResult> {
  const type = await typeOn(tx, request.type, request.issuedOn);
  if (request.issuedOn > request.today)
    throw documentsProblem("documents.future-date", { fields: { "/issuedOn": "documents.future-date" } });
  const year = Number(request.issuedOn.slice(0, 4));
  const symbol = type.abbreviation === null ? request.issuerSymbol : `${type.abbreviation}-${request.issuerSymbol}`;

  const { rows } = await sql<{ last_number: number }>`
    insert into document_register as r (unit_id, year, series, last_number) values (${request.unitId}, ${year}, ${type.series}, 1)
    on conflict (unit_id, year, series) do update set last_number = r.last_number + 1
    returning last_number`.execute(tx);
  const number = (rows[0] as { last_number: number }).last_number;
  const content = await request.write({ number, symbol });
  const sha256 = createHash("sha256").update(content).digest("hex");
  const id = newId<"IssuedDocument">(request.at.getTime());
  await sql`insert into issued_document (id, unit_id, year, series, number, type, symbol, abstract, issued_on, signer_name, signer_position,
      file_name, media_type, content, sha256, subject, subject_id, rule_set, recipients, copies, content_source, issued_at)
    values (${id}, ${request.unitId}, ${year}, ${type.series}, ${number}, ${request.type}, ${symbol}, ${request.abstract}, ${request.issuedOn}::date,
      ${request.signer.name}, ${request.signer.position}, ${request.file.name}, ${request.file.mediaType}, ${Buffer.from(content)}, ${sha256},
      ${request.subject?.kind ?? null}, ${request.subject?.id ?? null}, ${request.ruleSet ?? null},
      ${[...(request.recipients ?? [])]}::text[], ${request.copies ?? null}::int, ${request.source === undefined ? null : JSON.stringify(request.source)}::jsonb, ${request.at.toISOString()})`.execute(
    tx,
  );
  return { id, number, symbol, sha256, size: content.byteLength };
}

export interface TypeOn {
  id: string;
  nameVi: string;
  /** Null where the symbol has none (công văn). */
  abbreviation: string | null;
  series: "documents" | "copies";
}

/** A type with the abbreviation of that day; before the first known rule the first one. @throws documents.unknown-type */
export async function typeOn(tx: Tx, id: string, day: string): Promise<TypeOn> {
  const { rows } = await sql<TypeOn>`
    select t.id, t.name_vi as "nameVi", f.abbreviation, t.series from document_type t join document_type_form f on f.type = t.id
     where t.id = ${id} order by (f.valid @> ${day}::date) desc, (lower(f.valid) <= ${day}::date) desc, abs(lower(f.valid) - ${day}::date) limit 1`.execute(
    tx,
  );
  const type = rows[0];
  if (!type) throw documentsProblem("documents.unknown-type", { type: id });
  return type;
}
