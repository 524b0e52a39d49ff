import { useState } from "react";
import { readNumber } from "#kernel/text/numbers.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { type Measure, measures, periodPattern } from "../measures.ts";
import { overviewText } from "./desk-text.ts";

interface Typed {
  unitId: number | null;
  measure: Measure | "";
  period: string;
  value: string;
  legalBasis: string;
}

export function TargetDialog({
  open,
  onOpen,
  unitId,
}: {
  open: boolean;
  onOpen: (open: boolean) => void;
  unitId: number | null;
}) {
  const t = useText(overviewText);
  return (
    <Dialog open={open} onOpen={onOpen} title={t("targets.new")} description={t("targets.words")}>
      <TargetForm unitId={unitId} onDone={() => onOpen(false)} />
    </Dialog>
  );
}

function TargetForm({ unitId, onDone }: { unitId: number | null; onDone: () => void }) {
  const t = useText(overviewText);
  const draft = useDraft<Typed>("overview.target", {
    unitId: null,
    measure: "",
    period: "",
    value: "",
    legalBasis: "",
  });
  const typed = { ...draft.value, unitId: draft.value.unitId ?? unitId };
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { id: string; replaced: string | null }>("POST", "/overviews/targets");
  const put = (patch: Partial<Typed>) => {
    send.reset();
    draft.set({ ...draft.value, ...patch });
  };
  const value = readNumber(typed.value);
  const badValue = value === null || value <= 0;
  const badPeriod = !periodPattern.test(typed.period.trim());
  const refused = (field: string) =>
    send.error !== null && field in send.error.fields ? (send.error.words ?? undefined) : undefined;
  const missing = (empty: boolean) => (tried && empty ? t("targets.missing") : undefined);
  const submit = () => {
    setTried(true);
    if (typed.unitId === null || typed.measure === "" || badPeriod || badValue || typed.legalBasis.trim() === "")
      return;
    send.mutate(
      { ...typed, period: typed.period.trim(), value },
      {
        onSuccess: ({ replaced }) => {
          draft.clear();
          notify(t(replaced === null ? "targets.saved" : "targets.replaced"), { tone: "ok" });
          onDone();
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {send.error !== null && Object.keys(send.error.fields).length === 0 && <ErrorState error={send.error} />}
      <Field name="target-unit" label={t("targets.unit")} error={missing(typed.unitId === null)}>
        <UnitPicker value={typed.unitId} onValue={(id) => put({ unitId: id })} />
      </Field>
      <Field name="target-measure" label={t("targets.measure")} error={missing(typed.measure === "")}>
        <Select
          value={typed.measure}
          onValue={(measure) => put({ measure })}
          placeholder=" "
          choices={measures.map((m) => ({ value: m, label: t(`measure.${m}`) }))}
        />
      </Field>
      <Field
        name="target-period"
        label={t("targets.period")}
        help={t("targets.period-help")}
        error={tried && badPeriod ? t("overview.bad-period") : refused("/period")}
      >
        <TextInput short value={typed.period} onValue={(period) => put({ period })} />
      </Field>
      <Field
        name="target-value"
        label={t("targets.value")}
        help={t("targets.value-help")}
        error={tried && badValue ? t("targets.bad-value") : refused("/value")}
      >
        <TextInput short inputMode="decimal" value={typed.value} onValue={(next) => put({ value: next })} />
      </Field>
      <Field
        name="target-basis"
        label={t("targets.basis")}
        help={t("targets.basis-help")}
        error={missing(typed.legalBasis.trim() === "") ?? refused("/legalBasis")}
      >
        <TextInput value={typed.legalBasis} maxLength={300} onValue={(legalBasis) => put({ legalBasis })} />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("targets.saving") : null}>
          {t("targets.save")}
        </Button>
      </div>
    </form>
  );
}
