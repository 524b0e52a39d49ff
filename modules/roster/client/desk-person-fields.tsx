import { languages, languageName } from "#kernel/languages.ts";
import { deriveSortKey } from "#kernel/text/name-sort.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Checkbox, TextInput } from "#platform/ui/inputs.tsx";
import { UnitPicker } from "#modules/units/client.ts";
import type { PersonFacts } from "../contract.ts";
import { hasPrivateData } from "../rules.ts";
import { type RosterTexts, rosterText } from "./desk-text.ts";

/** A person while being typed. */
export interface PersonDraft {
  fullName: string;
  sortKey: string;
  unitId: number | null;
  position: string;
  workplace: string;
  officeContact: string;
  workingLanguages: string[];
  topics: string;
}

export function emptyPerson(unitId: number | null): PersonDraft {
  return {
    fullName: "",
    sortKey: "",
    unitId,
    position: "",
    workplace: "",
    officeContact: "",
    workingLanguages: ["vi"],
    topics: "",
  };
}

export function readPerson(draft: PersonDraft): PersonFacts & { sortKey: string } {
  const line = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    fullName: draft.fullName.trim(),
    sortKey: draft.sortKey.trim() === "" ? deriveSortKey(draft.fullName) : draft.sortKey.trim(),
    unitId: draft.unitId as number,
    position: line(draft.position),
    workplace: line(draft.workplace),
    officeContact: line(draft.officeContact),
    workingLanguages: draft.workingLanguages,
    topics: draft.topics
      .split(/[,;]/)
      .map((x) => x.trim())
      .filter((x) => x !== ""),
  };
}

export function personErrors(draft: PersonDraft, t: RosterTexts): FieldErrors {
  const errors: FieldErrors = {};
  if (draft.fullName.trim() === "") errors["fullName"] = t("add.name-wrong");
  if (draft.unitId === null) errors["unitId"] = t("add.unit-wrong");
  for (const field of ["fullName", "position", "workplace", "officeContact", "topics"] as const) {
    if (hasPrivateData(draft[field])) errors[field] = t("problem.roster.private-data");
  }
  return errors;
}

export function PersonFields({
  draft,
  onDraft,
  errors,
}: {
  draft: PersonDraft;
  onDraft: (patch: Partial<PersonDraft>) => void;
  errors: FieldErrors;
}) {
  const t = useText(rosterText);
  const locale = useLocale();
  const toggle = (tag: string, on: boolean) =>
    onDraft({
      workingLanguages: on ? [...draft.workingLanguages, tag] : draft.workingLanguages.filter((l) => l !== tag),
    });
  return (
    <>
      <Field name="fullName" label={t("roster.fullName")} error={errors["fullName"]}>
        <TextInput
          value={draft.fullName}
          maxLength={120}
          autoComplete="off"
          onValue={(fullName) => onDraft({ fullName })}
        />
      </Field>
      <Field name="sortKey" label={t("roster.sortKey")} help={t("person.sort-help")} optional>
        <TextInput
          value={draft.sortKey}
          maxLength={200}
          autoComplete="off"
          placeholder={deriveSortKey(draft.fullName)}
          onValue={(sortKey) => onDraft({ sortKey })}
        />
      </Field>
      <Field name="unitId" label={t("roster.unit")} error={errors["unitId"]}>
        <UnitPicker value={draft.unitId} onValue={(unitId) => onDraft({ unitId })} />
      </Field>
      <Field name="position" label={t("roster.position")} error={errors["position"]} optional>
        <TextInput value={draft.position} maxLength={200} onValue={(position) => onDraft({ position })} />
      </Field>
      <Field name="workplace" label={t("roster.workplace")} error={errors["workplace"]} optional>
        <TextInput value={draft.workplace} maxLength={200} onValue={(workplace) => onDraft({ workplace })} />
      </Field>
      <Field
        name="officeContact"
        label={t("roster.officeContact")}
        help={t("person.contact-help")}
        error={errors["officeContact"]}
        optional
      >
        <TextInput
          value={draft.officeContact}
          maxLength={200}
          onValue={(officeContact) => onDraft({ officeContact })}
        />
      </Field>
      <Field name="topics" label={t("roster.topics")} help={t("add.topics-help")} error={errors["topics"]} optional>
        <TextInput value={draft.topics} maxLength={400} onValue={(topics) => onDraft({ topics })} />
      </Field>
      <Field name="languages" label={t("roster.workingLanguages")} group>
        <div style={{ columns: "9rem", columnGap: 16 }}>
          {languages.map((l) => (
            <Checkbox
              key={l.tag}
              checked={draft.workingLanguages.includes(l.tag)}
              onChecked={(on) => toggle(l.tag, on)}
            >
              {languageName(l.tag, locale)}
            </Checkbox>
          ))}
        </div>
      </Field>
      <p className="dim s">{t("person.private-words")}</p>
    </>
  );
}
