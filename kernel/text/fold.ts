/**
 * The folded form: no diacritics, đ as d, lower case, single spaces. Equal to the SQL function
 * fold_vi, letter for letter (db/text-functions.db.test.ts holds them together), so it is written
 * with explicit ranges and lower-cases ASCII only: neither depends on a locale.
 */
const MARKS = /[\u0300-\u036f]/g;
const LIKE_D = /[đĐðÐ]/g;
const LIKE_B = /[ƀɃ]/g;
const LIKE_I = /[ıɨ]/g;
/** K'Brèm, K’ Brèm and K Brèm are looked for alike: every apostrophe is a space. */
const SPACE_LIKE = /[\t\n\v\f\r \u00a0\u2000-\u200b\u202f\u3000\ufeff'`´‘’ʼ′]+/g;

export function fold(text: string): string {
  return bare(text).replace(SPACE_LIKE, " ").replace(/^ | $/g, "");
}

function bare(text: string): string {
  return text
    .normalize("NFD")
    .replace(MARKS, "")
    .replace(LIKE_D, "d")
    .replace(LIKE_B, "b")
    .replace(LIKE_I, "i")
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

const APOSTROPHES = "'`´‘’ʼ′";
/** "NĐ-CP", "Đông – Xuân" and "TP.HCM" are words beside one another: a dash anywhere, a dot behind a letter. */
const BETWEEN_WORDS = /[-‐‑‒–—−]+|([a-z])[.·]+(?=[a-z]|$)/g;
/** D'Ran, K'Ho, M'Nông, once their marks are gone: an apostrophe between two letters. */
const INNER_APOSTROPHE = new RegExp(`([a-z])[${APOSTROPHES}]+(?=[a-z])`, "g");
/** K’ Brèm, K.Ho, M-Nông: what stands behind the one letter that such a name begins with. */
const BEHIND_ONE_LETTER = new RegExp(`(^|[^a-z])([a-z])(?:[${APOSTROPHES}]+ ?|[-.·]+)(?=[a-z]{2})`, "g");

/** The form in which a text is looked for, whichever signs stand between its words. */
export function findKey(text: string): string {
  return fold(bare(text).replace(BETWEEN_WORDS, "$1 "));
}

/**
 * What a text is found under: that form, and where it has names written like D'Ran also the form with these joined,
 * behind a sign that nobody types: "D'Ran" is found by `d ran` and by `dran`. For what is searched in, never for the
 * query. Equal to the SQL function find_vi.
 */
export function findForms(text: string): string {
  const plain = findKey(text);
  const joined = findKey(bare(text).replace(INNER_APOSTROPHE, "$1").replace(BEHIND_ONE_LETTER, "$1$2"));
  return joined === plain ? plain : `${plain} ǁ ${joined}`;
}

/** What a person typed into a search box, word for word; every one of them must be in what is found. */
export function findWords(typed: string | undefined): string[] {
  return findKey(typed ?? "")
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 12);
}

/** Whether a text has every word that was typed; nothing typed finds everything. */
export function isFound(text: string, typed: string | undefined): boolean {
  const forms = findForms(text);
  return findWords(typed).every((word) => forms.includes(word));
}

/** The same for `find_vi(…) like all (patterns)`; nothing typed finds everything. */
export function likeWords(typed: string | undefined): string[] {
  return findWords(typed).map((word) => `%${escapeLike(word)}%`);
}

export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
