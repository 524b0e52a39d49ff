import { comingCourses, pastCourses, type PhoneCourse, type PhoneYear, yearOnPhone } from "#modules/courses/client.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ownCourseText } from "../course-messages.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Note, Part, Title } from "../parts.tsx";
import { back } from "../router.ts";
import { useSession } from "../session.ts";
import { useCourses } from "../phone-data.ts";
import { useLive } from "../use-live.ts";

/** The speaker's own training: what comes, with place and time; what was attended; hours of the year beside what is wanted. */
export function CoursesScreen() {
  const common = useFieldText();
  const t = useText(ownCourseText);
  const { db, today } = useSession();
  const day = today();
  const pulled = useCourses();
  const wanted = useLive(async () => (await db.entities.get(["training", "mine"]))?.data ?? null, [db]);
  const courses = pulled ?? [];
  const read = pulled !== undefined && wanted !== undefined;
  const coming = comingCourses(courses, day);
  const past = pastCourses(courses, day);
  return (
    <>
      <Bar onBack={back} backLabel={common("back")} title={common("courses.title")} />
      <main className="scroll" id="main">
        <Title>{common("courses.title")}</Title>
        {!read ? <p className="help">{common("loading")}</p> : null}
        {read ? <Year of={yearOnPhone(Number(day.slice(0, 4)), courses, wanted)} /> : null}
        {read && courses.length === 0 ? (
          <>
            <p>{t("none")}</p>
            <p className="help">{t("none-help")}</p>
          </>
        ) : null}
        {coming.length > 0 ? (
          <Part title={t("coming")} count={coming.length}>
            {coming.map((course) => (
              <Coming key={course.id} course={course} />
            ))}
          </Part>
        ) : null}
        {past.length > 0 ? (
          <Part title={t("past")} count={past.length}>
            {past.map((course) => (
              <Past key={course.id} course={course} />
            ))}
            <p className="help">{t("ask")}</p>
          </Part>
        ) : null}
      </main>
    </>
  );
}

function Year({ of: { year, hours, wanted, basis } }: { of: PhoneYear }) {
  const t = useText(ownCourseText);
  const { number } = useFormats();
  const lack = wanted === null ? 0 : Math.max(0, wanted - hours);
  return (
    <section className="part">
      <h2>{t("year", { year })}</h2>
      <p className="big">
        <b>{number(hours)}</b> {t("hours")}
      </p>
      {wanted === null ? (
        <p className="help">{t("no-norm")}</p>
      ) : (
        <p>
          {t("wanted", { n: number(wanted) })}, <b>{lack === 0 ? t("enough") : t("lack", { n: number(lack) })}</b>
          {basis === null ? null : <span className="dim block">{basis}</span>}
        </p>
      )}
    </section>
  );
}

function useWhen() {
  const t = useText(ownCourseText);
  const { dayLong, dayShort, day } = useFormats();
  return ({ startsOn, endsOn }: PhoneCourse) =>
    startsOn === endsOn ? dayLong(startsOn) : t("days", { from: dayShort(startsOn), to: day(endsOn) });
}

function Teaching({ course }: { course: PhoneCourse }) {
  const t = useText(ownCourseText);
  const { number } = useFormats();
  return course.teaches.map(({ subject, hours }) => (
    <span className="block" key={`${subject} ${hours}`}>
      {subject === null ? t("teaches", { n: number(hours) }) : t("teaches-what", { n: number(hours), subject })}
    </span>
  ));
}

function Coming({ course }: { course: PhoneCourse }) {
  const t = useText(ownCourseText);
  const { number, dayShort } = useFormats();
  const when = useWhen();
  const off = course.status === "cancelled";
  return (
    <article className="course">
      <h3>{course.title}</h3>
      {off ? (
        <Note tone="warn" icon="warn">
          {t("cancelled", { reason: course.cancelledReason ?? "" })}
        </Note>
      ) : null}
      <p>
        <b>{when(course)}</b>, {t("hours-of", { n: number(course.hours) })}
        <span className="block">{course.place ?? (course.form === "online" ? t("online") : t("no-place"))}</span>
        {course.form === "hybrid" ? <span className="dim block">{t("hybrid")}</span> : null}
        {course.days.length > 0 && !off ? (
          <span className="dim block">
            {course.days.map((d) => t("day", { day: dayShort(d.day), n: number(d.hours) })).join("; ")}
          </span>
        ) : null}
        <Teaching course={course} />
        <span className="dim block">{t("by", { unit: course.unit })}</span>
        {course.status === "planned" ? <span className="dim block">{t("planned")}</span> : null}
      </p>
    </article>
  );
}

function Past({ course }: { course: PhoneCourse }) {
  const t = useText(ownCourseText);
  const { number, dayShort } = useFormats();
  const when = useWhen();
  const { part } = course;
  const hoursOf = (day: string) => course.days.find((d) => d.day === day)?.hours ?? 0;
  const said =
    part === null
      ? null
      : part.status === "present"
        ? t("credited", { n: number(part.hours ?? 0) })
        : part.status === "absent"
          ? t("absent")
          : t("unmarked");
  return (
    <article className="course">
      <h3>{course.title}</h3>
      <p>
        {when(course)}
        {said === null ? null : (
          <>
            : <b>{said}</b>
            {course.status === "closed" ? null : `, ${t("not-closed")}`}
          </>
        )}
        {part !== null && part.days.length > 0 ? (
          <span className="dim block">
            {part.days
              .map((d) =>
                d.present
                  ? t("day-present", { day: dayShort(d.day), n: number(hoursOf(d.day)) })
                  : t("day-absent", { day: dayShort(d.day) }),
              )
              .join("; ")}
          </span>
        ) : null}
        {part?.certificate ? <span className="dim block">{t("certificate", { text: part.certificate })}</span> : null}
        <Teaching course={course} />
        <span className="dim block">{t("by", { unit: course.unit })}</span>
      </p>
    </article>
  );
}
