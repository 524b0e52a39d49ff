import { RotateCcw } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { ApiProblem } from "#platform/ui/api.ts";
import { useAsk, useFreshOnceEnded, useSend } from "#platform/ui/use-api.ts";
import type { ReportPage, ReportTask } from "../contract.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** How far the freeze is; where it failed, why and the way to ask again. */
export function TaskBanner({ report, task: known }: { report: ReportPage; task: ReportTask }) {
  const t = useText(reportText);
  const tasks = useAsk<{ items: ReportTask[] }>(`/reports/${report.id}/tasks`, {}, { refetchEvery: 1500 });
  const task = tasks.data?.items.find((x) => x.id === known.id) ?? known;
  const stands = task.state !== known.state && (task.state === "done" || task.state === "failed");
  useFreshOnceEnded(stands, tasks.dataUpdatedAt);
  const problem = useProblemWords();
  const again = useSend<Record<string, unknown>>("POST", `/reports/${report.id}/freeze`);
  if (task.state === "failed")
    return (
      <div className="banner report-banner bad" role="alert">
        <span>{t("report.task.failed", { why: problem(new ApiProblem(task.problem ?? "unknown", 500)) })}</span>
        {task.kind === "freeze" && report.allowed.includes("report.freeze") && (
          <Button tight icon={RotateCcw} busy={again.isPending ? "…" : null} onClick={() => again.mutate({})}>
            {t("report.task.again")}
          </Button>
        )}
      </div>
    );
  return (
    <div className="banner report-banner draft report-task" role="status">
      <TaskProgress task={task} />
      <span className="dim s">{t("report.task.note")}</span>
    </div>
  );
}

function TaskProgress({ task }: { task: ReportTask }) {
  const t = useText(reportText);
  const formats = useFormats();
  return (
    <ProgressBar
      done={task.done}
      total={Math.max(1, task.total)}
      words={t(`report.task.${task.step}`, { done: formats.number(task.done), total: formats.number(task.total) })}
    />
  );
}
