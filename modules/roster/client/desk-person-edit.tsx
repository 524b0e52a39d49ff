import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary } from "#platform/ui/field.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { PersonDetail } from "../answers.ts";
import { PersonFields, type PersonDraft, personErrors, readPerson } from "./desk-person-fields.tsx";
import { rosterText } from "./desk-text.ts";

/** Only what was changed is sent, against the version that was looked at. */
export function EditPersonDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const t = useText(rosterText);
  const draft = useDraft<PersonDraft>(`roster.edit.${person.id}.${person.version}`, {
    fullName: person.fullName,
    sortKey: person.sortKey,
    unitId: person.unitId,
    position: person.position ?? "",
    workplace: person.workplace ?? "",
    officeContact: person.officeContact ?? "",
    workingLanguages: person.workingLanguages,
    topics: person.topics.join(", "),
  });
  const [tried, setTried] = useState(false);
  const send = useSend<object>("PATCH", `/people/${person.id}`);
  const wrong = personErrors(draft.value, t);
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    const next = readPerson(draft.value);
    const changes = Object.fromEntries(
      Object.entries(next).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(person[key as keyof PersonDetail]),
      ),
    );
    // A sort key left as it was follows the name on the server, if it was derived.
    send.mutate(
      { version: person.version, changes },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("person.saved"));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpen={(open) => {
        if (!open) onClose();
      }}
      title={t("person.edit")}
      wide
    >
      <DraftNote draft={draft} />
      <ErrorSummary errors={tried ? wrong : {}} />
      {send.error !== null && <ErrorState error={send.error} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PersonFields draft={draft.value} onDraft={draft.set} errors={tried ? wrong : {}} />
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("person.saving") : null}>
            {t("person.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
