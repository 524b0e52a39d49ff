import type { CivilDate } from "#kernel/civil-date.ts";
import { cutIdentities } from "#kernel/text/identity-filter.ts";
import { hasCourtesies, readName } from "./names.ts";
import { type PersonRow, readList, type SheetList } from "./people.ts";
import type { SourceSheet } from "./sheet.ts";

/** A name of a list with where it stands, and where the person works if the list says so. */
export interface ListedName {
  sheet: string;
  /** As Excel counts. */
  row: number;
  name: string;
  readable: boolean;
  workplace: string | null;
}

/**
 * The names of any list of people as units write them (titles above, merged cells, old fonts, signatures below), and
 * nothing else of it: columns that hold what must not be held are named, never read. For rooms that look people up.
 */
export function listedNames(
  sheets: readonly SourceSheet[],
  today: CivilDate,
): { names: ListedName[]; dropped: { letter: string; header: string; why: string }[] } {
  const lists = sheets
    .filter((sheet) => !sheet.hidden)
    .map((sheet) => readList(sheet, today))
    .filter((list) => list !== null);
  const courtesies = hasCourtesies(lists.flatMap((l) => l.rows.map(nameText)).filter((n) => n !== ""));
  return {
    names: lists.flatMap((list) => list.rows.map((row) => oneName(row, courtesies))),
    dropped: lists.flatMap(droppedColumns),
  };
}

const nameFields = ["familyName", "givenName", "name"] as const;

function nameText(row: PersonRow): string {
  return nameFields
    .map((field) => row.cells.get(field)?.text.text ?? "")
    .join(" ")
    .trim();
}

function oneName(row: PersonRow, courtesies: boolean): ListedName {
  const from = nameFields.map((field) => row.cells.get(field)?.text.from ?? null).find((f) => f !== null) ?? null;
  const place = [row.cells.get("workplace"), row.cells.get("position")]
    .map((cell) => cell?.text.text ?? "")
    .concat(row.section?.text ?? "")
    .filter((text) => text !== "")
    .join(", ");
  const workplace = cutIdentities(place).slice(0, 200);
  return {
    sheet: row.sheet,
    row: row.row,
    ...readName(nameText(row), from, courtesies),
    workplace: workplace === "" ? null : workplace,
  };
}

function droppedColumns(list: SheetList): { letter: string; header: string; why: string }[] {
  return list.header.columns.flatMap((c) =>
    c.use.use === "forbidden" ? [{ letter: c.letter, header: c.label, why: c.use.why }] : [],
  );
}
