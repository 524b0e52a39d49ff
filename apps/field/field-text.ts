import { useMemo, useSyncExternalStore } from "react";
import { translator, type Translate } from "#platform/i18n/catalogue.ts";
import { locale, onLocale } from "#platform/i18n/locale.ts";
import { useLocale } from "#platform/i18n/use-text.ts";
import { messagesVi } from "./messages.vi.ts";

/** Vietnamese comes with the app; English is a file of its own that the phone keeps too. */
type Words = Record<keyof typeof messagesVi, string>;
let english: Words | null = null;
const listeners = new Set<() => void>();

async function loadEnglish(): Promise<void> {
  if (english !== null || locale() !== "en") return;
  english = (await import("./messages.en.ts")).messagesEn;
  for (const listener of listeners) listener();
}
onLocale(() => void loadEnglish().catch(() => undefined));
void loadEnglish().catch(() => undefined);

export type FieldText = Translate<typeof messagesVi>;

export function useFieldText(): FieldText {
  const chosen = useLocale();
  const loaded = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => english,
  );
  return useMemo(() => translator({ vi: messagesVi, en: loaded ?? messagesVi }, chosen), [loaded, chosen]);
}
