import { X } from "lucide-react";
import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, TextInput } from "#platform/ui/inputs.tsx";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

export interface TeacherTyped {
  id: string;
  personId: string | null;
  office: string | null;
  label: string;
  subject: string;
  hours: number | null;
}

interface Props {
  unitId: number | null;
  day: string;
  value: readonly TeacherTyped[];
  hours: number | null;
  onValue: (next: TeacherTyped[]) => void;
}

/** Who teaches: part-time lecturers of the roster, and offices from outside; each with a subject and hours. */
export function TeacherFields({ unitId, day, value, hours, onValue }: Props) {
  const t = useText(courseText);
  const [office, setOffice] = useState("");
  const add = (one: Pick<TeacherTyped, "personId" | "office" | "label">) => {
    if (one.personId !== null && value.some((v) => v.personId === one.personId)) return;
    onValue([...value, { id: newId(), subject: "", hours, ...one }]);
  };
  const change = (id: string, patch: Partial<TeacherTyped>) =>
    onValue(value.map((v) => (v.id === id ? { ...v, ...patch } : v)));
  return (
    <>
      {value.length > 0 && (
        <ul className="course-picked" aria-label={t("desk.teachers")} style={{ marginTop: 20 }}>
          {value.map((teacher) => (
            <li key={teacher.id}>
              <b className="who">{teacher.label}</b>
              <Field name={`subject-${teacher.id}`} label={t("desk.subject")} optional>
                <TextInput
                  value={teacher.subject}
                  maxLength={300}
                  onValue={(subject) => change(teacher.id, { subject })}
                />
              </Field>
              <div className="short">
                <Field name={`teaches-${teacher.id}`} label={t("desk.teach-hours")}>
                  <NumberInput value={teacher.hours} onValue={(next) => change(teacher.id, { hours: next })} />
                </Field>
              </div>
              <Button
                tight
                look="quiet"
                icon={X}
                aria-label={t("desk.remove", { name: teacher.label })}
                onClick={() => onValue(value.filter((v) => v.id !== teacher.id))}
              >
                {t("desk.take-out")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Field name="course-lecturer" label={t("desk.field.lecturers")} help={t("desk.field.lecturers-help")} optional>
        <AskCombobox<{ id: string; fullName: string; unitName: string }>
          path="/courses/lecturers"
          enabled={unitId !== null && day !== ""}
          query={{ unitId: unitId ?? 0, on: day }}
          option={(p) => ({ value: p.id, label: p.fullName, hint: p.unitName })}
          value={null}
          onValue={(p) => p !== null && add({ personId: p.value, office: null, label: p.label })}
        />
      </Field>
      <Field name="course-outside" label={t("desk.field.outside")} help={t("desk.field.outside-help")} optional>
        <TextInput value={office} maxLength={200} onValue={setOffice} />
      </Field>
      {office.trim() !== "" && (
        <p style={{ marginTop: 8 }}>
          <Button
            tight
            onClick={() => {
              add({ personId: null, office: office.trim(), label: office.trim() });
              setOffice("");
            }}
          >
            {t("desk.field.add-outside")}
          </Button>
        </p>
      )}
    </>
  );
}
