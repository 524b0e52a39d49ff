import { writeFile } from "node:fs/promises";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { inTransaction } from "#platform/db/session.ts";
import { getUnitByCode } from "#modules/units/server.ts";
import { exportBudgets } from "./export-budgets.ts";
import { readYear, YearQuery } from "./read-year.ts";

const show: CliCommand = {
  name: "budgets show",
  summary: {
    vi: "Kinh phí một năm theo đơn vị và dòng, như cũ hoặc theo đơn vị hiện nay; --out ghi ra XLSX hay CSV",
    en: "A year's money by unit and line, as it was or under the units of today; --out writes XLSX or CSV",
  },
  options: {
    year: {
      type: "text",
      value: "YYYY",
      help: { vi: "năm; năm nay khi không nêu", en: "the year; this one where left out" },
    },
    unit: {
      type: "text",
      value: "CODE",
      help: { vi: "chỉ đơn vị này và cấp dưới", en: "this unit and all below it only" },
    },
    "as-was": { type: "flag", help: { vi: "theo đơn vị của năm đó", en: "under the units of that year" } },
    out: { type: "text", value: "FILE", help: { vi: "tệp .xlsx hoặc .csv", en: "a .xlsx or .csv file" } },
  },
  json: true,
  async run(call) {
    const out = call.text("out");
    if (out !== undefined && !/\.(xlsx|csv)$/i.test(out))
      throw new WrongUse("--out là tệp .xlsx hoặc .csv", "--out is a .xlsx or a .csv file");
    const asked = YearQuery.safeParse({ year: call.text("year"), view: call.flag("as-was") ? "asWas" : "asIs" });
    if (!asked.success) throw new WrongUse("--year là một năm, như 2026", "--year is a year, such as 2026");
    await inTransaction(call.database.pool, call.principal, async (tx) => {
      const code = call.text("unit");
      const query = {
        ...asked.data,
        ...(code === undefined ? {} : { under: await getUnitByCode(tx, code, todayInVietnam()) }),
      };
      const money = await readYear(tx, call.principal, query);
      call.answer(money, () =>
        call.table(
          money.rows.flatMap((row) =>
            row.lines.map((line) => ({
              unit: row.unit.name,
              source: line.source,
              line: line.title,
              in: line.income + line.taken,
              given: line.given,
              spent: line.spent,
              left: line.available,
            })),
          ),
        ),
      );
      if (out === undefined) return;
      const format = out.toLowerCase().endsWith(".csv") ? "csv" : "xlsx";
      const file = await exportBudgets(tx, call.principal, { ...query, format }, "vi");
      await writeFile(out, file.bytes);
      call.say(`Đã ghi ${out}.`, `wrote ${out}.`);
    });
    return 0;
  },
};

export const budgetCliCommands: readonly CliCommand[] = [show];
