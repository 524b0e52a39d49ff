import { todayInVietnam } from "#kernel/civil-date.ts";
import { useLocale } from "#platform/i18n/use-text.ts";
import { useAsk } from "#platform/ui/use-api.ts";

export interface TypeChoice {
  id: string;
  name: string;
  nameVi: string;
  abbreviation: string | null;
  series: string;
}

/** Types of documents in the language of the screen; empty until they are here. */
export function useTypes(): TypeChoice[] {
  const locale = useLocale();
  const asked = useAsk<{
    items: { id: string; nameVi: string; nameEn: string; abbreviation: string | null; series: string }[];
  }>("/documents/types");
  return (asked.data?.items ?? []).map((t) => ({ ...t, name: locale === "vi" ? t.nameVi : t.nameEn }));
}

/** This year and the five before, as choices. */
export function yearsBack(): string[] {
  const year = Number(todayInVietnam().slice(0, 4));
  return Array.from({ length: 6 }, (_, i) => String(year - i));
}
