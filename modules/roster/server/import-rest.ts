import { formatDate } from "#kernel/civil-date.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { RosterCatalogue } from "../answers.ts";
import type { ImportRow } from "../import/import-row.ts";
import type { SheetList } from "../import/people.ts";
import { readText, seenCell } from "../import/sheet.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import type { RosterPlan } from "./import-plan.ts";

type Language = "vi" | "en";

/** One line that says why a row was not imported: the cell first, then what is wrong with it. */
export function reasonText(row: Pick<ImportRow, "reason" | "cell" | "typed" | "otherRow">, language: Language): string {
  if (row.reason === null) return "";
  const texts: Record<string, string> = language === "vi" ? messagesVi : messagesEn;
  const text = (texts[`problem.${row.reason}`] ?? row.reason)
    .replace("{typed}", row.typed ?? "")
    .replace("{row}", String(row.otherRow ?? ""));
  if (row.reason === "roster.duplicate-in-roster" && row.typed !== null)
    return `${text.replace(/\.$/, "")} (${row.typed}).`;
  return row.cell === null
    ? text
    : `${language === "vi" ? "Ô" : "Cell"} ${row.cell}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/**
 * The rows that were not imported, as their file had them (in Unicode, without the columns that must
 * not be kept), with the reason beside each: to be put right and imported again.
 * @returns null when none is left over
 */
export async function writeRest(
  plan: RosterPlan,
  catalogue: RosterCatalogue,
  language: Language,
): Promise<Uint8Array | null> {
  const texts: Record<string, string> = language === "vi" ? messagesVi : messagesEn;
  const sheets = plan.lists.flatMap((list) => {
    const rest = plan.rows.filter((row) => row.sheet === list.sheet.name && row.outcome !== "import");
    return rest.length === 0 ? [] : [sheetOf(list, rest, catalogue, texts, language)];
  });
  return sheets.length === 0 ? null : writeWorkbook(sheets);
}

function sheetOf(
  list: SheetList,
  rest: readonly ImportRow[],
  catalogue: RosterCatalogue,
  texts: Record<string, string>,
  language: Language,
) {
  const kept = list.header.columns.filter((c) => c.label !== "" && c.use.use !== "forbidden");
  const hasKind = kept.some((c) => c.use.use === "field" && (c.use.field === "kind" || c.use.field === "kindMark"));
  const label = (kind: string | null) => catalogue.kinds.find((k) => k.id === kind)?.label[language] ?? null;
  return {
    name: list.sheet.name,
    titles: list.header.titles.slice(0, 10),
    columns: [
      { header: texts["roster.import.row"] as string, width: 7, number: "plain" as const },
      ...kept.map((c) => ({ header: c.label, number: "plain" as const })),
      ...(hasKind ? [] : [{ header: texts["roster.kind"] as string }]),
      { header: texts["roster.import.outcome"] as string },
      { header: texts["roster.import.reason"] as string, width: 60 },
    ],
    rows: rest.map((row): WriteCell[] => [
      row.row,
      ...kept.map((c) => valueOf(list, row.row, c.column)),
      ...(hasKind ? [] : [label(row.kind)]),
      texts[`roster.import.outcome.${row.outcome}`],
      reasonText(row, language),
    ]),
  };
}

function valueOf(list: SheetList, row: number, column: number): WriteCell {
  const cell = seenCell(list.sheet, row, column);
  if (cell === null || cell.value === null) return null;
  if (cell.day !== undefined) return formatDate(cell.day as never);
  return typeof cell.value === "string" ? readText(cell).text : cell.value;
}
