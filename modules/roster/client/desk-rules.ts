import { useLocale } from "#platform/i18n/use-text.ts";
import { useAsk } from "#platform/ui/use-api.ts";
import type { AppointmentItem, RosterCatalogue } from "../answers.ts";
import { rosterPolicy } from "../policy.ts";

/** Kinds, levels and standards, fetched once; labels fall back to the id while they are on their way. */
export function useRosterRules() {
  const locale = useLocale();
  const asked = useAsk<RosterCatalogue>("/people/rules");
  const rules = asked.data;
  const kindLabel = (id: string) => rules?.kinds.find((k) => k.id === id)?.label[locale] ?? id;
  const levelLabel = (id: string) => rules?.levels.find((l) => l.id === id)?.label[locale] ?? id;
  return {
    rules,
    locale,
    kindLabel,
    levelLabel,
    /** "Báo cáo viên cấp xã" */
    role: (a: Pick<AppointmentItem, "kind" | "level">) =>
      a.level === null ? kindLabel(a.kind) : `${kindLabel(a.kind)} ${levelLabel(a.level)}`,
  };
}

/** As GET /api/me answers, as far as these pages ask. */
interface Me {
  homeUnitId: number | null;
  grants: { role: string; unitId: number | null }[];
}

/** The unit that work starts from, and whether this person keeps a roster anywhere. */
export function useKeeper(): { ready: boolean; home: number | null; keeps: boolean } {
  const me = useAsk<Me>("/me");
  const keepers: readonly string[] = rosterPolicy["roster.add-person"].roles;
  return {
    ready: me.data !== undefined || me.error !== null,
    // The unit that was granted, not the office one sits in: the roster is the commune's.
    home:
      me.data?.grants.find((g) => g.unitId !== null && keepers.includes(g.role))?.unitId ??
      me.data?.grants.find((g) => g.unitId !== null)?.unitId ??
      me.data?.homeUnitId ??
      null,
    keeps: me.data?.grants.some((g) => keepers.includes(g.role)) ?? false,
  };
}
