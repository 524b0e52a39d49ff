import { CircleCheck } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import type { LateReason } from "../contract.ts";
import type { PlanLate, WorkLine } from "../work-answers.ts";
import { ProgressState } from "./desk-plan-parts.tsx";
import { AskedUnit, PlanViews, reasonWords, useAskedWork } from "./desk-plan-views.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** What is late and why, by task: who has it, what is missing; how many for which reason, one of which may be chosen. */
export function PlanLateScreen() {
  const t = useText(planText);
  const { under, planId, ready } = useAskedWork();
  const { values, set } = useFilters(["reason"] as const);
  const asked = { ...(under === null ? {} : { under }), planId };
  const late = useList<WorkLine>("/plans/late", { ...asked, reason: values.reason, limit: 100 }, { enabled: ready });
  const counts = useAsk<PlanLate>("/plans/late", { ...asked, limit: 1 }, { enabled: ready, keep: true });
  return (
    <>
      <PageHead title={t("plan.late.title")} />
      <PlanViews view="late" />
      <AskedUnit under={under} />
      {counts.data !== undefined && counts.data.reasons.length > 0 && (
        <Why counts={counts.data} chosen={values.reason} onChosen={(reason) => set({ reason })} />
      )}
      {late.loading ? (
        <LoadingState />
      ) : late.error !== null && late.rows.length === 0 ? (
        <ErrorState error={late.error} onRetry={late.again} />
      ) : late.rows.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t("plan.late.none")}>
          {t("plan.late.none-words")}
        </EmptyState>
      ) : (
        <>
          {[...Map.groupBy(late.rows, (l) => l.taskId).values()].map((lines) => (
            <LateTask key={lines[0]!.taskId} lines={lines} />
          ))}
          <More list={late} />
        </>
      )}
    </>
  );
}

function Why({
  counts,
  chosen,
  onChosen,
}: {
  counts: PlanLate;
  chosen: string | undefined;
  onChosen: (reason: string | undefined) => void;
}) {
  const t = useText(planText);
  const { number } = useFormats();
  const short = (code: LateReason["code"]) => t(`plan.late.because.${code}`);
  return (
    <div className="row wrap plan-why" role="group" aria-label={t("plan.late.why")}>
      {counts.reasons.map(({ code, n }) => (
        <Button
          key={code}
          tight
          aria-pressed={chosen === code}
          onClick={() => onChosen(chosen === code ? undefined : code)}
        >
          {short(code)} <span className="count">{number(n)}</span>
        </Button>
      ))}
    </div>
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
