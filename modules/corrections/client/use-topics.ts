import type { Topic } from "#modules/materials/shared.ts";
import { useLocale } from "#platform/i18n/use-text.ts";
import { useAsk } from "#platform/ui/use-api.ts";

/** Topics with their name in the person's language; asked once for all that show them. */
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
