import { ArrowLeft, CircleCheck, DoorOpen, Lock, Pencil, PenLine } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PartsOf } from "#platform/ui/parts.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { CoursePage } from "../contract.ts";
import { nextCourseStatus, unmarked } from "../rules.ts";
import { CancelDialog, CloseDialog, CorrectDialog, HoldDialog } from "./desk-acts.tsx";
import { CourseState, daysOf } from "./desk-parts.tsx";
import { People } from "./desk-people.tsx";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

/** One course from its plan to who was there and what was put right afterwards. */
export function CourseScreen() {
  const { courseId } = usePathParams<"courseId">();
  const page = useAsk<CoursePage>(`/courses/${courseId}`, {}, { keep: true });
  return <Answer of={page}>{(data) => <Page page={data} />}</Answer>;
}

/** What the state and the person's role allow now. */
function mayNow(page: CoursePage, verb: Parameters<typeof nextCourseStatus>[1], right: string): boolean {
  return page.allowed.includes(right) && nextCourseStatus(page.status, verb) !== null;
}

function Page({ page }: { page: CoursePage }) {
  const t = useText(courseText);
  const { day, number } = useFormats();
  const words = useProblemWords();
  const [act, setAct] = useState<"hold" | "close" | "cancel" | "correct" | null>(null);
  const open = useSend<{ version: number }>("POST", `/courses/${page.id}/open`);
  const left = unmarked(page.people);
  const toggle = (verb: typeof act) => (next: boolean) => setAct(next ? verb : null);
  return (
    <>
      <PageHead
        over={
          <Link to="/courses" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("desk.back")}
          </Link>
        }
        title={page.title}
      >
        {mayNow(page, "edit", "course.plan") && (
          <LinkButton icon={Pencil} to={`/courses/${page.id}/edit`}>
            {t("desk.edit")}
          </LinkButton>
        )}
        {mayNow(page, "open", "course.plan") && (
          <Button
            look="main"
            icon={DoorOpen}
            busy={open.isPending ? "…" : null}
            onClick={() =>
              open.mutate(
                { version: page.version },
                {
                  onSuccess: () => notify(t("desk.opened")),
                  onError: (error) => notify(words(error), { tone: "bad" }),
                },
              )
            }
          >
            {t("desk.open")}
          </Button>
        )}
        {mayNow(page, "hold", "course.record") && (
          <Button
            look={page.status === "open" && page.endsOn <= todayInVietnam() ? "main" : "quiet"}
            icon={CircleCheck}
            onClick={() => setAct("hold")}
          >
            {t(page.status === "open" ? "desk.hold" : "desk.hold-again")}
          </Button>
        )}
        {mayNow(page, "close", "course.record") && (
          <Button
            look="main"
            icon={Lock}
            disabled={left > 0 || page.participants === 0}
            onClick={() => setAct("close")}
          >
            {t("desk.close")}
          </Button>
        )}
        {mayNow(page, "correct", "course.correct") && (
          <Button icon={PenLine} onClick={() => setAct("correct")}>
            {t("desk.correct")}
          </Button>
        )}
      </PageHead>
      <p className="row wrap" style={{ marginBottom: 16 }}>
        <CourseState status={page.status} />
        <span className="dim">
          {[daysOf(page, day), t("desk.credit", { n: number(page.hours) }), t(`course.form.${page.form}`)].join(" · ")}
        </span>
      </p>
      {mayNow(page, "open", "course.plan") && <p className="dim prose">{t("desk.open-words")}</p>}
      {page.cancelledReason !== null && <p className="note warn">{page.cancelledReason}</p>}
      <div className="course-cols">
        <div>
          <People page={page} />
          <Corrections page={page} />
        </div>
        <aside>
          <Facts page={page} />
          <Teachers page={page} />
          {page.materials.length > 0 && (
            <section>
              <h2>{t("desk.materials")}</h2>
              <ul className="course-list">
                {page.materials.map((m) => (
                  <li key={m.versionId}>
                    <Link to={`/materials/${m.materialId}`}>{t("desk.version", { title: m.title, n: m.number })}</Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <PartsOf
            place="course.page"
            props={{
              courseId: page.id,
              unitId: page.unit.id,
              day: page.startsOn,
              taskId: page.taskId,
              mayTie: page.allowed.includes("course.plan") && !["closed", "cancelled"].includes(page.status),
            }}
          />
          {mayNow(page, "cancel", "course.plan") && (
            <section>
              <Button look="quiet" onClick={() => setAct("cancel")}>
                {t("desk.cancel")}
              </Button>
            </section>
          )}
        </aside>
      </div>
      {act === "hold" && <HoldDialog page={page} onOpen={toggle("hold")} />}
      {act === "close" && <CloseDialog page={page} onOpen={toggle("close")} />}
      {act === "cancel" && <CancelDialog page={page} onOpen={toggle("cancel")} />}
      {act === "correct" && <CorrectDialog page={page} onOpen={toggle("correct")} />}
    </>
  );
}

function Facts({ page }: { page: CoursePage }) {
  const t = useText(courseText);
  const { number, day } = useFormats();
  const place = [page.placeDetail, page.place?.name ?? null].filter((x) => x !== null).join(", ");
  const facts: [string, string | null][] = [
    [t("desk.field.unit"), page.unit.name + (page.now === null ? "" : ` (${t("desk.now", { unit: page.now.name })})`)],
    [t("desk.field.place"), place === "" ? null : place],
    [t("desk.field.seats"), page.seats === null ? null : number(page.seats)],
    [t("desk.field.basis"), page.basis],
    [t("course.status.closed"), page.closedOn === null ? null : day(page.closedOn)],
  ];
  return (
    <dl className="facts">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Teachers({ page }: { page: CoursePage }) {
  const t = useText(courseText);
  const { number } = useFormats();
  return (
    <section>
      <h2>{t("desk.teachers")}</h2>
      {page.teachers.length === 0 && <p className="dim">{t("desk.teachers-none")}</p>}
      <ul className="course-list">
        {page.teachers.map((teacher) => (
          <li key={teacher.id}>
            {teacher.personId === null ? (
              teacher.office
            ) : (
              <Link to={`/people/${teacher.personId}`}>{teacher.name ?? ""}</Link>
            )}
            <span className="dim">
              {[teacher.subject, t("desk.credit", { n: number(teacher.hours) })].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Corrections({ page }: { page: CoursePage }) {
  const t = useText(courseText);
  const { moment } = useFormats();
  if (page.correctionsMade.length === 0) return null;
  return (
    <section>
      <h2>{t("desk.corrections")}</h2>
      <ul className="course-list">
        {page.correctionsMade.map((c) => (
          <li key={c.number}>
            {t("desk.correction", { n: c.number, reason: c.reason })}
            <span className="dim">{[moment(c.at), c.byName].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
