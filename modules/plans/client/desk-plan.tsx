import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton, useGo } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { PlanPage } from "../contract.ts";
import { FactsDialog, IssueDialog } from "./desk-plan-issue.tsx";
import { PlanState } from "./desk-plan-parts.tsx";
import { SourceText } from "./desk-plan-source.tsx";
import { TaskList } from "./desk-plan-tasks.tsx";
import { TaskDialog } from "./desk-plan-dialogs.tsx";
import { WithoutTask } from "./desk-plan-without.tsx";
import { planText, type PlanTexts } from "./desk-text.ts";
import "./desk-plans.css";

/** One plan: its source and its tasks side by side while it is corrected; whom they were given to and how far they are. */
export function PlanScreen() {
  const { planId } = usePathParams<"planId">();
  const page = useAsk<PlanPage>(`/plans/${planId}`);
  return <Answer of={page}>{(data) => <Page key={data.id} page={data} />}</Answer>;
}

function Page({ page }: { page: PlanPage }) {
  const t = useText(planText);
  const { day } = useFormats();
  const [chosen, setChosen] = useState<string | null>(null);
  const [onlyLate, setOnlyLate] = useState(false);
  const [open, setOpen] = useState<"facts" | "issue" | "task" | null>(null);
  const task = page.taskList.find((x) => x.id === chosen);
  const spans = page.taskList.flatMap((x) =>
    x.start === null || x.end === null || x.droppedReason !== null ? [] : [{ start: x.start, end: x.end }],
  );
  const at =
    task?.start === null || task?.end === null || task === undefined ? null : { start: task.start, end: task.end };
  const left = page.clauses.filter((c) => c.withoutTask && !c.heading && c.asideReason === null).length;
  return (
    <>
      <PageHead
        over={
          <Link to="/plans" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("plan.back")}
          </Link>
        }
        title={page.title}
      >
        {page.status === "standing" && (
          <LinkButton to="/plans/timeline" search={{ plan: page.id }}>
            {t("plan.views.timeline")}
          </LinkButton>
        )}
        <LinkButton to={`/plans/${page.id}/issued`}>{t("plan.who-issued")}</LinkButton>
        <LinkButton to={`/plans/${page.id}/briefing`}>{t("plan.briefing")}</LinkButton>
        {page.mine && <Acts page={page} onOpen={setOpen} />}
      </PageHead>
      <p className="row wrap">
        <PlanState status={page.status} />
        <span>
          {[page.symbol, page.issuedOn === null ? null : day(page.issuedOn), page.unit.name]
            .filter((x) => x !== null)
            .join(" · ")}
        </span>
        <span className="dim">
          {day(page.startsOn)} – {day(page.endsOn)}
        </span>
        {page.unassigned > 0 && page.mine && (
          <span className="dim">{t("plan.unassigned", { n: page.unassigned })}</span>
        )}
        {page.late > 0 && (
          <Button tight aria-pressed={onlyLate} onClick={() => setOnlyLate(!onlyLate)}>
            {onlyLate ? t("plan.view.all") : `${t("plan.late", { n: page.late })}. ${t("plan.only-late")}`}
          </Button>
        )}
        {page.document !== null && (
          <ExportButton
            tight
            path={`/documents/${page.document.id}/file`}
            fileName={page.document.fileName}
            label={t("plan.document")}
          />
        )}
      </p>
      {page.parent !== null && (
        <p className="plan-parent">
          {t("plan.parent")}:{" "}
          <Link to={`/plans/${page.parent.id}`}>
            {[page.parent.symbol, page.parent.title].filter((x) => x !== null).join(" · ")}
          </Link>
        </p>
      )}
      <Derive page={page} />
      <About page={page} />
      <div className={page.source === null ? "plan-body" : "plan-body plan-sides"}>
        {page.source !== null && (
          <div>
            {chosen === null && <p className="dim s">{t("plan.chosen-source")}</p>}
            <SourceText source={page.source} tasks={spans} chosen={at} label={t("plan.source")} />
          </div>
        )}
        <div>
          <h2>
            {t("plan.task")} <span className="count">{page.tasks}</span>
          </h2>
          {page.mine && <p className="dim s only-keys">{t("plan.keys")}</p>}
          <TaskList page={page} chosen={chosen} onChosen={setChosen} onlyLate={onlyLate} />
          {page.mine && page.status !== "closed" && page.document === null && (
            <p className="actions">
              <Button onClick={() => setOpen("task")}>{t("plan.add-task")}</Button>
            </p>
          )}
          <WithoutTask page={page} left={left} />
        </div>
      </div>
      {open === "task" && <TaskDialog planId={page.id} task={null} onClose={() => setOpen(null)} />}
      {open === "facts" && <FactsDialog page={page} onClose={() => setOpen(null)} />}
      {open === "issue" && <IssueDialog page={page} onClose={() => setOpen(null)} />}
    </>
  );
}

