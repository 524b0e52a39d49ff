import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { CommitmentPage } from "../answers.ts";
import { questionText } from "./desk-text.ts";

/** Progress, the end with its evidence, or that it will not be: one dialog, three ways. */
export function FollowDialog({
  commitment,
  act,
  onClose,
}: {
  commitment: CommitmentPage;
  act: "progress" | "finish" | "drop";
  onClose: () => void;
}) {
  const t = useText(questionText);
  const draft = useDraft(`commitment.${act}.${commitment.id}`, {
    progressId: newId() as string,
    text: "",
    evidence: "",
    doneOn: "" as string,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/commitments/${commitment.id}/${act}`);
  const noText = form.text.trim() === "";
  const noEvidence = act === "finish" && form.evidence.trim() === "";
  const noDay = act === "finish" && form.doneOn === "";
  const submit = () => {
    setTried(true);
    if (noText || noEvidence || noDay) return;
    send.mutate(
      act === "drop"
        ? { reason: form.text.trim() }
        : {
            progressId: form.progressId,
            text: form.text.trim(),
            evidence: form.evidence.trim() === "" ? null : form.evidence.trim(),
            ...(act === "finish" ? { doneOn: form.doneOn } : {}),
          },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("act.done"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t(`promise.${act}`)} description={commitment.text}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="follow-text"
          label={t(act === "drop" ? "act.reason" : "promise.progress-text")}
          error={tried && noText ? t(act === "drop" ? "act.reason-wrong" : "promise.text-wrong") : undefined}
        >
          <TextArea value={form.text} maxLength={act === "drop" ? 500 : 2000} onValue={(text) => draft.set({ text })} />
        </Field>
        {act !== "drop" && (
          <Field
            name="follow-evidence"
            label={t("promise.evidence")}
            help={t("promise.evidence-help")}
            optional={act === "progress"}
            error={tried && noEvidence ? t("promise.evidence-wrong") : undefined}
          >
            <TextInput value={form.evidence} maxLength={500} onValue={(evidence) => draft.set({ evidence })} />
          </Field>
        )}
        {act === "finish" && (
          <Field
            name="follow-day"
            label={t("promise.done-on")}
            error={tried && noDay ? t("promise.due-wrong") : undefined}
          >
            <DateInput value={form.doneOn} lean="past" onValue={(doneOn) => draft.set({ doneOn })} />
          </Field>
        )}
        <div className="actions">
          <Button type="submit" look={act === "drop" ? "danger" : "main"} busy={send.isPending ? t("act.doing") : null}>
            {t(`promise.${act}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
