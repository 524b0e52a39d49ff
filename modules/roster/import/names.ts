import { cutIdentities } from "#kernel/text/identity-filter.ts";
import { uncapitaliseName } from "#kernel/text/name-sort.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import type { LegacyEncoding } from "#kernel/text/legacy-encoding.ts";

const titles = /^(?:(?:đ\/c|đc|đồng chí|ths|ts|pgs|gs|bs|cn|ks|thạc sĩ|tiến sĩ|bác sĩ|luật sư)\.?\s*[:.]?\s+)+/iu;
const courtesy = /^(?:ông|bà|anh|chị)\s+(?=\S+\s+\S+)/iu;

export interface ReadName {
  /** As it would be stored; empty where the cell held no name. */
  name: string;
  readable: boolean;
}

/**
 * The name alone: titles and remarks in brackets go, NGUYỄN VĂN AN becomes Nguyễn Văn An, and what a
 * font of small letters only left small at the head of a word is put right.
 * @param courtesies the list puts Ông and Bà before its names (Ông is a family name too, so a single one stays)
 */
export function readName(text: string, from: LegacyEncoding | null, courtesies: boolean): ReadName {
  let name = tidyLine(text)
    .replace(/[`´‘’ʼ′]/g, "'")
    .replace(/\s*[([].*?[)\]]\s*/gu, " ")
    .replace(/^\d+[.)]\s*/, "");
  name = cutIdentities(name);
  name = tidyLine(name.replace(titles, "").replace(/[,;:.\-–\s]+$/u, ""));
  if (courtesies) name = name.replace(courtesy, "");
  name = uncapitaliseName(name);
  if (from !== null || name === name.toLowerCase())
    name = name.replace(/(^|\s)(\p{Ll})/gu, (_, space: string, letter: string) => space + letter.toUpperCase());
  const letters = /\p{L}/u.test(name) && name.length <= 120;
  return { name, readable: letters && !/[\d?\ufffd@#]/.test(name) };
}

/** Whether a list says Ông or Bà before most of its names. */
export function hasCourtesies(names: readonly string[]): boolean {
  const with_ = names.filter((n) => courtesy.test(tidyLine(n))).length;
  return names.length > 0 && with_ >= 2 && with_ >= names.length * 0.5;
}
