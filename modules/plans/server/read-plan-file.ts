import { readLegacy } from "#kernel/text/legacy-encoding.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import type { DocModel, DocParagraph } from "#platform/documents/docx/model.ts";
import { readPdf } from "#platform/documents/pdf/read-pdf.ts";
import { planProblem } from "../problems.ts";
import { dutyColumns, dutyRow } from "../reading/duty-table.ts";
import { paragraphsOfText, parsePlan } from "../reading/parse-plan.ts";
import type { PlanReading, SourceParagraph } from "../reading/reading.ts";

/** Longer than any plan that was seen by far; what is read is kept. */
const longest = 400_000;

/** A plan from a file as it arrived. @throws plan.unreadable-file, plan.pdf-…, plan.too-long, plan.not-a-plan, and those of readDocx */
export async function readPlanFile(bytes: Uint8Array): Promise<PlanReading> {
  const paragraphs = isPdf(bytes) ? await pdfParagraphs(bytes) : paragraphsOf(bytes);
  const length = paragraphs.reduce((n, p) => n + p.text.length, 0);
  if (length > longest) throw planProblem("plan.too-long", { length, longest });
  const result = parsePlan(paragraphs);
  if (!result.ok) throw planProblem("plan.not-a-plan", { why: result.why, found: result.found });
  return result.reading;
}

const isPdf = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");

async function pdfParagraphs(bytes: Uint8Array): Promise<SourceParagraph[]> {
  const read = await readPdf(bytes);
  if (!read.ok) throw planProblem(`plan.pdf-${read.why}`);
  return read.paragraphs.map((text) => ({ text }));
}

function paragraphsOf(bytes: Uint8Array): SourceParagraph[] {
  const starts = (...signs: number[]) => signs.every((b, i) => bytes[i] === b);
  if (starts(0x50, 0x4b)) return docxParagraphs(readDocx(bytes));
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw planProblem("plan.unreadable-file", { found: "doc" });
  if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) throw planProblem("plan.unreadable-file", { found: "rtf" });
  const encoding = starts(0xff, 0xfe) ? "utf-16le" : starts(0xfe, 0xff) ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes("\0")) throw new TypeError("binary");
    return paragraphsOfText(text);
  } catch {
    // text of before Unicode: one byte a sign, read further by its letters
    const text = new TextDecoder("windows-1252").decode(bytes);
    const odd = [...text].filter((c) => c < " " && !"\n\r\t".includes(c)).length;
    if (odd > 0) throw planProblem("plan.unreadable-file", { found: "binary" });
    return paragraphsOfText(text);
  }
}

/** Body paragraphs in order, runs of old fonts read, each row of a table of duties as one item. */
function docxParagraphs(model: DocModel): SourceParagraph[] {
  const out: SourceParagraph[] = [];
  const rowsDone = new Set<string>();
  const tables = model.tables.map((_, t) => {
    const rows = gridOf(model, t);
    const columns = dutyColumns(rows);
    return columns === null ? null : { rows, columns };
  });
  for (const p of model.paragraphs) {
    const table = p.cell === undefined ? null : (tables[p.cell.table] ?? null);
    if (p.cell === undefined || table === null) {
      out.push({
        text: textOf(p),
        bold: p.runs.length > 0 && p.runs.every((r) => r.look.bold === true || r.text.trim() === ""),
      });
      continue;
    }
    const key = `${p.cell.table}/${p.cell.row}`;
    if (rowsDone.has(key) || p.cell.row <= table.columns.row) continue;
    rowsDone.add(key);
    const row = dutyRow(table.rows[p.cell.row] ?? [], table.columns);
    if (row !== null) out.push({ text: row });
  }
  return out;
}

/** What Word counted stands before the words; words in .Vn and VNI fonts are converted run by run. */
function textOf(p: DocParagraph): string {
  const raw = p.runs.map((r) => r.text).join("");
  const label = p.text.endsWith(raw) ? p.text.slice(0, p.text.length - raw.length) : "";
  return label + p.runs.map((r) => readLegacy(r.text, { font: r.look.asciiFont ?? r.look.font ?? null }).text).join("");
}

function cellText(model: DocModel, table: number, row: number, column: number): string {
  return model.paragraphs
    .filter((p) => p.cell?.table === table && p.cell.row === row && p.cell.column === column)
    .map((p) => textOf(p).trim())
    .filter((t) => t !== "")
    .join(" ");
}

/** Every cell's words, row by row. */
function gridOf(model: DocModel, table: number): string[][] {
  const columns = model.tables[table]?.columns ?? 0;
  const rows = Math.max(-1, ...model.paragraphs.flatMap((p) => (p.cell?.table === table ? [p.cell.row] : [])));
  return Array.from({ length: rows + 1 }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cellText(model, table, row, column)),
  );
}
