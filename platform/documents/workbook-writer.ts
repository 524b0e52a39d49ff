import { writeXlsx } from "hucre/xlsx";
import type { Cell, CellStyle, CellValue, WriteSheet } from "hucre/xlsx";

/**
 * What may be put in a cell. A string is always text, whatever it begins with. A day is `{ day: 'YYYY-MM-DD' }`
 * (a real Excel date shown as 05/02/2025), a moment `{ moment: Date }` (shown in Vietnamese time).
 */
export type WriteCell = string | number | boolean | null | undefined | { day: string } | { moment: Date };

export interface WriteColumn {
  header: string;
  /** In characters; without it the widest of the first rows decides, between 8 and 60. */
  width?: number;
  /** How numbers are shown: "count" 1.234.567 (default; what is not whole with two places), "percent" of a fraction 0.132 → 13,2 %, "decimal" two places, "plain" no grouping. */
  number?: "count" | "percent" | "decimal" | "plain";
}

export interface WriteSheetInput {
  name: string;
  /** Lines above the header (title, unit, period, source). The header, and all above it, stays in view. */
  titles?: readonly string[];
  columns: readonly WriteColumn[];
  rows: Iterable<readonly WriteCell[]>;
  /** Bold rows, by index into `rows` (totals). */
  boldRows?: ReadonlySet<number>;
  /** Indents the first column's text, by index into `rows` (a tree). */
  indents?: ReadonlyMap<number, number>;
}

const FONT = { name: "Times New Roman", size: 12 } as const;
const NUMBER_FORMATS = { count: "#,##0", percent: "0.0%", decimal: "#,##0.00", plain: "0" } as const;
/** In characters: what still can be read on one A4 page across; a wider sheet takes more pages. */
const PAGE_WIDTH = 260;
/** Points. */
const LINE = 16;
const RISKY_START = /^[\s]*[=+\-@\t\r|%]/;
const VIETNAM_OFFSET = 7 * 3_600_000;

/**
 * Writes an XLSX with a styled, frozen header and a filter.
 *
 * Text stays text: it is stored as a string, and text that starts with = + - @ also gets Excel's text format,
 * so that re-entering the cell or saving as CSV and opening again does not turn it into a formula in Excel.
 *
 * @example
 * const bytes = await writeWorkbook([{ name: "Đội ngũ", columns: [{ header: "Họ và tên" }, { header: "Số buổi" }], rows }]);
 */
export async function writeWorkbook(sheets: readonly WriteSheetInput[]): Promise<Uint8Array> {
  const taken = new Set<string>();
  const named = sheets.map((sheet) => {
    const name = uniqueName(sheet.name, taken);
    return { sheet, name, written: toWriteSheet(sheet, name) };
  });
  return writeXlsx({
    defaultFont: FONT,
    sheets: named.map(({ written }) => written),
    // The header on every printed page, and the first column beside what is too wide for one. Written here and not as
    // a page setup, because a name with a space has to be quoted: Excel and LibreOffice refuse the whole file otherwise.
    namedRanges: named.map(({ sheet, name, written }) => {
      const row = (sheet.titles?.length ?? 0) === 0 ? 1 : sheet.titles!.length + 2;
      const on = `'${name.replaceAll("'", "''")}'!`;
      const beside = (written.pageSetup?.fitToWidth ?? 1) > 1 ? `${on}$A:$A,` : "";
      return { name: "_xlnm.Print_Titles", range: `${beside}${on}$${row}:$${row}`, scope: name };
    }),
  });
}

function toWriteSheet(input: WriteSheetInput, name: string): WriteSheet {
  const titles = (input.titles ?? []).map(cleanText);
  const headerRow = titles.length === 0 ? 0 : titles.length + 1;
  const rows: CellValue[][] = titles.map((t) => [t]);
  if (titles.length > 0) rows.push([]);
  rows.push(input.columns.map((c) => cleanText(c.header)));
  const cells = new Map<string, Partial<Cell>>();
  titles.forEach((t, r) =>
    cells.set(`${r},0`, {
      value: t,
      type: "string",
      style: { font: { ...FONT, bold: r === 0, size: r === 0 ? 14 : 12 } },
    }),
  );
  input.columns.forEach((c, i) =>
    cells.set(`${headerRow},${i}`, { value: cleanText(c.header), type: "string", style: headerStyle }),
  );
  const widths = input.columns.map((c) => displayWidth(c.header) + 3);
  const heights = new Map<number, { height: number }>();

  let index = 0;
  for (const row of input.rows) {
    const r = headerRow + 1 + index;
    const lines = Math.max(1, ...row.map((value, c) => linesOf(value, input.columns[c])));
    if (lines > 1) heights.set(r, { height: Math.min(lines * LINE, 400) });
    rows.push(
      row.map((value, c) => {
        const plain = toPlain(value);
        const style = cellStyle(
          value,
          input.columns[c],
          input.boldRows?.has(index) ?? false,
          c === 0 ? (input.indents?.get(index) ?? 0) : 0,
          lines > 1,
        );
        if (style) cells.set(`${r},${c}`, { value: plain, type: typeOf(plain), style });
        if (index < 2_000) widths[c] = Math.max(widths[c] ?? 8, cellWidth(value));
        return plain;
      }),
    );
    index++;
  }
  const columns = input.columns.map((c, i) => ({ width: c.width ?? Math.min(60, Math.max(8, widths[i] ?? 8)) }));
  const pages = Math.ceil(columns.reduce((sum, c) => sum + c.width, 0) / PAGE_WIDTH);
  return {
    name,
    rows,
    cells,
    columns,
    rowDefs: heights.set(headerRow, {
      height:
        LINE * Math.max(...input.columns.map((c, i) => wrapped(cleanText(c.header), columns[i]?.width ?? 8)), 1) + 4,
    }),
    freezePane: { rows: headerRow + 1 },
    ...(index > 0 && input.columns.length > 0
      ? { autoFilter: { range: `A${headerRow + 1}:${columnLetter(input.columns.length - 1)}${headerRow + 1 + index}` } }
      : {}),
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: pages, fitToHeight: 0 },
    a11y: { headerRow },
  };
}

