import { FileText } from "lucide-react";
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
import { withType } from "../abstract-words.ts";
import type { IssuedDocument } from "../contract.ts";
import { IssuedState } from "./desk-state.tsx";
import { documentText, type DocumentTexts } from "./desk-text.ts";
import { useTypes, yearsBack } from "./desk-types.ts";
import "./desk-documents.css";

/** What was issued, newest first, with what became of it. */
export function IssuedList() {
  const t = useText(documentText);
  const formats = useFormats();
  const types = useTypes();
  const filters = useFilters(["type", "year", "q"]);
  const q = useSettled(filters.values.q ?? "", 250);
  const { type, year } = filters.values;
  const list = useList<IssuedDocument>("/documents", { type, year, q });
  const filtered = (type ?? year ?? filters.values.q) !== undefined;
  return (
    <>
      <div className="document-filters">
        <Field name="documents-q" label={t("documents.search")} optional="silent">
          <TextInput type="search" value={filters.values.q ?? ""} onValue={(next) => filters.set({ q: next })} />
        </Field>
        <Field name="documents-type" label={t("documents.type")} optional="silent">
          <Select
            value={type ?? ""}
            onValue={(next) => filters.set({ type: next })}
            placeholder={t("documents.allTypes")}
            choices={types.map((x) => ({ value: x.id, label: x.name }))}
          />
        </Field>
        <Field name="documents-year" label={t("documents.year")} optional="silent">
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
        <EmptyState icon={FileText} title={t("documents.tab.register")}>
          {filtered ? t("documents.noneFound") : t("documents.empty")}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t("documents.tab.register")}
            name="documents"
            rows={list.rows}
            rowKey={(d) => d.id}
            title={(d) => d.fullSymbol}
            href={(d) => ({ to: `/documents/${d.id}` })}
            columns={columnsOf(t, formats)}
          />
          <More list={list} />
        </>
      )}
    </>
  );
}

function columnsOf(t: DocumentTexts, formats: Formats): Column<IssuedDocument>[] {
  return [
    { key: "number", label: t("documents.number"), cell: () => null },
    { key: "issuedOn", label: t("documents.issuedOn"), phone: "aside", cell: (d) => formats.day(d.issuedOn) },
    { key: "abstract", label: t("documents.abstract"), cell: (d) => withType(d.typeName, d.abstract) },
    { key: "unit", label: t("documents.unit"), cell: (d) => d.unitName },
    { key: "signer", label: t("documents.signer"), extra: true, cell: (d) => `${d.signerName}, ${d.signerPosition}` },
    {
      key: "recipients",
      label: t("documents.recipients"),
      extra: true,
      phone: "hide",
      cell: (d) => d.recipients.join("; "),
    },
    {
      key: "state",
      label: t("documents.state"),
      cell: (d) => (d.state === "standing" ? "" : <IssuedState state={d.state} />),
    },
  ];
}
