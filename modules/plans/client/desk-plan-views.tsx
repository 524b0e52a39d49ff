import { useText } from "#platform/i18n/use-text.ts";
import { Field } from "#platform/ui/field.tsx";
import { Link } from "#platform/ui/link.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { LateReason } from "../contract.ts";
import { planText, type PlanTexts } from "./desk-text.ts";
import "./desk-plans.css";

/** The four ways into the plans; the unit that is asked for goes along. */
export function PlanViews({ view }: { view: "list" | "calendar" | "timeline" | "late" }) {
  const t = useText(planText);
  const { values } = useFilters(["under", "plan"] as const);
  const here = (name: typeof view) => (view === name ? { "aria-current": "page" as const } : {});
  const search = { under: values.under, plan: values.plan };
  return (
    <nav className="tabs no-print" aria-label={t("plan.views")}>
      <Link to="/plans" {...here("list")}>
        {t("plan.views.list")}
      </Link>
      <Link to="/plans/calendar" search={search} {...here("calendar")}>
        {t("plan.views.calendar")}
      </Link>
      <Link to="/plans/timeline" search={search} {...here("timeline")}>
        {t("plan.views.timeline")}
      </Link>
      <Link to="/plans/late" search={search} {...here("late")}>
        {t("plan.views.late")}
      </Link>
    </nav>
  );
}

/** Whose work is shown: what the caller was granted unless another unit is chosen. `ready` is false until that is known. */
export function useAskedWork(): { under: number | null; planId: string | undefined; ready: boolean } {
  const { values } = useFilters(["under", "plan"] as const);
  const me = useAsk<{ grants: { role: string; unitId: number | null }[] }>("/me");
  const granted = me.data?.grants.find((g) => g.role !== "speaker")?.unitId ?? null;
  const under = values.under === undefined ? granted : Number(values.under);
  return {
    under: values.plan === undefined ? under : values.under === undefined ? null : under,
    planId: values.plan,
    ready: me.data !== undefined,
  };
}

export function AskedUnit({ under }: { under: number | null }) {
  const t = useText(planText);
  const { set } = useFilters(["under"] as const);
  return (
    <div className="plan-tools no-print">
      <Field name="plan-under" label={t("plan.column.unit")} optional="silent">
        <UnitPicker value={under} onValue={(id) => set({ under: id === null ? undefined : String(id) })} />
      </Field>
    </div>
  );
}

const fewUnits = 3;

/** "chưa bắt đầu; chờ Thôn Lạc Bình": each reason in words. */
export function reasonWords(t: PlanTexts, reasons: readonly LateReason[]): string {
  return reasons
    .map(({ code, n, units }) => {
      const named = units.slice(0, fewUnits).join(", ");
      const all =
        units.length > fewUnits ? t("plan.reason.others", { units: named, n: units.length - fewUnits }) : named;
      return t(`plan.reason.${code}`, { n, units: all });
    })
    .join("; ");
}
