import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import type { SuccessionRow, UnitRow } from "../contract.ts";
import { unitProblem } from "../problems.ts";

/** A list of units: columns code, name, kind and, if there are any, parent_code and level. */
export async function readUnitRows(file: Uint8Array): Promise<UnitRow[]> {
  const { rows, value } = await readTable(file, ["code", "name", "kind"]);
  return rows.map(({ line, cells }) => ({
    line,
    code: value(cells, "code"),
    name: value(cells, "name"),
    kind: value(cells, "kind"),
    parentCode: value(cells, "parent_code") || null,
    level: numberOf(value(cells, "level")),
  }));
}

/** What went where: columns old_code, new_code, extent and, if there is one, old_level. */
export async function readSuccessionRows(file: Uint8Array): Promise<SuccessionRow[]> {
  const { rows, value } = await readTable(file, ["old_code", "new_code", "extent"]);
  return rows.map(({ line, cells }) => ({
    line,
    oldLevel: numberOf(value(cells, "old_level")),
    oldCode: value(cells, "old_code"),
    newCode: value(cells, "new_code"),
    extent: value(cells, "extent").toLowerCase(),
  }));
}

interface Line {
  line: number;
  cells: string[];
}

async function readTable(file: Uint8Array, needed: readonly string[]) {
  const lines = isZip(file) ? await workbookLines(file) : csvLines(decode(file));
  const header = lines.findIndex((l) => needed.every((name) => l.cells.some((c) => columnName(c) === name)));
  if (header === -1) throw unitProblem("unit.file-columns", { columns: [...needed] });
  const names = lines[header]!.cells.map(columnName);
  const rows = lines.slice(header + 1).filter((l) => l.cells.some((c) => c.trim() !== ""));
  if (rows.length === 0) throw unitProblem("unit.file-empty");
  const value = (cells: readonly string[], name: string) => (cells[names.indexOf(name)] ?? "").normalize("NFC").trim();
  return { rows, value };
}

const columnName = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
const numberOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : null);
const isZip = (file: Uint8Array) => file[0] === 0x50 && file[1] === 0x4b;

function decode(file: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    throw unitProblem("unit.file-unreadable");
  }
}

async function workbookLines(file: Uint8Array): Promise<Line[]> {
  const [sheet] = await readWorkbook(file);
  return (sheet?.rows ?? []).map((cells, i) => ({ line: i + 1, cells: cells.map((c) => String(c?.value ?? "")) }));
}

/** RFC 4180, also with semicolons or tabs; `line` is the editor's line on which the row begins. */
export function csvLines(text: string): Line[] {
  const separator = separatorOf(text);
  const lines: Line[] = [];
  let [cells, cell, quoted, at, begun] = [[] as string[], "", false, 1, 1];
  const endRow = () => {
    cells.push(cell);
    lines.push({ line: begun, cells });
    [cells, cell] = [[], ""];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\n") at++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === separator) {
      cells.push(cell);
      cell = "";
    } else if (c === "\n") {
      endRow();
      begun = at;
    } else if (c !== "\r") cell += c;
  }
  if (cell !== "" || cells.length > 0) endRow();
  if (quoted) throw unitProblem("unit.file-unreadable", { line: begun });
  return lines;
}

function separatorOf(text: string): string {
  const head = text.slice(0, text.indexOf("\n") === -1 ? undefined : text.indexOf("\n"));
  return [",", ";", "\t"].reduce((best, s) => (head.split(s).length > head.split(best).length ? s : best));
}
