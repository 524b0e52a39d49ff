import { FileAnswer } from "#platform/http/file-answer.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import type { IssuedDocument } from "../contract.ts";
import { listDocuments } from "./list-documents.ts";

/** The register as a workbook, newest first: what the list shows, all pages of it. */
export async function exportDocuments(
  tx: Tx,
  query: { unitId?: number | undefined; year?: number | undefined },
): Promise<FileAnswer> {
  const all: IssuedDocument[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listDocuments(tx, { ...query, limit: 200, cursor });
    all.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  const bytes = await writeWorkbook([
    {
      name: "Sổ văn bản đi",
      columns: [
        { header: "Số, ký hiệu" },
        { header: "Ngày ban hành" },
        { header: "Trích yếu", width: 50 },
        { header: "Đơn vị ban hành" },
        { header: "Người ký" },
        { header: "Chức vụ" },
        { header: "SHA-256", width: 68 },
      ],
      rows: all.map((d) => [
        d.fullSymbol,
        { day: d.issuedOn },
        d.abstract,
        d.unitName,
        d.signerName,
        d.signerPosition,
        d.sha256,
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: "so-van-ban-di.xlsx",
  });
}
