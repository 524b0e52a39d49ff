import { Plus, Trash2 } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import type { QuestionAnswer } from "../contract.ts";
import type { EditorDraft } from "./desk-edit-draft.ts";
import { useReadingTime, useTopics } from "./desk-parts.tsx";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** The words of a material: topic, title, key messages of one minute, text, sources, questions and answers. */
export function ContentFields({
  form,
  onForm,
  errors,
}: {
  form: EditorDraft;
  onForm: (patch: Partial<EditorDraft>) => void;
  errors: FieldErrors;
}) {
  const t = useText(materialText);
  const topics = useTopics();
  const syllables = form.keyMessages.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const seconds = useReadingTime()(form.keyMessages) ?? 0;
  const put = (at: number, patch: Partial<QuestionAnswer>) =>
    onForm({ qa: form.qa.map((pair, i) => (i === at ? { ...pair, ...patch } : pair)) });
  return (
    <>
      <Field name="topic" label={t("edit.topic")} error={errors["topic"]}>
        <Select
          value={form.topic}
          onValue={(topic) => onForm({ topic })}
          placeholder={t("edit.topic-pick")}
          choices={topics.list
            .filter((x) => x.active || x.id === form.topic)
            .map((x) => ({ value: x.id, label: topics.name(x.id) }))}
        />
      </Field>
      <Field name="title" label={t("edit.name")} error={errors["title"]}>
        <TextInput value={form.title} maxLength={300} onValue={(title) => onForm({ title })} />
      </Field>
      <Field name="keyMessages" label={t("edit.messages")} help={t("edit.messages-help")} optional>
        <TextArea
          rows={5}
          maxLength={3000}
          value={form.keyMessages}
          onValue={(keyMessages) => onForm({ keyMessages })}
        />
        {syllables > 0 && (
          <p className={seconds > 75 ? "s note warn count" : "s dim count"} role="status">
            {t(seconds > 75 ? "edit.messages-long" : "edit.messages-count", { n: syllables, s: seconds })}
          </p>
        )}
      </Field>
      <Field name="body" label={t("edit.body")} help={t("edit.body-help")} optional>
        <TextArea rows={16} value={form.body} onValue={(body) => onForm({ body })} />
      </Field>
      <Field name="source" label={t("edit.source")} help={t("edit.source-help")} optional>
        <TextInput value={form.source} maxLength={500} onValue={(source) => onForm({ source })} />
      </Field>
      <Field name="legalBasis" label={t("edit.basis")} help={t("edit.basis-help")} optional>
        <TextInput value={form.legalBasis} maxLength={500} onValue={(legalBasis) => onForm({ legalBasis })} />
      </Field>
      <fieldset className="field">
        <legend>{t("edit.qa")}</legend>
        {form.qa.map((pair, at) => (
          <div className="pair" key={at}>
            <Field name={`question-${at}`} label={t("edit.question", { n: at + 1 })} error={errors[`question-${at}`]}>
              <TextInput value={pair.question} maxLength={1000} onValue={(question) => put(at, { question })} />
            </Field>
            <Field name={`answer-${at}`} label={t("edit.answer", { n: at + 1 })} optional>
              <TextArea rows={3} maxLength={5000} value={pair.answer} onValue={(answer) => put(at, { answer })} />
            </Field>
            <IconButton
              icon={Trash2}
              label={t("edit.qa-remove", { n: at + 1 })}
              onClick={() => onForm({ qa: form.qa.filter((_, i) => i !== at) })}
            />
          </div>
        ))}
        <Button icon={Plus} tight onClick={() => onForm({ qa: [...form.qa, { question: "", answer: "" }] })}>
          {t("edit.qa-add")}
        </Button>
      </fieldset>
    </>
  );
}
