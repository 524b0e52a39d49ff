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
  return text
    .normalize("NFD")
    .replace(MARKS, "")
    .replace(LIKE_D, "d")
    .replace(LIKE_B, "b")
    .replace(LIKE_I, "i")
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    .replace(SPACE_LIKE, " ")
    .replace(/^ | $/g, "");
}
