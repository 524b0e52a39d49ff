import { catalogue } from "#platform/i18n/catalogue.ts";
import { useFormats, useLocale } from "#platform/i18n/use-text.ts";
import { useAsk } from "#platform/ui/use-api.ts";
import type { FundingSource } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { deskWordsEn } from "./desk-words.en.ts";
import { deskWordsVi } from "./desk-words.vi.ts";

const vi = { ...messagesVi, ...deskWordsVi } as const;

/** The room's labels and the desk's own words, together. */
export const budgetText = catalogue<typeof vi>(vi, { ...messagesEn, ...deskWordsEn });

export function useSources(): { list: readonly FundingSource[]; name: (code: string) => string } {
  const language = useLocale();
  const asked = useAsk<{ items: FundingSource[] }>("/budgets/sources");
  const list = asked.data?.items ?? [];
  const name = (code: string) => {
    const found = list.find((s) => s.code === code);
    return found === undefined ? code : language === "vi" ? found.nameVi : found.nameEn;
  };
  return { list, name };
}

/** Grouped digits; a tight million where room is short. */
export function useDong(): (n: number) => string {
  const { number } = useFormats();
  return (n) => number(n);
}
