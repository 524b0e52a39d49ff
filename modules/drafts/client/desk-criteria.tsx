import { useText } from "#platform/i18n/use-text.ts";
import { DatedNamesScreen } from "#platform/ui/dated-list.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { CriterionSetting } from "../contract.ts";
import { draftText } from "./desk-text.ts";

/** By what a draft falls under the scheme, each row with its days and legal basis. */
export function DraftCriteriaScreen() {
  const t = useText(draftText);
  const may = useMay();
  return (
    <DatedNamesScreen<CriterionSetting>
      path="/drafts/criteria"
      savePath="/drafts/criteria"
      title={t("settings.criteria")}
      formTitle={t("settings.criterion-set")}
      back={{ to: "/drafts", words: t("settings.back") }}
      words={t("settings.criteria-words")}
      may={may("draft.configure")}
      longest={300}
    />
  );
}
