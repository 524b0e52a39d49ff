import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { DatedForm } from "#platform/ui/dated-form.tsx";
import { DatedListScreen, DatedNames, datedNamesReady } from "#platform/ui/dated-list.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { CriterionSetting } from "../contract.ts";
import { draftText } from "./desk-text.ts";

/** By what a draft falls under the scheme, each row with its days and legal basis. */
export function DraftCriteriaScreen() {
  const t = useText(draftText);
  const may = useMay();
  return (
    <DatedListScreen<CriterionSetting>
      path="/drafts/criteria"
      title={t("settings.criteria")}
      back={{ to: "/drafts", words: t("settings.back") }}
      words={t("settings.criteria-words")}
      may={may("draft.configure")}
      columns={[]}
      renderForm={(start, close) => <CriterionForm start={start} onClose={close} />}
    />
  );
}

function CriterionForm({ start, onClose }: { start: CriterionSetting | null; onClose: () => void }) {
  const t = useText(draftText);
  const [form, setForm] = useState({
    code: start?.code ?? "",
    nameVi: start?.nameVi ?? "",
    nameEn: start?.nameEn ?? "",
    position: start?.position ?? 100,
  });
  return (
    <DatedForm
      title={t("settings.criterion-set")}
      path="/drafts/criteria"
      own={form}
      ready={datedNamesReady(form)}
      onClose={onClose}
    >
      {(tried) => <DatedNames value={form} fixed={start !== null} tried={tried} longest={300} onValue={setForm} />}
    </DatedForm>
  );
}
