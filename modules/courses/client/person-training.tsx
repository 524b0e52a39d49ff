import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { Training } from "../contract.ts";
import { missingHours } from "../rules.ts";
import { CourseState, PartState } from "./desk-parts.tsx";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

/** On a person's page of the roster: hours by year, courses, and the teaching log of who lectures. */
export function PersonTrainingPart({ personId }: { personId: string }) {
  const t = useText(courseText);
  const { day, number } = useFormats();
  const may = useMay();
  const asked = useAsk<Training>(`/courses/people/${personId}`, {}, { enabled: may("course.view") });
  if (asked.data === undefined) return null;
  const { years, attended, taught } = asked.data;
  return (
    <section>
      <h2>{t("desk.training")}</h2>
      <ul className="course-list">
        {years.map((y) => (
          <li key={y.year}>
            {t("desk.training-year", { year: y.year, n: number(y.hours) })}
            {y.wanted !== null && (
              <span className="dim">
                {t("desk.training-wanted", { n: number(y.wanted) })} ·{" "}
                {missingHours(y.hours, y.wanted) === 0
                  ? t("desk.enough")
                  : t("desk.lack", { n: number(missingHours(y.hours, y.wanted)) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {attended.length === 0 ? (
        <p className="dim" style={{ marginTop: 8 }}>
          {t("desk.training-none")}
        </p>
      ) : (
        <ul className="course-people" style={{ marginTop: 12 }}>
          {attended.map((a) => (
            <li key={a.courseId}>
              <div className="who">
                <Link to={`/courses/${a.courseId}`}>{a.title}</Link>
                <span className="dim">
                  {[
                    day(a.endsOn),
                    a.unit,
                    a.hours === null ? null : t("desk.credit", { n: number(a.hours) }),
                    a.certificate === null ? null : t("desk.certificate", { text: a.certificate }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </div>
              {a.courseStatus === "planned" || a.courseStatus === "open" ? (
                <CourseState status={a.courseStatus} />
              ) : (
                <PartState status={a.status} />
              )}
            </li>
          ))}
        </ul>
      )}
      {taught.length > 0 && (
        <>
          <h3 style={{ marginTop: 20 }}>{t("desk.taught")}</h3>
          <ul className="course-list">
            {taught.map((x, at) => (
              <li key={`${x.courseId} ${at}`}>
                <Link to={`/courses/${x.courseId}`}>{x.title}</Link>
                <span className="dim">
                  {[day(x.endsOn), x.unit, x.subject, t("desk.credit", { n: number(x.hours) })]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
