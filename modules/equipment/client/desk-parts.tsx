import { Archive, CircleCheck, CircleDashed, CircleHelp, Clock3, Wrench } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { Condition } from "../contract.ts";
import { equipmentText } from "./desk-text.ts";

const looks = {
  good: { tone: "ok", icon: CircleCheck },
  worn: { tone: "act", icon: CircleDashed },
  broken: { tone: "warn", icon: Wrench },
  lost: { tone: "bad", icon: CircleHelp },
  retired: { tone: "off", icon: Archive },
} as const;

/** In what state it is; a loan past its day is said first. */
export function ThingState({ condition, overdue = false }: { condition: Condition; overdue?: boolean }) {
  const t = useText(equipmentText);
  if (overdue)
    return (
      <StateBadge tone="bad" icon={Clock3}>
        {t("desk.overdue")}
      </StateBadge>
    );
  const { tone, icon } = looks[condition];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`equipment.condition.${condition}`)}
    </StateBadge>
  );
}
