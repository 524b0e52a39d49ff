import { CircleDashed, FilePen, Lock, UserCheck } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { RunStatus } from "../contract.ts";
import { payText } from "./desk-text.ts";

const looks = {
  draft: { tone: "warn", icon: FilePen },
  submitted: { tone: "act", icon: UserCheck },
  approved: { tone: "ok", icon: Lock },
  discarded: { tone: "off", icon: CircleDashed },
} as const;

export function RunState({ status }: { status: RunStatus }) {
  const t = useText(payText);
  return (
    <StateBadge tone={looks[status].tone} icon={looks[status].icon}>
      {t(`pay.status.${status}`)}
    </StateBadge>
  );
}

/** "10/2026" of "2026-10". */
export const monthOf = (month: string) => `${month.slice(5)}/${month.slice(0, 4)}`;
