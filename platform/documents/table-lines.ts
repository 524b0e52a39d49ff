import { documentProblem } from "./problems.ts";
import { readWorkbook } from "./workbook-reader.ts";

/** One row of a list somebody hands in; `line` as Excel or an editor counts, `days[i]` where cell i is shown as a date. */
export interface TableLine {
  line: number;
  cells: string[];
  days: (string | null)[];
}

/**
 * The first sheet of an XLSX, or a CSV in UTF-8 (comma, semicolon or tab).
 *
 * @throws Problem `file.unreadable` and what readWorkbook throws
 */
export async function readTableLines(file: Uint8Array): Promise<TableLine[]> {
  if (file[0] === 0x50 && file[1] === 0x4b) {
    const [sheet] = await readWorkbook(file);
    return (sheet?.rows ?? []).map((cells, i) => ({
      line: i + 1,
      cells: cells.map((c) =>
        String(c?.value ?? "")
          .normalize("NFC")
          .trim(),
      ),
      days: cells.map((c) => c?.day ?? null),
    }));
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    throw documentProblem("file.unreadable", { found: "neither XLSX nor UTF-8" });
  }
  return csvLines(text);
}

/** RFC 4180; quotes may hold line breaks. */
function csvLines(text: string): TableLine[] {
  const separator = separatorOf(text);
  const lines: TableLine[] = [];
  let [cells, cell, quoted, at, begun] = [[] as string[], "", false, 1, 1];
  const endCell = () => {
    cells.push(cell.normalize("NFC").trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    lines.push({ line: begun, cells, days: cells.map(() => null) });
    cells = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === "\n") at++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === separator) endCell();
    else if (c === "\n") {
      endRow();
      begun = at;
    } else if (c !== "\r") cell += c;
  }
  if (cell !== "" || cells.length > 0) endRow();
  if (quoted) throw documentProblem("file.unreadable", { line: begun });
  return lines;
}

function separatorOf(text: string): string {
  // titles may stand above the headings
  const head = text.split("\n", 20).join("\n");
  return [",", ";", "\t"].reduce((best, s) => (head.split(s).length > head.split(best).length ? s : best));
}
