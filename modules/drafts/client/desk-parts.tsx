import { CircleCheck, CircleDashed, CircleDot, CircleX } from "lucide-react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { DraftRules } from "../contract.ts";
import { draftText } from "./desk-text.ts";

const noRules: DraftRules = { stages: [], criteria: [] };

/** Stages and criteria in force, with their names in the person's language. */
export function useDraftRules() {
  const asked = useAsk<DraftRules>("/drafts/rules");
  const vi = useLocale() === "vi";
  const rules = asked.data ?? noRules;
  const named = (x: { nameVi: string; nameEn: string } | undefined, code: string) =>
    x === undefined ? code : vi ? x.nameVi : x.nameEn;
  return {
    rules,
    stageName: (code: string) =>
      named(
        rules.stages.find((s) => s.code === code),
        code,
      ),
    criterionName: (code: string) =>
      named(
        rules.criteria.find((c) => c.code === code),
        code,
      ),
  };
}

interface Labelled {
  id: string;
  labelVi: string;
  labelEn: string;
}

export function useTopicChoices(): { value: string; label: string }[] {
  const vi = useLocale() === "vi";
  const asked = useAsk<{ items: (Labelled & { active: boolean })[] }>("/materials/topics");
  return (asked.data?.items ?? [])
    .filter((x) => x.active)
    .map((x) => ({ value: x.id, label: vi ? x.labelVi : x.labelEn }));
}

export function useDocumentTypes(): { value: string; label: string }[] {
  const vi = useLocale() === "vi";
  const asked = useAsk<{ items: { id: string; nameVi: string; nameEn: string }[] }>("/documents/types");
  return (asked.data?.items ?? []).map((x) => ({ value: x.id, label: vi ? x.nameVi : x.nameEn }));
}

export function DraftState({ stage, outcome }: { stage: string; outcome: "passed" | "dropped" | null }) {
  const t = useText(draftText);
  const { stageName, rules } = useDraftRules();
  if (outcome === "passed")
    return (
      <StateBadge tone="ok" icon={CircleCheck}>
        {t("draft.outcome.passed")}
      </StateBadge>
    );
  if (outcome === "dropped")
    return (
      <StateBadge tone="off" icon={CircleX}>
        {t("draft.outcome.dropped")}
      </StateBadge>
    );
  const takes = rules.stages.find((s) => s.code === stage)?.takesComments === true;
  return (
    <StateBadge tone={takes ? "act" : "off"} icon={takes ? CircleDot : CircleDashed}>
      {stageName(stage)}
    </StateBadge>
  );
}

/** "Điều 5", "Phần mở đầu", "Toàn dự thảo". */
export function useArticleName(): (key: string | null) => string {
  const t = useText(draftText);
  return (key) => (key === null ? t("draft.whole") : key === "0" ? t("text.preamble") : t("text.article", { n: key }));
}
