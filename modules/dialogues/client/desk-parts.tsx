import { CalendarClock, CircleCheck, CircleDot, CircleSlash, Clock3 } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { DialoguePage } from "../answers.ts";
import type { DialogueStatus } from "../contract.ts";
import { dialogueText } from "./desk-text.ts";

const looks = {
  planned: { tone: "act", icon: CalendarClock },
  held: { tone: "ok", icon: CircleCheck },
  cancelled: { tone: "off", icon: CircleSlash },
} as const;

export function DialogueState({ status }: { status: DialogueStatus }) {
  const t = useText(dialogueText);
  const { tone, icon } = looks[status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`dialogue.status.${status}`)}
    </StateBadge>
  );
}

type Commitment = DialoguePage["promised"][number];
const promiseLooks = {
  open: { tone: "act", icon: CircleDot },
  overdue: { tone: "bad", icon: Clock3 },
  done: { tone: "ok", icon: CircleCheck },
  late: { tone: "warn", icon: Clock3 },
  dropped: { tone: "off", icon: CircleSlash },
} as const;

/** How far a promise is, in a word. */
export function PromiseState({ of }: { of: Commitment }) {
  const t = useText(dialogueText);
  const state =
    of.status === "open"
      ? of.overdue
        ? "overdue"
        : "open"
      : of.status === "done"
        ? of.kept
          ? "done"
          : "late"
        : "dropped";
  const { tone, icon } = promiseLooks[state];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`dialogue.promise.${state}`)}
    </StateBadge>
  );
}
