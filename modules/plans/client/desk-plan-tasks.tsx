import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { PlanPage, PlanTask } from "../contract.ts";
import { AssignDialog } from "./desk-plan-assign.tsx";
import { ReasonDialog, SplitDialog, TaskDialog } from "./desk-plan-dialogs.tsx";
import { TaskUnits } from "./desk-plan-units.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

type Open = "edit" | "split" | "assign" | "drop";

/** The tasks in their order; one is chosen by J and K or a press, and corrected by keys or buttons. */
export function TaskList({
  page,
  chosen,
  onChosen,
  onlyLate,
}: {
  page: PlanPage;
  chosen: string | null;
  onChosen: (id: string) => void;
  onlyLate: boolean;
}) {
  const t = useText(planText);
  const words = useProblemWords();
  const [open, setOpen] = useState<Open | null>(null);
  /** Ids of tasks that are corrected together; null: one at a time. */
  const [many, setMany] = useState<ReadonlySet<string> | null>(null);
  const tasks = onlyLate
    ? page.taskList.filter((x) => x.assignments.some((a) => a.endedOn === null && a.progress.state === "late"))
    : page.taskList;
  const at = tasks.findIndex((x) => x.id === chosen);
  const task = tasks[at] ?? null;
  const next = tasks.slice(at + 1).find((x) => x.droppedReason === null) ?? null;
  const editable = page.mine && page.status !== "closed" && page.document === null;
  const live = editable && task !== null && task.droppedReason === null;
  const send = useSend<{ path: string; body: Record<string, unknown> }>("POST", ({ path }) => path, {
    body: ({ body }) => body,
  });
  const act = (path: string, body: Record<string, unknown>) =>
    send.mutate(
      { path, body },
      { onSuccess: () => notify(t("plan.done")), onError: (error) => notify(words(error), { tone: "bad" }) },
    );
  const merge = () =>
    task !== null && next !== null && act(`/plans/tasks/${task.id}/merge`, { version: task.version, withId: next.id });
  const step = (by: number) => {
    const to = tasks[Math.max(0, Math.min(tasks.length - 1, at + by))];
    if (to !== undefined) {
      onChosen(to.id);
      document.getElementById(`task-${to.id}`)?.scrollIntoView({ block: "nearest" });
    }
  };
  useShortcut("j", () => step(1));
  useShortcut("k", () => step(-1));
  useShortcut("e", () => setOpen("edit"), live);
  useShortcut("t", () => setOpen("split"), live && task.start !== null);
  useShortcut("m", () => merge(), live);
  useShortcut("a", () => setOpen("assign"), live);
  useShortcut("x", () => setOpen("drop"), live);
  const close = () => setOpen(null);
  const together = many === null ? [] : tasks.filter((x) => many.has(x.id) && x.droppedReason === null);
  const of = together.length > 0 ? together : task === null ? [] : [task];
  const mark = (id: string, on: boolean) => setMany(new Set([...(many ?? []), id].filter((x) => on || x !== id)));
  return (
    <>
      {editable && tasks.length > 1 && (
        <div className="row wrap no-print" role="group" aria-label={t("plan.many")}>
          <Button tight aria-pressed={many !== null} onClick={() => setMany(many === null ? new Set() : null)}>
            {t("plan.many")}
          </Button>
          {many !== null && (
            <>
              <span className="dim">{t("plan.many-chosen", { n: together.length })}</span>
              {together.length > 0 && (
                <>
                  <Button tight look="main" onClick={() => setOpen("assign")}>
                    {t("plan.assign")}
                  </Button>
                  <Button tight look="quiet" onClick={() => setOpen("drop")}>
                    {t("plan.drop")}
                  </Button>
                </>
              )}
            </>
          )}
        </div>
      )}
      <ol className="plan-tasks">
        {tasks.map((x) => (
          <li key={x.id} id={`task-${x.id}`} data-chosen={x.id === chosen}>
            {many !== null && x.droppedReason === null && (
              <input
                type="checkbox"
                aria-label={t("plan.many-one", { text: x.text.slice(0, 60) })}
                checked={many.has(x.id)}
                onChange={(e) => mark(x.id, e.target.checked)}
              />
            )}
            <button
              type="button"
              className="plan-task-words"
              aria-pressed={x.id === chosen}
              onClick={() => onChosen(x.id)}
            >
              {x.droppedReason === null ? x.text : <s>{x.text}</s>}
            </button>
            <Facts task={x} page={page} />
            {x.droppedReason === null && <TaskUnits page={page} task={x} />}
            {x.id === chosen && editable && x.droppedReason !== null && (
              <Button tight onClick={() => act(`/plans/tasks/${x.id}/drop`, { version: x.version, reason: null })}>
                {t("plan.restore")}
              </Button>
            )}
            {x.id === chosen && live && many === null && (
              <div className="row wrap no-print" role="group" aria-label={t("plan.edit")}>
                <Button tight look="main" onClick={() => setOpen("assign")}>
                  {t("plan.assign")}
                </Button>
                <Button tight onClick={() => setOpen("edit")}>
                  {t("plan.edit")}
                </Button>
                {x.start !== null && (
                  <Button tight onClick={() => setOpen("split")}>
                    {t("plan.split")}
                  </Button>
                )}
                {next !== null && (
                  <Button tight onClick={merge}>
                    {t("plan.merge")}
                  </Button>
                )}
                <Button
                  tight
                  look="quiet"
                  onClick={() => act(`/plans/tasks/${x.id}/move`, { version: x.version, by: -1 })}
                >
                  {t("plan.up")}
                </Button>
                <Button
                  tight
                  look="quiet"
                  onClick={() => act(`/plans/tasks/${x.id}/move`, { version: x.version, by: 1 })}
                >
                  {t("plan.down")}
                </Button>
                <Button tight look="quiet" onClick={() => setOpen("drop")}>
                  {t("plan.drop")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {open === "edit" && task !== null && <TaskDialog planId={page.id} task={task} onClose={close} />}
      {open === "split" && task !== null && <SplitDialog task={task} onClose={close} />}
      {open === "assign" && of.length > 0 && <AssignDialog tasks={of} own={page.parent !== null} onClose={close} />}
      {open === "drop" && of.length > 0 && (
        <ReasonDialog
          title={t("plan.drop")}
          label={t("plan.drop-reason")}
          of={of.map((x) => ({ name: x.text, path: `/plans/tasks/${x.id}/drop`, extra: { version: x.version } }))}
          onClose={close}
        />
      )}
    </>
  );
}

function Facts({ task, page }: { task: PlanTask; page: PlanPage }) {
  const t = useText(planText);
  const { day, number } = useFormats();
  const named = task.assignments.length > 0 ? [] : task.actors.filter((a) => a.role !== "recipient");
  const facts = [
    task.nature === "goal" ? t("plan.nature.goal") : null,
    task.dueOn === null ? null : `${t("plan.task.due")}: ${day(task.dueOn)}`,
    task.repeats === null ? null : t(`plan.repeats.${task.repeats}`),
    task.targetValue === null || task.targetPeriod === null
      ? null
      : `${t("plan.target")}: ${number(task.targetValue)}/${t(`plan.period.${task.targetPeriod}`)}`,
    page.parent !== null && task.fromTaskId === null ? t("plan.own-words") : null,
    named.length === 0 ? null : `${t("plan.named")}: ${named.map((a) => a.name).join("; ")}`,
  ].filter((x) => x !== null);
  return (
    <>
      {task.droppedReason === null && page.status !== "draft" && (
        <p className="s">
          <Link to={`/plans/tasks/${task.id}`}>{t("plan.task.open")}</Link>
        </p>
      )}
      {task.droppedReason !== null && <p className="dim s">{t("plan.dropped", { reason: task.droppedReason })}</p>}
      {facts.length > 0 && <p className="dim s">{facts.join(" · ")}</p>}
      {task.fromTaskId !== null && page.parent !== null && (
        <p className="s">
          <Link to={`/plans/${page.parent.id}`}>
            {t("plan.parent")} {page.parent.symbol ?? ""}
          </Link>
        </p>
      )}
    </>
  );
}
