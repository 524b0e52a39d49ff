import { soonOf } from "#modules/courses/client.ts";
import { todayView, type PhoneTalk } from "#modules/talks/client.ts";
import { isWaiting } from "#modules/questions/client.ts";
import { standingOf } from "#modules/materials/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Go, Note, Part, Title } from "../parts.tsx";
import { useAnswers, useCourses, useMaterials, useTalks } from "../phone-data.ts";
import { href } from "../router.ts";
import { useSession, useSyncStatus } from "../session.ts";
import { useLive } from "../use-live.ts";
import { Notices } from "./notices.tsx";

export function TodayScreen() {
  const t = useFieldText();
  const formats = useFormats();
  const { profile, today, now, db } = useSession();
  const talks = useTalks();
  const toTell = useAnswers()?.filter(isWaiting).length ?? 0;
  const courses = useCourses();
  const status = useSyncStatus();
  const draft = useLive(() => db.drafts.get("record"), [db]);
  const pulled = useLive(async () => (await db.meta.get("lastPullAt")) !== undefined, [db]);
  const day = today();
  const view = todayView(talks ?? [], profile.personId, day);
  const [first, ...rest] = view.today;
  const headline =
    view.today.length > 0
      ? t(view.today.length === 1 ? "today.one" : "today.some", { n: view.today.length })
      : view.givenToday.length > 0
        ? t("today.given", { n: view.givenToday.length })
        : t("today.none");
  return (
    <>
      <main className="scroll" id="main">
        <p className="day">{formats.dayLong(day)}</p>
        <Title>{headline}</Title>
        <Notices />
        {first ? <NextTalk talk={first} now={now()} /> : null}
        {rest.map((talk) => (
          <Go
            key={talk.id}
            icon="calendar"
            to={href("talk", talk.id)}
            title={talk.title}
            detail={`${formats.time(talk.startsAt)}, ${talk.placeDetail ?? talk.placeName}`}
          />
        ))}
        {!first && talks !== undefined && pulled === false ? (
          <Note icon="refresh">{t(status.phase === "working" ? "today.first-loading" : "today.first-waiting")}</Note>
        ) : null}
        {!first && pulled && view.givenToday.length === 0 ? <p className="help">{t("today.none-help")}</p> : null}
        {toTell > 0 ? (
          <Go
            icon="question"
            to={href("answers")}
            title={toTell === 1 ? t("today.answer-one") : t("today.answers", { n: formats.number(toTell) })}
            detail={t("answers.waiting")}
          />
        ) : null}
        {soonOf(courses ?? [], day).map((course) => (
          <Go
            key={course.id}
            icon="book"
            warn={course.status === "cancelled"}
            to={href("courses")}
            title={t(course.status === "cancelled" ? "courses.off" : "courses.soon", { title: course.title })}
            detail={[formats.dayLong(course.startsOn), course.place].filter(Boolean).join(", ")}
          />
        ))}
        {view.givenToday.map((talk) => (
          <Go
            key={talk.id}
            icon="check"
            to={href("talk", talk.id)}
            title={talk.title}
            detail={t("today.recorded", { n: formats.number(talk.attendance ?? 0), place: talk.placeName })}
          />
        ))}
        {view.returned.map((talk) => (
          <Go
            key={talk.id}
            warn
            icon="flag"
            to={href("talk", talk.id)}
            title={t("today.returned", { day: formats.dayShort(talk.heldOn), place: talk.placeName })}
            detail={talk.returnReason ?? t("today.returned-help")}
          />
        ))}
        {view.toAnswer
          .filter((talk) => talk.id !== first?.id)
          .map((talk) => (
            <Go
              key={talk.id}
              icon="question"
              to={href("talk", talk.id)}
              title={t("today.asked", { day: formats.dayShort(talk.heldOn) })}
              detail={`${talk.title}, ${talk.placeName}`}
            />
          ))}
        {view.next && !view.toAnswer.includes(view.next) ? (
          <Go
            icon="calendar"
            to={href("talk", view.next.id)}
            title={t("today.next", { day: formats.dayLong(view.next.heldOn).replace(/\/\d{4}$/, "") })}
            detail={`${formats.time(view.next.startsAt)}, ${view.next.placeDetail ?? view.next.placeName}`}
          />
        ) : null}
        {view.unrecorded.length > 0 ? (
          <Part title={t("today.unrecorded")} count={view.unrecorded.length}>
            {view.unrecorded.slice(0, 5).map((talk) => (
              <Go
                key={talk.id}
                icon="clock"
                to={href("talk", talk.id)}
                title={talk.title}
                detail={`${formats.day(talk.heldOn)}, ${talk.placeName}`}
              />
            ))}
          </Part>
        ) : null}
      </main>
      <footer className="under">
        <a className="btn main" href={href("record")}>
          <Icon name="pencil" />
          {draft ? t("today.record-on") : t("today.record")}
        </a>
      </footer>
    </>
  );
}

function NextTalk({ talk, now }: { talk: PhoneTalk; now: Date }) {
  const t = useFieldText();
  const formats = useFormats();
  const { today } = useSession();
  const materials = useMaterials();
  const minutes = Math.round((Date.parse(talk.startsAt) - now.getTime()) / 60_000);
  const left = minutes > 0 ? t("today.in", { h: Math.floor(minutes / 60), m: minutes % 60 }) : t("today.begun");
  return (
    <>
      <p className="time">
        <b>{formats.time(talk.startsAt)}</b>
        <span>{left}</span>
      </p>
      <h2 className="subject">
        <a className="plain" style={{ color: "inherit", textDecoration: "none" }} href={href("talk", talk.id)}>
          {talk.title}
        </a>
      </h2>
      <p className="where">{talk.placeDetail ? `${talk.placeDetail}, ${talk.placeName}` : talk.placeName}</p>
      {talk.status === "assigned" ? (
        <Go icon="question" to={href("talk", talk.id)} title={t("today.answer")} detail={t("today.answer-help")} />
      ) : null}
      {talk.materialVersionIds.map((versionId) => {
        const material = materials?.find((m) => m.versionId === versionId);
        return material ? (
          <Go
            key={versionId}
            icon="book"
            to={href("material", versionId)}
            title={t("material.outline", { n: material.number })}
            detail={t(`standing.here.${standingOf(material, today())}`)}
          />
        ) : (
          <p key={versionId} className="dim">
            {t("material.not-here")}
          </p>
        );
      })}
    </>
  );
}
