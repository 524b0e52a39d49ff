import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { DifficultyPage } from "../contract.ts";
import { difficultyText } from "./desk-text.ts";

interface Props {
  page: DifficultyPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}

export function AnswerDialog({ page, open, onOpen }: Props) {
  const t = useText(difficultyText);
  const draft = useDraft(`difficulty.answer.${page.id}`, { answer: "", basis: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/difficulties/${page.id}/answer`);
  const { answer, basis } = draft.value;
  const submit = () => {
    setTried(true);
    if (answer.trim() === "") return;
    send.mutate(
      { version: page.version, answer: answer.trim(), basis: basis.trim() === "" ? null : basis.trim() },
      {
        onSuccess: () => {
          draft.clear();
          onOpen(false);
          notify(t("difficulty.answered"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("difficulty.answer")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="difficulty-answer"
          label={t("difficulty.answer-text")}
          error={tried && answer.trim() === "" ? t("difficulty.answer-missing") : undefined}
        >
          <TextArea rows={6} value={answer} onValue={(next) => draft.set({ answer: next })} />
        </Field>
        <Field name="difficulty-basis" label={t("difficulty.answer-basis")} optional>
          <TextInput value={basis} onValue={(next) => draft.set({ basis: next })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("difficulty.answer")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Set aside or reopened: both with the reason. */
export function ReasonDialog({ page, act, open, onOpen }: Props & { act: "set-aside" | "reopen" }) {
  const t = useText(difficultyText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/difficulties/${page.id}/${act}`);
  const submit = () => {
    setTried(true);
    if (reason.trim() === "") return;
    send.mutate(
      { reason: reason.trim() },
      {
        onSuccess: () => {
          onOpen(false);
          notify(t("difficulty.done"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t(`difficulty.${act}`)} description={t(`difficulty.${act}-words`)}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name={`difficulty-${act}`}
          label={t("difficulty.reason")}
          error={tried && reason.trim() === "" ? t("difficulty.text-missing") : undefined}
        >
          <TextInput value={reason} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t(`difficulty.${act}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
