import { todayInVietnam } from "#kernel/civil-date.ts";
import { catalogue } from "#platform/i18n/catalogue.ts";
import { useLocale } from "#platform/i18n/use-text.ts";
import type { Option } from "#platform/ui/combobox.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { Topic } from "#modules/materials/shared.ts";
import type { RosterCatalogue } from "#modules/roster/shared.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { deskWordsEn } from "./desk-words.en.ts";
import { deskWordsVi } from "./desk-words.vi.ts";

const vi = { ...messagesVi, ...deskWordsVi } as const;

/** The room's labels and the desk's own words, together. */
export const courseText = catalogue<typeof vi>(vi, { ...messagesEn, ...deskWordsEn });

/** The unit at which the person works, where there is one: chosen already. */
export function useHome(): Option | null {
  const me = useAsk<{ grants: readonly { unitId: number | null; unitName?: string | null }[] }>("/me");
  const grant = me.data?.grants.find((g) => g.unitId !== null);
  return grant === undefined ? null : { value: String(grant.unitId), label: grant.unitName ?? String(grant.unitId) };
}

export const unitOption = (u: { id: number; name: string; parentName?: string | null }): Option => ({
  value: String(u.id),
  label: u.name,
  hint: u.parentName ?? "",
});

export function useTopicChoices(): { value: string; label: string }[] {
  const language = useLocale();
  const asked = useAsk<{ items: Topic[] }>("/materials/topics");
  return (asked.data?.items ?? [])
    .filter((x) => x.active)
    .map((x) => ({ value: x.id, label: language === "vi" ? x.labelVi : x.labelEn }));
}

export function useKindChoices(): { value: string; label: string }[] {
  const language = useLocale();
  const asked = useAsk<RosterCatalogue>("/people/rules");
  return (asked.data?.kinds ?? []).map((k) => ({ value: k.id, label: k.label[language] }));
}

/** This year and those before it that a list is asked for; the next one is planned already. */
export function yearChoices(): { value: string; label: string }[] {
  const year = Number(todayInVietnam().slice(0, 4));
  return [1, 0, -1, -2, -3].map((by) => ({ value: String(year + by), label: String(year + by) }));
}
