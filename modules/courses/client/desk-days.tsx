import { addDays, type CivilDate, daysBetween, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import type { ActField, ActValues } from "#platform/ui/act-dialog.tsx";
import type { CoursePage, DayHours } from "../contract.ts";
import { mostDays, untickedOn } from "../days.ts";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

/** The day to begin with: the first that has somebody left, else the last that has come. */
export function dayToTick(page: CoursePage): CivilDate | null {
  const come = page.days.filter((d) => d.day <= todayInVietnam());
  return (come.find((d) => untickedOn(page.people, d.day) > 0) ?? come.at(-1))?.day ?? null;
}

/** Which day of several is ticked; what has not come yet can't be. */
export function DayChoice({
  page,
  day: chosen,
  onDay,
}: {
  page: CoursePage;
  day: CivilDate;
  onDay: (day: CivilDate) => void;
}) {
  const t = useText(courseText);
  const { dayShort, number } = useFormats();
  const today = todayInVietnam();
  return (
    <fieldset className="course-days no-print">
      <legend>{t("desk.day-choice")}</legend>
      {page.days.map(({ day, hours }) => {
        const left = untickedOn(page.people, day);
        return (
          <label key={day}>
            <input
              type="radio"
              name="course-day"
              value={day}
              checked={day === chosen}
              disabled={day > today}
              onChange={() => onDay(day)}
            />
            <b>{dayShort(day)}</b>
            <span className="dim">
              {t("desk.credit", { n: number(hours) })} ·{" "}
              {day > today
                ? t("desk.day-coming")
                : left > 0
                  ? t("desk.day-left", { n: number(left) })
                  : t("desk.day-done")}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** How far around the planned days the form has a place for hours. */
const around = 7;
const nameOf = (day: string) => `hours.${day}`;

/** Hours of each day, as fields of a form that also asks for the first and the last one. */
export function dayFields(page: CoursePage, label: (day: string) => { label: string; help?: string }): ActField[] {
  const first = addDays(page.startsOn, -around);
  const days = daysBetween(first, page.endsOn) + 1 + around;
  if (days > mostDays + 2 * around) return [];
  return Array.from({ length: days }, (_, n) => {
    const day = addDays(first, n);
    const start = page.days.find((d) => d.day === day)?.hours;
    return {
      kind: "count",
      name: nameOf(day),
      ...label(day),
      optional: true,
      when: (v) => v["startsOn"] !== v["endsOn"] && isWithin(v, day),
      ...(start === undefined ? {} : { start }),
    };
  });
}

const isWithin = (v: ActValues, day: string) => String(v["startsOn"]) <= day && day <= String(v["endsOn"]);

/** What was typed of the days; null where nothing was, or the form had no place for all of them. */
export function saidDays(page: CoursePage, v: ActValues): DayHours[] | null {
  if (String(v["startsOn"]) < addDays(page.startsOn, -around) || String(v["endsOn"]) > addDays(page.endsOn, around))
    return null;
  if (v["startsOn"] === v["endsOn"]) return null;
  const days = Object.entries(v).flatMap(([name, hours]) => {
    const day = name.replace(/^hours\./, "");
    return name !== day && typeof hours === "number" && hours > 0 && isWithin(v, day)
      ? [{ day: day as CivilDate, hours }]
      : [];
  });
  return days.length === 0 ? null : days;
}
