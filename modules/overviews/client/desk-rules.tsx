import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { DatedForm } from "#platform/ui/dated-form.tsx";
import { DatedRowsScreen } from "#platform/ui/dated-list.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput } from "#platform/ui/inputs.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { RuleSetting } from "../contract.ts";
import { overviewText } from "./desk-text.ts";

/** The days by which overviews judge and are printed, each row with when it holds and its legal basis. */
export function RulesScreen() {
  const t = useText(overviewText);
  const { number } = useFormats();
  const may = useMay();
  return (
    <DatedRowsScreen<RuleSetting>
      path="/overviews/rules"
      title={t("rules.title")}
      back={{ to: "/overviews/targets", words: t("targets.title") }}
      words={t("rules.words")}
      may={may("overview.configure")}
      adds={false}
      nameOf={(r) => t(`rules.${r.code}`)}
      columns={[
        {
          key: "days",
          label: t("rules.days"),
          width: 110,
          numeric: true,
          phone: "line",
          cell: (r) => t("rules.n-days", { n: number(r.days) }),
        },
      ]}
      renderForm={(start, close) => start !== null && <RuleForm start={start} onClose={close} />}
    />
  );
}

function RuleForm({ start, onClose }: { start: RuleSetting; onClose: () => void }) {
  const t = useText(overviewText);
  const [days, setDays] = useState<number | null>(start.days);
  const wrong = days === null || days < 0 || days > 180;
  return (
    <DatedForm
      title={t(`rules.${start.code}`)}
      path="/overviews/rules"
      own={{ code: start.code, days }}
      ready={!wrong}
      onClose={onClose}
    >
      {(tried) => (
        <Field
          name="rule-days"
          label={t("rules.days")}
          help={t(`rules.${start.code}-help`)}
          error={tried && wrong ? t("rules.days-wrong") : undefined}
        >
          <NumberInput value={days} onValue={setDays} />
        </Field>
      )}
    </DatedForm>
  );
}
