/**
 * The languages that talks are held in and materials written in, by BCP-47 tag. The tags of the
 * highland languages are from general knowledge (law-and-text part 14, unverified): data, not law.
 */
export const languages = [
  { tag: "vi", vi: "Tiếng Việt", en: "Vietnamese" },
  { tag: "kpm", vi: "K'Ho", en: "K'Ho" },
  { tag: "cma", vi: "Mạ", en: "Maa" },
  { tag: "cje", vi: "Chu Ru", en: "Churu" },
  { tag: "rad", vi: "Ê Đê", en: "Rade" },
  { tag: "cmo", vi: "M'Nông", en: "Mnong" },
  { tag: "cjm", vi: "Chăm", en: "Cham" },
  { tag: "rog", vi: "Ra Glai", en: "Roglai" },
  { tag: "jra", vi: "Gia Rai", en: "Jarai" },
  { tag: "bdq", vi: "Ba Na", en: "Bahnar" },
  { tag: "tyz", vi: "Tày", en: "Tày" },
  { tag: "nut", vi: "Nùng", en: "Nùng" },
  { tag: "tdd", vi: "Thái", en: "Tai" },
  { tag: "hmv", vi: "Mông", en: "Hmong" },
  { tag: "mtq", vi: "Mường", en: "Mường" },
  { tag: "yue", vi: "Hoa", en: "Chinese (Hoa)" },
] as const;

export type LanguageTag = (typeof languages)[number]["tag"];

export function languageName(tag: string, locale: "vi" | "en" = "vi"): string {
  return languages.find((l) => l.tag === tag)?.[locale] ?? tag;
}
