/** A reference to a part of a document: "điểm a khoản 2 Điều 5". Offsets in the plain view. */
export interface ArticleSpan {
  start: number;
  end: number;
  article: number;
  clause: number | null;
  point: string | null;
}

// Points run through the Vietnamese alphabet: a b c d đ e g h i k …
const POINT = "điểm\\s+([a-zđ])(?:\\s*(?:,|và)\\s*(?:điểm\\s+)?[a-zđ](?!\\p{L}))*(?!\\p{L})";
const CLAUSE = "(?:các\\s+)?khoản\\s+(\\d{1,3})(?:\\s*(?:,|và)\\s*(?:khoản\\s+)?\\d{1,3}(?!\\d))*";
const ONE = new RegExp(
  `(?<!\\p{L})(?:${POINT}\\s*,?\\s*)?(?:${CLAUSE}\\s*,?\\s*)?(?:của\\s+)?điều\\s+(\\d{1,3})[a-zđ]?(?![\\p{L}\\d]|[.,]\\d)` +
    `(?:\\s*,?\\s*khoản\\s+(\\d{1,3})(?!\\d)(?!\\s*,?\\s*điều)(?:\\s*,?\\s*điểm\\s+([a-zđ])(?!\\p{L}))?)?`,
  "giu",
);
// "các Điều 5, 6 và 7": numbers after the first count only where the word stands in the plural
const MANY = /(?<!\p{L})các\s+điều\s+(\d{1,3}(?:\s*(?:,|và)\s*(?:điều\s+)?\d{1,3}(?!\d))+)/giu;

/** In order. The form of decrees has no comma, the plan writes "khoản 3, Điều 24": both are read. */
export function findArticles(plain: string): ArticleSpan[] {
  const found: ArticleSpan[] = [];
  for (const list of plain.matchAll(MANY)) {
    const from = list.index + list[0].length - (list[1] as string).length;
    for (const n of (list[1] as string).matchAll(/\d+/g)) {
      const start = from + n.index;
      found.push({ start, end: start + n[0].length, article: Number(n[0]), clause: null, point: null });
    }
  }
  for (const m of plain.matchAll(ONE)) {
    const [start, end] = [m.index, m.index + m[0].length];
    if (found.some((span) => span.start < end && start < span.end)) continue;
    // "có điều 1 số người…": small letters alone are an article only where a clause stands with them or a law is meant
    if (
      m[2] === undefined &&
      m[4] === undefined &&
      !/Điều|ĐIỀU/.test(m[0]) &&
      !/(?:tại|theo|của)\s+$/u.test(plain.slice(0, start).slice(-8))
    )
      continue;
    const clause = m[2] ?? m[4];
    found.push({
      start,
      end,
      article: Number(m[3]),
      clause: clause === undefined ? null : Number(clause),
      point: m[1] ?? m[5] ?? null,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}
