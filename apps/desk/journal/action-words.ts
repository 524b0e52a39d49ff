import { talkText } from "#modules/talks/client.ts";
import { useLocale } from "#platform/i18n/use-text.ts";

const words: Record<"vi" | "en", Record<string, string>> = { vi: talkText.vi, en: talkText.en };

/** A journal action in words where its room has given some, else as it is written in the journal. */
export function useActionWords(): (action: string) => string {
  const language = useLocale();
  return (action) => {
    const room = action.split(".")[0] ?? "";
    const text = words[language][`${room}.action.${action}`] ?? words[language][`journal.${action}`];
    return text === undefined ? action : text.charAt(0).toUpperCase() + text.slice(1);
  };
}
