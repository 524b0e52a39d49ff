import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { type DialogueQuery, listDialogues } from "./list-dialogues.ts";

const mostRows = 20_000;

/** The list as a workbook, with the same filters as on the screen. */
export async function exportDialogues(
  tx: Tx,
  query: Omit<DialogueQuery, "cursor" | "limit">,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const rows: WriteCell[][] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listDialogues(tx, { ...query, limit: 200, cursor });
    for (const d of items)
      rows.push([
        d.code,
        { day: d.heldOn },
        d.title,
        d.unit.name,
        d.place.name,
        text[`dialogue.status.${d.status}`],
        d.questions,
        d.commitments,
        d.openCommitments,
        d.minutesIssued ? text["dialogue.minutes-issued"] : null,
      ]);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["dialogue.one"],
      columns: [
        { header: text["dialogue.column.code"], width: 12 },
        { header: text["dialogue.column.day"], width: 12 },
        { header: text["dialogue.column.title"], width: 50 },
        { header: text["dialogue.column.unit"], width: 28 },
        { header: text["dialogue.column.place"], width: 28 },
        { header: text["dialogue.column.status"], width: 16 },
        { header: text["dialogue.column.questions"], width: 12, number: "count" },
        { header: text["dialogue.column.commitments"], width: 12, number: "count" },
        { header: text["dialogue.column.open"], width: 14, number: "count" },
        { header: text["dialogue.column.minutes"], width: 16 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: text["dialogue.file"],
  });
}
