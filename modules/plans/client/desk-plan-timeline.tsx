import { ChartNoAxesGantt } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { PlanTimeline } from "../work-answers.ts";
import { TaskState } from "./desk-plan-parts.tsx";
import { AskedUnit, PlanViews, reasonWords, useAskedWork } from "./desk-plan-views.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const oneDay = 86_400_000;

/** Tasks over time: a bar from the first day to the last, what is late on it, and why. */
export function PlanTimelineScreen() {
  const t = useText(planText);
  const { under, planId, ready } = useAskedWork();
  const line = useAsk<PlanTimeline>(
    "/plans/timeline",
    { ...(under === null ? {} : { under }), planId },
    { keep: true, enabled: ready },
  );
  return (
    <>
      <PageHead title={t("plan.timeline.title")} />
      <PlanViews view="timeline" />
      <AskedUnit under={under} />
      <Answer of={line}>
        {(data) =>
          data.tasks.length === 0 ? (
            <EmptyState icon={ChartNoAxesGantt} title={t("plan.timeline.none")}>
              {t("plan.timeline.none-words")}
            </EmptyState>
          ) : (
            <Rows line={data} />
          )
        }
      </Answer>
    </>
  );
}

function Rows({ line }: { line: PlanTimeline }) {
  const t = useText(planText);
  const { day } = useFormats();
  // a plan of several years is shown for this one, so that months stay readable
  const year = line.today.slice(0, 4);
  const from = line.from < `${year}-01-01` ? `${year}-01-01` : line.from;
  const to = line.to > `${Number(year) + 1}-03-31` ? `${year}-12-31` : line.to;
  const length = time(to) - time(from) + oneDay;
  const at = (d: string) => Math.max(0, Math.min(100, ((time(d) - time(from)) / length) * 100));
  return (
    <>
      <p className="dim s">{t("plan.timeline.words")}</p>
      <div className="plan-time-axis" aria-hidden="true">
        {monthsBetween(from, to).map((m) => (
          <span key={m} style={{ insetInlineStart: `${at(`${m}-01`)}%` }}>
            {Number(m.slice(5))}
          </span>
        ))}
      </div>
      <ul className="plan-time">
        {line.tasks.map((task) => (
          <li key={task.taskId}>
            <div className="plan-time-words">
              <Link to={`/plans/tasks/${task.taskId}`}>{task.text}</Link>
              <span className="row wrap s">
                <TaskState state={task.state} />
                <span className="dim">
                  {t("plan.timeline.units", { done: task.done, all: task.units })} ·{" "}
                  {t("plan.timeline.span", { from: day(task.startsOn), to: day(task.endsOn) })}
                </span>
              </span>
              {task.lines.slice(0, 3).map((l) => (
                <span key={l.unit?.id} className="s">
                  {l.unit?.name}: {reasonWords(t, l.reasons)}
                </span>
              ))}
              {task.lines.length > 3 && (
                <Link className="s" to="/plans/late" search={{ plan: task.plan.id }}>
                  {t("plan.more-units", { n: task.late > 3 ? task.late - 3 : task.lines.length - 3 })}
                </Link>
              )}
            </div>
            <div className="plan-time-row" aria-hidden="true">
              <i className="today" style={{ insetInlineStart: `${at(line.today)}%` }} />
              <i
                className={`bar ${task.state}`}
                style={{
                  insetInlineStart: `${at(task.startsOn)}%`,
                  width: `${Math.max(0.8, at(addOne(task.endsOn)) - at(task.startsOn))}%`,
                }}
              />
              {task.units > 0 && (
                <i
                  className="bar filled"
                  style={{
                    insetInlineStart: `${at(task.startsOn)}%`,
                    width: `${((at(addOne(task.endsOn)) - at(task.startsOn)) * task.done) / task.units}%`,
                  }}
                />
              )}
              {task.state === "late" && (
                <i
                  className="mark"
                  style={{ insetInlineStart: `${at(task.endsOn < line.today ? task.endsOn : line.today)}%` }}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

const addOne = (day: string) => new Date(time(day) + oneDay).toISOString().slice(0, 10);

function monthsBetween(from: string, to: string): string[] {
  const out: string[] = [];
  let [y = 0, m = 1] = from.split("-").map(Number);
  while (`${y}-${String(m).padStart(2, "0")}` <= to.slice(0, 7) && out.length < 36) {
    out.push(`${y}-${String(m).padStart(2, "0")}`);
    [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
  }
  return out;
}
