import { ChartColumn, Plus } from "lucide-react";
import { useState } from "react";
import type { Formats } from "#platform/i18n/formats.ts";
import type { Locale } from "#platform/i18n/locale.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk, useList, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { ReportRow } from "../contract.ts";
import { StageBadge } from "./desk-path.tsx";
import { isPeriod } from "../rules.ts";
import { periodWords, reportText, type ReportTexts } from "./desk-text.ts";

/** All reports that one may see, the newest period first. */
export function ReportsScreen() {
  const t = useText(reportText);
  const language = useLocale();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { values } = useFilters(["stage"]);
  const reports = useList<ReportRow>("/reports", values.stage === undefined ? {} : { stage: values.stage });
  const begin = (
    <Button look="main" icon={Plus} onClick={() => setOpen(true)}>
      {t("report.new")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("report.title")}>
        <Link to="/reports/senders">{t("report.senders.link")}</Link>
        <Link to="/reports/templates">{t("report.templates.link")}</Link>
        <ExportButton path="/reports/export" fileName="danh-sach-bao-cao.xlsx" />
        {begin}
      </PageHead>
      {reports.loading ? (
        <LoadingState />
      ) : reports.error !== null && reports.rows.length === 0 ? (
        <ErrorState error={reports.error} onRetry={reports.again} />
      ) : reports.rows.length === 0 ? (
        <EmptyState icon={ChartColumn} title={t("report.title")} action={begin}>
          {t("report.empty")}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t("report.title")}
            name="reports"
            rows={reports.rows}
            rowKey={(r) => r.id}
            title={(r) => r.unitName}
            href={(r) => ({ to: `/reports/${r.id}` })}
            columns={columnsOf(t, formats, language)}
          />
          <More list={reports} />
        </>
      )}
      <BeginDialog open={open} onOpen={setOpen} />
    </>
  );
}

function columnsOf(t: ReportTexts, formats: Formats, language: Locale): Column<ReportRow>[] {
  return [
    { key: "unit", label: t("report.column.unit"), cell: () => null },
    {
      key: "period",
      label: t("report.column.period"),
      cell: (r) => (
        <>
          {periodWords(r.period, language)}{" "}
          <span className="dim">
            {formats.day(r.firstDay)} – {formats.day(r.lastDay)}
          </span>
        </>
      ),
    },
    {
      key: "template",
      label: t("report.column.template"),
      phone: "hide",
      cell: (r) => (language === "vi" ? r.templateNameVi : r.templateNameEn),
    },
    {
      key: "due",
      label: t("report.column.due"),
      phone: "hide",
      cell: (r) => (r.dueOn === null ? "–" : formats.day(r.dueOn)),
    },
    { key: "status", label: t("report.column.status"), phone: "aside", cell: (r) => <StageBadge stage={r.stage} /> },
  ];
}

interface TemplateRow {
  id: string;
  nameVi: string;
  nameEn: string;
}

/** The year whose report is due: the last one that is over. */
const lastYear = String(Number(todayInVietnam().slice(0, 4)) - 1);

function BeginDialog({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(reportText);
  const language = useLocale();
  const go = useGo();
  const templates = useAsk<{ items: TemplateRow[] }>("/reports/templates", {}, { enabled: open });
  const draft = useDraft("report.begin", {
    unitId: null as number | null,
    period: lastYear,
    template: "oral-communication",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<{ unitId: number; period: string; template: string }, { reportId: string }>("POST", "/reports");
  const errors = {
    ...(draft.value.unitId === null ? { "report-unit": t("problem.report.unknown-unit") } : {}),
    ...(isPeriod(draft.value.period) === false ? { "report-period": t("problem.report.bad-period") } : {}),
  };
  const submit = () => {
    setTried(true);
    if (draft.value.unitId === null || Object.keys(errors).length > 0) return;
    send.mutate(
      { unitId: draft.value.unitId, period: draft.value.period.trim().toUpperCase(), template: draft.value.template },
      {
        onSuccess: ({ reportId }) => {
          draft.clear();
          go(`/reports/${reportId}`);
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("report.new")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {tried && <ErrorSummary errors={errors} />}
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="report-unit" label={t("report.new.unit")} error={tried ? errors["report-unit"] : undefined}>
          <UnitPicker value={draft.value.unitId} onValue={(unitId) => draft.set({ unitId })} />
        </Field>
        <Field
          name="report-period"
          label={t("report.new.period")}
          help={t("report.new.period.help")}
          error={tried ? errors["report-period"] : undefined}
        >
          <TextInput short value={draft.value.period} onValue={(period) => draft.set({ period })} />
        </Field>
        <Field name="report-template" label={t("report.new.template")}>
          <Select
            value={draft.value.template}
            onValue={(template) => draft.set({ template })}
            choices={(templates.data?.items ?? []).map((x) => ({
              value: x.id,
              label: language === "vi" ? x.nameVi : x.nameEn,
            }))}
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? `${t("report.new")}…` : null}>
            {t("report.new")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
