import { periodLabel, parsePeriod } from "#kernel/period.ts";
import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import type { Locale } from "#platform/i18n/locale.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { wordsEn } from "./words.en.ts";
import { wordsVi } from "./words.vi.ts";

const vi = { ...messagesVi, ...wordsVi };
const en: { readonly [K in keyof typeof vi]: string } = { ...messagesEn, ...wordsEn };

export const overviewText = catalogue<typeof vi>(vi, en);
export type OverviewTexts = Translate<typeof vi>;

/** "quý III năm 2026"; the code itself where it is none. */
export function periodWords(code: string, locale: Locale): string {
  const period = parsePeriod(code);
  return period === null ? code : periodLabel(period, locale);
}

/** "Năm 2026", at the head of a line. */
export function periodTitle(code: string, locale: Locale): string {
  const words = periodWords(code, locale);
  return `${words.charAt(0).toLocaleUpperCase(locale)}${words.slice(1)}`;
}
