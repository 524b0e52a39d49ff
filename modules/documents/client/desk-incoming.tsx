import { Check, Copy, Forward, RotateCcw, SquarePen } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { IncomingPage } from "../incoming-contract.ts";
import { CopyDialog } from "./desk-copy-dialog.tsx";
import { Fact } from "./desk-document.tsx";
import { CloseDialog, EditIncomingDialog, HandOverDialog } from "./desk-incoming-dialogs.tsx";
import { receivedFiles, sendReceived } from "./desk-receive.tsx";
import { IncomingState } from "./desk-state.tsx";
import { documentText } from "./desk-text.ts";
import { useTypes } from "./desk-types.ts";
import "./desk-documents.css";

export function IncomingScreen() {
  const { incomingId } = usePathParams<"incomingId">();
  const asked = useAsk<IncomingPage>(`/documents/incoming/${incomingId}`);
  return <Answer of={asked}>{(page) => <Arrival page={page} />}</Answer>;
}

function Arrival({ page }: { page: IncomingPage }) {
  const t = useText(documentText);
  const formats = useFormats();
  const types = useTypes();
  const [dialog, setDialog] = useState<"hand" | "done" | "cancelled" | "open" | "edit" | "copy" | null>(null);
  const open = page.status === "open";
  const day = (value: string | null) => (value === null ? "–" : formats.day(value));
  const close = () => setDialog(null);
  return (
    <>
      <PageHead
        over={
          <>
            <Link to="/documents" search={{ tab: "incoming" }}>
              {t("documents.in.over")}
            </Link>{" "}
            · {page.unitName}
          </>
        }
        title={t("documents.in.page", { number: page.number, year: page.year })}
      >
        {page.mayWrite && open && (
          <>
            <Button icon={SquarePen} onClick={() => setDialog("edit")}>
              {t("documents.in.edit")}
            </Button>
            <Button icon={Forward} onClick={() => setDialog("hand")}>
              {t("documents.in.handOver")}
            </Button>
            <LinkButton to="/documents/new" search={{ template: "official-letter", answers: page.id }}>
              {t("documents.in.answer")}
            </LinkButton>
            <Button look="main" icon={Check} onClick={() => setDialog("done")}>
              {t("documents.in.done")}
            </Button>
          </>
        )}
        {page.mayWrite && !open && (
          <Button icon={RotateCcw} onClick={() => setDialog("open")}>
            {t("documents.in.reopen")}
          </Button>
        )}
      </PageHead>
      <p className="document-abstract">{page.abstract}</p>
      <dl className="document-facts">
        <Fact name={t("documents.state")}>
          <IncomingState of={page} />
        </Fact>
        <Fact name={t("documents.in.arrivedOn")}>{day(page.arrivedOn)}</Fact>
        <Fact name={t("documents.in.sender")}>{page.sender}</Fact>
        <Fact name={t("documents.in.symbol")}>{page.symbol ?? "–"}</Fact>
        <Fact name={t("documents.in.issuedOn")}>{day(page.issuedOn)}</Fact>
        <Fact name={t("documents.type")}>
          {types.find((x) => x.id === page.type)?.name ?? t("documents.in.noType")}
        </Fact>
        <Fact name={t("documents.in.dueOn")}>{day(page.dueOn)}</Fact>
        {page.urgency !== null && (
          <Fact name={t("documents.in.urgency")}>{t(`documents.in.urgency.${page.urgency as "urgent"}`)}</Fact>
        )}
        {page.isCopy && <Fact name={t("documents.in.isCopy")}>✓</Fact>}
        {page.doneOn !== null && (
          <Fact name={t("documents.in.doneOn")}>{[day(page.doneOn), page.doneNote].filter(Boolean).join(" – ")}</Fact>
        )}
        {page.answeredBy !== null && (
          <Fact name={t("documents.in.answeredBy")}>
            <Link to={`/documents/${page.answeredBy.id}`}>{page.answeredBy.fullSymbol}</Link>
          </Fact>
        )}
      </dl>
      {page.drafts.map((draft) => (
        <p key={draft.id}>
          {t("documents.in.openDrafts")}: <Link to={`/documents/drafts/${draft.id}`}>{draft.abstract}</Link>
        </p>
      ))}
      <section className="document-part">
        <h2>{t("documents.in.handovers")}</h2>
        {page.handovers.length === 0 && <p>{t("documents.in.noHandovers")}</p>}
        <ul>
          {page.handovers.map((h) => (
            <li key={h.id}>
              {day(h.handedOn)} – {h.toWhom}{" "}
              <span className="dim">
                {[t(`documents.in.role.${h.role as "lead"}`), h.note].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Files page={page} />
      <section className="document-part">
        <h2>{t("documents.page.copies")}</h2>
        <ul>
          {page.copies.map((copy) => (
            <li key={copy.id}>
              <Link to={`/documents/${copy.id}`}>{copy.fullSymbol}</Link>{" "}
              <span className="dim">{day(copy.issuedOn)}</span>
            </li>
          ))}
        </ul>
        {page.mayWrite && (
          <Button icon={Copy} onClick={() => setDialog("copy")}>
            {t("documents.in.copy")}
          </Button>
        )}
      </section>
      {page.mayWrite && open && (
        <div className="actions no-print">
          <Button look="quiet" onClick={() => setDialog("cancelled")}>
            {t("documents.in.cancel")}
          </Button>
        </div>
      )}
      {dialog === "hand" && <HandOverDialog page={page} onClose={close} />}
      {dialog === "edit" && <EditIncomingDialog page={page} onClose={close} />}
      {dialog === "copy" && <CopyDialog of={{ kind: "incoming", page }} onClose={close} />}
      {(dialog === "done" || dialog === "cancelled" || dialog === "open") && (
        <CloseDialog page={page} to={dialog} onClose={close} />
      )}
    </>
  );
}

function Files({ page }: { page: IncomingPage }) {
  const t = useText(documentText);
  const formats = useFormats();
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const again = useAsk<IncomingPage>(`/documents/incoming/${page.id}`);
  return (
    <section className="document-part">
      <h2>{t("documents.in.files")}</h2>
      {page.files.length === 0 && <p>{t("documents.in.noFiles")}</p>}
      <ul>
        {page.files.map((f) => (
          <li key={f.id}>
            <ExportButton tight path={`/documents/incoming/files/${f.id}`} fileName={f.fileName} label={f.fileName} />{" "}
            <span className="dim s">{formats.size(f.size)}</span> <code className="document-hash">{f.sha256}</code>
          </li>
        ))}
      </ul>
      {page.mayWrite && (
        <>
          {error !== null && <ErrorState error={error} />}
          <Field
            name="incoming-file"
            label={t("documents.in.addFile")}
            help={t("documents.in.fileHelp")}
            optional="silent"
          >
            <FileInput
              key={round}
              accept={receivedFiles}
              onFile={(file) => {
                if (file === null) return;
                setError(null);
                sendReceived(page.id, file)
                  .then(async () => {
                    notify(t("documents.in.fileAdded"));
                    setRound((n) => n + 1);
                    await again.refetch();
                  })
                  .catch(setError);
              }}
            />
          </Field>
        </>
      )}
    </section>
  );
}
