import { X } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button, IconButton } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Radios, Select, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { useKept } from "#platform/ui/kept.ts";
import { PartsOf } from "#platform/ui/parts.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { AudienceKind, TalkKind, TalkMode } from "../contract.ts";
import { audienceChoices, kindChoices, languageChoices, modeChoices } from "./desk-status.tsx";
import { mayBeOpen, OpenToAll, useSetPublic } from "./desk-public.tsx";
import { talkText, type TalkTexts } from "./desk-text.ts";
import { readClock, vietnamMoment } from "./desk-clock.ts";
import "./desk-talks.css";

interface Plan {
  /** Made with the draft, so that a second try is the same talk. */
  id: string;
  title: string;
  kind: TalkKind;
  mode: TalkMode;
  unitId: number | null;
  placeUnitId: number | null;
  placeDetail: string;
  day: string;
  start: string;
  end: string;
  audienceKind: AudienceKind;
  language: string;
  speakers: Option[];
  materials: Option[];
  /** Everybody may come, and the public pages say so. */
  open: boolean;
}

/** As GET /api/people/speakers answers. */
export interface SpeakerRow {
  id: string;
  fullName: string;
  unitName: string;
}

export const speakerOption = (p: SpeakerRow): Option => ({ value: p.id, label: p.fullName, hint: p.unitName });

/** As GET /api/materials answers. */
interface MaterialRow {
  versionId: string;
  title: string;
  number: number;
}

function problems(plan: Plan, t: TalkTexts): FieldErrors {
  const start = readClock(plan.start);
  const end = plan.end.trim() === "" ? null : readClock(plan.end);
  return {
    ...(plan.title.trim() === "" ? { title: t("plan.what-wrong") } : {}),
    ...(plan.day === "" ? { day: t("plan.day-wrong") } : {}),
    ...(start === null ? { start: t("plan.time-wrong") } : {}),
    ...(plan.end.trim() !== "" && end === null ? { end: t("plan.time-wrong") } : {}),
    ...(start !== null && end !== null && end <= start ? { end: t("plan.end-wrong") } : {}),
    ...(plan.placeUnitId === null ? { placeUnitId: t("plan.place-wrong") } : {}),
    ...(plan.unitId === null ? { unitId: t("plan.unit-wrong") } : {}),
  };
}

/** A form that remembers the last kind, place of work and time, and is never lost on a reload. */
export function PlanTalkScreen() {
  const me = useAsk<{ homeUnitId: number | null; grants: { role: string; unitId: number | null }[] }>("/me");
  const reach = me.data?.grants.find((g) => g.unitId !== null && g.role !== "speaker")?.unitId ?? null;
  const home = me.data?.homeUnitId ?? reach;
  return me.data === undefined && me.error === null ? null : <PlanForm key={home ?? 0} home={home} reach={reach} />;
}

