import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { PlanItem } from "../work-answers.ts";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

const pages: Record<PlanItem["kind"], (id: string) => string> = {
  talk: (id) => `/talks/${id}`,
  question: (id) => `/questions/${id}`,
  dialogue: (id) => `/dialogues/${id}`,
  draft: (id) => `/drafts/${id}`,
  document: (id) => `/documents/${id}`,
  course: (id) => `/courses/${id}`,
};

/** Each thing that was counted for a task at a unit, with the way to it. */
export function PlanItems({ taskId, unitId }: { taskId: string; unitId: number }) {
  const t = useText(planText);
  const { day } = useFormats();
  const asked = useAsk<{ items: PlanItem[] }>(`/plans/tasks/${taskId}/items`, { unitId });
  return (
    <Answer of={asked}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="dim s">{t("plan.task.items-none")}</p>
        ) : (
          <ul className="plan-items">
            {items.map((item) => (
              <li key={`${item.kind}/${item.id}`}>
                <span className="dim s">{t(`plan.item.${item.kind}`)}</span>{" "}
                <Link to={pages[item.kind](item.id)}>{item.title}</Link>{" "}
                <span className="dim s">
                  {[
                    day(item.onDate),
                    item.place.name,
                    t(`plan.stage.${item.stage}`),
                    item.tied ? t("plan.item.tied") : null,
                  ]
                    .filter((x) => x !== null)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
