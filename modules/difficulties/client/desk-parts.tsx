import { ArrowUpFromLine, CircleCheck, CircleDot, CircleSlash, Clock3, Combine } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { DifficultyRow } from "../contract.ts";
import { difficultyText } from "./desk-text.ts";

const looks = {
  open: { tone: "warn", icon: CircleDot },
  consolidated: { tone: "act", icon: Combine },
  answered: { tone: "ok", icon: CircleCheck },
  escalated: { tone: "act", icon: ArrowUpFromLine },
  setAside: { tone: "off", icon: CircleSlash },
} as const;

/** How it stands, with what it stands under where it was drawn into one; overdue is said first. */
export function DifficultyState({ row }: { row: Pick<DifficultyRow, "settled" | "overdue"> }) {
  const t = useText(difficultyText);
  if (row.overdue)
    return (
      <StateBadge tone="bad" icon={Clock3}>
        {t("difficulty.overdue")}
      </StateBadge>
    );
  const { tone, icon } = looks[row.settled];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`difficulty.status.${row.settled}`)}
    </StateBadge>
  );
}
