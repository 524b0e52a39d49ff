import type { CivilDate } from "#kernel/civil-date.ts";
import { columnEncoding, type LegacyEncoding } from "#kernel/text/legacy-encoding.ts";
import { fold } from "#kernel/text/fold.ts";
import { type ImportField } from "./columns.ts";
import { findHeader, isNumberingRow, isRepeatedHeader, type FoundColumn, type FoundHeader } from "./header.ts";
import { kindsIn, readKind } from "./kinds.ts";
import { cellName, readText, seenCell, type ReadText, type SourceCell, type SourceSheet } from "./sheet.ts";
import { readDecision, type ReadDecision } from "./values.ts";

/** One row that speaks of a person, each cell beside its place. */
export interface PersonRow {
  sheet: string;
  row: number;
  cells: Map<ImportField, { cell: SourceCell; text: ReadText; name: string }>;
  /** Kinds whose mark column is ticked. */
  marks: string[];
  /** What the heading above the row says of those beneath: a place, or a kind. */
  section: { text: string; kind: string | null } | null;
}

export interface SheetList {
  sheet: SourceSheet;
  header: FoundHeader;
  rows: PersonRow[];
  /** From the lines above the header. */
  heading: { text: string; kinds: string[]; decision: ReadDecision };
}

const footer =
  /^(?:tong(?: cong| so)?\b|cong\b|nguoi lap|lap bieu|nguoi tong hop|tm\b|kt\b|tl\b|thu truong|chu tich|pho chu tich|bi thu|noi nhan|ghi chu|xac nhan|ky ten|ky, |ngay .* thang|.*, ngay .*thang)/;
const sectionMark =
  /^(?:[ivx]+|[a-z]|\d{1,2})\s*[.)/-]\s*\D|^(?:thon|buon|bon|xa|phuong|thi tran|to dan pho|tdp|khu pho|khoi|ubnd|dang uy|cap )\b/;

/** The list on a sheet; null when the sheet has none. Hidden rows and columns count: nothing is skipped unsaid. */
export function readList(sheet: SourceSheet, today: CivilDate): SheetList | null {
  const steps = readListInSteps(sheet, today);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

const rowsAStep = 500;

/** The same for a server that has others to answer: it stops for breath every few hundred rows. */
export function* readListInSteps(sheet: SourceSheet, today: CivilDate): Generator<number, SheetList | null> {
  const header = findHeader(sheet);
  if (header === null) return null;
  const columns = settleColumns(sheet, header);
  const encodings = new Map(columns.map(({ column }) => [column, encodingOfColumn(sheet, header, column)]));
  const headingText = [...header.titles, sheet.name].join(" · ");
  const list: SheetList = {
    sheet,
    header,
    rows: [],
    heading: {
      text: header.titles.find((t) => kindsIn(t).length > 0) ?? sheet.name,
      kinds: kindsIn(headingText),
      decision: readDecision(header.titles.join(" "), today),
    },
  };
  if (list.heading.decision.symbol !== null && !/\d/.test(list.heading.decision.symbol))
    list.heading.decision = { symbol: null, date: { state: "empty" }, issuer: null };
  const indexed = columns.some((c) => c.use.use === "field" && c.use.field === "index");
  let section: PersonRow["section"] = null;
  let closed = false;
  for (let row = header.row + 1; row <= sheet.rows.length; row++) {
    if (row % rowsAStep === 0) yield row;
    if (isEmptyRow(sheet, row) || isRepeatedHeader(sheet, row, header) || isNumberingRow(sheet, row)) continue;
    const read = readRow(sheet, row, columns, encodings);
    const texts = distinctTexts(sheet, row);
    const index = read.cells.get("index")?.text.text ?? "";
    const numbered = /^\d+[.)]?$/.test(index);
    const said = [...read.cells.keys()].filter((f) => f !== "index");
    if (!numbered && !isPerson(read) && texts.some((t) => footer.test(fold(t)))) {
      closed = true;
      continue;
    }
    const heading = numbered ? null : headingOf(texts, read, indexed ? index : null, said, closed);
    if (heading !== null) {
      section = heading;
      continue;
    }
    // Below the totals stand signatures; but subtotals end a group only, and whoever is fully described is a person.
    if (closed && !numbered && !isPerson(read)) continue;
    // A row that only carries its number is nobody's.
    if (said.length === 0 && read.marks.length === 0) continue;
    list.rows.push({ ...read, section });
  }
  return list;
}

