import { ArrowLeft, CalendarPlus, ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { PlanAssignment } from "../contract.ts";
import type { TaskLink, TaskPage } from "../work-answers.ts";
import { PlanItems } from "./desk-plan-items.tsx";
import { ProgressState } from "./desk-plan-parts.tsx";
import { reasonWords } from "./desk-plan-views.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** One task between the clause that it comes from and the talks that carry it out. */
export function TaskScreen() {
  const { taskId } = usePathParams<"taskId">();
  const task = useAsk<TaskPage>(`/plans/tasks/${taskId}`);
  return <Answer of={task}>{(data) => <Page key={data.taskId} task={data} />}</Answer>;
}

function Page({ task }: { task: TaskPage }) {
  const t = useText(planText);
  const { day, number } = useFormats();
  const may = useMay();
  const facts = [
    task.dueOn === null ? null : `${t("plan.task.due")}: ${day(task.dueOn)}`,
    task.repeats === null ? null : t(`plan.repeats.${task.repeats}`),
    task.targetValue === null || task.targetPeriod === null
      ? null
      : `${t("plan.target")}: ${number(task.targetValue)}/${t(`plan.period.${task.targetPeriod}`)}`,
    t("plan.timeline.span", { from: day(task.startsOn), to: day(task.endsOn) }),
  ].filter((x) => x !== null);
  return (
    <>
      <PageHead
        over={
          <Link to={`/plans/${task.plan.id}`} className="s">
            <Icon of={ArrowLeft} size={16} /> {task.plan.symbol ?? task.plan.title}
          </Link>
        }
        title={t("plan.task.page")}
      >
        {may("talk.enter") && task.status === "standing" && (
          <LinkButton look="main" icon={CalendarPlus} to="/talks/new" search={{ task: task.taskId }}>
            {t("plan.task.plan-talk")}
          </LinkButton>
        )}
      </PageHead>
      {(task.up.length > 0 || task.clauses.length > 0) && (
        <section>
          <h2>{t("plan.task.up")}</h2>
          <Chain links={[...task.up, task]} />
        </section>
      )}
      <blockquote className="plan-quote">{task.text}</blockquote>
      <p className="dim s">{facts.join(" · ")}</p>
      <section className="plan-down">
        <h2>{t("plan.task.down")}</h2>
        <Units task={task} />
      </section>
    </>
  );
}

/** From the highest plan down: issuing unit, plan, headings, the task's words. The last one is where one is. */
export function Chain({ links, whole = false }: { links: readonly TaskLink[]; whole?: boolean }) {
  return (
    <ol className="plan-chain">
      {links.map((link, i) => (
        <li key={link.taskId}>
          <span className="dim s">
            {link.plan.unit.name} · <Link to={`/plans/${link.plan.id}`}>{link.plan.symbol ?? link.plan.title}</Link>
          </span>
          {link.clauses.map((clause) => (
            <span key={clause} className="s">
              {clause}
            </span>
          ))}
          {(whole || i < links.length - 1) && <Link to={`/plans/tasks/${link.taskId}`}>{link.text}</Link>}
        </li>
      ))}
    </ol>
  );
}

/** Who has it: each opens to what was counted, and to what it gave on in its own plan. */
function Units({ task }: { task: TaskPage }) {
  const t = useText(planText);
  const below = Map.groupBy(task.below, (b) => b.plan.unit.id);
  const given = task.assignments.filter((a) => a.endedOn === null || a.held > 0);
  if (given.length === 0) return <p className="dim">{t("plan.nobody")}</p>;
  return (
    <ul className="plan-tree">
      {given.map((a) => (
        <UnitNode key={a.unit.id} taskId={task.taskId} given={a} below={below.get(a.unit.id) ?? []} />
      ))}
    </ul>
  );
}

function UnitNode({ taskId, given, below }: { taskId: string; given: PlanAssignment; below: readonly TaskLink[] }) {
  const t = useText(planText);
  const { day } = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="row wrap">
        {given.seen ? (
          <Button
            tight
            look="quiet"
            icon={open ? ChevronDown : ChevronRight}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {given.unit.name}
          </Button>
        ) : (
          <span>{given.unit.name}</span>
        )}
        {given.role === "coordinate" && <span className="dim s">{t("plan.coordinates")}</span>}
        {given.seen ? (
          <ProgressState progress={given.progress} plain />
        ) : (
          <span className="dim s">{t("plan.task.not-seen")}</span>
        )}
        {given.reasons.length > 0 && <b className="s">{reasonWords(t, given.reasons)}</b>}
        {given.handed.map((h) => (
          <span key={h.from.id} className="dim s">
            {t("plan.handed", { from: h.from.name, day: day(h.on) })}
          </span>
        ))}
        {given.endedOn !== null && <span className="dim s">{t("plan.ended", { day: day(given.endedOn) })}</span>}
      </div>
      {open && (
        <div className="plan-branch">
          {below.map((link) => (
            <Below key={link.taskId} link={link} />
          ))}
          <PlanItems taskId={taskId} unitId={given.unit.id} />
        </div>
      )}
    </li>
  );
}

/** What the unit's own plan made of it, with those to whom it gave it on. */
function Below({ link }: { link: TaskLink }) {
  const t = useText(planText);
  const task = useAsk<TaskPage>(`/plans/tasks/${link.taskId}`);
  return (
    <>
      <p className="s">
        <span className="dim">{t("plan.task.given-on")}</span>{" "}
        <Link to={`/plans/tasks/${link.taskId}`}>{link.plan.symbol ?? link.plan.title}</Link>
      </p>
      <Answer of={task}>{(data) => <Units task={data} />}</Answer>
    </>
  );
}
