import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { Checkbox, Radios, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { OperationPreview, OperationResult, UnitOperation } from "../contract.ts";
import {
  type ChangeDraft,
  changeErrors,
  type ChangeKind,
  changeKinds,
  emptyPart,
  operationOf,
} from "./desk-change-draft.ts";
import { MergeUnits, NewUnitFields, SplitParts } from "./desk-change-fields.tsx";
import { PreviewOfChange } from "./desk-change-preview.tsx";
import { unitText } from "./desk-text.ts";
import { UnitPicker } from "./unit-picker.tsx";
import "./desk-units.css";

/** One operation on the tree: said, previewed with what it touches, then written. */
export function ChangeScreen() {
  const t = useText(unitText);
  const go = useGo();
  const { values: asked } = useFilters(["kind", "unit", "parent"] as const);
  const draft = useDraft<ChangeDraft>(`unit.change.${asked.unit ?? asked.parent ?? "new"}`, {
    kind: changeKinds.find((k) => k === asked.kind) ?? "found",
    on: todayInVietnam(),
    legalBasis: "",
    unitId: asked.unit === undefined ? null : Number(asked.unit),
    unitIds: asked.unit === undefined ? [] : [Number(asked.unit)],
    unit: emptyPart(asked.parent === undefined ? null : Number(asked.parent)),
    parts: [emptyPart(), emptyPart()],
    children: {},
    withChildren: false,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const preview = useSend<UnitOperation, OperationPreview>("POST", "/units/operations/preview", { refresh: [] });
  const apply = useSend<UnitOperation, OperationResult>("POST", "/units/operations");
  const errors = tried ? changeErrors(form, t) : {};
  const set = (patch: Partial<ChangeDraft>) => {
    draft.set(patch);
    if (preview.data !== undefined) preview.reset();
  };
  const ask = () => {
    setTried(true);
    apply.reset();
    if (Object.keys(changeErrors(form, t)).length === 0) preview.mutate(operationOf(form));
  };
  const write = () =>
    apply.mutate(operationOf(form), {
      onSuccess: (result) => {
        draft.clear();
        notify(t("change.done"));
        go(result.unitIds[0] === undefined ? "/units" : `/units/${result.unitIds[0]}`);
      },
    });
  const single = form.kind !== "found" && form.kind !== "merge";
  return (
    <>
      <PageHead title={t("change.title")} />
      {preview.data !== undefined ? (
        <PreviewOfChange
          preview={preview.data}
          error={apply.error}
          busy={apply.isPending}
          onBack={() => preview.reset()}
          onApply={write}
        />
      ) : (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            ask();
          }}
        >
          <DraftNote draft={draft} />
          <ErrorSummary errors={errors} />
          {preview.error !== null && <ErrorState error={preview.error} />}
          <Field name="kind" label={t("change.kind")} group>
            <Radios<ChangeKind>
              name="kind"
              value={form.kind}
              onValue={(kind) => set({ kind })}
              choices={changeKinds.map((value) => ({
                value,
                label: t(`unit.operation.${value}`),
                help: t(`change.${value}-help`),
              }))}
            />
          </Field>
          {single && (
            <Field name="unitId" label={t("change.unit")} error={errors["unitId"]}>
              <UnitPicker value={form.unitId} onValue={(unitId) => set({ unitId, children: {} })} />
            </Field>
          )}
          {form.kind === "merge" && (
            <MergeUnits ids={form.unitIds} onIds={(unitIds) => set({ unitIds })} error={errors["unitIds"]} />
          )}
          {(form.kind === "found" || form.kind === "merge" || form.kind === "rename") && (
            <NewUnitFields
              prefix="unit"
              part={form.unit}
              onPart={(unit) => set({ unit })}
              optional={form.kind === "rename"}
              withParent={form.kind !== "rename"}
              errors={errors}
              on={form.on}
            />
          )}
          {form.kind === "move" && (
            <Field name="unit-parent" label={t("change.parent")} error={errors["unit-parent"]}>
              <UnitPicker
                value={form.unit.parentId}
                onValue={(parentId) => set({ unit: { ...form.unit, parentId } })}
              />
            </Field>
          )}
          {form.kind === "split" && <SplitParts draft={form} onDraft={set} errors={errors} />}
          {form.kind === "dissolve" && (
            <div className="field">
              <Checkbox checked={form.withChildren} onChecked={(withChildren) => set({ withChildren })}>
                {t("change.with-children")}
              </Checkbox>
            </div>
          )}
          <Field name="on" label={t("change.on")} error={errors["on"]}>
            <DateInput value={form.on} onValue={(on) => set({ on })} />
          </Field>
          <Field name="legalBasis" label={t("change.basis")} help={t("change.basis-help")} error={errors["legalBasis"]}>
            <TextInput value={form.legalBasis} maxLength={300} onValue={(legalBasis) => set({ legalBasis })} />
          </Field>
          <div className="actions">
            <Button type="submit" look="main" busy={preview.isPending ? t("change.previewing") : null}>
              {t("change.preview")}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
