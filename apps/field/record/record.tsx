import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { draftProblems, recordPayload, recordSteps, type DraftProblem } from "#modules/talks/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { orStorageFull } from "#platform/sync/client/storage.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Bar, ErrorSummary, Title } from "../parts.tsx";
import { useAnswers, useMaterials, useTalks } from "../phone-data.ts";
import { back as goBack, go, replaceWith } from "../router.ts";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";
import { AskedStep } from "./asked-step.tsx";
import { CheckStep } from "./check-step.tsx";
import { CountStep } from "./count-step.tsx";
import { PhotoStep } from "./photo-step.tsx";
import { PlaceStep } from "./place-step.tsx";
import { SavedScreen, type Saved } from "./saved.tsx";
import { toldCommands } from "./told.tsx";
import { TalkStep } from "./talk-step.tsx";
import { draftId, keepDraft, openDraft, type KeptDraft } from "./start.ts";

const views = {
  talk: TalkStep,
  place: PlaceStep,
  count: CountStep,
  asked: AskedStep,
  photo: PhotoStep,
  check: CheckStep,
};

/** Recording a talk: one question a screen, each answer kept on the phone as it is given. */
export function RecordScreen() {
  const t = useFieldText();
  const formats = useFormats();
  const session = useSession();
  const talks = useTalks();
  const materials = useMaterials();
  const answers = useAnswers();
  const [draft, setDraft] = useState<KeptDraft | null>(null);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [codes, setCodes] = useState<Record<string, DraftProblem | "pending-identity">>({});
  const [saved, setSaved] = useState<Saved | null>(null);
  const [busy, setBusy] = useState(false);
  const saving = useSaving();
  const opened = useRef(false);
  const latest = useRef<KeptDraft | null>(null);
  const runSave = useRef(saving.run);
  useEffect(() => {
    runSave.current = saving.run;
  }, [saving.run]);

  useEffect(() => {
    if (talks === undefined || opened.current) return;
    opened.current = true;
    void openDraft(session, talks).then((made) => {
      latest.current = made;
      setDraft(made);
    });
  }, [talks, session]);

  const write = useCallback(
    (next: KeptDraft) => {
      latest.current = next;
      setDraft(next);
      void runSave.current(() => keepDraft(session, next)).then((at) => at && setKeptAt(at));
    },
    [session],
  );
  const change = useCallback(
    (part: Partial<KeptDraft>) => {
      if (latest.current) write({ ...latest.current, ...part });
    },
    [write],
  );

  if (saved) return <SavedScreen {...saved} />;
  if (draft === null || talks === undefined || materials === undefined)
    return (
      <main className="scroll" id="main">
        <Title>{t("loading")}</Title>
      </main>
    );

  const step = Math.min(Math.max(draft.step, 0), recordSteps.length - 1);
  const name = recordSteps[step] as (typeof recordSteps)[number];
  const View = views[name];
  const toStep = (next: number) => {
    setCodes({});
    change({ step: next });
  };
  const onward = () => {
    const found: Record<string, DraftProblem | "pending-identity"> = draftProblems(draft, name, session.today());
    if (name === "asked" && (draft.typing.question.trim() || draft.typing.difficulty.trim())) {
      // A text that was typed and not added is added; one that names a person stops here.
      const rest = document.querySelector<HTMLButtonElement>("[data-add-typed]");
      rest?.click();
      if (latest.current && (latest.current.typing.question.trim() || latest.current.typing.difficulty.trim()))
        found.question = "pending-identity";
    }
    setCodes(found);
    if (Object.keys(found).length === 0) toStep(step + 1);
  };
  const back = () => (step === 0 ? goBack() : toStep(step - 1));

  const save = async () => {
    const bad = recordSteps.findIndex((s) => Object.keys(draftProblems(draft, s, session.today())).length > 0);
    if (bad >= 0) {
      setCodes(draftProblems(draft, recordSteps[bad] as (typeof recordSteps)[number], session.today()));
      return change({ step: bad });
    }
    setBusy(true);
    const payload = recordPayload(draft);
    const { db } = session;
    // The record and the ticks of what was told are kept together or not at all.
    const item = await saving.run(() =>
      orStorageFull(() =>
        db.transaction("rw", [db.outbox, db.drafts, db.photos], async () => {
          const kept = await enqueue(db, {
            name: "talk.record",
            payload,
            subject: draft.talkId,
            about: { day: draft.day, place: draft.placeName, unit: draft.unitName, title: draft.title },
            photoIds: draft.photos.map((photo) => photo.id),
            draftId,
            ...(draft.replaces ? { replaces: draft.replaces } : {}),
          });
          for (const tick of toldCommands(draft, answers ?? [])) await enqueue(db, tick);
          return kept;
        }),
      ),
    );
    setBusy(false);
    if (!item) return;
    session.engine.kick();
    setSaved({ place: draft.placeName, day: draft.day, id: item.id, questions: draft.questions });
  };

  const words = (code: string) => (t as (key: never) => string)(`draft.${code}` as never);
  const errors = Object.fromEntries(Object.entries(codes).map(([field, code]) => [field, words(code)]));
  const where = draft.placeName ? `${draft.placeName}, ${draft.from}` : t("record.bar");
  return (
    <>
      <Bar
        onBack={back}
        backLabel={step === 0 ? t("back") : t("record.previous")}
        title={where}
        note={t("record.step", { n: step + 1, of: recordSteps.length })}
      />
      <div className="steps" aria-hidden="true">
        {recordSteps.map((s, i) => (
          <i key={s} className={i <= step ? "d" : undefined} />
        ))}
      </div>
      <main className="scroll" id="main" key={name}>
        <ErrorSummary errors={Object.entries(errors).map(([id, text]) => ({ id, text }))} />
        {saving.problem}
        <View draft={draft} talks={talks} materials={materials} change={change} errors={errors} toStep={toStep} />
        <Kept at={keptAt} failed={saving.failed} time={formats.time} />
      </main>
      <footer className="under">
        {name === "check" ? (
          <button type="button" className="btn main" disabled={busy} onClick={() => void save()}>
            {t("record.save")}
          </button>
        ) : (
          <button type="button" className="btn main" onClick={onward}>
            {t("record.onward")}
          </button>
        )}
        {step === 0 ? <DropDraft session={session} onDropped={() => (go("today"), replaceWith("today"))} /> : null}
      </footer>
    </>
  );
}

