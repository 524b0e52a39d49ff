import type { SourceParagraph } from "./reading.ts";

interface DutyColumns {
  /** The row of the headings. */
  row: number;
  /** Column → its own heading; the duty's own column has none. */
  names: Map<number, string>;
  duty: number;
}

/** A table whose first rows name a column of duties and one of who leads: "Nội dung | Cơ quan chủ trì | …". */
export function dutyColumns(rows: readonly (readonly string[])[]): DutyColumns | null {
  for (let row = 0; row < Math.min(2, rows.length); row++) {
    const heads = rows[row]!;
    const duty = heads.findIndex((h) =>
      /^(?:nội dung|nhiệm vụ|công việc|tên nhiệm vụ|tên công việc|hoạt động)/iu.test(h),
    );
    if (duty >= 0 && heads.some((h, c) => c !== duty && /chủ trì|thực hiện|phụ trách/iu.test(h)))
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

/** One row as one duty with its notes; a row that only names a group as that name. */
export function dutyRow(cells: readonly string[], columns: DutyColumns): string | null {
  const duty = (cells[columns.duty] ?? "").replace(/[.;]$/u, "");
  const notes = [...columns.names].flatMap(([c, name]) => {
    const said = (cells[c] ?? "").replace(/[.;]$/u, "");
    return said === "" ? [] : [`${name}: ${said}`];
  });
  if (duty !== "") return notes.length === 0 ? duty : `- ${duty} (${notes.join("; ")})`;
  const merged = cells.join(" ").trim();
  return merged === "" ? null : merged;
}

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/gu, "")
    .split("|")
    .map((c) => c.trim());
const isRow = (line: string) => (line.match(/\|/gu)?.length ?? 0) >= 2 || /^\s*\|.*\S|\S.*\|\s*$/u.test(line);

/**
 * Tables in plain text, one row a line with "|" between the cells, as pages and converters write them: a table of duties
 * row by row, any other cell by cell. A "|" alone is what is left of a frame.
 */
export function readPipes(lines: readonly string[]): SourceParagraph[] {
  const out: SourceParagraph[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (/^[\s|]*\|[\s|]*$/u.test(lines[i]!)) {
      out.push({ text: "" });
      continue;
    }
    if (!isRow(lines[i]!)) {
      out.push({ text: lines[i]! });
      continue;
    }
    const rows: string[][] = [];
    for (; i < lines.length && (isRow(lines[i]!) || (lines[i]!.trim() === "" && isRow(lines[i + 1] ?? ""))); i++)
      if (lines[i]!.trim() !== "" && !/^[\s|:-]+$/u.test(lines[i]!)) rows.push(cellsOf(lines[i]!));
    i--;
    const columns = dutyColumns(rows);
    for (const [at, row] of rows.entries())
      if (columns === null || at < columns.row) out.push(...row.filter((c) => c !== "").map((text) => ({ text })));
      else if (at > columns.row) {
        const text = dutyRow(row, columns);
        if (text !== null) out.push({ text });
      }
  }
  return out;
}
