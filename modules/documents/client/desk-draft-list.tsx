import { FilePen } from "lucide-react";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { More } from "#platform/ui/more.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { DraftLine } from "../draft-contract.ts";
import { DraftStateBadge } from "./desk-state.tsx";
import { documentText, type DocumentTexts } from "./desk-text.ts";
import { type TypeChoice, useTypes } from "./desk-types.ts";

export function DraftList() {
  const t = useText(documentText);
  const formats = useFormats();
  const types = useTypes();
  const list = useList<DraftLine>("/documents/drafts");
  if (list.loading) return <LoadingState />;
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon={FilePen} title={t("documents.tab.drafts")}>
        {t("documents.draft.empty")}
      </EmptyState>
    );
  return (
    <>
      <DataTable
        label={t("documents.tab.drafts")}
        name="document-drafts"
        rows={list.rows}
        rowKey={(d) => d.id}
        title={(d) => d.abstract}
        href={(d) => ({ to: `/documents/drafts/${d.id}` })}
        columns={columnsOf(t, formats, types)}
      />
      <More list={list} />
    </>
  );
}

function columnsOf(t: DocumentTexts, formats: Formats, types: readonly TypeChoice[]): Column<DraftLine>[] {
  return [
    { key: "abstract", label: t("documents.abstract"), cell: () => null },
    { key: "type", label: t("documents.type"), cell: (d) => types.find((x) => x.id === d.type)?.name ?? "" },
    { key: "unit", label: t("documents.unit"), cell: (d) => d.unitName },
    { key: "state", label: t("documents.state"), cell: (d) => <DraftStateBadge state={d.status} /> },
    {
      key: "updated",
      label: t("documents.draft.updated"),
      phone: "aside",
      cell: (d) => formats.day(d.updatedAt.slice(0, 10)),
    },
  ];
}
