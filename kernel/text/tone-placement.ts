/**
 * One key for both ways of placing a tone: hòa and hoà, thủy and thuỷ, khỏe and khoẻ, in any case
 * and in any normalisation form; it also takes the slips qúy and qúa. Tones stay in the key:
 * hòa and hóa differ. Equal to the SQL function key_vi.
 *
 * The work is done on the decomposed text, where a tone is a letter of its own that can be moved.
 */
const TONE = "\u0300\u0301\u0303\u0309\u0323";
const ON_O = new RegExp(`(o)([${TONE}])([ae])`, "g");
const ON_U = new RegExp(`(u)([${TONE}])(y)`, "g");
const AFTER_Q = new RegExp(`(qu)([${TONE}])([aeio][\u0302\u0306\u031b]?)`, "g");
const SPACE_LIKE = /[\t\n\v\f\r \u00a0\u2000-\u200b\u202f\u3000\ufeff]+/g;

export function toneKey(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[ĐÐð]/g, "đ")
    .replace(/Ƀ/g, "ƀ")
    .replace(/[`´‘’ʼ′]/g, "'")
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    .replace(ON_O, "$1$3$2")
    .replace(ON_U, "$1$3$2")
    .replace(AFTER_Q, "$1$3$2")
    .normalize("NFC")
    .replace(SPACE_LIKE, " ")
    .replace(/^ | $/g, "");
}

/** Whether two texts are the same words, whichever way their tones are placed. */
export function sameWords(a: string, b: string): boolean {
  return toneKey(a) === toneKey(b);
}

/**
 * The folded text in the other spelling of i and y, where only habit differs (kỷ/kỉ, lý/lí, quý/quí).
 * For finding, never for telling things apart.
 */
export function softVariants(folded: string): string[] {
  const withI = folded.replace(/(^|[^a-z])(qu|[hklmstv])y(?![a-z])/g, "$1$2i");
  const withY = folded.replace(/(^|[^a-z])(qu|[hklmstv])i(?![a-z])/g, "$1$2y");
  return [withI, withY].filter((variant) => variant !== folded);
}
