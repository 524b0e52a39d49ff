import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { LawFilter } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { listLaws } from "./list-laws.ts";

/** The register as a workbook, with headings that the import reads back. */
export async function exportLaws(tx: Tx, filter: LawFilter, language: "vi" | "en"): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const rows: WriteCell[][] = [];
  const day = (value: string | null) => (value === null ? null : { day: value });
  let cursor: string | null = null;
  do {
    const page = await listLaws(tx, filter, 200, cursor);
    for (const law of page.items)
      rows.push([
        law.symbol,
        messagesVi[`law.kind.${law.kind}`].split(",")[0],
        day(law.issuedOn),
        law.year,
        law.issuer,
        law.abstract,
        day(law.validFrom),
        day(law.validTo),
        text[`law.state.${law.state}`],
        law.replacedBy.map((r) => r.title).join("; "),
        law.source,
      ]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const bytes = await writeWorkbook([
    {
      name: "Văn bản pháp luật",
      columns: [
        { header: "Số, ký hiệu", width: 24 },
        { header: "Loại văn bản", width: 16 },
        { header: "Ngày ban hành", width: 14 },
        { header: "Năm", width: 8, number: "plain" },
        { header: "Cơ quan ban hành", width: 28 },
        { header: "Trích yếu", width: 60 },
        { header: "Ngày có hiệu lực", width: 14 },
        { header: "Ngày hết hiệu lực", width: 14 },
        { header: "Tình trạng", width: 18 },
        { header: "Thay thế bởi", width: 30 },
        { header: "Nguồn", width: 30 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: "so-van-ban-phap-luat.xlsx",
  });
}
