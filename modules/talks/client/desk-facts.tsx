import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import type { TalkPage } from "../answers.ts";
import { languageName } from "./desk-status.tsx";
import { talkText } from "./desk-text.ts";
import "./desk-talks.css";

/** The facts of a talk as pairs; `wide` on its own page, else in the narrow panel. */
export function TalkFactList({ talk, wide = false }: { talk: TalkPage; wide?: boolean }) {
  const t = useText(talkText);
  const { dayLong, time, number } = useFormats();
  return (
    <dl className={wide ? "facts wide" : "facts"}>
      <dt>{t("fact.time")}</dt>
      <dd>
        {dayLong(talk.heldOn)}
        <span className="dim s sub">
          {time(talk.startsAt)}
          {talk.endsAt !== null && ` – ${time(talk.endsAt)}`}
        </span>
      </dd>
      {wide && (
        <>
          <dt>{t("fact.place")}</dt>
          <dd>
            {talk.place.name}
            <span className="dim s sub">
              {[talk.placeDetail, talk.commune.id === talk.place.id ? null : talk.commune.name]
                .filter((x) => x !== null)
                .join(" · ")}
            </span>
          </dd>
        </>
      )}
      {wide && (
        <>
          <dt>{t("fact.unit")}</dt>
          <dd>{talk.unit.name}</dd>
        </>
      )}
      <dt>{t("fact.speakers")}</dt>
      <dd>
        {talk.speakers.length === 0 ? (
          <span className="dim">{t("fact.nobody")}</span>
        ) : (
          talk.speakers.map((s, at) => (
            <span key={s.id}>
              {at > 0 && ", "}
              <Link to={`/people/${s.id}`} className={wide ? "" : "plain"}>
                {s.name}
              </Link>
            </span>
          ))
        )}
        {talk.language !== "vi" && (
          <span className="dim s sub">
            {t("fact.language")}: {languageName(t, talk.language)}
          </span>
        )}
      </dd>
      <dt>{t("fact.attendance")}</dt>
      <dd>
        {talk.attendance === null ? <span className="dim">{t("fact.no-attendance")}</span> : number(talk.attendance)}
        {talk.attendance !== null && talk.attendanceEstimated && (
          <span className="dim s sub">{t("fact.estimated")}</span>
        )}
        {talk.attendance !== null && talk.population !== null && (
          <span className="dim s sub">{t("fact.population", { n: number(talk.population) })}</span>
        )}
      </dd>
      {wide && (
        <>
          <dt>{t("fact.audience")}</dt>
          <dd>{t(`talk.audience.${talk.audienceKind}`)}</dd>
        </>
      )}
      {wide && (
        <>
          <dt>{t("fact.kind")}</dt>
          <dd>
            {t(`talk.kind.${talk.kind}`)}
            <span className="dim s sub">{t(`talk.mode.${talk.mode}`)}</span>
          </dd>
        </>
      )}
      {talk.sites.length > 0 && (
        <>
          <dt>{t("fact.sites")}</dt>
          <dd>{talk.sites.map((s) => `${s.name} (${number(s.attendance)})`).join(", ")}</dd>
        </>
      )}
      <dt>{t("fact.materials")}</dt>
      <dd>
        {talk.materials.length === 0 ? (
          <span className="dim">{t("fact.no-material")}</span>
        ) : (
          talk.materials.map((m) => (
            <span className="sub" key={m.versionId}>
              <Link to={`/materials/${m.materialId}`}>{t("fact.version", { title: m.title, n: m.number })}</Link>
            </span>
          ))
        )}
      </dd>
      {!wide && talk.questions.length > 0 && (
        <>
          <dt>{t("fact.questions")}</dt>
          <dd>
            <Link to={`/talks/${talk.id}`}>{t("fact.questions-n", { n: talk.questions.length })}</Link>
          </dd>
        </>
      )}
      {wide && talk.attendance !== null && (
        <>
          <dt>{t("fact.number")}</dt>
          <dd className="nw">{talk.number}</dd>
        </>
      )}
    </dl>
  );
}

/** Pictures are served to those who may see the talk; a picture that is deleted keeps its hash. */
export function TalkPhotos({ talk, big = false }: { talk: TalkPage; big?: boolean }) {
  const t = useText(talkText);
  const { size, day } = useFormats();
  return (
    <div className={big ? "talk-photos big" : "talk-photos"}>
      {talk.photos.map((photo, at) => (
        <figure key={photo.id} className={big ? undefined : "row"}>
          {photo.complete && photo.deletedOn === null && (
            <a href={`/api/photos/${photo.id}`} target="_blank" rel="noreferrer">
              <img src={`/api/photos/${photo.id}`} alt={t("fact.photo", { n: at + 1 })} loading="lazy" />
            </a>
          )}
          <figcaption>
            {photo.deletedOn !== null
              ? t("fact.photo-gone", { day: day(photo.deletedOn.slice(0, 10)) })
              : photo.complete
                ? size(photo.size)
                : t("fact.photo-coming")}
            {big && <span className="sub">{t("talk.photo-hash", { hash: photo.sha256.slice(0, 12) })}</span>}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
