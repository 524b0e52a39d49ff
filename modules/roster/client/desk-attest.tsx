import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { AppointmentItem, PersonDetail } from "../answers.ts";
import { useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

/** The checklist of the kind and the day, answered yes or no; what is left open stays as it was. */
export function AttestDialog({
  person,
  appointment: a,
  onClose,
}: {
  person: PersonDetail;
  appointment: AppointmentItem;
  onClose: () => void;
}) {
  const t = useText(rosterText);
  const { locale } = useRosterRules();
  const [attestedOn, setAttestedOn] = useState<string>(todayInVietnam());
  const [symbol, setSymbol] = useState("");
  const [answers, setAnswers] = useState<Record<number, "yes" | "no">>({});
  const [tried, setTried] = useState(false);
  const send = useSend<object>("POST", `/appointments/${a.id}/attestations`);
  const due = person.standards.filter(
    (s) => s.kind === a.kind && (s.from === null || s.from <= attestedOn) && (s.to === null || attestedOn <= s.to),
  );
  const items = due.flatMap((s) =>
    answers[s.id] === undefined ? [] : [{ standardId: s.id, met: answers[s.id] === "yes" }],
  );
  const submit = () => {
    setTried(true);
    if (items.length === 0 || attestedOn === "") return;
    send.mutate(
      { attestedOn, decisionSymbol: symbol.trim() || null, items },
      {
        onSuccess: () => {
          notify(t("attest.saved"));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpen={(open) => {
        if (!open) onClose();
      }}
      title={t("attest.title")}
      wide
    >
      {send.error !== null && <ErrorState error={send.error} />}
      {tried && items.length === 0 && (
        <p className="note bad" role="alert">
          {t("attest.choose")}
        </p>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="field-row">
          <Field name="attestedOn" label={t("attest.on")}>
            <DateInput value={attestedOn} lean="past" onValue={setAttestedOn} />
          </Field>
          <Field name="attestSymbol" label={t("attest.symbol")} optional>
            <TextInput value={symbol} maxLength={200} onValue={setSymbol} />
          </Field>
        </div>
        {due.map((s) => (
          <div className="attest-row" key={s.id}>
            <Field name={`standard-${s.id}`} label={s.text[locale]} help={s.legalBasis} group optional="silent">
              <Radios
                name={`standard-${s.id}`}
                value={answers[s.id] ?? ""}
                onValue={(value) => setAnswers({ ...answers, [s.id]: value })}
                choices={[
                  { value: "yes", label: t("attest.met") },
                  { value: "no", label: t("attest.not-met") },
                ]}
              />
            </Field>
          </div>
        ))}
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("person.saving") : null}>
            {t("attest.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
