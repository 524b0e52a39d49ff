import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { QuestionPage } from "../answers.ts";
import { StrikeNote } from "./desk-strike.tsx";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

/** The answer's editor. What is typed stays on this device until the server has it; a clash tells, and keeps both. */
export function WriteAnswer({ question, onDone }: { question: QuestionPage; onDone: () => void }) {
  const t = useText(questionText);
  const there = question.answer;
  const draft = useDraft(`question.answer.${question.id}`, {
    answerId: there?.id ?? (newId() as string),
    version: there?.version ?? null,
    questionText: there?.questionText ?? question.text,
    text: there?.text ?? "",
    legalSource: there?.legalSource ?? "",
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PUT", `/questions/${question.id}/answer`);
  const wrong: FieldErrors = {
    ...(form.questionText.trim() === "" ? { questionText: t("enter.text-wrong") } : {}),
    ...(form.text.trim() === "" ? { text: t("answer.text-wrong") } : {}),
  };
  const errors = tried ? wrong : {};
  const save = (struck: boolean, over: { answerId?: string; version?: number } = {}) => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    send.mutate(
      { ...form, ...over, legalSource: form.legalSource.trim() === "" ? null : form.legalSource, struck },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("answer.saved"));
          onDone();
        },
      },
    );
  };
  const code = send.error?.code;
  const newer =
    code === "answer.changed-since" || code === "answer.exists"
      ? {
          version: Number(send.error?.detail["version"] ?? there?.version ?? 1),
          answerId: String(send.error?.detail["answerId"] ?? form.answerId),
        }
      : null;
  return (
    <form
      noValidate
      style={{ maxWidth: "48rem" }}
      onSubmit={(e) => {
        e.preventDefault();
        save(false);
      }}
    >
      <DraftNote draft={draft} />
      <ErrorSummary errors={errors} />
      {code === "answer.identity-in-text" || code === "question.identity-in-text" ? (
        <StrikeNote onAgree={() => save(true)} />
      ) : (
        send.error !== null && <ErrorState error={send.error} />
      )}
      {newer !== null && there !== null && (
        <div className="note" style={{ marginBottom: 20 }}>
          <p className="answer-text">{there.text}</p>
          <Button type="button" onClick={() => save(false, newer)}>
            {t("answer.save")}
          </Button>
        </div>
      )}
      <Field
        name="questionText"
        label={t("answer.question")}
        help={t("answer.question-help")}
        error={errors["questionText"]}
      >
        <TextArea rows={3} value={form.questionText} onValue={(value) => draft.set({ questionText: value })} />
      </Field>
      <Field name="text" label={t("answer.text")} error={errors["text"]}>
        <TextArea rows={9} value={form.text} onValue={(value) => draft.set({ text: value })} />
      </Field>
      <Field name="legalSource" label={t("answer.source")} help={t("answer.source-help")} optional>
        <TextArea rows={2} value={form.legalSource} onValue={(value) => draft.set({ legalSource: value })} />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("answer.saving") : null}>
          {t("answer.save")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("answer.cancel")}
        </Button>
      </div>
    </form>
  );
}
