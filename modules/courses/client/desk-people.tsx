import { FileUp, UserPlus, Users } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { fold } from "#kernel/text/fold.ts";
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
import { nextCourseStatus, unmarked } from "../rules.ts";
import { DetailsDialog } from "./desk-acts.tsx";
import { ImportDialog } from "./desk-import.tsx";
import { PartState } from "./desk-parts.tsx";
import { courseText } from "./desk-text.ts";

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
  const marks = host && nextCourseStatus(page.status, "mark") !== null;
  const left = unmarked(page.people);
  const shown = q.trim() === "" ? page.people : page.people.filter((p) => fold(p.name).includes(fold(q.trim())));
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
          {marks && left > 0 && <Rest page={page} left={left} />}
          {page.people.length >= filterFrom && (
            <div className="course-find no-print">
              <Field name="people-q" label={t("desk.filter-people")} optional="silent">
                <TextInput type="search" value={q} onValue={setQ} />
              </Field>
            </div>
          )}
          <Rows page={page} people={shown} marks={marks} onDetails={setDetails} />
        </>
      )}
      {open === "add" && <AddDialog page={page} onClose={() => setOpen(null)} />}
      {open === "import" && <ImportDialog page={page} onClose={() => setOpen(null)} />}
      {details !== null && <DetailsDialog page={page} person={details} onOpen={(next) => !next && setDetails(null)} />}
    </section>
  );
}

/** How many are left, and all of them as present in one act. */
function Rest({ page, left }: { page: CoursePage; left: number }) {
  const t = useText(courseText);
  const { number } = useFormats();
  const words = useProblemWords();
  const send = useSend<{ marks: object[] }>("POST", `/courses/${page.id}/marks`);
  const rest = page.people.filter((p) => p.status === "enrolled");
  return (
    <div className="note warn course-head">
      <div>
        <b role="status">{t("desk.marks-left", { n: number(left) })}</b>
        <p className="dim s">{t("desk.marks-help")}</p>
      </div>
      <Button
        tight
        busy={send.isPending ? "…" : null}
        onClick={() =>
          send.mutate(
            { marks: rest.map((p) => ({ personId: p.personId, version: p.version, status: "present" })) },
            {
              onSuccess: () => notify(t("desk.marked")),
              onError: (error) => notify(words(error), { tone: "bad" }),
            },
          )
        }
      >
        {t("desk.mark-rest", { n: number(left) })}
      </Button>
    </div>
  );
}

function Rows({
  page,
  people,
  marks,
  onDetails,
}: {
  page: CoursePage;
  people: readonly Participant[];
  marks: boolean;
  onDetails: (person: Participant) => void;
}) {
  const t = useText(courseText);
  const { number } = useFormats();
  const words = useProblemWords();
  const box = useRef<HTMLUListElement>(null);
  // what was ticked and is on its way: shown at once, forgotten when the server has answered
  const [sent, setSent] = useState<Readonly<Record<string, Tick>>>({});
  const send = useSend<{ marks: object[] }>("POST", `/courses/${page.id}/marks`, { refresh: ["/courses"] });
  const withdraw = useSend<{ personId: string }>("POST", `/courses/${page.id}/withdraw`);
  const forget = (personId: string) =>
    setSent((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== personId)));
  const tick = (person: Participant, status: Tick) => {
    if (person.status === status || sent[person.personId] !== undefined) return;
    setSent((all) => ({ ...all, [person.personId]: status }));
    send.mutate(
      { marks: [{ personId: person.personId, version: person.version, status }] },
      {
        onSuccess: () => forget(person.personId),
        onError: (error) => {
          forget(person.personId);
          notify(words(error), { tone: "bad" });
        },
      },
    );
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
        const status = sent[p.personId] ?? p.status;
        return (
          <li key={p.personId} className={p.status === "withdrawn" ? "gone" : undefined}>
            <div className="who">
              <Link to={`/people/${p.personId}`}>{p.name}</Link>
              <span className="dim">
                {[
                  p.unit.name,
                  p.position,
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
            {(marks || correct) && p.status !== "withdrawn" && (
              <Button
                tight
                look="quiet"
                aria-label={t(correct ? "desk.correct-of" : "desk.details-of", { name: p.name })}
                onClick={() => onDetails(p)}
              >
                {t(correct ? "desk.correct" : "desk.details")}
              </Button>
            )}
            {p.mayWithdraw && !marks && (
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
