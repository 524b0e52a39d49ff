import { CalendarClock, CircleCheck, CircleDashed, CircleMinus } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { AppointmentState } from "../answers.ts";
import { rosterText } from "./desk-text.ts";

const looks = {
  coming: { tone: "act", icon: CircleDashed },
  current: { tone: "ok", icon: CircleCheck },
  ending: { tone: "warn", icon: CalendarClock },
  over: { tone: "off", icon: CircleMinus },
} as const;

/** Whether an appointment is held: a shape and a word. */
export function TermState({ state }: { state: AppointmentState }) {
  const t = useText(rosterText);
  return (
    <StateBadge tone={looks[state].tone} icon={looks[state].icon}>
      {t(`roster.state.${state}`)}
    </StateBadge>
  );
}
