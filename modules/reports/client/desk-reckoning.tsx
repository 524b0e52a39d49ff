import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { askAllAnew, useAsk, useSend } from "#platform/ui/use-api.ts";
import type { ReportPage } from "../contract.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/**
 * A report over very many talks is computed in the background: of when what is shown is, and how far the next computation is. What
 * was computed stays on the screen until the new is there, and is then replaced by itself.
 */
export function ReckoningNote({ report }: { report: ReportPage }) {
  const t = useText(reportText);
  const formats = useFormats();
  const client = useQueryClient();
  const send = useSend<Record<string, never>, { asked: boolean }>("POST", `/reports/${report.id}/reckonings`);
  const asked = send.isPending || send.data?.asked === true;
  const known = report.reckoning;
  const page = useAsk<ReportPage>(
    `/reports/${report.id}`,
    {},
    known?.underWay === true || known?.asOf === null || asked ? { refetchEvery: 1500 } : {},
  );
  const now = page.data?.reckoning ?? known;
  const { mutate, reset } = send;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || known?.stale !== true) return;
    begun.current = true;
    mutate({});
  }, [known?.stale, mutate]);
  const shown = useRef(known?.asOf ?? null);
  useEffect(() => {
    const asOf = now?.asOf ?? null;
    if (asOf === shown.current) return;
    shown.current = asOf;
    reset();
    // the figures, lines and questions of the former computation are asked for anew
    void askAllAnew(client);
  }, [now?.asOf, client, reset]);
  if (now === null) return null;
  const running = now.underWay || asked || now.asOf === null;
  return (
    <div className="banner report-banner draft report-task" role="status">
      {now.asOf !== null && <span>{t("report.reckoning.asOf", { at: formats.moment(now.asOf) })}</span>}
      {running ? (
        <ProgressBar
          done={now.underWay ? now.done : 0}
          total={Math.max(1, now.total)}
          words={t(now.asOf === null ? "report.reckoning.first" : "report.reckoning.again")}
        />
      ) : (
        <Button tight onClick={() => send.mutate({})}>
          {t("report.reckoning.ask")}
        </Button>
      )}
      {send.error !== null && <ErrorState error={send.error} />}
    </div>
  );
}

/** Whether figures are there to be shown. */
export function reckoned(report: ReportPage): boolean {
  return report.reckoning === null || report.status === "frozen" || report.reckoning.asOf !== null;
}
