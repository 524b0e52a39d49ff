import { useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { TaskPage } from "../work-answers.ts";
import { planText } from "./desk-text.ts";
import { TieTask } from "./tie-task.tsx";

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
        <TieTask
          path={`/courses/${courseId}/task`}
          name="course-task"
          unitId={unitId}
          day={day}
          tied={taskId !== null}
          words={{ tied: t("plan.course.tied"), untied: t("plan.course.untied") }}
        />
      )}
    </section>
  );
}
