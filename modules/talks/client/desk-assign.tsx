import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { TalkPage } from "../answers.ts";
import { PickedList, speakerOption, type SpeakerRow } from "./desk-plan.tsx";
import { talkText } from "./desk-text.ts";

/** Who is to speak; each is asked on the phone. */
export function AssignDialog({
  talk,
  open,
  onOpen,
}: {
  talk: TalkPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(talkText);
  const [speakers, setSpeakers] = useState<Option[]>(talk.speakers.map((s) => ({ value: s.id, label: s.name })));
  const send = useSend<{ speakerIds: string[] }>("POST", `/talks/${talk.id}/assign`);
  const submit = () => {
    if (speakers.length === 0) return;
    send.mutate(
      { speakerIds: speakers.map((s) => s.value) },
      {
        onSuccess: () => {
          onOpen(false);
          notify(t("act.assigned"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("plan.speakers")} description={t("plan.speakers-help")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="assign-speakers" label={t("plan.speakers-add")}>
          <PickedList picked={speakers} onPicked={setSpeakers}>
            {(add) => (
              <AskCombobox<SpeakerRow>
                path="/people/speakers"
                query={{ place: talk.place.id, on: talk.heldOn }}
                option={speakerOption}
                value={null}
                onValue={add}
              />
            )}
          </PickedList>
        </Field>
        <div className="actions">
          <Button
            type="submit"
            look="main"
            disabled={speakers.length === 0}
            busy={send.isPending ? t("act.verifying") : null}
          >
            {t("act.assign-do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
