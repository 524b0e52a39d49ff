import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ApiProblem } from "#platform/ui/api.ts";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { useAsk, useFreshOnceEnded } from "#platform/ui/use-api.ts";
import type { RunPage, RunTask } from "../contract.ts";
import { messagesVi } from "../messages.vi.ts";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

/** A job is at it: nothing else is done with the run meanwhile. */
export const isComputing = (run: RunPage): boolean => run.task?.state === "waiting" || run.task?.state === "running";

/** How far the job is, asked again by itself; where it failed, why. */
export function TaskBanner({ run }: { run: RunPage }) {
  if (run.task === null) return null;
  return isComputing(run) ? <UnderWay runId={run.id} known={run.task} /> : <Failed task={run.task} />;
}

function UnderWay({ runId, known }: { runId: string; known: RunTask }) {
  const t = useText(payText);
  const { number } = useFormats();
  const asked = useAsk<{ task: RunTask | null }>(`/pay/runs/${runId}/task`, {}, { refetchEvery: 800 });
  const task = asked.data === undefined ? known : asked.data.task;
  const ended = task === null || task.id !== known.id || task.state === "failed";
  useFreshOnceEnded(ended, asked.dataUpdatedAt);
  const now = task ?? known;
  return (
    <div className="banner draft pay-task" role="status">
      <ProgressBar
        done={now.done}
        total={Math.max(1, now.total)}
        words={t(`pay.task.${now.step}`, { done: number(now.done), total: number(now.total) })}
      />
      <span className="dim s">{t("pay.task.note")}</span>
    </div>
  );
}

function Failed({ task }: { task: RunTask }) {
  const t = useText(payText);
  const problem = useProblemWords();
  const own = `problem.${task.problem}`;
  const why = own in messagesVi ? t(own as "problem.pay.facts-changed") : problem(new ApiProblem("unknown", 500));
  return (
    <div className="banner bad pay-task" role="alert">
      <span>{t(task.kind === "submit" ? "pay.task.submit-failed" : "pay.task.failed", { why })}</span>
    </div>
  );
}
