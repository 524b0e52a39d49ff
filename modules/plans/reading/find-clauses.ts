import { isCaps, type Line } from "./even-source.ts";
import type { ClauseKind, ReadClause, ReadDoubt } from "./reading.ts";

interface Marked {
  kind: ClauseKind;
  marker: string;
  rank: number;
  /** Its place in its row, where the marker is a number. */
  ordinal: number | null;
}

const romans: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 };
function romanValue(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = romans[text[i]!] ?? 0;
    sum += value < (romans[text[i + 1] ?? ""] ?? 0) ? -value : value;
  }
  return sum;
}

function readMarker(line: Line, letters: boolean): Marked | null {
  const { text } = line;
  let m = /^(?:Phần|PHẦN)\s+(?:thứ\s+)?([IVX]+|\d+|[\p{L}]+)(?:\s*[.:-]\s*|$|\s+(?=\p{Lu}))/u.exec(text);
  if (m) return { kind: "part", marker: m[0], rank: 0, ordinal: /^[IVX]+$/.test(m[1]!) ? romanValue(m[1]!) : null };
  m = /^Mục\s+([IVX]{1,6}|\d{1,2})\s?[.:-]\s*(?=[\p{L}"“])/u.exec(text);
  if (m)
    return {
      kind: "section",
      marker: m[0],
      rank: 2,
      ordinal: /^\d/.test(m[1]!) ? Number(m[1]) : romanValue(m[1]!),
    };
  m = /^([IVX]{1,6})\s?[.)/:-]\s*(?=[\p{L}"“])/u.exec(text);
  if (m) return { kind: "section", marker: m[0], rank: 2, ordinal: romanValue(m[1]!) };
  m = /^([A-HĐ])\s?[.)/-]\s+(?=\p{L})/u.exec(text);
  if (m && (letters || m[1] === "A"))
    return { kind: "letter", marker: m[0], rank: 1, ordinal: "ABCDEFGH".indexOf(m[1]!) + 1 };
  m = /^(\d{1,2}(?:\.\d{1,2})+)\s?[.)/-]?\s+(?=[\p{L}"“])/u.exec(text);
  if (m)
    return {
      kind: "number",
      marker: m[0],
      rank: 3 + 0.1 * (m[1]!.split(".").length - 1),
      ordinal: Number(m[1]!.split(".").at(-1)),
    };
  m = /^(\d{1,2})\s?[.)/-]\s*(?=[\p{L}"“(])/u.exec(text);
  if (m) return { kind: "number", marker: m[0], rank: 3, ordinal: Number(m[1]) };
  m = /^([a-zđ]\d?)\s?[.)/]\s*(?=[\p{L}"“])/u.exec(text);
  if (m) return { kind: "point", marker: m[0], rank: 5, ordinal: null };
  m = /^\((\d{1,2}|[a-zđ])\)\s*(?=[\p{L}"“])/u.exec(text);
  if (m) return { kind: "point", marker: m[0], rank: 5.5, ordinal: null };
  m = /^-\s*(?=[\p{L}\d"“(])/u.exec(text);
  if (m) return { kind: "dash", marker: m[0], rank: 6, ordinal: null };
  m = /^[+*]\s*(?=[\p{L}\d"“(])/u.exec(text);
  if (m) return { kind: "plus", marker: m[0], rank: 7, ordinal: null };
  return null;
}

/** The tree of a plan's body. A paragraph without a number stands under the nearest heading. */
export function findClauses(lines: readonly Line[]): { clauses: ReadClause[]; doubts: ReadDoubt[] } {
  const clauses: ReadClause[] = [];
  const doubts: ReadDoubt[] = [];
  const open: { rank: number; index: number; ordinal: number | null }[] = [];
  const last = new Map<string, number>();
  const letters = lines.some((l) => /^A\s?[.)/-]\s+\p{L}/u.test(l.text));
  for (const line of lines) {
    const marked = readMarker(line, letters);
    if (
      marked === null &&
      clauses.at(-1)?.kind === "part" &&
      isCaps(line.text) &&
      line.start - clauses.at(-1)!.end <= 1
    ) {
      clauses.at(-1)!.end = line.end;
      continue;
    }
    const caps = marked === null && isCaps(line.text) && line.text.length < 140;
    // "(1)" after dashes divides the last of them
    const nested = marked?.rank === 5.5 && open.some((o) => o.rank === 6);
    const rank = nested ? 6.5 : (marked?.rank ?? (caps ? 2 : 9));
    // what goes back to the text's own margin belongs to the heading, not to the last item
    while (open.length > 0 && open.at(-1)!.rank >= Math.min(rank, 5)) {
      if (rank > 5 && rank < 9 && open.at(-1)!.rank < rank) break;
      open.pop();
    }
    const parent = open.at(-1)?.index ?? null;
    const index = clauses.length;
    clauses.push({
      start: line.start,
      end: line.end,
      kind: marked?.kind ?? (caps ? "section" : "paragraph"),
      marker: marked?.marker.trim() ?? "",
      parent,
      heading: false,
    });
    if (marked?.ordinal !== null && marked !== null) {
      const row = `${parent}/${rank}`;
      const before = last.get(row) ?? 0;
      if (marked.ordinal !== before + 1)
        doubts.push({
          code: "numbering-jump",
          start: line.start,
          end: line.end,
          detail: `${before} → ${marked.ordinal}`,
        });
      last.set(row, marked.ordinal);
    }
    if (rank < 9) open.push({ rank, index, ordinal: marked?.ordinal ?? null });
  }
  markHeadings(clauses, lines);
  return { clauses, doubts };
}

function markHeadings(clauses: ReadClause[], lines: readonly Line[]): void {
  const textOf = new Map(lines.map((l) => [l.start, l]));
  const parents = new Set(clauses.map((c) => c.parent));
  for (const [i, clause] of clauses.entries()) {
    const line = textOf.get(clause.start);
    const own = (line?.text ?? "").slice(clause.marker.length).trim();
    const words = own.split(" ").length;
    const closed = /[.;!?]["”)]?$/u.test(own) || own.endsWith("./.");
    const below = parents.has(i);
    clause.heading =
      clause.kind === "part" ||
      isCaps(own) ||
      (below && (own.endsWith(":") || (!closed && words <= 40))) ||
      (!below && own.endsWith(":")) ||
      (!closed && words <= 12 && (line?.bold ?? false));
  }
}
