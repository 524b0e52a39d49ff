import { useMemo, useSyncExternalStore } from "react";
import { type Catalogue, type Texts, type Translate, translator } from "./catalogue.ts";
import { type Locale, locale, onLocale } from "./locale.ts";
import { type Formats, formatsOf } from "./formats.ts";

export function useLocale(): Locale {
  return useSyncExternalStore(onLocale, locale, () => "vi" as const);
}

/** The room's words in the person's language: `const t = useText(talkText); t("talk.title", { n: 3 })`. */
export function useText<M extends Texts>(of: Catalogue<M>): Translate<M> {
  const chosen = useLocale();
  return useMemo(() => translator(of, chosen), [of, chosen]);
}

/** Numbers, days and moments as they are written in the person's language. */
export function useFormats(): Formats {
  return formatsOf(useLocale());
}
