import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, NumberInput, Radios, Select, TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { type PayRate, type RateList, rateUnits } from "../contract.ts";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

interface Form {
  scopeUnitId: number | null;
  kind: string;
  level: string;
  coreOnly: boolean;
  per: "talk" | "month";
  amount: number | null;
  mostTalks: number | null;
  mostAmount: number | null;
  leastTalks: number | null;
  legalBasis: string;
  from: string;
  until: string;
}

/** A rate as a resolution grants it; a slip of the pen is corrected in the same form while nothing was paid by it. */
export function RateForm({ list, before, onClose }: { list: RateList; before: PayRate | null; onClose: () => void }) {
  const t = useText(payText);
  const [form, setForm] = useState<Form>({
    scopeUnitId: before?.scopeUnitId ?? null,
    kind: before?.kind ?? "grassrootsCommunicator",
    level: before?.level ?? "",
    coreOnly: before?.coreOnly ?? false,
    per: before?.per ?? "talk",
    amount: before?.amount ?? null,
    mostTalks: before?.mostTalks ?? null,
    mostAmount: before?.mostAmount ?? null,
    leastTalks: before?.leastTalks ?? null,
    legalBasis: before?.legalBasis ?? "",
    from: before?.from ?? todayInVietnam(),
    until: before?.until ?? "",
  });
  const [tried, setTried] = useState(false);
  const change = (fields: Partial<Form>) => setForm({ ...form, ...fields });
  const send = useSend<Record<string, unknown>>(
    before === null ? "POST" : "PUT",
    before === null ? "/pay/rates" : `/pay/rates/${before.id}`,
  );
  const kind = list.kinds.find((k) => k.id === form.kind);
  const monthly = form.per === "month";
  const missing = (lacks: boolean) => (tried && lacks ? t("pay.rate.missing") : undefined);
  const submit = () => {
    setTried(true);
    const { scopeUnitId, amount } = form;
    if (scopeUnitId === null || amount === null || form.legalBasis.trim() === "" || form.from === "") return;
    if (monthly && form.leastTalks === null) return;
    const body = {
      ...form,
      level: kind?.hasLevel === true && form.level !== "" ? form.level : null,
      coreOnly: kind?.mayBeCore === true && form.coreOnly,
      mostTalks: monthly ? null : form.mostTalks,
      mostAmount: monthly ? null : form.mostAmount,
      leastTalks: monthly ? form.leastTalks : null,
      legalBasis: form.legalBasis.trim(),
      until: form.until === "" ? null : form.until,
      ...(before === null ? {} : { version: before.version }),
    };
    const done = () => {
      onClose();
      notify(t("pay.rate-saved"));
    };
    send.mutate(body, { onSuccess: done });
  };
  return (
    <Dialog
      open
      wide
      onOpen={(open) => !open && onClose()}
      title={t(before === null ? "pay.rate-new" : "pay.rate-correct")}
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
          name="rate-scope"
          label={t("pay.rate.scope")}
          help={t("pay.rate.scope-help")}
          error={missing(form.scopeUnitId === null)}
        >
          <UnitPicker value={form.scopeUnitId} onValue={(scopeUnitId) => change({ scopeUnitId })} on={form.from} />
        </Field>
        <Field name="rate-basis" label={t("pay.rate.basis")} error={missing(form.legalBasis.trim() === "")}>
          <TextArea value={form.legalBasis} maxLength={300} onValue={(legalBasis) => change({ legalBasis })} />
        </Field>
        <Field name="rate-kind" label={t("pay.rate.kind")}>
          <Select
            value={form.kind}
            onValue={(next) => change({ kind: next })}
            choices={list.kinds.map((k) => ({ value: k.id, label: k.label }))}
          />
        </Field>
        {kind?.hasLevel === true && (
          <Field name="rate-level" label={t("pay.rate.level")} optional>
            <Select
              value={form.level}
              onValue={(level) => change({ level })}
              placeholder={t("pay.rate.level-any")}
              choices={list.levels.map((l) => ({ value: l.id, label: l.label }))}
            />
          </Field>
        )}
        {kind?.mayBeCore === true && (
          <div className="pay-check">
            <Checkbox checked={form.coreOnly} onChecked={(coreOnly) => change({ coreOnly })}>
              {t("pay.rate.core")}
            </Checkbox>
          </div>
        )}
        <Field name="rate-per" group label={t("pay.rate.per")}>
          <Radios
            name="rate-per"
            value={form.per}
            onValue={(per) => change({ per })}
            choices={rateUnits.map((value) => ({ value, label: t(`pay.rate.per.${value}`) }))}
          />
        </Field>
        <Field name="rate-amount" label={t("pay.rate.amount")} error={missing(form.amount === null)}>
          <NumberInput value={form.amount} onValue={(amount) => change({ amount })} />
        </Field>
        {monthly ? (
          <Field name="rate-least" label={t("pay.rate.least-talks")} error={missing(form.leastTalks === null)}>
            <NumberInput value={form.leastTalks} onValue={(leastTalks) => change({ leastTalks })} />
          </Field>
        ) : (
          <>
            <Field name="rate-most-talks" label={t("pay.rate.most-talks")} optional>
              <NumberInput value={form.mostTalks} onValue={(mostTalks) => change({ mostTalks })} />
            </Field>
            <Field name="rate-most-amount" label={t("pay.rate.most-amount")} optional>
              <NumberInput value={form.mostAmount} onValue={(mostAmount) => change({ mostAmount })} />
            </Field>
          </>
        )}
        <Field name="rate-from" label={t("pay.rate.from")} error={missing(form.from === "")}>
          <DateInput value={form.from} onValue={(from) => change({ from })} />
        </Field>
        <Field name="rate-until" label={t("pay.rate.until")} optional>
          <DateInput value={form.until} lean="future" onValue={(until) => change({ until })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("pay.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
