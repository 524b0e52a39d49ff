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
  /** How numbers are shown: "count" 1.234.567 (default), "percent" of a fraction 0.132 → 13,2 %, "decimal" two places, "plain" no grouping. */
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
  const named = sheets.map((sheet) => ({ sheet, name: uniqueName(sheet.name, taken) }));
  return writeXlsx({
    defaultFont: FONT,
    sheets: named.map(({ sheet, name }) => toWriteSheet(sheet, name)),
    // The header on every printed page. Written here and not as a page setup, because a name with a space has to be
    // quoted: Excel and LibreOffice refuse the whole file otherwise.
    namedRanges: named.map(({ sheet, name }) => {
      const row = (sheet.titles?.length ?? 0) === 0 ? 1 : sheet.titles!.length + 2;
      return { name: "_xlnm.Print_Titles", range: `'${name.replaceAll("'", "''")}'!$${row}:$${row}`, scope: name };
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

  let index = 0;
  for (const row of input.rows) {
    const r = headerRow + 1 + index;
    rows.push(
      row.map((value, c) => {
        const plain = toPlain(value);
        const style = cellStyle(
          value,
          input.columns[c],
          input.boldRows?.has(index) ?? false,
          c === 0 ? (input.indents?.get(index) ?? 0) : 0,
        );
        if (style) cells.set(`${r},${c}`, { value: plain, type: typeOf(plain), style });
        if (index < 2_000) widths[c] = Math.max(widths[c] ?? 8, cellWidth(value));
        return plain;
      }),
    );
    index++;
  }
  return {
    name,
    rows,
    cells,
    columns: input.columns.map((c, i) => ({ width: c.width ?? Math.min(60, Math.max(8, widths[i] ?? 8)) })),
    freezePane: { rows: headerRow + 1 },
    ...(index > 0 && input.columns.length > 0
      ? { autoFilter: { range: `A${headerRow + 1}:${columnLetter(input.columns.length - 1)}${headerRow + 1 + index}` } }
      : {}),
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
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

function cellStyle(value: WriteCell, column: WriteColumn | undefined, bold: boolean, indent: number): CellStyle | null {
  const style: CellStyle = {};
  if (typeof value === "number") style.numFmt = NUMBER_FORMATS[column?.number ?? "count"];
  if (typeof value === "object" && value !== null) style.numFmt = "day" in value ? "dd/mm/yyyy" : "dd/mm/yyyy hh:mm";
  if (typeof value === "string" && RISKY_START.test(value)) style.numFmt = "@";
  if (typeof value === "string" && displayWidth(value) > 60) style.alignment = { wrapText: true, vertical: "top" };
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
