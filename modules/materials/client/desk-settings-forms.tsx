import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, NumberInput, Select, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { stepRoles } from "../chain.ts";
import type { ChainStepInput, RuleKey, SetChain, SetRule } from "../contract-chain.ts";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Another chain for a level from a day on: written first, decided last, reviews between. */
export function ChainDialog({
  level,
  steps,
  onClose,
}: {
  level: SetChain["level"];
  steps: readonly ChainStepInput[];
  onClose: () => void;
}) {
  const t = useText(materialText);
  const draft = useDraft(`material.chain.${level}`, {
    from: todayInVietnam() as string,
    legalBasis: "",
    steps: steps.map(({ kind, role, levelsUp, labelVi, labelEn }) => ({ kind, role, levelsUp, labelVi, labelEn })),
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<SetChain>("POST", "/materials/settings/chains");
  const put = (at: number, patch: Partial<ChainStepInput>) =>
    draft.set({ steps: form.steps.map((s, i) => (i === at ? { ...s, ...patch } : s)) });
  const fromWrong = form.from < todayInVietnam();
  const named = (s: ChainStepInput) => s.labelVi.trim() !== "" && s.labelEn.trim() !== "";
  const submit = () => {
    setTried(true);
    if (fromWrong || form.legalBasis.trim() === "" || !form.steps.every(named)) return;
    send.mutate(
      { level, ...form },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("settings.saved"));
        },
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onOpen={(open) => !open && onClose()}
      title={t("settings.change", { level: t(`settings.level.${level}`) })}
      description={t("settings.change-words")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="chain-from"
          label={t("settings.from-day")}
          error={tried && fromWrong ? t("settings.from-wrong") : undefined}
        >
          <DateInput value={form.from} lean="future" onValue={(from) => draft.set({ from })} />
        </Field>
        <Field
          name="chain-basis"
          label={t("settings.legal")}
          error={tried && form.legalBasis.trim() === "" ? t("settings.legal-wrong") : undefined}
        >
          <TextInput value={form.legalBasis} maxLength={300} onValue={(legalBasis) => draft.set({ legalBasis })} />
        </Field>
        {form.steps.map((step, at) => (
          <fieldset className="field material-step" key={at}>
            <legend>
              {at + 1}. {t(`settings.kind.${step.kind}`)}
            </legend>
            <div className="field-row">
              <Field
                name={`step-vi-${at}`}
                label={t("settings.label", { n: at + 1 })}
                error={tried && !named(step) ? t("settings.label-wrong", { n: at + 1 }) : undefined}
              >
                <TextInput value={step.labelVi} maxLength={80} onValue={(labelVi) => put(at, { labelVi })} />
              </Field>
              <Field name={`step-en-${at}`} label={t("settings.label-en", { n: at + 1 })}>
                <TextInput value={step.labelEn} maxLength={80} onValue={(labelEn) => put(at, { labelEn })} />
              </Field>
            </div>
            <div className="field-row">
              <Field name={`step-role-${at}`} label={t("settings.role", { n: at + 1 })}>
                <Select
                  value={step.role}
                  onValue={(role) => put(at, { role })}
                  choices={stepRoles.map((value) => ({ value, label: t(`chain.role.${value}`) }))}
                />
              </Field>
              <Field name={`step-up-${at}`} label={t("settings.up", { n: at + 1 })}>
                <Select
                  value={String(step.levelsUp)}
                  onValue={(up) => put(at, { levelsUp: Number(up) })}
                  choices={([0, 1, 2, 3, 4] as const).map((n) => ({ value: String(n), label: t(`settings.up.${n}`) }))}
                />
              </Field>
              {step.kind === "review" && (
                <IconButton
                  icon={Trash2}
                  label={t("settings.remove-step", { n: at + 1 })}
                  onClick={() => draft.set({ steps: form.steps.filter((_, i) => i !== at) })}
                />
              )}
            </div>
          </fieldset>
        ))}
        <Button
          icon={Plus}
          tight
          onClick={() =>
            draft.set({
              steps: [
                ...form.steps.slice(0, -1),
                { kind: "review", role: "officer", levelsUp: 0, labelVi: "", labelEn: "" },
                ...form.steps.slice(-1),
              ],
            })
          }
        >
          {t("settings.add-step")}
        </Button>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("doing") : null}>
            {t("settings.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Another figure from a day on, with its source. */
export function RuleDialog({ of, value, onClose }: { of: RuleKey; value: number | null; onClose: () => void }) {
  const t = useText(materialText);
  const draft = useDraft(`material.rule.${of}`, {
    value,
    from: todayInVietnam() as string,
    source: "",
    verified: false,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<SetRule>("POST", "/materials/settings/rules");
  const fromWrong = form.from < todayInVietnam();
  const submit = () => {
    setTried(true);
    if (form.value === null || form.value < 1 || fromWrong || form.source.trim() === "") return;
    send.mutate(
      { key: of, ...form, value: form.value },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("settings.saved"));
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t("settings.rule-change", { rule: t(`settings.rule.${of}`) })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="rule-value"
          label={t("settings.value")}
          error={tried && (form.value ?? 0) < 1 ? t("settings.value-wrong") : undefined}
        >
          <NumberInput value={form.value} onValue={(next) => draft.set({ value: next })} />
        </Field>
        <Field
          name="rule-from"
          label={t("settings.from-day")}
          error={tried && fromWrong ? t("settings.from-wrong") : undefined}
        >
          <DateInput value={form.from} lean="future" onValue={(from) => draft.set({ from })} />
        </Field>
        <Field
          name="rule-source"
          label={t("settings.source")}
          error={tried && form.source.trim() === "" ? t("settings.source-wrong") : undefined}
        >
          <TextInput value={form.source} maxLength={300} onValue={(source) => draft.set({ source })} />
        </Field>
        <Checkbox checked={form.verified} onChecked={(verified) => draft.set({ verified })}>
          {t("settings.verified")}
        </Checkbox>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("doing") : null}>
            {t("words.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
