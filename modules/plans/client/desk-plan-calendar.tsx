import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { MonthDays, MonthHead } from "#platform/ui/month-calendar.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { PlanCalendar } from "../work-answers.ts";
import { AskedUnit, PlanViews, useAskedWork } from "./desk-plan-views.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

interface Entry {
  key: string;
  to: string;
  /** What it is, in a word or two. */
  what: string;
  title: string;
  note: string;
  tone: "late" | "done" | "plain" | "talk";
}

/** A month of deadlines and of talks that carry out a task: a grid on the desk, a list of days on a phone. */
export function PlanCalendarScreen() {
  const t = useText(planText);
  const { month: written } = useFormats();
  const { values, set } = useFilters(["month"] as const);
  const { under, planId, ready } = useAskedWork();
  const month = values.month ?? todayInVietnam().slice(0, 7);
  const asked = useAsk<PlanCalendar>(
    "/plans/calendar",
    { month, ...(under === null ? {} : { under }), planId },
    { keep: true, enabled: ready },
  );
  const entries = useEntries();
  return (
    <>
      <PageHead title={t("plan.calendar.title")} documentTitle={t("plan.calendar.label", { month: written(month) })} />
      <PlanViews view="calendar" />
      <AskedUnit under={under} />
      <MonthHead month={month} onMonth={(to) => set({ month: to })} />
      <Answer of={asked}>
        {(data) => {
          const days = entries(data);
          if (days.size === 0) return <p className="dim">{t("plan.calendar.none")}</p>;
          return <PlanMonth month={month} days={days} />;
        }}
      </Answer>
    </>
  );
}

function useEntries(): (data: PlanCalendar) => Map<string, Entry[]> {
  const t = useText(planText);
  return (data) => {
    const days = new Map<string, Entry[]>();
    const add = (day: string, entry: Entry) => days.set(day, [...(days.get(day) ?? []), entry]);
    for (const d of data.deadlines)
      add(d.day, {
        key: `${d.taskId ?? d.plan.id}/${d.what}`,
        to: d.taskId === null ? `/plans/${d.plan.id}` : `/plans/tasks/${d.taskId}`,
        what: t(`plan.calendar.what.${d.what}`),
        title: d.text,
        note: d.done
          ? t("plan.calendar.done")
          : d.late > 0
            ? t("plan.calendar.late", { n: d.late, all: d.units })
            : (d.plan.symbol ?? ""),
        tone: d.done ? "done" : d.late > 0 ? "late" : "plain",
      });
    for (const k of data.talks)
      add(k.day, {
        key: k.id,
        to: `/talks/${k.id}`,
        what: t("plan.calendar.what.talk"),
        title: k.title,
        note: k.place,
        tone: "talk",
      });
    return days;
  };
}

function PlanMonth({ month, days }: { month: string; days: Map<string, Entry[]> }) {
  const t = useText(planText);
  return (
    <div className="plan-month">
      <MonthDays
        month={month}
        days={days}
        keyOf={(e) => e.key}
        shown={4}
        renderMore={(_, left) => <span className="dim">{t("plan.calendar.more", { n: left })}</span>}
        tone={(e) => e.tone}
        renderCell={(e) => (
          <Link to={e.to}>
            <span className="dim">{e.what}: </span>
            {e.title}
            <span className="unseen">, {e.note}</span>
          </Link>
        )}
        renderRow={(e) => (
          <>
            <div>
              <Link className="t" to={e.to}>
                {e.title}
              </Link>
            </div>
            <div className="line">
              {e.what}
              {e.note === "" ? "" : ` · ${e.note}`}
            </div>
          </>
        )}
        none={t("plan.calendar.none")}
      />
    </div>
  );
}
