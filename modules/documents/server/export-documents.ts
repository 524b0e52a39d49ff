import { FileAnswer } from "#platform/http/file-answer.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { withType } from "../abstract-words.ts";
import type { IssuedDocument } from "../contract.ts";
import type { IncomingLine } from "../incoming-contract.ts";
import { listDocuments } from "./list-documents.ts";
import { listIncoming } from "./list-incoming.ts";
import { listTypes } from "./types.ts";

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
  // the ten columns of the register on paper (Decree 30, Annex IV), then what only a machine needs
  const bytes = await writeWorkbook([
    {
      name: "Sổ văn bản đi",
      columns: [
        { header: "Số, ký hiệu văn bản" },
        { header: "Ngày tháng văn bản" },
        { header: "Tên loại và trích yếu nội dung văn bản", width: 50 },
        { header: "Người ký" },
        { header: "Nơi nhận văn bản", width: 40 },
        { header: "Đơn vị, người nhận bản lưu" },
        { header: "Số lượng bản" },
        { header: "Ngày chuyển" },
        { header: "Ký nhận" },
        { header: "Ghi chú" },
        { header: "Đơn vị ban hành" },
        { header: "SHA-256", width: 68 },
      ],
      rows: all.map((d) => [
        d.fullSymbol,
        { day: d.issuedOn },
        withType(d.typeName, d.abstract),
        [d.signerName, d.signerPosition].filter(Boolean).join(", "),
        d.recipients.join("; "),
        "VT",
        d.copies,
        "",
        "",
        d.state === "standing"
          ? ""
          : { corrected: "Có đính chính", replaced: "Đã thay thế", withdrawn: "Đã thu hồi" }[d.state],
        d.unitName,
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

/** The register of incoming documents with the columns of Decree 30, Annex IV, and how far each is. */
export async function exportIncoming(
  tx: Tx,
  query: { unitId?: number | undefined; year?: number | undefined },
): Promise<FileAnswer> {
  const all: IncomingLine[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listIncoming(tx, { ...query, view: "all", limit: 200, cursor });
    all.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  const names = new Map((await listTypes(tx, todayInVietnam())).map((t) => [t.id, t.nameVi]));
  const bytes = await writeWorkbook([
    {
      name: "Sổ văn bản đến",
      columns: [
        { header: "Ngày đến" },
        { header: "Số đến" },
        { header: "Tác giả", width: 30 },
        { header: "Số, ký hiệu văn bản" },
        { header: "Ngày tháng văn bản" },
        { header: "Tên loại và trích yếu nội dung văn bản", width: 50 },
        { header: "Đơn vị hoặc người nhận", width: 30 },
        { header: "Ngày chuyển" },
        { header: "Ký nhận" },
        { header: "Ghi chú" },
        { header: "Thời hạn giải quyết" },
        { header: "Ngày giải quyết xong" },
        { header: "Đơn vị" },
      ],
      rows: all.map((d) => [
        { day: d.arrivedOn },
        d.number,
        d.sender,
        d.symbol ?? "",
        d.issuedOn === null ? "" : { day: d.issuedOn },
        [names.get(d.type ?? "") ?? "", d.abstract].filter(Boolean).join(" "),
        d.heldBy ?? "",
        d.handedOn === null ? "" : { day: d.handedOn },
        "",
        d.status === "cancelled" ? "Đăng ký nhầm" : "",
        d.dueOn === null ? "" : { day: d.dueOn },
        d.doneOn === null ? "" : { day: d.doneOn },
        d.unitName,
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: "so-van-ban-den.xlsx",
  });
}
