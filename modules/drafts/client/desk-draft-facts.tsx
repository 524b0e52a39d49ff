import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Checkbox, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { DraftPage } from "../contract.ts";
import { useDocumentTypes, useDraftRules, useTopicChoices } from "./desk-parts.tsx";
import { draftText, type DraftTexts } from "./desk-text.ts";
import "./desk-drafts.css";

interface Facts {
  title: string;
  documentType: string;
  topic: string;
  summary: string;
  criteria: string[];
  scopeNote: string;
  commentsFrom: string;
  commentsUntil: string;
}
const empty: Facts = {
  title: "",
  documentType: "",
  topic: "",
  summary: "",
  criteria: [],
  scopeNote: "",
  commentsFrom: "",
  commentsUntil: "",
};

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
const bodyOf = (f: Facts) => ({
  title: f.title.trim(),
  documentType: orNull(f.documentType),
  topic: f.topic,
  summary: f.summary.trim(),
  criteria: f.criteria,
  scopeNote: orNull(f.scopeNote),
  commentsFrom: orNull(f.commentsFrom),
  commentsUntil: orNull(f.commentsUntil),
});

function errorsOf(f: Facts, t: DraftTexts): FieldErrors {
  const errors: FieldErrors = {};
  if (f.title.trim() === "") errors["title"] = t("form.title-wrong");
  if (f.topic === "") errors["topic"] = t("form.topic-wrong");
  if ((f.commentsFrom === "") !== (f.commentsUntil === "") || f.commentsUntil < f.commentsFrom)
    errors["commentsUntil"] = t("form.window-wrong");
  return errors;
}

/** A draft enters the register. */
export function NewDraftScreen() {
  const me = useAsk<{ homeUnitId: number | null }>("/me");
  if (me.data === undefined && me.error === null) return null;
  return <NewForm home={me.data?.homeUnitId ?? null} />;
}

function NewForm({ home }: { home: number | null }) {
  const t = useText(draftText);
  const go = useGo();
  const { rules, stageName } = useDraftRules();
  const draft = useDraft("draft.new", {
    ...empty,
    id: newId() as string,
    unitId: home,
    reachUnitId: null as number | null,
    stage: "proposal",
    enteredOn: todayInVietnam() as string,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { draftId: string }>("POST", "/drafts");
  const wrong = () => ({
    ...errorsOf(form, t),
    ...(form.unitId === null ? { unitId: t("form.unit-wrong") } : {}),
    ...(form.enteredOn === "" ? { enteredOn: t("form.on-wrong") } : {}),
  });
  const errors: FieldErrors = tried ? wrong() : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong()).length > 0) return;
    const { id, unitId, reachUnitId, stage, enteredOn } = form;
    send.mutate(
      { id, unitId, reachUnitId, stage, enteredOn, ...bodyOf(form) },
      {
        onSuccess: ({ draftId }) => {
          draft.clear();
          notify(t("form.saved"));
          go(`/drafts/${draftId}/text`);
        },
      },
    );
  };
  return (
    <>
      <PageHead title={t("form.new")} />
      <form
        className="draft-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="unitId" label={t("form.unit")} error={errors["unitId"]}>
          <UnitPicker value={form.unitId} onValue={(unitId) => draft.set({ unitId })} />
        </Field>
        <Field name="reachUnitId" label={t("form.reach")} help={t("form.reach-help")} optional>
          <UnitPicker value={form.reachUnitId} onValue={(reachUnitId) => draft.set({ reachUnitId })} />
        </Field>
        <FactFields form={form} onForm={draft.set} errors={errors} />
        <Field name="stage" label={t("form.stage")}>
          <Select
            value={form.stage}
            onValue={(stage) => draft.set({ stage })}
            choices={rules.stages.map((s) => ({ value: s.code, label: stageName(s.code) }))}
          />
        </Field>
        <Field name="enteredOn" label={t("form.on")} error={errors["enteredOn"]}>
          <DateInput value={form.enteredOn} onValue={(enteredOn) => draft.set({ enteredOn })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("form.saving") : null}>
            {t("form.save")}
          </Button>
        </div>
      </form>
    </>
  );
}

