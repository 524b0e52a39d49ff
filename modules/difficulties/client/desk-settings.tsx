import { useState } from "react";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DatedForm, DatedSpan } from "#platform/ui/dated-form.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type DifficultyDeadline, deadlineStages } from "../contract.ts";
import { difficultyText, type DifficultyTexts } from "./desk-text.ts";

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
          <DataTable<DifficultyDeadline>
            label={t("difficulty.settings")}
            name="difficulty-deadlines"
            rows={items}
            rowKey={(d) => `${d.stage} ${d.from}`}
            title={(d) => t(`difficulty.stage.${d.stage}`)}
            columns={columnsOf(t, number)}
          />
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

function columnsOf(t: DifficultyTexts, number: Formats["number"]): Column<DifficultyDeadline>[] {
  return [
    { key: "stage", label: t("difficulty.settings.stage"), width: 260, cell: () => null },
    {
      key: "days",
      label: t("difficulty.settings.days"),
      width: 110,
      phone: "aside",
      cell: (d) => t("difficulty.settings.n", { n: number(d.days) }),
    },
    {
      key: "holds",
      label: t("difficulty.settings.holds"),
      width: 180,
      phone: "line",
      cell: (d) => <DatedSpan from={d.from} to={d.to} />,
    },
    { key: "basis", label: t("difficulty.settings.basis"), phone: "line", cell: (d) => d.legalBasis },
  ];
}
