import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { UnitPicker } from "#modules/units/client.ts";
import { questionOrigins, type QuestionOrigin } from "../contract.ts";
import { TopicSelect } from "./desk-parts.tsx";
import { questionText } from "./desk-text.ts";

export const questionFilterNames = ["q", "unit", "under", "topic", "origin", "from", "to"] as const;
type Values = Partial<Record<(typeof questionFilterNames)[number], string>>;

/** All filters at once; applied together, kept in the address. */
export function QuestionFilters({
  open,
  onOpen,
  values,
  onApply,
}: {
  open: boolean;
  onOpen: (open: boolean) => void;
  values: Values;
  onApply: (values: Record<string, string | undefined>) => void;
}) {
  const t = useText(questionText);
  const [draft, setDraft] = useState<Values>(values);
  const put = (patch: Values) => setDraft((before) => ({ ...before, ...patch }));
  const unit = (name: "unit" | "under") => (
    <Field name={`filter-${name}`} label={t(`questions.${name}`)} optional="silent">
      <UnitPicker
        value={draft[name] === undefined || draft[name] === "" ? null : Number(draft[name])}
        onValue={(id) => put({ [name]: id === null ? "" : String(id) })}
      />
    </Field>
  );
  return (
    <Dialog open={open} onOpen={onOpen} title={t("questions.filter")}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          onApply(Object.fromEntries(questionFilterNames.map((name) => [name, draft[name] || undefined])));
          onOpen(false);
        }}
      >
        <Field name="filter-q" label={t("questions.find")} help={t("questions.find-help")} optional="silent">
          <TextInput value={draft.q ?? ""} onValue={(q) => put({ q })} />
        </Field>
        {unit("unit")}
        {unit("under")}
        <Field name="filter-topic" label={t("questions.topic")} optional="silent">
          <TopicSelect value={draft.topic ?? ""} onValue={(topic) => put({ topic })} empty={t("questions.any")} />
        </Field>
        <Field name="filter-origin" label={t("questions.origin")} optional="silent">
          <Select
            value={(draft.origin ?? "") as QuestionOrigin | ""}
            onValue={(origin) => put({ origin })}
            placeholder={t("questions.any")}
            choices={questionOrigins.map((value) => ({ value, label: t(`question.origin.${value}`) }))}
          />
        </Field>
        <div className="field-row">
          <Field name="filter-from" label={t("questions.from")} optional="silent">
            <DateInput value={draft.from ?? ""} onValue={(from) => put({ from })} />
          </Field>
          <Field name="filter-to" label={t("questions.to")} optional="silent">
            <DateInput value={draft.to ?? ""} onValue={(to) => put({ to })} />
          </Field>
        </div>
        <div className="actions">
          <Button type="submit" look="main">
            {t("questions.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
