import { CircleCheck, CircleDashed, CircleX, History, type LucideIcon } from "lucide-react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { spokenSyllables } from "../clear-words.ts";
import type { MaterialStatus, Topic } from "../contract.ts";
import type { WritingAids } from "../contract-words.ts";
import { materialText } from "./desk-text.ts";

const looks: Record<MaterialStatus, { tone: Tone; icon: LucideIcon }> = {
  draft: { tone: "off", icon: CircleDashed },
  approved: { tone: "ok", icon: CircleCheck },
  recalled: { tone: "bad", icon: CircleX },
  superseded: { tone: "off", icon: History },
};
export const statusList = Object.keys(looks) as MaterialStatus[];

export function MaterialState({ status }: { status: MaterialStatus }) {
  const t = useText(materialText);
  return (
    <StateBadge tone={looks[status].tone} icon={looks[status].icon}>
      {t(`material.status.${status}`)}
    </StateBadge>
  );
}

/** "01/01/2025 – 31/12/2025", "từ 01/01/2025"; says so when it is over. */
export function ValidDays({ from, to }: { from: string | null; to: string | null }) {
  const t = useText(materialText);
  const { day } = useFormats();
  if (to !== null && to < todayInVietnam())
    return (
      <span className="dim">
        {t("valid.over")} ({day(to)})
      </span>
    );
  if (from === null && to === null) return <span className="dim">{t("valid.always")}</span>;
  if (from === null) return <>{t("valid.until", { to: day(to!) })}</>;
  return <>{to === null ? t("valid.from", { from: day(from) }) : t("valid.both", { from: day(from), to: day(to) })}</>;
}

/** How long a text takes before people, in seconds, by the rate of today; null until that is known. */
export function useReadingTime(): (text: string) => number | null {
  const perMinute = useAsk<WritingAids>("/materials/writing-aids").data?.rules.peoplePerMinute.value;
  return (text) => (perMinute === undefined ? null : Math.round((spokenSyllables(text) * 60) / perMinute));
}

/** Topics with their name in the person's language; asked once. */
export function useTopics(): { list: readonly Topic[]; name: (id: string) => string } {
  const asked = useAsk<{ items: Topic[] }>("/materials/topics");
  const language = useLocale();
  const list = asked.data?.items ?? [];
  return {
    list,
    name: (id) => {
      const topic = list.find((x) => x.id === id);
      return topic === undefined ? id : language === "vi" ? topic.labelVi : topic.labelEn;
    },
  };
}
