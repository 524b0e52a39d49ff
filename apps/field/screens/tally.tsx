import { useRef, useState } from "react";
import {
  checksForTalk,
  countedIn,
  handsOf,
  newTally,
  setHands,
  tallyPayload,
  type TallyDraft,
} from "#modules/live/client.ts";
import type { Check } from "#modules/live/shared.ts";
import type { PhoneTalk } from "#modules/talks/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { orStorageFull } from "#platform/sync/client/storage.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Bar, Note, Title } from "../parts.tsx";
import { useMaterials, useTalk } from "../phone-data.ts";
import { back, href } from "../router.ts";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";

/** Hands or slips, counted where there is no signal: one question a screen, before the talk and after it. */
export function TallyScreen({ id }: { id: string }) {
  const t = useFieldText();
  const { db } = useSession();
  const talk = useTalk(id);
  const materials = useMaterials();
  const kept = useLive(async () => {
    const checks = await db.entities.where("entity").equals("check").toArray();
    const draft = await db.drafts.get(`tally:${id}`);
    const sent = await db.outbox.where("subject").equals(id).toArray();
    return {
      checks: checks.map((row) => row.data),
      draft: (draft?.value as TallyDraft | undefined) ?? null,
      sent: sent.find((item) => item.name === "live.tally" && item.state !== "discarded") ?? null,
    };
  }, [db, id]);
  const ready = talk && materials && kept;
  const checks = ready ? checksForTalk(talk.materialVersionIds, materials, kept.checks) : [];
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={talk?.title ?? t("tally.bar")} />
      {!ready ? (
        <main className="scroll" id="main">
          <Title>{talk === null ? t("talk.gone") : t("loading")}</Title>
        </main>
      ) : kept.sent ? (
        <main className="scroll" id="main">
          <Title>{t("tally.saved")}</Title>
          <p className="help">{t("tally.saved-help")}</p>
          <a className="btn" href={href("item", kept.sent.id)}>
            {t("talk.see-outbox")}
          </a>
        </main>
      ) : checks.length === 0 ? (
        <main className="scroll" id="main">
          <Title>{t("tally.none")}</Title>
          <p className="help">{t("tally.none-help")}</p>
        </main>
      ) : (
        <Counting talk={talk} checks={checks} kept={kept.draft ?? newTally()} />
      )}
    </>
  );
}

/**
 * The count itself. What is on the screen leads and the phone's store follows: a tap adds to what the tap
 * before it made, also when the store hasn't answered yet (two quick taps are two hands).
 */
function Counting({ talk, checks, kept }: { talk: PhoneTalk; checks: Check[]; kept: TallyDraft }) {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine } = useSession();
  const saving = useSaving();
  const [missing, setMissing] = useState(false);
  const counted = useRef(kept);
  const [draft, setDraft] = useState(kept);
  const at = Math.min(draft.at, checks.length - 1);
  const check = checks[at]!;
  const hands = handsOf(draft, check);
  const last = at === checks.length - 1;
  const keep = (change: (now: TallyDraft) => TallyDraft) => {
    const value = change(counted.current);
    counted.current = value;
    setDraft(value);
    void saving.run(() =>
      orStorageFull(() =>
        db.drafts.put({ id: `tally:${talk.id}`, kind: "tally", value, savedAt: new Date().toISOString() }),
      ),
    );
  };
  const set = (option: number, count: (now: number) => number) =>
    keep((now) => setHands(now, check, option, count(handsOf(now, check)[option] ?? 0)));
  const save = async () => {
    const payload = tallyPayload(talk.id, counted.current, checks);
    setMissing(payload === null);
    if (payload === null) return;
    const about = { day: talk.heldOn, place: talk.placeName };
    const saved = await saving.run(() =>
      enqueue(db, { name: "live.tally", payload, subject: talk.id, about, draftId: `tally:${talk.id}` }),
    );
    if (saved) engine.kick();
  };
  return (
    <>
      <main className="scroll" id="main">
        <div className="tally-phases" role="group" aria-label={t("tally.phase")}>
          {(["before", "after"] as const).map((phase) => (
            <button
              key={phase}
              type="button"
              className="btn small"
              aria-pressed={draft.phase === phase}
              onClick={() => keep((now) => ({ ...now, phase, at: 0 }))}
            >
              {draft.phase === phase ? <Icon name="check" /> : null}
              {t(`tally.${phase}`)}
            </button>
          ))}
        </div>
        <p className="dim">{t("tally.step", { i: at + 1, n: checks.length })}</p>
        <Title question key={`${draft.phase}${at}`}>
          {check.text}
        </Title>
        <p className="help">{t("tally.help")}</p>
        {saving.problem}
        <ul className="tally">
          {check.options.map((option, i) => (
            <li key={option}>
              <span className="grow">{option}</span>
              <button
                type="button"
                className="btn small"
                aria-label={t("tally.less", { option })}
                onClick={() => set(i, (now) => now - 1)}
              >
                <Icon name="minus" />
              </button>
              <input
                className="in"
                inputMode="numeric"
                aria-label={t("tally.hands", { option })}
                value={(hands[i] ?? 0) > 0 ? String(hands[i]) : ""}
                placeholder="0"
                onChange={(event) => set(i, () => Number(event.target.value.replace(/\D/g, "")))}
              />
              <button
                type="button"
                className="btn small"
                aria-label={t("tally.more", { option })}
                onClick={() => set(i, (now) => now + 1)}
              >
                <Icon name="plus" />
              </button>
            </li>
          ))}
        </ul>
        <p className="dim" role="status">
          {t("tally.sum", { n: formats.number(hands.reduce((sum, n) => sum + n, 0)) })}
          {draft.phase === "after" ? `. ${t("tally.right", { option: check.options[check.correct] ?? "" })}` : ""}
          {JSON.stringify(kept) === JSON.stringify(draft) ? ` · ${t("tally.kept")}` : ""}
        </p>
        {draft.phase === "after" && last ? <p className="help">{t("tally.final")}</p> : null}
        {missing ? (
          <div role="alert">
            <Note tone="warn" icon="warn">
              {t("tally.not-yet")}
            </Note>
          </div>
        ) : null}
        {draft.phase === "after" && at === 0 && countedIn(draft, checks, "after") === 0 ? (
          <Note icon="phone">{t("tally.wait")}</Note>
        ) : null}
      </main>
      <footer className="under">
        {!last ? (
          <button type="button" className="btn main" onClick={() => keep((now) => ({ ...now, at: at + 1 }))}>
            {t("tally.next")}
          </button>
        ) : draft.phase === "before" ? (
          <button type="button" className="btn main" onClick={() => keep((now) => ({ ...now, phase: "after", at: 0 }))}>
            {t("tally.to-after")}
          </button>
        ) : (
          <button type="button" className="btn main" onClick={() => void save()}>
            {t("tally.save")}
          </button>
        )}
        {at > 0 ? (
          <button type="button" className="btn quiet" onClick={() => keep((now) => ({ ...now, at: at - 1 }))}>
            {t("tally.previous")}
          </button>
        ) : null}
      </footer>
    </>
  );
}
