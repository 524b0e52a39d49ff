import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { AppointmentItem, PersonDetail } from "../answers.ts";
import { endReasons, type EndReason } from "../contract.ts";
import { useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";

/** Ends an appointment on a day, with a reason; says first what it means. */
export function EndDialog({
  person,
  appointment: a,
  onClose,
}: {
  person: PersonDetail;
  appointment: AppointmentItem;
  onClose: () => void;
}) {
  const t = useText(rosterText);
  const { role } = useRosterRules();
  const [lastDay, setLastDay] = useState<string>(todayInVietnam());
  const [reason, setReason] = useState<EndReason | "">("");
  const [note, setNote] = useState("");
  const [symbol, setSymbol] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<object>("POST", `/appointments/${a.id}/end`);
  const early = lastDay !== "" && lastDay < a.termFrom;
  const submit = () => {
    setTried(true);
    if (lastDay === "" || reason === "" || early) return;
    send.mutate(
      { lastDay, reason, note: note.trim() || null, decisionSymbol: symbol.trim() || null },
      {
        onSuccess: () => {
          notify(t("appointment.ended"));
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
      title={t("appointment.end-title")}
      description={t("appointment.end-words", { name: person.fullName, role: role(a) })}
    >
      {send.error !== null && <ErrorState error={send.error} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          name="lastDay"
          label={t("appointment.last-day")}
          error={
            tried && lastDay === "" ? t("add.from-wrong") : early ? t("problem.roster.end-before-start") : undefined
          }
        >
          <DateInput value={lastDay} onValue={setLastDay} />
        </Field>
        <Field
          name="reason"
          label={t("appointment.reason")}
          error={tried && reason === "" ? t("appointment.reason-wrong") : undefined}
        >
          <Select
            value={reason}
            onValue={setReason}
            placeholder=""
            choices={endReasons.map((value) => ({ value, label: t(`roster.endReason.${value}`) }))}
          />
        </Field>
        <Field name="symbol" label={t("appointment.end-symbol")} optional>
          <TextInput value={symbol} maxLength={200} onValue={setSymbol} />
        </Field>
        <Field name="note" label={t("appointment.note")} optional>
          <TextInput value={note} maxLength={200} onValue={setNote} />
        </Field>
        <div className="actions">
          <Button type="submit" look="danger" busy={send.isPending ? t("person.saving") : null}>
            {t("appointment.end")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
