import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { DialoguePage } from "../answers.ts";
import { dialogueText } from "./desk-text.ts";

interface Props {
  page: DialoguePage;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** Numbered minutes cannot be taken back: says so, and asks for the day. */
export function IssueDialog({ page, open, onOpen }: Props) {
  const t = useText(dialogueText);
  const [issuedOn, setIssuedOn] = useState<string>(todayInVietnam());
  const send = useSend<Record<string, unknown>, { symbol: string }>("POST", `/dialogues/${page.id}/minutes`);
  const submit = () => {
    if (issuedOn === "") return;
    send.mutate(
      { version: page.version, issuedOn },
      {
        onSuccess: (answer) => {
          onOpen(false);
          notify(t("dialogue.minutes-done", { symbol: answer.symbol }));
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      title={t("dialogue.minutes-issue")}
      description={t("dialogue.minutes-issue-words")}
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
          name="minutes-on"
          label={t("dialogue.minutes-on")}
          error={issuedOn === "" ? t("dialogue.missing") : undefined}
        >
          <DateInput value={issuedOn} onValue={setIssuedOn} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.minutes-issue")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function CancelDialog({ page, open, onOpen }: Props) {
  const t = useText(dialogueText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/dialogues/${page.id}/cancel`);
  const submit = () => {
    setTried(true);
    if (reason.trim() === "") return;
    send.mutate(
      { reason: reason.trim() },
      {
        onSuccess: () => {
          onOpen(false);
          notify(t("dialogue.saved"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("dialogue.cancel")} description={t("dialogue.cancel-words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="dialogue-reason"
          label={t("dialogue.reason")}
          error={tried && reason.trim() === "" ? t("dialogue.missing") : undefined}
        >
          <TextInput value={reason} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="danger" busy={send.isPending ? "…" : null}>
            {t("dialogue.cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
