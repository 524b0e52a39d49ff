import { Inbox } from "lucide-react";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { More } from "#platform/ui/more.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { IncomingLine } from "../incoming-contract.ts";
import { IncomingState } from "./desk-state.tsx";
import { documentText, type DocumentTexts } from "./desk-text.ts";
import { yearsBack } from "./desk-types.ts";
import "./desk-documents.css";

const views = ["all", "open", "overdue", "done", "cancelled"] as const;

/** What arrived: number, from whom, due, who has it. */
export function IncomingList() {
  const t = useText(documentText);
  const formats = useFormats();
  const filters = useFilters(["view", "year", "q"]);
  const q = useSettled(filters.values.q ?? "", 250);
  const { view, year } = filters.values;
  const list = useList<IncomingLine>("/documents/incoming", { view, year, q });
  const filtered = (view ?? year ?? filters.values.q) !== undefined;
  return (
    <>
      <div className="document-filters">
        <Field name="incoming-q" label={t("documents.search")} optional="silent">
          <TextInput type="search" value={filters.values.q ?? ""} onValue={(next) => filters.set({ q: next })} />
        </Field>
        <Field name="incoming-view" label={t("documents.in.view")} optional="silent">
          <Select
            value={views.find((v) => v === view) ?? "all"}
            onValue={(next) => filters.set({ view: next === "all" ? undefined : next })}
            choices={views.map((v) => ({ value: v, label: t(`documents.in.view.${v}`) }))}
          />
        </Field>
        <Field name="incoming-year" label={t("documents.year")} optional="silent">
          <Select
            value={year ?? ""}
            onValue={(next) => filters.set({ year: next })}
            placeholder={t("documents.allYears")}
            choices={yearsBack().map((y) => ({ value: y, label: y }))}
          />
        </Field>
      </div>
      {list.loading ? (
        <LoadingState />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={Inbox} title={t("documents.tab.incoming")}>
          {filtered ? t("documents.noneFound") : t("documents.in.empty")}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t("documents.tab.incoming")}
            name="incoming"
            rows={list.rows}
            rowKey={(d) => d.id}
            title={(d) => `${d.number}/${d.year}`}
            href={(d) => ({ to: `/documents/incoming/${d.id}` })}
            columns={columnsOf(t, formats)}
          />
          <More list={list} />
        </>
      )}
    </>
  );
}

function columnsOf(t: DocumentTexts, formats: Formats): Column<IncomingLine>[] {
  return [
    { key: "number", label: t("documents.in.number"), cell: () => null },
    { key: "arrivedOn", label: t("documents.in.arrivedOn"), phone: "aside", cell: (d) => formats.day(d.arrivedOn) },
    { key: "sender", label: t("documents.in.sender"), cell: (d) => d.sender },
    { key: "symbol", label: t("documents.in.symbol"), cell: (d) => d.symbol ?? "" },
    { key: "abstract", label: t("documents.abstract"), cell: (d) => d.abstract },
    {
      key: "dueOn",
      label: t("documents.in.dueOn"),
      phone: "hide",
      cell: (d) => (d.dueOn === null ? "" : formats.day(d.dueOn)),
    },
    { key: "heldBy", label: t("documents.in.heldBy"), cell: (d) => d.heldBy ?? "" },
    { key: "state", label: t("documents.state"), cell: (d) => <IncomingState of={d} /> },
  ];
}
