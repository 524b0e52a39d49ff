import { FileUp, UserPlus, Users } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { CivilDate } from "#kernel/civil-date.ts";
import { isFound } from "#kernel/text/fold.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { EmptyState, ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { CoursePage, Participant } from "../contract.ts";
import { untickedOn } from "../days.ts";
import { nextCourseStatus, unmarked } from "../rules.ts";
import { DetailsDialog } from "./desk-acts.tsx";
import { DayChoice, dayToTick } from "./desk-days.tsx";
import { ImportDialog } from "./desk-import.tsx";
import { PartState } from "./desk-parts.tsx";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

type Tick = "present" | "absent";
/** From this many on a box finds a name in the list. */
const filterFrom = 12;

/** Who is on the list; ticked off one by one with the keyboard or the thumb while the course is held. */
export function People({ page }: { page: CoursePage }) {
  const t = useText(courseText);
  const { number } = useFormats();
  const [open, setOpen] = useState<"add" | "import" | null>(null);
  const [details, setDetails] = useState<Participant | null>(null);
  const [q, setQ] = useState("");
  const enrols = page.allowed.includes("course.enrol");
  const host = page.allowed.includes("course.record");
  const byDay = page.days.length > 0;
  // the day that has somebody left, until one was chosen or ticked: then it stays, also when nobody is left on it
  const [chosen, setChosen] = useState<CivilDate | null>(null);
  const day = byDay ? (page.days.find((d) => d.day === chosen)?.day ?? dayToTick(page)) : null;
  const marks =
    host &&
    (byDay
      ? day !== null && nextCourseStatus(page.status, "tick") !== null
      : nextCourseStatus(page.status, "mark") !== null);
  const left = day === null ? unmarked(page.people) : untickedOn(page.people, day);
  const shown = page.people.filter((p) => isFound(p.name, q));
  return (
    <section>
      <div className="course-head">
        <h2>
          {t("desk.list")}{" "}
          <span className="dim">
            {t(page.whole ? "desk.people-count" : "desk.people-own", { n: number(page.participants) })}
          </span>
        </h2>
        <div className="row wrap no-print">
          {page.people.length > 0 && (
            <ExportButton tight path={`/courses/${page.id}/export`} fileName={`${t("course.people-file")}.xlsx`} />
          )}
          {page.people.length > 0 && (
            <ExportButton
              tight
              path={`/courses/${page.id}/export`}
              query={{ format: "csv" }}
              fileName={`${t("course.people-file")}.csv`}
              label={t("desk.csv")}
            />
          )}
          {enrols && host && (
            <Button tight icon={FileUp} onClick={() => setOpen("import")}>
              {t("desk.import")}
            </Button>
          )}
          {enrols && (
            <Button tight icon={UserPlus} onClick={() => setOpen("add")}>
              {t("desk.add")}
            </Button>
          )}
        </div>
      </div>
      {page.people.length === 0 ? (
        <EmptyState icon={Users} title={t("desk.list-empty")}>
          {t(host ? "desk.list-empty-words" : "desk.list-none-own")}
        </EmptyState>
      ) : (
        <>
          {marks && day !== null && <DayChoice page={page} day={day} onDay={setChosen} />}
          {marks && left > 0 && <Rest page={page} left={left} day={day} onTick={() => setChosen(day)} />}
          {page.people.length >= filterFrom && (
            <div className="course-find no-print">
              <Field name="people-q" label={t("desk.filter-people")} optional="silent">
                <TextInput type="search" value={q} onValue={setQ} />
              </Field>
            </div>
          )}
          <Rows
            page={page}
            people={shown}
            marks={marks}
            day={day}
            onTick={() => setChosen(day)}
            onDetails={setDetails}
          />
        </>
      )}
      {open === "add" && <AddDialog page={page} onClose={() => setOpen(null)} />}
      {open === "import" && <ImportDialog page={page} onClose={() => setOpen(null)} />}
      {details !== null && <DetailsDialog page={page} person={details} onOpen={(next) => !next && setDetails(null)} />}
    </section>
  );
}

/** Ticks of the whole course, or of one of its days. */
function useTicks(page: CoursePage, day: CivilDate | null) {
  return useSend<{ person: Participant; status: Tick }[]>(
    "POST",
    `/courses/${page.id}/${day === null ? "marks" : "ticks"}`,
    {
      refresh: ["/courses"],
      body: (ticks) => {
        const seen = ticks.map(({ person: { personId, version }, status }) => ({ personId, version, status }));
        if (day === null) return { marks: seen };
        return { day, ticks: seen.map(({ status, ...line }) => ({ ...line, present: status === "present" })) };
      },
    },
  );
}

const isLeft = (p: Participant, day: CivilDate | null) => p.status === "enrolled" && !p.days.some((d) => d.day === day);

/** How many are left, and all of them as present in one act. */
function Rest({
  page,
  left,
  day,
  onTick,
}: {
  page: CoursePage;
  left: number;
  day: CivilDate | null;
  onTick: () => void;
}) {
  const t = useText(courseText);
  const { number, dayShort } = useFormats();
  const words = useProblemWords();
  const send = useTicks(page, day);
  return (
    <div className="note warn course-head">
      <div>
        <b role="status">
          {day === null
            ? t("desk.marks-left", { n: number(left) })
            : t("desk.ticks-left", { n: number(left), day: dayShort(day) })}
        </b>
        <p className="dim s">{t("desk.marks-help")}</p>
      </div>
      <Button
        tight
        busy={send.isPending ? "…" : null}
        onClick={() => {
          onTick();
          send.mutate(
            page.people.filter((p) => isLeft(p, day)).map((person) => ({ person, status: "present" })),
            {
              onSuccess: () => notify(t("desk.marked")),
              onError: (error) => notify(words(error), { tone: "bad" }),
            },
          );
        }}
      >
        {t("desk.mark-rest", { n: number(left) })}
      </Button>
    </div>
  );
}

