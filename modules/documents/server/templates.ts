import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "#platform/db/session.ts";
import { TemplateField } from "../draft-contract.ts";
import { TemplateContent } from "../merge-template.ts";
import { documentsProblem } from "../problems.ts";

export interface Template {
  id: string;
  type: string;
  nameVi: string;
  nameEn: string;
  helpVi: string;
  helpEn: string;
  fields: TemplateField[];
  content: TemplateContent;
  sources: string[];
  fromDocument: boolean;
  legalBasis: string;
}

/** The templates that hold on that day, in the order in which they are offered. */
export async function readTemplates(tx: Tx, day: string): Promise<Template[]> {
  const { rows } = await sql<Omit<Template, "fields" | "content"> & { fields: unknown; content: unknown }>`
    select id, type, name_vi as "nameVi", name_en as "nameEn", help_vi as "helpVi", help_en as "helpEn", fields, content, sources,
           from_document as "fromDocument", legal_basis as "legalBasis"
      from document_template where valid @> ${day}::date order by position`.execute(tx);
  return rows.map((row) => ({
    ...row,
    fields: z.array(TemplateField).parse(row.fields),
    content: TemplateContent.parse(row.content),
  }));
}

/** @throws documents.unknown-template */
export async function getTemplate(tx: Tx, id: string, day: string): Promise<Template> {
  const found = (await readTemplates(tx, day)).find((t) => t.id === id);
  if (!found) throw documentsProblem("documents.unknown-template", { id });
  return found;
}
