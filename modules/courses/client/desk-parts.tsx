import { CalendarClock, CircleCheck, CircleDot, CircleSlash, CircleX, DoorOpen, Lock, Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { CourseRow, CourseStatus, PartStatus } from "../contract.ts";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

const looks = {
  planned: { tone: "off", icon: CalendarClock },
  open: { tone: "act", icon: DoorOpen },
  held: { tone: "warn", icon: CircleDot },
  closed: { tone: "ok", icon: Lock },
  cancelled: { tone: "off", icon: CircleSlash },
} as const;

export function CourseState({ status }: { status: CourseStatus }) {
  const t = useText(courseText);
  const { tone, icon } = looks[status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`course.status.${status}`)}
    </StateBadge>
  );
}

const partLooks = {
  enrolled: { tone: "off", icon: CircleDot },
  present: { tone: "ok", icon: CircleCheck },
  absent: { tone: "warn", icon: CircleX },
  withdrawn: { tone: "off", icon: Undo2 },
} as const;

export function PartState({ status }: { status: PartStatus }) {
  const t = useText(courseText);
  const { tone, icon } = partLooks[status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`course.part.${status}`)}
    </StateBadge>
  );
}

/** "10/11/2026 – 11/11/2026", one day once. */
export function daysOf(course: Pick<CourseRow, "startsOn" | "endsOn">, day: (d: string) => string): string {
  return course.startsOn === course.endsOn ? day(course.startsOn) : `${day(course.startsOn)} – ${day(course.endsOn)}`;
}

/** What was chosen so far, each to be taken out, and the control that adds. */
export function Picked({
  picked,
  onPicked,
  children,
}: {
  picked: readonly Option[];
  onPicked: (next: Option[]) => void;
  children: (add: (one: Option | null) => void) => ReactNode;
}) {
  const t = useText(courseText);
  return (
    <>
      {picked.length > 0 && (
        <ul className="course-picked">
          {picked.map((one) => (
            <li key={one.value}>
              <span className="who">{one.label}</span>
              <Button
                tight
                look="quiet"
                icon={X}
                aria-label={t("desk.remove", { name: one.label })}
                onClick={() => onPicked(picked.filter((p) => p.value !== one.value))}
              >
                {t("desk.take-out")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {children((one) => {
        if (one !== null && !picked.some((p) => p.value === one.value)) onPicked([...picked, one]);
      })}
    </>
  );
}

/** A table that scrolls is reached by the keyboard. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls
    <div className="course-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
