import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FoundReference } from "../contract-sending.ts";
import { isIndicatorCode } from "../indicators.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { readReference } from "../references.ts";
import { catalogue } from "./catalogue.ts";
import { storedFigures } from "./figures.ts";
import { UNATTRIBUTABLE, unitNames } from "./report-page.ts";
import { getReport } from "./report-store.ts";

/** From what is printed beside a figure to that figure in the app, which opens to its talks. @throws Problem `report.unknown-reference` */
export async function lookUp(tx: Tx, principal: Principal, text: string): Promise<FoundReference> {
  const unknown = () => reportProblem("report.unknown-reference", { reference: text });
  const reference = readReference(text);
  if (reference === null) throw unknown();
  const { rows } = await sql<{ id: string; unit_name: string }>`
    select r.id, coalesce((select v.name from unit_version v where v.unit_id = r.unit_id order by (v.valid @> r.last_day) desc, lower(v.valid) desc limit 1), '') as unit_name
      from report r where r.code = ${reference.code} and r.revision >= ${reference.revision}::int limit 1`.execute(tx);
  if (rows[0] === undefined) throw unknown();
  const report = await getReport(tx, rows[0].id);
  authorise(reportPolicy, "report.view", principal, report);
  const [code, named] = [...(await catalogue(tx))].find(([, i]) => i.position === reference.position) ?? [];
  if (code === undefined || named === undefined || !isIndicatorCode(code)) throw unknown();
  const line = reference.unitId === null ? "total" : reference.unitId === 0 ? "unattributable" : "unit";
  const figure = (await storedFigures(tx, report.id, reference.revision, reference.view)).find(
    (f) => f.indicator === code && f.line === line && (line !== "unit" || f.unitId === reference.unitId),
  );
  if (figure === undefined) throw unknown();
  const names = figure.unitId === null ? new Map() : await unitNames(tx, [figure.unitId], report.period.days.to);
  return {
    reportId: report.id,
    unitName: rows[0].unit_name,
    period: report.period.code,
    revision: reference.revision,
    view: reference.view,
    indicator: code,
    indicatorVi: named.nameVi,
    indicatorEn: named.nameEn,
    line,
    unitId: figure.unitId,
    lineName:
      line === "total" ? null : line === "unattributable" ? UNATTRIBUTABLE : (names.get(figure.unitId!)?.name ?? ""),
    value: figure.value,
  };
}
