import { useState } from "react";
import { fromPlan, lastGiven, recordableTalks, unplanned } from "#modules/talks/client.ts";
import { isUsable, standingOf } from "#modules/materials/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Field, Title, described } from "../parts.tsx";
import { useSession } from "../session.ts";
import type { StepProps } from "./step.ts";
import { recorderOf } from "./start.ts";

const kinds = [
  "residentMeeting",
  "organisationMeeting",
  "thematicConference",
  "currentAffairsBriefing",
  "dialogueMeeting",
  "internalBriefing",
  "voterContactMeeting",
  "readingMeeting",
  "speakerConference",
  "skillContest",
] as const;

export function TalkStep({ draft, talks, materials: kept, change, errors }: StepProps) {
  const t = useFieldText();
  const formats = useFormats();
  const session = useSession();
  const today = session.today();
  const materials = kept.filter((m) => isUsable(standingOf(m, today)));
  const me = session.profile.personId;
  const recordable = recordableTalks(talks, me, today);
  const chosen =
    draft.planned === null || recordable.some((talk) => talk.id === draft.talkId)
      ? []
      : talks.filter((talk) => talk.id === draft.talkId);
  const plans = [...chosen, ...recordable];
  const [own, setOwn] = useState(draft.planned === null && draft.materialVersionIds.length === 0 && draft.title !== "");
  return (
    <>
      <Title question>{t("record.talk")}</Title>
      {plans.length > 0 ? (
        <p className="help">{t("record.talk-help")}</p>
      ) : (
        <p className="help">{t("record.talk-none")}</p>
      )}
      <fieldset className="choices">
        <legend className="only-read">{t("record.talk")}</legend>
        {plans.map((talk) => (
          <label className="choice" key={talk.id}>
            <input
              type="radio"
              name="talk"
              checked={draft.planned !== null && draft.talkId === talk.id}
              onChange={() => change(fromPlan(draft, talk, session.now()))}
            />
            <span>
              {talk.title}
              <span className="dim">{`${talk.heldOn === today ? t("record.today") : formats.day(talk.heldOn)}, ${formats.time(talk.startsAt)}, ${talk.placeName}`}</span>
            </span>
          </label>
        ))}
        {plans.length > 0 ? (
          <label className="choice">
            <input
              type="radio"
              name="talk"
              checked={draft.planned === null}
              onChange={() => change(unplanned(draft, recorderOf(session), session.now(), lastGiven(talks, me)))}
            />
            <span>
              {t("record.other-talk")}
              <span className="dim">{t("record.other-talk-help")}</span>
            </span>
          </label>
        ) : null}
      </fieldset>
      {draft.planned === null ? (
        <>
          <fieldset className="f" tabIndex={-1} id={own ? undefined : "title"}>
            <legend style={{ fontSize: "var(--t-2)", marginBottom: 4 }}>{t("record.topic")}</legend>
            {errors.title && !own ? <p className="error">{errors.title}</p> : null}
            <div className="choices">
              {materials.slice(0, 8).map((material) => (
                <label className="choice" key={material.versionId}>
                  <input
                    type="radio"
                    name="topic"
                    checked={!own && draft.materialVersionIds[0] === material.versionId}
                    onChange={() => (
                      setOwn(false),
                      change({ title: material.title, topic: material.topic, materialVersionIds: [material.versionId] })
                    )}
                  />
                  <span>{material.title}</span>
                </label>
              ))}
              <label className="choice">
                <input
                  type="radio"
                  name="topic"
                  checked={own}
                  onChange={() => (setOwn(true), change({ title: "", topic: null, materialVersionIds: [] }))}
                />
                <span>{t("record.own-topic")}</span>
              </label>
            </div>
          </fieldset>
          {own ? (
            <Field id="title" label={t("record.own-title")} error={errors.title}>
              <input
                className="in"
                value={draft.title}
                maxLength={300}
                onChange={(event) => change({ title: event.target.value })}
                {...described("title", errors.title)}
              />
            </Field>
          ) : null}
          <Field id="kind" label={t("record.kind")}>
            <select
              className="in"
              id="kind"
              value={draft.kind}
              onChange={(event) => change({ kind: event.target.value as typeof draft.kind })}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kind.${kind}`)}
                </option>
              ))}
            </select>
          </Field>
        </>
      ) : null}
    </>
  );
}
