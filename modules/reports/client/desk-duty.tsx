import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { periodKindsOfDuty, type TemplateAnswer } from "../contract-sending.ts";
import { reportText } from "./desk-text.ts";

const levels = ["commune", "group", "body"] as const;

/** Who must send what to whom by when, from a day on, with what it rests on. */
export function DutyDialog({ onClose }: { onClose: () => void }) {
  const t = useText(reportText);
  const language = useLocale();
  const templates = useAsk<{ items: TemplateAnswer[] }>("/reports/templates");
  const [receiverId, setReceiver] = useState<number | null>(null);
  const [template, setTemplate] = useState("oral-communication");
  const [senderLevel, setLevel] = useState<(typeof levels)[number]>("commune");
  const [periodKind, setKind] = useState<(typeof periodKindsOfDuty)[number]>("month");
  const [dueDays, setDays] = useState("5");
  const [legalBasis, setBasis] = useState("");
  const [from, setFrom] = useState<string>(`${todayInVietnam().slice(0, 4)}-01-01`);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/reports/duties");
  const days = Number(dueDays);
  const errors = {
    ...(receiverId === null ? { "duty-receiver": t("problem.report.no-receiver") } : {}),
    ...(dueDays.trim() === "" || !Number.isInteger(days) || days < 0 || days > 180
      ? { "duty-days": t("report.duty.days") }
      : {}),
    ...(legalBasis.trim() === "" ? { "duty-basis": t("report.duty.basis") } : {}),
  } as Record<string, string>;
  return (
    <Dialog open onOpen={onClose} title={t("report.duty.set")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (Object.keys(errors).length > 0) return;
          send.mutate(
            { receiverId, template, senderLevel, periodKind, dueDays: days, legalBasis: legalBasis.trim(), from },
            {
              onSuccess: () => {
                onClose();
                notify(t("report.duty.done"));
              },
            },
          );
        }}
      >
        {tried && <ErrorSummary errors={errors} />}
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="duty-receiver"
          label={t("report.duty.receiver")}
          error={tried ? errors["duty-receiver"] : undefined}
        >
          <UnitPicker value={receiverId} onValue={setReceiver} />
        </Field>
        <Field name="duty-level" label={t("report.duty.level")}>
          <Select
            value={senderLevel}
            onValue={setLevel}
            choices={levels.map((value) => ({ value, label: t(`report.duty.level.${value}`) }))}
          />
        </Field>
        <Field name="duty-template" label={t("report.new.template")}>
          <Select
            value={template}
            onValue={setTemplate}
            choices={(templates.data?.items ?? []).map((x) => ({
              value: x.id,
              label: language === "vi" ? x.nameVi : x.nameEn,
            }))}
          />
        </Field>
        <Field name="duty-kind" label={t("report.duty.kind")}>
          <Select
            value={periodKind}
            onValue={setKind}
            choices={periodKindsOfDuty.map((value) => ({ value, label: t(`report.kind.${value}`) }))}
          />
        </Field>
        <Field name="duty-days" label={t("report.duty.days")} error={tried ? errors["duty-days"] : undefined}>
          <TextInput short inputMode="numeric" value={dueDays} onValue={setDays} />
        </Field>
        <Field name="duty-basis" label={t("report.duty.basis")} error={tried ? errors["duty-basis"] : undefined}>
          <TextInput value={legalBasis} onValue={setBasis} />
        </Field>
        <Field name="duty-from" label={t("report.duty.from")}>
          <DateInput value={from} onValue={setFrom} lean="past" />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("report.duty.set")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
