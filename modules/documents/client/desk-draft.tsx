import { FileCheck2, Save, Send, Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { FindingAnswer, KnownIssuer } from "../contract.ts";
import type { DraftContent, DraftPage } from "../draft-contract.ts";
import { findGaps } from "../lay-out.ts";
import { ContentForm } from "./desk-content-form.tsx";
import { DropDialog, IssueDialog } from "./desk-draft-dialogs.tsx";
import { DraftPreview } from "./desk-preview.tsx";
import { DraftStateBadge } from "./desk-state.tsx";
import { documentText } from "./desk-text.ts";
import { useTypes } from "./desk-types.ts";
import { FindingList } from "./finding-list.tsx";
import "./desk-documents.css";

/** One draft: its words to edit, the page as it will look, what the format check says; then it is handed in or issued. */
export function DraftScreen() {
  const { draftId } = usePathParams<"draftId">();
  const asked = useAsk<DraftPage>(`/documents/drafts/${draftId}`);
  return <Answer of={asked}>{(page) => <Draft key={`${page.id}-${page.version}`} page={page} />}</Answer>;
}

function Draft({ page }: { page: DraftPage }) {
  const t = useText(documentText);
  const types = useTypes();
  const filters = useFilters(["view"]);
  const [content, setContent] = useState<DraftContent>(page.content);
  const [dialog, setDialog] = useState<"issue" | "drop" | null>(null);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${page.unitId}`);
  const save = useSend<{ version: number; content: DraftContent }>("PUT", `/documents/drafts/${page.id}`);
  const submit = useSend<{ version: number; back: boolean }>("POST", `/documents/drafts/${page.id}/submit`);
  const open = page.status === "draft" || page.status === "submitted";
  const mayWrite = open && page.mayWrite;
  const changed = content !== page.content;
  const type = types.find((x) => x.id === page.type);
  const view = filters.values.view ?? "words";
  const hand = (back: boolean) =>
    submit.mutate(
      { version: page.version, back },
      { onSuccess: () => notify(t(back ? "documents.draft.takenBack" : "documents.draft.submitted")) },
    );
  const failed = save.error ?? submit.error;
  return (
    <>
      <PageHead
        over={
          <>
            <Link to="/documents" search={{ tab: "drafts" }}>
              {t("documents.tab.drafts")}
            </Link>{" "}
            · {type?.name} · {page.unitName}
          </>
        }
        title={page.abstract}
      >
        <ExportButton
          path={`/documents/drafts/${page.id}/file`}
          fileName="du-thao.docx"
          label={t("documents.draft.file")}
        />
        {mayWrite && (
          <Button
            icon={Save}
            look={changed ? "main" : "plain"}
            busy={save.isPending ? "…" : null}
            onClick={() =>
              save.mutate({ version: page.version, content }, { onSuccess: () => notify(t("documents.draft.saved")) })
            }
          >
            {t("documents.draft.save")}
          </Button>
        )}
        {mayWrite && !changed && (
          <Button look="main" icon={FileCheck2} onClick={() => setDialog("issue")}>
            {t("documents.draft.issue")}
          </Button>
        )}
      </PageHead>
      <div className="draft-facts">
        <DraftStateBadge state={page.status} />
        {page.sourceCount > 0 && <span className="s dim">{t("documents.draft.from", { n: page.sourceCount })}</span>}
        {page.remedy !== null && page.remedyOf !== null && (
          <Link to={`/documents/${page.remedyOf.id}`}>
            {t(`documents.draft.remedy.${page.remedy}`, { title: page.remedyOf.fullSymbol })}
          </Link>
        )}
        {page.answers !== null && (
          <Link to={`/documents/incoming/${page.answers.id}`}>
            {t("documents.new.answering", { text: page.answers.text })}
          </Link>
        )}
        {page.documentId !== null && (
          <Link to={`/documents/${page.documentId}`}>{t("documents.draft.toDocument")}</Link>
        )}
      </div>
      {page.status === "issued" && <p className="note">{t("documents.draft.frozen")}</p>}
      {page.droppedReason !== null && (
        <p className="note">{t("documents.draft.wasDropped", { reason: page.droppedReason })}</p>
      )}
      {open && findGaps(content).length > 0 && <p className="note bad">{t("documents.draft.gaps")}</p>}
      {changed && <p className="note">{`${t("documents.draft.unsaved")} ${t("documents.draft.saveFirst")}`}</p>}
      {failed !== null && <ErrorState error={failed} />}
      <Tabs
        label={page.abstract}
        value={view}
        onValue={(next) => filters.set({ view: next === "words" ? undefined : next })}
        tabs={[
          {
            key: "words",
            label: t("documents.draft.words"),
            content: <ContentForm content={content} type={page.type} onContent={setContent} frozen={!mayWrite} />,
          },
          {
            key: "preview",
            label: t("documents.draft.preview"),
            content:
              issuer.data === undefined || type === undefined ? null : (
                <DraftPreview content={content} issuer={issuer.data} type={type} />
              ),
          },
          { key: "check", label: t("documents.draft.check"), content: <Check id={page.id} /> },
        ]}
      />
      {mayWrite && (
        <div className="actions no-print">
          <Button icon={Trash2} onClick={() => setDialog("drop")}>
            {t("documents.draft.drop")}
          </Button>
          {!changed &&
            (page.status === "draft" ? (
              <Button icon={Send} busy={submit.isPending ? "…" : null} onClick={() => hand(false)}>
                {t("documents.draft.submit")}
              </Button>
            ) : (
              <Button icon={Undo2} busy={submit.isPending ? "…" : null} onClick={() => hand(true)}>
                {t("documents.draft.takeBack")}
              </Button>
            ))}
        </div>
      )}
      {dialog === "issue" && <IssueDialog page={page} onClose={() => setDialog(null)} />}
      {dialog === "drop" && <DropDialog page={page} onClose={() => setDialog(null)} />}
    </>
  );
}

function Check({ id }: { id: string }) {
  const t = useText(documentText);
  const asked = useAsk<{ items: FindingAnswer[] }>(`/documents/drafts/${id}/check`);
  return (
    <Answer of={asked} words={t("documents.draft.checking")}>
      {(answer) => <FindingList findings={answer.items} />}
    </Answer>
  );
}
