import type { Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { type DifficultyQuery, listDifficulties } from "./list-difficulties.ts";

const mostRows = 20_000;

/** The list as a workbook, with the same filters as on the screen. */
export async function exportDifficulties(
  tx: Tx,
  principal: Principal,
  query: Pick<DifficultyQuery, "view" | "under">,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const rows: WriteCell[][] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listDifficulties(tx, principal, { ...query, limit: 200, cursor });
    for (const d of items)
      rows.push([
        d.code,
        { day: civilDateOf(new Date(d.reportedAt)) },
        d.text,
        d.unit.name,
        d.handler.name,
        { day: d.dueOn },
        d.overdue ? text["difficulty.overdue"] : text[`difficulty.status.${d.settled}`],
        d.answer,
      ]);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["difficulty.title"],
      columns: [
        { header: text["difficulty.column.code"], width: 12 },
        { header: text["difficulty.column.reported"], width: 14 },
        { header: text["difficulty.column.text"], width: 60 },
        { header: text["difficulty.column.unit"], width: 28 },
        { header: text["difficulty.column.handler"], width: 28 },
        { header: text["difficulty.column.due"], width: 12 },
        { header: text["difficulty.column.status"], width: 18 },
        { header: text["difficulty.column.answer"], width: 60 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: text["difficulty.file"],
  });
}
