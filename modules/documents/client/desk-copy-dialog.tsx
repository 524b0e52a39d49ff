import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Radios, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { KnownIssuer } from "../contract.ts";
import type { DocumentPage } from "../copy-contract.ts";
import type { IncomingPage } from "../incoming-contract.ts";
import { documentText } from "./desk-text.ts";
import { toLines } from "./desk-text-lines.ts";
import "./desk-documents.css";

type Original = { kind: "issued"; page: DocumentPage } | { kind: "incoming"; page: IncomingPage };
type Form = "certified-copy" | "copy-of-copy" | "certified-extract";

/** Sao y and trích sao of an original, sao lục of a certified copy: only what the original allows is offered. */
function formsOf(of: Original): Form[] {
  if (of.kind === "incoming") return of.page.isCopy ? ["copy-of-copy"] : ["certified-copy"];
  if (of.page.series === "copies") return ["copy-of-copy"];
  return of.page.paragraphs.length > 0 ? ["certified-copy", "certified-extract"] : ["certified-copy"];
}

export function CopyDialog({ of, onClose }: { of: Original; onClose: () => void }) {
  const t = useText(documentText);
  const go = useGo();
  const forms = formsOf(of);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${of.page.unitId}`);
  const [form, setForm] = useState<Form>(forms[0]!);
  const [issuedOn, setIssuedOn] = useState<string>(todayInVietnam());
  const [typed, setSigner] = useState<string | null>(null);
  const signer = typed ?? issuer.data?.signerName ?? "";
  const [recipients, setRecipients] = useState("");
  const [copies, setCopies] = useState("1");
  const [keep, setKeep] = useState<ReadonlySet<number>>(new Set());
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { documentId: string; symbol: string }>("POST", "/documents/copies");
  const paragraphs = of.kind === "issued" ? of.page.paragraphs : [];
  const missing = tried ? t("documents.issuer.missing") : undefined;
  const ready =
    signer.trim() !== "" && issuedOn !== "" && Number(copies) > 0 && (form !== "certified-extract" || keep.size > 0);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      wide
      title={t("documents.page.copy")}
      description={t("documents.page.copyHelp")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (!ready) return;
          send.mutate(
            {
              form,
              unitId: of.page.unitId,
              ...(of.kind === "issued" ? { documentId: of.page.id } : { incomingId: of.page.id }),
              keep: [...keep],
              issuedOn,
              signerName: signer.trim(),
              recipients: toLines(recipients),
              copies: Number(copies),
            },
            {
              onSuccess: ({ documentId, symbol }) => {
                notify(t("documents.page.copied", { symbol }));
                go(`/documents/${documentId}`);
                onClose();
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="copy-form" label={t("documents.page.copyForm")} group>
          <Radios
            name="copy-form"
            value={form}
            onValue={setForm}
            choices={forms.map((value) => ({ value, label: t(`documents.page.form.${value}`) }))}
          />
        </Field>
        {of.kind === "issued" && of.page.series === "documents" && paragraphs.length === 0 && (
          <p className="dim s">{t("documents.page.noExtract")}</p>
        )}
        {form === "certified-extract" && (
          <Field
            name="copy-keep"
            label={t("documents.page.extract")}
            group
            error={keep.size === 0 ? missing : undefined}
          >
            <div className="extract-list">
              {paragraphs.map((text, i) => (
                <Checkbox
                  key={i}
                  checked={keep.has(i)}
                  onChecked={(on) => setKeep(new Set(on ? [...keep, i] : [...keep].filter((n) => n !== i)))}
                >
                  {text.length > 140 ? `${text.slice(0, 140)}…` : text}
                </Checkbox>
              ))}
            </div>
          </Field>
        )}
        <Field name="copy-on" label={t("documents.issuedOn")} error={issuedOn === "" ? missing : undefined}>
          <DateInput value={issuedOn} onValue={setIssuedOn} />
        </Field>
        <Field
          name="copy-signer"
          label={t("documents.issuer.signerName")}
          error={signer.trim() === "" ? missing : undefined}
        >
          <TextInput value={signer} onValue={setSigner} />
        </Field>
        <Field name="copy-recipients" label={t("documents.recipients")} help={t("documents.new.lines")} optional>
          <TextArea rows={3} value={recipients} onValue={setRecipients} />
        </Field>
        <Field name="copy-count" label={t("documents.page.copyCount")} error={Number(copies) > 0 ? undefined : missing}>
          <TextInput short inputMode="numeric" value={copies} onValue={(next) => setCopies(next.replace(/\D/g, ""))} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("documents.page.copy")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
