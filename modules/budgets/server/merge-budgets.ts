import { sql } from "kysely";
import { strike } from "#kernel/text/identity-filter.ts";
import { formatNumber } from "#kernel/text/numbers.ts";
import type { Tx } from "#platform/db/session.ts";
import type { MergeSource } from "#modules/documents/server.ts";
import { issuerOf } from "#modules/documents/server.ts";
import type { MoneyLine, MoneyYear } from "../contract.ts";
import { fundsOf } from "../rules.ts";
import { listSources } from "./line-page.ts";
import { readYear, YearQuery } from "./read-year.ts";

export interface YearActivity {
  lineId: string;
  title: string;
  planned: number;
  spent: number;
}

/** Activities of a year's lines, in the order in which they were entered. */
export async function activitiesOf(tx: Tx, year: MoneyYear): Promise<YearActivity[]> {
  const ids = year.rows.flatMap((row) => row.lines.map((line) => line.id));
  const { rows } = await sql<YearActivity>`
    select line_id as "lineId", title, planned, spent from budget_activity where line_id = any (${ids}::uuid[])
     order by array_position(${ids}::uuid[], line_id), created_at, id`.execute(tx);
  return rows.map((activity) => ({ ...activity, title: strike(activity.title) }));
}

/** A year of the unit and of what is under it: each line with what it had and spent, each activity against its plan. */
export const budgetYearsToMerge: MergeSource = {
  id: "budgets.years",
  titleVi: "Kinh phí của một năm",
  titleEn: "A year's money",
  async choices({ tx, principal, unitId, search }) {
    const { rows } = await sql<{ year: number }>`select distinct year from budget_line order by year desc`.execute(tx);
    const choices = [];
    for (const { year } of rows) {
      const { total } = await readYear(tx, principal, YearQuery.parse({ year, under: unitId }));
      if (total.funds !== 0)
        choices.push({
          id: String(year),
          label: `Năm ${year}`,
          note: `Tổng nguồn ${formatNumber(total.funds)} đồng, đã chi ${formatNumber(total.spent)} đồng`,
        });
    }
    const wanted = search?.trim() ?? "";
    return choices.filter((choice) => choice.label.includes(wanted) || choice.id.includes(wanted));
  },
  async merge({ tx, principal, unitId, today }, [chosen]) {
    const year = Number(chosen);
    if (!Number.isInteger(year) || year < 2000 || year > 2200) return {};
    const read = await readYear(tx, principal, YearQuery.parse({ year, under: unitId }));
    const end = `${year}-12-31`;
    const sources = new Map((await listSources(tx, end < today ? end : today)).map((s) => [s.code, s.nameVi]));
    const lines = new Map(read.rows.flatMap((row) => row.lines.map((line) => [line.id, line] as const)));
    const named = (line: MoneyLine) => (line.unit.id === unitId ? line.title : `${line.title} (${line.unit.name})`);
    const { addressees } = await issuerOf(tx, unitId, today);
    return {
      period: `năm ${year}`,
      ...(addressees.length === 0 ? {} : { addressee: [...new Set(addressees)] }),
      money: [...lines.values()].map((line) => ({
        name: `${named(line)}, ${sources.get(line.source) ?? line.source}`,
        funds: String(fundsOf(line)),
        spent: String(line.spent),
        left: String(line.available),
      })),
      uses: (await activitiesOf(tx, read)).map(({ lineId, title, planned, spent }) => ({
        name: title,
        line: named(lines.get(lineId)!),
        planned: String(planned),
        spent: String(spent),
        left: String(planned - spent),
      })),
    };
  },
};
