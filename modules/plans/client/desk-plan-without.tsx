import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import type { PlanClause, PlanPage } from "../contract.ts";
import { ReasonDialog, TaskDialog } from "./desk-plan-dialogs.tsx";
import { planText } from "./desk-text.ts";

/** Clauses that were read and ask for nothing: a person adds what was missed, or says why there is nothing. */
export function WithoutTask({ page, left }: { page: PlanPage; left: number }) {
  const t = useText(planText);
  const [open, setOpen] = useState<{ clause: PlanClause; act: "take" | "aside" } | null>(null);
  const clauses = page.clauses.filter((c) => c.withoutTask && !c.heading);
  if (clauses.length === 0 || page.source === null) return null;
  const words = (c: PlanClause) => page.source!.slice(c.start, c.end).slice(c.marker.length).trim();
  return (
    <section>
      <h2>{t("plan.without")}</h2>
      <p className="dim s">
        {t("plan.without-words")} {left > 0 && t("plan.without-left", { n: left })}
      </p>
      <ul className="plan-tasks">
        {clauses.map((c) => (
          <li key={c.id}>
            <p>{page.source!.slice(c.start, c.end)}</p>
            {c.asideReason !== null && <p className="dim s">{c.asideReason}</p>}
            {page.mine && page.status === "draft" && c.asideReason === null && (
              <div className="row wrap">
                <Button tight onClick={() => setOpen({ clause: c, act: "take" })}>
                  {t("plan.take")}
                </Button>
                <Button tight look="quiet" onClick={() => setOpen({ clause: c, act: "aside" })}>
                  {t("plan.aside")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {open?.act === "take" && (
        <TaskDialog
          planId={page.id}
          task={null}
          clauseId={open.clause.id}
          text={words(open.clause)}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.act === "aside" && (
        <ReasonDialog
          title={t("plan.aside")}
          label={t("plan.aside-reason")}
          path={`/plans/clauses/${open.clause.id}/aside`}
          extra={{}}
          start={t("plan.aside-default")}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
