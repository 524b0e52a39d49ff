import { Plus, X } from "lucide-react";
import type { z } from "zod";
import { useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { type ListPage, useAsk } from "#platform/ui/use-api.ts";
import type { UnitListRow } from "../contract.ts";
import { type ChangeDraft, emptyPart, type PartDraft } from "./desk-change-draft.ts";
import { useUnitKinds } from "./desk-kinds.ts";
import { unitText } from "./desk-text.ts";
import { UnitPicker, useUnitName } from "./unit-picker.tsx";
import "./desk-units.css";

/** Name, kind, code and parent of a unit that is to come. */
export function NewUnitFields({
  prefix,
  part,
  onPart,
  optional = false,
  withParent = true,
  errors,
  on,
}: {
  prefix: string;
  part: PartDraft;
  onPart: (part: PartDraft) => void;
  optional?: boolean;
  withParent?: boolean;
  errors: FieldErrors;
  on: string;
}) {
  const t = useText(unitText);
  const { kinds, label } = useUnitKinds();
  const inEra = kinds.filter(
    (k) => on === "" || ((k.eraFrom === null || k.eraFrom <= on) && (k.eraTo === null || k.eraTo >= on)),
  );
  return (
    <>
      <Field name={`${prefix}-name`} label={t("change.name")} optional={optional} error={errors[`${prefix}-name`]}>
        <TextInput value={part.name} maxLength={200} onValue={(name) => onPart({ ...part, name })} />
      </Field>
      <div className="field-row" style={{ maxWidth: "34rem" }}>
        <Field name={`${prefix}-kind`} label={t("change.unit-kind")} optional={optional}>
          <Select
            value={part.kind}
            onValue={(kind) => onPart({ ...part, kind })}
            placeholder="–"
            choices={inEra.map((k) => ({ value: k.id, label: label(k.id) }))}
          />
        </Field>
        <Field name={`${prefix}-code`} label={t("change.code")} optional>
          <TextInput short value={part.code} maxLength={30} onValue={(code) => onPart({ ...part, code })} />
        </Field>
      </div>
      {withParent && (
        <Field name={`${prefix}-parent`} label={t("change.parent")} error={errors[`${prefix}-parent`]}>
          <UnitPicker value={part.parentId} onValue={(parentId) => onPart({ ...part, parentId })} />
        </Field>
      )}
    </>
  );
}

export function MergeUnits({
  ids,
  onIds,
  error,
}: {
  ids: readonly number[];
  onIds: (ids: number[]) => void;
  error?: string | undefined;
}) {
  const t = useText(unitText);
  return (
    <Field name="unitIds" label={t("change.units")} error={error}>
      {ids.length > 0 && (
        <ul className="picked">
          {ids.map((id) => (
            <Picked key={id} id={id} onRemove={() => onIds(ids.filter((x) => x !== id))} />
          ))}
        </ul>
      )}
      <UnitPicker
        key={ids.length}
        value={null}
        onValue={(id) => id !== null && !ids.includes(id) && onIds([...ids, id])}
      />
    </Field>
  );
}

function Picked({ id, onRemove }: { id: number; onRemove: () => void }) {
  const t = useText(unitText);
  const name = useUnitName(id) ?? "…";
  return (
    <li className="row">
      <span className="grow">{name}</span>
      <IconButton icon={X} label={t("units.fold", { name })} onClick={onRemove} />
    </li>
  );
}

/** The parts of a split, and for each unit below the part that it goes to: nothing is guessed. */
export function SplitParts({
  draft,
  onDraft,
  errors,
}: {
  draft: ChangeDraft;
  onDraft: (patch: Partial<ChangeDraft>) => void;
  errors: FieldErrors;
}) {
  const t = useText(unitText);
  const below = useAsk<ListPage<z.infer<typeof UnitListRow>>>(
    "/units",
    { parent: draft.unitId ?? 0, on: draft.on, limit: 200 },
    { enabled: draft.unitId !== null },
  );
  const children = draft.unitId === null ? [] : (below.data?.items ?? []);
  return (
    <>
      {draft.parts.map((part, at) => (
        <div className="part" key={at}>
          <div className="row">
            <h2 className="grow">{t("change.part", { n: at + 1 })}</h2>
            {draft.parts.length > 2 && (
              <IconButton
                icon={X}
                label={t("change.part-remove", { n: at + 1 })}
                onClick={() => onDraft({ parts: draft.parts.filter((_, n) => n !== at) })}
              />
            )}
          </div>
          <NewUnitFields
            prefix={`part-${at}`}
            part={part}
            onPart={(next) => onDraft({ parts: draft.parts.map((p, n) => (n === at ? next : p)) })}
            errors={errors}
            on={draft.on}
          />
        </div>
      ))}
      <div style={{ marginTop: 12 }}>
        <Button tight icon={Plus} onClick={() => onDraft({ parts: [...draft.parts, emptyPart()] })}>
          {t("change.part-add")}
        </Button>
      </div>
      {children.length > 0 && (
        <div className="part">
          <h2>{t("change.children")}</h2>
          {children.map((child) => (
            <Field key={child.id} name={`child-${child.id}`} label={t("change.child", { name: child.name })}>
              <Select
                value={draft.children[child.id] === undefined ? "" : String(draft.children[child.id])}
                onValue={(value) => onDraft({ children: { ...draft.children, [child.id]: Number(value) } })}
                placeholder="–"
                choices={draft.parts.map((p, n) => ({
                  value: String(n),
                  label: p.name === "" ? t("change.part", { n: n + 1 }) : p.name,
                }))}
              />
            </Field>
          ))}
        </div>
      )}
    </>
  );
}
