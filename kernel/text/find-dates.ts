import { civilDate, type CivilDate, exists } from "../civil-date.ts";
import { numberInWords } from "./numbers.ts";

/** A full date in running text; `date` is null where there is no such day (31/02/2024). */
export interface FoundDate {
  date: CivilDate | null;
  start: number;
  end: number;
}

const IN_FIGURES =
  /(?<![\d/.,-])(?:ngày\s*)?(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2})(?![\d/]|[.,-]\d)/giu;

/** Words for 1 to 31 as officials say them: "mồng năm", "hai mươi tư", "ba mươi mốt". */
const evened = (words: string) =>
  words
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^(?:mồng|mùng) /, "")
    .replaceAll("ngàn", "nghìn")
    .replaceAll("lẻ", "linh")
    .replace(/(?<=mươi )tư/, "bốn")
    .replace(/(?<=mươi )nhăm/, "lăm");
const small = new Map<string, number>(Array.from({ length: 31 }, (_, i) => [numberInWords(i + 1), i + 1]));
small.set("tư", 4);
const years = new Map<string, number>(Array.from({ length: 200 }, (_, i) => [numberInWords(1900 + i), 1900 + i]));

const NUMBER_WORD = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|nhăm";
const DAY_WORDS = `(?:(?:mồng|mùng)\\s+)?(?:${NUMBER_WORD})(?:\\s+(?:${NUMBER_WORD})){0,2}`;
const YEAR_WORDS = `(?:một|hai)\\s+(?:nghìn|ngàn)(?:\\s+(?:${NUMBER_WORD}|không|trăm|linh|lẻ)){1,6}`;
const IN_WORDS = new RegExp(
  `(?<![\\d/])(?:ngày\\s*|(?<!\\p{L}))(?:(?:mồng|mùng)\\s+)?(\\d{1,2}|${DAY_WORDS})\\s+tháng\\s+(\\d{1,2}|${DAY_WORDS})\\s*,?\\s+năm\\s+((?:19|20)\\d{2}(?!\\d)|${YEAR_WORDS})`,
  "giu",
);

/**
 * All full dates of a text, in order: 05/02/2024, 5-2-2024, "ngày 05 tháng 02 năm 2024", "ngày mồng năm tháng hai
 * năm hai nghìn không trăm hai mươi tư". Expects composed text (plainView).
 */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const m of text.matchAll(IN_FIGURES)) found.push(dated(Number(m[1]), Number(m[3]), Number(m[4]), m));
  for (const m of text.matchAll(IN_WORDS)) {
    const day = numberOf(m[1] as string, small);
    const month = numberOf(m[2] as string, small);
    const year = numberOf(m[3] as string, years);
    if (day !== null && month !== null && year !== null) found.push(dated(day, month, year, m));
  }
  return found.sort((a, b) => a.start - b.start);
}

function dated(day: number, month: number, year: number, m: RegExpExecArray): FoundDate {
  return {
    date: exists(year, month, day) ? civilDate(year, month, day) : null,
    start: m.index,
    end: m.index + m[0].trimEnd().length,
  };
}

function numberOf(typed: string, words: ReadonlyMap<string, number>): number | null {
  if (/^\d+$/.test(typed)) return Number(typed);
  return words.get(evened(typed)) ?? null;
}
