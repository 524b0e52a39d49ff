import { FileUp, UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { languages, languageName } from "#kernel/languages.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { AppointmentItem, PersonItem } from "../answers.ts";
import { useKeeper, useRosterRules } from "./desk-rules.ts";
import { TermState } from "./desk-state.tsx";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

const states = ["held", "ending", "coming", "over", "all"] as const;
type State = (typeof states)[number];

/** Everybody on the roster that one may see, by name, in the order of Vietnamese lists. */
export function PeopleScreen() {
  const t = useText(rosterText);
  const { number } = useFormats();
  const { values, set } = useFilters(["q", "under", "kind", "language", "state"] as const);
  const [typed, setTyped] = useState(values.q ?? "");
  const q = useSettled(typed.trim(), 250);
  const { rules, locale } = useRosterRules();
  const { keeps } = useKeeper();
  const query = { ...values, q };
  const list = useList<PersonItem>("/people", query);
  const first = useAsk<{ total: number | null }>("/people", { ...query, limit: 1 }, { keep: true });
  const filtered = Object.values(query).some((v) => v !== undefined && v !== "");
  return (
    <>
      <PageHead
        title={t("people.title")}
        count={typeof first.data?.total === "number" ? number(first.data.total) : undefined}
      >
        <ExportButton path="/people/export" query={query} fileName={t("people.file")} />
        <LinkButton to="/people/quotas" search={{ under: values.under }}>
          {t("people.quotas")}
        </LinkButton>
        {keeps && (
          <LinkButton icon={FileUp} to="/people/import">
            {t("people.import")}
          </LinkButton>
        )}
        {keeps && (
          <LinkButton look="main" icon={UserPlus} to="/people/new">
            {t("people.add")}
          </LinkButton>
        )}
      </PageHead>
      <div className="people-tools no-print">
        <div className="field wide">
          <Field name="people-q" label={t("people.search")} optional="silent">
            <TextInput
              type="search"
              placeholder={t("people.search-help")}
              value={typed}
              onValue={(value) => {
                setTyped(value);
                set({ q: value.trim() });
              }}
            />
          </Field>
        </div>
        <Field name="people-under" label={t("people.under")} optional="silent">
          <UnitPicker
            value={values.under === undefined ? null : Number(values.under)}
            onValue={(id) => set({ under: id === null ? undefined : String(id) })}
          />
        </Field>
        <Field name="people-kind" label={t("roster.kind")} optional="silent">
          <Select
            value={values.kind ?? ""}
            onValue={(kind) => set({ kind })}
            placeholder={t("people.any")}
            choices={(rules?.kinds ?? []).map((k) => ({ value: k.id, label: k.label[locale] }))}
          />
        </Field>
        <Field name="people-language" label={t("people.language")} optional="silent">
          <Select
            value={values.language ?? ""}
            onValue={(language) => set({ language })}
            placeholder={t("people.any")}
            choices={languages
              .filter((l) => l.tag !== "vi")
              .map((l) => ({ value: l.tag, label: languageName(l.tag, locale) }))}
          />
        </Field>
        <Field name="people-state" label={t("people.state")} optional="silent">
          <Select
            value={(values.state ?? "held") as State}
            onValue={(state) => set({ state: state === "held" ? undefined : state })}
            choices={states.map((value) => ({ value, label: t(`people.state.${value}`) }))}
          />
        </Field>
      </div>
      {list.loading ? (
        <LoadingState words={t("people.loading")} lines={8} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <Nobody filtered={filtered} keeps={keeps} />
      ) : (
        <Rows list={list} />
      )}
    </>
  );
}

function Nobody({ filtered, keeps }: { filtered: boolean; keeps: boolean }) {
  const t = useText(rosterText);
  if (filtered)
    return (
      <EmptyState icon={Users} title={t("people.none-found")}>
        {t("people.none-found-words")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Users}
      title={t("people.empty")}
      action={
        keeps ? (
          <LinkButton look="main" to="/people/import">
            {t("people.import")}
          </LinkButton>
        ) : undefined
      }
    >
      {t("people.empty-words")}
    </EmptyState>
  );
}

function Rows({ list }: { list: ReturnType<typeof useList<PersonItem>> }) {
  const t = useText(rosterText);
  const columns = usePeopleColumns();
  return (
    <>
      <DataTable<PersonItem>
        label={t("people.title")}
        name="people"
        rows={list.rows}
        columns={columns}
        rowKey={(p) => p.id}
        title={(p) => p.fullName}
        href={(p) => ({ to: `/people/${p.id}` })}
      />
      <More list={list} />
    </>
  );
}

/** What is held stands in front of what is over; nobody is shown without any. */
function shownOf(person: PersonItem): AppointmentItem[] {
  const held = person.appointments.filter((a) => a.state !== "over");
  return held.length > 0 ? held : person.appointments.slice(0, 1);
}

function usePeopleColumns(): Column<PersonItem>[] {
  const t = useText(rosterText);
  const { locale } = useRosterRules();
  return [
    {
      key: "name",
      label: t("roster.fullName"),
      width: 250,
      cell: (p) => <span className="dim">{p.position ?? ""}</span>,
    },
    { key: "role", label: t("people.column.role"), phone: "line", cell: (p) => <Roles of={shownOf(p)} /> },
    {
      key: "unit",
      label: t("roster.unit"),
      phone: "line",
      cell: (p) => (
        <>
          {p.unitName}
          {p.workplace !== null && p.workplace !== p.unitName && <span className="dim">{p.workplace}</span>}
        </>
      ),
    },
    {
      key: "languages",
      label: t("roster.workingLanguages"),
      phone: "hide",
      cell: (p) =>
        p.workingLanguages
          .filter((l) => l !== "vi")
          .map((l) => languageName(l, locale))
          .join(", "),
    },
    {
      key: "contact",
      label: t("roster.officeContact"),
      extra: true,
      phone: "hide",
      cell: (p) => p.officeContact ?? "",
    },
    { key: "topics", label: t("roster.topics"), extra: true, phone: "hide", cell: (p) => p.topics.join(", ") },
    {
      key: "until",
      label: t("people.column.until"),
      width: 150,
      phone: "aside",
      cell: (p) => <Until of={shownOf(p)[0]} />,
    },
  ];
}

function Roles({ of }: { of: readonly AppointmentItem[] }) {
  const t = useText(rosterText);
  const { role } = useRosterRules();
  return (
    <ul className="roles">
      {of.map((a) => (
        <li key={a.id}>
          {role(a)}
          {a.core && <> · {t("people.core")}</>}
          {a.decisionSymbol !== null && <span className="dim"> {a.decisionSymbol}</span>}
        </li>
      ))}
    </ul>
  );
}

function Until({ of }: { of: AppointmentItem | undefined }) {
  const t = useText(rosterText);
  const { day } = useFormats();
  if (of === undefined) return null;
  const last = of.lastDay ?? of.termTo;
  return (
    <>
      {last === null ? <span className="dim">{t("people.no-end")}</span> : <span className="nw">{day(last)}</span>}
      {of.state !== "current" && (
        <div>
          <TermState state={of.state} />
        </div>
      )}
    </>
  );
}