export function EditDraftScreen() {
  const { draftId } = usePathParams<"draftId">();
  const page = useAsk<DraftPage>(`/drafts/${draftId}`);
  return <Answer of={page}>{(data) => <EditForm key={data.id} page={data} />}</Answer>;
}

function EditForm({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const go = useGo();
  const draft = useDraft<Facts & { edition: number }>(`draft.edit.${page.id}`, {
    title: page.title,
    documentType: page.documentType ?? "",
    topic: page.topic,
    summary: page.summary,
    criteria: page.criteria,
    scopeNote: page.scopeNote ?? "",
    commentsFrom: page.commentsFrom ?? "",
    commentsUntil: page.commentsUntil ?? "",
    edition: page.edition,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PUT", `/drafts/${page.id}`);
  const errors = tried ? errorsOf(form, t) : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(errorsOf(form, t)).length > 0) return;
    send.mutate(
      { edition: form.edition, ...bodyOf(form) },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("form.saved"));
          go(`/drafts/${page.id}`);
        },
      },
    );
  };
  return (
    <>
      <PageHead
        over={
          <Link to={`/drafts/${page.id}`} className="s">
            {page.title}
          </Link>
        }
        title={t("form.edit")}
      />
      <form
        className="draft-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <FactFields form={form} onForm={draft.set} errors={errors} />
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("form.saving") : null}>
            {t("form.save")}
          </Button>
        </div>
      </form>
    </>
  );
}

function FactFields({
  form,
  onForm,
  errors,
}: {
  form: Facts;
  onForm: (patch: Partial<Facts>) => void;
  errors: FieldErrors;
}) {
  const t = useText(draftText);
  const topics = useTopicChoices();
  const types = useDocumentTypes();
  const { rules, criterionName } = useDraftRules();
  return (
    <>
      <Field name="title" label={t("form.title")} error={errors["title"]}>
        <TextInput value={form.title} maxLength={500} onValue={(title) => onForm({ title })} />
      </Field>
      <Field name="documentType" label={t("form.type")} optional>
        <Select
          value={form.documentType}
          onValue={(documentType) => onForm({ documentType })}
          placeholder={t("form.type-any")}
          choices={types}
        />
      </Field>
      <Field name="topic" label={t("form.topic")} error={errors["topic"]}>
        <Select
          value={form.topic}
          onValue={(topic) => onForm({ topic })}
          placeholder={t("form.topic-pick")}
          choices={topics}
        />
      </Field>
      <Field name="summary" label={t("form.summary")} help={t("form.summary-help")} optional>
        <TextArea rows={5} maxLength={5000} value={form.summary} onValue={(summary) => onForm({ summary })} />
      </Field>
      <Field name="criteria" label={t("form.criteria")} help={t("form.criteria-help")} group optional>
        {rules.criteria.map((c) => (
          <Checkbox
            key={c.code}
            checked={form.criteria.includes(c.code)}
            onChecked={(on) =>
              onForm({ criteria: on ? [...form.criteria, c.code] : form.criteria.filter((x) => x !== c.code) })
            }
            help={c.legalBasis}
          >
            {criterionName(c.code)}
          </Checkbox>
        ))}
      </Field>
      <Field name="scopeNote" label={t("form.scope-note")} optional>
        <TextInput value={form.scopeNote} maxLength={500} onValue={(scopeNote) => onForm({ scopeNote })} />
      </Field>
      <Field name="commentsFrom" label={t("form.from")} optional>
        <DateInput value={form.commentsFrom} lean="future" onValue={(commentsFrom) => onForm({ commentsFrom })} />
      </Field>
      <Field name="commentsUntil" label={t("form.until")} optional error={errors["commentsUntil"]}>
        <DateInput value={form.commentsUntil} lean="future" onValue={(commentsUntil) => onForm({ commentsUntil })} />
      </Field>
    </>
  );
}
