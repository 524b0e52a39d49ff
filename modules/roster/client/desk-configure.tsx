import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Radios, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

interface UnitKind {
  id: string;
  labelVi: string;
  labelEn: string;
}

/** Sets how many a kind of unit, or one unit, should have from a day on; what held until then ends the day before. */
export function QuotaDialog({ onClose }: { onClose: () => void }) {
  const t = useText(rosterText);
  const { rules, kindLabel, locale } = useRosterRules();
  const kinds = useAsk<{ items: UnitKind[] }>("/units/kinds");
  const [whose, setWhose] = useState<"kind" | "unit">("kind");
  const [unitKind, setUnitKind] = useState("");
  const [unitId, setUnitId] = useState<number | null>(null);
  const [kind, setKind] = useState("");
  const [minimum, setMinimum] = useState<number | null>(null);
  const [maximum, setMaximum] = useState<number | null>(null);
  const [from, setFrom] = useState<string>(todayInVietnam());
  const [legalBasis, setLegalBasis] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/people/quotas");
  const wrong = {
    whose: whose === "kind" ? unitKind === "" : unitId === null,
    kind: kind === "",
    minimum: minimum === null,
    maximum: maximum !== null && minimum !== null && maximum < minimum,
    from: from === "",
    basis: legalBasis.trim() === "",
  };
  const missing = (is: boolean, words: string) => (tried && is ? words : undefined);
  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    send.mutate(
      {
        unitKind: whose === "kind" ? unitKind : null,
        unitId: whose === "unit" ? unitId : null,
        kind,
        minimum,
        maximum,
        from,
        legalBasis: legalBasis.trim(),
      },
      {
        onSuccess: () => {
          onClose();
          notify(t("quotas.set-done"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(on) => !on && onClose()} title={t("quotas.set-title")} description={t("quotas.set-words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="quota-whose" label={t("quotas.whose")} group>
          <Radios
            name="quota-whose"
            value={whose}
            onValue={setWhose}
            choices={(["kind", "unit"] as const).map((value) => ({ value, label: t(`quotas.whose.${value}`) }))}
          />
        </Field>
        {whose === "kind" ? (
          <Field name="quota-kind" label={t("quotas.unit-kind")} error={missing(wrong.whose, t("quotas.choose"))}>
            <Select
              value={unitKind}
              onValue={setUnitKind}
              placeholder={t("quotas.pick")}
              choices={(kinds.data?.items ?? []).map((k) => ({
                value: k.id,
                label: locale === "vi" ? k.labelVi : k.labelEn,
              }))}
            />
          </Field>
        ) : (
          <Field name="quota-unit" label={t("quotas.unit")} error={missing(wrong.whose, t("quotas.choose"))}>
            <UnitPicker value={unitId} onValue={setUnitId} />
          </Field>
        )}
        <Field name="quota-role" label={t("quotas.role")} error={missing(wrong.kind, t("quotas.choose"))}>
          <Select
            value={kind}
            onValue={setKind}
            placeholder={t("quotas.pick")}
            choices={(rules?.kinds ?? []).map((k) => ({ value: k.id, label: kindLabel(k.id) }))}
          />
        </Field>
        <Field name="quota-min" label={t("quotas.minimum")} error={missing(wrong.minimum, t("quotas.number-wrong"))}>
          <NumberInput value={minimum} onValue={setMinimum} />
        </Field>
        <Field
          name="quota-max"
          label={t("quotas.maximum")}
          optional
          error={missing(wrong.maximum, t("quotas.max-wrong"))}
        >
          <NumberInput value={maximum} onValue={setMaximum} />
        </Field>
        <Field name="quota-from" label={t("quotas.from")} error={missing(wrong.from, t("quotas.from-wrong"))}>
          <DateInput value={from} lean="future" onValue={setFrom} />
        </Field>
        <Field
          name="quota-basis"
          label={t("quotas.basis")}
          help={t("quotas.basis-help")}
          error={missing(wrong.basis, t("quotas.basis-wrong"))}
        >
          <TextInput value={legalBasis} maxLength={300} onValue={setLegalBasis} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("quotas.saving") : null}>
            {t("quotas.set-do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The standards in force, by kind, and one more from a day on. */
export function Standards({ mayConfigure }: { mayConfigure: boolean }) {
  const t = useText(rosterText);
  const { day } = useFormats();
  const { rules, kindLabel, locale } = useRosterRules();
  const [adding, setAdding] = useState(false);
  const today = todayInVietnam();
  const standards = (rules?.standards ?? []).filter((s) => s.to === null || s.to >= today);
  const kinds = [...new Set(standards.map((s) => s.kind))];
  return (
    <section style={{ marginTop: 32 }}>
      <h2>{t("standards.title")}</h2>
      {standards.length === 0 && <p className="dim">{t("standards.empty")}</p>}
      {kinds.map((kind) => (
        <div key={kind} style={{ marginTop: 16 }}>
          <h3>{kindLabel(kind)}</h3>
          <ul className="standard-list">
            {standards
              .filter((s) => s.kind === kind)
              .map((s) => (
                <li key={s.id}>
                  {s.text[locale]}
                  <p className="dim s">
                    {s.legalBasis}
                    {s.from !== null && ` · ${t("standards.since", { day: day(s.from) })}`}
                  </p>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {mayConfigure && (
        <div className="actions">
          <Button onClick={() => setAdding(true)}>{t("standards.add")}</Button>
        </div>
      )}
      {adding && <StandardDialog onClose={() => setAdding(false)} />}
    </section>
  );
}

function StandardDialog({ onClose }: { onClose: () => void }) {
  const t = useText(rosterText);
  const { rules, kindLabel } = useRosterRules();
  const [kind, setKind] = useState("");
  const [textVi, setTextVi] = useState("");
  const [textEn, setTextEn] = useState("");
  const [from, setFrom] = useState<string>(todayInVietnam());
  const [legalBasis, setLegalBasis] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/people/standards");
  const missing = (text: string, words: string) => (tried && text.trim() === "" ? words : undefined);
  const submit = () => {
    setTried(true);
    if ([kind, textVi, textEn, from, legalBasis].some((x) => x.trim() === "")) return;
    send.mutate(
      { kind, textVi: textVi.trim(), textEn: textEn.trim(), from, legalBasis: legalBasis.trim() },
      {
        onSuccess: () => {
          onClose();
          notify(t("standards.done"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(on) => !on && onClose()} title={t("standards.add")} description={t("standards.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="standard-kind" label={t("quotas.role")} error={missing(kind, t("quotas.choose"))}>
          <Select
            value={kind}
            onValue={setKind}
            placeholder={t("quotas.pick")}
            choices={(rules?.kinds ?? []).map((k) => ({ value: k.id, label: kindLabel(k.id) }))}
          />
        </Field>
        <Field name="standard-vi" label={t("standards.vi")} error={missing(textVi, t("standards.text-wrong"))}>
          <TextArea rows={3} maxLength={500} value={textVi} onValue={setTextVi} />
        </Field>
        <Field name="standard-en" label={t("standards.en")} error={missing(textEn, t("standards.text-wrong"))}>
          <TextArea rows={3} maxLength={500} value={textEn} onValue={setTextEn} />
        </Field>
        <Field name="standard-from" label={t("quotas.from")} error={missing(from, t("quotas.from-wrong"))}>
          <DateInput value={from} lean="future" onValue={setFrom} />
        </Field>
        <Field
          name="standard-basis"
          label={t("quotas.basis")}
          help={t("quotas.basis-help")}
          error={missing(legalBasis, t("quotas.basis-wrong"))}
        >
          <TextInput value={legalBasis} maxLength={300} onValue={setLegalBasis} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("quotas.saving") : null}>
            {t("standards.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
