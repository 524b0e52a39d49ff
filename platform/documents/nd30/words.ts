/** A document number below 10 takes a zero: 05, 12, 1273. */
export function officialNumber(number: number): string {
  return String(number).padStart(2, "0");
}

/** The letters of điểm in order: a, b, c, d, đ, e, g, h, … (no f, j, w, z). */
export const pointLetters = "abcdđeghiklmnopqrstuvxy";

export function romanNumeral(value: number): string {
  const steps: [number, string][] = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = value;
  let text = "";
  for (const [size, letters] of steps) {
    while (rest >= size) {
      text += letters;
      rest -= size;
    }
  }
  return text;
}

export function upperVi(text: string): string {
  return text.normalize("NFC").toLocaleUpperCase("vi");
}

/** Without diacritics and case, one space between words: what headings are recognised by. */
export function foldHeading(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[–—−]/g, "-")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}
