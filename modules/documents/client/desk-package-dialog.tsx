import { PackageOpen } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { DocumentPage, Organ } from "../copy-contract.ts";
import { documentText } from "./desk-text.ts";
import { toLines } from "./desk-text-lines.ts";

/** The edXML package of a document; the unit's code is said here once, where it is missing. */
export function PackageDialog({ page, onClose }: { page: DocumentPage; onClose: () => void }) {
  const t = useText(documentText);
  const organ = useAsk<{ organ: Organ | null }>(`/documents/organs/${page.unitId}`);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t("documents.page.package")}
      description={t("documents.page.packageHelp")}
    >
      <Answer of={organ}>
        {(answer) =>
          answer.organ === null ? (
            <OrganForm page={page} />
          ) : (
            <PackageForm page={page} organ={answer.organ} onClose={onClose} />
          )
        }
      </Answer>
    </Dialog>
  );
}

function OrganForm({ page }: { page: DocumentPage }) {
  const t = useText(documentText);
  const [organId, setOrganId] = useState("");
  const [name, setName] = useState(page.unitName);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PUT", `/documents/organs/${page.unitId}`);
  const missing = (text: string) => (tried && text.trim() === "" ? t("documents.issuer.missing") : undefined);
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (organId.trim() === "" || name.trim() === "") return;
        send.mutate(
          {
            organId: organId.trim().toUpperCase(),
            name: name.trim(),
            inCharge: null,
            address: null,
            email: null,
            telephone: null,
          },
          { onSuccess: () => notify(t("documents.page.organSaved")) },
        );
      }}
    >
      <p className="note">{t("documents.page.noOrgan")}</p>
      {send.error !== null && <ErrorState error={send.error} />}
      <Field name="organ-id" label={t("documents.page.organId")} error={missing(organId)}>
        <TextInput short value={organId} onValue={setOrganId} />
      </Field>
      <Field name="organ-name" label={t("documents.page.organName")} error={missing(name)}>
        <TextInput value={name} onValue={setName} />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
          {t("documents.page.organSave")}
        </Button>
      </div>
    </form>
  );
}

/** "H36.5 Sở Văn hóa" → code and name. */
function readRecipients(typed: string): { organId: string; name: string }[] {
  return toLines(typed).flatMap((line) => {
    const [organId = "", ...rest] = line.split(/[\s,;]+/);
    return organId === "" ? [] : [{ organId: organId.toUpperCase(), name: rest.join(" ") || organId }];
  });
}

function PackageForm({ page, organ, onClose }: { page: DocumentPage; organ: Organ; onClose: () => void }) {
  const t = useText(documentText);
  const known = useAsk<{ items: { organId: string; name: string }[] }>("/documents/organs");
  const others = (known.data?.items ?? []).filter((o) => o.organId !== organ.organId);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [tried, setTried] = useState(false);
  const take = async () => {
    setTried(true);
    const to = readRecipients(typed);
    if (to.length === 0) return;
    setBusy(true);
    setProblem(null);
    try {
      notify(await download(`/documents/${page.id}/edxml`, {}, "van-ban.edxml", { method: "POST", body: { to } }));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void take();
      }}
    >
      {problem !== null && <ErrorState error={problem} />}
      <p className="s dim">
        {t("documents.page.organ")}: {organ.organId} – {organ.name}
      </p>
      <Field
        name="package-to"
        label={t("documents.page.to")}
        help={t("documents.page.toHelp")}
        error={tried && readRecipients(typed).length === 0 ? t("documents.issuer.missing") : undefined}
      >
        <TextArea rows={4} value={typed} onValue={setTyped} />
      </Field>
      {others.length > 0 && (
        <p className="s">
          {others.slice(0, 12).map((o) => (
            <Button
              key={o.organId}
              tight
              look="quiet"
              onClick={() => setTyped(`${typed === "" ? "" : `${typed.trimEnd()}\n`}${o.organId} ${o.name}`)}
            >
              {o.name}
            </Button>
          ))}
        </p>
      )}
      <div className="actions">
        <Button type="submit" look="main" icon={PackageOpen} busy={busy ? "…" : null}>
          {t("documents.page.takePackage")}
        </Button>
      </div>
    </form>
  );
}
