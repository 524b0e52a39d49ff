import { readLegacy, type LegacyEncoding } from "#kernel/text/legacy-encoding.ts";

/** A sheet as the workbook reader gives it (platform/documents): the shape only, so that reading it stays pure. */
export interface SourceCell {
  value: string | number | boolean | null;
  /** Set when the number is shown as a date. */
  day?: string | undefined;
  font?: string | undefined;
  runs?: readonly { text: string; font?: string | undefined }[] | undefined;
}

export interface SourceSheet {
  name: string;
  hidden: boolean;
  rows: readonly (readonly SourceCell[])[];
  merges: readonly { firstRow: number; firstColumn: number; lastRow: number; lastColumn: number }[];
}

/** What a person sees at a place (rows and columns from 1): its own value, or that of the merged range it lies in. */
export function seenCell(sheet: SourceSheet, row: number, column: number): SourceCell | null {
  const own = sheet.rows[row - 1]?.[column - 1];
  if (own !== undefined && own.value !== null) return own;
  const merge = mergesOfRow(sheet, row).find((m) => column >= m.firstColumn && column <= m.lastColumn);
  return merge ? (sheet.rows[merge.firstRow - 1]?.[merge.firstColumn - 1] ?? null) : (own ?? null);
}

type Merge = SourceSheet["merges"][number];
const mergeIndex = new WeakMap<SourceSheet, Map<number, Merge[]>>();

/** Lists of thousands of rows have thousands of merged cells: looked up by row. */
function mergesOfRow(sheet: SourceSheet, row: number): readonly Merge[] {
  let index = mergeIndex.get(sheet);
  if (index === undefined) {
    index = new Map();
    for (const merge of sheet.merges) {
      const last = Math.min(merge.lastRow, sheet.rows.length);
      for (let r = merge.firstRow; r <= last; r++) {
        const there = index.get(r);
        if (there) there.push(merge);
        else index.set(r, [merge]);
      }
    }
    mergeIndex.set(sheet, index);
  }
  return index.get(row) ?? [];
}

export interface ReadText {
  /** Unicode, one line. */
  text: string;
  /** As the file shows it to somebody without the old font. */
  written: string;
  from: LegacyEncoding | null;
  confident: boolean;
}

const nothing: ReadText = { text: "", written: "", from: null, confident: true };
/** A cell is asked for its text by headers, headings, rows and columns: read once. */
const readOnce = new WeakMap<SourceCell, { column: LegacyEncoding | null; read: ReadText }>();

/** The text of a cell, converted where it is in an old encoding; runs of several fonts are read one by one. */
export function readText(cell: SourceCell | null, column: LegacyEncoding | null = null): ReadText {
  if (cell === null || cell.value === null) return nothing;
  const known = readOnce.get(cell);
  if (known !== undefined && known.column === column) return known.read;
  const read = convertText(cell, column);
  readOnce.set(cell, { column, read });
  return read;
}

function convertText(cell: SourceCell, column: LegacyEncoding | null): ReadText {
  const written = oneLine(String(cell.value));
  const pieces =
    typeof cell.value === "string" && cell.runs !== undefined && cell.runs.length > 1
      ? cell.runs
      : [{ text: String(cell.value), font: cell.font }];
  const readings = pieces.map((piece) => readLegacy(piece.text, { font: piece.font ?? cell.font ?? null, column }));
  const converted = readings.find((r) => r.from !== null);
  return {
    text: oneLine(readings.map((r) => r.text).join("")),
    written,
    from: converted?.from ?? null,
    confident: readings.every((r) => r.confident),
  };
}

/** Spaces and line breaks to single spaces; the soft hyphen stays, for TCVN3 writes ư with it. */
function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

/** 1 → A, 27 → AA */
export function columnLetter(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : columnLetter(Math.floor((column - 1) / 26)) + columnLetter(((column - 1) % 26) + 1);
}

export function cellName(row: number, column: number): string {
  return `${columnLetter(column)}${row}`;
}
