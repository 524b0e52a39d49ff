import { Plus, Scale } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { DatedForm, DatedSpan } from "#platform/ui/dated-form.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select } from "#platform/ui/inputs.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { Norm } from "../contract.ts";
import { courseText, unitOption, useHome, useKindChoices } from "./desk-text.ts";
import "./desk-courses.css";

/** Hours wanted in a year, each with its days and legal basis; nothing is changed, a new line begins. */
export function Norms({ mayChange }: { mayChange: boolean }) {
  const t = useText(courseText);
  const { number } = useFormats();
  const [open, setOpen] = useState(false);
  const kinds = useKindChoices();
  const asked = useAsk<{ items: Norm[] }>("/courses/norms");
  const kindName = (id: string) => kinds.find((k) => k.value === id)?.label ?? id;
  return (
    <section>
      <div className="course-head">
        <p className="dim prose">{t("desk.norms-words")}</p>
        {mayChange && (
          <Button icon={Plus} onClick={() => setOpen(true)}>
            {t("desk.norm-new")}
          </Button>
        )}
      </div>
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Scale} title={t("desk.norms-empty")}>
              {t("desk.norms-empty-words")}
            </EmptyState>
          ) : (
            <ul className="course-list">
              {items.map((norm) => (
                <li key={norm.id}>
                  {t("desk.norm-line", { kind: kindName(norm.kind), n: number(norm.hours) })}
                  <span className="dim">
                    {norm.unit.name} · <DatedSpan from={norm.from} to={norm.to} /> · {norm.legalBasis}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {open && <NormForm onClose={() => setOpen(false)} />}
    </section>
  );
}

function NormForm({ onClose }: { onClose: () => void }) {
  const t = useText(courseText);
  const kinds = useKindChoices();
  const home = useHome();
  const [unit, setUnit] = useState<Option | null | undefined>(undefined);
  const [kind, setKind] = useState("");
  const [hours, setHours] = useState<number | null>(null);
  const chosen = unit === undefined ? home : unit;
  return (
    <DatedForm
      title={t("desk.norm-new")}
      path="/courses/norms"
      own={{ unitId: Number(chosen?.value ?? 0), kind, hours }}
      ready={chosen !== null && kind !== "" && hours !== null}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Field
            name="norm-unit"
            label={t("course.column.of")}
            error={tried && chosen === null ? t("desk.missing") : undefined}
          >
            <AskCombobox path="/units" option={unitOption} value={chosen} onValue={setUnit} />
          </Field>
          <Field
            name="norm-kind"
            label={t("desk.norm-kind")}
            error={tried && kind === "" ? t("desk.missing") : undefined}
          >
            <Select value={kind} onValue={setKind} choices={kinds} placeholder="" />
          </Field>
          <Field
            name="norm-hours"
            label={t("desk.norm-hours")}
            error={tried && hours === null ? t("desk.missing") : undefined}
          >
            <NumberInput value={hours} onValue={setHours} />
          </Field>
        </>
      )}
    </DatedForm>
  );
}
