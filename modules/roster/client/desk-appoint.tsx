import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { type FieldErrors, ErrorSummary } from "#platform/ui/field.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { AppointmentItem, PersonDetail } from "../answers.ts";
import {
  type AppointmentDraft,
  appointmentErrors,
  AppointmentFields,
  emptyAppointment,
  readAppointment,
} from "./desk-appointment-fields.tsx";
import { useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";

/** A further appointment of a person who is on the roster. */
export function AppointDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const t = useText(rosterText);
  const draft = useDraft<AppointmentDraft & { appointmentId: string }>(`roster.appoint.${person.id}`, {
    ...emptyAppointment(person.unitId),
    appointmentId: newId(),
  });
  const send = useSend<object>("POST", `/people/${person.id}/appointments`);
  const save = () =>
    send.mutate(
      { ...readAppointment(draft.value), appointmentId: draft.value.appointmentId },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("person.saved"));
          onClose();
        },
      },
    );
  return (
    <Form
      title={t("appointment.add-title", { name: person.fullName })}
      draft={draft.value}
      onDraft={draft.set}
      error={send.error}
      busy={send.isPending}
      onSave={save}
      onClose={onClose}
    />
  );
}

/** What was typed wrongly from the decision; the journal keeps both. */
export function EditAppointmentDialog({
  appointment: a,
  onClose,
}: {
  appointment: AppointmentItem;
  onClose: () => void;
}) {
  const t = useText(rosterText);
  const [draft, setDraft] = useState<AppointmentDraft>({
    kind: a.kind,
    level: a.level ?? "",
    core: a.core,
    appointedUnitId: a.unitId,
    decisionSymbol: a.decisionSymbol ?? "",
    decisionDate: a.decisionDate ?? "",
    decisionIssuer: a.decisionIssuer ?? "",
    termFrom: a.termFrom,
    termTo: a.termTo ?? "",
  });
  const send = useSend<object>("PATCH", `/appointments/${a.id}`);
  const save = () => {
    const { core, decisionSymbol, decisionDate, decisionIssuer, termFrom, termTo } = readAppointment(draft);
    send.mutate(
      { version: a.version, changes: { core, decisionSymbol, decisionDate, decisionIssuer, termFrom, termTo } },
      {
        onSuccess: () => {
          notify(t("person.saved"));
          onClose();
        },
      },
    );
  };
  return (
    <Form
      title={t("appointment.edit")}
      draft={draft}
      onDraft={(patch) => setDraft({ ...draft, ...patch })}
      fixed
      error={send.error}
      busy={send.isPending}
      onSave={save}
      onClose={onClose}
    />
  );
}

function Form({
  title,
  draft,
  onDraft,
  fixed = false,
  error,
  busy,
  onSave,
  onClose,
}: {
  title: string;
  draft: AppointmentDraft;
  onDraft: (patch: Partial<AppointmentDraft>) => void;
  fixed?: boolean;
  error: unknown;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
}) {
  const t = useText(rosterText);
  const { rules } = useRosterRules();
  const [tried, setTried] = useState(false);
  const wrong = appointmentErrors(draft, rules, t);
  const errors: FieldErrors = tried ? wrong : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length === 0) onSave();
  };
  return (
    <Dialog
      open
      onOpen={(open) => {
        if (!open) onClose();
      }}
      title={title}
      wide
    >
      <ErrorSummary errors={errors} />
      {error !== null && error !== undefined && <ErrorState error={error} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <AppointmentFields draft={draft} onDraft={onDraft} errors={errors} fixed={fixed} />
        <div className="actions">
          <Button type="submit" look="main" busy={busy ? t("person.saving") : null}>
            {t("person.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
