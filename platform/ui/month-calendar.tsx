import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { addDays, asCivilDate, type CivilDate, todayInVietnam, weekday } from "#kernel/civil-date.ts";
import { useFormats, useText } from "../i18n/use-text.ts";
import { Button, IconButton } from "./button.tsx";
import { uiText } from "./ui-text.ts";
import { useNarrow } from "./use-media.ts";
import "./month-calendar.css";

/** "2026-12" and 1 → "2027-01". */
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

/** The month by name, with the way back, on, and to this one; `undefined` is this month, as in the address. */
export function MonthHead({ month, onMonth }: { month: string; onMonth: (month: string | undefined) => void }) {
  const t = useText(uiText);
  const { month: written } = useFormats();
  return (
    <div className="calendar-head">
      <IconButton icon={ChevronLeft} label={t("calendar.before")} onClick={() => onMonth(shiftMonth(month, -1))} />
      <h2 aria-live="polite">{written(month)}</h2>
      <IconButton icon={ChevronRight} label={t("calendar.after")} onClick={() => onMonth(shiftMonth(month, 1))} />
      {month !== todayInVietnam().slice(0, 7) && (
        <Button look="quiet" onClick={() => onMonth(undefined)}>
          {t("calendar.this")}
        </Button>
      )}
    </div>
  );
}

interface MonthDaysProps<T> {
  month: string;
  /** By day (yyyy-mm-dd), in the order in which a day shows them. */
  days: ReadonlyMap<string, readonly T[]>;
  keyOf: (entry: T) => string;
  /** How many a day of the grid shows; `renderMore` stands for the rest. */
  shown: number;
  renderMore: (day: string, left: number) => ReactNode;
  /** Beside the number of a day in the grid. */
  renderAside?: (entries: readonly T[]) => ReactNode;
  /** One of the grid; `tone` is a class of its line. */
  renderCell: (entry: T) => ReactNode;
  tone?: (entry: T) => string;
  /** One of the phone's list, as a short row. */
  renderRow: (entry: T) => ReactNode;
  /** What stands there on a phone when the whole month is empty. */
  none: ReactNode;
}

/** What happens in a month: a grid of weeks on the desk, a list of the days that hold something on a phone. */
export function MonthDays<T>(props: MonthDaysProps<T>) {
  return useNarrow() ? <DayList {...props} /> : <Grid {...props} />;
}

function Grid<T>({ month, days, keyOf, shown, renderMore, renderAside, renderCell, tone }: MonthDaysProps<T>) {
  const t = useText(uiText);
  const { dayLong, month: written } = useFormats();
  const weeks = weeksOf(month);
  const today = todayInVietnam();
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
              const entries = days.get(day) ?? [];
              return (
                <td key={day} className={`${day.startsWith(month) ? "" : "out"}${day === today ? " today" : ""}`}>
                  <div className="date">
                    <b>{Number(day.slice(8))}</b>
                    {renderAside?.(entries)}
                  </div>
                  <ul>
                    {entries.slice(0, shown).map((entry) => (
                      <li key={keyOf(entry)} className={tone?.(entry)}>
                        {renderCell(entry)}
                      </li>
                    ))}
                    {entries.length > shown && <li>{renderMore(day, entries.length - shown)}</li>}
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

function DayList<T>({ days, keyOf, renderRow, none }: MonthDaysProps<T>) {
  const { dayLong } = useFormats();
  if (days.size === 0) return <p className="dim">{none}</p>;
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, entries]) => (
      <section key={day} style={{ marginBottom: 20 }}>
        <h3>{dayLong(day)}</h3>
        <ul className="short-rows">
          {entries.map((entry) => (
            <li key={keyOf(entry)}>{renderRow(entry)}</li>
          ))}
        </ul>
      </section>
    ));
}
