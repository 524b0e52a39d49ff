import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DatedForm, DatedSpan } from "#platform/ui/dated-form.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type DifficultyDeadline, deadlineStages } from "../contract.ts";
import { difficultyText } from "./desk-text.ts";

/** Deadlines with their legal basis; an administrator sets the next. */
export function DifficultySettingsScreen() {
  const t = useText(difficultyText);
  const { number } = useFormats();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const asked = useAsk<{ items: DifficultyDeadline[] }>("/difficulties/settings");
  return (
    <>
      <PageHead over={<Link to="/difficulties">{t("difficulty.settings.back")}</Link>} title={t("difficulty.settings")}>
        {may("difficulty.configure") && (
          <Button look="main" onClick={() => setOpen(true)}>
            {t("difficulty.settings.new")}
          </Button>
        )}
      </PageHead>
      <Answer of={asked}>
        {({ items }) => (
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th>{t("difficulty.settings.stage")}</th>
                  <th>{t("difficulty.settings.days")}</th>
                  <th>{t("difficulty.settings.holds")}</th>
                  <th>{t("difficulty.settings.basis")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((d) => (
                  <tr key={`${d.stage} ${d.from}`}>
                    <td>{t(`difficulty.stage.${d.stage}`)}</td>
                    <td className="nw">{t("difficulty.settings.n", { n: number(d.days) })}</td>
                    <td>
                      <DatedSpan from={d.from} to={d.to} />
                    </td>
                    <td>{d.legalBasis}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answer>
      {open && <DeadlineForm onClose={() => setOpen(false)} />}
    </>
  );
}

function DeadlineForm({ onClose }: { onClose: () => void }) {
  const t = useText(difficultyText);
  const [stage, setStage] = useState<(typeof deadlineStages)[number]>("answer");
  const [days, setDays] = useState<number | null>(15);
  const ready = days !== null && days >= 1 && days <= 365;
  return (
    <DatedForm
      title={t("difficulty.settings.new")}
      path="/difficulties/settings"
      own={{ stage, days }}
      ready={ready}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Field name="deadline-stage" label={t("difficulty.settings.stage")}>
            <Select
              value={stage}
              onValue={setStage}
              choices={deadlineStages.map((value) => ({ value, label: t(`difficulty.stage.${value}`) }))}
            />
          </Field>
          <Field
            name="deadline-days"
            label={t("difficulty.settings.days")}
            error={tried && !ready ? t("difficulty.settings.days-wrong") : undefined}
          >
            <NumberInput value={days} onValue={setDays} />
          </Field>
        </>
      )}
    </DatedForm>
  );
}
