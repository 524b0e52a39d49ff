import { CircleCheck, CircleMinus, CirclePlus, Scale, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Answer, EmptyState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { QuotaItem } from "../answers.ts";
import { QuotaDialog, Standards } from "./desk-configure.tsx";
import { useKeeper, useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

/** How many of each kind a unit should have, and how many it has. */
export function QuotasScreen() {
  const t = useText(rosterText);
  const keeper = useKeeper();
  const mayConfigure = useMay()("roster.configure");
  const [setting, setSetting] = useState(false);
  const { values, set } = useFilters(["under", "missing"] as const);
  const under = values.under === undefined ? keeper.home : Number(values.under);
  return (
    <>
      <PageHead over={<Link to="/people">{t("people.title")}</Link>} title={t("quotas.title")}>
        {mayConfigure && (
          <Button look="main" icon={SlidersHorizontal} onClick={() => setSetting(true)}>
            {t("quotas.set")}
          </Button>
        )}
      </PageHead>
      <div className="people-tools no-print">
        <Field name="quota-under" label={t("people.under")} optional="silent">
          <UnitPicker value={under} onValue={(id) => set({ under: id === null ? undefined : String(id) })} />
        </Field>
        <div style={{ alignSelf: "end" }}>
          <Checkbox checked={values.missing === "yes"} onChecked={(on) => set({ missing: on ? "yes" : undefined })}>
            {t("quotas.missing-only")}
          </Checkbox>
        </div>
      </div>
      {!keeper.ready ? (
        <LoadingState />
      ) : under === null ? (
        <p className="dim">{t("import.unit-wrong")}</p>
      ) : (
        <Quotas under={under} missingOnly={values.missing === "yes"} />
      )}
      <Standards mayConfigure={mayConfigure} />
      {setting && <QuotaDialog onClose={() => setSetting(false)} />}
    </>
  );
}

function Quotas({ under, missingOnly }: { under: number; missingOnly: boolean }) {
  const t = useText(rosterText);
  const asked = useAsk<{ items: QuotaItem[] }>("/people/quotas", { under }, { keep: true });
  const columns = useQuotaColumns();
  return (
    <Answer of={asked}>
      {({ items }) => {
        const shown = missingOnly ? items.filter((q) => q.difference < 0) : items;
        return shown.length === 0 ? (
          <EmptyState icon={Scale} title={t("quotas.empty")}>
            {t("quotas.empty-words")}
          </EmptyState>
        ) : (
          <DataTable<QuotaItem>
            label={t("quotas.title")}
            name="quotas"
            rows={shown}
            columns={columns}
            rowKey={(q) => `${q.unitId}-${q.kind}`}
            title={(q) => q.unitName}
            href={(q) => ({ to: "/people", search: { under: String(q.unitId), kind: q.kind } })}
          />
        );
      }}
    </Answer>
  );
}

function useQuotaColumns(): Column<QuotaItem>[] {
  const t = useText(rosterText);
  const { number } = useFormats();
  const { kindLabel } = useRosterRules();
  return [
    { key: "unit", label: t("quotas.unit"), cell: (q) => <span className="dim">{kindLabel(q.kind)}</span> },
    {
      key: "need",
      label: t("quotas.need"),
      phone: "line",
      width: 140,
      cell: (q) =>
        q.maximum === null
          ? t("quotas.at-least", { n: number(q.minimum) })
          : t("quotas.between", { min: number(q.minimum), max: number(q.maximum) }),
    },
    {
      key: "actual",
      label: t("quotas.actual"),
      numeric: true,
      width: 90,
      phone: "hide",
      cell: (q) => number(q.actual),
    },
    {
      key: "difference",
      label: t("quotas.difference"),
      width: 150,
      phone: "aside",
      cell: (q) => <Difference of={q} />,
    },
    { key: "basis", label: t("quotas.basis"), phone: "hide", cell: (q) => <span className="dim">{q.legalBasis}</span> },
  ];
}

function Difference({ of: { difference } }: { of: QuotaItem }) {
  const t = useText(rosterText);
  const { number } = useFormats();
  if (difference < 0)
    return (
      <StateBadge tone="warn" icon={CircleMinus}>
        {t("quotas.missing", { n: number(-difference) })}
      </StateBadge>
    );
  if (difference > 0)
    return (
      <StateBadge tone="act" icon={CirclePlus}>
        {t("quotas.over", { n: number(difference) })}
      </StateBadge>
    );
  return (
    <StateBadge tone="ok" icon={CircleCheck}>
      {t("quotas.enough")}
    </StateBadge>
  );
}
