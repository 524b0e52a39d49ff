import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { IncomingPage } from "../incoming-contract.ts";
import { IncomingFields, useIncomingFacts } from "./desk-incoming-form.tsx";
import { documentText } from "./desk-text.ts";
import { orNull } from "./desk-text-lines.ts";

interface Props {
  page: IncomingPage;
  onClose: () => void;
}
type Role = "lead" | "coordinate" | "inform";

export function HandOverDialog({ page, onClose }: Props) {
  const t = useText(documentText);
  const [toWhom, setToWhom] = useState("");
  const [role, setRole] = useState<Role>("lead");
  const [note, setNote] = useState("");
  const [handedOn, setHandedOn] = useState<string>(todayInVietnam());
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/documents/incoming/${page.id}/handovers`);
  const missing = tried ? t("documents.issuer.missing") : undefined;
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("documents.in.handOver")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (toWhom.trim() === "" || handedOn === "") return;
          send.mutate(
            { toWhom: toWhom.trim(), role, note: orNull(note), handedOn },
            {
              onSuccess: () => {
                notify(t("documents.in.handed"));
                onClose();
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="hand-to" label={t("documents.in.toWhom")} error={toWhom.trim() === "" ? missing : undefined}>
          <TextInput value={toWhom} onValue={setToWhom} />
        </Field>
        <Field name="hand-role" label={t("documents.in.role")} group>
          <Radios
            name="hand-role"
            value={role}
            onValue={setRole}
            choices={(["lead", "coordinate", "inform"] as const).map((value) => ({
              value,
              label: t(`documents.in.role.${value}`),
            }))}
          />
        </Field>
        <Field name="hand-on" label={t("documents.in.handedOn")} error={handedOn === "" ? missing : undefined}>
          <DateInput value={handedOn} onValue={setHandedOn} lean="past" />
        </Field>
        <Field name="hand-note" label={t("documents.in.note")} optional>
          <TextArea rows={2} value={note} onValue={setNote} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("documents.in.handOver")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const closing = {
  done: ["documents.in.done", "documents.in.markedDone"],
  cancelled: ["documents.in.cancel", "documents.in.cancelled"],
  open: ["documents.in.reopen", "documents.in.reopened"],
} as const;

export function CloseDialog({ page, to, onClose }: Props & { to: "done" | "cancelled" | "open" }) {
  const t = useText(documentText);
  const [title, said] = closing[to];
  const [on, setOn] = useState<string>(todayInVietnam());
  const [note, setNote] = useState("");
  const send = useSend<Record<string, unknown>>("POST", `/documents/incoming/${page.id}/state`);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t(title)}
      description={to === "cancelled" ? t("documents.in.cancelHelp") : undefined}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          if (on === "") return;
          send.mutate(
            { version: page.version, to, on, note: orNull(note) },
            {
              onSuccess: () => {
                notify(t(said));
                onClose();
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {to !== "open" && (
          <>
            <Field name="close-on" label={t("documents.in.doneOn")}>
              <DateInput value={on} onValue={setOn} lean="past" />
            </Field>
            <Field name="close-note" label={t("documents.in.doneNote")} optional>
              <TextArea rows={2} value={note} onValue={setNote} />
            </Field>
          </>
        )}
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t(title)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function EditIncomingDialog({ page, onClose }: Props) {
  const t = useText(documentText);
  const { facts, setFacts, missing, body } = useIncomingFacts(page);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PATCH", `/documents/incoming/${page.id}`);
  return (
    <Dialog open onOpen={(open) => !open && onClose()} wide title={t("documents.in.edit")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (missing.length > 0) return;
          send.mutate(
            { version: page.version, ...body },
            {
              onSuccess: () => {
                notify(t("documents.in.edited"));
                onClose();
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <IncomingFields facts={facts} onFacts={setFacts} missing={tried ? missing : []} registered />
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("documents.in.edit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
