import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { TopicSelect } from "./desk-parts.tsx";
import { StrikeNote } from "./desk-strike.tsx";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

const empty = () => ({ id: newId() as string, placeUnitId: null as number | null, topic: "", text: "" });

/** A question that somebody asked an officer; the code is read out to them, and nothing of them is kept. */
export function EnterQuestionScreen() {
  const t = useText(questionText);
  const draft = useDraft("question.enter", empty());
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState<{ questionId: string; code: string } | null>(null);
  const send = useSend<Record<string, unknown>, { questionId: string; code: string }>("POST", "/questions");
  const wrong: FieldErrors = {
    ...(form.placeUnitId === null ? { placeUnitId: t("enter.place-wrong") } : {}),
    ...(form.text.trim() === "" ? { text: t("enter.text-wrong") } : {}),
  };
  const errors = tried ? wrong : {};
  const save = (struck: boolean) => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    send.mutate(
      {
        id: form.id,
        placeUnitId: form.placeUnitId,
        topic: form.topic === "" ? null : form.topic,
        text: form.text,
        struck,
      },
      {
        onSuccess: (answer) => {
          setSaved(answer);
          setTried(false);
          draft.clear({ ...empty(), placeUnitId: form.placeUnitId });
        },
      },
    );
  };
  if (saved !== null)
    return (
      <>
        <PageHead title={t("enter.saved", { code: saved.code })} />
        <p>{t("enter.code")}</p>
        <p className="question-code">{saved.code}</p>
        <p className="dim">{t("enter.code-words")}</p>
        <div className="actions">
          <Button look="main" onClick={() => setSaved(null)}>
            {t("enter.another")}
          </Button>
          <LinkButton to={`/questions/${saved.questionId}`}>{t("enter.open")}</LinkButton>
        </div>
      </>
    );
  const identity = send.error?.code === "question.identity-in-text";
  return (
    <>
      <PageHead title={t("enter.title")} />
      <p className="dim" style={{ maxWidth: "62ch" }}>
        {t("enter.words")}
      </p>
      <form
        noValidate
        style={{ maxWidth: "44rem" }}
        onSubmit={(e) => {
          e.preventDefault();
          save(false);
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {identity ? (
          <StrikeNote onAgree={() => save(true)} />
        ) : (
          send.error !== null && <ErrorState error={send.error} />
        )}
        <Field name="placeUnitId" label={t("enter.place")} error={errors["placeUnitId"]}>
          <UnitPicker value={form.placeUnitId} onValue={(placeUnitId) => draft.set({ placeUnitId })} />
        </Field>
        <Field name="topic" label={t("enter.topic")} optional>
          <TopicSelect value={form.topic} onValue={(topic) => draft.set({ topic })} empty={t("page.no-topic")} />
        </Field>
        <Field name="text" label={t("enter.text")} error={errors["text"]}>
          <TextArea rows={5} value={form.text} onValue={(text) => draft.set({ text })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("enter.saving") : null}>
            {t("enter.save")}
          </Button>
        </div>
      </form>
    </>
  );
}