/** `home` organises unless told otherwise; places are offered below `reach`, the unit that was granted. */
function PlanForm({ home, reach }: { home: number | null; reach: number | null }) {
  const t = useText(talkText);
  const { values: asked } = useFilters(["place", "day", "task"] as const);
  const [last, keepLast] = useKept<{ kind: TalkKind; start: string; audienceKind: AudienceKind }>("talk.last", {
    kind: "residentMeeting",
    start: "19:00",
    audienceKind: "residents",
  });
  const draft = useDraft<Plan>(["talk.plan", asked.place, asked.task].filter((x) => x !== undefined).join("."), {
    id: newId(),
    title: "",
    kind: last.kind,
    mode: "inPerson",
    unitId: home,
    placeUnitId: asked.place === undefined ? null : Number(asked.place),
    placeDetail: "",
    day: asked.day ?? todayInVietnam(),
    start: last.start,
    end: "",
    audienceKind: last.audienceKind,
    language: "vi",
    speakers: [],
    materials: [],
    open: false,
  });
  const plan = draft.value;
  const [tried, setTried] = useState(false);
  // a task of a plan that the talk carries out takes the talk and ties it at once
  const [taskPath, setTaskPath] = useState<string | null | undefined>(undefined);
  const fromAddress = asked.task === undefined ? null : `/plans/tasks/${asked.task}/talks`;
  const path = (taskPath === undefined ? fromAddress : taskPath) ?? "/talks";
  const go = useGo();
  const setPublic = useSetPublic();
  const send = useSend<Record<string, unknown>, { talkId?: string; answer?: { talkId: string } }>("POST", () => path, {
    body: (form) => (path === "/talks" ? form : { ...form, id: undefined, talkId: form["id"] }),
  });
  const errors: FieldErrors = { ...(tried ? problems(plan, t) : {}) };
  for (const [field, code] of Object.entries(send.error?.fields ?? {}))
    if (typeof send.error?.words === "string") errors[field] ??= `${send.error.words} (${code})`;

  const submit = () => {
    setTried(true);
    if (Object.keys(problems(plan, t)).length > 0) return;
    send.mutate(
      {
        id: plan.id,
        title: plan.title.trim(),
        kind: plan.kind,
        mode: plan.mode,
        unitId: plan.unitId,
        placeUnitId: plan.placeUnitId,
        placeDetail: plan.placeDetail.trim() || null,
        audienceKind: plan.audienceKind,
        language: plan.language,
        startsAt: vietnamMoment(plan.day, plan.start),
        endsAt: plan.end.trim() === "" ? null : vietnamMoment(plan.day, plan.end),
        speakerIds: plan.speakers.map((s) => s.value),
        materialVersionIds: plan.materials.map((m) => m.value),
      },
      {
        onSuccess: () => {
          keepLast({ kind: plan.kind, start: plan.start, audienceKind: plan.audienceKind });
          if (plan.open && mayBeOpen(plan.kind)) setPublic(plan.id, true);
          draft.clear();
          notify(t("plan.saved", { title: plan.title.trim() }));
          go(`/talks/${plan.id}`);
        },
      },
    );
  };

  return (
    <>
      <PageHead title={t("plan.title")} />
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && Object.keys(send.error.fields).length === 0 && <ErrorState error={send.error} />}
        <Field name="title" label={t("plan.what")} help={t("plan.what-help")} error={errors["title"]}>
          <TextInput value={plan.title} maxLength={300} onValue={(title) => draft.set({ title })} />
        </Field>
        <Field name="placeUnitId" label={t("plan.place")} error={errors["placeUnitId"]}>
          <UnitPicker value={plan.placeUnitId} under={reach} onValue={(placeUnitId) => draft.set({ placeUnitId })} />
        </Field>
        <Field name="placeDetail" label={t("plan.detail")} help={t("plan.detail-help")} optional>
          <TextInput value={plan.placeDetail} maxLength={200} onValue={(placeDetail) => draft.set({ placeDetail })} />
        </Field>
        <div className="field-row" style={{ maxWidth: "42rem" }}>
          <Field name="day" label={t("plan.day")} error={errors["day"]}>
            <DateInput value={plan.day} lean="future" onValue={(day) => draft.set({ day })} />
          </Field>
          <Field name="start" label={t("plan.start")} error={errors["start"]}>
            <TextInput short inputMode="numeric" value={plan.start} onValue={(start) => draft.set({ start })} />
          </Field>
          <Field name="end" label={t("plan.end")} optional error={errors["end"]}>
            <TextInput short inputMode="numeric" value={plan.end} onValue={(end) => draft.set({ end })} />
          </Field>
        </div>
        <Field name="speakers" label={t("plan.speakers")} help={t("plan.speakers-help")} optional>
          <PickedList picked={plan.speakers} onPicked={(speakers) => draft.set({ speakers })}>
            {(add) => (
              <AskCombobox<SpeakerRow>
                path="/people/speakers"
                enabled={(plan.placeUnitId ?? reach) !== null}
                query={{ place: plan.placeUnitId ?? reach, on: plan.day }}
                option={speakerOption}
                value={null}
                onValue={add}
              />
            )}
          </PickedList>
        </Field>
        <Field name="materials" label={t("plan.materials")} help={t("plan.materials-help")} optional>
          <PickedList picked={plan.materials} onPicked={(materials) => draft.set({ materials })}>
            {(add) => (
              <AskCombobox<MaterialRow>
                path="/materials"
                query={{ usableOn: plan.day }}
                option={(m) => ({ value: m.versionId, label: t("fact.version", { title: m.title, n: m.number }) })}
                value={null}
                onValue={add}
              />
            )}
          </PickedList>
        </Field>
        <div className="field-row" style={{ maxWidth: "34rem" }}>
          <Field name="kind" label={t("plan.kind")}>
            <Select value={plan.kind} onValue={(kind) => draft.set({ kind })} choices={kindChoices(t)} />
          </Field>
          <Field name="audienceKind" label={t("plan.audience")}>
            <Select
              value={plan.audienceKind}
              onValue={(audienceKind) => draft.set({ audienceKind })}
              choices={audienceChoices(t)}
            />
          </Field>
        </div>
        <div className="field-row" style={{ maxWidth: "34rem" }}>
          <Field name="mode" label={t("plan.mode")} group>
            <Radios name="mode" value={plan.mode} onValue={(mode) => draft.set({ mode })} choices={modeChoices(t)} />
          </Field>
          <Field name="language" label={t("plan.language")}>
            <Select
              value={plan.language}
              onValue={(language) => draft.set({ language })}
              choices={languageChoices(t)}
            />
          </Field>
        </div>
        <PartsOf
          place="talk.plan"
          props={{ unitId: plan.placeUnitId ?? plan.unitId, day: plan.day, asked: asked.task, onPath: setTaskPath }}
        />
        <OpenToAll kind={plan.kind} checked={plan.open === true} onChecked={(open) => draft.set({ open })} />
        <Field name="unitId" label={t("plan.unit")} error={errors["unitId"]}>
          <UnitPicker value={plan.unitId} onValue={(unitId) => draft.set({ unitId })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("plan.saving") : null}>
            {t("plan.save")}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Those chosen so far, each to be taken off, and the control that adds one more. */
export function PickedList({
  picked,
  onPicked,
  children,
}: {
  picked: readonly Option[];
  onPicked: (picked: Option[]) => void;
  children: (add: (option: Option | null) => void) => React.ReactNode;
}) {
  const t = useText(talkText);
  const [round, setRound] = useState(0);
  const add = (option: Option | null) => {
    if (option === null) return;
    if (!picked.some((p) => p.value === option.value)) onPicked([...picked, option]);
    setRound(round + 1);
  };
  return (
    <>
      {picked.length > 0 && (
        <ul className="picked">
          {picked.map((p) => (
            <li key={p.value}>
              <span>
                {p.label}
                {p.hint !== undefined && <span className="dim s"> · {p.hint}</span>}
              </span>
              <IconButton
                icon={X}
                label={t("plan.remove", { name: p.label })}
                onClick={() => onPicked(picked.filter((x) => x.value !== p.value))}
              />
            </li>
          ))}
        </ul>
      )}
      <div key={round}>{children(add)}</div>
    </>
  );
}
