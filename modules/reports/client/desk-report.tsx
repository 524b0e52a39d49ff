import { FileText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { ReportPage, ReportTask, ViewName } from "../contract.ts";
import { ReportBanner } from "./desk-banner.tsx";
import { BelowTab } from "./desk-below.tsx";
import { CheckTab } from "./desk-check.tsx";
import { FiguresTab } from "./desk-figures.tsx";
import { IssuedTab } from "./desk-issued.tsx";
import { PathBar } from "./desk-path.tsx";
import { reckoned, ReckoningNote } from "./desk-reckoning.tsx";
import { TaskBanner } from "./desk-task.tsx";
import { periodWords, reportText } from "./desk-text.ts";
import { WordsTab } from "./desk-words.tsx";
import "./desk-reports.css";

const faces = ["figures", "words", "below", "check", "issued"] as const;

/** One report: its figures open down to the talks, its words, its check, what went out of it. */
export function ReportScreen() {
  const { reportId } = usePathParams<"reportId">();
  const report = useAsk<ReportPage>(`/reports/${reportId}`);
  return <Answer of={report}>{(data) => <Page report={data} />}</Answer>;
}

function Page({ report }: { report: ReportPage }) {
  const t = useText(reportText);
  const language = useLocale();
  const formats = useFormats();
  const filters = useFilters(["view", "tab"]);
  const view: ViewName = filters.values.view === "as-was" ? "as-was" : "as-is";
  const tab = faces.find((f) => f === filters.values.tab) ?? "figures";
  const figured = (content: ReactNode) =>
    reckoned(report) ? content : <p className="note">{t("report.reckoning.wait")}</p>;
  return (
    <div className="report-screen">
      <PageHead
        over={t("report.range", {
          unit: report.unitName,
          from: formats.day(report.firstDay),
          to: formats.day(report.lastDay),
        })}
        title={t("report.heading", {
          template: (language === "vi" ? report.templateNameVi : report.templateNameEn).replace(/\s*\(.*\)$/, ""),
          period: periodWords(report.period, language),
        })}
      >
        {report.large ? (
          <>
            <FileButton report={report} view={view} format="xlsx" />
            <FileButton report={report} view={view} format="docx" />
          </>
        ) : (
          <>
            <ExportButton
              path={`/reports/${report.id}/xlsx`}
              query={{ view }}
              fileName="bao-cao.xlsx"
              label={t("report.download.xlsx")}
            />
            <DocxButton reportId={report.id} view={view} />
          </>
        )}
      </PageHead>
      {report.task !== null && <TaskBanner report={report} task={report.task} />}
      <ReportBanner report={report} />
      {report.reckoning !== null && <ReckoningNote report={report} />}
      <PathBar report={report} />
      {!report.period.includes("..") && (
        <p className="report-overview s no-print">
          <Link to="/overviews" search={{ unit: String(report.unitId), period: report.period, view }}>
            {t("report.overview")}
          </Link>
        </p>
      )}
      <div className="report-tabs">
        <p className="report-view s dim no-print">
          {t("report.view")} <b>{t(`report.view.${view}`)}</b> ·{" "}
          <button
            type="button"
            className="linklike"
            onClick={() => filters.set({ view: view === "as-is" ? "as-was" : undefined })}
          >
            {view === "as-is" ? t("report.view.toWas") : t("report.view.toIs")}
          </button>
        </p>
        <Tabs
          label={t("report.title")}
          value={tab}
          onValue={(next) => filters.set({ tab: next === "figures" ? undefined : next })}
          tabs={[
            {
              key: "figures",
              label: t("report.tab.figures"),
              content: figured(<FiguresTab report={report} view={view} />),
            },
            { key: "words", label: t("report.tab.words"), content: <WordsTab report={report} /> },
            { key: "below", label: t("report.tab.below"), content: figured(<BelowTab report={report} view={view} />) },
            { key: "check", label: t("report.tab.check"), content: figured(<CheckTab report={report} view={view} />) },
            { key: "issued", label: t("report.tab.issued"), content: <IssuedTab report={report} view={view} /> },
          ]}
        />
      </div>
    </div>
  );
}

/** A draft over many talks: asked for, made in the background, then fetched. */
function FileButton({ report, view, format }: { report: ReportPage; view: ViewName; format: "docx" | "xlsx" }) {
  const t = useText(reportText);
  const [asked, setAsked] = useState<string | null>(null);
  const send = useSend<{ view: ViewName; format: "docx" | "xlsx" }, { taskId: string }>(
    "POST",
    `/reports/${report.id}/files`,
  );
  const tasks = useAsk<{ items: ReportTask[] }>(
    `/reports/${report.id}/tasks`,
    {},
    { enabled: asked !== null, refetchEvery: 1500 },
  );
  const task = tasks.data?.items.find((x) => x.id === asked);
  if (task?.state === "done")
    return (
      <ExportButton
        path={`/reports/${report.id}/files/${task.id}`}
        fileName={task.fileName ?? `bao-cao.${format}`}
        label={t("report.file.ready", { name: task.fileName ?? format.toUpperCase() })}
      />
    );
  return (
    <Button
      {...(format === "docx" ? { look: "main" as const } : {})}
      icon={FileText}
      busy={send.isPending || (asked !== null && task?.state !== "failed") ? t("report.file.making") : null}
      onClick={() => send.mutate({ view, format }, { onSuccess: ({ taskId }) => setAsked(taskId) })}
    >
      {t("report.file.make", { format: format.toUpperCase() })}
    </Button>
  );
}

function DocxButton({ reportId, view }: { reportId: string; view: ViewName }) {
  const t = useText(reportText);
  const words = useProblemWords();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      notify(await download(`/reports/${reportId}/docx`, { view }, "bao-cao.docx"));
    } catch (error) {
      notify(words(error), { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      look="main"
      icon={FileText}
      busy={busy ? `${t("report.download.docx")}…` : null}
      onClick={() => void take()}
    >
      {t("report.download.docx")}
    </Button>
  );
}
