/** A piece of text as a PDF places it: points from the lower left corner of its page. */
export interface PdfPiece {
  str: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Row {
  text: string;
  left: number;
  right: number;
  y: number;
  page: number;
}

/** What a numbered or dashed item begins with. */
const ITEM = /^(?:(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđA-H])\s?[.)/-]\s?\p{L}|[-+•*]\s?\p{L})/u;

/**
 * Paragraphs out of placed pieces, page after page. A PDF has no paragraphs: one begins where a line is set in, after a
 * line that ends well before the margin, or after a wide gap. Page numbers are left out; columns stand on one line.
 */
export function paragraphsOfPieces(pages: readonly (readonly PdfPiece[])[]): string[] {
  const rows = pages.flatMap((pieces, page) => withoutPageNumber(rowsOf(pieces, page)));
  if (rows.length === 0) return [];
  // lines of running text are the long ones: they say where the margins are
  const widest = Math.max(...rows.map((r) => r.right - r.left));
  const long = rows.filter((r) => r.right - r.left > widest * 0.8);
  const left = median(long.map((r) => r.left));
  const right = median(long.map((r) => r.right));
  const gap = median(rows.flatMap((r, i) => (rows[i - 1]?.page === r.page ? [rows[i - 1]!.y - r.y] : [])));
  const out: string[] = [];
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    const fresh =
      before === undefined ||
      row.left > left + 8 ||
      before.right < right - (right - left) * 0.15 ||
      (before.page === row.page && before.y - row.y > gap * 1.7) ||
      (/[.:;,!?]["”)]?$/u.test(before.text) && ITEM.test(row.text));
    if (fresh) out.push(row.text);
    // "88/TTr-" at the end of a line goes on without a space
    else out[out.length - 1] += /\p{L}-$/u.test(before.text) ? row.text : ` ${row.text}`;
  }
  return out;
}

/** Pieces on one height are one line; a gap is a space. */
function rowsOf(pieces: readonly PdfPiece[], page: number): Row[] {
  const rows: { y: number; pieces: PdfPiece[] }[] = [];
  for (const piece of pieces) {
    if (piece.str.trim() === "") continue;
    const near = Math.max(2, piece.height * 0.4);
    const row = rows.find((r) => Math.abs(r.y - piece.y) <= near);
    if (row === undefined) rows.push({ y: piece.y, pieces: [piece] });
    else row.pieces.push(piece);
  }
  rows.sort((a, b) => b.y - a.y);
  return rows.map(({ y, pieces: own }) => {
    own.sort((a, b) => a.x - b.x);
    let text = "";
    let end = own[0]!.x;
    for (const p of own) {
      if (text !== "" && p.x - end > p.height * 0.16 && !text.endsWith(" ")) text += " ";
      text += p.str;
      end = Math.max(end, p.x + p.width);
    }
    return { text: text.trim(), left: own[0]!.x, right: end, y, page };
  });
}

const isNumber = (row: Row | undefined) => row !== undefined && /^[-–]?\s*\d{1,3}\s*[-–]?$/u.test(row.text);
const withoutPageNumber = (rows: Row[]) =>
  rows.slice(isNumber(rows[0]) ? 1 : 0, isNumber(rows.at(-1)) && rows.length > 1 ? -1 : undefined);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
