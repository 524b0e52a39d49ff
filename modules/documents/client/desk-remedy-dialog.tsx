import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios, TextArea } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { DocumentPage } from "../copy-contract.ts";
import type { RemedyKind } from "../draft-contract.ts";
import { documentText } from "./desk-text.ts";

const remedies = ["replaces", "corrects", "withdraws"] as const;

/** How a mistake is answered; what answers it begins as a draft. */
export function RemedyDialog({ page, onClose }: { page: DocumentPage; onClose: () => void }) {
  const t = useText(documentText);
  const go = useGo();
  const [remedy, setRemedy] = useState<RemedyKind>("replaces");
  const [reason, setReason] = useState("");
  const [where, setWhere] = useState({ where: "", printed: "", right: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { draftId: string }>("POST", `/documents/${page.id}/remedies`);
  const values = remedy === "corrects" ? { addressee: page.recipients.slice(0, 100), corrections: [where] } : {};
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t("documents.page.remedy")}
      description={t("documents.page.remedyHelp")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (reason.trim() === "") return;
          send.mutate(
            { remedy, reason: reason.trim(), values },
            {
              onSuccess: ({ draftId }) => {
                notify(t("documents.page.begun"));
                go(`/documents/drafts/${draftId}`);
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="remedy-kind" label={t("documents.page.remedy")} group>
          <Radios
            name="remedy-kind"
            value={remedy}
            onValue={setRemedy}
            choices={remedies.map((value) => ({ value, label: t(`documents.page.${value}`) }))}
          />
        </Field>
        <Field
          name="remedy-reason"
          label={t("documents.page.reason")}
          error={tried && reason.trim() === "" ? t("documents.issuer.missing") : undefined}
        >
          <TextArea rows={2} value={reason} onValue={setReason} />
        </Field>
        {remedy === "corrects" &&
          (["where", "printed", "right"] as const).map((key) => (
            <Field key={key} name={`remedy-${key}`} label={t(`documents.page.correction.${key}`)} optional>
              <TextArea rows={1} value={where[key]} onValue={(next) => setWhere({ ...where, [key]: next })} />
            </Field>
          ))}
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("documents.page.begin")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
