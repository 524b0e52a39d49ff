import { catalogue } from "#platform/i18n/catalogue.ts";
import { useLocale } from "#platform/i18n/use-text.ts";
import type { Option } from "#platform/ui/combobox.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { FundingSource } from "#modules/budgets/shared.ts";
import type { EquipmentKind } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { deskWordsEn } from "./desk-words.en.ts";
import { deskWordsVi } from "./desk-words.vi.ts";

const vi = { ...messagesVi, ...deskWordsVi } as const;

/** The room's labels and the desk's own words, together. */
export const equipmentText = catalogue<typeof vi>(vi, { ...messagesEn, ...deskWordsEn });

function useNames<T extends { code: string; nameVi: string; nameEn: string }>(path: string) {
  const language = useLocale();
  const list = useAsk<{ items: T[] }>(path).data?.items ?? [];
  const name = (code: string) => {
    const found = list.find((k) => k.code === code);
    return found === undefined ? code : language === "vi" ? found.nameVi : found.nameEn;
  };
  return { list, name, choices: list.map((k) => ({ value: k.code, label: name(k.code) })) };
}

export const useKinds = () => useNames<EquipmentKind>("/equipment/kinds");
export const useFunding = () => useNames<FundingSource>("/budgets/sources");

/** The unit at which the person works, where there is one: chosen already. */
export function useHome(): Option | null {
  const me = useAsk<{ grants: readonly { unitId: number | null; unitName?: string | null }[] }>("/me");
  const grant = me.data?.grants.find((g) => g.unitId !== null);
  return grant === undefined ? null : { value: String(grant.unitId), label: grant.unitName ?? String(grant.unitId) };
}

export const unitOption = (u: { id: number; name: string; parentName: string | null }): Option => ({
  value: String(u.id),
  label: u.name,
  hint: u.parentName ?? "",
});
