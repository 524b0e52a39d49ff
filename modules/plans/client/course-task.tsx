import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Link } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { TaskPage } from "../work-answers.ts";
import { planText } from "./desk-text.ts";
import { TaskPicker } from "./talk-task.tsx";

interface Props {
  courseId: string;
  unitId: number;
  day: string;
  taskId: string | null;
  mayTie: boolean;
}

/** On the page of a training course: the task of a plan that it carries out, and the way to name one. */
export function CourseTaskPart({ courseId, unitId, day, taskId, mayTie }: Props) {
  const t = useText(planText);
  const may = useMay();
  const task = useAsk<TaskPage>(`/plans/tasks/${taskId ?? ""}`, {}, { enabled: taskId !== null && may("plan.view") });
  const [tying, setTying] = useState(false);
  const untie = useSend<{ taskId: null }>("PUT", `/courses/${courseId}/task`);
  if (!may("plan.view")) return null;
  return (
    <section>
      <h2>{t("plan.talk.carries")}</h2>
      {task.data === undefined ? (
        taskId === null && <p className="dim s">{t("plan.course.none")}</p>
      ) : (
        <p>
          <Link to={`/plans/tasks/${task.data.taskId}`}>{task.data.text}</Link>{" "}
          <span className="dim s">{task.data.plan.symbol ?? task.data.plan.title}</span>
        </p>
      )}
      {mayTie && (
        <p className="row wrap no-print">
          <Button tight onClick={() => setTying(true)}>
            {t(taskId === null ? "plan.talk.tie" : "plan.talk.change")}
          </Button>
          {taskId !== null && (
            <Button
              tight
              look="quiet"
              onClick={() => untie.mutate({ taskId: null }, { onSuccess: () => notify(t("plan.course.untied")) })}
            >
              {t("plan.talk.untie")}
            </Button>
          )}
        </p>
      )}
      {tying && <TieDialog courseId={courseId} unitId={unitId} day={day} onClose={() => setTying(false)} />}
    </section>
  );
}

function TieDialog({
  courseId,
  unitId,
  day,
  onClose,
}: Pick<Props, "courseId" | "unitId" | "day"> & { onClose: () => void }) {
  const t = useText(planText);
  const [task, setTask] = useState<Option | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<{ taskId: string }>("PUT", `/courses/${courseId}/task`);
  const submit = () => {
    setTried(true);
    if (task === null) return;
    send.mutate(
      { taskId: task.value },
      {
        onSuccess: () => {
          onClose();
          notify(t("plan.course.tied"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} wide title={t("plan.talk.which")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="course-task"
          label={t("plan.task")}
          error={tried && task === null ? t("plan.talk.which-missing") : undefined}
        >
          <TaskPicker unitId={unitId} day={day} value={task} onValue={setTask} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("plan.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
