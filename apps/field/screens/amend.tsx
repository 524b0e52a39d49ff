import { useEffect, useRef, useState } from "react";
import { civilDateOf, isCivilDate } from "#kernel/civil-date.ts";
import { readTypedDate } from "#kernel/typed-date.ts";
import { amendChanges, clockTime, draftProblems, type NotedText, type RecordDraft } from "#modules/talks/client.ts";
import type { PhoneTalk } from "#modules/talks/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { orStorageFull } from "#platform/sync/client/storage.ts";
import { ClockInput } from "../clock-input.tsx";
import { useFieldText } from "../field-text.ts";
import { Bar, ErrorSummary, Field, Note, Title, described } from "../parts.tsx";
import { useTalk } from "../phone-data.ts";
import { back, replaceWith } from "../router.ts";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";
import { Notes } from "../record/asked-step.tsx";

type Fields = Pick<RecordDraft, "day" | "from" | "to" | "attendance" | "estimated" | "placeDetail">;

interface AmendDraft {
  fields: Fields;
  questions: NotedText[];
  typing: string;
  /** The talk as it stood when the person began: the base of every change. */
  base: PhoneTalk;
}

/** Putting a talk right: only what was changed is sent, each field with the value it was changed from. */
export function AmendScreen({ id }: { id: string }) {
  const t = useFieldText();
  const talk = useTalk(id);
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={talk ? talk.title : t("talk.bar")} />
      {talk ? (
        <AmendForm key={talk.id} talk={talk} />
      ) : (
        <main className="scroll" id="main">
          <Title>{talk === undefined ? t("loading") : t("talk.gone")}</Title>
        </main>
      )}
    </>
  );
}

function AmendForm({ talk }: { talk: PhoneTalk }) {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine, today } = useSession();
  const saving = useSaving();
  const draftKey = `amend:${talk.id}`;
  const [draft, setDraft] = useState<AmendDraft>(() => ({
    fields: fieldsOf(talk),
    questions: [],
    typing: "",
    base: talk,
  }));
  const [typedDay, setTypedDay] = useState(formats.day(talk.heldOn));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const loaded = useRef(false);
  useEffect(() => {
    void db.drafts.get(draftKey).then((kept) => {
      loaded.current = true;
      if (!kept) return;
      const value = kept.value as AmendDraft;
      setDraft(value);
      setTypedDay(isCivilDate(value.fields.day) ? formats.day(value.fields.day) : value.fields.day);
    });
  }, [db, draftKey, formats]);
  const change = (part: Partial<AmendDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    void saving.run(() =>
      orStorageFull(() =>
        db.drafts.put({ id: draftKey, kind: "amend", value: next, savedAt: new Date().toISOString() }),
      ),
    );
  };
  const set = (part: Partial<Fields>) => change({ fields: { ...draft.fields, ...part } });
  const send = async () => {
    const whole = {
      ...draft.fields,
      placeUnitId: talk.placeUnitId,
      unitId: talk.unitId,
      title: talk.title,
    } as RecordDraft;
    const codes = { ...draftProblems(whole, "place", today()), ...draftProblems(whole, "count", today()) };
    const found: Record<string, string> = Object.fromEntries(
      Object.entries(codes).map(([field, code]) => [field, (t as (key: never) => string)(`draft.${code}` as never)]),
    );
    const changes = amendChanges(draft.base, whole);
    const nothing = Object.keys(changes).length === 0 && draft.questions.length === 0 && talk.status !== "returned";
    if (draft.typing.trim() !== "") found.question = t("amend.typing");
    if (nothing) found.attendance ??= t("amend.nothing");
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const saved = await saving.run(() =>
      enqueue(db, {
        name: "talk.amend",
        payload: { talkId: talk.id, changes, addQuestions: draft.questions, handIn: talk.status === "returned" },
        subject: talk.id,
        about: { day: draft.fields.day, place: talk.placeName },
        draftId: draftKey,
      }),
    );
    if (!saved) return;
    engine.kick();
    replaceWith("talk", talk.id);
  };
  const { fields } = draft;
  return (
    <>
      <main className="scroll" id="main">
        <Title>{t(talk.status === "returned" ? "talk.amend-returned" : "talk.amend")}</Title>
        {talk.status === "returned" ? (
          <Note tone="warn" icon="flag">
            <b>{t("talk.returned")}</b> {talk.returnReason ?? ""}
          </Note>
        ) : null}
        <ErrorSummary errors={Object.entries(errors).map(([id, text]) => ({ id, text }))} />
        {saving.problem}
        <Field id="attendance" label={t("fact.attendance")} error={errors.attendance}>
          <input
            className="in"
            inputMode="numeric"
            value={fields.attendance}
            onChange={(event) => set({ attendance: event.target.value.replace(/[^\d.\s]/g, "") })}
            {...described("attendance", errors.attendance)}
          />
        </Field>
        <label className="tick">
          <input
            type="checkbox"
            checked={fields.estimated}
            onChange={(event) => set({ estimated: event.target.checked })}
          />
          {t("record.estimated")}
        </label>
        <Field id="day" label={t("record.day-typed")} hint={t("record.day-hint")} error={errors.day}>
          <input
            className="in"
            inputMode="numeric"
            value={typedDay}
            {...described("day", errors.day, true)}
            onChange={(event) => {
              setTypedDay(event.target.value);
              const read = readTypedDate(event.target.value, { today: today(), lean: "past" });
              set({ day: read.ok ? read.date : event.target.value });
            }}
          />
        </Field>
        <div className="two">
          <ClockInput
            id="from"
            label={t("record.from")}
            error={errors.from}
            value={fields.from}
            change={(from) => set({ from })}
          />
          <ClockInput id="to" label={t("record.to")} error={errors.to} value={fields.to} change={(to) => set({ to })} />
        </div>
        <Field id="detail" label={t("record.detail")} hint={t("record.detail-hint")} error={errors.detail}>
          <input
            className="in"
            value={fields.placeDetail}
            maxLength={200}
            onChange={(event) => set({ placeDetail: event.target.value })}
            {...described("detail", errors.detail, true)}
          />
        </Field>
        <Notes
          id="question"
          label={t("amend.question")}
          add={t("record.question-add")}
          list={draft.questions}
          listTitle={t("record.questions")}
          error={errors.question}
          typed={draft.typing}
          type={(typing) => change({ typing })}
          put={(questions) => change({ questions, typing: "" })}
          set={(questions) => change({ questions })}
        />
      </main>
      <footer className="under">
        <button type="button" className="btn main" onClick={() => void send()}>
          {t(talk.status === "returned" ? "amend.hand-in" : "amend.save")}
        </button>
      </footer>
    </>
  );
}

function fieldsOf(talk: PhoneTalk): Fields {
  return {
    day: civilDateOf(new Date(talk.startsAt)),
    from: clockTime(talk.startsAt),
    to: talk.endsAt ? clockTime(talk.endsAt) : "",
    attendance: talk.attendance === null ? "" : String(talk.attendance),
    estimated: talk.attendanceEstimated,
    placeDetail: talk.placeDetail ?? "",
  };
}
