import { type ReactNode, useState } from "react";
import { addDays, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "./button.tsx";
import { DateInput } from "./date-input.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { TextArea } from "./inputs.tsx";
import { ErrorState } from "./states.tsx";
import { notify } from "./toast.tsx";
import { uiText } from "./ui-text.ts";
import { useSend } from "./use-api.ts";

/**
 * A setting from a day on with its legal basis: nothing is changed, a new row begins and the one before ends the day
 * before. The room gives its own fields as children and says when they are `ready`.
 */
export function DatedForm({
  title,
  path,
  method = "POST",
  own,
  ready,
  children,
  onClose,
}: {
  title: string;
  path: string;
  method?: "POST" | "PUT";
  own: Record<string, unknown>;
  ready: boolean;
  children: (tried: boolean) => ReactNode;
  onClose: () => void;
}) {
  const t = useText(uiText);
  const [from, setFrom] = useState<string>(addDays(todayInVietnam(), 1));
  const [basis, setBasis] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>(method, path);
  const noBasis = basis.trim() === "";
  const submit = () => {
    setTried(true);
    if (noBasis || !ready || from === "") return;
    send.mutate(
      { ...own, from, legalBasis: basis.trim() },
      {
        onSuccess: () => {
          onClose();
          notify(t("dated.saved"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={title} description={t("dated.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {children(tried)}
        <Field name="dated-from" label={t("dated.from")} error={tried && from === "" ? t("dated.missing") : undefined}>
          <DateInput value={from} lean="future" onValue={setFrom} />
        </Field>
        <Field name="dated-basis" label={t("dated.basis")} error={tried && noBasis ? t("dated.missing") : undefined}>
          <TextArea value={basis} maxLength={300} onValue={setBasis} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("dated.saving") : null}>
            {t("dated.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** "từ 01/01/2027", "đến 31/12/2026": since when a row holds, and until when; one that is to come stands out. */
export function DatedSpan({ from, to }: { from: string | null; to: string | null }) {
  const t = useText(uiText);
  const { day } = useFormats();
  const words = [
    from === null ? null : t("dated.since", { day: day(from) }),
    to === null ? null : t("dated.until", { day: day(addDays(to as CivilDate, -1)) }),
  ].filter((x) => x !== null);
  const text = words.length === 0 ? t("dated.always") : words.join(" ");
  return from !== null && from > todayInVietnam() ? <b>{text}</b> : <>{text}</>;
}
