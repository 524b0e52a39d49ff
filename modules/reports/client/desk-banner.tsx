import { FilePenLine, Lock } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { ReportFigure, ReportPage } from "../contract.ts";
import { LateDialog } from "./desk-late.tsx";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** Whether the figures stand still, since when and under which hash, and what came afterwards. */
export function ReportBanner({ report }: { report: ReportPage }) {
  return report.status === "frozen" ? <FrozenBanner report={report} /> : <DraftBanner report={report} />;
}

function FrozenBanner({ report }: { report: ReportPage }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const newest = report.revisions[0];
  if (newest === undefined) return null;
  const copy = () => void navigator.clipboard.writeText(newest.contentHash).then(() => notify(t("report.hashCopied")));
  return (
    <div className="banner report-banner">
      <Icon of={Lock} size={18} />
      <b>
        {t("report.frozenAt", { at: formats.moment(newest.asOf) })}
        {newest.number > 1 && ` · ${t("report.revision", { n: newest.number - 1 })}`}
      </b>
      <span>
        {t("report.hash")}{" "}
        <span className="report-hash">{newest.contentHash.slice(0, 16).match(/.{4}/g)?.join(" ")}</span>
      </span>
      <button type="button" className="linklike no-print" onClick={copy}>
        {t("report.copyHash")}
      </button>
      <span className="after">
        {report.reckoning?.asOf === null ? (
          t("report.reckoning.first")
        ) : report.late === 0 ? (
          t("report.late.none")
        ) : (
          <>
            {t("report.late")}{" "}
            <button type="button" className="linklike" onClick={() => setOpen(true)}>
              {t("report.late.count", { n: formats.number(report.late) })}
            </button>
            , {t("report.late.waits", { n: report.revision })}
          </>
        )}
      </span>
      <LateDialog report={report} open={open} onOpen={setOpen} />
    </div>
  );
}

function DraftBanner({ report }: { report: ReportPage }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <div className="banner report-banner draft">
      <Icon of={FilePenLine} size={18} />
      <span>
        {t("report.draft")}
        {report.waiting > 0 && ` ${t("report.waiting", { n: formats.number(report.waiting) })}`}
      </span>
      <span className="after no-print">
        {!report.mayFreeze && <span className="dim">{t("report.freeze.notYet")}</span>}
        {report.mayFreeze &&
          (report.task === null || report.task.state === "failed") &&
          report.allowed.includes("report.freeze") && (
            <Button tight icon={Lock} onClick={() => setOpen(true)}>
              {t("report.freeze")}
            </Button>
          )}
      </span>
      <FreezeDialog report={report} open={open} onOpen={setOpen} />
    </div>
  );
}

/** An act that cannot be undone says first what it does to how many. */
function FreezeDialog({
  report,
  open,
  onOpen,
}: {
  report: ReportPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(reportText);
  const formats = useFormats();
  const figures = useAsk<{ items: ReportFigure[] }>(
    `/reports/${report.id}/figures`,
    { view: "as-is" },
    { enabled: open },
  );
  const freeze = useSend<Record<string, never>>("POST", `/reports/${report.id}/freeze`);
  const n = figures.data?.items.find((f) => f.indicator === "talks")?.value;
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      title={t("report.freeze")}
      description={n === undefined ? "…" : t("report.freeze.what", { n: formats.number(n) })}
    >
      {report.waiting > 0 && <p className="note warn">{t("report.waiting", { n: formats.number(report.waiting) })}</p>}
      {freeze.error !== null && <ErrorState error={freeze.error} />}
      <div className="actions">
        <Button
          look="main"
          icon={Lock}
          busy={freeze.isPending ? `${t("report.freeze")}…` : null}
          onClick={() =>
            freeze.mutate(
              {},
              {
                onSuccess: () => {
                  onOpen(false);
                  notify(t("report.freeze.asked"));
                },
              },
            )
          }
        >
          {t("report.freeze")}
        </Button>
      </div>
    </Dialog>
  );
}
