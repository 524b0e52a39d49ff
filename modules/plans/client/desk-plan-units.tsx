import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Link } from "#platform/ui/link.tsx";
import type { PlanAssignment, PlanPage, PlanTask } from "../contract.ts";
import { ProgressDialog } from "./desk-plan-dialogs.tsx";
import { PlanItems } from "./desk-plan-items.tsx";
import { ProgressState } from "./desk-plan-parts.tsx";
import { reasonWords } from "./desk-plan-views.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

const few = 4;
const order = { late: 0, unknown: 1, "on-time": 2, done: 3 } as const;

/** Whom a task was given to, how far each is, what was taken over, and the way down to plan and talks. */
export function TaskUnits({ page, task }: { page: PlanPage; task: PlanTask }) {
  const t = useText(planText);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<{ given: PlanAssignment; act: "progress" | "talks" } | null>(null);
  const given = task.assignments.toSorted(
    (a, b) => Number(b.mine) - Number(a.mine) || order[a.progress.state] - order[b.progress.state],
  );
  if (given.length === 0)
    return page.status === "standing" && task.nature === "duty" ? <p className="dim s">{t("plan.nobody")}</p> : null;
  const shown = all ? given : given.slice(0, few);
  return (
    <>
      <ul className="plan-units">
        {shown.map((a) => (
          <li key={a.unit.id}>
            <span>
              {a.role === "coordinate" && <span className="dim">{t("plan.coordinates")}: </span>}
              {a.endedOn === null ? a.unit.name : <s>{a.unit.name}</s>}
            </span>
            <Story given={a} />
            {a.endedOn === null && a.seen && page.status !== "draft" && <ProgressState progress={a.progress} plain />}
            {a.ownPlan !== null && (
              <Link to={`/plans/${a.ownPlan.id}`} className="s">
                {t("plan.own-plan")} {a.ownPlan.symbol ?? t(`plan.status.${a.ownPlan.status}`)}
              </Link>
            )}
            {a.reasons.length > 0 && <span className="s">{reasonWords(t, a.reasons)}</span>}
            {!a.seen && <span className="dim s">{t("plan.task.not-seen")}</span>}
            {a.held + a.unverified + a.planned > 0 && (
              <Button tight look="quiet" onClick={() => setOpen({ given: a, act: "talks" })}>
                {t("plan.task.items")}
              </Button>
            )}
            {a.mine && a.endedOn === null && page.status === "standing" && (
              <Button tight look="quiet" onClick={() => setOpen({ given: a, act: "progress" })}>
                {t("plan.progress.record")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {given.length > few && (
        <Button tight look="quiet" onClick={() => setAll(!all)}>
          {all ? t("plan.less") : t("plan.more-units", { n: given.length - few })}
        </Button>
      )}
      {open?.act === "progress" && <ProgressDialog taskId={task.id} given={open.given} onClose={() => setOpen(null)} />}
      {open?.act === "talks" && <ItemsBehind task={task} given={open.given} onClose={() => setOpen(null)} />}
    </>
  );
}

function Story({ given }: { given: PlanAssignment }) {
  const t = useText(planText);
  const { day } = useFormats();
  return (
    <>
      {given.handed.map((h) => (
        <span key={h.from.id} className="dim s">
          {t("plan.handed", { from: h.from.name, day: day(h.on) })}
          {h.basis === null ? "" : ` (${h.basis})`}
        </span>
      ))}
      {given.endedOn !== null && (
        <span className="dim s">
          {t(given.endedReason === "reorganisation" ? "plan.ended" : "plan.taken-back", { day: day(given.endedOn) })}
        </span>
      )}
    </>
  );
}

function ItemsBehind({ task, given, onClose }: { task: PlanTask; given: PlanAssignment; onClose: () => void }) {
  const t = useText(planText);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      wide
      title={t("plan.task.items")}
      description={`${given.unit.name}. ${task.text}`}
    >
      <PlanItems taskId={task.id} unitId={given.unit.id} />
    </Dialog>
  );
}
