import type { UnitOperation } from "../contract.ts";
import type { FieldErrors } from "#platform/ui/field.tsx";
import type { UnitTexts } from "./desk-text.ts";

export const changeKinds = ["found", "rename", "move", "merge", "split", "dissolve"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface PartDraft {
  name: string;
  kind: string;
  code: string;
  parentId: number | null;
}

export interface ChangeDraft {
  kind: ChangeKind;
  on: string;
  legalBasis: string;
  unitId: number | null;
  unitIds: number[];
  unit: PartDraft;
  parts: PartDraft[];
  /** Which part each unit below goes to. */
  children: Record<string, number>;
  withChildren: boolean;
}

export const emptyPart = (parentId: number | null = null): PartDraft => ({ name: "", kind: "", code: "", parentId });

/** What is still missing, in words, before the server is asked. */
export function changeErrors(draft: ChangeDraft, t: UnitTexts): FieldErrors {
  const errors: FieldErrors = {};
  const single =
    draft.kind === "rename" || draft.kind === "move" || draft.kind === "split" || draft.kind === "dissolve";
  if (draft.on === "") errors["on"] = t("change.on-wrong");
  if (draft.legalBasis.trim() === "") errors["legalBasis"] = t("change.basis-wrong");
  if (single && draft.unitId === null) errors["unitId"] = t("change.unit-wrong");
  if (draft.kind === "move" && draft.unit.parentId === null) errors["unit-parent"] = t("change.parent-wrong");
  if (draft.kind === "merge" && draft.unitIds.length < 2) errors["unitIds"] = t("change.units-wrong");
  if ((draft.kind === "found" || draft.kind === "merge") && draft.unit.name.trim() === "")
    errors["unit-name"] = t("change.name-wrong");
  if (draft.kind === "split" && (draft.parts.length < 2 || draft.parts.some((p) => p.name.trim() === "")))
    errors["part-0-name"] = t("change.parts-wrong");
  return errors;
}

const newUnit = (part: PartDraft) => ({
  name: part.name.trim(),
  kind: part.kind,
  code: part.code.trim() || null,
  parentId: part.parentId,
});

/** The operation as the server takes it. Call only where `changeErrors` is empty. */
export function operationOf(draft: ChangeDraft): UnitOperation {
  const dated = { on: draft.on, legalBasis: draft.legalBasis.trim() } as {
    on: UnitOperation["on"];
    legalBasis: string;
  };
  const unitId = draft.unitId ?? 0;
  switch (draft.kind) {
    case "found":
      return { kind: "found", ...dated, unit: newUnit(draft.unit) };
    case "rename":
      return {
        kind: "rename",
        ...dated,
        unitId,
        ...(draft.unit.name.trim() === "" ? {} : { name: draft.unit.name.trim() }),
        ...(draft.unit.code.trim() === "" ? {} : { code: draft.unit.code.trim() }),
        ...(draft.unit.kind === "" ? {} : { newKind: draft.unit.kind }),
      };
    case "move":
      return { kind: "move", ...dated, unitId, parentId: draft.unit.parentId };
    case "merge":
      return { kind: "merge", ...dated, unitIds: draft.unitIds, into: newUnit(draft.unit) };
    case "split":
      return {
        kind: "split",
        ...dated,
        unitId,
        parts: draft.parts.map(newUnit),
        children: Object.entries(draft.children).map(([id, part]) => ({ unitId: Number(id), part })),
      };
    case "dissolve":
      return { kind: "dissolve", ...dated, unitId, withChildren: draft.withChildren };
  }
}
