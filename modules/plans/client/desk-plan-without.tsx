import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import type { PlanClause, PlanPage } from "../contract.ts";
import { ReasonDialog, TaskDialog } from "./desk-plan-dialogs.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** Clauses that were read and ask for nothing: a person adds what was missed, or says why there is nothing, of several at once too. */
export function WithoutTask({ page, left }: { page: PlanPage; left: number }) {
  const t = useText(planText);
  const [take, setTake] = useState<PlanClause | null>(null);
  const [aside, setAside] = useState<readonly PlanClause[] | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const clauses = page.clauses.filter((c) => c.withoutTask && !c.heading);
  if (clauses.length === 0 || page.source === null) return null;
  const said = (c: PlanClause) => page.source!.slice(c.start, c.end);
  const open = clauses.filter((c) => c.asideReason === null);
  const done = clauses.filter((c) => c.asideReason !== null);
  const editable = page.mine && page.status === "draft";
  const chosen = open.filter((c) => marked.has(c.id));
  const mark = (ids: readonly string[], on: boolean) =>
    setMarked(new Set([...[...marked].filter((id) => !ids.includes(id)), ...(on ? ids : [])]));
  return (
    <section>
      <h2>{t("plan.without")}</h2>
      <p className="dim s">
        {t("plan.without-words")} {left > 0 && t("plan.without-left", { n: left })}
      </p>
      {editable && open.length > 1 && (
        <div className="row wrap no-print" role="group" aria-label={t("plan.many")}>
          <label className="row">
            <input
              type="checkbox"
              checked={chosen.length === open.length}
              onChange={(e) =>
                mark(
                  open.map((c) => c.id),
                  e.target.checked,
                )
              }
            />
            {t("plan.many-all")}
          </label>
          {chosen.length > 0 && (
            <Button tight onClick={() => setAside(chosen)}>
              {t("plan.aside-many", { n: chosen.length })}
            </Button>
          )}
        </div>
      )}
      <ul className="plan-tasks">
        {open.map((c) => (
          <li key={c.id}>
            {editable && open.length > 1 ? (
              <label className="row">
                <input type="checkbox" checked={marked.has(c.id)} onChange={(e) => mark([c.id], e.target.checked)} />
                <span>{said(c)}</span>
              </label>
            ) : (
              <p>{said(c)}</p>
            )}
            {editable && (
              <div className="row wrap">
                <Button tight onClick={() => setTake(c)}>
                  {t("plan.take")}
                </Button>
                <Button tight look="quiet" onClick={() => setAside([c])}>
                  {t("plan.aside")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <details>
          <summary>{t("plan.without-done", { n: done.length })}</summary>
          <ul className="plan-tasks">
            {done.map((c) => (
              <li key={c.id}>
                <p>{said(c)}</p>
                <p className="dim s">{c.asideReason}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {take !== null && (
        <TaskDialog
          planId={page.id}
          task={null}
          clauseId={take.id}
          text={said(take).slice(take.marker.length).trim()}
          onClose={() => setTake(null)}
        />
      )}
      {aside !== null && (
        <ReasonDialog
          title={t("plan.aside")}
          label={t("plan.aside-reason")}
          of={aside.map((c) => ({ name: said(c), path: `/plans/clauses/${c.id}/aside`, extra: {} }))}
          start={t("plan.aside-default")}
          onClose={() => setAside(null)}
        />
      )}
    </section>
  );
}
