import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { NumberInput, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { DialoguePage } from "../answers.ts";
import { momentOf } from "./desk-clock.ts";
import { dialogueText } from "./desk-text.ts";
import "./desk-dialogues.css";

/** What came of it: who presided, when it ended, how many came, and the words of the minutes. */
export function RecordDialog({
  page,
  open,
  onOpen,
}: {
  page: DialoguePage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(dialogueText);
  const { time } = useFormats();
  const draft = useDraft(`dialogue.record.${page.id}.${page.version}`, {
    name: page.presided?.name ?? page.head.name,
    position: page.presided?.position ?? page.head.position,
    capacity: (page.presided?.capacity ?? "head") as "head" | "KT" | "TUQ",
    absence: page.presided?.absenceReason ?? "",
    secretary: page.secretaryName ?? "",
    attendance: page.attendance,
    day: page.heldOn as string,
    from: time(page.startsAt),
    to: page.endsAt === null ? "" : time(page.endsAt),
    opening: page.opening,
    conclusion: page.conclusion,
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PUT", `/dialogues/${page.id}/record`);
  const form = draft.value;
  const startsAt = momentOf(form.day, form.from);
  const endsAt = momentOf(form.day, form.to);
  const need = t("dialogue.missing");
  const faults: FieldErrors = {
    ...(form.name.trim() === "" ? { "record-name": need } : {}),
    ...(form.position.trim() === "" ? { "record-position": need } : {}),
    ...(form.capacity !== "head" && form.absence.trim() === "" ? { "record-absence": need } : {}),
    ...(form.attendance === null ? { "record-attendance": need } : {}),
    ...(startsAt === null ? { "record-from": t("dialogue.time-wrong") } : {}),
    ...(endsAt === null ? { "record-to": t("dialogue.time-wrong") } : {}),
  };
  const errors = tried ? faults : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const head = form.capacity === "head";
    send.mutate(
      {
        version: page.version,
        presided: {
          name: form.name.trim(),
          position: form.position.trim(),
          capacity: head ? null : form.capacity,
          absenceReason: head ? null : form.absence.trim(),
        },
        secretaryName: form.secretary.trim() === "" ? null : form.secretary.trim(),
        attendance: form.attendance,
        startsAt,
        endsAt,
        opening: form.opening.trim(),
        conclusion: form.conclusion.trim(),
      },
      {
        onSuccess: () => {
          draft.clear();
          onOpen(false);
          notify(t("dialogue.saved"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("dialogue.record")} description={t("dialogue.record-words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="record-name" label={t("dialogue.presided-name")} error={errors["record-name"]}>
          <TextInput value={form.name} onValue={(name) => draft.set({ name })} />
        </Field>
        <Field name="record-position" label={t("dialogue.presided-position")} error={errors["record-position"]}>
          <TextInput value={form.position} onValue={(position) => draft.set({ position })} />
        </Field>
        <Field name="record-capacity" label={t("dialogue.presided-capacity")}>
          <Select
            value={form.capacity}
            onValue={(capacity) => draft.set({ capacity })}
            choices={(["head", "KT", "TUQ"] as const).map((value) => ({
              value,
              label: t(`dialogue.capacity.${value}`),
            }))}
          />
        </Field>
        {form.capacity !== "head" && (
          <Field name="record-absence" label={t("dialogue.absence")} error={errors["record-absence"]}>
            <TextInput value={form.absence} onValue={(absence) => draft.set({ absence })} />
          </Field>
        )}
        <Field name="record-secretary" label={t("dialogue.secretary")} optional>
          <TextInput value={form.secretary} onValue={(secretary) => draft.set({ secretary })} />
        </Field>
        <Field name="record-attendance" label={t("dialogue.attendance")} error={errors["record-attendance"]}>
          <NumberInput value={form.attendance} onValue={(attendance) => draft.set({ attendance })} />
        </Field>
        <div className="dialogue-times">
          <Field name="record-day" label={t("dialogue.field.day")}>
            <DateInput value={form.day} onValue={(day) => draft.set({ day })} />
          </Field>
          <Field name="record-from" label={t("dialogue.field.from")} error={errors["record-from"]}>
            <TextInput short value={form.from} onValue={(from) => draft.set({ from })} />
          </Field>
          <Field name="record-to" label={t("dialogue.field.to")} error={errors["record-to"]}>
            <TextInput short value={form.to} onValue={(to) => draft.set({ to })} />
          </Field>
        </div>
        <Field name="record-opening" label={t("dialogue.opening")} optional>
          <TextArea rows={4} value={form.opening} onValue={(opening) => draft.set({ opening })} />
        </Field>
        <Field name="record-conclusion" label={t("dialogue.conclusion")} optional>
          <TextArea rows={4} value={form.conclusion} onValue={(conclusion) => draft.set({ conclusion })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.record")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
