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

const APOSTROPHES = "'`´‘’ʼ′";
/** D'Ran, K'Ho, M'Nông, once their marks are gone: an apostrophe between two letters. */
const INNER_APOSTROPHE = new RegExp(`(?<=[a-z])[${APOSTROPHES}]+(?=[a-z])`, "g");

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

/**
 * What a text is found under: its folded form, and where it has an apostrophe between letters also the form without it,
 * behind a sign that nobody types: "D'Ran" is found by `d ran` and by `dran`. For what is searched in, never for the
 * query. Equal to the SQL function find_vi.
 */
export function findForms(text: string): string {
  const plain = fold(text);
  const joined = fold(bare(text).replace(INNER_APOSTROPHE, ""));
  return joined === plain ? plain : `${plain} ǁ ${joined}`;
}
