import { sql } from "kysely";
import type { z } from "zod";
import type { Tx } from "#platform/db/session.ts";
import type { DocumentType } from "../contract.ts";

/** All types with the abbreviation and the legal basis that hold on that day. */
export async function listTypes(tx: Tx, day: string): Promise<z.infer<typeof DocumentType>[]> {
  const { rows } = await sql<z.infer<typeof DocumentType>>`
    select t.id, t.name_vi as "nameVi", t.name_en as "nameEn", f.abbreviation, t.series, f.legal_basis as "legalBasis"
      from document_type t join document_type_form f on f.type = t.id and f.valid @> ${day}::date
     order by t.position`.execute(tx);
  return rows;
}
