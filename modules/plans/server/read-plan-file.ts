import { readLegacy } from "#kernel/text/legacy-encoding.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import type { DocModel, DocParagraph } from "#platform/documents/docx/model.ts";
import { readPdf } from "#platform/documents/pdf/read-pdf.ts";
import { planProblem } from "../problems.ts";
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
  for (const p of model.paragraphs) {
    const table = p.cell === undefined ? undefined : model.tables[p.cell.table];
    const header = table === undefined || p.cell === undefined ? null : dutyColumns(model, p.cell.table);
    if (p.cell === undefined || header === null) {
      out.push({
        text: textOf(p),
        bold: p.runs.length > 0 && p.runs.every((r) => r.look.bold === true || r.text.trim() === ""),
      });
      continue;
    }
    const key = `${p.cell.table}/${p.cell.row}`;
    if (rowsDone.has(key) || p.cell.row <= header.row) continue;
    rowsDone.add(key);
    const row = rowOf(model, p.cell.table, p.cell.row, header);
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

interface DutyColumns {
  row: number;
  /** Column → its own heading; the duty's own column has none. */
  names: Map<number, string>;
  duty: number;
}

function cellText(model: DocModel, table: number, row: number, column: number): string {
  return model.paragraphs
    .filter((p) => p.cell?.table === table && p.cell.row === row && p.cell.column === column)
    .map((p) => textOf(p).trim())
    .filter((t) => t !== "")
    .join(" ");
}

/** A table whose first rows name a column of duties and one of who leads: "Nội dung | Cơ quan chủ trì | …". */
function dutyColumns(model: DocModel, table: number): DutyColumns | null {
  const columns = model.tables[table]?.columns ?? 0;
  for (let row = 0; row < 2; row++) {
    const heads = Array.from({ length: columns }, (_, c) => cellText(model, table, row, c));
    const duty = heads.findIndex((h) => /^(?:nội dung|nhiệm vụ|công việc|tên nhiệm vụ)/iu.test(h));
    if (duty >= 0 && heads.some((h) => /chủ trì|thực hiện/iu.test(h)))
      return {
        row,
        duty,
        names: new Map(
          heads.flatMap((h, c) => (c === duty || /^(?:TT|STT|Số TT)?$/iu.test(h) ? [] : [[c, h] as const])),
        ),
      };
  }
  return null;
}

function rowOf(model: DocModel, table: number, row: number, header: DutyColumns): string | null {
  const duty = cellText(model, table, row, header.duty).replace(/[.;]$/u, "");
  const notes = [...header.names].flatMap(([c, name]) => {
    const said = cellText(model, table, row, c);
    return said === "" ? [] : [`${name}: ${said}`];
  });
  if (duty !== "") return notes.length === 0 ? duty : `- ${duty} (${notes.join("; ")})`;
  const merged = Array.from({ length: header.names.size + 2 }, (_, c) => cellText(model, table, row, c))
    .join(" ")
    .trim();
  return merged === "" ? null : merged;
}
