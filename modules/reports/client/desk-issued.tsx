import { Send } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { IssuerDialog } from "#modules/documents/client.ts";
import type { IssuedDocument, KnownIssuer } from "#modules/documents/shared.ts";
import type { ReportPage, ViewName } from "../contract.ts";
import type { ReportPath } from "../contract-sending.ts";
import { SignersDialog } from "./desk-signers.tsx";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** What went out of this report under a number, and the act that lets it. */
export function IssuedTab({ report, view }: { report: ReportPage; view: ViewName }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const [issuerOpen, setIssuerOpen] = useState(false);
  const [signersOpen, setSignersOpen] = useState(false);
  const mayIssue = report.allowed.includes("report.issue");
  const signed = report.stage === "signed" || report.stage === "sent" || report.stage === "accepted";
  const issued = useAsk<{ items: IssuedDocument[] }>("/documents", { subjectId: report.id, limit: 100 });
  return (
    <div className="report-issued">
      <div className="actions">
        {!signed && <p className="note">{t("report.issue.first")}</p>}
        {signed && mayIssue && (
          <Button look="main" icon={Send} onClick={() => setOpen(true)}>
            {t("report.issue")}
          </Button>
        )}
        {mayIssue && <Button onClick={() => setIssuerOpen(true)}>{t("report.issuer")}</Button>}
        <Button onClick={() => setSignersOpen(true)}>{t("report.signers")}</Button>
      </div>
      <Answer of={issued}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="dim">{t("report.issued.empty")}</p>
          ) : (
            <ul>
              {items.map((d) => (
                <li key={d.id}>
                  <span className="grow">
                    <b>{d.fullSymbol}</b> · {formats.day(d.issuedOn)}
                    <span className="dim s sub">
                      {d.abstract} · {d.signerPosition}, {d.signerName} · SHA-256{" "}
                      <span className="report-hash">{d.sha256.slice(0, 16)}</span>
                    </span>
                  </span>
                  <ExportButton
                    tight
                    path={`/documents/${d.id}/file`}
                    fileName={d.fileName}
                    label={t("report.download.docx")}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <IssuerDialog unitId={report.unitId} open={issuerOpen} onOpen={setIssuerOpen} />
      <SignersDialog unitId={report.unitId} open={signersOpen} onOpen={setSignersOpen} />
      <IssueDialog report={report} view={view} open={open} onOpen={setOpen} />
    </div>
  );
}

function IssueDialog({
  report,
  view,
  open,
  onOpen,
}: {
  report: ReportPage;
  view: ViewName;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(reportText);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${report.unitId}`, {}, { enabled: open });
  const draft = useDraft(`report.issue.${report.id}`, {
    issuedOn: todayInVietnam() as string,
    signerPosition: "",
    capacity: "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { number: number; symbol: string }>(
    "POST",
    `/reports/${report.id}/issue`,
  );
  const path = useAsk<ReportPath>(`/reports/${report.id}/path`, {}, { enabled: open });
  const signed = path.data?.signings.find((g) => g.endedAt === null);
  const name = signed?.signerName ?? "";
  const position = signed?.byMandate
    ? (signed.signerPosition ?? "")
    : draft.value.signerPosition || (signed?.signerPosition ?? issuer.data?.signerPosition ?? "");
  const capacity = signed?.byMandate ? (signed.capacity ?? "") : draft.value.capacity;
  const errors: Record<string, string> = draft.value.issuedOn === "" ? { "issue-on": t("report.issue.on") } : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    send.mutate(
      {
        issuedOn: draft.value.issuedOn,
        view,
        ...(position.trim() === "" ? {} : { signerPosition: position.trim() }),
        ...(capacity.trim() === "" ? {} : { capacity: capacity.trim() }),
      },
      {
        onSuccess: ({ number, symbol }) => {
          draft.clear();
          onOpen(false);
          notify(t("report.issue.done", { number: `${String(number).padStart(2, "0")}/${symbol}` }));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("report.issue")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {tried && <ErrorSummary errors={errors} />}
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="issue-on" label={t("report.issue.on")} error={tried ? errors["issue-on"] : undefined}>
          <DateInput value={draft.value.issuedOn} onValue={(issuedOn) => draft.set({ issuedOn })} lean="past" />
        </Field>
        <Field name="issue-signer" label={t("report.issue.signer")}>
          <TextInput value={name} onValue={() => {}} readOnly />
        </Field>
        <Field name="issue-position" label={t("report.issue.position")}>
          <TextInput
            value={position}
            readOnly={signed?.byMandate === true}
            onValue={(signerPosition) => draft.set({ signerPosition })}
          />
        </Field>
        <Field name="issue-capacity" label={t("report.issue.capacity")} optional>
          <TextInput
            value={capacity}
            readOnly={signed?.byMandate === true}
            placeholder="KT. CHỦ TỊCH"
            onValue={(capacity) => draft.set({ capacity })}
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? `${t("report.issue")}…` : null}>
            {t("report.issue")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
