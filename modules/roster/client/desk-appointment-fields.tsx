import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Checkbox, Select, TextInput } from "#platform/ui/inputs.tsx";
import { UnitPicker } from "#modules/units/client.ts";
import type { AppointmentFacts } from "../contract.ts";
import { appointmentFaults, evenSymbol } from "../rules.ts";
import { useRosterRules } from "./desk-rules.ts";
import { type RosterTexts, rosterText } from "./desk-text.ts";

/** An appointment while it is being typed. */
export interface AppointmentDraft {
  kind: string;
  level: string;
  core: boolean;
  appointedUnitId: number | null;
  decisionSymbol: string;
  decisionDate: string;
  decisionIssuer: string;
  termFrom: string;
  termTo: string;
}

export function emptyAppointment(unitId: number | null): AppointmentDraft {
  return {
    kind: "",
    level: "",
    core: false,
    appointedUnitId: unitId,
    decisionSymbol: "",
    decisionDate: "",
    decisionIssuer: "",
    termFrom: "",
    termTo: "",
  };
}

export function readAppointment(draft: AppointmentDraft): AppointmentFacts {
  const line = (text: string) => (text.trim() === "" ? null : text.trim());
  const day = (text: string) => (text === "" ? null : (text as CivilDate));
  return {
    kind: draft.kind,
    level: line(draft.level),
    core: draft.core,
    unitId: draft.appointedUnitId as number,
    decisionSymbol: evenSymbol(line(draft.decisionSymbol)),
    decisionDate: day(draft.decisionDate),
    decisionIssuer: line(draft.decisionIssuer),
    // the decision's own day, where no first day is given
    termFrom: (day(draft.termFrom) ?? day(draft.decisionDate)) as CivilDate,
    termTo: day(draft.termTo),
  };
}

/** The same rules that the server holds it against, in the words of the form. */
export function appointmentErrors(
  draft: AppointmentDraft,
  rules: ReturnType<typeof useRosterRules>["rules"],
  t: RosterTexts,
): FieldErrors {
  const errors: FieldErrors = {};
  if (draft.kind === "") errors["kind"] = t("add.kind-wrong");
  if (draft.appointedUnitId === null) errors["appointedUnitId"] = t("add.unit-wrong");
  if (draft.termFrom === "" && draft.decisionDate === "") errors["termFrom"] = t("add.from-wrong");
  if (Object.keys(errors).length > 0 || rules === undefined) return errors;
  const faults = appointmentFaults(readAppointment(draft), rules);
  const say = t as (key: string) => string;
  return Object.fromEntries(Object.entries(faults).map(([field, code]) => [field.slice(1), say(`problem.${code}`)]));
}

export function AppointmentFields({
  draft,
  onDraft,
  errors,
  fixed = false,
}: {
  draft: AppointmentDraft;
  onDraft: (patch: Partial<AppointmentDraft>) => void;
  errors: FieldErrors;
  /** Correcting a decision: kind, level and unit stay. */
  fixed?: boolean;
}) {
  const t = useText(rosterText);
  const { rules, locale } = useRosterRules();
  const kind = rules?.kinds.find((k) => k.id === draft.kind);
  const on = draft.termFrom || draft.decisionDate || todayInVietnam();
  const levels = (rules?.levels ?? []).filter(
    (l) => (l.from === null || l.from <= on) && (l.to === null || on <= l.to),
  );
  const rule = rules?.rules.find(
    (r) =>
      r.kind === draft.kind &&
      (r.level ?? "") === draft.level &&
      (r.from === null || r.from <= on) &&
      (r.to === null || on <= r.to),
  );
  return (
    <>
      {!fixed && (
        <>
          <Field name="kind" label={t("roster.kind")} error={errors["kind"]}>
            <Select
              value={draft.kind}
              onValue={(next) => onDraft({ kind: next, level: "", core: false })}
              placeholder={t("add.kind-wrong")}
              choices={(rules?.kinds ?? []).map((k) => ({ value: k.id, label: k.label[locale] }))}
            />
          </Field>
          {kind?.hasLevel === true && (
            <Field name="level" label={t("roster.level")} error={errors["level"]}>
              <Select
                value={draft.level}
                onValue={(level) => onDraft({ level })}
                placeholder=""
                choices={levels.map((l) => ({ value: l.id, label: l.label[locale] }))}
              />
            </Field>
          )}
          <Field name="appointedUnitId" label={t("roster.unit")} error={errors["appointedUnitId"]}>
            <UnitPicker value={draft.appointedUnitId} onValue={(appointedUnitId) => onDraft({ appointedUnitId })} />
          </Field>
        </>
      )}
      {kind?.mayBeCore === true && (
        <Checkbox checked={draft.core} onChecked={(core) => onDraft({ core })}>
          {t("roster.core")}
        </Checkbox>
      )}
      {rule !== undefined && (
        <p className="dim s">
          {t("appointment.recognised-by", { who: rule.recognisedBy[locale], basis: rule.legalBasis })}
        </p>
      )}
      <div className="field-row">
        <Field
          name="decisionSymbol"
          label={t("roster.decisionSymbol")}
          error={errors["decisionSymbol"]}
          optional={kind?.needsDecision !== true}
        >
          <TextInput
            value={draft.decisionSymbol}
            maxLength={200}
            placeholder="118/QĐ-UBND"
            onValue={(decisionSymbol) => onDraft({ decisionSymbol })}
          />
        </Field>
        <Field name="decisionDate" label={t("roster.decisionDate")} optional>
          <DateInput value={draft.decisionDate} lean="past" onValue={(decisionDate) => onDraft({ decisionDate })} />
        </Field>
      </div>
      <Field name="decisionIssuer" label={t("roster.decisionIssuer")} error={errors["decisionIssuer"]} optional>
        <TextInput
          value={draft.decisionIssuer}
          maxLength={200}
          onValue={(decisionIssuer) => onDraft({ decisionIssuer })}
        />
      </Field>
      <div className="field-row">
        <Field name="termFrom" label={t("roster.termFrom")} error={errors["termFrom"]}>
          <DateInput value={draft.termFrom} onValue={(termFrom) => onDraft({ termFrom })} />
        </Field>
        <Field
          name="termTo"
          label={t("roster.termTo")}
          help={t("appointment.to-help")}
          error={errors["termTo"]}
          optional
        >
          <DateInput value={draft.termTo} lean="future" onValue={(termTo) => onDraft({ termTo })} />
        </Field>
      </div>
    </>
  );
}
