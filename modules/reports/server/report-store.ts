import type { Placed } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Narrative } from "../contract.ts";
import type { Part } from "../parts.ts";
import { reportProblem } from "../problems.ts";
import { reportPeriod, type ReportPeriod } from "../rules.ts";

export interface Template {
  id: string;
  nameVi: string;
  nameEn: string;
  abstract: string;
  documentType: string;
  closingDay: number | null;
  legalBases: string[];
  kind: "periodic" | "interim" | "final" | "own";
  periodKinds: string[];
  parts: Part[];
}

/** A report as the policy and the use cases see it. */
export interface StoredReport extends Placed {
  id: string;
  unitId: number;
  template: Template;
  period: ReportPeriod;
  status: "draft" | "frozen";
  revision: number;
  version: number;
  narrative: Narrative;
  /** Seven letters of printed references. */
  code: string;
}

export async function getTemplate(tx: Tx, id: string): Promise<Template> {
  const t = await tx.selectFrom("report_template").selectAll().where("id", "=", id).executeTakeFirst();
  if (!t) throw reportProblem("report.unknown-template", { template: id });
  return {
    id: t.id,
    nameVi: t.name_vi,
    nameEn: t.name_en,
    abstract: t.abstract_vi,
    documentType: t.document_type,
    closingDay: t.closing_day,
    legalBases: t.legal_bases,
    kind: t.kind as Template["kind"],
    periodKinds: t.period_kinds,
    parts: t.parts as unknown as Part[],
  };
}

/** @throws Problem `report.not-found` for a report that is not there or out of sight */
export async function getReport(tx: Tx, id: string, options: { forUpdate?: boolean } = {}): Promise<StoredReport> {
  const query = tx.selectFrom("report").selectAll().where("id", "=", id);
  const row = await (options.forUpdate ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw reportProblem("report.not-found", { id });
  return assemble(tx, row as never);
}

/** The report of a unit for a period, if one was begun. */
export async function findReport(
  tx: Tx,
  unitId: number,
  template: string,
  period: string,
): Promise<StoredReport | null> {
  const row = await tx
    .selectFrom("report")
    .selectAll()
    .where("unit_id", "=", unitId)
    .where("template", "=", template)
    .where("period", "=", period)
    .executeTakeFirst();
  return row ? assemble(tx, row as never) : null;
}

interface Row {
  id: string;
  unit_id: number;
  template: string;
  period: string;
  status: "draft" | "frozen";
  revision: number;
  version: number;
  narrative: Narrative;
  code: string;
}

async function assemble(tx: Tx, row: Row): Promise<StoredReport> {
  const template = await getTemplate(tx, row.template);
  return {
    id: row.id,
    unitId: row.unit_id,
    template,
    period: reportPeriod(row.period, template.closingDay),
    status: row.status,
    revision: row.revision,
    version: row.version,
    narrative: row.narrative,
    code: row.code,
    unitPath: await unitPath(tx, row.unit_id),
  };
}
