import { FileText } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { asProblem, download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import type { DifficultyPage } from "../contract.ts";
import { difficultyText } from "./desk-text.ts";

/** The official letter that takes it higher: first looked at as a draft, then issued with its number. */
export function LetterDialog({
  page,
  open,
  onOpen,
}: {
  page: DifficultyPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(difficultyText);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${page.handler.id}`, {}, { enabled: open });
  const draft = useDraft(`difficulty.letter.${page.id}`, {
    subject: "",
    to: "",
    request: "",
    issuedOn: todayInVietnam() as string,
    signer: null as string | null,
  });
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null);
  const send = useSend<Record<string, unknown>, { symbol: string }>("POST", `/difficulties/${page.id}/escalate`);
  const form = draft.value;
  const signer = form.signer ?? issuer.data?.signerName ?? "";
  const addressees = form.to
    .split("\n")
    .map((line) => line.replace(/^[-–\s]+|[;.\s]+$/gu, ""))
    .filter((line) => line !== "");
  const words = {
    subject: form.subject.trim(),
    addressees,
    request: form.request.trim() === "" ? null : form.request.trim(),
  };
  const need = t("difficulty.letter-missing");
  const wordErrors: FieldErrors = {
    ...(words.subject === "" ? { "letter-subject": need } : {}),
    ...(addressees.length === 0 || addressees.length > 5 ? { "letter-to": need } : {}),
  };
  const allErrors: FieldErrors = {
    ...wordErrors,
    ...(form.issuedOn === "" ? { "letter-on": need } : {}),
    ...(signer.trim() === "" ? { "letter-signer": need } : {}),
  };
  const errors = tried ? allErrors : {};
  const look = async () => {
    setTried(true);
    setProblem(null);
    if (Object.keys(wordErrors).length > 0) return;
    try {
      await download(`/difficulties/${page.id}/letter`, {}, `cong-van-${page.code}-du-thao.docx`, {
        method: "POST",
        body: words,
      });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const submit = () => {
    setTried(true);
    if (Object.keys(allErrors).length > 0) return;
    send.mutate(
      { version: page.version, ...words, issuedOn: form.issuedOn, signerName: signer.trim() },
      {
        onSuccess: (answer) => {
          draft.clear();
          setTried(false);
          onOpen(false);
          notify(t("difficulty.escalated", { symbol: answer.symbol }));
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={t("difficulty.escalate")}
      description={t("difficulty.escalate-words")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {(send.error ?? problem) !== null && <ErrorState error={(send.error ?? problem)!} />}
        <Field name="letter-subject" label={t("difficulty.letter-subject")} error={errors["letter-subject"]}>
          <TextInput value={form.subject} onValue={(subject) => draft.set({ subject })} />
        </Field>
        <Field
          name="letter-to"
          label={t("difficulty.letter-to")}
          help={t("difficulty.letter-to-help")}
          error={errors["letter-to"]}
        >
          <TextArea rows={3} value={form.to} onValue={(to) => draft.set({ to })} />
        </Field>
        <Field name="letter-request" label={t("difficulty.letter-request")} optional>
          <TextArea rows={3} value={form.request} onValue={(request) => draft.set({ request })} />
        </Field>
        <Field name="letter-on" label={t("difficulty.letter-on")} error={errors["letter-on"]}>
          <DateInput value={form.issuedOn} onValue={(issuedOn) => draft.set({ issuedOn })} />
        </Field>
        <Field name="letter-signer" label={t("difficulty.letter-signer")} error={errors["letter-signer"]}>
          <TextInput value={signer} onValue={(next) => draft.set({ signer: next })} />
        </Field>
        <div className="actions">
          <Button icon={FileText} onClick={() => void look()}>
            {t("difficulty.letter-draft")}
          </Button>
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("difficulty.letter-issue")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
