import { GraduationCap } from "lucide-react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Select } from "#platform/ui/inputs.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import type { HoursRow, UnitHours } from "../contract.ts";
import { courseText, yearChoices } from "./desk-text.ts";
import "./desk-courses.css";

/** Who has how many hours in a year, who lacks some; by unit as it was then and as it is now. */
export function Hours() {
  const t = useText(courseText);
  const { values, set } = useFilters(["hoursYear", "view", "short", "person"] as const);
  const year = values.hoursYear ?? todayInVietnam().slice(0, 4);
  const { q, searchBox } = useListSearch(values.person, (typed) => set({ person: typed }));
  const view = values.view ?? "then";
  const query = { year, view, q, short: values.short };
  return (
    <>
      <ListTools>
        <ListSearch name="hours-q" label={t("desk.find-person")} {...searchBox} />
        <div className="narrow">
          <Field name="hours-year" label={t("desk.year")} optional="silent">
            <Select value={year} onValue={(hoursYear) => set({ hoursYear })} choices={yearChoices()} />
          </Field>
        </div>
        <div className="narrow">
          <Field name="hours-view" label={t("desk.view")} optional="silent">
            <Select
              value={view}
              onValue={(next) => set({ view: next === "then" ? undefined : next })}
              choices={(["then", "now"] as const).map((value) => ({ value, label: t(`desk.view.${value}`) }))}
            />
          </Field>
        </div>
        <Checkbox checked={values.short === "yes"} onChecked={(short) => set({ short: short ? "yes" : undefined })}>
          {t("desk.short")}
        </Checkbox>
        <ExportButton path="/courses/hours/export" query={query} fileName={`${t("course.hours-file")}.xlsx`} />
      </ListTools>
      <Units year={year} view={view} />
      <People query={query} filtered={q !== "" || values.short === "yes"} />
    </>
  );
}

function Units({ year, view }: { year: string; view: string }) {
  const t = useText(courseText);
  const { number } = useFormats();
  const asked = useAsk<{ items: UnitHours[] }>("/courses/hours/units", { year, view }, { keep: true });
  const columns = useUnitColumns();
  return (
    <Answer of={asked}>
      {({ items }) => {
        const sum = (of: "people" | "hours" | "short") => items.reduce((n, u) => n + u[of], 0);
        if (items.length === 0) return null;
        return (
          <section>
            <p className="course-say" role="status">
              {sum("short") > 0
                ? t("desk.hours-say", { short: number(sum("short")), people: number(sum("people")), year })
                : t("desk.hours-say-none", { people: number(sum("people")), hours: number(sum("hours")), year })}
            </p>
            <h2>{t("desk.hours-units")}</h2>
            <DataTable<UnitHours>
              label={t("desk.hours-units")}
              name="training-units"
              rows={busiest(items)}
              columns={columns}
              rowKey={(u) => String(u.unit.id)}
              title={(u) => u.unit.name}
              titleColumn="unit"
            />
            {items.length > mostUnits && (
              <p className="dim s" style={{ marginTop: 8 }}>
                {t("desk.hours-units-more", { n: mostUnits, all: number(items.length) })}
              </p>
            )}
          </section>
        );
      }}
    </Answer>
  );
}

/** Where something happened or is missing first; a province has more communes than one page. */
const mostUnits = 12;
function busiest(items: readonly UnitHours[]): UnitHours[] {
  return items.toSorted((a, b) => b.hours - a.hours || b.short - a.short).slice(0, mostUnits);
}

function People({ query, filtered }: { query: Record<string, string | undefined>; filtered: boolean }) {
  const t = useText(courseText);
  const list = useList<HoursRow>("/courses/hours", query);
  const columns = useColumns();
  return (
    <section style={{ marginTop: 24 }}>
      <h2>{t("desk.hours-people")}</h2>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: GraduationCap,
          title: t(filtered ? "desk.hours-none" : "desk.hours-empty"),
          words: t(filtered ? "desk.none-words" : "desk.hours-empty-words"),
        }}
      >
        {list.rows.every((r) => r.wanted === null) && <p className="dim">{t("desk.hours-no-norm")}</p>}
        <DataTable<HoursRow>
          label={t("desk.hours-people")}
          name="training-hours"
          rows={list.rows}
          columns={columns}
          rowKey={(r) => r.personId}
          title={(r) => r.name}
          titleColumn="name"
          href={(r) => ({ to: `/people/${r.personId}` })}
        />
      </ListRows>
    </section>
  );
}

function useColumns(): Column<HoursRow>[] {
  const t = useText(courseText);
  const { number } = useFormats();
  return [
    {
      key: "name",
      label: t("course.column.name"),
      cell: (r) => <span className="dim">{r.unit.name}</span>,
    },
    {
      key: "courses",
      label: t("course.column.courses"),
      width: 100,
      numeric: true,
      phone: "hide",
      cell: (r) => number(r.courses),
    },
    {
      key: "hours",
      label: t("course.column.credited"),
      width: 130,
      numeric: true,
      phone: "line",
      cell: (r) => t("desk.credit", { n: number(r.hours) }),
    },
    {
      key: "wanted",
      label: t("course.column.wanted"),
      width: 130,
      numeric: true,
      phone: "hide",
      cell: (r) => (r.wanted === null ? "–" : number(r.wanted)),
    },
    {
      key: "missing",
      label: t("course.column.missing"),
      width: 130,
      phone: "aside",
      cell: (r) =>
        r.wanted === null ? (
          <span className="dim">–</span>
        ) : r.missing === 0 ? (
          t("desk.enough")
        ) : (
          <b>{t("desk.lack", { n: number(r.missing) })}</b>
        ),
    },
  ];
}

function useUnitColumns(): Column<UnitHours>[] {
  const t = useText(courseText);
  const { number } = useFormats();
  return [
    { key: "unit", label: t("course.column.of"), cell: () => null },
    {
      key: "people",
      label: t("course.column.people"),
      width: 120,
      numeric: true,
      phone: "line",
      cell: (u) => number(u.people),
    },
    {
      key: "trained",
      label: t("course.column.trained"),
      width: 150,
      numeric: true,
      phone: "line",
      cell: (u) => number(u.trained),
    },
    {
      key: "hours",
      label: t("course.column.credited"),
      width: 140,
      numeric: true,
      phone: "line",
      cell: (u) => number(u.hours),
    },
    {
      key: "short",
      label: t("course.column.short"),
      width: 140,
      numeric: true,
      phone: "line",
      cell: (u) => number(u.short),
    },
  ];
}
