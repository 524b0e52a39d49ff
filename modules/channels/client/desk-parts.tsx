import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { Channel, PlanState } from "../contract.ts";
import { channelText } from "./desk-text.ts";

const none: Channel[] = [];

export function useChannels(): { list: readonly Channel[]; name: (code: string) => string } {
  const asked = useAsk<{ items: Channel[] }>("/channels");
  const vi = useLocale() === "vi";
  const list = asked.data?.items ?? none;
  return {
    list,
    name: (code) => {
      const found = list.find((c) => c.code === code);
      return found === undefined ? code : vi ? found.nameVi : found.nameEn;
    },
  };
}

export function useTopicName(): (id: string) => string {
  const asked = useAsk<{ items: { id: string; labelVi: string; labelEn: string }[] }>("/materials/topics");
  const vi = useLocale() === "vi";
  return (id) => {
    const topic = asked.data?.items.find((x) => x.id === id);
    return topic === undefined ? id : vi ? topic.labelVi : topic.labelEn;
  };
}

const looks: Record<PlanState, { tone: Tone; icon: LucideIcon }> = {
  open: { tone: "off", icon: CircleDashed },
  overdue: { tone: "warn", icon: CircleAlert },
  done: { tone: "ok", icon: CircleCheck },
  cancelled: { tone: "off", icon: CircleX },
};

export function PlanStateBadge({ state }: { state: PlanState }) {
  const t = useText(channelText);
  return (
    <StateBadge tone={looks[state].tone} icon={looks[state].icon}>
      {t(`channel.state.${state}`)}
    </StateBadge>
  );
}

export function useSpokenTime(): (seconds: number) => string {
  const t = useText(channelText);
  return (seconds) =>
    seconds < 60
      ? t("time.seconds", { s: seconds })
      : t("time.minutes", { m: Math.floor(seconds / 60), s: seconds % 60 });
}
