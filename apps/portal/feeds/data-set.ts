import type { Tx } from "#platform/db/session.ts";
import type { PageContext } from "../context.ts";

export type Value = string | number | null;

interface Field {
  name: string;
  type: "string" | "integer" | "date" | "yearmonth";
  vi: string;
  en: string;
}

/** One table of open data: the same rows as CSV and as JSON, described once (Frictionless Table Schema). */
export interface DataSet {
  name: string;
  titleVi: string;
  titleEn: string;
  fields: readonly Field[];
  rows(tx: Tx, ctx: PageContext): Promise<Value[][]>;
}
