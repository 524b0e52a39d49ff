import { type ColumnUse, labelKey, useOfColumn } from "./columns.ts";
import { columnLetter, readText, seenCell, type SourceSheet } from "./sheet.ts";

export interface FoundColumn {
  /** From 1. */
  column: number;
  letter: string;
  label: string;
  use: ColumnUse;
}

export interface FoundHeader {
  /** The lowest row of the header, as Excel counts. */
  row: number;
  firstRow: number;
  columns: FoundColumn[];
  /** The lines above it. */
  titles: string[];
}

const searchDepth = 60;

/**
 * Finds the header by what it says: among the first rows the one (or the two, where group headings
 * stand above) in which the most columns are understood, a name among them. Titles, logos and empty
 * rows above it do not matter. Null when the sheet holds no such list.
 */
export function findHeader(sheet: SourceSheet): FoundHeader | null {
  let best: { score: number; header: FoundHeader } | null = null;
  const last = Math.min(sheet.rows.length, searchDepth);
  for (let row = 1; row <= last; row++) {
    for (const depth of [1, 2] as const) {
      if (row + depth - 1 > sheet.rows.length) continue;
      const labels = depth === 1 ? labelsOf(sheet, row) : joinedLabels(sheet, row);
      if (labels === null) continue;
      const columns = columnsOf(labels);
      const score = scoreOf(columns);
      if (score === 0 || (best !== null && score <= best.score)) continue;
      best = { score, header: { row: row + depth - 1, firstRow: row, columns, titles: [] } };
    }
  }
  if (best === null) return null;
  return { ...best.header, titles: titlesAbove(sheet, best.header.firstRow) };
}

/** A header printed again on every page of the list. */
export function isRepeatedHeader(sheet: SourceSheet, row: number, header: FoundHeader): boolean {
  const matching = header.columns.filter(
    (c) => c.label !== "" && labelKey(readText(seenCell(sheet, row, c.column)).text) === labelKey(c.label),
  );
  return matching.length >= 2 && matching.some((c) => c.use.use === "field" && c.use.field === "name");
}

/** The row under a header that numbers its columns: 1 2 3, (1) (2), A B 1 2. */
export function isNumberingRow(sheet: SourceSheet, row: number): boolean {
  const values = (sheet.rows[row - 1] ?? []).map((cell) => String(cell.value ?? "").trim()).filter((v) => v !== "");
  return values.length >= 3 && values.every((v) => /^\(?(?:\d{1,2}|[A-Z])\)?(?:=.*)?$/.test(v));
}

function labelsOf(sheet: SourceSheet, row: number): string[] {
  return Array.from({ length: widthOf(sheet) }, (_, i) => readText(seenCell(sheet, row, i + 1)).text);
}

function joinedLabels(sheet: SourceSheet, row: number): string[] | null {
  const upper = labelsOf(sheet, row);
  const lower = labelsOf(sheet, row + 1);
  // A title over the list is no group heading: those stand beside each other.
  if (new Set(upper.filter((label) => label !== "" && label.length <= 60)).size < 3) return null;
  // The second row must itself look like labels: no numbers, and something that the first did not say.
  const own = (sheet.rows[row] ?? []).filter((cell) => cell.value !== null && cell.value !== "");
  if (own.length === 0 || own.some((cell) => typeof cell.value !== "string" || /\d{2}/.test(cell.value))) return null;
  return upper.map((label, i) => {
    const below = lower[i] ?? "";
    return below === "" || below === label ? label : `${label} ${below}`.trim();
  });
}

function columnsOf(labels: readonly string[]): FoundColumn[] {
  return labels.map((label, i) => ({ column: i + 1, letter: columnLetter(i + 1), label, use: useOfColumn(label) }));
}

function scoreOf(columns: readonly FoundColumn[]): number {
  const fields = new Set(columns.flatMap((c) => (c.use.use === "field" ? [c.use.field + (c.use.kind ?? "")] : [])));
  // A title line that is merged over many columns reads as the same label everywhere.
  const labels = new Set(columns.map((c) => c.label).filter((l) => l !== ""));
  if (labels.size < 2 || [...labels].some((l) => l.length > 120)) return 0;
  const others = [...fields].filter((f) => f !== "index" && f !== "name" && f !== "givenName");
  // "Tên" alone heads many a catalogue; "Họ và tên" heads people.
  if (!fields.has("name") && !(fields.has("givenName") && (fields.has("familyName") || others.length >= 2))) return 0;
  const dropped = new Set(columns.flatMap((c) => (c.use.use === "forbidden" ? [c.label] : [])));
  return fields.size + dropped.size;
}

function titlesAbove(sheet: SourceSheet, firstRow: number): string[] {
  const titles: string[] = [];
  for (let row = 1; row < firstRow; row++) {
    const texts = (sheet.rows[row - 1] ?? []).map((cell) => readText(cell).text).filter((t) => t !== "");
    titles.push(...texts);
  }
  return titles;
}

function widthOf(sheet: SourceSheet): number {
  return Math.min(
    80,
    sheet.rows.slice(0, searchDepth).reduce((most, row) => Math.max(most, row.length), 0),
  );
}
