import { locale } from "#platform/i18n/locale.ts";
import { formatsOf } from "#platform/i18n/formats.ts";

const words = {
  vi: ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"],
  en: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
} as const;

/** A number within a sentence: 14, 1.234. */
export function few(n: number): string {
  return formatsOf(locale()).number(n);
}

/** A number that opens a sentence: a word up to ten, figures above. */
export function spoken(n: number): string {
  const word = words[locale()][n];
  return word === undefined ? few(n) : word.charAt(0).toUpperCase() + word.slice(1);
}
