import { sql } from "kysely";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { DocumentType, TypeSetting } from "../contract.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";

/** All types with the abbreviation and the legal basis that hold on that day. */
export async function listTypes(tx: Tx, day: string): Promise<z.infer<typeof DocumentType>[]> {
  const { rows } = await sql<z.infer<typeof DocumentType>>`
    select t.id, t.name_vi as "nameVi", t.name_en as "nameEn", f.abbreviation, t.series, f.legal_basis as "legalBasis"
      from document_type t join document_type_form f on f.type = t.id and f.valid @> ${day}::date
     order by t.position`.execute(tx);
  return rows;
}

/** Every row of the abbreviations: what holds, held and will hold. */
export async function listTypeSettings(tx: Tx): Promise<TypeSetting[]> {
  const { rows } = await sql<TypeSetting>`
    select t.id as code, t.name_vi as "nameVi", t.name_en as "nameEn", f.abbreviation, f.legal_basis as "legalBasis",
           lower(f.valid)::text as "from", upper(f.valid)::text as "to"
      from document_type t join document_type_form f on f.type = t.id order by t.position, t.id, lower(f.valid) desc nulls last`.execute(
    tx,
  );
  return rows;
}

export const TypeForm = z.object({
  type: z.string().max(60),
  from: z.iso.date(),
  abbreviation: z
    .string()
    .regex(/^\p{L}{1,6}$/u)
    .nullable(),
  legalBasis: z.string().trim().min(1).max(300),
});
export type TypeForm = z.infer<typeof TypeForm>;

/** From that day the type is abbreviated so; what was issued before keeps its symbol. */
export const setTypeForm: Command<TypeForm, { type: string; from: string }> = defineCommand({
  name: "document.set-type-form",
  input: TypeForm,
  async run({ tx, principal }, input: TypeForm) {
    authorise(documentPolicy, "document.configure", principal, { unitPath: [] });
    const { rows } = await sql<{ abbreviation: string | null; from: string }>`
      select abbreviation, lower(valid)::text as "from" from document_type_form where type = ${input.type} order by lower(valid) desc limit 1 for update`.execute(
      tx,
    );
    const last = rows[0];
    if (!last) throw documentsProblem("documents.unknown-type", { type: input.type });
    if (input.from <= last.from)
      throw documentsProblem("documents.impossible-day", { fields: { "/from": "documents.impossible-day" } });
    await sql`update document_type_form set valid = daterange(lower(valid), ${input.from}::date) where type = ${input.type} and lower(valid) = ${last.from}::date`.execute(
      tx,
    );
    await sql`insert into document_type_form (type, valid, abbreviation, legal_basis)
      values (${input.type}, daterange(${input.from}::date, null), ${input.abbreviation}, ${input.legalBasis})`.execute(
      tx,
    );
    return {
      answer: { type: input.type, from: input.from },
      journal: [
        {
          action: "document.type-form-set",
          subject: "document_type",
          subjectId: input.type,
          unitId: null,
          before: last,
          after: input,
        },
      ],
    };
  },
});
