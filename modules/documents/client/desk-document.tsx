import { Copy, FilePen, FileUp, PackageOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { DocumentPage } from "../copy-contract.ts";
import { CopyDialog } from "./desk-copy-dialog.tsx";
import { PackageDialog } from "./desk-package-dialog.tsx";
import { RemedyDialog } from "./desk-remedy-dialog.tsx";
import { IssuedState } from "./desk-state.tsx";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

/** Where other rooms show what a document was made of. */
const rooms: Readonly<Record<string, string>> = {
  plan: "/plans",
  difficulty: "/difficulties",
  dialogue: "/dialogues",
  report: "/reports",
  document_draft: "/documents/drafts",
};

export function DocumentScreen() {
  const { documentId } = usePathParams<"documentId">();
  const asked = useAsk<DocumentPage>(`/documents/${documentId}`);
  return <Answer of={asked}>{(page) => <Issued page={page} />}</Answer>;
}

function Issued({ page }: { page: DocumentPage }) {
  const t = useText(documentText);
  const formats = useFormats();
  const [dialog, setDialog] = useState<"remedy" | "copy" | "package" | null>(null);
  const ended = page.state === "replaced" || page.state === "withdrawn";
  const room = page.subject === null ? undefined : rooms[page.subject];
  return (
    <>
      <PageHead
        over={
          <>
            <Link to="/documents">{t("documents.page.over")}</Link> · {page.unitName}
          </>
        }
        title={`${page.typeName} ${page.fullSymbol}`}
      >
        <ExportButton path={`/documents/${page.id}/file`} fileName={page.fileName} label={t("documents.page.file")} />
        {page.mayWrite && (
          <Button icon={Copy} onClick={() => setDialog("copy")}>
            {t("documents.page.copy")}
          </Button>
        )}
        {page.mayWrite && page.series === "documents" && (
          <Button icon={PackageOpen} onClick={() => setDialog("package")}>
            {t("documents.page.package")}
          </Button>
        )}
        {page.mayWrite && page.series === "documents" && !ended && (
          <Button icon={FilePen} onClick={() => setDialog("remedy")}>
            {t("documents.page.remedy")}
          </Button>
        )}
      </PageHead>
      <p className="document-abstract">{page.abstract}</p>
      <dl className="document-facts">
        <Fact name={t("documents.state")}>
          <IssuedState state={page.state} />
        </Fact>
        <Fact name={t("documents.issuedOn")}>{formats.day(page.issuedOn)}</Fact>
        <Fact name={t("documents.page.issuedBy")}>
          {page.signerName}, {page.signerPosition}
        </Fact>
        {page.recipients.length > 0 && <Fact name={t("documents.recipients")}>{page.recipients.join("; ")}</Fact>}
        {page.copiesMade !== null && <Fact name={t("documents.draft.copies")}>{formats.number(page.copiesMade)}</Fact>}
        <Fact name={t("documents.page.sha")}>
          <code className="document-hash">{page.sha256}</code>
        </Fact>
        {page.copyOf !== null && (
          <Fact name={t("documents.page.copyOf")}>
            <Link
              to={
                page.copyOf.kind === "issued" ? `/documents/${page.copyOf.id}` : `/documents/incoming/${page.copyOf.id}`
              }
            >
              {page.copyOf.text}
            </Link>
          </Fact>
        )}
      </dl>
      {room !== undefined && page.subjectId !== null && (
        <p>
          <Link to={`${room}/${page.subjectId}`}>{t("documents.page.fromRoom")}</Link>
        </p>
      )}
      <Related page={page} />
      <SignedFiles page={page} />
      {page.copies.length > 0 && (
        <section className="document-part">
          <h2>{t("documents.page.copies")}</h2>
          <ul>
            {page.copies.map((copy) => (
              <li key={copy.id}>
                <Link to={`/documents/${copy.id}`}>{copy.fullSymbol}</Link>{" "}
                <span className="dim">{formats.day(copy.issuedOn)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {dialog === "remedy" && <RemedyDialog page={page} onClose={() => setDialog(null)} />}
      {dialog === "copy" && <CopyDialog of={{ kind: "issued", page }} onClose={() => setDialog(null)} />}
      {dialog === "package" && <PackageDialog page={page} onClose={() => setDialog(null)} />}
    </>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Related({ page }: { page: DocumentPage }) {
  const t = useText(documentText);
  const formats = useFormats();
  if (page.links.length + page.drafts.length === 0) return null;
  return (
    <section className="document-part">
      <h2>{t("documents.page.links")}</h2>
      <ul>
        {page.links.map((link) => (
          <li key={link.id}>
            {t(`documents.page.${link.direction}.${link.remedy}`)}{" "}
            <Link to={`/documents/${link.id}`}>{link.fullSymbol}</Link>{" "}
            <span className="dim">
              {formats.day(link.issuedOn)} – {link.reason}
            </span>
          </li>
        ))}
        {page.drafts.map((draft) => (
          <li key={draft.id}>
            {t("documents.page.openDrafts")}: <Link to={`/documents/drafts/${draft.id}`}>{draft.abstract}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SignedFiles({ page }: { page: DocumentPage }) {
  const t = useText(documentText);
  const formats = useFormats();
  const [file, setFile] = useState<File | null>(null);
  const [round, setRound] = useState(0);
  const send = useSend<File, { sha256: string }>(
    "POST",
    (chosen) => `/documents/${page.id}/signed?fileName=${encodeURIComponent(chosen.name)}`,
    {
      body: (chosen) => new Blob([chosen], { type: "application/pdf" }),
    },
  );
  return (
    <section className="document-part">
      <h2>{t("documents.page.signed")}</h2>
      <p className="dim s">{t("documents.page.signedHelp")}</p>
      {page.signed.length === 0 && <p>{t("documents.page.noSigned")}</p>}
      <ul>
        {page.signed.map((f) => (
          <li key={f.id}>
            <ExportButton tight path={`/documents/signed/${f.id}`} fileName={f.fileName} label={f.fileName} />{" "}
            <span className="dim s">
              {t("documents.page.pdf", { version: f.pdfVersion })} ·{" "}
              {f.signatureFields > 0
                ? t("documents.page.signatures", { n: f.signatureFields })
                : t("documents.page.noSignatures")}{" "}
              · {formats.size(f.size)}
            </span>
            <code className="document-hash">{f.sha256}</code>
          </li>
        ))}
      </ul>
      {page.mayWrite && (
        <>
          {send.error !== null && <ErrorState error={send.error} />}
          <Field name="signed-file" label={t("documents.page.fileSigned")} optional="silent">
            <FileInput key={round} accept=".pdf,application/pdf" onFile={setFile} />
          </Field>
          {file !== null && (
            <Button
              icon={FileUp}
              busy={send.isPending ? "…" : null}
              onClick={() =>
                send.mutate(file, {
                  onSuccess: () => {
                    notify(t("documents.page.filed"));
                    setFile(null);
                    setRound(round + 1);
                  },
                })
              }
            >
              {t("documents.page.fileSigned")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
