import { civilDateOf } from "#kernel/civil-date.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { MaterialFilter } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { findMaterials } from "./find-materials.ts";
import { listTopics } from "./topics.ts";

const mostRows = 20_000;

/** The list as a workbook, with the same filters as on the screen. */
export async function exportMaterials(tx: Tx, filter: MaterialFilter, language: "vi" | "en"): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const topics = new Map((await listTopics(tx)).map((t) => [t.id, language === "vi" ? t.labelVi : t.labelEn]));
  const rows: WriteCell[][] = [];
  let cursor: string | null = null;
  do {
    const page = await findMaterials(tx, filter, 200, cursor);
    for (const m of page.items) {
      rows.push([
        m.title,
        topics.get(m.topic) ?? m.topic,
        m.unit.name,
        m.number,
        text[`material.status.${m.status}`],
        m.validFrom === null ? null : { day: m.validFrom },
        m.validTo === null ? null : { day: m.validTo },
        m.approvedAt === null ? null : { day: civilDateOf(new Date(m.approvedAt)) },
      ]);
    }
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["material.title"],
      columns: [
        { header: text["material.column.title"], width: 56 },
        { header: text["material.column.topic"], width: 32 },
        { header: text["material.column.issuer"], width: 32 },
        { header: text["material.column.number"], width: 10, number: "plain" },
        { header: text["material.column.status"], width: 16 },
        { header: text["material.column.validFrom"], width: 12 },
        { header: text["material.column.validTo"], width: 12 },
        { header: text["material.column.approvedAt"], width: 12 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: language === "vi" ? "Tài liệu.xlsx" : "Materials.xlsx",
  });
}
