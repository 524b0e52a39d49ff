import { CalendarClock } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { EndingItem } from "../answers.ts";
import { useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

const spans = ["30", "60", "90", "180", "365"] as const;
type Span = (typeof spans)[number];

/** Appointments whose term ends soon, the nearest first: time to prepare the next decision. */
export function EndingsScreen() {
  const t = useText(rosterText);
  const { number } = useFormats();
  const { values, set } = useFilters(["under", "within"] as const);
  const within = (values.within ?? "90") as Span;
  const asked = useAsk<{ items: EndingItem[] }>("/people/endings", { under: values.under, within }, { keep: true });
  const columns = useEndingColumns();
  return (
    <>
      <PageHead
        over={<Link to="/people">{t("people.title")}</Link>}
        title={t("endings.title")}
        count={asked.data === undefined ? undefined : number(asked.data.items.length)}
      />
      <div className="people-tools no-print">
        <Field name="ending-under" label={t("people.under")} optional="silent">
          <UnitPicker
            value={values.under === undefined ? null : Number(values.under)}
            onValue={(id) => set({ under: id === null ? undefined : String(id) })}
          />
        </Field>
        <Field name="ending-within" label={t("endings.within")} optional="silent">
          <Select
            value={within}
            onValue={(next) => set({ within: next })}
            choices={spans.map((value) => ({ value, label: t("endings.days", { n: value }) }))}
          />
        </Field>
      </div>
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={CalendarClock} title={t("endings.empty", { n: within })}>
              {t("endings.empty-words")}
            </EmptyState>
          ) : (
            <DataTable<EndingItem>
              label={t("endings.title")}
              name="endings"
              rows={items}
              columns={columns}
              rowKey={(e) => e.appointmentId}
              title={(e) => e.fullName}
              href={(e) => ({ to: `/people/${e.personId}` })}
            />
          )
        }
      </Answer>
    </>
  );
}

function useEndingColumns(): Column<EndingItem>[] {
  const t = useText(rosterText);
  const { day, number } = useFormats();
  const { role } = useRosterRules();
  return [
    { key: "name", label: t("roster.fullName"), cell: (e) => <span className="dim">{role(e)}</span> },
    { key: "unit", label: t("roster.unit"), phone: "line", cell: (e) => e.unitName },
    {
      key: "last",
      label: t("roster.lastDay"),
      width: 150,
      phone: "aside",
      cell: (e) => (
        <>
          {day(e.lastDay)}
          <span className="dim">{t("endings.left", { n: number(e.daysLeft) })}</span>
        </>
      ),
    },
  ];
}
