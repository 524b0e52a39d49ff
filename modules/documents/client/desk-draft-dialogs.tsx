import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { DraftPage } from "../draft-contract.ts";
import { documentText } from "./desk-text.ts";

interface Props {
  page: DraftPage;
  onClose: () => void;
}

/** Day, signer and copies; then it takes its number. */
export function IssueDialog({ page, onClose }: Props) {
  const t = useText(documentText);
  const go = useGo();
  const [issuedOn, setIssuedOn] = useState<string>(todayInVietnam());
  const [signer, setSigner] = useState(page.content.signature.name);
  const [copies, setCopies] = useState("");
  const [despite, setDespite] = useState(false);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { documentId: string; symbol: string }>(
    "POST",
    `/documents/drafts/${page.id}/issue`,
  );
  const need = tried && (signer.trim() === "" || issuedOn === "");
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t("documents.draft.issue")}
      description={t("documents.draft.issueHelp")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (signer.trim() === "" || issuedOn === "") return;
          send.mutate(
            {
              version: page.version,
              issuedOn,
              signerName: signer.trim(),
              copies: copies.trim() === "" ? null : Number(copies),
              despiteFindings: despite,
            },
            {
              onSuccess: ({ documentId, symbol }) => {
                notify(t("documents.draft.issued", { symbol }));
                go(`/documents/${documentId}`);
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="draft-issued-on"
          label={t("documents.issuedOn")}
          error={need && issuedOn === "" ? t("documents.issuer.missing") : undefined}
        >
          <DateInput value={issuedOn} onValue={setIssuedOn} />
        </Field>
        <Field
          name="draft-signer"
          label={t("documents.issuer.signerName")}
          error={need && signer.trim() === "" ? t("documents.issuer.missing") : undefined}
        >
          <TextInput value={signer} onValue={setSigner} />
        </Field>
        <Field name="draft-copies" label={t("documents.draft.copies")} optional>
          <TextInput short inputMode="numeric" value={copies} onValue={(next) => setCopies(next.replace(/\D/g, ""))} />
        </Field>
        {send.error?.code === "documents.format-broken" && (
          <Checkbox checked={despite} onChecked={setDespite}>
            {t("documents.draft.despite")}
          </Checkbox>
        )}
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("documents.draft.issue")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function DropDialog({ page, onClose }: Props) {
  const t = useText(documentText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/documents/drafts/${page.id}/drop`);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t("documents.draft.drop")}
      description={t("documents.draft.dropHelp")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (reason.trim() === "") return;
          send.mutate(
            { version: page.version, reason: reason.trim() },
            {
              onSuccess: () => {
                notify(t("documents.draft.dropped"));
                onClose();
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="draft-drop-reason"
          label={t("documents.draft.dropReason")}
          error={tried && reason.trim() === "" ? t("documents.issuer.missing") : undefined}
        >
          <TextArea rows={2} value={reason} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="danger" busy={send.isPending ? "…" : null}>
            {t("documents.draft.drop")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
