import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { Thread } from "#platform/ui/thread.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { LateTalk, ReportPage } from "../contract.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** What came after the freeze, and the one way in: a numbered revision with its reason. */
export function LateDialog({
  report,
  open,
  onOpen,
}: {
  report: ReportPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(reportText);
  const formats = useFormats();
  const late = useAsk<{ items: LateTalk[]; total: number }>(`/reports/${report.id}/late`, {}, { enabled: open });
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("report.late.title")} description={t("report.late.help")}>
      <Answer of={late}>
        {(data) => (
          <>
            {data.total > data.items.length && (
              <p className="note">
                {t("report.late.newest", { n: formats.number(data.items.length), total: formats.number(data.total) })}
              </p>
            )}
            <LateList items={data.items} />
          </>
        )}
      </Answer>
      {report.allowed.includes("report.revise") && (report.stage === "frozen" || report.stage === "returned") && (
        <ReviseForm report={report} onDone={() => onOpen(false)} />
      )}
      {(report.stage === "signed" || report.stage === "sent" || report.stage === "accepted") && (
        <p className="note">{t(`report.late.locked-${report.stage}`)}</p>
      )}
    </Dialog>
  );
}

function LateList({ items }: { items: readonly LateTalk[] }) {
  const t = useText(reportText);
  const formats = useFormats();
  const why = (talk: LateTalk) =>
    talk.why === "changed" ? t("report.late.changed", { before: talk.before ?? 0 }) : t(`report.late.${talk.why}`);
  return (
    <Thread
      label={t("report.late.title")}
      big
      nodes={items.map((talk) => ({
        key: talk.talkId,
        state: talk.why === "withdrawn" ? "ahead" : "now",
        when: formats.dayShort(talk.heldOn),
        children: (
          <>
            <Link to={`/talks/${talk.talkId}`}>
              {talk.title}, {talk.place}
            </Link>{" "}
            <span className="dim">
              · {t("report.attendances", { n: formats.number(talk.attendance) })} · {why(talk)}
            </span>
          </>
        ),
      }))}
    />
  );
}

function ReviseForm({ report, onDone }: { report: ReportPage; onDone: () => void }) {
  const t = useText(reportText);
  const draft = useDraft(`report.revise.${report.id}`, { reason: "" });
  const [tried, setTried] = useState(false);
  const number = report.revision;
  const revise = useSend<{ reason: string }>("POST", `/reports/${report.id}/revisions`);
  const missing = draft.value.reason.trim() === "";
  const submit = () => {
    setTried(true);
    if (missing) return;
    revise.mutate(
      { reason: draft.value.reason.trim() },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("report.revise.asked", { n: number }));
          onDone();
        },
      },
    );
  };
  return (
    <form
      noValidate
      className="report-revise"
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {revise.error !== null && <ErrorState error={revise.error} />}
      <Field
        name="revise-reason"
        label={t("report.revise.reason")}
        error={tried && missing ? t("report.revise.reason") : undefined}
      >
        <TextArea value={draft.value.reason} maxLength={500} onValue={(reason) => draft.set({ reason })} />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={revise.isPending ? "…" : null}>
          {t("report.revise", { n: number })}
        </Button>
      </div>
    </form>
  );
}
