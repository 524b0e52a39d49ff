import { useState } from "react";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useHomeUnit } from "#platform/ui/use-may.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { ChannelPage } from "../contract.ts";
import { useChannels } from "./desk-parts.tsx";
import { channelText } from "./desk-text.ts";

/** Which channels, who, until when: several channels at once for one unit. */
export function PlanDialog({ page, onClose }: { page: ChannelPage; onClose: () => void }) {
  const t = useText(channelText);
  const { list, name } = useChannels();
  const vi = useLocale() === "vi";
  const home = useHomeUnit();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [picked, setPicked] = useState<number | null | undefined>(undefined);
  const [dueOn, setDueOn] = useState<string>(addDays(todayInVietnam(), 7));
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [ids] = useState(() => new Map<string, string>());
  const unitId = picked === undefined ? home : picked;
  const send = useSend<{ plans: object[] }, { planned: number }>("POST", `/channels/versions/${page.versionId}/plans`);
  const late = dueOn === "" || dueOn < todayInVietnam();
  const submit = () => {
    setTried(true);
    if (chosen.length === 0 || unitId === null || late) return;
    // the same ids while it is tried again, so that a lost answer plans nothing twice
    for (const channel of chosen) if (!ids.has(channel)) ids.set(channel, newId());
    send.mutate(
      {
        plans: chosen.map((channel) => ({
          id: ids.get(channel),
          channel,
          unitId,
          dueOn,
          note: note.trim() === "" ? null : note.trim(),
        })),
      },
      {
        onSuccess: ({ planned }) => {
          onClose();
          notify(t("plan.done", { n: planned }));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(on) => !on && onClose()} title={t("plan.title")} description={t("plan.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="plan-channels"
          label={t("plan.channels")}
          group
          error={tried && chosen.length === 0 ? t("plan.channels-wrong") : undefined}
        >
          {list.map((c) => (
            <Checkbox
              key={c.code}
              checked={chosen.includes(c.code)}
              onChecked={(on) => setChosen(on ? [...chosen, c.code] : chosen.filter((x) => x !== c.code))}
              help={vi ? c.legalBasis : undefined}
            >
              {name(c.code)}
            </Checkbox>
          ))}
        </Field>
        <Field
          name="plan-unit"
          label={t("plan.unit")}
          error={tried && unitId === null ? t("plan.unit-wrong") : undefined}
        >
          <UnitPicker value={unitId} onValue={setPicked} />
        </Field>
        <Field name="plan-due" label={t("plan.due")} error={tried && late ? t("plan.due-wrong") : undefined}>
          <DateInput value={dueOn} lean="future" onValue={setDueOn} />
        </Field>
        <Field name="plan-note" label={t("plan.note")} optional>
          <TextInput value={note} maxLength={500} onValue={setNote} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("dialog.sending") : null}>
            {t("plan.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
