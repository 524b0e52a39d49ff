import { CircleCheck, CircleDot, Clock3, FilePen, Minus } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { PlanProgress, PlanStatus } from "../contract.ts";
import { planText } from "./desk-text.ts";

const looks = {
  draft: { tone: "warn", icon: FilePen },
  standing: { tone: "act", icon: CircleDot },
  closed: { tone: "off", icon: CircleCheck },
} as const;

export function PlanState({ status }: { status: PlanStatus }) {
  const t = useText(planText);
  return (
    <StateBadge tone={looks[status].tone} icon={looks[status].icon}>
      {t(`plan.status.${status}`)}
    </StateBadge>
  );
}

const states = {
  done: { tone: "ok", icon: CircleCheck },
  "on-time": { tone: "act", icon: CircleDot },
  late: { tone: "bad", icon: Clock3 },
  unknown: { tone: "off", icon: Minus },
} as const;

export function TaskState({ state }: { state: keyof typeof states }) {
  const t = useText(planText);
  return (
    <StateBadge tone={states[state].tone} icon={states[state].icon}>
      {t(`plan.state.${state}`)}
    </StateBadge>
  );
}

/** Where a task stands at a unit, with the figure and why it is late. */
export function ProgressState({ progress, plain = false }: { progress: PlanProgress; plain?: boolean }) {
  const t = useText(planText);
  const { number } = useFormats();
  const { tone, icon } = states[progress.state];
  const shown = (n: number | null) => (n === null ? "0" : number(n));
  return (
    <>
      <StateBadge tone={tone} icon={icon}>
        {t(`plan.state.${progress.state}`)}
      </StateBadge>
      {progress.whole !== null && (plain || progress.why !== "behind-target") && (
        <span className="dim s">
          {t("plan.counted", { value: shown(progress.value), whole: shown(progress.whole) })}
        </span>
      )}
      {progress.why !== null && !plain && (
        <span className="s">
          {t(`plan.why.${progress.why}`, { expected: shown(progress.expected), value: shown(progress.value) })}
        </span>
      )}
      {progress.evidence !== null && <span className="dim s">{progress.evidence}</span>}
    </>
  );
}
