import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { MaterialPage } from "../contract.ts";
import { LiveLawRemarks } from "#modules/laws/client.ts";
import { ClearWords } from "./desk-clear-words.tsx";
import { contentOf, draftOf, type EditorDraft, editorErrors, emptyDraft } from "./desk-edit-draft.ts";
import { ContentFields } from "./desk-edit-fields.tsx";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** A new material; what is typed stays on this device until the server has it. */
export function NewMaterialScreen() {
  const me = useAsk<{ homeUnitId: number | null }>("/me");
  if (me.data === undefined && me.error === null) return null;
  return <NewForm home={me.data?.homeUnitId ?? null} />;
}

function NewForm({ home }: { home: number | null }) {
  const t = useText(materialText);
  const go = useGo();
  const draft = useDraft("material.new", emptyDraft(newId(), home));
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { materialId: string }>("POST", "/materials");
  const errors = tried ? editorErrors(form, t, true) : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(editorErrors(form, t, true)).length > 0) return;
    send.mutate(
      { id: form.id, unitId: form.unitId, reachUnitId: form.reachUnitId, ...contentOf(form) },
      {
        onSuccess: ({ materialId }) => {
          draft.clear();
          notify(t("edit.saved"));
          go(`/materials/${materialId}`);
        },
      },
    );
  };
  return (
    <>
      <PageHead title={t("edit.new")} />
      <div className="material-cols">
        <form
          className="material-form"
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            submit();
          }}
        >
          <DraftNote draft={draft} />
          <ErrorSummary errors={errors} />
          {send.error !== null && <ErrorState error={send.error} />}
          <Field name="unitId" label={t("edit.unit")} error={errors["unitId"]}>
            <UnitPicker value={form.unitId} onValue={(unitId) => draft.set({ unitId })} />
          </Field>
          <Field name="reachUnitId" label={t("edit.reach")} help={t("edit.reach-help")} optional>
            <UnitPicker value={form.reachUnitId} onValue={(reachUnitId) => draft.set({ reachUnitId })} />
          </Field>
          <ContentFields form={form} onForm={draft.set} errors={errors} />
          <div className="actions">
            <Button type="submit" look="main" busy={send.isPending ? t("edit.saving") : null}>
              {t("edit.save")}
            </Button>
          </div>
        </form>
        <WritingAside form={form} />
      </div>
    </>
  );
}

/** Beside the text while one writes: what can be counted, and what the register of legal documents says. */
function WritingAside({ form }: { form: EditorDraft }) {
  const parts = [
    { field: "title", text: form.title },
    { field: "keyMessages", text: form.keyMessages },
    { field: "body", text: form.body },
    { field: "qa", text: form.qa.map((q) => `${q.question}\n${q.answer}`).join("\n\n") },
    { field: "source", text: form.source },
    { field: "legalBasis", text: form.legalBasis },
  ].filter((part) => part.text.trim() !== "");
  return (
    <aside className="writing-aside">
      <ClearWords form={form} />
      <LiveLawRemarks parts={parts} />
    </aside>
  );
}

/** A draft that is there already; a change by someone else in the meantime is told, never overwritten in silence. */
export function EditMaterialScreen() {
  const { materialId } = usePathParams<"materialId">();
  const { values } = useFilters(["version"] as const);
  const page = useAsk<MaterialPage>(`/materials/${materialId}`, { version: values.version });
  return <Answer of={page}>{(data) => <EditForm key={data.version.id} page={data} />}</Answer>;
}

function EditForm({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const go = useGo();
  const draft = useDraft(`material.edit.${page.version.id}`, draftOf(page.version));
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { edition: number }>("PUT", `/materials/versions/${page.version.id}`);
  const errors = tried ? editorErrors(form, t, false) : {};
  const back = () => go(`/materials/${page.id}`, { version: String(page.version.number) });
  const save = (edition: number) => {
    setTried(true);
    if (Object.keys(editorErrors(form, t, false)).length > 0) return;
    send.mutate(
      { edition, ...contentOf(form) },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("edit.saved"));
          back();
        },
      },
    );
  };
  const clash =
    send.error?.code === "material.edited-elsewhere"
      ? Number(send.error.detail["edition"] ?? page.version.edition)
      : null;
  return (
    <>
      <PageHead
        over={
          <span className="s">
            {t("page.version", { n: page.version.number })} · {page.unit.name}
          </span>
        }
        title={t("edit.title")}
      />
      <div className="material-cols">
        <form
          className="material-form"
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            save(form.edition);
          }}
        >
          <DraftNote draft={draft} />
          <ErrorSummary errors={errors} />
          {clash !== null ? (
            <div className="note warn" role="alert" style={{ marginBottom: 20 }}>
              <p>{t("edit.conflict")}</p>
              <div className="actions">
                <Button
                  onClick={() => {
                    draft.set({ edition: clash });
                    save(clash);
                  }}
                >
                  {t("edit.overwrite")}
                </Button>
              </div>
            </div>
          ) : (
            send.error !== null && <ErrorState error={send.error} />
          )}
          <ContentFields form={form} onForm={draft.set} errors={errors} />
          <div className="actions">
            <Button type="submit" look="main" busy={send.isPending ? t("edit.saving") : null}>
              {t("edit.save")}
            </Button>
          </div>
        </form>
        <WritingAside form={form} />
      </div>
    </>
  );
}