const border = { style: "thin", color: { rgb: "BFB8AE" } } as const;
const headerStyle: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E3EFED" } },
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
  border: { top: border, bottom: border, left: border, right: border },
};

function cellStyle(
  value: WriteCell,
  column: WriteColumn | undefined,
  bold: boolean,
  indent: number,
  tall: boolean,
): CellStyle | null {
  const style: CellStyle = {};
  if (typeof value === "number")
    style.numFmt = NUMBER_FORMATS[column?.number ?? (Number.isInteger(value) ? "count" : "decimal")];
  if (typeof value === "object" && value !== null) style.numFmt = "day" in value ? "dd/mm/yyyy" : "dd/mm/yyyy hh:mm";
  if (typeof value === "string" && RISKY_START.test(value)) style.numFmt = "@";
  if (tall && value !== null && value !== undefined) style.alignment = { vertical: "top" };
  if (linesOf(value, column) > 1) style.alignment = { ...style.alignment, wrapText: true };
  if (indent > 0) style.alignment = { ...style.alignment, horizontal: "left", indent };
  if (bold) style.font = { ...FONT, bold: true };
  return Object.keys(style).length > 0 ? style : null;
}

function toPlain(value: WriteCell): CellValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value ? "có" : "không";
  if ("day" in value) return new Date(`${value.day}T00:00:00Z`);
  return new Date(value.moment.getTime() + VIETNAM_OFFSET);
}

function typeOf(value: CellValue): Cell["type"] {
  if (value === null) return "empty";
  return value instanceof Date ? "date" : (typeof value as "string" | "number" | "boolean");
}

// oxlint-disable-next-line no-control-regex -- these are the characters to remove
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** NFC, without characters that XML cannot hold, and no longer than Excel allows in a cell. */
function cleanText(text: string): string {
  const clean = text.normalize("NFC").toWellFormed().replace(unprintable, "");
  return clean.length > 32_767 ? `${clean.slice(0, 32_766)}…` : clean;
}

/** Excel: 31 characters at most, none of []:*?/\ , no two sheets of one name. */
function uniqueName(name: string, taken: Set<string>): string {
  const base =
    cleanText(name)
      .replace(/[[\]:*?/\\]/g, " ")
      .replace(/^'+|'+$/g, "")
      .trim()
      .slice(0, 31) || "Trang";
  let candidate = base;
  for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${base.slice(0, 31 - ` (${n})`.length)} (${n})`;
  taken.add(candidate.toLowerCase());
  return candidate;
}

/** Of a text that does not fit beside its neighbours: how many lines it takes, for the row's height. LibreOffice does not look. */
function linesOf(value: WriteCell, column: WriteColumn | undefined): number {
  return typeof value === "string" ? wrapped(value, column?.width ?? 60) : 1;
}

/** Lines of a text in a column of so many characters, broken between words. */
function wrapped(text: string, width: number): number {
  let lines = 0;
  for (const part of text.split("\n")) {
    let used = 0;
    lines += 1;
    for (const word of part.split(" ")) {
      if (used > 0 && used + 1 + word.length > width) {
        lines += 1;
        used = word.length;
      } else used += (used > 0 ? 1 : 0) + word.length;
    }
  }
  return lines;
}

function cellWidth(value: WriteCell): number {
  if (typeof value === "object" && value !== null) return "day" in value ? 12 : 18;
  return displayWidth(typeof value === "number" ? value.toFixed(0) : String(value ?? "")) * 1.1 + 2;
}

function displayWidth(text: string): number {
  return text
    .normalize("NFC")
    .split("\n")
    .reduce((most, line) => Math.max(most, line.length), 0);
}

function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26);
}
