import { createHash } from "node:crypto";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { canonicalJson } from "#kernel/canonical.ts";
import { Problem } from "#kernel/problem.ts";
import { readDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { fold } from "#kernel/text/fold.ts";
import { readTypedDate } from "#kernel/typed-date.ts";
import { readTableLines, type TableLine } from "#platform/documents/table-lines.ts";
import type { Tx } from "#platform/db/session.ts";
import type { LawFacts, LawImport } from "../contract.ts";
import { kindOfWord, kindsOfLetters, type LawKind } from "../kinds.ts";
import { lawProblem } from "../problems.ts";
import { titleOf } from "../rules.ts";
import { checkedFacts, knownId } from "./write-law.ts";

/** Headings as they stand in real lists, folded. */
const headings = {
  symbol: ["so, ky hieu", "so ky hieu", "so hieu", "ky hieu", "symbol"],
  abstract: ["trich yeu", "trich yeu noi dung", "ten van ban", "ten luat", "noi dung", "abstract"],
  issuedOn: ["ngay ban hanh", "ngay ky", "ngay thang", "issued on"],
  issuer: ["co quan ban hanh", "noi ban hanh", "issuer"],
  kind: ["loai van ban", "loai", "kind"],
  validFrom: ["ngay co hieu luc", "hieu luc tu", "co hieu luc tu", "valid from"],
  validTo: ["ngay het hieu luc", "het hieu luc", "hieu luc den", "valid to"],
  year: ["nam", "nam ban hanh", "year"],
  source: ["nguon", "source"],
} as const;
type Column = keyof typeof headings;

const mostLines = 5000;

export interface PlannedLaw {
  line: number;
  facts: LawFacts | null;
  title: string;
  known: boolean;
  /** A permanent problem code. */
  problem: string | null;
}

/** Reads a list of documents; what is wrong with a line is said of the line, the others go on. */
export async function readLawFile(file: Uint8Array): Promise<PlannedLaw[]> {
  const lines = await readTableLines(file);
  const at = lines.findIndex((l) => columnOf(l, "symbol") !== -1 && columnOf(l, "abstract") !== -1);
  if (at === -1) throw lawProblem("law.file-columns");
  const head = lines[at] as TableLine;
  const columns = Object.fromEntries(
    (Object.keys(headings) as Column[]).map((name) => [name, columnOf(head, name)]),
  ) as Record<Column, number>;
  const rows = lines.slice(at + 1).filter((l) => l.cells.some((c) => c !== ""));
  if (rows.length === 0) throw lawProblem("law.file-empty");
  if (rows.length > mostLines) throw new Problem("file.too-large", 413, { rows: rows.length });
  return rows.map((row) => readLine(row, columns));
}

function columnOf(line: TableLine, column: Column): number {
  return line.cells.findIndex((cell) => {
    const words = fold(cell)
      .replace(/\s*\(.*\)$/, "")
      .trim();
    return headings[column].some((h) => h === words);
  });
}

function readLine(row: TableLine, columns: Record<Column, number>): PlannedLaw {
  const cell = (name: Column) => {
    const text = columns[name] === -1 ? "" : (row.cells[columns[name]] ?? "");
    return text === "" ? null : text;
  };
  const title = cell("symbol") ?? cell("abstract") ?? "";
  try {
    const day = (name: Column): CivilDate | null => {
      const shown = columns[name] === -1 ? null : (row.days[columns[name]] ?? null);
      if (shown !== null) return shown as CivilDate;
      const typed = cell(name);
      if (typed === null) return null;
      const read = readTypedDate(typed, { today: todayInVietnam() });
      if (!read.ok) throw lawProblem("law.dates", { typed });
      return read.date;
    };
    const facts = checkedFacts({
      kind: kindFor(cell("kind"), cell("symbol"), cell("abstract")),
      symbol: cell("symbol"),
      issuedOn: day("issuedOn"),
      year: /^\d{4}$/.test(cell("year") ?? "") ? Number(cell("year")) : null,
      issuer: cell("issuer"),
      abstract: cell("abstract"),
      validFrom: day("validFrom"),
      validTo: day("validTo"),
      lastArticle: null,
      source: cell("source") ?? "Danh mục nhập từ tệp",
    });
    return { line: row.line, facts, title: titleOf(facts), known: false, problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { line: row.line, facts: null, title, known: false, problem: error.code };
  }
}

function kindFor(said: string | null, symbol: string | null, abstract: string | null): LawKind {
  const word = said === null ? null : kindOfWord(said);
  if (word !== null) return word;
  const read = symbol === null ? null : readDocumentSymbol(symbol);
  const byLetters = read === null ? undefined : kindsOfLetters(read.type, read.family)[0];
  if (byLetters !== undefined) return byLetters;
  const lead = /^(Bộ luật|Luật|Pháp lệnh|Nghị quyết)/u.exec(abstract ?? "")?.[1];
  return (
    (lead === undefined ? null : kindOfWord(lead)) ?? (read?.family === "assembly" || read === null ? "law" : "other")
  );
}

/** What an import would do now; its digest is asked back, so that nothing else is written than what was seen. */
export async function planLawImport(tx: Tx, file: Uint8Array): Promise<{ planned: PlannedLaw[]; preview: LawImport }> {
  const seen = new Set<string>();
  const planned: PlannedLaw[] = [];
  for (const law of await readLawFile(file)) {
    if (law.facts === null) {
      planned.push(law);
      continue;
    }
    const twin = `${law.facts.symbol ?? law.title} ${law.facts.issuedOn}`;
    planned.push({ ...law, known: seen.has(twin) || (await knownId(tx, law.facts)) !== null });
    seen.add(twin);
  }
  const lines = planned.map(({ line, facts, title, known, problem }) => ({
    line,
    act: facts === null ? ("refused" as const) : known ? ("same" as const) : ("add" as const),
    title,
    problem,
  }));
  const count = (act: string) => lines.filter((l) => l.act === act).length;
  const digest = createHash("sha256")
    .update(canonicalJson(planned as unknown as Parameters<typeof canonicalJson>[0]))
    .digest("hex");
  return { planned, preview: { digest, add: count("add"), same: count("same"), refused: count("refused"), lines } };
}
