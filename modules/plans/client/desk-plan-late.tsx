import { CircleCheck } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { WorkLine } from "../work-answers.ts";
import { ProgressState } from "./desk-plan-parts.tsx";
import { AskedUnit, PlanViews, reasonWords, useAskedWork } from "./desk-plan-views.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** What is late and why, by task: who has it, what is missing. */
export function PlanLateScreen() {
  const t = useText(planText);
  const { under, planId, ready } = useAskedWork();
  const late = useAsk<{ items: WorkLine[]; more: boolean }>(
    "/plans/late",
    { ...(under === null ? {} : { under }), planId },
    { keep: true, enabled: ready },
  );
  return (
    <>
      <PageHead title={t("plan.late.title")} />
      <PlanViews view="late" />
      <AskedUnit under={under} />
      <Answer of={late}>
        {({ items, more }) =>
          items.length === 0 ? (
            <EmptyState icon={CircleCheck} title={t("plan.late.none")}>
              {t("plan.late.none-words")}
            </EmptyState>
          ) : (
            <>
              {[...Map.groupBy(items, (l) => l.taskId).values()].map((lines) => (
                <LateTask key={lines[0]!.taskId} lines={lines} />
              ))}
              {more && <p className="dim">{t("plan.late.more")}</p>}
            </>
          )
        }
      </Answer>
    </>
  );
}

function LateTask({ lines }: { lines: WorkLine[] }) {
  const t = useText(planText);
  const { day } = useFormats();
  const { taskId, text, plan, dueOn, endsOn } = lines[0]!;
  return (
    <section className="plan-late">
      <h2>
        <Link to={`/plans/tasks/${taskId}`}>{text.length > 160 ? `${text.slice(0, 158)}…` : text}</Link>
      </h2>
      <p className="dim s">
        {t("plan.task.due")}: {day(dueOn ?? endsOn)} · <Link to={`/plans/${plan.id}`}>{plan.symbol ?? plan.title}</Link>
      </p>
      <ul className="plan-units">
        {lines.map((l) => (
          <li key={l.unit?.id ?? 0}>
            <span>{l.unit?.name ?? t("plan.late.nobody")}</span>
            {l.unit !== null && <ProgressState progress={l.progress} plain />}
            <b className="s">{reasonWords(t, l.reasons)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
