import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import type { Locale } from "#platform/i18n/locale.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { periodName } from "../rules.ts";

export const reportText = catalogue<typeof messagesVi>(messagesVi, messagesEn);
export type ReportTexts = Translate<typeof messagesVi>;

/** "năm 2025" of `2025`; the code itself where it is none. */
export function periodWords(code: string, locale: Locale): string {
  return periodName(code, locale);
}
