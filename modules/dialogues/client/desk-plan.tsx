import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { DialoguePage } from "../answers.ts";
import type { AgendaItem } from "../contract.ts";
import { momentOf } from "./desk-clock.ts";
import { dialogueText } from "./desk-text.ts";
import "./desk-dialogues.css";

interface Me {
  homeUnitId: number | null;
  unitName?: string | null;
  grants: readonly { unitId: number | null; unitName?: string | null }[];
}

export function PlanDialogueScreen() {
  const me = useAsk<Me>("/me");
  return <Answer of={me}>{(data) => <PlanForm me={data} page={null} />}</Answer>;
}

export function EditDialogueScreen() {
  const { dialogueId } = usePathParams<"dialogueId">();
  const page = useAsk<DialoguePage>(`/dialogues/${dialogueId}`);
  return <Answer of={page}>{(data) => <PlanForm me={null} page={data} />}</Answer>;
}

const unitOption = (u: { id: number; name: string; parentName?: string | null }): Option => ({
  value: String(u.id),
  label: u.name,
  hint: u.parentName ?? "",
});

function talkOption(page: DialoguePage | null): Option | null {
  const talk = page?.talk ?? null;
  return talk === null ? null : { value: talk.id, label: talk.title };
}

/** "Tên mục | chức danh", one a line. An item that keeps its words keeps its id. */
function readAgenda(text: string, before: readonly AgendaItem[]): AgendaItem[] {
  return text
    .split("\n")
    .map((line) => line.split("|").map((part) => part.trim()))
    .filter(([title]) => title !== undefined && title !== "")
    .map(([title = "", presenter = ""], i) => {
      const same = before.find((item) => item.title === title);
      return {
        id: same?.id ?? freshId(i + 1),
        title,
        presenter: presenter === "" ? null : presenter,
        minutes: same?.minutes ?? null,
      };
    });
}

function PlanForm({ me, page }: { me: Me | null; page: DialoguePage | null }) {
  const t = useText(dialogueText);
  const { time } = useFormats();
  const go = useGo();
  const grant = me?.grants.find((g) => g.unitId !== null);
  const home = grant === undefined ? null : { value: String(grant.unitId), label: grant.unitName ?? "" };
  const draft = useDraft(page === null ? "dialogue.plan" : `dialogue.plan.${page.id}.${page.version}`, {
    title: page?.title ?? "",
    unit: page === null ? home : unitOption(page.unit),
    place: page === null ? home : unitOption(page.place),
    placeDetail: page?.placeDetail ?? "",
    day: page?.heldOn ?? "",
    from: page === null ? "" : time(page.startsAt),
    basis: page?.legalBasis ?? "",
    talk: talkOption(page),
    agenda: (page?.agenda ?? [])
      .map((item) => (item.presenter === null ? item.title : `${item.title} | ${item.presenter}`))
      .join("\n"),
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { dialogueId: string }>(
    page === null ? "POST" : "PUT",
    page === null ? "/dialogues" : `/dialogues/${page.id}`,
  );
  const form = draft.value;
  const startsAt = momentOf(form.day, form.from);
  const need = t("dialogue.missing");
  const faults: FieldErrors = {
    ...(form.title.trim() === "" ? { "dialogue-title": need } : {}),
    ...(form.unit === null ? { "dialogue-unit": need } : {}),
    ...(form.place === null ? { "dialogue-place": need } : {}),
    ...(form.day === "" ? { "dialogue-day": need } : {}),
    ...(form.day !== "" && startsAt === null ? { "dialogue-from": t("dialogue.time-wrong") } : {}),
  };
  const errors = tried ? faults : {};
  const optional = (text: string) => (text.trim() === "" ? null : text.trim());
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    send.mutate(
      {
        ...(page === null ? { id: freshId(), unitId: Number(form.unit!.value) } : { version: page.version }),
        placeUnitId: Number(form.place!.value),
        placeDetail: optional(form.placeDetail),
        talkId: form.talk?.value ?? null,
        title: form.title.trim(),
        legalBasis: optional(form.basis),
        startsAt,
        agenda: readAgenda(form.agenda, page?.agenda ?? []),
      },
      {
        onSuccess: (answer) => {
          draft.clear();
          notify(t("dialogue.saved"));
          go(`/dialogues/${answer.dialogueId}`);
        },
      },
    );
  };
  return (
    <>
      <PageHead title={t(page === null ? "dialogue.plan" : "dialogue.edit")} />
      <form
        className="dialogue-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="dialogue-title"
          label={t("dialogue.field.title")}
          help={t("dialogue.field.title-help")}
          error={errors["dialogue-title"]}
        >
          <TextInput value={form.title} onValue={(title) => draft.set({ title })} />
        </Field>
        {page === null && (
          <Field name="dialogue-unit" label={t("dialogue.field.unit")} error={errors["dialogue-unit"]}>
            <AskCombobox
              path="/units"
              option={unitOption}
              value={form.unit}
              onValue={(unit) => draft.set({ unit, place: form.place ?? unit })}
            />
          </Field>
        )}
        <Field name="dialogue-place" label={t("dialogue.field.place")} error={errors["dialogue-place"]}>
          <AskCombobox path="/units" option={unitOption} value={form.place} onValue={(place) => draft.set({ place })} />
        </Field>
        <Field name="dialogue-detail" label={t("dialogue.field.place-detail")} optional>
          <TextInput value={form.placeDetail} onValue={(placeDetail) => draft.set({ placeDetail })} />
        </Field>
        <div className="dialogue-times">
          <Field name="dialogue-day" label={t("dialogue.field.day")} error={errors["dialogue-day"]}>
            <DateInput value={form.day} onValue={(day) => draft.set({ day })} />
          </Field>
          <Field
            name="dialogue-from"
            label={t("dialogue.field.from")}
            help={t("dialogue.field.time-help")}
            error={errors["dialogue-from"]}
          >
            <TextInput short value={form.from} onValue={(from) => draft.set({ from })} />
          </Field>
        </div>
        <Field
          name="dialogue-agenda"
          label={t("dialogue.field.agenda")}
          help={t("dialogue.field.agenda-help")}
          optional
        >
          <TextArea rows={5} value={form.agenda} onValue={(agenda) => draft.set({ agenda })} />
        </Field>
        <Field name="dialogue-basis" label={t("dialogue.field.basis")} optional>
          <TextInput value={form.basis} onValue={(basis) => draft.set({ basis })} />
        </Field>
        <Field name="dialogue-talk" label={t("dialogue.field.talk")} optional>
          <AskCombobox<{ id: string; title: string; heldOn: string }>
            path="/talks"
            query={{ kind: "dialogueMeeting" }}
            option={(talk) => ({ value: talk.id, label: talk.title, hint: talk.heldOn })}
            value={form.talk}
            onValue={(talk) => draft.set({ talk })}
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.save")}
          </Button>
        </div>
      </form>
    </>
  );
}
