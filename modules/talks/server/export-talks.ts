import { FileAnswer } from "#platform/http/file-answer.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import type { TalkQuery, TalkRow } from "../answers.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { listTalks } from "./list-talks.ts";

/** A workbook is for reading and filing: beyond this many rows, a narrower filter says more. */
const mostRows = 20_000;

/** The list under the same filters as on the screen, oldest question of scope included: nothing that the caller may not see. */
export async function exportTalks(
  tx: Tx,
  query: Omit<TalkQuery, "cursor" | "limit">,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const rows: WriteCell[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listTalks(tx, { ...query, limit: 200, cursor });
    for (const talk of page.items) rows.push(cells(talk, text));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["talk.one"],
      columns: [
        { header: text["talk.column.number"], width: 12 },
        { header: text["talk.column.heldOn"], width: 12 },
        { header: text["talk.field.title"], width: 48 },
        { header: text["talk.field.kind"], width: 26 },
        { header: text["talk.field.placeUnitId"], width: 24 },
        { header: text["talk.column.commune"], width: 24 },
        { header: text["talk.field.unitId"], width: 28 },
        { header: text["talk.field.speakerIds"], width: 28 },
        { header: text["talk.field.attendance"], width: 12, number: "count" },
        { header: text["talk.column.status"], width: 18 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: language === "vi" ? "Buổi tuyên truyền.xlsx" : "Talks.xlsx",
  });
}

function cells(talk: TalkRow, text: Record<keyof typeof messagesVi, string>): WriteCell[] {
  return [
    talk.number,
    { day: talk.heldOn },
    talk.title,
    text[`talk.kind.${talk.kind}`],
    talk.place.name,
    talk.commune.name,
    talk.unit.name,
    talk.speakers.map((s) => s.name).join(", "),
    talk.attendance,
    text[`talk.status.${talk.status}`],
  ];
}
