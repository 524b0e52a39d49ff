import type { FieldErrors } from "#platform/ui/field.tsx";
import type { MaterialContent, MaterialVersion, QuestionAnswer } from "../contract.ts";
import type { MaterialTexts } from "./desk-text.ts";

/** What the editor holds, as it is kept on this device while one writes. */
export interface EditorDraft {
  id: string;
  unitId: number | null;
  reachUnitId: number | null;
  topic: string;
  title: string;
  keyMessages: string;
  body: string;
  source: string;
  legalBasis: string;
  qa: QuestionAnswer[];
  /** The edition that was on the screen when writing began. */
  edition: number;
}

export function draftOf(version: MaterialVersion): EditorDraft {
  return {
    id: version.id,
    unitId: null,
    reachUnitId: null,
    topic: version.topic,
    title: version.title,
    keyMessages: version.keyMessages,
    body: version.body,
    source: version.source ?? "",
    legalBasis: version.legalBasis ?? "",
    qa: version.qa,
    edition: version.edition,
  };
}

export function emptyDraft(id: string, unitId: number | null): EditorDraft {
  return {
    id,
    unitId,
    reachUnitId: null,
    topic: "",
    title: "",
    keyMessages: "",
    body: "",
    source: "",
    legalBasis: "",
    qa: [],
    edition: 0,
  };
}

export function editorErrors(form: EditorDraft, t: MaterialTexts, isNew: boolean): FieldErrors {
  const errors: FieldErrors = {};
  if (isNew && form.unitId === null) errors["unitId"] = t("edit.unit-wrong");
  if (form.topic === "") errors["topic"] = t("edit.topic-wrong");
  if (form.title.trim() === "") errors["title"] = t("edit.name-wrong");
  form.qa.forEach((pair, at) => {
    if (pair.question.trim() === "") errors[`question-${at}`] = t("edit.question-wrong", { n: at + 1 });
  });
  return errors;
}

export function contentOf(form: EditorDraft): MaterialContent & { topic: string } {
  const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    topic: form.topic,
    title: form.title,
    keyMessages: form.keyMessages,
    body: form.body,
    qa: form.qa,
    source: orNull(form.source),
    legalBasis: orNull(form.legalBasis),
  };
}
