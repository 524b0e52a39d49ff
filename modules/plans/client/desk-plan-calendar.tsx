import { ChevronLeft, ChevronRight } from "lucide-react";
import { addDays, asCivilDate, type CivilDate, todayInVietnam, weekday } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useNarrow } from "#platform/ui/use-media.ts";
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

const shiftMonth = (month: string, by: number) => {
  const [y = 0, m = 1] = month.split("-").map(Number);
  const at = y * 12 + (m - 1) + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
};

function weeksOf(month: string): CivilDate[][] {
  const first = asCivilDate(`${month}-01`);
  let day = addDays(first, 1 - weekday(first));
  const weeks: CivilDate[][] = [];
  do {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
    day = addDays(day, 7);
  } while (day.startsWith(month));
  return weeks;
}

/** A month of deadlines and of talks that carry out a task: a grid on the desk, a list of days on a phone. */
export function PlanCalendarScreen() {
  const t = useText(planText);
  const { month: written } = useFormats();
  const { values, set } = useFilters(["month"] as const);
  const { under, planId, ready } = useAskedWork();
  const today = todayInVietnam();
  const month = values.month ?? today.slice(0, 7);
  const asked = useAsk<PlanCalendar>(
    "/plans/calendar",
    { month, ...(under === null ? {} : { under }), planId },
    { keep: true, enabled: ready },
  );
  const narrow = useNarrow();
  const entries = useEntries();
  const to = (by: number) => set({ month: shiftMonth(month, by) });
  return (
    <>
      <PageHead title={t("plan.calendar.title")} documentTitle={t("plan.calendar.label", { month: written(month) })} />
      <PlanViews view="calendar" />
      <AskedUnit under={under} />
      <div className="row wrap" style={{ marginBottom: 12 }}>
        <IconButton icon={ChevronLeft} label={t("plan.calendar.before")} onClick={() => to(-1)} />
        <h2 aria-live="polite">{written(month)}</h2>
        <IconButton icon={ChevronRight} label={t("plan.calendar.after")} onClick={() => to(1)} />
        {month !== today.slice(0, 7) && (
          <Button look="quiet" onClick={() => set({ month: undefined })}>
            {t("plan.calendar.this")}
          </Button>
        )}
      </div>
      <Answer of={asked}>
        {(data) => {
          const days = entries(data);
          if (days.size === 0) return <p className="dim">{t("plan.calendar.none")}</p>;
          return narrow ? <Days days={days} /> : <Grid month={month} days={days} today={today} />;
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

const shown = 4;

function Grid({ month, days, today }: { month: string; days: Map<string, Entry[]>; today: string }) {
  const t = useText(planText);
  const { dayLong, month: written } = useFormats();
  const weeks = weeksOf(month);
  return (
    <table className="plan-calendar" aria-label={t("plan.calendar.label", { month: written(month) })}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {dayLong(day).split(",")[0]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const entries = days.get(day) ?? [];
              return (
                <td key={day} className={`${day.startsWith(month) ? "" : "out"}${day === today ? " today" : ""}`}>
                  <b className="date">{Number(day.slice(8))}</b>
                  <ul>
                    {entries.slice(0, shown).map((e) => (
                      <li key={e.key} className={e.tone}>
                        <Link to={e.to}>
                          <span className="dim">{e.what}: </span>
                          {e.title}
                          <span className="unseen">, {e.note}</span>
                        </Link>
                      </li>
                    ))}
                    {entries.length > shown && (
                      <li className="dim">{t("plan.calendar.more", { n: entries.length - shown })}</li>
                    )}
                  </ul>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ days }: { days: Map<string, Entry[]> }) {
  const { dayLong } = useFormats();
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, entries]) => (
      <section key={day} style={{ marginBottom: 20 }}>
        <h3>{dayLong(day)}</h3>
        <ul className="short-rows">
          {entries.map((e) => (
            <li key={e.key}>
              <div>
                <Link className="t" to={e.to}>
                  {e.title}
                </Link>
              </div>
              <div className="line">
                {e.what}
                {e.note === "" ? "" : ` · ${e.note}`}
              </div>
            </li>
          ))}
        </ul>
      </section>
    ));
}
