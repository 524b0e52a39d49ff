import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { NumberInput, Radios, Select, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { courseForms, type CoursePage } from "../contract.ts";
import { Picked } from "./desk-parts.tsx";
import { courseText, unitOption, useHome, useTopicChoices } from "./desk-text.ts";
import { TeacherFields, type TeacherTyped } from "./teacher-fields.tsx";
import "./desk-courses.css";

export function NewCourseScreen() {
  const me = useAsk("/me");
  return <Answer of={me}>{() => <New />}</Answer>;
}
function New() {
  return <CourseForm page={null} home={useHome()} />;
}

export function EditCourseScreen() {
  const { courseId } = usePathParams<"courseId">();
  const page = useAsk<CoursePage>(`/courses/${courseId}`);
  return <Answer of={page}>{(data) => <CourseForm key={data.version} page={data} home={null} />}</Answer>;
}

function startOf(page: CoursePage | null, home: Option | null, version: (m: { title: string; n: number }) => string) {
  return {
    title: page?.title ?? "",
    unit: page === null ? home : unitOption(page.unit),
    topic: page?.topic ?? "",
    form: page?.form ?? ("inPerson" as (typeof courseForms)[number]),
    startsOn: (page?.startsOn ?? todayInVietnam()) as string,
    endsOn: (page?.endsOn ?? todayInVietnam()) as string,
    hours: page?.hours ?? (8 as number | null),
    place: page === null ? home : page.place === null ? null : unitOption(page.place),
    placeDetail: page?.placeDetail ?? "",
    seats: page?.seats ?? (null as number | null),
    basis: page?.basis ?? "",
    teachers: (page?.teachers ?? []).map((t): TeacherTyped => ({
      id: t.id,
      personId: t.personId,
      office: t.office,
      label: t.name ?? t.office ?? "",
      subject: t.subject ?? "",
      hours: t.hours,
    })),
    materials: (page?.materials ?? []).map((m): Option => ({
      value: m.versionId,
      label: version({ title: m.title, n: m.number }),
    })),
  };
}

function CourseForm({ page, home }: { page: CoursePage | null; home: Option | null }) {
  const t = useText(courseText);
  const go = useGo();
  const topics = useTopicChoices();
  const draft = useDraft(
    page === null ? "course.plan" : `course.plan.${page.id}.${page.version}`,
    startOf(page, home, (m) => t("desk.version", m)),
  );
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { courseId: string }>(
    page === null ? "POST" : "PUT",
    page === null ? "/courses" : `/courses/${page.id}`,
  );
  const form = draft.value;
  const need = t("desk.missing");
  const faults: FieldErrors = {
    ...(form.title.trim() === "" ? { "course-title": need } : {}),
    ...(form.unit === null ? { "course-unit": need } : {}),
    ...(form.startsOn === "" ? { "course-starts": need } : {}),
    ...(form.endsOn === "" ? { "course-ends": need } : {}),
    ...(form.endsOn !== "" && form.endsOn < form.startsOn ? { "course-ends": t("desk.dates-wrong") } : {}),
    ...(form.hours === null || form.hours < 1 ? { "course-hours": need } : {}),
    ...(form.place === null && form.form !== "online" ? { "course-place": need } : {}),
  };
  const errors = tried ? faults : {};
  const optional = (text: string) => (text.trim() === "" ? null : text.trim());
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    send.mutate(
      {
        ...(page === null ? { id: freshId(), unitId: Number(form.unit!.value) } : { version: page.version }),
        title: form.title.trim(),
        topic: form.topic === "" ? null : form.topic,
        form: form.form,
        startsOn: form.startsOn,
        endsOn: form.endsOn,
        hours: form.hours,
        placeUnitId: form.place === null ? null : Number(form.place.value),
        placeDetail: optional(form.placeDetail),
        seats: form.seats,
        basis: optional(form.basis),
        teachers: form.teachers.map((teacher) => ({
          id: teacher.id,
          personId: teacher.personId,
          office: teacher.office,
          subject: optional(teacher.subject),
          hours: teacher.hours ?? form.hours,
        })),
        versionIds: form.materials.map((m) => m.value),
      },
      {
        onSuccess: (answer) => {
          draft.clear();
          notify(t("desk.saved"));
          go(`/courses/${answer.courseId}`);
        },
      },
    );
  };
  return (
    <>
      <PageHead title={t(page === null ? "desk.plan" : "desk.edit")} />
      <form
        className="course-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="course-title" label={t("desk.field.title")} error={errors["course-title"]}>
          <TextInput value={form.title} maxLength={300} onValue={(title) => draft.set({ title })} />
        </Field>
        {page === null && (
          <Field name="course-unit" label={t("desk.field.unit")} error={errors["course-unit"]}>
            <AskCombobox
              path="/units"
              option={unitOption}
              value={form.unit}
              onValue={(unit) => draft.set({ unit, place: form.place ?? unit })}
            />
          </Field>
        )}
        <div className="field-row">
          <Field name="course-starts" label={t("desk.field.starts")} error={errors["course-starts"]}>
            <DateInput
              value={form.startsOn}
              onValue={(startsOn) => draft.set({ startsOn, ...(form.endsOn < startsOn ? { endsOn: startsOn } : {}) })}
            />
          </Field>
          <Field name="course-ends" label={t("desk.field.ends")} error={errors["course-ends"]}>
            <DateInput value={form.endsOn} onValue={(endsOn) => draft.set({ endsOn })} />
          </Field>
        </div>
        <div className="field-row">
          <Field
            name="course-hours"
            label={t("desk.field.hours")}
            help={t("desk.field.hours-help")}
            error={errors["course-hours"]}
          >
            <NumberInput value={form.hours} onValue={(hours) => draft.set({ hours })} />
          </Field>
          <Field name="course-seats" label={t("desk.field.seats")} optional>
            <NumberInput value={form.seats} onValue={(seats) => draft.set({ seats })} />
          </Field>
        </div>
        <Field name="course-form" label={t("desk.field.form")} group>
          <Radios
            name="course-form"
            value={form.form}
            onValue={(next) => draft.set({ form: next })}
            choices={courseForms.map((value) => ({ value, label: t(`course.form.${value}`) }))}
          />
        </Field>
        <Field
          name="course-place"
          label={t("desk.field.place")}
          optional={form.form === "online"}
          error={errors["course-place"]}
        >
          <AskCombobox path="/units" option={unitOption} value={form.place} onValue={(place) => draft.set({ place })} />
        </Field>
        <Field name="course-detail" label={t("desk.field.place-detail")} optional>
          <TextInput value={form.placeDetail} maxLength={200} onValue={(placeDetail) => draft.set({ placeDetail })} />
        </Field>
        <Field name="course-topic" label={t("desk.field.topic")} optional>
          <Select value={form.topic} onValue={(topic) => draft.set({ topic })} choices={topics} placeholder="" />
        </Field>
        <Field name="course-basis" label={t("desk.field.basis")} help={t("desk.field.basis-help")} optional>
          <TextInput value={form.basis} maxLength={500} onValue={(basis) => draft.set({ basis })} />
        </Field>
        <TeacherFields
          unitId={form.unit === null ? null : Number(form.unit.value)}
          day={form.startsOn}
          value={form.teachers}
          hours={form.hours}
          onValue={(teachers) => draft.set({ teachers })}
        />
        <Field name="course-materials" label={t("desk.field.materials")} help={t("desk.field.materials-help")} optional>
          <Picked picked={form.materials} onPicked={(materials) => draft.set({ materials })}>
            {(add) => (
              <AskCombobox<{ versionId: string; title: string; number: number }>
                path="/materials"
                query={{ usableOn: form.startsOn }}
                option={(m) => ({ value: m.versionId, label: t("desk.version", { title: m.title, n: m.number }) })}
                value={null}
                onValue={add}
              />
            )}
          </Picked>
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("desk.save")}
          </Button>
        </div>
      </form>
    </>
  );
}
