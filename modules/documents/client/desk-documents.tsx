import { FileText } from "lucide-react";
import { useState } from "react";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { FindingAnswer, IssuedDocument } from "../contract.ts";
import { documentText, type DocumentTexts } from "./desk-text.ts";
import { FindingList } from "./finding-list.tsx";

/** The register of what was issued, and a desk where any document is held against the format rules. */
export function DocumentsScreen() {
  const t = useText(documentText);
  const filters = useFilters(["tab"]);
  const tab = filters.values.tab === "check" ? "check" : "register";
  return (
    <>
      <PageHead title={t("documents.title")}>
        <ExportButton path="/documents/export" fileName="so-van-ban-di.xlsx" />
      </PageHead>
      <Tabs
        label={t("documents.title")}
        value={tab}
        onValue={(next) => filters.set({ tab: next === "register" ? undefined : next })}
        tabs={[
          { key: "register", label: t("documents.tab.register"), content: <Register /> },
          { key: "check", label: t("documents.tab.check"), content: <CheckDesk /> },
        ]}
      />
    </>
  );
}

function Register() {
  const t = useText(documentText);
  const formats = useFormats();
  const list = useList<IssuedDocument>("/documents");
  if (list.loading) return <LoadingState />;
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon={FileText} title={t("documents.tab.register")}>
        {t("documents.empty")}
      </EmptyState>
    );
  return (
    <>
      <DataTable
        label={t("documents.tab.register")}
        name="documents"
        rows={list.rows}
        rowKey={(d) => d.id}
        title={(d) => d.fullSymbol}
        columns={columnsOf(t, formats)}
      />
      <More list={list} />
    </>
  );
}

function columnsOf(t: DocumentTexts, formats: Formats): Column<IssuedDocument>[] {
  return [
    { key: "number", label: t("documents.number"), cell: () => null },
    { key: "issuedOn", label: t("documents.issuedOn"), phone: "aside", cell: (d) => formats.day(d.issuedOn) },
    { key: "abstract", label: t("documents.abstract"), cell: (d) => d.abstract },
    { key: "unit", label: t("documents.unit"), cell: (d) => d.unitName },
    {
      key: "signer",
      label: t("documents.signer"),
      cell: (d) => (
        <>
          {d.signerName} <span className="dim">{d.signerPosition}</span>
        </>
      ),
    },
    {
      key: "file",
      label: t("documents.download"),
      fixed: true,
      cell: (d) => (
        <ExportButton tight path={`/documents/${d.id}/file`} fileName={d.fileName} label={t("documents.download")} />
      ),
    },
  ];
}

type Checked = { name: string; findings: readonly FindingAnswer[] };

function CheckDesk() {
  const t = useText(documentText);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = async (file: File) => {
    setBusy(true);
    setProblem(null);
    setChecked(null);
    try {
      const answer = await call<{ items: FindingAnswer[] }>("/documents/check", {
        method: "POST",
        body: new Blob([file], { type: "application/octet-stream" }),
      });
      setChecked({ name: file.name, findings: answer.items });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="document-check">
      <Field name="check-file" label={t("documents.check.choose")} help={t("documents.check.help")}>
        <input
          id="field-check-file"
          type="file"
          accept=".docx"
          onChange={(e) => {
            const [file] = e.target.files ?? [];
            if (file) void check(file);
          }}
        />
      </Field>
      <div role="status" aria-live="polite">
        {busy && <LoadingState words={t("documents.check.working")} />}
      </div>
      {problem !== null && <ErrorState error={problem} />}
      {checked !== null && (
        <section>
          <h2>{t("documents.check.of", { name: checked.name })}</h2>
          <FindingList findings={checked.findings} />
        </section>
      )}
    </div>
  );
}
