import { asCivilDate } from "#kernel/civil-date.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import type { ReportRow } from "../contract.ts";
import { periodName } from "../rules.ts";
import { XLSX } from "./export-report.ts";
import { listReports } from "./report-page.ts";

/** The list of reports as a workbook. */
export async function exportReports(
  tx: Tx,
  query: { unitId?: number | undefined; under?: number | undefined },
): Promise<FileAnswer> {
  const all: ReportRow[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listReports(tx, { ...query, limit: 200, cursor });
    all.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  const bytes = await writeWorkbook([
    {
      name: "Báo cáo",
      columns: [
        { header: "Đơn vị", width: 36 },
        { header: "Kỳ" },
        { header: "Từ ngày" },
        { header: "Đến ngày" },
        { header: "Mẫu", width: 48 },
        { header: "Tình trạng" },
        { header: "Lần" },
      ],
      rows: all.map((r) => [
        r.unitName,
        periodName(r.period),
        { day: asCivilDate(r.firstDay) },
        { day: asCivilDate(r.lastDay) },
        r.templateNameVi,
        r.status === "frozen" ? "Đã chốt" : "Dự thảo",
        r.revision,
      ]),
    },
  ]);
  return new FileAnswer({ bytes, mediaType: XLSX, fileName: "danh-sach-bao-cao.xlsx" });
}
