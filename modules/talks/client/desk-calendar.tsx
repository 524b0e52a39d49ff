import { CalendarPlus, ChevronLeft, ChevronRight } from "lucide-react";
import { addDays, asCivilDate, type CivilDate, todayInVietnam, weekday } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Link, LinkButton, useGo } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { type ListPage, useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useNarrow } from "#platform/ui/use-media.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { TalkRow } from "../answers.ts";
import { talkUnder } from "./desk-talks.tsx";
import { TalkState } from "./desk-status.tsx";
import { talkText } from "./desk-text.ts";
import { TalkViews } from "./desk-views.tsx";
import "./desk-talks.css";

export function shiftMonth(month: string, by: number): string {
  const [y = 0, m = 1] = month.split("-").map(Number);
  const at = y * 12 + (m - 1) + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** The weeks of a month, Monday first, filled up with the days around it. */
export function weeksOf(month: string): CivilDate[][] {
  const first = asCivilDate(`${month}-01`);
  let day = addDays(first, 1 - weekday(first));
  const weeks: CivilDate[][] = [];
  do {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
    day = addDays(day, 7);
  } while (day.startsWith(month));
  return weeks;
}

/** A month of talks: a grid on the desk, a list of days on a phone. */
export function CalendarScreen() {
  const t = useText(talkText);
  const { month: written } = useFormats();
  const { values, set } = useFilters(["month", "under"] as const);
  const today = todayInVietnam();
  const month = values.month ?? today.slice(0, 7);
  const talks = useAsk<ListPage<TalkRow>>("/talks", { month, under: values.under, limit: 200 }, { keep: true });
  const narrow = useNarrow();
  const go = useGo();
  const may = useMay();
  useShortcut("n", () => go("/talks/new"), may("talk.enter"));
  const to = (by: number) => set({ month: shiftMonth(month, by) });
  return (
    <>
      <PageHead title={t("talks.title")} documentTitle={t("calendar.label", { month: written(month) })}>
        {may("talk.enter") && (
          <LinkButton look="main" icon={CalendarPlus} to="/talks/new" hint="N">
            {t("talks.plan")}
          </LinkButton>
        )}
      </PageHead>
      <TalkViews view="calendar" />
      <div className="calendar-head">
        <IconButton icon={ChevronLeft} label={t("calendar.before")} onClick={() => to(-1)} />
        <h2 aria-live="polite">{written(month)}</h2>
        <IconButton icon={ChevronRight} label={t("calendar.after")} onClick={() => to(1)} />
        {month !== today.slice(0, 7) && (
          <Button look="quiet" onClick={() => set({ month: undefined })}>
            {t("calendar.this")}
          </Button>
        )}
      </div>
      <Answer of={talks} words={t("talks.loading")}>
        {(page) => {
          const days = new Map<string, TalkRow[]>();
          for (const row of [...page.items].sort((a, b) => a.startsAt.localeCompare(b.startsAt)))
            days.set(row.heldOn, [...(days.get(row.heldOn) ?? []), row]);
          return narrow ? <Days days={days} /> : <Grid month={month} days={days} today={today} />;
        }}
      </Answer>
    </>
  );
}

function Grid({ month, days, today }: { month: string; days: Map<string, TalkRow[]>; today: string }) {
  const t = useText(talkText);
  const { dayLong, time, month: written } = useFormats();
  const weeks = weeksOf(month);
  const shown = 3;
  return (
    <table className="calendar" aria-label={t("calendar.label", { month: written(month) })}>
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
              const talks = days.get(day) ?? [];
              return (
                <td key={day} className={`${day.startsWith(month) ? "" : "out"}${day === today ? " today" : ""}`}>
                  <div className="date">
                    <b>{Number(day.slice(8))}</b>
                    {talks.length > 1 && <span>{t("calendar.day-n", { n: talks.length })}</span>}
                  </div>
                  <ul>
                    {talks.slice(0, shown).map((row) => (
                      <li key={row.id}>
                        <Link to={`/talks/${row.id}`}>
                          <span className="dim nw">{time(row.startsAt)}</span>
                          <span className="name">
                            {row.title}
                            <span className="unseen">
                              , {row.place.name}, {t(`talk.status.${row.status}`)}
                            </span>
                          </span>
                        </Link>
                      </li>
                    ))}
                    {talks.length > shown && (
                      <li>
                        <Link to="/talks" search={{ from: day, to: day }} className="s">
                          {t("calendar.more", { n: talks.length - shown })}
                        </Link>
                      </li>
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

function Days({ days }: { days: Map<string, TalkRow[]> }) {
  const t = useText(talkText);
  const { dayLong, time } = useFormats();
  if (days.size === 0) return <p className="dim">{t("calendar.none")}</p>;
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, talks]) => (
      <section key={day} style={{ marginBottom: 20 }}>
        <h3>{dayLong(day)}</h3>
        <ul className="short-rows">
          {talks.map((row) => (
            <li key={row.id}>
              <div>
                <Link className="t" to={`/talks/${row.id}`}>
                  {row.title}
                </Link>
              </div>
              <div className="aside">{time(row.startsAt)}</div>
              <div className="line">{talkUnder(row)}</div>
              <div className="line">
                <TalkState status={row.status} />
              </div>
            </li>
          ))}
        </ul>
      </section>
    ));
}
