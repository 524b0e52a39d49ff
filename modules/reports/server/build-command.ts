import { writeFile } from "node:fs/promises";
import { addDays, asCivilDate, isCivilDate, startOfDay, todayInVietnam } from "#kernel/civil-date.ts";
import { type CliCall, type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { findUnitByCode, getUnitByCode } from "#modules/units/server.ts";
import { reportPeriod } from "../rules.ts";
import { buildDocx, buildJson, buildXlsx, prepareReport } from "./build-report.ts";
import { getTemplate } from "./report-store.ts";

const formats = ["docx", "xlsx", "json"] as const;

/** `reports build --unit CODE --period 2025 --format docx|xlsx|json --out FILE [--as-of DATE] [--view as-was|as-is]` */
export const buildReportCommand: CliCommand = {
  name: "reports build",
  summary: {
    vi: "Lập báo cáo của một đơn vị ra tệp DOCX, XLSX hoặc JSON",
    en: "Build a unit's report as DOCX, XLSX or JSON",
  },
  options: {
    unit: {
      type: "text",
      value: "CODE",
      required: true,
      help: { vi: "mã đơn vị, hiểu theo ngày cuối kỳ", en: "official code, as of the period's last day" },
    },
    period: {
      type: "text",
      value: "PERIOD",
      required: true,
      help: { vi: "2025, 2025-H1, 2025-Q3 hoặc 2025-07", en: "2025, 2025-H1, 2025-Q3 or 2025-07" },
    },
    format: { type: "text", value: formats.join("|"), required: true, help: { vi: "loại tệp", en: "kind of file" } },
    out: { type: "text", value: "FILE", required: true, help: { vi: "tệp ghi ra", en: "file to write" } },
    view: {
      type: "text",
      value: "as-is|as-was",
      help: {
        vi: "theo địa giới hiện nay (as-is, mặc định) hay lúc đó (as-was)",
        en: "rolled up to today's units (as-is, unless told) or as it was (as-was)",
      },
    },
    "as-of": {
      type: "text",
      value: "DATE",
      help: { vi: "chỉ tính buổi đã xác minh đến hết ngày này", en: "only talks verified by the end of this day" },
    },
    template: { type: "text", value: "ID", help: { vi: "mẫu báo cáo", en: "report template" } },
  },
  json: true,
  async run(call) {
    const format = choice(call, "format", formats);
    const view = choice(call, "view", ["as-is", "as-was"] as const, "as-is");
    const asOfDay = call.text("as-of");
    if (asOfDay !== undefined && !isCivilDate(asOfDay))
      throw new WrongUse(
        `--as-of phải là ngày YYYY-MM-DD, không phải “${asOfDay}”`,
        `--as-of must be a day YYYY-MM-DD, not "${asOfDay}"`,
      );
    const asOf = asOfDay === undefined ? null : startOfDay(addDays(asCivilDate(asOfDay), 1)).toISOString();
    const template = call.text("template") ?? "oral-communication";
    const period = call.required("period");
    const today = todayInVietnam();
    const built = await inTransaction(
      call.database.pool,
      call.principal,
      async (tx) => {
        const unitId = await unitOf(tx, call.required("unit"), period, template);
        const prepared = await prepareReport(tx, call.principal, { unitId, template, period, view, today, asOf });
        const bytes =
          format === "docx"
            ? await buildDocx(tx, prepared.exported)
            : format === "xlsx"
              ? await buildXlsx(tx, prepared.exported)
              : new TextEncoder().encode(`${JSON.stringify(await buildJson(tx, prepared, asOf), null, 2)}\n`);
        return { unitId, bytes, frozen: prepared.exported.frozen };
      },
      { readOnly: true },
    );
    const out = call.required("out");
    await writeFile(out, built.bytes);
    call.answer(
      {
        file: out,
        format,
        bytes: built.bytes.byteLength,
        unitId: built.unitId,
        period,
        view,
        status: built.frozen ? "frozen" : "draft",
        revision: built.frozen?.revision ?? 0,
        contentHash: built.frozen?.hash ?? null,
      },
      () =>
        call.say(
          `Đã ghi ${out} (${built.frozen ? `số liệu đã chốt, lần ${built.frozen.revision}` : "dự thảo, số liệu chưa chốt"})`,
          `wrote ${out} (${built.frozen ? `frozen, revision ${built.frozen.revision}` : "draft"})`,
        ),
    );
    return 0;
  },
};

/** The code as of the period's last day; where it had ended by then, of its first. */
async function unitOf(tx: Tx, code: string, period: string, templateId: string): Promise<number> {
  const { days } = reportPeriod(period, (await getTemplate(tx, templateId)).closingDay);
  return (await findUnitByCode(tx, code, days.to)) ?? getUnitByCode(tx, code, days.from);
}

function choice<T extends string>(call: CliCall, option: string, allowed: readonly T[], otherwise?: T): T {
  const text = call.text(option) ?? otherwise;
  const found = allowed.find((a) => a === text);
  if (found === undefined)
    throw new WrongUse(
      `--${option} phải là một trong: ${allowed.join(", ")}`,
      `--${option} must be one of: ${allowed.join(", ")}`,
    );
  return found;
}
