import { useState } from "react";
import type { PhoneTalk } from "#modules/talks/client.ts";
import { possibleVerbs } from "#modules/talks/shared.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Field, Go, Note, Title, described } from "../parts.tsx";
import { useMaterials, useTalk } from "../phone-data.ts";
import { back, go, href } from "../router.ts";
import { useSession } from "../session.ts";
import { useSaving } from "../saving.tsx";
import { startRecording } from "../record/start.ts";

export function TalkScreen({ id }: { id: string }) {
  const t = useFieldText();
  const talk = useTalk(id);
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={t("talk.bar")} {...(talk?.number ? { note: talk.number } : {})} />
      <main className="scroll" id="main">
        {talk ? <TalkFacts talk={talk} /> : <Title>{talk === undefined ? t("loading") : t("talk.gone")}</Title>}
        {talk === null ? <p className="help">{t("talk.gone-help")}</p> : null}
      </main>
    </>
  );
}

function TalkFacts({ talk }: { talk: PhoneTalk }) {
  const t = useFieldText();
  const formats = useFormats();
  const session = useSession();
  const { db, engine, profile } = session;
  const materials = useMaterials();
  const saving = useSaving();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const [reasonError, setReasonError] = useState<string>();
  const mine = profile.personId !== null && talk.speakerIds.includes(profile.personId);
  // Who else speaks may be somebody whose name this account may not see.
  const others = talk.speakerIds.length - talk.speakerNames.length;
  const can = new Set(possibleVerbs(talk.status));
  const about = { day: talk.heldOn, place: talk.placeName };
  const answer = async (name: "talk.accept" | "talk.decline") => {
    if (name === "talk.decline" && reason.trim() === "") {
      setReasonError(t("talk.decline-missing"));
      document.getElementById("reason")?.focus();
      return;
    }
    const payload = name === "talk.accept" ? { talkId: talk.id } : { talkId: talk.id, reason: reason.trim() };
    const saved = await saving.run(() => enqueue(db, { name, payload, subject: talk.id, about }));
    if (saved) {
      engine.kick();
      setDeclining(false);
    }
  };
  const record = async () => {
    if (await saving.run(() => startRecording(session, talk))) go("record");
  };
  return (
    <>
      <Title>{talk.title}</Title>
      <p className="dim">{t(`kind.${talk.kind}`)}</p>
      {talk.status === "returned" ? (
        <Note tone="warn" icon="flag">
          <b>{t("talk.returned")}</b> {talk.returnReason ?? ""} {t("talk.returned-help")}
        </Note>
      ) : null}
      {talk.onPhone ? (
        <Note icon="phone">
          {t(
            talk.onPhone.state === "received"
              ? "talk.on-phone-received"
              : talk.onPhone.state === "refused"
                ? "talk.on-phone-refused"
                : talk.onPhone.state === "held"
                  ? "talk.on-phone-held"
                  : "talk.on-phone",
          )}{" "}
          <a href={href("item", talk.onPhone.commandId)}>{t("talk.see-outbox")}</a>
        </Note>
      ) : null}
      {saving.problem}
      <dl className="facts" style={{ marginTop: 16 }}>
        <div>
          <dt>{t("fact.status")}</dt>
          <dd>{t(`status.${talk.status}`)}</dd>
        </div>
        <div>
          <dt>{t("fact.when")}</dt>
          <dd>
            {formats.dayLong(talk.heldOn)}
            {"\n"}
            {formats.time(talk.startsAt)}
            {talk.endsAt ? `–${formats.time(talk.endsAt)}` : ""}
          </dd>
        </div>
        <div>
          <dt>{t("fact.where")}</dt>
          <dd>{[talk.placeDetail, talk.placeName].filter(Boolean).join("\n")}</dd>
        </div>
        {talk.speakerNames.length > 0 ? (
          <div>
            <dt>{t("fact.speakers")}</dt>
            <dd>
              {talk.speakerNames.join(", ")}
              {others > 0 ? ` ${t("fact.others", { n: others })}` : null}
            </dd>
          </div>
        ) : null}
        {talk.attendance !== null ? (
          <div>
            <dt>{t("fact.attendance")}</dt>
            <dd>
              {formats.number(talk.attendance)}
              {talk.attendanceEstimated ? ` (${t("fact.estimated")})` : ""}
            </dd>
          </div>
        ) : null}
      </dl>
      {talk.materialVersionIds.map((versionId) => {
        const material = materials?.find((m) => m.versionId === versionId);
        return material ? (
          <Go
            key={versionId}
            icon="book"
            to={href("material", versionId)}
            title={material.title}
            detail={t("material.version", { n: material.number })}
          />
        ) : null;
      })}
      {mine && can.has("record") ? (
        <>
          <Go icon="check" to={href("tally", talk.id)} title={t("tally.go")} detail={t("tally.go-detail")} />
          <Go
            icon="question"
            to={`/desk/talks/${talk.id}/hall`}
            title={t("tally.hall")}
            detail={t("tally.hall-detail")}
          />
        </>
      ) : null}
      <div className="actions">
        {mine && can.has("record") ? (
          <button type="button" className="btn main" onClick={() => void record()}>
            {t("today.record")}
          </button>
        ) : null}
        {mine && can.has("accept") && !declining ? (
          <button type="button" className="btn" onClick={() => void answer("talk.accept")}>
            {t("talk.accept")}
          </button>
        ) : null}
        {mine && can.has("decline") && !declining ? (
          <button type="button" className="btn quiet" onClick={() => setDeclining(true)}>
            {t("talk.decline")}
          </button>
        ) : null}
        {mine && talk.onPhone?.state !== "held" && (talk.status === "returned" || talk.status === "delivered") ? (
          <a className={talk.status === "returned" ? "btn main" : "btn"} href={href("amend", talk.id)}>
            {t(talk.status === "returned" ? "talk.amend-returned" : "talk.amend")}
          </a>
        ) : null}
      </div>
      {declining ? (
        <>
          <Field id="reason" label={t("talk.decline-why")} hint={t("talk.decline-hint")} error={reasonError}>
            <textarea
              className="in"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={300}
              {...described("reason", reasonError, true)}
            />
          </Field>
          <div className="actions">
            <button type="button" className="btn main" onClick={() => void answer("talk.decline")}>
              {t("talk.decline-send")}
            </button>
            <button type="button" className="btn quiet" onClick={() => setDeclining(false)}>
              {t("talk.decline-not")}
            </button>
          </div>
        </>
      ) : null}
    </>
  );
}
