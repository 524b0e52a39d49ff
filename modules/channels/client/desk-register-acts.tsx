import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { languageName } from "#kernel/languages.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, type ActValues } from "#platform/ui/act-dialog.tsx";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useHomeUnit } from "#platform/ui/use-may.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { ChannelPage, PlanRow, PublicationRow } from "../contract.ts";
import { useChannels } from "./desk-parts.tsx";
import { channelText } from "./desk-text.ts";

/** From which plan an entry is made; an empty channel: from none. */
export interface Recorded {
  planId: string | null;
  channel: string;
  unitId: number | null;
}

/** A person enters what they published. */
export function RecordDialog({ page, from, onClose }: { page: ChannelPage; from: Recorded; onClose: () => void }) {
  const t = useText(channelText);
  const locale = useLocale();
  const { list, name } = useChannels();
  const home = useHomeUnit();
  const [id] = useState(newId() as string);
  const [channel, setChannel] = useState(from.channel);
  const [picked, setPicked] = useState<number | null>(from.unitId);
  const unitId = picked ?? home;
  const [on, setOn] = useState<string>(todayInVietnam());
  const [place, setPlace] = useState("");
  const [link, setLink] = useState("");
  const [reference, setReference] = useState("");
  const [language, setLanguage] = useState("vi");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/channels/publications");
  const errors = {
    channel: channel === "" ? t("record.pick-channel") : undefined,
    on: on === "" || on > todayInVietnam() ? t("record.on-wrong") : undefined,
    place: place.trim() === "" ? t("record.place-wrong") : undefined,
    link: link.trim() !== "" && !/^https?:\/\/\S+$/.test(link.trim()) ? t("record.link-wrong") : undefined,
    proof: link.trim() === "" && reference.trim() === "" ? t("record.proof-wrong") : undefined,
  };
  const submit = () => {
    setTried(true);
    if (Object.values(errors).some((e) => e !== undefined) || unitId === null) return;
    send.mutate(
      {
        id,
        planId: from.planId,
        versionId: page.versionId,
        channel,
        unitId,
        publishedOn: on,
        place: place.trim(),
        link: link.trim() === "" ? null : link.trim(),
        reference: reference.trim() === "" ? null : reference.trim(),
        language,
      },
      {
        onSuccess: () => {
          onClose();
          notify(t("record.done"));
        },
      },
    );
  };
  const shown = (error: string | undefined) => (tried ? error : undefined);
  return (
    <Dialog open onOpen={(on) => !on && onClose()} title={t("record.title")} description={t("record.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {from.planId === null ? (
          <>
            <Field name="record-channel" label={t("record.channel")} error={shown(errors.channel)}>
              <Select
                value={channel}
                onValue={setChannel}
                placeholder={t("record.pick-channel")}
                choices={list.map((c) => ({ value: c.code, label: name(c.code) }))}
              />
            </Field>
            <Field name="record-unit" label={t("record.unit")}>
              <UnitPicker value={unitId} onValue={setPicked} />
            </Field>
          </>
        ) : (
          <p>{name(channel)}</p>
        )}
        <Field name="record-on" label={t("record.on")} error={shown(errors.on)}>
          <DateInput value={on} onValue={setOn} />
        </Field>
        <Field name="record-place" label={t("record.place")} help={t("record.place-help")} error={shown(errors.place)}>
          <TextInput value={place} maxLength={300} onValue={setPlace} />
        </Field>
        <Field name="record-link" label={t("record.link")} optional error={shown(errors.link)}>
          <TextInput value={link} maxLength={1000} inputMode="url" onValue={setLink} />
        </Field>
        <Field
          name="record-reference"
          label={t("record.reference")}
          help={t("record.reference-help")}
          optional
          error={shown(errors.proof)}
        >
          <TextInput value={reference} maxLength={200} onValue={setReference} />
        </Field>
        {page.languages.length > 0 && (
          <Field name="record-language" label={t("record.language")}>
            <Select
              value={language}
              onValue={setLanguage}
              choices={["vi", ...page.languages].map((tag) => ({ value: tag, label: languageName(tag, locale) }))}
            />
          </Field>
        )}
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("dialog.sending") : null}>
            {t("record.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A plan is dropped, with the reason. */
export function CancelDialog({ plan, onClose }: { plan: PlanRow; onClose: () => void }) {
  const t = useText(channelText);
  return (
    <ActDialog
      open
      onOpen={(open) => !open && onClose()}
      danger
      name={`channel-cancel-${plan.id}`}
      title={t("plan.cancel-title")}
      button={t("plan.cancel-do")}
      path={`/channels/plans/${plan.id}/cancel`}
      fields={[{ kind: "text", name: "reason", label: t("plan.cancel-reason") }]}
      body={trimmedReason}
      done={() => t("plan.cancelled")}
    />
  );
}

/** It was taken off again. */
export function DownDialog({ row, onClose }: { row: PublicationRow; onClose: () => void }) {
  const t = useText(channelText);
  return (
    <ActDialog
      open
      onOpen={(open) => !open && onClose()}
      name={`channel-down-${row.id}`}
      title={t("down.title")}
      description={row.place}
      button={t("down.do")}
      path={`/channels/publications/${row.id}/take-down`}
      fields={[
        { kind: "day", name: "on", label: t("down.on"), start: todayInVietnam() },
        { kind: "text", name: "note", label: t("plan.note"), optional: true },
      ]}
      body={({ on, note }) => ({ on, note: String(note ?? "").trim() || null })}
      done={() => t("down.done")}
    />
  );
}

/** An entry made by mistake is struck out, with the reason. */
export function StrikeDialog({ row, onClose }: { row: PublicationRow; onClose: () => void }) {
  const t = useText(channelText);
  return (
    <ActDialog
      open
      onOpen={(open) => !open && onClose()}
      danger
      name={`channel-strike-${row.id}`}
      title={t("strike.title")}
      description={t("strike.words")}
      button={t("strike.do")}
      path={`/channels/publications/${row.id}/strike`}
      fields={[{ kind: "text", name: "reason", label: t("strike.reason") }]}
      body={trimmedReason}
      done={() => t("strike.done")}
    />
  );
}

const trimmedReason = ({ reason }: ActValues) => ({ reason: String(reason ?? "").trim() });