/** What stands ticked of a person, in the whole or on that day. */
function tickOf(p: Participant, day: CivilDate | null): string | null {
  if (day === null) return p.status;
  const on = p.days.find((d) => d.day === day);
  return on === undefined ? null : on.present ? "present" : "absent";
}

function Rows({
  page,
  people,
  marks,
  day,
  onTick,
  onDetails,
}: {
  page: CoursePage;
  people: readonly Participant[];
  marks: boolean;
  day: CivilDate | null;
  onTick: () => void;
  onDetails: (person: Participant) => void;
}) {
  const t = useText(courseText);
  const { number } = useFormats();
  const words = useProblemWords();
  const box = useRef<HTMLUListElement>(null);
  // what was ticked and is on its way: shown at once, forgotten when the server has answered
  const [sent, setSent] = useState<Readonly<Record<string, Tick>>>({});
  const send = useTicks(page, day);
  const withdraw = useSend<{ personId: string }>("POST", `/courses/${page.id}/withdraw`);
  // of that day: another one may be chosen while the answer is under way
  const key = (personId: string) => `${personId} ${day}`;
  const forget = (of: string) => setSent((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== of)));
  const tick = (person: Participant, status: Tick) => {
    const of = key(person.personId);
    if (tickOf(person, day) === status || sent[of] !== undefined) return;
    onTick();
    setSent((all) => ({ ...all, [of]: status }));
    send.mutate([{ person, status }], {
      onSuccess: () => forget(of),
      onError: (error) => {
        forget(of);
        notify(words(error), { tone: "bad" });
      },
    });
  };
  const step = (from: HTMLElement, by: number) => {
    const same = [...(box.current?.querySelectorAll<HTMLElement>(`[data-tick="${from.dataset["tick"]}"]`) ?? [])];
    same[same.indexOf(from) + by]?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      event.currentTarget.click();
      step(event.currentTarget, 1);
    }
  };
  const correct = page.status === "closed" && page.allowed.includes("course.correct");
  return (
    <ul className="course-people" ref={box}>
      {people.map((p) => {
        const status = sent[key(p.personId)] ?? tickOf(p, day);
        const there = p.days.filter((d) => d.present).length;
        return (
          <li key={p.personId} className={p.status === "withdrawn" ? "gone" : undefined}>
            <div className="who">
              <Link to={`/people/${p.personId}`}>{p.name}</Link>
              <span className="dim">
                {[
                  p.unit.name,
                  p.position,
                  p.days.length === 0 ? null : t("desk.days-there", { n: there, all: page.days.length }),
                  p.hours === null ? null : t("desk.credit", { n: number(p.hours) }),
                  p.certificate === null ? null : t("desk.certificate", { text: p.certificate }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </div>
            {marks && p.status !== "withdrawn" ? (
              <div className="course-ticks" role="group" aria-label={t("desk.mark-of", { name: p.name })}>
                {(["present", "absent"] as const).map((value) => (
                  <button
                    key={value}
                    type="button"
                    data-tick={value}
                    aria-pressed={status === value}
                    onClick={() => tick(p, value)}
                    onKeyDown={onKey}
                  >
                    {t(`course.part.${value}`)}
                  </button>
                ))}
              </div>
            ) : (
              page.status !== "planned" && page.status !== "open" && <PartState status={p.status} />
            )}
            {((marks && page.status === "held") || correct) && p.status !== "withdrawn" && (
              <Button
                tight
                look="quiet"
                aria-label={t(correct ? "desk.correct-of" : "desk.details-of", { name: p.name })}
                onClick={() => onDetails(p)}
              >
                {t(correct ? "desk.correct" : "desk.details")}
              </Button>
            )}
            {p.mayWithdraw && !(marks && (page.status === "held" || p.days.length > 0)) && (
              <Button
                tight
                look="quiet"
                aria-label={t("desk.withdraw-of", { name: p.name })}
                onClick={() =>
                  withdraw.mutate(
                    { personId: p.personId },
                    {
                      onSuccess: () => notify(t("desk.withdrawn")),
                      onError: (error) => notify(words(error), { tone: "bad" }),
                    },
                  )
                }
              >
                {t("desk.withdraw")}
              </Button>
            )}
            {p.status === "withdrawn" && <PartState status={p.status} />}
          </li>
        );
      })}
    </ul>
  );
}

/** One by one, the box stays open for the next. */
function AddDialog({ page, onClose }: { page: CoursePage; onClose: () => void }) {
  const t = useText(courseText);
  const send = useSend<{ personIds: string[] }, { added: number }>("POST", `/courses/${page.id}/people`);
  return (
    <Dialog open onOpen={(next) => !next && onClose()} wide title={t("desk.add")}>
      {send.error !== null && <ErrorState error={send.error} />}
      <Field name="course-person" label={t("desk.add-field")} help={t("desk.add-help")}>
        <AskCombobox<{ id: string; fullName: string; unitName: string }>
          path="/people"
          option={(p) => ({ value: p.id, label: p.fullName, hint: p.unitName })}
          value={null}
          onValue={(p) => {
            if (p === null) return;
            send.mutate(
              { personIds: [p.value] },
              { onSuccess: (a) => notify(a.added === 0 ? t("desk.there") : t("desk.added", { n: a.added })) },
            );
          }}
        />
      </Field>
    </Dialog>
  );
}
