import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { QuestionPage } from "../answers.ts";
import { PromiseItem } from "./desk-promise.tsx";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

/** What is promised with the answer: who is responsible, by when, how far it is. */
export function Promises({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <h2>{t("promise.title")}</h2>
      {question.commitments.length === 0 ? (
        <p className="dim">{t("promise.none")}</p>
      ) : (
        <ul className="question-list">
          {question.commitments.map((c) => (
            <PromiseItem key={c.id} commitment={c} />
          ))}
        </ul>
      )}
      {question.allowed.includes("promise") && (
        <div className="question-acts no-print">
          <Button tight onClick={() => setAdding(true)}>
            {t("promise.add")}
          </Button>
        </div>
      )}
      {adding && <AddPromise question={question} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddPromise({ question, onClose }: { question: QuestionPage; onClose: () => void }) {
  const t = useText(questionText);
  const draft = useDraft(`question.promise.${question.id}`, {
    commitmentId: newId() as string,
    text: "",
    unitId: question.unit.id as number | null,
    dueOn: "" as string,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/questions/${question.id}/commitments`);
  const submit = () => {
    setTried(true);
    if (form.text.trim() === "" || form.unitId === null || form.dueOn === "") return;
    send.mutate(
      { ...form },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("promise.saved"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("promise.add")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="promise-text"
          label={t("promise.text")}
          error={tried && form.text.trim() === "" ? t("promise.text-wrong") : undefined}
        >
          <TextArea value={form.text} maxLength={2000} onValue={(text) => draft.set({ text })} />
        </Field>
        <Field
          name="promise-unit"
          label={t("promise.unit")}
          error={tried && form.unitId === null ? t("promise.unit-wrong") : undefined}
        >
          <UnitPicker value={form.unitId} onValue={(unitId) => draft.set({ unitId })} />
        </Field>
        <Field
          name="promise-due"
          label={t("promise.due")}
          error={tried && form.dueOn === "" ? t("promise.due-wrong") : undefined}
        >
          <DateInput value={form.dueOn} lean="future" onValue={(dueOn) => draft.set({ dueOn })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
            {t("promise.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
