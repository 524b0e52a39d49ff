import { zipSync } from "fflate";
import { dateToSerial } from "hucre";
import { readXlsx } from "hucre/xlsx";
import type { Cell, CellValue, MergeRange, Sheet } from "hucre/xlsx";
import { documentProblem } from "./problems.ts";
import { defaultPackageLimits, openPackage } from "./safe-zip.ts";
import type { OpenPackage, PackageLimits } from "./safe-zip.ts";

/** A cell as it stands in the file. Nothing is guessed: text stays text, a date keeps its serial number. */
export interface ReadCell {
  /** Text exactly as stored (not trimmed, not normalised), a number (for dates: the raw serial), or null. */
  value: string | number | boolean | null;
  /** Set when the cell is a number *shown* as a date: its day as 'YYYY-MM-DD', by the file's own date system. */
  day?: string;
  /** Name of the font the cell is shown in, where one is given (".VnTime", "VNI-Times": legacy encodings). */
  font?: string;
  /** Where a text cell mixes fonts: its pieces in order. Joined they are `value`. */
  runs?: { text: string; font?: string }[];
}

/** 1-based rows and columns as Excel counts them, both ends included. */
export interface ReadMerge {
  firstRow: number;
  firstColumn: number;
  lastRow: number;
  lastColumn: number;
}

export interface ReadSheet {
  name: string;
  hidden: boolean;
  /** `rows[i]` is Excel's row i + 1; `rows[i][j]` column j + 1 (0 = A). Rows may be shorter than the widest one. */
  rows: ReadCell[][];
  /** Only the top left cell of a merged range has a value; `mergedValue` finds it from any cell of the range. */
  merges: ReadMerge[];
}

export interface WorkbookLimits extends PackageLimits {
  maxSheets: number;
  /** Rows × columns of one sheet's used rectangle. */
  maxCells: number;
}

export const defaultWorkbookLimits: WorkbookLimits = { ...defaultPackageLimits, maxSheets: 60, maxCells: 3_000_000 };

/**
 * Opens an XLSX from a stranger.
 *
 * @returns its sheets in order, hidden ones included and marked
 * @throws Problem `file.too-large`, `file.unreadable`, `file.unsafe`, `workbook.not-a-workbook`, `workbook.legacy-or-locked`
 *
 * @example
 * const [sheet] = await readWorkbook(bytes);
 * sheet.rows[4]?.[1]?.value   // B5
 * sheet.rows[4]?.[3]?.day     // '1975-02-05' where D5 is shown as a date, `.value` is then its serial 27430
 */
export async function readWorkbook(
  file: Uint8Array,
  limits: WorkbookLimits = defaultWorkbookLimits,
): Promise<ReadSheet[]> {
  if (isOldOffice(file)) throw documentProblem("workbook.legacy-or-locked");
  const parts = openPackage(file, limits);
  const safe = repack(parts);
  let sheets: Sheet[];
  let is1904: boolean;
  try {
    const workbook = await readXlsx(safe, { readStyles: true });
    sheets = workbook.sheets;
    is1904 = workbook.dateSystem === "1904";
  } catch {
    throw documentProblem("workbook.not-a-workbook");
  }
  if (sheets.length === 0) throw documentProblem("workbook.not-a-workbook");
  if (sheets.length > limits.maxSheets) throw documentProblem("file.too-large", { sheets: sheets.length });
  return sheets.map((sheet) => toReadSheet(sheet, is1904, limits));
}

/** The value a person sees in a cell: its own, or that of the merged range it lies in. Row and column from 1. */
export function mergedValue(sheet: ReadSheet, row: number, column: number): ReadCell | null {
  const own = sheet.rows[row - 1]?.[column - 1];
  if (own && own.value !== null) return own;
  const merge = sheet.merges.find(
    (m) => row >= m.firstRow && row <= m.lastRow && column >= m.firstColumn && column <= m.lastColumn,
  );
  return merge ? (sheet.rows[merge.firstRow - 1]?.[merge.firstColumn - 1] ?? null) : (own ?? null);
}

/** OLE2 compound file: .xls, .doc, or an encrypted package. */
export function isOldOffice(file: Uint8Array): boolean {
  return file[0] === 0xd0 && file[1] === 0xcf && file[2] === 0x11 && file[3] === 0xe0;
}

const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings|metadata)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/(?:work|chart|dialog)sheets\/[^/]+\.xml|xl\/theme\/[^/]+\.xml)$/i;

/**
 * What the parser gets: only the parts that cells need, each verified, in a fresh package. So the parser
 * never sees macros, external links or media, nor the bytes in which two zip readers could differ.
 */
function repack(parts: OpenPackage): Uint8Array {
  if (!parts.names.some((n) => /^xl\/workbook\.xml$/i.test(n))) throw documentProblem("workbook.not-a-workbook");
  const wanted = parts.names.filter((n) => WANTED.test(n));
  const text = new TextEncoder();
  return zipSync(
    Object.fromEntries(wanted.map((n) => [n, text.encode(parts.xml(n).replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ""))])),
    { level: 0 },
  );
}

function toReadSheet(sheet: Sheet, is1904: boolean, limits: WorkbookLimits): ReadSheet {
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width * sheet.rows.length > limits.maxCells)
    throw documentProblem("file.too-large", { sheet: sheet.name, rows: sheet.rows.length, columns: width });
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows: sheet.rows.map((row, r) => row.map((value, c) => toReadCell(value, sheet.cells?.get(`${r},${c}`), is1904))),
    merges: (sheet.merges ?? []).map(toReadMerge),
  };
}

function toReadMerge(m: MergeRange): ReadMerge {
  return { firstRow: m.startRow + 1, firstColumn: m.startCol + 1, lastRow: m.endRow + 1, lastColumn: m.endCol + 1 };
}

function toReadCell(value: CellValue, cell: Cell | undefined, is1904: boolean): ReadCell {
  const read: ReadCell = { value: value instanceof Date ? serialOf(value, is1904) : value };
  if (value instanceof Date) read.day = value.toISOString().slice(0, 10);
  if (cell?.style?.font?.name) read.font = cell.style.font.name;
  if (cell?.richText?.length) {
    read.runs = cell.richText.map((run) =>
      run.font?.name ? { text: run.text, font: run.font.name } : { text: run.text },
    );
  }
  return read;
}

/** Back to the number the file holds: 1 = 1900-01-01 (0 = 1904-01-01 in old Mac files), fraction = time of day. */
function serialOf(date: Date, is1904: boolean): number {
  return is1904 ? Math.round((date.getTime() / 86_400_000 + 24_107) * 1e9) / 1e9 : dateToSerial(date);
}
