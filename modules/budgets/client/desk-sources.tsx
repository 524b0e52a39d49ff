import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { DatedForm } from "#platform/ui/dated-form.tsx";
import { DatedListScreen, DatedNames, datedNamesReady } from "#platform/ui/dated-list.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { SourceSetting } from "../contract.ts";
import { budgetText } from "./desk-text.ts";

const natures = ["state", "sponsorship"] as const;

/** Where money may come from, each row with its days and legal basis. */
export function BudgetSourcesScreen() {
  const t = useText(budgetText);
  const may = useMay();
  return (
    <DatedListScreen<SourceSetting>
      path="/budgets/sources/settings"
      title={t("desk.sources")}
      back={{ to: "/budgets", words: t("budget.title") }}
      words={t("desk.sources-words")}
      may={may("budget.configure")}
      columns={[
        {
          key: "nature",
          label: t("desk.nature"),
          width: 160,
          phone: "line",
          cell: (s) => t(`desk.nature.${s.nature}`),
        },
      ]}
      renderForm={(start, close) => <SourceForm start={start} onClose={close} />}
    />
  );
}

function SourceForm({ start, onClose }: { start: SourceSetting | null; onClose: () => void }) {
  const t = useText(budgetText);
  const [form, setForm] = useState({
    code: start?.code ?? "",
    nature: start?.nature ?? ("state" as const),
    nameVi: start?.nameVi ?? "",
    nameEn: start?.nameEn ?? "",
    position: start?.position ?? 100,
  });
  return (
    <DatedForm
      title={t("desk.source-set")}
      path="/budgets/sources"
      own={form}
      ready={datedNamesReady(form)}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <DatedNames value={form} fixed={start !== null} tried={tried} onValue={setForm} />
          {start === null && (
            <Field name="source-nature" label={t("desk.nature")}>
              <Select<(typeof natures)[number]>
                value={form.nature}
                onValue={(nature) => setForm({ ...form, nature })}
                choices={natures.map((value) => ({ value, label: t(`desk.nature.${value}`) }))}
              />
            </Field>
          )}
        </>
      )}
    </DatedForm>
  );
}
