import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, type FieldErrors } from "#platform/ui/field.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { AddPerson } from "../contract.ts";
import {
  AppointmentFields,
  type AppointmentDraft,
  appointmentErrors,
  emptyAppointment,
  readAppointment,
} from "./desk-appointment-fields.tsx";
import { emptyPerson, PersonFields, type PersonDraft, personErrors, readPerson } from "./desk-person-fields.tsx";
import { useKeeper, useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

type Draft = PersonDraft & AppointmentDraft & { personId: string; appointmentId: string };

/** A person comes onto the roster with the first appointment, in one form that is never lost. */
export function AddPersonScreen() {
  const keeper = useKeeper();
  return keeper.ready ? <AddForm home={keeper.home} /> : null;
}

function AddForm({ home }: { home: number | null }) {
  const t = useText(rosterText);
  const go = useGo();
  const { rules } = useRosterRules();
  const draft = useDraft<Draft>("roster.add", {
    ...emptyPerson(home),
    ...emptyAppointment(home),
    personId: newId(),
    appointmentId: newId(),
  });
  const [tried, setTried] = useState(false);
  const send = useSend<AddPerson, { personId: string }>("POST", "/people");
  const errors: FieldErrors = tried
    ? { ...personErrors(draft.value, t), ...appointmentErrors(draft.value, rules, t) }
    : {};
  const submit = () => {
    setTried(true);
    const wrong = { ...personErrors(draft.value, t), ...appointmentErrors(draft.value, rules, t) };
    if (Object.keys(wrong).length > 0) return;
    const { personId, appointmentId } = draft.value;
    const payload = {
      ...readPerson(draft.value),
      personId,
      appointment: { ...readAppointment(draft.value), appointmentId },
    };
    send.mutate(payload, {
      onSuccess: (answer) => {
        notify(t("add.done", { name: payload.fullName }));
        draft.clear();
        go(`/people/${answer.personId}`);
      },
    });
  };
  return (
    <>
      <PageHead over={<Link to="/people">{t("people.title")}</Link>} title={t("add.title")} />
      <DraftNote draft={draft} />
      <ErrorSummary errors={errors} />
      {send.error !== null && <ErrorState error={send.error} />}
      <form
        className="prose person-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2>{t("add.person")}</h2>
        <PersonFields draft={draft.value} onDraft={draft.set} errors={errors} />
        <h2>{t("add.appointment")}</h2>
        <AppointmentFields draft={draft.value} onDraft={draft.set} errors={errors} />
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("person.saving") : null}>
            {t("add.save")}
          </Button>
        </div>
      </form>
    </>
  );
}