/** "II | Khối đoàn thể", or one text over the whole row: what it says holds for those beneath. */
function headingOf(
  texts: readonly string[],
  read: Omit<PersonRow, "section">,
  index: string | null,
  said: readonly ImportField[],
  closed: boolean,
): PersonRow["section"] {
  const text = texts.at(-1) ?? "";
  const numeral = index !== null && /^(?:[IVX]+|[A-ZĐ])[.)]?$/.test(index);
  const beside =
    index !== null &&
    texts.length <= 2 &&
    said.length === 1 &&
    said[0] === "name" &&
    (numeral || isSection(text, read));
  const alone = !closed && texts.length === 1 && isSection(text, read);
  if (!beside && !alone) return null;
  return {
    text: text
      .replace(/^(?:[IVXivx]+|[A-Za-z]|\d{1,2})\s*[.)/-]\s*/u, "")
      .replace(/\s*[:(].*$/u, "")
      .trim(),
    kind: readKind(text)?.kind ?? null,
  };
}

function readRow(
  sheet: SourceSheet,
  row: number,
  columns: readonly FoundColumn[],
  encodings: ReadonlyMap<number, LegacyEncoding | null>,
): Omit<PersonRow, "section"> {
  const cells: PersonRow["cells"] = new Map();
  const marks: string[] = [];
  for (const { column, use } of columns) {
    if (use.use !== "field") continue;
    const cell = seenCell(sheet, row, column);
    const text = readText(cell, encodings.get(column) ?? null);
    if (cell === null || text.text === "") continue;
    if (use.field === "kindMark") {
      if (!/^(?:không|0|-)$/iu.test(text.text)) marks.push(use.kind as string);
    } else if (!cells.has(use.field)) cells.set(use.field, { cell, text, name: cellName(row, column) });
  }
  return { sheet: sheet.name, row, cells, marks };
}

function isPerson(read: Omit<PersonRow, "section">): boolean {
  return (read.cells.has("name") || read.cells.has("givenName")) && read.cells.size >= 3;
}

function isSection(text: string, read: Omit<PersonRow, "section">): boolean {
  const key = fold(text);
  if (sectionMark.test(key) || kindsIn(text).length > 0) return true;
  // The one text is merged over the row: a heading; a name that stands alone in its column is a person's.
  return read.cells.size > 2 || !read.cells.has("name");
}

function isEmptyRow(sheet: SourceSheet, row: number): boolean {
  return (sheet.rows[row - 1] ?? []).every((cell) => cell.value === null || String(cell.value).trim() === "");
}

function distinctTexts(sheet: SourceSheet, row: number): string[] {
  return [...new Set((sheet.rows[row - 1] ?? []).map((cell) => readText(cell).text).filter((t) => t !== ""))];
}

/** "Chức danh" holds kinds in one unit's list and positions in another's; "Tên" may be half a name or a whole one. */
function settleColumns(sheet: SourceSheet, header: FoundHeader): FoundColumn[] {
  const has = (field: ImportField) => header.columns.some((c) => c.use.use === "field" && c.use.field === field);
  const split = has("familyName");
  const seen = new Set<string>();
  for (const column of header.columns) {
    if (column.use.use !== "field") continue;
    const { field } = column.use;
    if (field === "title") {
      const texts = sample(sheet, header, column.column);
      const kinds = texts.filter((t) => readKind(t) !== null).length;
      column.use = {
        use: "field",
        field: !has("kind") && texts.length > 0 && kinds >= texts.length / 2 ? "kind" : "position",
      };
    }
    if (field === "givenName" && !split && !has("name")) column.use = { use: "field", field: "name" };
    // "Họ và tên" over two columns: family names in the first, given names in the second
    if (field === "name") {
      const next = header.columns[column.column];
      if (next !== undefined && next.label === column.label && next.use.use === "field" && next.use.field === "name") {
        column.use = { use: "field", field: "familyName" };
        next.use = { use: "field", field: "givenName" };
      }
    }
    const key = JSON.stringify(column.use);
    if (seen.has(key)) column.use = { use: "ignored" };
    seen.add(key);
  }
  return header.columns;
}

/** What a column holds beside names; signatures below the list say nothing of it. */
function sample(sheet: SourceSheet, header: FoundHeader, column: number): string[] {
  const texts: string[] = [];
  const names = header.columns
    .filter((c) => c.use.use === "field" && /^(?:name|familyName|givenName)$/.test(c.use.field))
    .map((c) => c.column);
  for (let row = header.row + 1; row <= sheet.rows.length && texts.length < 50; row++) {
    const text = readText(seenCell(sheet, row, column)).text;
    if (text !== "" && names.some((c) => readText(seenCell(sheet, row, c)).text !== "")) texts.push(text);
  }
  return texts;
}

function encodingOfColumn(sheet: SourceSheet, header: FoundHeader, column: number): LegacyEncoding | null {
  const cells: string[] = [];
  for (let row = header.row + 1; row <= sheet.rows.length; row++) {
    const value = sheet.rows[row - 1]?.[column - 1]?.value;
    if (typeof value === "string") cells.push(value);
  }
  return columnEncoding(cells);
}