function Acts({ page, onOpen }: { page: PlanPage; onOpen: (open: "facts" | "issue") => void }) {
  const t = useText(planText);
  const words = useProblemWords();
  const move = useSend<{ to: "standing" | "closed" }>("POST", `/plans/${page.id}/state`);
  const go = (to: "standing" | "closed") =>
    move.mutate(
      { to },
      {
        onSuccess: () => notify(t(to === "standing" ? "plan.adopted" : "plan.done")),
        onError: (error) => notify(words(error), { tone: "bad" }),
      },
    );
  return (
    <>
      <Button onClick={() => onOpen("facts")}>{t("plan.facts")}</Button>
      {page.status === "draft" && page.source === null && (
        <Button look="main" onClick={() => onOpen("issue")}>
          {t("plan.issue")}
        </Button>
      )}
      {page.status === "draft" && page.source !== null && (
        <Button look="main" busy={move.isPending ? "…" : null} onClick={() => go("standing")}>
          {t("plan.adopt")}
        </Button>
      )}
      {page.status === "standing" && <Button onClick={() => go("closed")}>{t("plan.close")}</Button>}
      {page.status === "closed" && <Button onClick={() => go("standing")}>{t("plan.reopen")}</Button>}
    </>
  );
}

/** A unit that was given something makes its own plan from it. */
function Derive({ page }: { page: PlanPage }) {
  const t = useText(planText);
  const words = useProblemWords();
  const goTo = useGo();
  const send = useSend<Record<string, unknown>, { planId: string; tasks: number }>("POST", "/plans");
  if (page.mayDerive.length === 0 || page.mine) return null;
  const year = todayInVietnam().slice(0, 4);
  return (
    <div className="banner">
      {page.mayDerive.map((unit) => (
        <Button
          key={unit.id}
          look="main"
          busy={send.isPending ? "…" : null}
          onClick={() =>
            send.mutate(
              {
                id: freshId(),
                unitId: unit.id,
                parentId: page.id,
                title: page.title,
                startsOn: page.startsOn > `${year}-01-01` ? page.startsOn : `${year}-01-01`,
                endsOn: page.endsOn < `${year}-01-01` ? `${year}-12-31` : page.endsOn,
              },
              {
                onSuccess: (made) => {
                  notify(t("plan.derived", { n: made.tasks }));
                  goTo(`/plans/${made.planId}`);
                },
                onError: (error) => notify(words(error), { tone: "bad" }),
              },
            )
          }
        >
          {t("plan.derive", { unit: unit.name })}
        </Button>
      ))}
    </div>
  );
}

function About({ page }: { page: PlanPage }) {
  const t = useText(planText);
  const { day } = useFormats();
  const doubts = page.doubts.filter((d) => d.code !== "no-lead");
  if (page.bases.length + page.terms.length + doubts.length === 0) return null;
  return (
    <details className="plan-about">
      <summary>
        {t("plan.bases")} ({page.bases.length}){doubts.length > 0 ? ` · ${t("plan.doubts")} (${doubts.length})` : ""}
      </summary>
      <ul>
        {page.bases.map((b) => (
          <li key={b.start}>
            {t(`plan.relation.${b.relation}`)}: {b.symbol ?? b.quote}
            {b.issuedOn === null ? "" : `, ${day(b.issuedOn)}`}
            {b.issuer === null ? "" : `, ${b.issuer}`}
          </li>
        ))}
        {page.terms.map((x) => (
          <li key={x.start}>
            {t("plan.terms")}: <b>{x.term}</b> = {x.meaning}
          </li>
        ))}
        {doubts.map((d) => (
          <li key={`${d.code}${d.start}`}>{doubtWords(t, d.code, d.detail)}</li>
        ))}
      </ul>
    </details>
  );
}

const plain = ["legacy-font", "no-title", "no-symbol", "no-issuer", "no-basis"] as const;
function doubtWords(t: PlanTexts, code: string, detail: string): string {
  const known = plain.find((c) => c === code);
  return known === undefined ? t("plan.doubt.numbering-jump", { detail }) : t(`plan.doubt.${known}`);
}
