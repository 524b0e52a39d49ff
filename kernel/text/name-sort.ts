import { tidyLine } from "./nfc.ts";

/**
 * Names are listed by given name, then family and middle names. A sort key is written as people
 * write it on cards: "Hà, Nguyễn Thị Thu". It is derived once and may be edited: a highland name does
 * not always keep its given name last, and only its bearer knows.
 */
export function deriveSortKey(fullName: string): string {
  const words = tidyLine(fullName.replaceAll(",", " "))
    .replace(/[`´‘’ʼ′]/g, "'")
    .replace(/'\s+/g, "' ")
    .split(" ");
  if (words.length < 2) return words.join(" ");
  // "K' Brèm", "K'Brèm", "Y Bik", "Ha Nghiêm": a particle of sex before the one given name.
  if (words.length === 2 && PARTICLE.test(words[0] as string)) return `${words[1] as string}, ${words[0] as string}`;
  // "H'Hen Niê", "Y Bik Niê", "K'Long Ha Briu": given name first, clan last.
  if (/^[HK]'.+/.test(words[0] as string)) return `${words[0] as string}, ${words.slice(1).join(" ")}`;
  if (/^[YH]$/.test(words[0] as string) && words.length > 2) {
    return `${words[1] as string}, ${words[0] as string} ${words.slice(2).join(" ")}`;
  }
  // "Rơ Ông K' Duyên": the particle belongs to the given name that follows it.
  const last = words.at(-1) as string;
  return `${last}, ${words.slice(0, -1).join(" ")}`;
}

const PARTICLE = /^(?:[HK]'|Y|H|Ya|Ha|Ka|K)$/;

export interface SortKeyParts {
  given: string;
  rest: string;
}

export function sortKeyParts(sortKey: string): SortKeyParts {
  const comma = sortKey.indexOf(",");
  if (comma < 0) return { given: tidyLine(sortKey), rest: "" };
  return { given: tidyLine(sortKey.slice(0, comma)), rest: tidyLine(sortKey.slice(comma + 1)) };
}

/** The order of ICU for Vietnamese, the same as PostgreSQL's "vi-x-icu". */
const collator = new Intl.Collator("vi");

/** Compares two sort keys: the whole given name first, tones and all, then the rest (all Anh before all Ánh). */
export function compareSortKeys(a: string, b: string): number {
  const [x, y] = [sortKeyParts(a), sortKeyParts(b)];
  return collator.compare(x.given, y.given) || collator.compare(x.rest, y.rest);
}

/** Compares two full names by the keys they would derive. */
export function compareNames(a: string, b: string): number {
  return compareSortKeys(deriveSortKey(a), deriveSortKey(b));
}

/** "NGUYỄN THỊ THU HÀ" as a person would write it; a name that is not all capitals is left alone. */
export function uncapitaliseName(fullName: string): string {
  const name = tidyLine(fullName);
  if (name !== name.toUpperCase() || !/\p{L}{2}/u.test(name)) return name;
  return name
    .toLowerCase()
    .replace(/(^|[ '’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
