/**
 * How long a line of Times New Roman is, so that the rule below it can be as long as the text (or a third
 * of it) and so that the national title is known to fit its column. Advance widths in 1/2048 em, taken from
 * Liberation Serif, which has the same metrics. A letter with diacritics is as wide as its bare letter;
 * only Đ đ Ơ ơ Ư ư have widths of their own.
 */
export type FontFace = "regular" | "bold" | "italic" | "boldItalic";

/** U+0020 to U+007E in order. */
const ascii: Record<FontFace, readonly number[]> = {
  regular: [
    512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024, 1024, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479,
    682, 797, 1479, 1251, 1821, 1479, 1479, 1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569,
    682, 961, 1024, 682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024, 1024, 1024,
    682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
  ],
  bold: [
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593,
    1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366,
    682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024,
    1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
  ],
  italic: [
    512, 682, 860, 1024, 1024, 1706, 1593, 438, 682, 682, 1024, 1382, 512, 682, 512, 569, 1024, 1024, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 682, 682, 1382, 1382, 1382, 1024, 1884, 1251, 1251, 1366, 1479, 1251, 1251, 1479,
    1479, 682, 909, 1366, 1139, 1706, 1366, 1479, 1251, 1479, 1251, 1024, 1139, 1479, 1251, 1706, 1251, 1139, 1139, 797,
    569, 797, 864, 1024, 682, 1024, 1024, 909, 1024, 909, 569, 1024, 1024, 569, 569, 909, 569, 1479, 1024, 1024, 1024,
    1024, 797, 797, 569, 1024, 909, 1366, 909, 909, 797, 819, 563, 819, 1108,
  ],
  boldItalic: [
    512, 797, 1137, 1024, 1024, 1706, 1593, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1704, 1366, 1366, 1366, 1479, 1366, 1366, 1479,
    1593, 797, 1024, 1366, 1251, 1821, 1479, 1479, 1251, 1479, 1366, 1139, 1251, 1479, 1366, 1821, 1366, 1251, 1251,
    682, 569, 682, 1167, 1024, 682, 1024, 1024, 909, 1024, 909, 682, 1024, 1139, 569, 569, 1024, 569, 1593, 1139, 1024,
    1024, 1024, 797, 797, 569, 1139, 909, 1366, 1024, 909, 797, 713, 451, 713, 1167,
  ],
};

const others: Record<FontFace, Readonly<Record<string, number>>> = {
  regular: { Đ: 1479, đ: 1024, Ơ: 1479, ơ: 1083, Ư: 1589, ư: 1110, "–": 1024, "…": 2048, "“": 909, "”": 909, "’": 682 },
  bold: { Đ: 1479, đ: 1139, Ơ: 1593, ơ: 1134, Ư: 1630, ư: 1229, "–": 1024, "…": 2048, "“": 1024, "”": 1024, "’": 682 },
  italic: {
    Đ: 1479,
    đ: 1024,
    Ơ: 1479,
    ơ: 1093,
    Ư: 1544,
    ư: 1117,
    "–": 1024,
    "…": 1821,
    "“": 1139,
    "”": 1139,
    "’": 682,
  },
  boldItalic: {
    Đ: 1479,
    đ: 1024,
    Ơ: 1479,
    ơ: 1099,
    Ư: 1587,
    ư: 1227,
    "–": 1024,
    "…": 2048,
    "“": 1024,
    "”": 1024,
    "’": 682,
  },
};

/** Width in twips (1/20 pt) of one line of Times New Roman at `size` points. */
export function textWidth(text: string, size: number, face: FontFace): number {
  let units = 0;
  for (const letter of text.normalize("NFC")) {
    const own = others[face][letter];
    if (own !== undefined) {
      units += own;
      continue;
    }
    // Horn letters keep their horn (U+031B) in NFD; put it back before looking the width up.
    const decomposed = letter.normalize("NFD");
    const base = decomposed.includes("\u031B") ? `${decomposed[0]}\u031B`.normalize("NFC") : (decomposed[0] ?? letter);
    units += others[face][base] ?? ascii[face][base.charCodeAt(0) - 32] ?? 1024;
  }
  return (units / 2048) * size * 20;
}

/** The narrowest column in which the text still takes no more lines than in `column`: lines of like length. */
export function balancedWidth(text: string, size: number, face: FontFace, column: number): number {
  const lines = wrapLines(text, size, face, column).length;
  if (lines < 2) return column;
  let [narrow, wide] = [0, column];
  while (wide - narrow > 10) {
    const middle = (narrow + wide) / 2;
    if (wrapLines(text, size, face, middle).length <= lines) wide = middle;
    else narrow = middle;
  }
  return Math.min(column, Math.ceil(wide) + 40);
}

/** Breaks a text into the lines it takes in a column, greedily, as a word processor does. */
export function wrapLines(text: string, size: number, face: FontFace, column: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size, face) > column) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
