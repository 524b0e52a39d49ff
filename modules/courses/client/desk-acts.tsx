import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, type ActValues, textOf } from "#platform/ui/act-dialog.tsx";
import type { CoursePage, Participant } from "../contract.ts";
import { hoursOn } from "../days.ts";
import { dayFields, saidDays } from "./desk-days.tsx";
import { courseText } from "./desk-text.ts";

interface Props {
  page: CoursePage;
  onOpen: (open: boolean) => void;
}

/** The label of one day's hours. */
function useDayLabel() {
  const t = useText(courseText);
  const { day } = useFormats();
  return (of: string) => ({ label: t("desk.day-hours", { day: day(of) }) });
}

/** The days and hours as they were. */
export function HoldDialog({ page, onOpen }: Props) {
  const t = useText(courseText);
  const dayLabel = useDayLabel();
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`course-hold.${page.id}.${page.version}`}
      title={t(page.status === "open" ? "desk.hold" : "desk.hold-again")}
      description={t(page.days.length > 0 ? "desk.hold-words-days" : "desk.hold-words")}
      path={`/courses/${page.id}/hold`}
      fields={[
        { kind: "day", name: "startsOn", label: t("desk.field.starts"), start: page.startsOn },
        { kind: "day", name: "endsOn", label: t("desk.field.ends"), start: page.endsOn },
        { kind: "count", name: "hours", label: t("desk.field.hours"), start: page.hours },
        ...dayFields(page, dayLabel),
      ]}
      body={(v) => ({
        version: page.version,
        startsOn: v["startsOn"],
        endsOn: v["endsOn"],
        hours: v["hours"],
        days: saidDays(page, v),
      })}
      done={() => t("desk.saved")}
    />
  );
}

/** Says to how many it gives hours and that it is put right by numbers from then on. */
export function CloseDialog({ page, onOpen }: Props) {
  const t = useText(courseText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`course-close.${page.id}`}
      title={t("desk.close")}
      description={t("desk.close-words", { n: page.present })}
      path={`/courses/${page.id}/close`}
      fields={[]}
      body={() => ({ version: page.version })}
      done={() => t("desk.closed")}
    />
  );
}

export function CancelDialog({ page, onOpen }: Props) {
  const t = useText(courseText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`course-cancel.${page.id}`}
      title={t("desk.cancel")}
      description={t("desk.cancel-words")}
      path={`/courses/${page.id}/cancel`}
      fields={[{ kind: "text", name: "reason", label: t("desk.reason") }]}
      body={(v) => ({ reason: textOf(v, "reason") })}
      done={() => t("desk.cancelled")}
    />
  );
}

/** The course's own facts, after it was closed; only what was changed is sent. */
export function CorrectDialog({ page, onOpen }: Props) {
  const t = useText(courseText);
  const dayLabel = useDayLabel();
  return (
    <ActDialog<{ number: number }>
      open
      onOpen={onOpen}
      name={`course-correct.${page.id}.${page.version}`}
      title={t("desk.correct")}
      description={t("desk.correct-words")}
      path={`/courses/${page.id}/corrections`}
      fields={[
        { kind: "text", name: "title", label: t("desk.field.title"), start: page.title },
        { kind: "day", name: "startsOn", label: t("desk.field.starts"), start: page.startsOn },
        { kind: "day", name: "endsOn", label: t("desk.field.ends"), start: page.endsOn },
        { kind: "count", name: "hours", label: t("desk.field.hours"), start: page.hours },
        ...(page.days.length === 0 ? [] : dayFields(page, dayLabel)),
        { kind: "text", name: "basis", label: t("desk.field.basis"), start: page.basis ?? "", optional: true },
        { kind: "area", name: "reason", label: t("desk.reason") },
      ]}
      body={(v) => ({
        version: page.version,
        reason: textOf(v, "reason"),
        changes: {
          title: textOf(v, "title"),
          startsOn: v["startsOn"],
          endsOn: v["endsOn"],
          hours: v["hours"],
          days: page.days.length === 0 ? null : saidDays(page, v),
          basis: textOf(v, "basis"),
        },
      })}
      done={(answer) => t("desk.corrected-done", { n: answer.number })}
    />
  );
}

interface PersonProps extends Props {
  person: Participant;
}

/** Hours and certificate of one who was there; after closing it is a correction. */
export function DetailsDialog({ page, person, onOpen }: PersonProps) {
  const t = useText(courseText);
  const { day } = useFormats();
  const closed = page.status === "closed";
  const byDay = page.days.length > 0;
  const there = (v: ActValues) =>
    byDay ? page.days.some((d) => v[`on.${d.day}`] === "present") : v["status"] === "present";
  const choices = (["present", "absent"] as const).map((value) => ({ value, label: t(`course.part.${value}`) }));
  const ofDays = hoursOn(page.days, person.days);
  return (
    <ActDialog<{ number?: number }>
      open
      onOpen={onOpen}
      name={`course-person.${page.id}.${person.personId}.${person.version}`}
      title={t(closed ? "desk.correct-person" : "desk.details-of", { name: person.name })}
      description={closed ? person.name : ""}
      path={`/courses/${page.id}/${closed ? "corrections" : "marks"}`}
      fields={[
        ...(byDay
          ? page.days.map((d) => ({
              kind: "select" as const,
              name: `on.${d.day}`,
              label: t("desk.day-of", { day: day(d.day) }),
              start:
                person.status === "absent" || person.days.some((x) => x.day === d.day && !x.present)
                  ? "absent"
                  : "present",
              choices,
            }))
          : [
              {
                kind: "select" as const,
                name: "status",
                label: t("course.column.part"),
                start: person.status === "absent" ? "absent" : "present",
                choices,
              },
            ]),
        byDay
          ? {
              kind: "count",
              name: "hours",
              label: t("course.column.credited"),
              help: t("desk.hours-of-days"),
              optional: true,
              ...(person.hours === null || person.hours === ofDays ? {} : { start: person.hours }),
              when: there,
            }
          : {
              kind: "count",
              name: "hours",
              label: t("course.column.credited"),
              start: person.hours ?? page.hours,
              when: there,
            },
        {
          kind: "text",
          name: "certificate",
          label: t("course.column.certificate"),
          start: person.certificate ?? "",
          optional: true,
          when: there,
        },
        ...(closed ? [{ kind: "area", name: "reason", label: t("desk.reason") } as const] : []),
      ]}
      body={(v) => {
        const present = there(v);
        const mark = {
          personId: person.personId,
          status: present ? "present" : "absent",
          days: byDay && present ? page.days.flatMap((d) => (v[`on.${d.day}`] === "present" ? [d.day] : [])) : null,
          hours: present ? v["hours"] : null,
          certificate: present ? textOf(v, "certificate") : null,
        };
        return closed
          ? { version: page.version, reason: textOf(v, "reason"), marks: [mark] }
          : { marks: [{ ...mark, version: person.version }] };
      }}
      done={(answer) =>
        answer.number === undefined ? t("desk.saved") : t("desk.corrected-done", { n: answer.number })
      }
    />
  );
}
