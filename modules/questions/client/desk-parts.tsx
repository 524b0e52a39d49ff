import { Ban, CircleAlert, CircleCheck, CircleDot, Clock3, Layers, PencilLine } from "lucide-react";
import { todayInVietnam, asCivilDate, daysBetween } from "#kernel/civil-date.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Select } from "#platform/ui/inputs.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { QuestionRow } from "../answers.ts";
import { questionText } from "./desk-text.ts";

interface Topic {
  id: string;
  labelVi: string;
  labelEn: string;
  active: boolean;
}

/** Topics with their name in the person's language; asked once. */
export function useTopics(): { list: readonly Topic[]; name: (id: string) => string } {
  const asked = useAsk<{ items: Topic[] }>("/materials/topics");
  const language = useLocale();
  const list = asked.data?.items ?? [];
  const label = (topic: Topic) => (language === "vi" ? topic.labelVi : topic.labelEn);
  return {
    list,
    name: (id) => {
      const topic = list.find((one) => one.id === id);
      return topic === undefined ? id : label(topic);
    },
  };
}

export function TopicSelect({
  value,
  onValue,
  empty,
}: {
  value: string;
  onValue: (id: string) => void;
  empty: string;
}) {
  const topics = useTopics();
  return (
    <Select
      value={value}
      onValue={onValue}
      placeholder={empty}
      choices={topics.list
        .filter((t) => t.active || t.id === value)
        .map((t) => ({ value: t.id, label: topics.name(t.id) }))}
    />
  );
}

/** Where a question stands, in one badge: a shape, a word, and its days where they matter. */
export function QuestionState({
  question,
}: {
  question: Pick<QuestionRow, "status" | "answerStatus" | "overdue" | "dueOn">;
}) {
  const t = useText(questionText);
  const { number } = useFormats();
  if (question.status === "answered")
    return (
      <StateBadge tone="ok" icon={CircleCheck}>
        {t("answer.status.published")}
      </StateBadge>
    );
  if (question.status !== "open")
    return (
      <StateBadge tone="off" icon={question.status === "merged" ? Layers : Ban}>
        {t(`question.status.${question.status}`)}
      </StateBadge>
    );
  if (question.overdue)
    return (
      <StateBadge tone="bad" icon={CircleAlert}>
        {t("row.overdue", { n: number(daysBetween(asCivilDate(question.dueOn), todayInVietnam())) })}
      </StateBadge>
    );
  if (question.answerStatus === null)
    return (
      <StateBadge tone="warn" icon={Clock3}>
        {t("question.status.open")}
      </StateBadge>
    );
  return (
    <StateBadge
      tone={question.answerStatus === "draft" ? "act" : "warn"}
      icon={question.answerStatus === "draft" ? PencilLine : CircleDot}
    >
      {t(`answer.status.${question.answerStatus}`)}
    </StateBadge>
  );
}

/** The unit whose work waits for this person, as the desk's first page has it; null for the whole instance. */
export function useHomeUnit(): number | null {
  const me = useAsk<{ homeUnitId: number | null; grants: { role: string; unitId: number | null }[] }>("/me");
  const grants = me.data?.grants ?? [];
  if (grants.some((g) => g.unitId === null)) return me.data?.homeUnitId ?? null;
  return grants.find((g) => g.role !== "speaker")?.unitId ?? me.data?.homeUnitId ?? null;
}
