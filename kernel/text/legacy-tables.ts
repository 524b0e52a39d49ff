/**
 * Letter tables of the two encodings, as the characters that a file read as Windows-1252 shows.
 * Sources: TCVN 5712:1993 (ABC variant) and the VNI-Windows layout; checked against each other by
 * the round trip in legacy-encoding.test.ts.
 */
const TCVN3_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
const TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

export const tcvn3Letters: ReadonlyMap<string, string> = new Map(
  [...TCVN3_SIGNS].map((sign, i) => [sign, [...TCVN3_LETTERS][i] as string]),
);

/** What follows a, e, o, u, y or one of VNI's own ô (ơ) and ö (ư) to mark it. */
const VNI_TONES: Record<string, string> = { ù: "\u0301", ø: "\u0300", û: "\u0309", õ: "\u0303", ï: "\u0323" };
const VNI_CIRCUMFLEX: Record<string, string> = {
  â: "",
  á: "\u0301",
  à: "\u0300",
  å: "\u0309",
  ã: "\u0303",
  ä: "\u0323",
};
const VNI_BREVE: Record<string, string> = { ê: "", é: "\u0301", è: "\u0300", ú: "\u0309", ü: "\u0303", ë: "\u0323" };
const VNI_SINGLE: Record<string, string> = { ñ: "đ", ô: "ơ", ö: "ư", í: "í", ì: "ì", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };

export const vniLetters: ReadonlyMap<string, string> = buildVni();

function buildVni(): Map<string, string> {
  const table = new Map<string, string>();
  const add = (signs: string, letter: string) => {
    const composed = letter.normalize("NFC");
    table.set(signs, composed);
    table.set(signs.toUpperCase(), composed.toUpperCase());
    // A capital before a small mark: people type it so at the head of a name.
    if (signs.length === 2)
      table.set((signs[0] as string).toUpperCase() + (signs[1] as string), composed.toUpperCase());
  };
  for (const [sign, letter] of Object.entries(VNI_SINGLE)) add(sign, letter);
  for (const [sign, tone] of Object.entries(VNI_TONES)) {
    for (const base of ["a", "e", "o", "u", "y"]) add(base + sign, base + tone);
    add(`ô${sign}`, `ơ${tone}`);
    add(`ö${sign}`, `ư${tone}`);
  }
  for (const [sign, tone] of Object.entries(VNI_CIRCUMFLEX)) {
    for (const base of ["a", "e", "o"]) add(base + sign, `${base}\u0302${tone}`);
  }
  for (const [sign, tone] of Object.entries(VNI_BREVE)) add(`a${sign}`, `a\u0306${tone}`);
  return table;
}

/** The other way, for tests and for handing a list back in the encoding that it came in. */
export function writeLegacy(to: "tcvn3" | "vni", text: string): string {
  const back = new Map<string, string>();
  for (const [signs, letter] of to === "tcvn3" ? tcvn3Letters : vniLetters)
    if (!back.has(letter)) back.set(letter, signs);
  return [...text.normalize("NFC")]
    .map((c) => back.get(c) ?? (to === "tcvn3" ? back.get(c.toLowerCase()) : undefined) ?? c)
    .join("");
}