function Kept({
  at,
  failed,
  time,
}: {
  at: string | null;
  failed: boolean;
  time: (moment: string) => string;
}): ReactNode {
  const t = useFieldText();
  if (failed)
    return (
      <p className="kept warn">
        <Icon name="warn" />
        {t("record.not-kept")}
      </p>
    );
  return at === null ? null : (
    <p className="kept">
      <Icon name="check" />
      {t("record.kept", { time: time(at) })}
    </p>
  );
}

/** Leaving a record for good is a decision of its own, asked once more. */
function DropDraft({ session, onDropped }: { session: ReturnType<typeof useSession>; onDropped: () => void }) {
  const t = useFieldText();
  const [kept, setKept] = useState(false);
  const [asking, setAsking] = useState(false);
  useEffect(() => void session.db.drafts.get(draftId).then((draft) => setKept(draft !== undefined)), [session]);
  if (!kept) return null;
  if (!asking)
    return (
      <button type="button" className="btn quiet" onClick={() => setAsking(true)}>
        {t("record.drop")}
      </button>
    );
  return (
    <div role="group" aria-label={t("record.drop-ask")} className="actions">
      <p className="dim">{t("record.drop-ask")}</p>
      <button type="button" className="btn danger" onClick={() => void dropDraft(session).then(onDropped)}>
        {t("record.drop-yes")}
      </button>
      <button type="button" className="btn" onClick={() => setAsking(false)}>
        {t("record.drop-no")}
      </button>
    </div>
  );
}

async function dropDraft({ db }: ReturnType<typeof useSession>): Promise<void> {
  await db.transaction("rw", [db.drafts, db.photos, db.photoChunks], async () => {
    const draft = (await db.drafts.get(draftId))?.value as KeptDraft | undefined;
    for (const photo of draft?.photos ?? []) {
      await db.photos
        .where("id")
        .equals(photo.id)
        .and((p) => p.state === "draft")
        .delete();
      await db.photoChunks.where("photoId").equals(photo.id).delete();
    }
    await db.drafts.delete(draftId);
  });
}
