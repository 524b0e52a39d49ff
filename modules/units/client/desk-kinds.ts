import type { z } from "zod";
import { useLocale } from "#platform/i18n/use-text.ts";
import { useAsk } from "#platform/ui/use-api.ts";
import type { UnitKindItem } from "../contract.ts";

export type UnitKind = z.infer<typeof UnitKindItem>;

/** The kinds of units are data; their labels come from there. */
export function useUnitKinds(): { kinds: readonly UnitKind[]; label: (kind: string) => string } {
  const language = useLocale();
  const asked = useAsk<{ items: UnitKind[] }>("/units/kinds");
  const kinds = asked.data?.items ?? [];
  return {
    kinds,
    label: (id) => {
      const kind = kinds.find((k) => k.id === id);
      return kind === undefined ? "" : language === "vi" ? kind.labelVi : kind.labelEn;
    },
  };
}
