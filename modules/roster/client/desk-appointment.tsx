import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { AppointmentItem, AttestationItem, PersonDetail } from "../answers.ts";
import type { EndReason } from "../contract.ts";
import { AttestDialog } from "./desk-attest.tsx";
import { EditAppointmentDialog } from "./desk-appoint.tsx";
import { EndDialog } from "./desk-end.tsx";
import { useRosterRules } from "./desk-rules.ts";
import { TermState } from "./desk-state.tsx";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

/** One appointment: what was decided, whether it is held, its standards, what can be done. */
export function AppointmentSection({ person, appointment: a }: { person: PersonDetail; appointment: AppointmentItem }) {
  const t = useText(rosterText);
  const { day } = useFormats();
  const { role } = useRosterRules();
  const [open, setOpen] = useState<"end" | "edit" | "attest" | null>(null);
  const decision = [
    a.decisionSymbol ?? t("person.no-decision"),
    a.decisionDate === null ? null : day(a.decisionDate),
    a.decisionIssuer,
  ]
    .filter((x) => x !== null)
    .join(", ");
  const until = a.lastDay ?? a.termTo;
  const close = () => setOpen(null);
  return (
    <div className="appointment">
      <h3>
        {role(a)}
        {a.core && <span className="dim">{t("people.core")}</span>} <TermState state={a.state} />
      </h3>
      <p>
        {a.unitName} ·{" "}
        {until === null
          ? t("person.since", { from: day(a.termFrom) })
          : t("person.until", { from: day(a.termFrom), to: day(until) })}
      </p>
      <p className="dim">{decision}</p>
      {a.lastDay !== null && a.endReason !== null && (
        <p>
          {t("person.ended", { day: day(a.lastDay), reason: t(`roster.endReason.${a.endReason as EndReason}`) })}
          {a.endNote !== null && ` ${a.endNote}`}
        </p>
      )}
      <Standards person={person} appointment={a} />
      {person.mayEdit && (
        <div className="acts no-print">
          {a.state !== "over" && person.standards.some((s) => s.kind === a.kind) && (
            <Button tight onClick={() => setOpen("attest")}>
              {t("attest.title")}
            </Button>
          )}
          <Button tight onClick={() => setOpen("edit")}>
            {t("appointment.edit")}
          </Button>
          {a.state !== "over" && a.lastDay === null && (
            <Button tight look="danger" onClick={() => setOpen("end")}>
              {t("appointment.end")}
            </Button>
          )}
        </div>
      )}
      {open === "end" && <EndDialog person={person} appointment={a} onClose={close} />}
      {open === "edit" && <EditAppointmentDialog appointment={a} onClose={close} />}
      {open === "attest" && <AttestDialog person={person} appointment={a} onClose={close} />}
    </div>
  );
}

function Standards({ person, appointment: a }: { person: PersonDetail; appointment: AppointmentItem }) {
  const t = useText(rosterText);
  const { locale } = useRosterRules();
  const { day } = useFormats();
  const end = a.lastDay ?? a.termTo;
  // Those that held at some time of this appointment
  const due = person.standards.filter(
    (s) =>
      s.kind === a.kind && (s.to === null || a.termFrom <= s.to) && (s.from === null || end === null || s.from <= end),
  );
  const of = (id: number) => person.attestations.find((x) => x.appointmentId === a.id && x.standardId === id);
  // What is over waits for no attestation: only those that were made are shown.
  const shown = a.state === "over" ? due.filter((s) => of(s.id) !== undefined) : due;
  if (shown.length === 0) return null;
  return (
    <ul className="standards" aria-label={t("person.standards")}>
      {shown.map((s) => {
        const found = of(s.id);
        return (
          <li key={s.id}>
            <Met of={found} />
            <span>
              {s.text[locale]}{" "}
              <span className="dim s">
                {found === undefined
                  ? s.legalBasis
                  : [day(found.attestedOn), found.decisionSymbol].filter((x) => x !== null).join(", ")}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Met({ of }: { of: AttestationItem | undefined }) {
  const t = useText(rosterText);
  if (of === undefined)
    return (
      <StateBadge tone="off" icon={CircleDashed}>
        {t("attest.unknown")}
      </StateBadge>
    );
  return of.met ? (
    <StateBadge tone="ok" icon={CircleCheck}>
      {t("attest.met")}
    </StateBadge>
  ) : (
    <StateBadge tone="warn" icon={CircleX}>
      {t("attest.not-met")}
    </StateBadge>
  );
}
