import { useState } from "react";
import { carryBackCommand, isWaiting, talksToldAt, type PhoneAnswer } from "#modules/questions/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Note, Title } from "../parts.tsx";
import { useAnswers, useTalks } from "../phone-data.ts";
import { back } from "../router.ts";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";

/** One answer to read out, with its source, and the tick that it was told. */
export function AnswerScreen({ id }: { id: string }) {
  const t = useFieldText();
  const answers = useAnswers();
  const answer = answers?.find((one) => one.questionId === id);
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={t("answer.bar")} {...(answer ? { note: answer.code } : {})} />
      <main className="scroll read" id="main">
        {answer ? (
          <Told answer={answer} />
        ) : (
          <>
            <Title>{answers === undefined ? t("loading") : t("answer.gone")}</Title>
            {answers === undefined ? null : <p className="help">{t("answer.gone-help")}</p>}
          </>
        )}
      </main>
    </>
  );
}

function Told({ answer }: { answer: PhoneAnswer }) {
  const t = useFieldText();
  const formats = useFormats();
  return (
    <>
      <p className="dim">{t("answer.asked")}</p>
      <Title>{answer.asked}</Title>
      <p className="dim">
        {t("answer.asked-where", { place: answer.place.name, day: formats.day(answer.askedOn) })}
        {answer.talkTitle === null ? null : `, ${answer.talkTitle}`}
      </p>
      <h2>{t("answer.text")}</h2>
      <p style={{ fontSize: "1.25rem" }}>{answer.answer}</p>
      <dl className="facts">
        {answer.legalSource === null ? null : (
          <div>
            <dt>{t("answer.source")}</dt>
            <dd>{answer.legalSource}</dd>
          </div>
        )}
        <div>
          <dt>{t("answer.by")}</dt>
          <dd>
            {answer.unitName}, {formats.day(answer.publishedOn)}
          </dd>
        </div>
        {answer.commitments.length === 0 ? null : (
          <div>
            <dt>{t("answer.promised")}</dt>
            <dd>
              {answer.commitments
                .map((c) => t("answer.promised-by", { text: c.text, day: formats.day(c.dueOn) }))
                .join("\n")}
            </dd>
          </div>
        )}
        <div>
          <dt>{t("answer.code")}</dt>
          <dd className="nw">{answer.code}</dd>
        </div>
      </dl>
      <Tick answer={answer} />
    </>
  );
}

/** Told at the next meeting: ticked with that talk's record, or here for a talk that is recorded already. */
function Tick({ answer }: { answer: PhoneAnswer }) {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine, today } = useSession();
  const talks = useTalks();
  const saving = useSaving();
  const [choosing, setChoosing] = useState(false);
  if (answer.carriedBackAt !== null)
    return (
      <Note tone="ok" icon="check">
        {t("answer.told-server", { time: formats.moment(answer.carriedBackAt) })}
      </Note>
    );
  if (!isWaiting(answer)) {
    const talk = talks?.find((one) => one.id === answer.toldAt);
    return (
      <Note icon="phone">
        {talk ? `${t("answer.told-at", { day: formats.dayShort(talk.heldOn), place: talk.placeName })} ` : null}
        {t("answer.told")}
      </Note>
    );
  }
  const given = talksToldAt(talks ?? [], answer, today());
  const tell = async (talk: (typeof given)[number]) => {
    const saved = await saving.run(() =>
      enqueue(db, carryBackCommand(answer, { id: talk.id, day: talk.heldOn, place: talk.placeName })),
    );
    if (saved) engine.kick();
  };
  return (
    <>
      <p className="help" style={{ marginTop: 16 }}>
        {t("answer.how")}
      </p>
      {saving.problem}
      {choosing ? (
        <div role="group" aria-label={t("answer.tell-which")}>
          {given.length === 0 ? (
            <Note icon="clock">{t("answer.tell-none")}</Note>
          ) : (
            <>
              <p>{t("answer.tell-which")}</p>
              <div className="actions">
                {given.slice(0, 4).map((talk) => (
                  <button key={talk.id} type="button" className="btn" onClick={() => void tell(talk)}>
                    {formats.dayShort(talk.heldOn)}, {talk.placeName}: {talk.title}
                  </button>
                ))}
              </div>
            </>
          )}
          <div className="actions">
            <button type="button" className="btn quiet" onClick={() => setChoosing(false)}>
              {t("answer.tell-not")}
            </button>
          </div>
        </div>
      ) : (
        <div className="actions">
          <button type="button" className="btn" onClick={() => setChoosing(true)}>
            {t("answer.tell")}
          </button>
        </div>
      )}
    </>
  );
}
